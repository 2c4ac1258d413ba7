import { describe, expect, test } from 'vitest'
import { KbError } from '../../src/errors.ts'
import { type FilePlace, formatVersion, headBytes, pagePayload, sumBytes } from '../../src/segment/format.ts'
import { readFrom } from '../../src/segment/in-memory.ts'
import { fileLength, framed, openWhole, PagedFile } from '../../src/segment/pages.ts'

const head: FilePlace = {
  kind: 'records',
  segment: 3,
  build: Uint8Array.from({ length: 16 }, (_, i) => i),
}
const payloadBytes = pagePayload[head.kind]
const pageBytes = payloadBytes + sumBytes
const payloadOf = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8)) & 255)

function open(file: Uint8Array, length: number, as: Partial<FilePlace> = {}): PagedFile {
  return new PagedFile(
    readFrom(new Map([['f.kb', file]])),
    { name: 'f.kb', length, piece: 0 },
    { ...head, ...as },
  )
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => null,
    (error: unknown) => error,
  )
  return error instanceof KbError ? `${error.code} ${error.place?.file}` : String(error)
}

describe('a file in pages', () => {
  const lengths = [0, 1, payloadBytes - 1, payloadBytes, payloadBytes + 1, 3 * payloadBytes + 17]

  test.each(lengths)('of %i bytes gives every range of them', async (length) => {
    const payload = payloadOf(length)
    const file = framed(head, payload)
    expect(file.length).toBe(fileLength(head.kind, length))
    expect(openWhole('f.kb', file)).toEqual({ head, payload })
    const paged = open(file, length)
    const cuts = [
      0,
      1,
      payloadBytes - 1,
      payloadBytes,
      payloadBytes + 1,
      2 * payloadBytes,
      length - 1,
      length,
    ]
    for (const from of cuts) {
      for (const to of cuts) {
        if (from < 0 || from > to || to > length) continue
        expect(await paged.read(from, to)).toEqual(payload.slice(from, to))
      }
    }
  })

  test('refuses a range that it does not have', async () => {
    const paged = open(framed(head, payloadOf(10)), 10)
    for (const [from, to] of [
      [-1, 3],
      [4, 3],
      [0, 11],
      [Number.NaN, 1],
    ] as const) {
      expect(await codeOf(paged.read(from, to))).toBe('E0302 f.kb')
    }
  })

  test('notices every flipped bit where it is read', async () => {
    const payload = payloadOf(300)
    const file = framed(head, payload)
    for (let bit = headBytes * 8; bit < (headBytes + 304) * 8; bit += 7) {
      const flipped = file.slice()
      flipped[bit >> 3]! ^= 1 << (bit & 7)
      expect(await codeOf(open(flipped, 300).read(0, 10))).toBe('E0302 f.kb')
    }
  })

  test('notices every flipped bit and every cut when it is opened whole', () => {
    const file = framed(head, payloadOf(50))
    for (let bit = 0; bit < file.length * 8; bit++) {
      const flipped = file.slice()
      flipped[bit >> 3]! ^= 1 << (bit & 7)
      expect(() => openWhole('f.kb', flipped)).toThrow(KbError)
    }
    for (let length = 0; length < file.length; length++) {
      expect(() => openWhole('f.kb', file.subarray(0, length))).toThrow(KbError)
    }
  })

  test('does not take a page of another kind, segment, build or place for its own', async () => {
    const file = framed(head, payloadOf(2 * payloadBytes))
    const others: Partial<FilePlace>[] = [{ kind: 'part' }, { segment: 2 }, { build: new Uint8Array(16) }]
    for (const other of others)
      expect(await codeOf(open(file, 2 * payloadBytes, other).read(0, 1))).toBe('E0302 f.kb')
    const swapped = file.slice()
    swapped.set(file.subarray(headBytes + pageBytes, headBytes + 2 * pageBytes), headBytes)
    swapped.set(file.subarray(headBytes, headBytes + pageBytes), headBytes + pageBytes)
    expect(await codeOf(open(swapped, 2 * payloadBytes).read(0, 1))).toBe('E0302 f.kb')
  })

  test('of another format version says which way to go', () => {
    for (const [version, help] of [
      [1, /Build the index again/],
      [formatVersion + 1, /Update kb/],
    ] as const) {
      const file = framed(head, payloadOf(5))
      file[8] = version
      expect(() => openWhole('f.kb', file)).toThrow(
        expect.objectContaining({ code: 'E0303', help: expect.stringMatching(help) }),
      )
    }
  })
})
