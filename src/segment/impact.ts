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

import { largestImpact } from './postings.ts'

export interface Saturation {
  readonly k1: number
  readonly b: number
}

export const saturation: Saturation = { k1: 1.6, b: 0.7 }

/** Counts and lengths in tenths alike. */
export function shareOf(count: number, length: number, meanLength: number, { k1, b }: Saturation): number {
  return count / (count + 10 * k1 * (1 - b + (b * length) / meanLength))
}

/** 1 to 255: a term that is there counts. */
export function quantize(share: number): number {
  return Math.max(1, Math.round(share * largestImpact))
}

/**
 * The least count that gets this impact in a document of that length. A few counts get the same one: the excess over the
 * least is what an index would have to keep of a count, and it is nearly always nothing.
 */
export function leastCountOf(
  impact: number,
  length: number,
  meanLength: number,
  { k1, b }: Saturation,
): number {
  if (impact <= 1) return 1
  const impactOf = (count: number): number => quantize(shareOf(count, length, meanLength, { k1, b }))
  const share = (impact - 0.5) / largestImpact
  const scale = 10 * k1 * (1 - b + (b * length) / meanLength)
  let count = Math.max(1, Math.round((scale * share) / (1 - share)))
  while (count > 1 && impactOf(count - 1) >= impact) count--
  while (impactOf(count) < impact) count++
  return count
}

/** How rare a term is: its idf in 256ths, at least 1. `documents` of the whole collection. */
export function termWeight(documentsWithTerm: number, documents: number): number {
  const idf = Math.log(1 + (documents - documentsWithTerm + 0.5) / (documentsWithTerm + 0.5))
  return Math.max(1, Math.round(256 * idf))
}
