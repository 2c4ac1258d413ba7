import { describe, expect, test } from 'vitest'
import type { Concept } from '../../src/query/reading.ts'
import { anywhere, inTitle, type Mentions, Pairs, Runs } from '../../src/query/word-order.ts'

/** Concepts 0, 1, 2 … of weight 1, 2, 3 …; -1 ends a line. */
function readingOf(...sequence: number[]) {
  const concepts = Array.from({ length: Math.max(...sequence) + 1 }, (_, i) => ({ weight: i + 1 }) as Concept)
  return { sequence: Int32Array.from(sequence), concepts }
}

/** -1 for words that are no concept. */
function mentionsOf(sequence: readonly number[]): Mentions {
  const places = sequence.flatMap((concept, at) => (concept < 0 ? [] : at))
  const concepts = sequence.filter((concept) => concept >= 0)
  return { count: places.length, places: Int32Array.from(places), concepts: Int32Array.from(concepts) }
}

describe('pairs', () => {
  const pairs = new Pairs(readingOf(0, 1, 2, -1, 3))
  const sumsOf = (places: number, ...concepts: number[]) => {
    pairs.clear()
    pairs.mark(mentionsOf(concepts), places)
    return pairs.sums()
  }

  test('weigh as the lighter of their words, each once, none across lines', () => {
    expect(pairs.total).toBe(1 + 2)
    expect(new Pairs(readingOf(0, 1, 0, 1)).total).toBe(1 + 1)
  })

  test('are found where both words stand side by side in that order', () => {
    expect(sumsOf(anywhere, 1, 2).any).toBe(2)
    expect(sumsOf(anywhere, 2, 1).any).toBe(0)
    expect(sumsOf(anywhere, 1, -1, 2).any).toBe(0)
    expect(sumsOf(anywhere, 2, 3).any).toBe(0)
  })

  test('count for the place where they are found, once', () => {
    expect(sumsOf(anywhere | inTitle, 0, 1, 0, 1)).toEqual({ all: 3, any: 1, problem: 0, title: 1 })
  })
})

describe('what is said together', () => {
  const pairs = new Pairs(readingOf(0, 1, 2, 3, 4, -1, 0))
  const togetherIn = (...concepts: number[]) => {
    pairs.clear()
    pairs.mark(mentionsOf(concepts), anywhere)
    const { pairs: beside, near, triples } = pairs.together()
    return [beside.length, near.length, triples.length]
  }

  test.each([
    ['is two words side by side', [0, 1], [1, 1, 0]],
    ['is three words in a row', [1, 2, 3], [2, 2, 1]],
    ['is no row with another word in it', [1, 2, -1, 3], [1, 2, 0]],
    ['is two words in either order with few words between them', [2, -1, -1, -1, 0], [0, 1, 0]],
    ['is nothing where many are between them', [2, -1, -1, -1, -1, 0], [0, 0, 0]],
    ['is nothing where many are between them in the report', [0, 4], [0, 0, 0]],
    ['is counted once', [0, 1, -1, 0, 1], [1, 1, 0]],
  ])('%s', (_, concepts, expected) => {
    expect(togetherIn(...concepts)).toEqual(expected)
    expect(togetherIn(...concepts)).toEqual(expected)
  })
})

describe('the heaviest run', () => {
  const runs = new Runs(readingOf(0, 1, 2, -1, 1, 3))
  const heaviest = (...concepts: number[]) => runs.heaviest(mentionsOf(concepts))

  test.each([
    ['goes on while the words do', [0, 1, 2], 1 + 2 + 3],
    ['ends at another word', [0, 1, -1, 2], 1 + 2],
    ['takes the heavier of two places', [1, 3], 2 + 4],
    ['does not go on into the next line', [2, 1, 3], 2 + 4],
    ['is nothing without a word of the report', [-1, -1], 0],
  ])('%s', (_, concepts, expected) => {
    expect(heaviest(...concepts)).toBe(expected)
    expect(heaviest(...concepts)).toBe(expected)
  })
})

describe('the heaviest run at the beginning', () => {
  const runs = new Runs(readingOf(0, 1, 3, -1, 1, 2))

  test.each([
    ['goes on while the words do', [0, 1, -1, 3], 1 + 2],
    ['may stand anywhere in the report', [1, 2], 2 + 3],
    ['takes the heavier of two places', [1, 3], 2 + 4],
    ['is nothing behind another word', [-1, 0, 1], 0],
    ['does not go on into the next line', [3, 1], 4],
  ])('%s', (_, concepts, expected) => {
    expect(runs.beginning(mentionsOf(concepts))).toBe(expected)
  })
})
