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
  readonly any: number
  readonly problem: number
  readonly title: number
  /** Of pairs with at most two words between them, in either order, where the trouble is told. */
  readonly loose: number
}

/** The pairs of neighbouring concepts of a report, and which of them a document has. A pair weighs as its lighter word. */
export class Pairs {
  /** Sum of the weights of all pairs, at least 1. */
  readonly total: number
  readonly #concepts: Reading['concepts']
  readonly #base: number
  readonly #numbers: NameTable
  readonly #weights: Float64Array
  /** By pair, the kinds of places that have it. */
  readonly #seen: Uint8Array
  readonly #loose = new NameTable(64)
  #looseWeight = 0

  constructor({ sequence, concepts }: Pick<Reading, 'sequence' | 'concepts'>) {
    this.#concepts = concepts
    this.#base = concepts.length
    this.#numbers = new NameTable(sequence.length)
    const weights: number[] = []
    for (let i = 0; i + 1 < sequence.length; i++) {
      const [one, other] = [sequence[i]!, sequence[i + 1]!]
      if (one < 0 || other < 0 || one === other) continue
      if (this.#numbers.add(this.#key(one, other))) weights.push(this.#weight(one, other))
    }
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
    this.#loose.clear()
    this.#looseWeight = 0
  }

  /** `kinds` of places that the sequence stands at. */
  mark({ count, places, concepts }: Mentions, kinds: number): void {
    let last = -1
    let lastAt = 0
    for (let i = 0; i < count; i++) {
      const concept = concepts[i]!
      const at = places[i]!
      if (last >= 0 && last !== concept) {
        if (at === lastAt + 1) {
          const pair = this.#numbers.find(this.#key(last, concept))
          if (pair >= 0) this.#seen[pair]! |= kinds
        }
        if ((kinds & inProblem) > 0 && at - lastAt <= widestGap) this.#markLoose(last, concept)
      }
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
    return { any, problem, title, loose: this.#looseWeight }
  }

  #markLoose(one: number, other: number): void {
    if (this.#loose.add(this.#key(Math.min(one, other), Math.max(one, other))))
      this.#looseWeight += this.#weight(one, other)
  }

  #key(first: number, second: number): number {
    return first * this.#base + second
  }

  #weight(one: number, other: number): number {
    return Math.min(this.#concepts[one]!.weight, this.#concepts[other]!.weight)
  }
}

const widestGap = 4

/** Finds the heaviest run of words that a report and a sequence share, word by word. */
export class Runs {
  readonly #weights: Float64Array
  /** By concept, where it stands in the report. */
  readonly #positions: readonly number[][]
  /** By position in the report, what the run that ends there weighs: up to a term, and before it. All 0 between calls. */
  readonly #now: Float64Array
  readonly #before: Float64Array

  constructor({ sequence, concepts }: Pick<Reading, 'sequence' | 'concepts'>) {
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

  #forget(concept: number, runs: Float64Array): void {
    const positions = this.#positions[concept]!
    for (let i = 0; i < positions.length; i++) runs[positions[i]!] = 0
  }
}

/** Of a word that every line of a log has, the first ones do. */
const mostPositions = 12
