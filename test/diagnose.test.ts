import { describe, expect, test } from 'vitest'
import type { Answer, Evidence } from '../src/answer.ts'
import type { Article } from '../src/article/article.ts'
import { candidateIds, diagnose, type Findings, type FoundText, whyNot } from '../src/diagnose.ts'
import { type Card, cardOf, tellingOf } from '../src/rules/card.ts'
import { compileRules } from '../src/rules/compiler.ts'
import { deriveRule } from '../src/rules/derive.ts'
import type { GivenFacts } from '../src/rules/fact.ts'
import { readHandWritten } from '../src/rules/hand-written.ts'
import { Matcher } from '../src/rules/matcher.ts'
import { authored } from './support/authored.ts'

interface Asked extends GivenFacts {
  readonly text: string
  readonly hits?: readonly FoundText[]
  readonly top?: number
}

/** Asks articles by their hand-written rules, and by derived ones where they have none. */
function asking(...articles: readonly Article[]) {
  const rules = articles.flatMap((article) => {
    const { rules, problems } = readHandWritten(article)
    expect(problems).toEqual([])
    return rules.length > 0 ? rules : (deriveRule(article) ?? [])
  })
  const matcher = new Matcher(compileRules(rules))
  const cards = new Map(articles.map((article) => [article.id!, cardOf(article)!] satisfies [string, Card]))
  const vocabularies = new Map([...cards].map(([id, { vocabulary }]) => [id, new Set(vocabulary)]))
  const told = new Map(articles.map((article) => [article.id!, tellingOf(article)]))
  const findings = ({ text, hits = [], top, ...facts }: Asked): Findings => {
    const report = matcher.read(text)
    return {
      report,
      facts,
      matches: matcher.match(report),
      hits,
      cards,
      vocabularies,
      ...(top !== undefined && { top }),
    }
  }
  return {
    ask: (asked: Asked): Answer => diagnose(findings(asked)).answer(told),
    whyNot: (id: string, asked: Asked): string[] => whyNot(id, findings(asked)),
    findings,
  }
}

const spoolerMessage = 'The label spooler of the licence daemon is damaged. Reinstall the daemon.'
const byMessage = (text: string): string => `- id: message\n  when: { any: [{ message: "${text}" }] }`
const byPhrase = (about: string, state: string, more = ''): string =>
  `- id: phrase\n  when: { any: [{ phrase: { about: [${about}], state: [${state}] } }] }${more}`

const kindsOf = (evidence: readonly Evidence[]): string[] =>
  evidence.filter(({ points }) => points !== 0).map(({ kind }) => kind)

describe('another version of the product', () => {
  const { ask } = asking(
    authored({
      id: 'a',
      title: 'Spooler',
      rules: `${byMessage(spoolerMessage)}\n  facts: { product: { any: [Outlook 97] } }`,
    }),
  )

  test('that is named is no ground the product runs on, so nothing is answered', () => {
    expect(ask({ text: spoolerMessage }).verdict).toBe('answer')
    expect(ask({ text: `Outlook 97: ${spoolerMessage}` }).verdict).toBe('answer')
    expect(ask({ text: `Windows 98: ${spoolerMessage}` }).verdict).toBe('answer')
    const { verdict, hits } = ask({ text: `Outlook 2000: ${spoolerMessage}` })
    expect(verdict).toBe('unknown')
    expect(hits[0]!.evidence.map(({ against }) => against)).toContain('another version is named')
  })
})

describe('a matched message', () => {
  const { ask } = asking(authored({ id: 'a', title: 'Spooler', rules: byMessage(spoolerMessage) }))

  test('is answered with the fix of its article', () => {
    const answer = ask({ text: spoolerMessage })
    expect(answer).toMatchObject({ verdict: 'answer', answered: true, decide: null })
    expect(answer.confidence).toBeGreaterThan(0.9)
    expect(answer.hits).toHaveLength(1)
    expect(answer.hits[0]).toMatchObject({
      id: 'a',
      title: 'Spooler',
      outcome: { type: 'steps', steps: ['Mend it.'], when: null },
    })
  })

  test('says which words of the report it was', () => {
    const text = `Today: ${spoolerMessage} What now?`
    const [evidence] = ask({ text }).hits[0]!.evidence
    expect(evidence).toMatchObject({ kind: 'message', relation: 'agrees', source: null })
    expect(text.slice(...evidence!.report!)).toBe(spoolerMessage.slice(0, -1))
  })

  test('that says little supports, and does not decide alone', () => {
    const weak = asking(authored({ id: 'a', products: ['SBS 4.5'], rules: byMessage('access is denied') }))
    const alone = weak.ask({ text: 'access is denied', hits: [{ id: 'a', share: 1 }] })
    expect([alone.verdict, alone.hits[0]!.id]).toEqual(['unknown', 'a'])
    const derived: Article = {
      ...authored({
        products: ['SBS 4.5'],
        body: '## Symptoms\n\nThe check fails with 0x80070005 or error 5.\n',
      }),
      id: 'b',
      frontMatter: null,
      messages: [{ text: 'The sticker check is invalid', span: [0, 1], form: 'block', section: 0 }],
    }
    const text = 'the sticker check is invalid: 0x80070005'
    const capped = asking(derived).ask({
      text,
      hits: [{ id: 'b', share: 1 }],
    })
    expect(capped.verdict).toBe('unknown')
    expect(capped.hits[0]!.evidence.at(-1)).toMatchObject({
      kind: 'prior',
      against: 'too little to decide alone',
    })
    const supported = asking(derived).ask({ text, product: 'SBS' })
    expect(supported.verdict).toBe('answer')
  })
})

describe('two articles with one message', () => {
  const one = authored({
    id: 'a',
    products: ['Outlook 97'],
    rules: `${byMessage(spoolerMessage)}\n  ask: [{ fact: product, text: Which product? }]`,
  })
  const other = authored({ id: 'b', products: ['Visual Basic 4.0'], rules: byMessage(spoolerMessage) })
  const { ask, whyNot } = asking(one, other)

  test('leave a choice, and the product decides', () => {
    const answer = ask({ text: spoolerMessage })
    expect(answer).toMatchObject({ verdict: 'choose', answered: false })
    expect(answer.decide).toMatchObject({
      fact: 'product',
      question: 'Which product?',
      values: ['Outlook 97', 'Visual Basic 4.0'],
      choices: [
        { value: 'Outlook 97', article: 'a' },
        { value: 'Visual Basic 4.0', article: 'b' },
      ],
    })
    expect(answer.confidence).toBeCloseTo(0.5, 1)
  })

  test('are told apart by the product that is given', () => {
    expect(ask({ text: spoolerMessage, product: 'VB4' })).toMatchObject({
      verdict: 'answer',
      hits: [{ id: 'b' }, { id: 'a' }],
    })
    const clash = ask({ text: spoolerMessage, product: 'VB4' }).hits[1]!
    expect(clash.evidence).toContainEqual(
      expect.objectContaining({ kind: 'fact', relation: 'clashes', points: -12 }),
    )
    expect(clash.evidence.at(-1)!.against).toBe('a given fact clashes')
  })

  test('are told apart by the product that is named', () => {
    expect(ask({ text: `Outlook 97 setup: ${spoolerMessage}` })).toMatchObject({
      verdict: 'answer',
      hits: [{ id: 'a' }, {}],
    })
  })

  test('and the loser says why', () => {
    expect(whyNot('b', { text: `Outlook 97 setup: ${spoolerMessage}` })[0]).toMatch(
      /^its score is .* a comes first with/,
    )
  })

  test('of one product are told apart by another fact, or by what they are about', () => {
    const facts = (role: string): string =>
      `${byMessage(spoolerMessage)}\n  facts: { product: SBS, role: ${role} }`
    const roles = asking(
      authored({ id: 'a', rules: facts('client') }),
      authored({ id: 'b', rules: facts('server') }),
    )
    expect(roles.ask({ text: spoolerMessage }).decide).toMatchObject({
      fact: 'role',
      values: ['client', 'server'],
    })
    const alike = asking(
      authored({ id: 'a', title: 'First', rules: byMessage(spoolerMessage) }),
      authored({ id: 'b', title: 'Second', rules: `${byMessage(spoolerMessage)}\n  title: The second` }),
    )
    expect(alike.ask({ text: spoolerMessage }).decide).toMatchObject({
      fact: 'situation',
      values: ['First', 'The second'],
    })
  })

  test('of which one is preferred come in that order', () => {
    const preferred = asking(
      one,
      authored({ id: 'b', rules: `${byMessage(spoolerMessage)}\n  priority: 100` }),
    )
    expect(preferred.ask({ text: spoolerMessage })).toMatchObject({
      verdict: 'answer',
      hits: [{ id: 'b' }, { id: 'a' }],
    })
  })
})

describe('several ways out', () => {
  const body = '## Resolution\n\n### Retail edition\n\n1. Call.\n\n### NFR edition\n\n1. Look.\n'
  const { ask } = asking(
    authored({
      id: 'a',
      body,
      rules: `${byMessage(spoolerMessage)}\n  ask: [{ fact: edition, text: Which edition? }]`,
    }),
  )

  test('leave a choice, and their condition decides', () => {
    const answer = ask({ text: spoolerMessage })
    expect(answer.verdict).toBe('choose')
    expect(answer.decide).toMatchObject({
      fact: 'edition',
      question: 'Which edition?',
      values: ['retail', 'nfr'],
      choices: [
        { value: 'retail', article: 'a', outcome: { steps: ['Call.'], when: 'Retail edition' } },
        { value: 'nfr', article: 'a', outcome: { steps: ['Look.'], when: 'NFR edition' } },
      ],
    })
    expect(answer.hits).toHaveLength(1)
  })

  test('are told apart by a fact, given or named', () => {
    expect(ask({ text: spoolerMessage, facts: { edition: 'nfr' } })).toMatchObject({
      verdict: 'answer',
      hits: [{ outcome: { steps: ['Look.'] } }],
    })
    expect(ask({ text: `${spoolerMessage} It is the retail copy.` })).toMatchObject({
      verdict: 'answer',
      hits: [{ outcome: { steps: ['Call.'] } }],
    })
  })

  test('that all clash are still shown', () => {
    expect(ask({ text: spoolerMessage, facts: { edition: 'oem' } }).decide!.choices).toHaveLength(2)
  })

  test('are not asked for where one holds for everybody', () => {
    const common = asking(
      authored({
        id: 'a',
        rules: `${byMessage(spoolerMessage)}\n  outcomes:\n    - { steps: [Wait.] }\n    - { when: { order: wrong order }, steps: [Sort.] }`,
      }),
    )
    expect(common.ask({ text: spoolerMessage })).toMatchObject({
      verdict: 'answer',
      hits: [{ outcome: { steps: ['Wait.'], when: null } }],
    })
    const sorted = common.ask({ text: `${spoolerMessage} They were in the wrong order.` })
    expect(sorted.hits[0]!.outcome).toMatchObject({ steps: ['Sort.'], when: 'order: wrong order' })
  })
})

describe('a phrase', () => {
  const body = '## Symptoms\n\nThe modem of the office is busy all day.\n\n## Resolution\n\n1. Hang up.\n'
  const { ask } = asking(authored({ id: 'a', body, rules: byPhrase('modem', 'busy', '\n  near: [office]') }))

  test('is enough where it is all that is said', () => {
    expect(ask({ text: 'modem busy' }).verdict).toBe('answer')
    expect(
      ask({ text: 'the modem of our office is busy' }).hits[0]!.evidence.map(({ kind }) => kind),
    ).toContain('near')
  })

  test('is not enough where the sentence speaks of something else', () => {
    const answer = ask({ text: 'a purple giraffe swallowed the busy modem of aunt Matilda near Vladivostok' })
    expect(answer.verdict).toBe('unknown')
    expect(answer.confidence).toBeLessThan(0.5)
  })

  test('does not care for other sentences, numbers and machines', () => {
    expect(ask({ text: 'Modem busy. Aunt Matilda sends love from Vladivostok.' }).verdict).toBe('answer')
    expect(ask({ text: 'modem 4711 busy on \\\\QWERTZ\\xyzzy' }).verdict).toBe('answer')
  })
})

describe('a rule does not hold', () => {
  const rules = (more: string): string => byPhrase('modem', 'busy', `\n  facts: { product: SBS }${more}`)
  const check = (more: string, asked: Asked, reason: string | null): void => {
    const engine = asking(authored({ id: 'a', rules: rules(more) }))
    expect(engine.ask(asked).answered).toBe(reason === null)
    const reasons = engine.whyNot('a', asked)
    expect(reason === null ? reasons : reasons[0]).toEqual(reason === null ? [] : reason)
  }

  test('where the report has what excludes it', () => {
    const more = '\n  unless: [{ phrase: { about: tone, state: [no] } }]'
    check(more, { text: 'modem busy, no tone' }, 'rule a#phrase does not hold where the report has tone × no')
  })

  test('where a product excludes it', () => {
    const more = '\n  unless: [{ product: Outlook 97 }]'
    check(more, { text: 'modem busy in Outlook 97' }, 'rule a#phrase does not hold for Outlook 97')
    check(
      more,
      { text: 'modem busy', product: 'Outlook' },
      'rule a#phrase does not hold for Outlook 97; given is Outlook',
    )
    check(more, { text: 'modem busy on SBS when I open Outlook 97' }, null)
    check(more, { text: 'modem busy' }, null)
  })

  test('where a fact is required and not known', () => {
    const more = '\n  unless: [{ role: server }]'
    const required = more.replace('unless', 'title: x\n  unless')
    check(
      required,
      { text: 'modem busy', facts: { role: 'server' } },
      'rule a#phrase does not hold for server',
    )
    const engine = asking(
      authored({
        id: 'a',
        rules: byPhrase('modem', 'busy', '\n  facts: { role: { any: [client, guest], required: true } }'),
      }),
    )
    expect(engine.whyNot('a', { text: 'modem busy' })[0]).toBe(
      'rule a#phrase holds only where role is client or guest',
    )
    expect(engine.ask({ text: 'modem busy for a client' }).answered).toBe(true)
  })

  test('where it asks for all and one is missing', () => {
    const all =
      '- id: all\n  when:\n    all:\n      - phrase: { about: modem, state: busy }\n      - message: the label spooler daemon'
    const engine = asking(authored({ id: 'a', rules: all }))
    expect(engine.ask({ text: 'modem busy' }).hits).toEqual([])
    expect(engine.whyNot('a', { text: 'modem busy' })).toEqual([
      'rule a#all: the label spooler daemon was not found',
    ])
    expect(engine.ask({ text: 'modem busy: the label spooler daemon' }).answered).toBe(true)
  })

  test('and nothing else of its article decides then, except another rule by hand', () => {
    const excluding = byPhrase('modem', 'busy', '\n  unless: [{ phrase: { about: tone, state: [no] } }]')
    const body =
      '## Symptoms\n\nThe modem tone and the spooler labels are missing.\n\n## Resolution\n\n1. Wait.\n'
    const text = 'modem busy, no tone, spooler labels missing'
    const hits = [{ id: 'a', share: 1 }]
    const alone = asking(
      authored({ id: 'a', title: 'Spooler labels and modem tone missing', body, rules: excluding }),
    )
    expect(alone.ask({ text, hits }).answered).toBe(false)
    const second = byPhrase('spooler labels', 'missing').replace('id: phrase', 'id: second')
    const both = asking(authored({ id: 'a', body, rules: `${excluding}\n${second}` }))
    expect(both.ask({ text, hits }).answered).toBe(true)
  })

  test('where only its exclusion was found, or nothing', () => {
    const more = '\n  unless: [{ phrase: { about: tone, state: [no] } }]'
    check(more, { text: 'no tone' }, 'rule a#phrase does not hold where the report has tone × no')
    check(
      more,
      { text: 'hello' },
      'no message, phrase, code or event of it is in the report, nor do its words stand out',
    )
  })
})

describe('what the full text found', () => {
  const body = '## Symptoms\n\nThe cursor flickers in the editor.\n\n## Resolution\n\n1. Blink.\n'
  const articles = [
    authored({ id: 'a', title: 'Flickering cursor', body }),
    authored({ id: 'b', title: 'Other', body: '## Symptoms\n\nNothing.\n' }),
  ]
  const hits: FoundText[] = [
    { id: 'a', share: 1 },
    { id: 'b', share: 1 / 2 },
    { id: 'gone', share: 1 / 8 },
  ]

  test('is listed, by how much it explains, and is no answer alone', () => {
    const answer = asking(...articles).ask({ text: 'flickering cursor in my editor', hits })
    expect(answer.verdict).toBe('unknown')
    expect(answer.hits.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(kindsOf(answer.hits[0]!.evidence)).toContain('words')
    expect(answer.confidence).toBeGreaterThan(0)
  })

  test('with the product of an authored article is one, if there is trouble', () => {
    const named = asking(
      authored({
        id: 'a',
        products: ['SBS 4.5'],
        body: body.replace('flickers', 'flickers and hangs'),
        title: 'Flickering cursor in the editor palette',
      }),
    )
    const one = [{ id: 'a', share: 1 }]
    expect(
      named.ask({ text: 'flickering cursor and palette, editor hangs', product: 'SBS', hits: one }).answered,
    ).toBe(true)
    expect(
      named.ask({ text: 'how to get a flickering cursor in the editor palette', product: 'SBS', hits: one })
        .answered,
    ).toBe(false)
  })

  test('without a score counts nothing', () => {
    expect(asking(...articles).ask({ text: 'cursor', hits: [{ id: 'a', share: 0 }] }).hits).toEqual([])
  })

  test('and the rules together are the candidates', () => {
    const { findings } = asking(authored({ id: 'a', rules: byPhrase('modem', 'busy') }))
    expect(candidateIds(findings({ text: 'modem busy', hits }))).toEqual(['a', 'b', 'gone'])
  })

  test('is cut at the top', () => {
    expect(asking(...articles).ask({ text: 'flickering cursor', hits, top: 1 }).hits).toHaveLength(1)
  })
})

describe('codes and events', () => {
  test('decide where an author says so', () => {
    const { ask } = asking(
      authored({
        id: 'a',
        rules: '- id: code\n  when: { any: [{ code: { family: ras, value: 633 }, weight: 2 }] }',
      }),
      authored({
        id: 'b',
        rules: '- id: event\n  when: { any: [{ event: { id: 7000, source: Spooler }, weight: 2 }] }',
      }),
      authored({ id: 'c', rules: '- id: stop\n  when: { any: [{ stop: { code: 7B }, weight: 2 }] }' }),
      authored({ id: 'd', rules: '- id: any\n  when: { any: [{ event: { id: 33 }, weight: 5 }] }' }),
    )
    expect(ask({ text: 'RAS error 633' })).toMatchObject({
      verdict: 'answer',
      hits: [{ id: 'a', evidence: [{ kind: 'code', against: 'ras 633' }] }],
    })
    expect(ask({ text: 'Event ID: 7000\nSource: Spooler' })).toMatchObject({
      verdict: 'answer',
      hits: [{ evidence: [{ against: 'event 7000 of Spooler' }] }],
    })
    expect(ask({ text: 'STOP 0x0000007B' })).toMatchObject({
      verdict: 'answer',
      hits: [{ evidence: [{ against: 'STOP 0x0000007B' }] }],
    })
    expect(ask({ text: 'event 33' }).hits[0]!.evidence[0]!.against).toBe('event 33')
  })
})

test('words that a phrase has counted are counted once, and a little for their order', () => {
  const rules =
    '- id: both\n  when:\n    any:\n      - phrase: { about: label spooler, state: damaged }\n      - message: the label spooler is damaged\n      - phrase: { about: spooler, state: damaged }'
  const { evidence } = asking(authored({ id: 'a', rules })).ask({ text: 'The label spooler is damaged' })
    .hits[0]!
  const counted = evidence.filter(({ points }) => points > 0)
  expect(counted.map(({ kind }) => kind)).toEqual(['phrase', 'message'])
  expect(counted[1]!.points).toBeLessThan(counted[0]!.points)
})

test('nothing known is no answer and no hit', () => {
  expect(asking().ask({ text: 'anything' })).toEqual({
    verdict: 'unknown',
    decide: null,
    answered: false,
    confidence: 0,
    hits: [],
  })
})
