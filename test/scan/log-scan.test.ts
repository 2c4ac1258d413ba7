import { describe, expect, test } from 'vitest'
import { LogScan } from '../../src/scan/log-scan.ts'
import { encodeRuleTable, RuleTable } from '../../src/scan/rule-table.ts'
import type { Sighting } from '../../src/scan/sightings.ts'

const table = tableOf(['the frobnicator of unit {num} could not quiesce the {device} spindle'])

function tableOf(signatures: readonly string[]): RuleTable {
  const messages = signatures.map((signature, doc) => ({ doc, signature, weight: 1, isHandWritten: false }))
  return new RuleTable(encodeRuleTable(messages), signatures.length, (what) => new Error(what))
}

/** A scan of bytes that come in pieces of `size`. */
function scan(bytes: Uint8Array, size: number): { pass: LogScan; seen: Sighting[] } {
  const pass = new LogScan(table, { newErrors: true })
  const seen: Sighting[] = []
  for (let at = 0; at < bytes.length; at += size) seen.push(...pass.push(bytes.subarray(at, at + size)))
  seen.push(...pass.finish())
  return { pass, seen }
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const message = 'The frobnicator of unit 7 could not quiesce the “north” spindle'

describe('a log in UTF-16', () => {
  const text = `é first line\r\n12:00 ERROR ${message}.\r\nlast`
  const little = Buffer.from(text, 'utf16le')
  const big = Buffer.from(little).swap16()
  test.each([
    ['little-endian, with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), little]), 'utf-16le'],
    ['big-endian, with a mark', Buffer.concat([Buffer.from([0xfe, 0xff]), big]), 'utf-16be'],
    ['little-endian', little, 'utf-16le'],
    ['big-endian', big, 'utf-16be'],
  ])('%s', (_, bytes, encoding) => {
    for (const size of [64, 65, 10_000]) {
      const { pass, seen } = scan(bytes, size)
      expect(seen).toHaveLength(1)
      const [{ line, from, to, slots }] = seen as [Sighting]
      expect(line).toBe(2)
      const read = (a: number, b: number): string => new TextDecoder(encoding).decode(bytes.subarray(a, b))
      expect(read(from, to)).toBe(message)
      expect(slots.map((slot) => read(slot.from, slot.to))).toEqual(['7', 'north'])
      expect(pass.bytes).toBe(bytes.length)
      expect(pass.lines).toBe(3)
    }
  })
})

describe('a log of JSON lines', () => {
  test.each(['message', 'msg', 'error'])('is read in the field %s, and told by its lines', (field) => {
    const lines = [
      JSON.stringify({ level: 'info', [field]: 'all is well' }),
      JSON.stringify({ level: 'error', [field]: message.replace(' could', '\ncould'), file: 'C:\\x' }),
      'no object',
      '',
    ]
    const bytes = bytesOf(lines.join('\n'))
    for (const size of [9, 100, 10_000]) {
      const { pass, seen } = scan(bytes, size)
      expect(seen).toHaveLength(1)
      expect(seen[0]!.line).toBe(2)
      expect(new TextDecoder().decode(bytes.subarray(seen[0]!.from, seen[0]!.to))).toBe(lines[1])
      expect(pass.lines).toBe(3)
    }
  })

  test('is read in an error within an object', () => {
    const bytes = bytesOf(JSON.stringify({ error: { message, stack: 'at x' } }))
    expect(scan(bytes, 1000).seen).toHaveLength(1)
  })

  test('is read as it is where a line is too long, and says so', () => {
    const bytes = bytesOf(`{"a":1}\n${JSON.stringify({ filler: 'x '.repeat(200_000), message })}`)
    const { pass, seen } = scan(bytes, 50_000)
    expect(seen).toHaveLength(1)
    expect(pass.limits).toMatchObject([{ limit: 'long-line' }])
  })
})

describe('lines that look like errors and hold nothing known', () => {
  test('are grouped by their shape', () => {
    const { pass } = scan(
      bytesOf(
        [
          'job 17 failed at C:\\DATA\\x.log',
          'job 18 is fine',
          message,
          'job 19 failed at C:\\DATA\\y.log',
          'cannot open "a b"',
        ].join('\n'),
      ),
      1000,
    )
    expect(pass.newErrors).toMatchObject([
      { shape: 'job # failed at …', count: 2, first: { line: 1, from: 0, to: 30 }, lastLine: 4 },
      { shape: 'cannot open …', count: 1, example: 'cannot open "a b"' },
    ])
  })

  test('are not those over which a known message is wrapped', () => {
    const { pass } = scan(bytesOf('The frobnicator of unit 7\ncould not quiesce\nthe north spindle'), 10)
    expect(pass.newErrors).toEqual([])
  })

  test('do not fill the memory', () => {
    const shapes = Array.from({ length: 3000 }, (_, n) => `${'abcdefghij'[n % 10]}${'z'.repeat(n)} failed\n`)
    const { pass } = scan(bytesOf(shapes.join('').slice(0, 3_000_000)), 100_000)
    expect(pass.newErrors.length).toBeLessThanOrEqual(2000)
  })
})
