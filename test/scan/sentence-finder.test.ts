import { describe, expect, test } from 'vitest'
import { printSignature, signatureOf } from '../../src/rules/signature.ts'
import { encodeRuleTable, RuleTable } from '../../src/scan/rule-table.ts'
import { type FoundSentence, SentenceFinder } from '../../src/scan/sentence-finder.ts'
import { hashWord } from '../../src/scan/word-hash.ts'
import { pick, randomFrom } from '../support/random.ts'
import { findByTrying } from '../support/trying.ts'

function tableOf(signatures: readonly string[]): RuleTable {
  const messages = signatures.map((signature, doc) => ({ doc, signature, weight: 1, isHandWritten: true }))
  const fail = (what: string): Error => new Error(what)
  return new RuleTable(encodeRuleTable(messages), signatures.length, fail)
}

/** The finder on a text that comes in pieces of at most `most` bytes. */
function findIn(
  table: RuleTable,
  text: string | Uint8Array,
  most = 1 << 20,
  random = randomFrom(1),
): FoundSentence[] {
  const found: FoundSentence[] = []
  const finder = new SentenceFinder(table, (sentence) => found.push(sentence))
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  for (let at = 0; at < bytes.length; ) {
    const end = Math.min(bytes.length, at + 1 + pick(random, most))
    finder.push(bytes.subarray(at, end))
    at = end
  }
  finder.finish()
  return found
}

const numbersOf = (found: readonly FoundSentence[]): number[] =>
  [...new Set(found.map(({ sentence }) => sentence))].sort((a, b) => a - b)

describe('a message in a stream', () => {
  const table = tableOf(['the disk in drive {any:1..2} may be damaged'])
  test.each([
    ['as it is', 'The disk in drive A: may be damaged.'],
    ['in other letters', 'THE DISK IN DRIVE A: MAY BE DAMAGED'],
    ['wrapped', 'The disk in\ndrive A: may\r\nbe damaged'],
    ['behind timestamps', '12:00:01 The disk in\n12:00:02 drive A: may be\n12:00:03 damaged'],
    ['in a frame', '│ The disk in drive  │\n│ A: may be damaged  │'],
    ['with entities', '&lt;The&nbsp;disk in drive &quot;A&quot; may be damaged'],
    ['in colours', '\x1b[31mThe dis\x1b[1mk\x1b[0m in drive A: may be damaged'],
    ['in JSON', '{"msg":"The disk in drive A: may be damaged"}'],
  ])('is found %s', (_, text) => {
    for (const most of [1, 7, 1000]) {
      const [found, ...others] = findIn(table, text, most)
      expect(others).toEqual([])
      expect(found?.slots.map(({ value }) => value)).toEqual(['A'])
    }
  })

  test('is found at its line and bytes', () => {
    const text = 'é\n\nsaid: The disk in drive C may be\ndamaged. So what'
    const [found] = findIn(table, text)
    expect(found).toMatchObject({ line: 3, lastLine: 4 })
    const bytes = new TextEncoder().encode(text)
    expect(new TextDecoder().decode(bytes.subarray(found!.from, found!.to))).toBe(
      'The disk in drive C may be\ndamaged',
    )
  })

  test('is counted at each of its places', () => {
    const text = 'the disk in drive a may be damaged '.repeat(5000)
    expect(findIn(table, text, 70_000)).toHaveLength(5000)
  })

  test('is found across the end of a window, however long the log', () => {
    const filler = `${'x'.repeat(70)}\n`.repeat(3000)
    const text = `${filler}The disk in\n${'> '.repeat(30)}drive A may be damaged\n`.repeat(6)
    for (const most of [60_000, 262_144, 262_145])
      expect(findIn(table, text, most).map(({ line }) => line)).toEqual([
        3001, 6003, 9005, 12007, 15009, 18011,
      ])
  })

  test('is found in a line that is too long', () => {
    const found = findIn(table, `${'word '.repeat(60_000)}the disk in drive a may be damaged`)
    expect(found).toHaveLength(1)
    expect(found[0]!.line).toBe(1)
  })

  test.each(['&quot;', '\n', '\x80', "'", '\0', ' '])('is found behind a megabyte of %j', (mark) => {
    const found = findIn(table, `${mark.repeat(1_000_000 / mark.length)} the disk in drive a may be damaged`)
    expect(found).toHaveLength(1)
  })

  test('of one word is found where that word stands, not another one with its hash', () => {
    expect(hashWord('454599')).toBe(hashWord('somecomponent'))
    const table = tableOf(['somecomponent'])
    const found = findIn(table, 'user 454599, SomeComponent, some&#99;omponent')
    expect(found.map(({ from }) => from)).toEqual([13, 28])
  })

  test('takes bytes that are no UTF-8 for windows-1252', () => {
    const quoted = tableOf(['couldnt find the cafe'])
    expect(
      findIn(quoted, Uint8Array.from(Buffer.from('Couldn\x92t \x93find the caf\xe9\x94', 'latin1'))),
    ).toHaveLength(1)
    expect(findIn(quoted, 'couldn’t find the CAFÉ')).toHaveLength(1)
    expect(findIn(quoted, 'couldn&#39;t find the cafe\u0301')).toHaveLength(1)
  })
})

describe('a value at the end of a message', () => {
  const table = tableOf([
    'setup could not open the file {any:1..4}',
    '{any:1..4} is not a file that setup knows',
  ])
  const valuesIn = (text: string): readonly string[] =>
    findIn(table, text, 1000).flatMap(({ slots }) => slots.map(({ value }) => value))

  test.each([
    ['ends with the line', 'Setup could not open the file lic.dat\n12:00:01 Next one', 'lic.dat'],
    ['ends with the sentence', 'Setup could not open the file lic.dat. The disk is full', 'lic.dat'],
    ['ends before a line of its own', 'Setup could not open the file x\nor y', 'x'],
    ['ends before a blank line', 'Setup could not open the file of the user\n\nnobody knows', 'of the user'],
    ['ends before a sentence', 'Setup could not open the file lic.dat\nCopying was begun', 'lic.dat'],
    ['ends before a line that is set in', 'Setup could not open the file lic.dat\n  at x.y', 'lic.dat'],
    ['ends where more had fitted', 'Setup could not open the file\nlic.dat\nof nobody', 'lic.dat'],
    [
      'goes on where a width broke the line',
      'Setup could not open the file license\nserver two',
      'license server two',
    ],
    [
      'goes on at the width of the message',
      'Setup could\r\nnot open the file of the license server\r\nNumber two',
      'of the license server',
    ],
    [
      'goes on in all of these',
      'Setup could not open the file\nlicense server number\nsix',
      'license server number',
    ],
  ])('%s', (_, text, value) => expect(valuesIn(text)).toEqual([value]))

  test('is the same however the log is cut, and told after a pause', () => {
    const text = 'Setup could not open the file license\nserver two'
    const finder = (told: string[]): SentenceFinder =>
      new SentenceFinder(table, ({ slots }) => told.push(slots[0]!.value))
    const [whole, paused]: [string[], string[]] = [[], []]
    const one = finder(whole)
    for (const byte of new TextEncoder().encode(text)) one.push(Uint8Array.of(byte))
    one.finish()
    expect(whole).toEqual(['license server two'])
    const other = finder(paused)
    other.push(new TextEncoder().encode(text.slice(0, 38)))
    expect(paused).toEqual([])
    other.settle()
    expect(paused).toEqual(['license'])
  })

  test('is a whole number or time, also before the words that were looked for', () => {
    const times = tableOf(['{num} {time} end of the session'])
    expect(findIn(times, 'x 29,810 4:44:29 end of the session')[0]?.slots.map(({ value }) => value)).toEqual([
      '29,810',
      '4:44:29',
    ])
  })

  test('may be a time at the start of a line that a width has broken', () => {
    const times = tableOf(['the connection was opened at {time} and closed'])
    expect(findIn(times, 'The connection was opened at night at\n4:44:29 and closed')).toHaveLength(0)
    expect(findIn(times, 'so that the connection was opened at\n4:44:29 and closed')).toHaveLength(1)
    expect(findIn(times, '3:00:00 The connection was opened at\n4:44:29 and closed')).toHaveLength(0)
  })
})

describe('the finder finds what trying every sentence at every word finds', () => {
  const vocabulary =
    'the disk file cannot open error is not found access denied drive server a in of on to while driver loading printer modem port busy isn\u2019t café naïve'.split(
      ' ',
    )
  const values = [
    'C:\\DATA\\x.mdb',
    '"my disk"',
    '0x80070005',
    '-2147024891',
    'STOP: 0x0000000A',
    '10.0.0.1',
    '12:30',
    '1,234.5',
    'mfc42.dll',
    '\\\\srv\\share',
    '42',
    '\u201cA\u201d',
    '&quot;x&quot;',
    '{1}',
  ]
  const holes =
    '{num} {any:1..3} {path} {file} {quoted} {name} {hex} {time} {unc} {=hresult:0x80070005} {=stop:0x0000000A}'.split(
      ' ',
    )
  const marks = [
    ' ',
    ' ',
    ' ',
    ' ',
    '. ',
    ': ',
    '\n',
    '\r\n',
    '\n12:00:01 ',
    ' \u2013 ',
    '\n> ',
    '\x1b[1m ',
    "' ",
  ]
  const one = <T>(random: () => number, list: readonly T[]): T => list[pick(random, list.length)]!

  test('in random texts, cut anywhere', () => {
    const random = randomFrom(77)
    for (let round = 0; round < 60; round++) {
      const signatures = Array.from({ length: 40 }, () => {
        const parts = Array.from({ length: 1 + pick(random, 5) }, () =>
          pick(random, 4) === 0 ? one(random, holes) : printSignature(signatureOf(one(random, vocabulary))),
        )
        return [
          one(random, vocabulary).replace('\u2019', '').normalize('NFKD').replace(/\p{M}/gu, ''),
          ...parts,
        ].join(' ')
      })
      const table = tableOf([...new Set(signatures)])
      let text = ''
      for (let i = 0; i < 400; i++)
        text += (pick(random, 5) === 0 ? one(random, values) : one(random, vocabulary)) + one(random, marks)
      expect(numbersOf(findIn(table, text, 200, random)), text).toEqual(
        findByTrying(table, new TextEncoder().encode(text)),
      )
    }
  })

  test('of 2,000 rules in 5,000 lines of a log', () => {
    const random = randomFrom(2000)
    const words = Array.from({ length: 1500 }, (_, n) => `w${(n * 7919).toString(36)}`)
    // a few words are everywhere
    const word = (): string => words[Math.floor(words.length * random() ** 3)]!
    const signatures = Array.from({ length: 2000 }, () =>
      Array.from({ length: 3 + pick(random, 6) }, (_, i) =>
        i > 0 && pick(random, 5) === 0 ? one(random, holes) : word(),
      ).join(' '),
    )
    const table = tableOf([...new Set(signatures)])
    const lines = Array.from({ length: 5000 }, (_, n) => {
      const planted = pick(random, 4) === 0 ? one(random, signatures) : ''
      const filled = planted.replace(/\{[^}]*\}/g, () => one(random, values))
      const around = Array.from({ length: 8 }, word).join(' ')
      return `2031-01-01 00:00:${10 + (n % 50)} INFO ${around} ${filled.replace(/ (?=\S+$)/, one(random, marks))} ${around}`
    })
    const text = lines.join('\n')
    const found = numbersOf(findIn(table, text, 100_000, random))
    expect(found.length).toBeGreaterThan(500)
    expect(found).toEqual(findByTrying(table, new TextEncoder().encode(text)))
  }, 60_000)
})
