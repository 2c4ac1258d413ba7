import { describe, expect, test } from 'vitest'
import { codeKey } from '../../src/codes/code.ts'
import type { FoundCode } from '../../src/codes/notation.ts'
import { KbError } from '../../src/errors.ts'
import { generalBackground } from '../../src/rules/background.ts'
import { compileRules } from '../../src/rules/compiler.ts'
import { Matcher, type RuleMatch } from '../../src/rules/matcher.ts'
import { type Report, readReport } from '../../src/rules/report.ts'
import type { Exclusion, Rule, Trigger } from '../../src/rules/rule.ts'
import { decodeRuleSet, encodeRuleSet, triggerOf } from '../../src/rules/rule-set.ts'
import { codesByToken } from '../../src/rules/sentence-match.ts'
import { parseMessage, printSignature, readSignature, type Sentence } from '../../src/rules/signature.ts'
import { slotEnds } from '../../src/rules/slot.ts'
import { quickest } from '../support/quickest.ts'

const base = { weight: 1, span: null }
const message = (pattern: string): Trigger => ({
  type: 'message',
  signature: printSignature(parseMessage(pattern)),
  ...base,
})
const phrase = (
  about: string[],
  state: string[],
  rest: { atLeast?: number; within?: number } = {},
): Trigger => ({
  type: 'phrase',
  about,
  state,
  atLeast: 1,
  within: 12,
  ...rest,
  ...base,
})
const rule = (id: string, triggers: readonly Trigger[], unless: readonly Exclusion[] = []): Rule => ({
  id,
  article: id,
  title: null,
  priority: 0,
  mode: 'any',
  triggers,
  near: [],
  facts: [],
  unless,
  outcomes: [],
  questions: [],
  origin: 'hand',
})
const match = (triggers: readonly Trigger[], text: string): RuleMatch | undefined => {
  const matcher = new Matcher(compileRules([rule('r', triggers)]))
  return matcher.match(matcher.read(text))[0]
}
const found = (trigger: Trigger, text: string): boolean => match([trigger], text) !== undefined

describe('a message is found', () => {
  const disk = message('The disk "{name}" in drive {any:1..2} may be damaged. Try another disk.')
  test.each([
    ['as it is', 'The disk "Setup 2" in drive A may be damaged. Try another disk.'],
    ['in capitals', 'THE DISK "SETUP" IN DRIVE A MAY BE DAMAGED.'],
    ['wrapped', 'The disk Setup in\ndrive A: may\nbe damaged'],
    ['behind log prefixes', '12:00:01 ERROR The disk Setup in drive\n12:00:01 ERROR A may be damaged'],
    ['escaped', 'The disk &quot;Setup&quot; in drive A may be damaged'],
    ['with curly quotes', 'The disk “Setup” in drive A may be damaged'],
    ['inside more text', 'It says: the disk Setup in drive A may be damaged and stops'],
  ])('%s', (_, text) => {
    expect(found(disk, text)).toBe(true)
  })

  test.each([
    ['another word', 'The disk Setup in drive A might be damaged'],
    ['a word more', 'The disk Setup in drive A may not be damaged'],
    ['a hole too long', 'The disk Setup in drive A or B or C may be damaged'],
    ['nothing', ''],
  ])('but not with %s', (_, text) => {
    expect(found(disk, text)).toBe(false)
  })

  test('with the values of its holes', () => {
    const [trigger] = match([disk], 'The disk "My Disk" in drive A: may be damaged.')!.found
    expect(trigger!.slots.map(({ name, range }) => [name, range[1] - range[0]])).toEqual([
      ['name', 2],
      ['any', 1],
    ])
  })

  test('of two sentences by either of them, and for more by both', () => {
    const both = message('The licence file is damaged. Reinstall the spooler service.')
    const bits = (text: string): number => match([both], text)?.found[0]?.bits ?? 0
    const [first, second] = [bits('the licence file is damaged'), bits('reinstall the spooler service')]
    expect(bits('The licence file is damaged. Reinstall the spooler service.')).toBeCloseTo(first + second)
    expect(
      bits(`the licence file is damaged ${'and so on '.repeat(40)} reinstall the spooler service`),
    ).toBeCloseTo(Math.max(first, second))
  })

  test('whose named holes hold one value', () => {
    const twice = message('Server {server} called {server}')
    expect(found(twice, 'Server ALPHA called alpha')).toBe(true)
    expect(found(twice, 'Server ALPHA called BETA')).toBe(false)
    const apart = message('The spooler of {server} is damaged. Restart the licence service on {server}.')
    const ranges = (text: string): number => match([apart], text)!.found[0]!.ranges.length
    expect(ranges('The spooler of ALPHA is damaged. Restart the licence service on ALPHA.')).toBe(2)
    expect(ranges('The spooler of ALPHA is damaged. Restart the licence service on BETA.')).toBe(1)
  })

  test('for more where the file is the one that the article saw', () => {
    const file: Trigger = { type: 'message', signature: 'cannot load module {file=mfc42.dll}', ...base }
    const [same, other] = ['mfc42.dll', 'other.dll'].map(
      (name) => match([file], `Cannot load module ${name}`)!.found[0]!,
    )
    expect(same!.bits).toBeGreaterThan(other!.bits)
    expect([same!.slots[0]!.expected, other!.slots[0]!.expected]).toEqual([true, false])
  })

  test('with a code in any notation', () => {
    const code = message('Failed with {=hresult:0x80070005} today')
    expect(found(code, 'failed with -2147024891 today')).toBe(true)
    expect(found(code, 'failed with 80070005 today')).toBe(true)
    expect(found(code, 'failed with 0x80070006 today')).toBe(false)
    expect(found(message('{=hresult:0x80070005}'), 'hr = 80070005')).toBe(true)
  })

  test('before a hole and behind one', () => {
    expect(found(message('{any:1..3} spooler {any:0..2}'), 'the old spooler')).toBe(true)
    expect(found(message('{path} is damaged'), 'C:\\My Files\\a b\\c.txt is damaged')).toBe(true)
    expect(found(message('{num} spooler'), 'spooler')).toBe(false)
  })
})

describe('a phrase is found', () => {
  const modem = phrase(['modem', 'com port'], ['busy', 'cannot dial'])
  test.each([
    ['the modem is busy', true],
    ['busy modem', true],
    ["I can't dial, the modem hums", true],
    ['COM port in use', true],
    ['modem. It is busy', true],
    ['modem. It hums. It is busy', false],
    ['the modem is not busy', false],
    ['the modem hums', false],
    ['busy', false],
    [`modem ${'and '.repeat(20)} busy`, false],
    ['modm buzy', true],
  ])('%s: %s', (text, expected) => {
    expect(found(modem, text)).toBe(expected)
  })

  test('with as many of its things as it asks for', () => {
    const many = phrase(['printer', 'label', 'queue'], ['damaged'], { atLeast: 2 })
    expect(found(many, 'the label queue is damaged')).toBe(true)
    expect(found(many, 'the queue is damaged')).toBe(false)
    expect(match([many], 'damaged label of the printer queue')!.found[0]!.bits).toBeGreaterThan(
      match([many], 'damaged label of the printer')!.found[0]!.bits,
    )
  })

  test('where the state and the thing are different words', () => {
    expect(found(phrase(['write error'], ['error']), 'a write error')).toBe(false)
    expect(found(phrase(['write error'], ['error']), 'a write error and an error')).toBe(true)
  })

  test('where it could not be found it is not looked for', () => {
    expect(found(phrase(['the'], ['busy']), 'the busy')).toBe(false)
    expect(found(phrase(['modem'], ['the']), 'the modem')).toBe(false)
    expect(found(phrase(['modem'], ['busy'], { atLeast: 2 }), 'modem busy')).toBe(false)
  })
})

describe('codes and events are found', () => {
  const access: Trigger = { type: 'code', code: { family: 'win32', value: '5' }, ...base }
  const event: Trigger = { type: 'event', id: 7000, source: 'Service Control Manager', ...base }
  const anyEvent: Trigger = { type: 'event', id: 7000, source: null, ...base }

  test('the surer the reading, the more they say', () => {
    const bits = (text: string): number => match([access], text)?.found[0]?.bits ?? 0
    expect(bits('0x80070005')).toBeGreaterThan(bits('error 5'))
    expect(bits('system error 5')).toBeGreaterThan(bits('error 5'))
    expect(bits('error 6')).toBe(0)
  })

  test('an event with its source for more than without', () => {
    const bits = (trigger: Trigger, text: string): number => match([trigger], text)?.found[0]?.bits ?? 0
    const full = 'Event ID: 7000\nSource: service control manager'
    expect(bits(event, full)).toBeGreaterThan(bits(event, 'event 7000'))
    expect(bits(event, 'event 7000')).toBeGreaterThan(0)
    expect(bits(event, 'Event ID: 7000\nSource: Spooler')).toBe(0)
    expect(bits(anyEvent, 'Event ID: 7000\nSource: Spooler')).toBe(bits(event, 'event 7000'))
  })

  test('a blue screen by its parameters', () => {
    const stop: Trigger = {
      type: 'stop',
      code: '0x0000007B',
      parameters: ['0xC0000034', null, '0x80001000'],
      module: null,
      ...base,
    }
    const bits = (text: string): number => match([stop], text)?.found[0]?.bits ?? 0
    expect(bits('STOP 0x7B (0xC0000034, 0x1)')).toBeGreaterThan(bits('STOP 0x7B'))
    expect(bits('STOP 0x7B (0xC0000035)')).toBe(0)
    expect(bits('STOP 0x7B (0xC0000034, 0x1, 0x80002000)')).toBeGreaterThan(0)
    expect(bits('STOP 0x1E')).toBe(0)
  })
})

describe('exclusions', () => {
  test('are found beside the triggers, and taken at their word', () => {
    const excluded = rule(
      'r',
      [phrase(['modem'], ['busy'])],
      [
        { type: 'trigger', trigger: phrase(['dial tone'], ['no']) },
        { type: 'fact', condition: { fact: 'role', values: ['x'], weight: 1, required: false } },
      ],
    )
    const matcher = new Matcher(compileRules([excluded]))
    const [both] = matcher.match(matcher.read('modem busy, no dial tone'))
    expect([both!.found.length, both!.excluding.length]).toEqual([1, 1])
    const [alone] = matcher.match(matcher.read('no dial tone'))
    expect([alone!.found.length, alone!.excluding.length]).toEqual([0, 1])
  })
})

describe('a set of rules', () => {
  const rules = [
    rule('a', [message('The spooler is damaged. Restart it now.'), phrase(['modem'], ['busy'])]),
    rule('b', [
      message('The spooler is damaged.'),
      { type: 'code', code: { family: 'ras', value: '633' }, ...base },
    ]),
    rule('c', [
      { type: 'event', id: 1, source: null, ...base },
      { type: 'stop', code: '0x0000001E', parameters: [], module: null, ...base },
    ]),
  ]
  const report = readReport('The spooler is damaged; modem busy, RAS error 633, event ID 1, STOP 0x1E')
  const ids = (matcher: Matcher): string[] => matcher.match(report).map((one) => one.rule.id)

  test('is the same after a round trip', () => {
    const set = compileRules(rules)
    expect(decodeRuleSet(encodeRuleSet(set))).toEqual({ format: 'kb/rules/1', ...set })
    expect(ids(new Matcher(decodeRuleSet(encodeRuleSet(set))))).toEqual(['a', 'b', 'c'])
  })

  test.each([
    ['no JSON', '{', 'E0302'],
    ['no object', '7', 'E0302'],
    ['nothing', 'null', 'E0302'],
    ['a part missing', '{"format":"kb/rules/1","rules":[]}', 'E0302'],
    ['another format', '{"format":"kb/rules/9"}', 'E0303'],
  ])('with %s is refused', (_, text, code) => {
    expect(() => decodeRuleSet(text)).toThrow(KbError)
    expect(() => decodeRuleSet(text)).toThrow(expect.objectContaining({ code }))
  })

  test('has no unit for an exclusion by a fact', () => {
    const fact: Exclusion = {
      type: 'fact',
      condition: { fact: 'x', values: ['y'], weight: 1, required: false },
    }
    const set = compileRules([rule('r', [message('a spooler')], [fact])])
    expect(set.units).toHaveLength(1)
    expect(() => triggerOf(set, { rule: 0, index: 0, excludes: true })).toThrow('no unit')
  })
})

describe('the quick way finds what trying every sentence finds', () => {
  // A small seeded generator: few words, so that much matches by chance.
  const random = (seed: number) => () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return seed / 2 ** 32
  }
  const words = 'disk file spooler error cannot open the server is damaged access denied modem busy'.split(
    ' ',
  )
  const holes = [
    '{any:1..3}',
    '{any:0..2}',
    '{name}',
    '{num}',
    '{file}',
    '{path}',
    '{server}',
    '{=win32:5}',
    '{hex}',
  ]
  const values = [
    '5',
    '1,000',
    'a.exe',
    'C:\\x\\y z\\b.txt',
    '"quoted words"',
    '0x80070005',
    'SRV-1',
    'error 5',
    '.',
    '\n',
  ]

  /** Straight from the first part to the last, without anchors and without remembering what failed. */
  function standsAt(
    [part, ...rest]: Sentence,
    token: number,
    report: Report,
    codes: ReadonlyMap<number, FoundCode>,
  ): boolean {
    if (part === undefined) return true
    if (part.type === 'slot') {
      const ends = slotEnds(part.slot, report.text, report.tokens, token)
      return ends.some((end) => standsAt(rest, end, report, codes))
    }
    const isHere =
      part.type === 'word'
        ? report.tokens.words[token] === part.word
        : codes.get(token)?.readings.some(({ code }) => codeKey(code) === codeKey(part.code))
    return isHere === true && standsAt(rest, token + 1, report, codes)
  }

  const pick = <T>(list: readonly T[], next: () => number): T => list[Math.floor(next() * list.length)]!
  const pattern = (next: () => number): string => {
    const parts = Array.from({ length: 1 + Math.floor(next() * 6) }, () =>
      next() < 0.7 ? pick(words, next) : pick(holes, next),
    )
    return [...parts, pick(words, next)].join(' ')
  }

  test.each(Array.from({ length: 20 }, (_, i) => i + 1))('on random rules and reports, seed %i', (seed) => {
    const next = random(seed * 7919)
    const rules = Array.from({ length: 60 }, (_, i) => rule(`r${i}`, [message(pattern(next))]))
    const set = compileRules(rules)
    const matcher = new Matcher(set)
    for (let i = 0; i < 30; i++) {
      const text = Array.from({ length: 30 }, () =>
        next() < 0.75 ? pick(words, next) : pick(values, next),
      ).join(' ')
      const report = readReport(text)
      const codes = codesByToken(report)
      const naive = set.sentences.flatMap(({ text: sentence }, number) => {
        const parts = readSignature(sentence)[0]!
        const starts = [...report.tokens.words.keys(), report.tokens.words.length]
        const stands = starts.some((token) => standsAt(parts, token, report, codes))
        return stands ? [number] : []
      })
      expect([...matcher.matchSentences(report).keys()]).toEqual(naive)
    }
  })

  test('and a flood of anchors takes time in proportion', () => {
    const matcher = new Matcher(
      compileRules([rule('r', [message('the disk {any:0..12} {path} {any:0..12} is damaged')])]),
    )
    const time = (times: number): number => {
      const report = readReport('the disk is '.repeat(times))
      return quickest(0, () => matcher.matchSentences(report))
    }
    expect(time(3200) / time(400)).toBeLessThan(8 * 3)
  })
})

test('the rarest words are looked up', () => {
  const { sentences } = compileRules(
    [rule('r', [message('the file of the spooler daemon is in use')])],
    generalBackground,
  )
  expect(sentences[0]).toMatchObject({ anchor: 4, pair: true })
})

describe('what a rule finds is worth the same, whichever rules stand beside it:', () => {
  const derived = (id: string, trigger: Trigger): Rule => ({ ...rule(id, [trigger]), origin: 'derived' })
  const worth = (rules: readonly Rule[], text: string): number | undefined => {
    const matcher = new Matcher(compileRules(rules))
    return matcher.match(matcher.read(text)).find((one) => one.rule.id === 'r')?.found[0]?.bits
  }

  test('a phrase beside one that says the same in another form', () => {
    const one = rule('r', [phrase(['metering'], ['fails'])])
    const other = rule('s', [phrase(['meters'], ['failed'])])
    const alone = worth([one], 'metering fails')
    expect(alone).toBeGreaterThan(0)
    expect(worth([other, one], 'metering fails')).toBe(alone)
  })

  test('a code beside another derived rule that has it', () => {
    const code: Trigger = { type: 'code', code: { family: 'ras', value: '633' }, ...base }
    const alone = worth([derived('r', code)], 'RAS error 633')
    expect(alone).toBeGreaterThan(0)
    expect(worth([derived('r', code), derived('s', code)], 'RAS error 633')).toBe(alone)
  })
})
