// Here is a query: which documents answer it best?
//
//     terms → their entries in the dictionaries → the rarest, weighted → their lists → best documents

import { termWeight } from '../segment/impact.ts'
import type { Index, Segment } from '../segment/reader.ts'
import type { TermInfo } from '../segment/term-dictionary.ts'
import { type Hit, TopHits } from './collector.ts'
import type { Query } from './query.ts'
import { scoreSegment, type WeightedList } from './scorer.ts'

export interface SearchOptions {
  /** At most so many hits; 10 unless told otherwise. */
  readonly top?: number
  /** Only so many terms are looked up, those mentioned first; 1,024 unless told otherwise. */
  readonly mostLookups?: number
  /** Only so many are searched for, the rarest; 48 unless told otherwise. */
  readonly mostTerms?: number
}

export interface SearchResult {
  /** Best first. */
  readonly hits: readonly Hit[]
  /** The terms that were searched for, rarest first. */
  readonly terms: readonly SearchedTerm[]
  /** True if an option left out a term that some document has. */
  readonly bounded: boolean
}

export interface SearchedTerm {
  readonly term: string
  readonly documents: number
  /** Whole: idf in 256ths times the boost. */
  readonly weight: number
}

export interface FoundTerm extends SearchedTerm {
  /** By segment; `null` where it has no such term. */
  readonly infos: readonly (TermInfo | null)[]
}

export async function search(index: Index, query: Query, options: SearchOptions = {}): Promise<SearchResult> {
  const asked = query.terms.slice(0, options.mostLookups ?? 1024)
  const found = (await Promise.all(asked.map((term) => findTerm(index, term)))).filter(
    (term) => term.documents > 0,
  )
  found.sort((a, b) => a.documents - b.documents || (a.term < b.term ? -1 : 1))
  const terms = found.slice(0, options.mostTerms ?? 48)
  const hits = new TopHits(options.top ?? 10)
  for (const [number, segment] of index.segments.entries()) {
    // few questions have filters: the others do not load what applies them
    const allowed = query.filters
      ? await (await import('./filter.ts')).allowedBy(segment, query.filters)
      : null
    const lists = await Promise.all(terms.map((term) => listOf(segment, term, term.infos[number]!)))
    const present = lists.filter((list) => list !== null)
    scoreSegment(present, segment.documents, segment.firstDoc, hits, allowed)
  }
  return {
    hits: hits.sorted(),
    terms: terms.map(({ term, documents, weight }) => ({ term, documents, weight })),
    bounded: terms.length < found.length || asked.length < query.terms.length,
  }
}

export async function findTerm(index: Index, { term, boost }: Query['terms'][number]): Promise<FoundTerm> {
  const infos = await Promise.all(index.segments.map((segment) => segment.find(term)))
  const documents = infos.reduce((sum, info) => sum + (info?.count ?? 0), 0)
  return { term, documents, infos, weight: Math.round(termWeight(documents, index.documents) * boost) }
}

async function listOf(
  segment: Segment,
  term: FoundTerm,
  info: TermInfo | null,
): Promise<WeightedList | null> {
  if (info === null || term.weight <= 0) return null
  return { list: await segment.postings(info), weight: term.weight }
}
