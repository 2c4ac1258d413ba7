// How much does it say that a text holds this word?
//
// A word that one article in 2^n holds is worth n bits. What a whole signature is worth is the sum over its words: it
// tells a message that is found by chance from one that is not.

import { wordTable } from './background-words.ts'

export interface Background {
  /** From 0 for a word that every text holds up to `rareBits`. */
  readonly bits: (word: string) => number
}

/** What a word is worth that the general table does not know. */
export const rareBits = 12

/**
 * A small collection says little about which words are rare, so the counts of a large one (the public archive, see
 * `scripts/background.ts`) speak with the voice of this many articles.
 */
const generalArticles = 2000

/** The general counts alone: right for a handful of articles. */
export const generalBackground: Background = { bits: generalBits }

/** The counts of a collection (in how many of its articles a word occurs), joined with the general ones. */
export function backgroundOf(articles: number, counts: ReadonlyMap<string, number>): Background {
  const total = articles + generalArticles
  return {
    bits: (word) => {
      const expected = generalArticles * 2 ** -generalBits(word)
      return Math.min(rareBits, Math.max(0, Math.log2(total / ((counts.get(word) ?? 0) + expected))))
    },
  }
}

export function bitsOf(words: readonly string[], background: Background): number {
  let bits = 0
  for (const word of words) bits += background.bits(word)
  return bits
}

/** Whether the general table knows a word: if so, it was hardly mistyped. */
export function isGeneralWord(word: string): boolean {
  table ??= readTable()
  return table.has(word)
}

let table: Map<string, number> | undefined

function generalBits(word: string): number {
  table ??= readTable()
  return table.get(word) ?? rareBits
}

/** 11,000 words in about a millisecond, when the first one is asked for. */
function readTable(): Map<string, number> {
  const bits = new Map<string, number>()
  for (const [level, words] of wordTable.byQuarterBit.entries()) {
    for (const word of words.split(' ')) bits.set(word, level / 4)
  }
  return bits
}
