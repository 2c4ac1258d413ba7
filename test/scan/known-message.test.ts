import { describe, expect, test } from 'vitest'
import { derivedRule, type Trigger } from '../../src/rules/rule.ts'
import { messagesOf } from '../../src/scan/known-message.ts'
import { LogScan } from '../../src/scan/log-scan.ts'
import { encodeRuleTable, RuleTable } from '../../src/scan/rule-table.ts'
import type { Sighting } from '../../src/scan/sightings.ts'

const base = { weight: 1, span: null }
const code = (family: 'hresult' | 'win32', value: string): Trigger => ({
  ...base,
  type: 'code',
  code: { family, value },
})
const event = (id: number, source: string | null): Trigger => ({ ...base, type: 'event', id, source })
const stop = (parameters: readonly (string | null)[]): Trigger => ({
  ...base,
  type: 'stop',
  code: '0x0000007B',
  parameters,
  module: null,
})
const message = (signature: string): Trigger => ({ ...base, type: 'message', signature })

const signaturesOf = (trigger: Trigger): string[] =>
  messagesOf(derivedRule('Q1', [trigger], []), 0).map(({ signature }) => signature)

describe('what of a rule is looked for in a log', () => {
  test.each<[string, Trigger, string[]]>([
    ['a message as it is', message('file {path} is lost'), ['file {path} is lost']],
    [
      'no message that is a STOP and its name',
      message('stop {=stop:0x0000007B} {hex} . inaccessible boot device'),
      [],
    ],
    [
      'a STOP that a file stands beside',
      message('stop {=stop:0x0000000A} . {file=tcpip.sys}'),
      ['stop {=stop:0x0000000A} . {file=tcpip.sys}'],
    ],
    ['a code in whatever notation', code('hresult', '0x80070005'), ['{=hresult:0x80070005}']],
    ['no code that is any number', code('win32', '5'), []],
    ['an event by its fields', event(4711, 'Widget Spooler'), ['event id 4711 . source widget spooler']],
    ['no event without a source', event(4711, null), []],
    [
      'a STOP without addresses and small numbers',
      stop(['0xF9A2B84C', '0x00000002', '0x81234567', null]),
      ['stop {=stop:0x0000007B} . 0xf9a2b84c'],
    ],
  ])('is %s', (_, trigger, signatures) => expect(signaturesOf(trigger)).toEqual(signatures))

  test('is, of what people wrote, also codes that are short, events alone and phrases in both orders', () => {
    const phrase: Trigger = {
      ...base,
      type: 'phrase',
      about: ['modem pool'],
      state: ['in use', 'busy'],
      atLeast: 1,
      within: 8,
    }
    const written = {
      ...derivedRule('Q1', [code('win32', '5'), event(4711, null), phrase], []),
      origin: 'hand' as const,
    }
    expect(messagesOf(written, 0).map(({ signature }) => signature)).toEqual([
      'error 5',
      'event id 4711',
      'modem pool {any:0..6} in use',
      'in use {any:0..6} modem pool',
      'modem pool {any:0..6} busy',
      'busy {any:0..6} modem pool',
    ])
    expect(messagesOf(written, 0).every(({ isClue }) => isClue)).toBe(true)
    expect(signaturesOf(phrase)).toEqual([])
  })

  test('is the one that says most, as a clue, of a rule that asks for several triggers', () => {
    const both = [code('hresult', '0x80070005'), message('the spindle of file {path} is lost for ever')]
    const [found, ...others] = messagesOf({ ...derivedRule('Q1', both, []), mode: 'all' }, 0)
    expect(others).toEqual([])
    expect(found).toMatchObject({ signature: 'the spindle of file {path} is lost for ever', isClue: true })
  })
})

/** Each list of triggers is an article's. */
function sightingsIn(log: string, articles: readonly (readonly Trigger[])[]): readonly Sighting[] {
  const messages = articles.flatMap((triggers, doc) => messagesOf(derivedRule(`Q${doc}`, triggers, []), doc))
  const table = new RuleTable(encodeRuleTable(messages), articles.length, (what) => new Error(what))
  const pass = new LogScan(table, { newErrors: false })
  return [...pass.push(new TextEncoder().encode(log)), ...pass.finish()]
}

describe('a code or an event in a log', () => {
  const entry = 'Event Type: Error\nEvent Source: Widget Spooler\nEvent Category: None\nEvent ID: 4711\n'

  test('points to the article that knows it, and is never certain', () => {
    for (const log of [
      entry,
      'Event ID: 4711\nSource: Widget Spooler',
      'EVENT ID 4711 source: widget spooler',
    ]) {
      const [found, ...others] = sightingsIn(log, [[event(4711, 'Widget Spooler')], [event(4711, 'Gadget')]])
      expect(others).toEqual([])
      expect(found?.articles).toMatchObject([{ doc: 0, answered: false, isClue: true }])
      expect(found!.articles[0]!.confidence).toBeGreaterThan(0.4)
      expect(found!.articles[0]!.confidence).toBeLessThanOrEqual(0.5)
    }
  })

  test('is an event only with its source, and a STOP only with what sets it apart', () => {
    expect(sightingsIn('Event ID: 4711', [[event(4711, 'Widget Spooler')]])).toEqual([])
    expect(sightingsIn('Source: Widget Spooler', [[event(4711, 'Widget Spooler')]])).toEqual([])
    const disk = [[stop(['0x80123456', '0xC0000034'])]]
    expect(sightingsIn('*** STOP: 0x0000007B (0x81818181, 0xC0000034, 0x0, 0x0)', disk)).toHaveLength(1)
    expect(sightingsIn('*** STOP: 0x0000007B (0x81818181, 0xC0000022, 0x0, 0x0)', disk)).toEqual([])
  })

  test('is told in every notation, and where many articles know it not at all', () => {
    const one = [[code('hresult', '0x80070005')]]
    for (const text of ['failed: 0x80070005', 'hr=80070005h', 'error -2147024891', '&H80070005'])
      expect(sightingsIn(text, one), text).toHaveLength(1)
    expect(
      sightingsIn(
        'failed: 0x80070005',
        Array.from({ length: 4 }, () => one[0]!),
      ),
    ).toEqual([])
  })

  test('is a phrase where its words stand near each other, and are not denied', () => {
    const rule = {
      ...derivedRule(
        'Q0',
        [{ ...base, type: 'phrase', about: ['widget spooler'], state: ['jammed'], atLeast: 1, within: 8 }],
        [],
      ),
      origin: 'hand' as const,
    }
    const table = new RuleTable(encodeRuleTable(messagesOf(rule, 0)), 1, (what) => new Error(what))
    const sightings = (log: string): readonly Sighting[] => {
      const pass = new LogScan(table, { newErrors: false })
      return [...pass.push(new TextEncoder().encode(log)), ...pass.finish()]
    }
    expect(sightings('12:00:01 the widget spooler on floor 2 is jammed')).toHaveLength(1)
    expect(sightings('a jammed widget spooler')[0]).toMatchObject({
      slots: [],
      articles: [{ answered: false }],
    })
    expect(sightings('the widget spooler is not jammed')).toEqual([])
    expect(sightings('the widget spooler of the people who live on the second floor is jammed')).toEqual([])
  })

  test('a part of a message is no more than a clue, however much it says', () => {
    const whole = message(
      'widget spooler gasket exception . spindle daemon could not reach the supervisor . check the label cartridge',
    )
    const [found] = sightingsIn('at widget spooler gasket exception: 17', [[whole]])
    expect(found!.articles).toMatchObject([{ answered: false, isPart: true }])
    expect(found!.articles[0]!.confidence).toBeLessThanOrEqual(0.5)
    const [all] = sightingsIn(
      'Widget spooler gasket exception. Spindle daemon could not reach the supervisor. Check the label cartridge.',
      [[whole]],
    )
    expect(all!.articles).toMatchObject([{ answered: true, isPart: false }])
    expect(all!.articles[0]!.confidence).toBeGreaterThan(0.9)
  })

  test('supports the article that has its message, too', () => {
    const text = message('the widget spooler could not be initialised by the supervisor')
    const log = 'The widget spooler could not be initialised by the supervisor (0x80070005)'
    const [found, ...others] = sightingsIn(log, [[text], [text, code('hresult', '0x80070005')], [text]])
    expect(others).toEqual([])
    expect(found?.articles.map(({ doc, isClue }) => [doc, isClue])).toEqual([
      [1, false],
      [0, false],
      [2, false],
    ])
    expect(found!.articles[0]!.confidence).toBeCloseTo(2 * found!.articles[1]!.confidence)
  })
})
