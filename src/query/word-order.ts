// Do the words of a report stand side by side in a document, and in the same order?

import { NameTable } from './name-table.ts'
import type { Reading } from './reading.ts'

/** Kinds of places where a pair was seen. */
export const anywhere = 1
export const inProblem = 2
export const inTitle = 4

/** The concepts that a sequence of words mentions, in order, and where in it. */
export interface Mentions {
  count: number
  readonly places: Int32Array
  readonly concepts: Int32Array
}

export interface PairSums {
  /** Of all pairs of the report, at least 1. */
  readonly all: number
  readonly any: number
  readonly problem: number
  readonly title: number
}

/** Words that a report says together, in three ways; of each its phrases by number. */
export const togetherness = ['pairs', 'near', 'triples'] as const
export type Together = Readonly<Record<(typeof togetherness)[number], readonly number[]>>

/**
 * What a report says together, and which of it a document has:
 *
 *     pairs     two words side by side; each weighs as its lighter word
 *     near      two words, in either order: at most two others between them in the report, three in the document
 *     triples   three words in a row
 */
export class Pairs {
  /** Sum of the weights of all pairs, at least 1. */
  readonly total: number
  readonly #concepts: Reading['concepts']
  readonly #base: number
  readonly #numbers: NameTable
  readonly #weights: Float64Array
  /** By pair, the kinds of places that have it. */
  readonly #seen: Uint8Array
  readonly #near: NearWords
  readonly #triples: Phrases

  constructor({ sequence, concepts }: Pick<Reading, 'sequence' | 'concepts'>) {
    this.#concepts = concepts
    this.#base = concepts.length
    this.#numbers = new NameTable(sequence.length)
    const weights: number[] = []
    this.#near = new NearWords(concepts.length)
    const triples: number[] = []
    for (let i = 0; i + 1 < sequence.length; i++) {
      const one = sequence[i]!
      const other = sequence[i + 1]!
      const third = sequence[i + 2] ?? lineEnd
      if (one < 0 || other < 0) continue
      if (third >= 0) triples.push(this.#key(this.#key(one, other), third))
      for (let j = i + 1; j <= i + widestInReport && j < sequence.length && sequence[j]! >= 0; j++)
        if (sequence[j] !== one) this.#near.add(one, sequence[j]!)
      if (one !== other && this.#numbers.add(this.#key(one, other))) weights.push(this.#weight(one, other))
    }
    this.#triples = new Phrases(triples)
    this.#weights = Float64Array.from(weights)
    this.#seen = new Uint8Array(weights.length)
    this.total = Math.max(
      1,
      weights.reduce((sum, weight) => sum + weight, 0),
    )
  }

  /** For the next document. */
  clear(): void {
    this.#seen.fill(0)
    this.#near.clear()
    this.#triples.clear()
  }

  /** `kinds` of places that the sequence stands at. */
  mark({ count, places, concepts }: Mentions, kinds: number): void {
    let last = -1
    let lastAt = 0
    /** The two before, where report and document have them side by side; -1 where they have not. */
    let pair = -1
    for (let i = 0; i < count; i++) {
      const concept = concepts[i]!
      const at = places[i]!
      const isNext = last >= 0 && at === lastAt + 1
      let isSaid = isNext && last === concept
      if (last >= 0 && last !== concept && at - lastAt <= widestInDocument) {
        const near = this.#near.mark(this.#key(last, concept))
        // what is not near each other in the report is no pair of it either
        if (near && isNext) {
          const number = this.#numbers.find(this.#key(last, concept))
          isSaid = number >= 0
          if (isSaid) this.#seen[number]! |= kinds
        }
      }
      if (isSaid && pair >= 0) this.#triples.mark(this.#key(pair, concept))
      pair = isSaid ? this.#key(last, concept) : -1
      last = concept
      lastAt = at
    }
  }

  sums(): PairSums {
    let any = 0
    let problem = 0
    let title = 0
    for (let pair = 0; pair < this.#seen.length; pair++) {
      const places = this.#seen[pair]!
      if (places === 0) continue
      const weight = this.#weights[pair]!
      if ((places & anywhere) > 0) any += weight
      if ((places & inProblem) > 0) problem += weight
      if ((places & inTitle) > 0) title += weight
    }
    return { all: this.total, any, problem, title }
  }

  /** What the document has of it. */
  together(): Together {
    return { pairs: numbersOf(this.#seen), near: this.#near.seen(), triples: this.#triples.seen() }
  }

  #key(first: number, second: number): number {
    return first * this.#base + second
  }

  #weight(one: number, other: number): number {
    return Math.min(this.#concepts[one]!.weight, this.#concepts[other]!.weight)
  }
}

const lineEnd = -1
/** How far two words stand apart that are near each other. */
const widestInReport = 3
const widestInDocument = 4

/**
 * Which words are near each other, and which of them were seen so. A table of all words by all words: most of what a
 * document has side by side is not near in the report, and is told so by one look.
 */
class NearWords {
  readonly #words: number
  /** 0 for two words that are not near each other, else their number from 1. */
  readonly #numbers: Uint16Array
  #size = 0
  #seen = new Uint8Array(0)

  constructor(words: number) {
    this.#words = words
    this.#numbers = new Uint16Array(words * words)
  }

  /** Before the first `clear`. */
  add(one: number, other: number): void {
    const at = one * this.#words + other
    if (this.#numbers[at] !== 0) return
    this.#numbers[at] = ++this.#size
    this.#numbers[other * this.#words + one] = this.#size
  }

  clear(): void {
    if (this.#seen.length !== this.#size) this.#seen = new Uint8Array(this.#size)
    else this.#seen.fill(0)
  }

  /** `at`: one word, times the number of words, plus the other. False where they are not near each other. */
  mark(at: number): boolean {
    const number = this.#numbers[at]!
    if (number === 0) return false
    this.#seen[number - 1] = 1
    return true
  }

  seen(): number[] {
    return numbersOf(this.#seen)
  }
}

/** Some numbers, and which of them were seen. */
class Phrases {
  readonly #numbers: NameTable
  readonly #seen: Uint8Array

  constructor(keys: readonly number[]) {
    this.#numbers = new NameTable(keys.length)
    for (const key of keys) this.#numbers.add(key)
    this.#seen = new Uint8Array(this.#numbers.size)
  }

  clear(): void {
    this.#seen.fill(0)
  }

  mark(key: number): void {
    const number = this.#numbers.find(key)
    if (number >= 0) this.#seen[number] = 1
  }

  /** In the order of the keys. */
  seen(): number[] {
    return numbersOf(this.#seen)
  }
}

function numbersOf(seen: Uint8Array): number[] {
  const numbers: number[] = []
  for (let i = 0; i < seen.length; i++) if (seen[i] !== 0) numbers.push(i)
  return numbers
}

/** Finds the heaviest run of words that a report and a sequence share, word by word. */
export class Runs {
  readonly #sequence: Int32Array
  readonly #weights: Float64Array
  /** By concept, where it stands in the report, from 1. */
  readonly #positions: readonly number[][]
  /** By position in the report, what the run that ends there weighs: up to a term, and before it. All 0 between calls. */
  readonly #now: Float64Array
  readonly #before: Float64Array

  constructor({ sequence, concepts }: Pick<Reading, 'sequence' | 'concepts'>) {
    this.#sequence = sequence
    this.#weights = Float64Array.from(concepts, ({ weight }) => weight)
    this.#positions = concepts.map(() => [])
    for (const [at, concept] of sequence.entries()) {
      if (concept >= 0 && this.#positions[concept]!.length < mostPositions)
        this.#positions[concept]!.push(at + 1)
    }
    this.#now = new Float64Array(sequence.length + 1)
    this.#before = new Float64Array(sequence.length + 1)
  }

  /** Cost: for each mention, its positions. */
  heaviest({ count, places, concepts }: Mentions): number {
    let best = 0
    let now = this.#now
    let before = this.#before
    let last = -1
    let lastAt = 0
    for (let i = 0; i < count; i++) {
      const concept = concepts[i]!
      const at = places[i]!
      if (at !== lastAt + 1 && last >= 0) {
        this.#forget(last, before)
        last = -1
      }
      const weight = this.#weights[concept]!
      const positions = this.#positions[concept]!
      for (let j = 0; j < positions.length; j++) {
        const run = before[positions[j]! - 1]! + weight
        now[positions[j]!] = run
        if (run > best) best = run
      }
      if (last >= 0) this.#forget(last, before)
      const spare = before
      before = now
      now = spare
      last = concept
      lastAt = at
    }
    if (last >= 0) this.#forget(last, before)
    return best
  }

  /** The heaviest of those with which the sequence begins. */
  beginning({ count, places, concepts }: Mentions): number {
    if (count === 0 || places[0] !== 0) return 0
    let best = 0
    for (const position of this.#positions[concepts[0]!]!) {
      const before = position - 1
      let weight = 0
      for (let i = 0; i < count && places[i] === i && this.#sequence[before + i] === concepts[i]; i++)
        weight += this.#weights[concepts[i]!]!
      best = Math.max(best, weight)
    }
    return best
  }

  #forget(concept: number, runs: Float64Array): void {
    const positions = this.#positions[concept]!
    for (let i = 0; i < positions.length; i++) runs[positions[i]!] = 0
  }
}

/** Of a word that every line of a log has, the first ones do. */
const mostPositions = 12
