// What does a question read, whoever asks?
//
// On a collection of made-up articles, whose words are as frequent as those of a language; `scripts/bench-browser.ts`
// measures the same on the real one.

import { beforeAll, describe, expect, test } from 'vitest'
import type { Article } from '../../src/article/article.ts'
import { buildIndex } from '../../src/build.ts'
import { openKnowledgeBase } from '../../src/knowledge-base.ts'
import { deflate, inflate } from '../../src/node/index-files.ts'
import type { ReadBytes } from '../../src/segment/format.ts'
import { readFrom } from '../../src/segment/in-memory.ts'
import { articleOf } from '../support/collection.ts'
import { pick, randomFrom } from '../support/random.ts'

const articles = 5000
const vocabulary = 30_000

/** Few words are in most articles, most in few. */
function articlesOf(random: () => number): Article[] {
  const words = (count: number): string => Array.from({ length: count }, () => wordOf(random, 3)).join(' ')
  return Array.from({ length: articles }, (_, i) =>
    articleOf(`Q${100_000 + i}`, {
      title: words(7),
      symptoms: words(60),
      product: `Product ${pick(random, 40)}`,
    }),
  )
}

/** The larger the power, the commoner the words. */
function wordOf(random: () => number, power: number): string {
  return `w${Math.floor(vocabulary * random() ** power)}`
}

interface Reads {
  readonly read: ReadBytes
  bytes: number
  /** How often something was waited for. */
  rounds: number
}

function counted(read: ReadBytes): Reads {
  let turn: Promise<void> | null = null
  const reads: Reads = {
    bytes: 0,
    rounds: 0,
    read: async (file, from, to) => {
      if (turn === null) {
        reads.rounds++
        turn = new Promise((resolve) => setTimeout(resolve)).then(() => {
          turn = null
        })
      }
      await turn
      const bytes = await read(file, from, to)
      reads.bytes += bytes.length
      return bytes
    },
  }
  return reads
}

describe('a question of six words to five thousand articles', () => {
  const random = randomFrom(11)
  let files: Map<string, Uint8Array>
  beforeAll(() => {
    files = buildIndex(articlesOf(random), { deflate })
  }, 60_000)

  test('reads at most 100 KB in four round trips, the first of which opens the index', async () => {
    const whole = [...files.values()].reduce((sum, { length }) => sum + length, 0)
    const bytes: number[] = []
    for (let i = 0; i < 60; i++) {
      const reads = counted(readFrom(files))
      const knowledgeBase = await openKnowledgeBase({ read: reads.read, inflate })
      const text = Array.from({ length: 6 }, () => wordOf(random, 2)).join(' ')
      expect((await knowledgeBase.search(text)).length).toBe(10)
      expect(reads.rounds).toBeLessThanOrEqual(4)
      bytes.push(reads.bytes)
    }
    bytes.sort((a, b) => a - b)
    expect(bytes[Math.floor(bytes.length * 0.95)]).toBeLessThanOrEqual(100_000)
    expect(bytes.at(-1)).toBeLessThan(whole / 10)
  })
})
