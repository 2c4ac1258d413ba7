import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ByteReader, ByteWriter } from '../../src/segment/bytes.ts'
import { crc32, crc32InScript } from '../../src/segment/checksum.ts'
import { sha256 } from '../../src/segment/digest.ts'
import { pick, randomFrom } from '../support/random.ts'

const fail = (what: string): Error => new Error(what)
const encoder = new TextEncoder()

/** Of texts with their lengths before them. */
function lengthOf(texts: readonly string[]): number {
  const sizes = texts.map((text) => encoder.encode(text).length)
  return sizes.reduce((sum, size) => sum + size + (size < 128 ? 1 : 2), 0)
}

describe('bytes', () => {
  test('numbers come back as they were, in as few bytes as their size asks for', () => {
    const sizes = [0, 127, 128, 16_383, 16_384, 2 ** 31, 2 ** 32, 2 ** 45, Number.MAX_SAFE_INTEGER]
    const bytes = sizes.map((size) => {
      const writer = new ByteWriter(1)
      writer.varint(size)
      expect(new ByteReader(writer.take(), fail).varint()).toBe(size)
      return writer.length
    })
    expect(bytes).toEqual([1, 1, 2, 2, 3, 5, 5, 7, 8])
  })

  test('a round trip of everything gives everything', () => {
    const writer = new ByteWriter(1)
    writer.byte(7)
    writer.text('Größe \u{1f4be}')
    writer.fixed(0x1234567890, 8)
    writer.raw(new Uint8Array([1, 2, 3]))
    const reader = new ByteReader(writer.take(), fail)
    expect([reader.byte(), reader.text(), reader.fixed(8), [...reader.raw(3)], reader.left]).toEqual([
      7,
      'Größe \u{1f4be}',
      0x1234567890,
      [1, 2, 3],
      0,
    ])
  })

  test('texts are written as a TextEncoder writes them, whatever stands before them', () => {
    const texts = fc.array(
      fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\ud800', '\udc00é', '\0')),
    )
    fc.assert(
      fc.property(texts, fc.nat(300), (all, capacity) => {
        const writer = new ByteWriter(capacity)
        for (const text of all) writer.utf8(text)
        expect(writer.take()).toEqual(Uint8Array.from(all.flatMap((text) => [...encoder.encode(text)])))
        for (const text of all) writer.text(text)
        const reader = new ByteReader(writer.take(), fail, writer.length - lengthOf(all))
        for (const text of all) expect(reader.raw(reader.varint())).toEqual(encoder.encode(text))
        expect(reader.left).toBe(0)
      }),
      { seed: 7, numRuns: 500 },
    )
  })

  test.each([42, 43, 127, 128, 16_383, 65_536, 65_537, 200_000])('%d characters of three bytes', (length) => {
    const text = '€'.repeat(length)
    const writer = new ByteWriter()
    writer.text(text)
    const reader = new ByteReader(writer.take(), fail)
    expect(new TextDecoder().decode(reader.raw(reader.varint()))).toBe(text)
    expect(reader.left).toBe(0)
  })

  test('a view is what was written since, also when more is written', () => {
    const writer = new ByteWriter(4)
    writer.utf8('one')
    const start = writer.length
    writer.utf8('two')
    const two = writer.view(start)
    writer.utf8('three'.repeat(1000))
    expect(two).toEqual(encoder.encode('two'))
    expect(writer.view().subarray(0, 6)).toEqual(encoder.encode('onetwo'))
  })

  test('a text is its length in bytes, then UTF-8, whatever letters it begins with', () => {
    const bytesOf = (text: string): number[] => {
      const writer = new ByteWriter(1)
      writer.text(text)
      return [...writer.take()]
    }
    expect(bytesOf('')).toEqual([0])
    expect(bytesOf('KB')).toEqual([2, 0x4b, 0x42])
    expect(bytesOf('Bö')).toEqual([3, 0x42, 0xc3, 0xb6])
    expect(bytesOf('a'.repeat(128)).slice(0, 3)).toEqual([0x80, 1, 0x61])
    expect(bytesOf(`${'a'.repeat(127)}ö`).slice(0, 3)).toEqual([0x81, 1, 0x61])
  })

  test('what is not there is an error, not undefined', () => {
    const ended = (bytes: number[], read: (reader: ByteReader) => unknown): void => {
      expect(() => read(new ByteReader(new Uint8Array(bytes), fail))).toThrow()
    }
    ended([], (reader) => reader.byte())
    ended([0x80], (reader) => reader.varint())
    ended([1, 2], (reader) => reader.raw(3))
    ended([200, 1], (reader) => reader.text())
    ended([5], (reader) => reader.bounded(4))
    ended(new Array(9).fill(0xff), (reader) => reader.varint())
  })

  test('are read many at once as one by one', () => {
    const writer = new ByteWriter()
    const numbers = [0, 127, 128, 300, 2 ** 32, 2 ** 53 - 1, 5]
    for (const number of numbers) writer.varint(number)
    const reader = new ByteReader(writer.take(), fail)
    expect(reader.varints(6)).toEqual(numbers.slice(0, 6))
    expect(reader.varint()).toBe(5)
    expect(reader.left).toBe(0)
  })

  test.each([
    ['more than there are', [1, 2], 3, 'ends in the middle of a value'],
    ['one that is cut', [1, 0x80], 2, 'ends in the middle of a value'],
    ['one that is too large', [...new Array(8).fill(0xff), 0x7f], 1, 'has a number out of range'],
  ])('asked for many at once, %s are an error', (_, bytes, count, message) => {
    expect(() => new ByteReader(Uint8Array.from(bytes), fail).varints(count)).toThrow(message)
  })
})

describe('checksums', () => {
  test.each([
    ['CRC-32', crc32, 0xcbf43926, 0x190a55ad],
    ['CRC-32 in script', crc32InScript, 0xcbf43926, 0x190a55ad],
  ])('are those of the standard: %s', (_, sum, ofDigits, ofZeros) => {
    expect(sum(new TextEncoder().encode('123456789'))).toBe(ofDigits)
    expect(sum(new Uint8Array(32))).toBe(ofZeros)
    expect(sum(new Uint8Array(0))).toBe(0)
  })

  test.each([
    ['CRC-32', crc32],
    ['CRC-32 in script', crc32InScript],
  ])('go on where another ended, wherever the cut is: %s', (_, sum) => {
    const bytes = Uint8Array.from({ length: 23 }, (_, i) => i * 11)
    for (let cut = 0; cut <= bytes.length; cut++)
      expect(sum(bytes.subarray(cut), sum(bytes.subarray(0, cut)))).toBe(sum(bytes))
  })
})

describe('the digest', () => {
  test('is that of the platform, for every length around a block and in any pieces', () => {
    const random = randomFrom(3)
    for (let length = 0; length < 200; length++) {
      const bytes = Uint8Array.from({ length }, () => pick(random, 256))
      const digest = sha256()
      for (let at = 0; at < length; ) {
        const take = 1 + pick(random, 80)
        digest.update(bytes.subarray(at, at + take))
        at += take
      }
      expect(digest.hex()).toBe(createHash('sha256').update(bytes).digest('hex'))
    }
  })
})
