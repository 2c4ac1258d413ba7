// How well does each document fit the terms of a question, by plain BM25?
//
// Robertson et al. 1994, "Okapi at TREC-3", with k1 1.2 and b 0.75: what the engine is compared with.

import { mean } from './measures.ts'

/** A document that has a term, and how often. */
export interface Posting {
  readonly doc: number
  readonly count: number
}

/**
 * By document that has any of the terms. `lengths`: of all documents; `lists`: by term of the question, those that have
 * it.
 */
export function bm25Of(
  lengths: ReadonlyMap<number, number>,
): (lists: Iterable<readonly Posting[]>) => Map<number, number> {
  const meanLength = mean([...lengths.values()])
  return (lists) => {
    const scores = new Map<number, number>()
    for (const list of lists) {
      const idf = Math.log(1 + (lengths.size - list.length + 0.5) / (list.length + 0.5))
      for (const { doc, count } of list) {
        const share = count / (count + 1.2 * (0.25 + (0.75 * lengths.get(doc)!) / meanLength))
        scores.set(doc, (scores.get(doc) ?? 0) + idf * share)
      }
    }
    return scores
  }
}
