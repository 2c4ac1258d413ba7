// Which documents come into question for a report, and how do they compare with it?

import type { Index } from '../segment/reader.ts'
import { forwardItemsOf } from '../segment/stored.ts'
import { Comparer } from './comparison.ts'
import type { Candidate } from './features.ts'
import type { QueryTerm } from './query.ts'
import { type Facts, type Reading, readReport } from './reading.ts'
import { search } from './searcher.ts'

export async function findCandidates(
  report: string,
  facts: Facts,
  index: Index,
  most: number,
): Promise<{ reading: Reading; candidates: Candidate[] }> {
  const reading = await readReport(report, facts, index)
  const { hits } = await search(index, { terms: termsOf(reading) }, { top: most })
  const comparers = index.segments.map((_, number) => new Comparer(reading, number))
  const docs = hits.map(({ doc }) => doc)
  const items = await forwardItemsOf(index, docs)
  const candidates = hits.map(({ doc, score }, rank): Candidate => {
    const { segment, item, fail } = items[rank]!
    return { doc, score: score / 65_280, rank, comparison: comparers[segment]!.compare(item, fail) }
  })
  return { reading, candidates }
}

/** Each term once, with the boost of its surest use. */
function termsOf({ concepts, named, factTerms }: Reading): QueryTerm[] {
  const boosts = new Map<string, number>()
  const add = (term: string, boost: number): void => {
    if ((boosts.get(term) ?? 0) < boost) boosts.set(term, boost)
  }
  for (const { terms, boost } of concepts)
    for (const { found, strength } of terms) add(found.term, strength * boost)
  for (const { term } of factTerms) add(term, 1)
  for (const { names } of named) for (const { term } of names[0] ?? []) add(term, 0.6)
  return Array.from(boosts, ([term, boost]) => ({ term, boost }))
}
