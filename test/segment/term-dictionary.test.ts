import { describe, expect, test } from 'vitest'
import { encodeText } from '../../src/segment/bytes.ts'
import { pagePayload } from '../../src/segment/format.ts'
import { termsNear, termsStartingWith } from '../../src/segment/near.ts'
import {
  compareTerms,
  TermDictionary,
  TermDictionaryWriter,
  type TermInfo,
} from '../../src/segment/term-dictionary.ts'
import { mostCommon } from '../../src/segment/top-level.ts'
import { pick, randomFrom } from '../support/random.ts'

const termsPage = pagePayload.terms

/** A dictionary of these terms, every third in one document only, and how many pages were read. */
function dictionaryOf(terms: readonly string[]): {
  dictionary: TermDictionary
  expected: Map<string, TermInfo>
  pages: number
  reads: () => number
} {
  const chunks: Uint8Array[] = []
  const writer = new TermDictionaryWriter((bytes) => chunks.push(bytes.slice()))
  const expected = new Map<string, TermInfo>()
  let offset = 0
  for (const [number, term] of terms.entries()) {
    if (number % 3 === 0) {
      writer.addSingle(encodeText(term), number * 7, number & 255)
      expected.set(term, { term, number, count: 1, rank: 0, list: { doc: number * 7, impact: number & 255 } })
    } else {
      const length = 3 + (number % 400)
      // The later, the more documents: the last one has rank 1.
      const after = terms.length - 1 - number
      const rank = after - Math.floor((terms.length - 1) / 3) + Math.floor(number / 3) + 1
      writer.add(encodeText(term), { count: number + 1, rank, length })
      const list = { from: offset, to: offset + length }
      expected.set(term, { term, number, count: number + 1, rank, list })
      offset += length
    }
  }
  const topLevel = writer.finish()
  let reads = 0
  const read = async (from: number, to: number): Promise<Uint8Array> => {
    reads++
    expect([from % termsPage, to - from]).toEqual([0, termsPage])
    return chunks[from / termsPage]!
  }
  const dictionary = new TermDictionary(topLevel, read, (what) => new Error(what))
  return { dictionary, expected, pages: chunks.length, reads: () => reads }
}

function randomTerms(count: number, seed: number): string[] {
  const random = randomFrom(seed)
  const letters = ['a', 'b', 'c', 'é', '中', '\u{1f4be}', '\ufb01', '0', '.']
  const terms = new Set<string>()
  while (terms.size < count) {
    terms.add(
      Array.from({ length: 1 + pick(random, 9) }, () => letters[pick(random, letters.length)]!).join(''),
    )
  }
  return [...terms].sort(compareTerms)
}

describe('the order of terms', () => {
  test('is that of their bytes', () => {
    const bytes = randomTerms(500, 1).map((term) => Buffer.from(encodeText(term)))
    for (let i = 1; i < bytes.length; i++) expect(Buffer.compare(bytes[i - 1]!, bytes[i]!)).toBe(-1)
    expect(compareTerms('a', 'a')).toBe(0)
  })
})

describe('a term dictionary', () => {
  const terms = randomTerms(4000, 2)
  const present = terms.filter((_, i) => i % 2 === 0)
  const { dictionary, expected, pages, reads } = dictionaryOf(present)

  test('finds every term it has and none that it has not, reading at most one page', async () => {
    expect(pages).toBeGreaterThan(4)
    for (const term of terms) {
      const before = reads()
      expect(await dictionary.find(term)).toEqual(expected.get(term) ?? null)
      expect(reads() - before).toBeLessThanOrEqual(1)
    }
  })

  test('finds the commonest terms without reading anything', async () => {
    const before = reads()
    for (const [term, info] of expected)
      if (info.rank > 0 && info.rank <= mostCommon) expect(await dictionary.find(term)).toEqual(info)
    expect(reads()).toBe(before)
  })

  test.each(['', 'a', 'ab', '中', '\u{1f4be}', 'zzz', 'abca'])(
    'lists what starts with "%s"',
    async (prefix) => {
      const found = await termsStartingWith(dictionary, prefix)
      expect(found.map(({ term }) => term)).toEqual(present.filter((term) => term.startsWith(prefix)))
      expect(found).toEqual(found.map(({ term }) => expected.get(term)))
      expect(await termsStartingWith(dictionary, prefix, 3)).toEqual(found.slice(0, 3))
    },
  )

  test('may be empty', async () => {
    const empty = dictionaryOf([]).dictionary
    expect(await empty.find('a')).toBeNull()
    expect(await termsStartingWith(empty, '')).toEqual([])
  })

  test('has a page for each of the longest terms', async () => {
    const long = Array.from({ length: 9 }, (_, i) => `${i}${'x'.repeat(998)}`)
    const { dictionary } = dictionaryOf(long)
    for (const term of long) expect((await dictionary.find(term))?.term).toBe(term)
    expect(() => dictionaryOf(['x'.repeat(1001)])).toThrow(RangeError)
  })
})

describe('terms that a word may be a slip of', () => {
  const terms = ['modem', 'modems', 'mode', 'moedm', 'mxdem', 'model', 'printer', 'priority', 'co2de', 'odem']
  const { dictionary } = dictionaryOf([...terms, 'configuration', 'configuratoin'].sort(compareTerms))
  const near = async (term: string): Promise<string[]> =>
    (await termsNear(dictionary, term)).map(({ term }) => term)

  test.each([
    ['one letter less, more, other or swapped', 'modem', ['mode', 'model', 'modem', 'modems', 'moedm']],
    ['two from eight letters on', 'cnfigurtion', []],
    ['two from eight letters on, the first two being right', 'cofigurtion', ['configuration']],
    ['two that are swapped count once', 'configuratoin', ['configuration', 'configuratoin']],
    ['small letters alone', 'code', []],
    ['nothing that is far', 'keyboard', []],
  ])('%s', async (_, term, expected) => {
    expect(await near(term)).toEqual(expected)
  })
})
