// What does scoring every document of every list give?

import type { Hit } from '../../src/query/collector.ts'
import type { Query } from '../../src/query/query.ts'
import { facetTerm } from '../../src/segment/facets.ts'
import { termWeight } from '../../src/segment/impact.ts'
import type { PostingList } from '../../src/segment/postings.ts'
import type { Index } from '../../src/segment/reader.ts'

/** The best documents of a query, found without leaving anything out. */
export async function scoreEverything(index: Index, query: Query, top: number): Promise<Hit[]> {
  const scores = new Float64Array(index.documents)
  for (const { term, boost } of query.terms) {
    const lists = await listsOf(index, term)
    const documents = lists.reduce((sum, { list }) => sum + list.count, 0)
    const weight = Math.round(termWeight(documents, index.documents) * boost)
    for (const { list, firstDoc } of lists)
      for (let i = 0; i < list.count; i++) scores[firstDoc + list.docs[i]!]! += list.impacts[i]! * weight
  }
  for (const { facet, values } of query.filters ?? []) {
    const allowed = new Uint8Array(index.documents)
    for (const value of values)
      for (const { list, firstDoc } of await listsOf(index, facetTerm(facet, value)))
        for (const doc of list.docs) allowed[firstDoc + doc] = 1
    for (let doc = 0; doc < scores.length; doc++) scores[doc]! *= allowed[doc]!
  }
  return best(scores, top)
}

/** Higher scores first, of equal ones the lower number; nothing that scores nothing. */
function best(scores: Float64Array, top: number): Hit[] {
  const hits: Hit[] = []
  for (let doc = 0; doc < scores.length; doc++) {
    const score = scores[doc]!
    if (score === 0 || (hits.length === top && score <= hits.at(-1)!.score)) continue
    const place = hits.findIndex((hit) => hit.score < score)
    hits.splice(place === -1 ? hits.length : place, 0, { doc, score })
    hits.length = Math.min(hits.length, top)
  }
  return hits
}

/** Those of the segments that have the term, decoded. */
async function listsOf(
  { segments }: Index,
  term: string,
): Promise<{ list: PostingList; firstDoc: number }[]> {
  const found = segments.map(async (segment) => {
    const info = await segment.find(term)
    if (info === null) return []
    const list = await segment.postings(info)
    list.decodeAll()
    return [{ list, firstDoc: segment.firstDoc }]
  })
  return (await Promise.all(found)).flat()
}
