// How much does a term say about a document?
//
// BM25 over fields (Robertson, Zaragoza, Taylor 2004, "Simple BM25 extension to multiple weighted fields"): occurrences
// are added up by field weight, and so is the length; then the sum saturates once.
//
//     count  = Σ weight(field) × occurrences in the field
//     length = Σ weight(field) × terms in the field
//     share  = count / (count + k1 × (1 − b + b × length / mean length))          between 0 and 1
//     score of a document = Σ over the terms of the query: weight(term) × share
//
// The share is what the postings keep, in 255 steps. The weight of a term, its rarity, is one number a query.

import type { TermDocuments } from './inverter.ts'
import { largestImpact } from './postings.ts'

export interface Saturation {
  readonly k1: number
  readonly b: number
}

export const saturation: Saturation = { k1: 1.6, b: 0.7 }

/** Counts and lengths in tenths alike. */
export function shareOf(count: number, length: number, meanLength: number, saturation: Saturation): number {
  return count / (count + halfCountOf(length, meanLength, saturation))
}

/** The count that has a share of one half in a document of that length. */
function halfCountOf(length: number, meanLength: number, { k1, b }: Saturation): number {
  return 10 * k1 * (1 - b + (b * length) / meanLength)
}

/** 1 to 255: a term that is there counts. */
export function quantize(share: number): number {
  return Math.max(1, Math.round(share * largestImpact))
}

/** Impacts in the documents of an index. What the length of a document does to them is worked out once. */
export class Impacts {
  readonly #halfCounts: Float64Array

  constructor(lengths: ArrayLike<number>, meanLength: number, saturation: Saturation) {
    this.#halfCounts = Float64Array.from(lengths, (length) => halfCountOf(length, meanLength, saturation))
  }

  /** Of a term that counts so much in a document. Facets, which count 0, only need to be there. */
  of(count: number, doc: number): number {
    return count === 0 ? 1 : quantize(count / (count + this.#halfCounts[doc]!))
  }

  /** Of a term in the first `length` of these documents, into an array that may be longer. */
  fill(impacts: Uint8Array, { docs, counts }: Pick<TermDocuments, 'docs' | 'counts'>, length: number): void {
    for (let i = 0; i < length; i++) impacts[i] = this.of(counts[i]!, docs[i]!)
  }

  /**
   * The least count that gets this impact in a document. A few counts get the same one: the excess over the least is what
   * an index would have to keep of a count, and it is nearly always nothing.
   */
  leastCount(impact: number, doc: number): number {
    if (impact <= 1) return 1
    const share = (impact - 0.5) / largestImpact
    let count = Math.max(1, Math.round((this.#halfCounts[doc]! * share) / (1 - share)))
    while (count > 1 && this.of(count - 1, doc) >= impact) count--
    while (this.of(count, doc) < impact) count++
    return count
  }

  /** Of a term in the first `length` of these documents: 0 where it counts 0, else 1 and its excess. */
  fillExcess(
    excesses: Uint32Array,
    { docs, counts }: Pick<TermDocuments, 'docs' | 'counts'>,
    impacts: Uint8Array,
    length: number,
  ): void {
    for (let i = 0; i < length; i++) {
      const count = counts[i]!
      excesses[i] = count === 0 ? 0 : 1 + this.excess(count, impacts[i]!, docs[i]!)
    }
  }

  /** How much a count is beyond the least that gets its impact. */
  excess(count: number, impact: number, doc: number): number {
    const isLeast = impact > 1 && this.of(count - 1, doc) < impact
    return isLeast ? 0 : count - this.leastCount(impact, doc)
  }
}

/** How rare a term is: its idf in 256ths, at least 1. `documents` of the whole collection. */
export function termWeight(documentsWithTerm: number, documents: number): number {
  const idf = Math.log(1 + (documents - documentsWithTerm + 0.5) / (documentsWithTerm + 0.5))
  return Math.max(1, Math.round(256 * idf))
}
