import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { readHandWritten } from '../../src/rules/hand-written.ts'
import rulesSchema from '../../src/rules/rules.schema.json' with { type: 'json' }
import { authored } from '../support/authored.ts'

const validate = new Ajv2020({ allErrors: true }).compile(rulesSchema)

const body = `## Symptoms

It does not work.

## Cause

The key is wrong.

## Resolution

For everybody:

1. Mend it.

### Retail edition

1. Ask for a key.
`

const read = (rules: string) => readHandWritten(authored({ rules, body, products: ['Outlook 97'] }))
const when = 'when: { any: [{ message: The disk is full }] }'

describe('a full rule', () => {
  const { rules, problems } = read(`- id: full
  title: All of it
  priority: 20
  when:
    all:
      - message: "The spooler is damaged. Reinstall it on {server}."
        weight: 1.5
      - phrase: { about: [cd key], state: [invalid, wrong], atLeast: 1, within: 9 }
      - code: 0x80070005
      - code: { family: ras, value: 633 }
      - event: { id: 7000, source: Service Control Manager }
      - stop: { code: 7B, parameters: [0xC0000034, any], module: DISK.SYS }
  near: [sticker]
  facts:
    version: 8.0 or later
    edition: { any: [retail], weight: 2, required: true }
  unless:
    - product: Plus! for Windows 95
    - phrase: { about: door, state: locked }
  outcomes:
    - when: { edition: retail }
      resolution: Retail Edition
    - type: by-design
      cause: So it is.
      text: Live with it.
    - steps:
        - Do this.
        - { do: Then that., cost: 2h }
  ask:
    - { fact: edition, text: Which edition? }`)
  const [rule] = rules

  test('is read without a problem', () => {
    expect(problems).toEqual([])
    expect([rule!.id, rule!.article, rule!.title, rule!.priority, rule!.mode]).toEqual([
      'test#full',
      'test',
      'All of it',
      20,
      'all',
    ])
    expect(rule!.origin).toBe('hand')
  })

  test('has its triggers in canonical form', () => {
    expect(rule!.triggers).toEqual([
      {
        type: 'message',
        signature: 'the spooler is damaged . reinstall it on {server:name}',
        weight: 1.5,
        span: null,
      },
      {
        type: 'phrase',
        about: ['cd key'],
        state: ['invalid', 'wrong'],
        atLeast: 1,
        within: 9,
        weight: 1,
        span: null,
      },
      { type: 'code', code: { family: 'hresult', value: '0x80070005' }, weight: 1, span: null },
      { type: 'code', code: { family: 'ras', value: '633' }, weight: 1, span: null },
      { type: 'event', id: 7000, source: 'Service Control Manager', weight: 1, span: null },
      {
        type: 'stop',
        code: '0x0000007B',
        parameters: ['0xC0000034', null],
        module: 'disk.sys',
        weight: 1,
        span: null,
      },
    ])
  })

  test('takes the products of its article where it names none', () => {
    expect(rule!.facts).toEqual([
      { fact: 'version', values: ['8.0 or later'], weight: 1, required: false },
      { fact: 'edition', values: ['retail'], weight: 2, required: true },
      { fact: 'product', values: ['Outlook 97'], weight: 1, required: false },
    ])
    expect(rule!.unless.map(({ type }) => type)).toEqual(['fact', 'trigger'])
  })

  test('takes what an outcome does not say from the article', () => {
    expect(rule!.outcomes).toEqual([
      {
        when: [{ fact: 'edition', values: ['retail'], weight: 1, required: false }],
        label: 'Retail Edition',
        type: 'steps',
        cause: 'The key is wrong.',
        steps: [{ text: 'Ask for a key.', cost: null }],
        text: expect.stringContaining('Ask for a key.') as string,
      },
      { when: [], label: null, type: 'by-design', cause: 'So it is.', steps: [], text: 'Live with it.' },
      {
        when: [],
        label: null,
        type: 'steps',
        cause: 'The key is wrong.',
        steps: [
          { text: 'Do this.', cost: null },
          { text: 'Then that.', cost: 120 },
        ],
        text: '',
      },
    ])
    expect(rule!.questions).toEqual([{ fact: 'edition', text: 'Which edition?' }])
  })
})

describe('a short rule', () => {
  test('has defaults', () => {
    const { rules, problems } = read(
      `- id: short\n  when: { any: [{ phrase: { about: modem, state: busy } }] }\n  outcome: { type: by-design }`,
    )
    expect(problems).toEqual([])
    expect(rules[0]).toMatchObject({
      title: null,
      priority: 0,
      mode: 'any',
      near: [],
      unless: [],
      questions: [],
    })
    expect(rules[0]!.triggers[0]).toMatchObject({ atLeast: 1, within: 12, weight: 1 })
    expect(rules[0]!.outcomes[0]!.steps).toEqual([{ text: 'Mend it.', cost: null }])
  })

  test('of its own product does not take the article’s', () => {
    const { rules } = read(`- id: a\n  ${when}\n  facts: { product: [SBS] }`)
    expect(rules[0]!.facts.map(({ values }) => values)).toEqual([['SBS']])
  })
})

test('an article without rules has none, and no problem', () => {
  expect(readHandWritten(authored({}))).toEqual({ rules: [], problems: [] })
})

describe('a bad rule is reported with path, fault and remedy', () => {
  const id = '- id: bad'
  const any = (trigger: string): string => `${id}\n  when: { any: [${trigger}] }`
  const phrase = (fields: string): string => any(`{ phrase: { about: modem, state: busy, ${fields} } }`)
  const rule = (field: string): string => `${id}\n  ${when}\n  ${field}`
  /** Text of the rules → path, part of the message, part of the help; whether the schema can see it too. */
  const cases: readonly [rules: string, path: string, message: string, help: string, inSchema?: boolean][] = [
    ['just words', '', 'must be a list', 'write `- `'],
    ['{}', '', 'must be a list', 'write `- `'],
    ['[]', '', 'must be a list', 'write `- `'],
    ['- just words', '0', 'keys and values', 'write `key: value`'],
    ['- [a]', '0', 'keys and values', 'write `key: value`'],
    [`- ${when}`, '0', '"id" is missing', 'add `id:`'],
    [id, '0', '"when" is missing', 'add `when:`'],
    [`- id: Bad Id\n  ${when}`, '0.id', 'small letters', 'correct or remove'],
    [`- id: [a]\n  ${when}`, '0.id', 'small letters', 'correct or remove'],
    [`${id}\n  ${when}\n- id: bad\n  ${when}`, '1.id', 'two rules "bad"', 'another id', false],
    [rule('titel: x'), '0.titel', 'no key "titel"', 'did you mean "title"?'],
    [rule('xyzzy: x'), '0.xyzzy', 'no key "xyzzy"', 'the keys here are'],
    [rule('title: ""'), '0.title', 'must be a text', 'quotation marks'],
    [rule('title: [a]'), '0.title', 'must be a text', 'quotation marks'],
    [rule('priority: high'), '0.priority', 'whole number from -100 to 100', 'correct or remove'],
    [rule('priority: 101'), '0.priority', 'whole number from -100 to 100', 'correct or remove'],
    [rule('priority: 1.5'), '0.priority', 'whole number from -100 to 100', 'correct or remove'],
    [`${id}\n  when: modem`, '0.when', 'keys and values', 'write `key: value`'],
    [`${id}\n  when: {}`, '0.when', 'either `any` or `all`', 'one is enough'],
    [
      `${id}\n  when: { any: [{ message: a b }], all: [{ message: a b }] }`,
      '0.when',
      'either `any` or `all`',
      'one is enough',
    ],
    [
      `${id}\n  when: { some: [{ message: a b }] }`,
      '0.when.some',
      'no key "some"',
      'the keys here are any, all',
    ],
    [`${id}\n  when: { any: modem }`, '0.when.any', 'list of triggers', 'write `- `'],
    [`${id}\n  when: { any: [] }`, '0.when.any', 'list of triggers', 'write `- `'],
    [any('modem'), '0.when.any.0', 'keys and values', 'write `key: value`'],
    [any('{}'), '0.when.any.0', 'a trigger is one of', 'an item of its own'],
    [any('{ weight: 2 }'), '0.when.any.0', 'a trigger is one of', 'an item of its own'],
    [any('{ message: a b, code: 0x80070005 }'), '0.when.any.0', 'a trigger is one of', 'an item of its own'],
    [any('{ mesage: a b }'), '0.when.any.0.mesage', 'no key "mesage"', 'did you mean "message"?'],
    [any('{ message: a b, weight: 0 }'), '0.when.any.0.weight', 'over 0, at most 10', 'correct or remove'],
    [any('{ message: a b, weight: 11 }'), '0.when.any.0.weight', 'over 0, at most 10', 'correct or remove'],
    [
      any('{ message: a b, weight: heavy }'),
      '0.when.any.0.weight',
      'over 0, at most 10',
      'correct or remove',
    ],
    [any('{ message: "" }'), '0.when.any.0.message', 'must be a text', 'quotation marks'],
    [
      any('{ message: "{any:1..4}" }'),
      '0.when.any.0.message',
      'at least one fixed word',
      'match everything',
      false,
    ],
    [
      any('{ message: "disk {server:regex}" }'),
      '0.when.any.0.message',
      'no type "regex"',
      'the types are',
      false,
    ],
    [
      any('{ message: "disk {any:1..99}" }'),
      '0.when.any.0.message',
      'not a number of words',
      'at most 12',
      false,
    ],
    [any('{ phrase: modem busy }'), '0.when.any.0.phrase', 'keys and values', 'write `key: value`'],
    [any('{ phrase: { about: modem } }'), '0.when.any.0.phrase', '"state" is missing', 'add `state:`'],
    [any('{ phrase: { state: busy } }'), '0.when.any.0.phrase', '"about" is missing', 'add `about:`'],
    [
      any('{ phrase: { about: [], state: busy } }'),
      '0.when.any.0.phrase.about',
      'list of texts',
      'write `- `',
    ],
    [
      any('{ phrase: { about: [{ a: b }], state: busy } }'),
      '0.when.any.0.phrase.about.0',
      'must be a text',
      'quotation marks',
    ],
    [
      any('{ phrase: { about: a b c d e f g, state: busy } }'),
      '0.when.any.0.phrase.about',
      'one to six words',
      '`message`',
      false,
    ],
    [
      any('{ phrase: { about: "--", state: busy } }'),
      '0.when.any.0.phrase.about',
      'one to six words',
      '`message`',
      false,
    ],
    [phrase('within: 0'), '0.when.any.0.phrase.within', 'from 1 to 99', 'correct or remove'],
    [phrase('within: far'), '0.when.any.0.phrase.within', 'from 1 to 99', 'correct or remove'],
    [phrase('atLeast: none'), '0.when.any.0.phrase.atLeast', 'from 1 to 99', 'correct or remove'],
    [phrase('atLeast: 2'), '0.when.any.0.phrase.atLeast', 'only 1 terms', 'fewer of them', false],
    [phrase('statte: x'), '0.when.any.0.phrase.statte', 'no key "statte"', 'did you mean "state"?'],
    [any('{ code: hello }'), '0.when.any.0.code', 'not a code', 'family: win32', false],
    [any('{ code: { value: 5 } }'), '0.when.any.0.code', '"family" is missing', 'add `family:`'],
    [
      any('{ code: { family: win3, value: 5 } }'),
      '0.when.any.0.code.family',
      'must be one of win32',
      'did you mean "win32"?',
    ],
    [
      any('{ code: { family: klingon, value: 5 } }'),
      '0.when.any.0.code.family',
      'must be one of',
      'correct or remove',
    ],
    [
      any('{ code: { family: [a], value: 5 } }'),
      '0.when.any.0.code.family',
      'must be one of',
      'correct or remove',
    ],
    [
      any('{ code: { family: win32, value: five } }'),
      '0.when.any.0.code.value',
      'not a code of the family win32',
      'as the error message',
      false,
    ],
    [any('{ event: 7000 }'), '0.when.any.0.event', 'keys and values', 'write `key: value`'],
    [any('{ event: { source: x } }'), '0.when.any.0.event', '"id" is missing', 'add `id:`'],
    [any('{ event: { id: many } }'), '0.when.any.0.event.id', 'a whole number', 'correct or remove'],
    [any('{ stop: 7B }'), '0.when.any.0.stop', 'keys and values', 'write `key: value`'],
    [any('{ stop: { code: zz } }'), '0.when.any.0.stop.code', 'base 16', '0x0000007B', false],
    [
      any('{ stop: { code: 7B, parameters: [1, 2, 3, 4, 5] } }'),
      '0.when.any.0.stop.parameters',
      'four parameters',
      'leave out',
    ],
    [
      any('{ stop: { code: 7B, parameters: [zz] } }'),
      '0.when.any.0.stop.parameters.0',
      'base 16',
      '0x0000007B',
      false,
    ],
    [rule('facts: x'), '0.facts', 'keys and values', 'write `key: value`'],
    [rule('facts: { prodct: x }'), '0.facts.prodct', 'no fact "prodct"', 'did you mean "product"?', false],
    [rule('facts: { Role: x }'), '0.facts.Role', 'not the name of a fact', 'small letters'],
    [rule('facts: { role: { weight: 2 } }'), '0.facts.role', '"any" is missing', 'add `any:`'],
    [
      rule('facts: { role: { any: x, required: maybe } }'),
      '0.facts.role.required',
      'must be one of true, false',
      'correct or remove',
    ],
    [rule('facts: { role: "" }'), '0.facts.role', 'must be a text', 'quotation marks'],
    [rule('unless: x'), '0.unless', 'list of exclusions', 'write `- `'],
    [rule('unless: [x]'), '0.unless.0', 'keys and values', 'write `key: value`'],
    [rule('unless: [{ role: a, os: b }]'), '0.unless.0', 'one trigger or one fact', 'an item of its own'],
    [
      rule('unless: [{ message: "{any}" }]'),
      '0.unless.0.message',
      'at least one fixed word',
      'match everything',
      false,
    ],
    [rule('outcome: x'), '0.outcome', 'keys and values', 'write `key: value`'],
    [rule('outcome: { typ: steps }'), '0.outcome.typ', 'no key "typ"', 'did you mean "type"?'],
    [rule('outcome: { type: stepps }'), '0.outcome.type', 'must be one of', 'did you mean "steps"?'],
    [
      rule('outcome: { resolution: Nowhere }'),
      '0.outcome.resolution',
      'no part "Nowhere"',
      '"Retail edition"',
      false,
    ],
    [rule('outcome: { steps: x }'), '0.outcome.steps', 'list of steps', 'write `- `'],
    [rule('outcome: { steps: [{ cost: 5m }] }'), '0.outcome.steps.0', '"do" is missing', 'add `do:`'],
    [
      rule('outcome: { steps: [{ do: x, cost: soon }] }'),
      '0.outcome.steps.0.cost',
      'such as 5m',
      'correct or remove',
    ],
    [rule('outcome: { steps: [""] }'), '0.outcome.steps.0', 'must be a text', 'quotation marks'],
    [rule('outcomes: []'), '0.outcomes', 'list of outcomes', 'write `- `'],
    [
      rule('outcome: { type: steps }\n  outcomes: [{ type: steps }]'),
      '0.outcomes',
      'either `outcome` or',
      'into `outcomes`',
    ],
    [rule('ask: Which?'), '0.ask', 'list of questions', 'write `- `'],
    [rule('ask: [{ fact: edition }]'), '0.ask.0', '"text" is missing', 'add `text:`'],
    [
      rule('ask: [{ fact: The Edition, text: Which? }]'),
      '0.ask.0.fact',
      'name of a fact',
      'correct or remove',
    ],
    [rule('ask: [{ fact: edition, text: "" }]'), '0.ask.0.text', 'must be a text', 'quotation marks'],
    [rule('near: { a: b }'), '0.near', 'must be a text', 'quotation marks'],
  ]

  test.each(cases)('%s', (rules, path, message, help) => {
    const { problems } = read(rules)
    expect(problems.map((problem) => problem.path.slice(1).join('.'))).toContain(path)
    const problem = problems.find((one) => one.path.slice(1).join('.') === path)!
    expect(problem.path[0]).toBe('rules')
    expect(problem.message).toContain(message)
    expect(problem.help).toContain(help)
  })

  test.each(cases)('the schema agrees where it can: %s', (rules, _path, _message, _help, inSchema = true) => {
    expect(validate(authored({ rules, body }).frontMatter!.rules)).toBe(!inSchema)
  })

  test('and the rules that are right are kept', () => {
    const { rules, problems } = read(`- id: good\n  ${when}\n- id: bad\n  when: { any: [{ phrase: x }] }`)
    expect(rules.map((rule) => rule.id)).toEqual(['test#good'])
    expect(problems).toHaveLength(1)
  })

  test('an article without parts of its resolution says so', () => {
    const { problems } = readHandWritten(authored({ rules: rule('outcome: { resolution: Retail }') }))
    expect(problems[0]!.help).toBe('it has no parts with a heading')
  })
})
