// Which documents may be hits?

import { facetTerm } from '../segment/facets.ts'
import type { Segment } from '../segment/reader.ts'
import type { Filter } from './query.ts'

/** One byte a document: 1 where every filter lets it through. */
export async function allowedBy(segment: Segment, filters: readonly Filter[]): Promise<Uint8Array> {
  const passed = new Uint8Array(segment.documents)
  for (const { facet, values } of filters) {
    const one = new Uint8Array(segment.documents)
    await Promise.all(values.map((value) => mark(segment, facetTerm(facet, value), one)))
    for (let doc = 0; doc < one.length; doc++) passed[doc]! += one[doc]!
  }
  return passed.map((count) => (count === filters.length ? 1 : 0))
}

async function mark(segment: Segment, term: string, documents: Uint8Array): Promise<void> {
  const info = await segment.find(term)
  if (info === null) return
  const list = await segment.postings(info)
  list.decodeAll()
  for (const doc of list.docs) documents[doc] = 1
}
