import { describe, expect, test } from 'vitest'
import { ByteWriter } from '../../src/segment/bytes.ts'
import { blockSize, encodePostings, mostDocuments, PostingList } from '../../src/segment/postings.ts'
import { pick, randomFrom } from '../support/random.ts'

const fail = (what: string): Error => new Error(what)

function encode(docs: number[], impacts: number[]): Uint8Array {
  const bytes = new ByteWriter()
  encodePostings(docs, impacts, docs.length, bytes)
  return bytes.take()
}

function decode(list: PostingList): { docs: number[]; impacts: number[] } {
  for (let block = 0; block < list.blocks; block++) {
    const end = list.endOf(block)
    expect(list.lastDocs[block]).toBe(list.docs[end - 1])
    expect(list.maxima[block]).toBe(Math.max(...list.impacts.subarray(block * blockSize, end)))
  }
  return { docs: [...list.docs], impacts: [...list.impacts] }
}

/** `count` ascending doc ids below `below`, some close, some far. */
function randomDocs(random: () => number, count: number, below: number): number[] {
  const docs = new Set<number>()
  while (docs.size < count) docs.add(Math.floor(below * random() ** (docs.size % 3 === 0 ? 1 : 3)))
  return [...docs].sort((a, b) => a - b)
}

describe('a list of postings', () => {
  test.each([1, 2, 127, 128, 129, 256, 1000])('of %i documents comes back as it was', (count) => {
    const random = randomFrom(count)
    for (const below of [count, count * 3, 54_000, mostDocuments]) {
      const docs = randomDocs(random, count, below)
      const impacts = docs.map(() => 1 + pick(random, 255))
      const list = new PostingList(encode(docs, impacts), count, below, fail)
      expect(decode(list)).toEqual({ docs, impacts })
      expect(Math.max(...list.maxima)).toBe(Math.max(...impacts))
    }
  })

  test('takes no bits for what is always the same', () => {
    const docs = Array.from({ length: 128 }, (_, i) => i)
    expect(
      encode(
        docs,
        docs.map(() => 9),
      ),
    ).toEqual(new Uint8Array([0, 9]))
  })

  test('never gives a document that is not there, whatever is done to its bytes', () => {
    const random = randomFrom(5)
    const docs = randomDocs(random, 300, 2000)
    const bytes = encode(
      docs,
      docs.map(() => 1 + pick(random, 255)),
    )
    for (let round = 0; round < 5000; round++) {
      const mutant = bytes.slice(0, bytes.length - (round % 3 === 0 ? pick(random, 30) : 0))
      mutant[pick(random, round % 2 === 0 ? 20 : mutant.length)] = pick(random, 256)
      try {
        const list = new PostingList(mutant, 300, 2000, fail)
        list.decodeAll()
        expect(Math.max(...list.docs)).toBeLessThan(2000)
      } catch (error) {
        expect((error as Error).message).toMatch(/^(has|ends)/)
      }
    }
  })

  test.each([0, 2001])('of %i documents among 2000 is refused', (count) => {
    expect(() => new PostingList(new Uint8Array([0, 0, 1]), count, 2000, fail)).toThrow(/list/)
  })
})
