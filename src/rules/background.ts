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
  const bits = (word: string): number => {
    const expected = generalArticles * 2 ** -generalBits(word)
    return Math.min(rareBits, Math.max(0, Math.log2(total / ((counts.get(word) ?? 0) + expected))))
  }
  return { bits }
}

export function bitsOf(words: readonly string[], background: Background): number {
  let bits = 0
  for (const word of words) bits += background.bits(word)
  return bits
}

/** Whether the general table knows a word: if so, it was hardly mistyped. */
export function isGeneralWord(word: string): boolean {
  return knownBits(word) !== null
}

function generalBits(word: string): number {
  return knownBits(word) ?? rareBits
}

const looked = new Map<string, number | null>()

/**
 * Who asks a question looks up some hundred of the 10,000 words: a map of them all would take longer to make than to ask.
 * To build an index, nearly all are looked up and many others.
 */
const fewLooked = 1000
let all: Map<string, number> | undefined

/** `null` for a word that the general table does not know. */
function knownBits(word: string): number | null {
  if (all !== undefined) return all.get(word) ?? null
  let bits = looked.get(word)
  if (bits === undefined) {
    bits = readBits(word)
    looked.set(word, bits)
    if (looked.size === fewLooked) all = readAll()
  }
  return bits
}

function readBits(word: string): number | null {
  const words = wordTable.byLetter[word.charAt(0)] ?? ''
  const entry = ` ${word}=`
  const at = words.indexOf(entry)
  if (at === -1) return null
  const level = words.slice(at + entry.length, words.indexOf(' ', at + 1))
  return Number(level) / 4
}

function readAll(): Map<string, number> {
  const bits = new Map<string, number>()
  for (const words of Object.values(wordTable.byLetter))
    for (const [, word, level] of words.matchAll(/ ([^ =]+)=(\d+)/g)) bits.set(word!, Number(level) / 4)
  return bits
}
