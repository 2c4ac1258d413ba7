// What does scoring every document of every list give?

import type { Hit } from '../../src/query/collector.ts'
import type { Query } from '../../src/query/query.ts'
import { facetTerm } from '../../src/segment/facets.ts'
import { termWeight } from '../../src/segment/impact.ts'
import type { Index } from '../../src/segment/reader.ts'

/** The best documents of a query, found without leaving anything out. */
export async function scoreEverything(index: Index, query: Query, top: number): Promise<Hit[]> {
  const scores = new Float64Array(index.documents)
  for (const { term, boost } of query.terms) {
    const postings = await postingsOf(index, term)
    const weight = Math.round(termWeight(postings.length, index.documents) * boost)
    for (const { doc, impact } of postings) scores[doc]! += impact * weight
  }
  for (const { facet, values } of query.filters ?? []) {
    const allowed = new Set<number>()
    for (const value of values)
      for (const { doc } of await postingsOf(index, facetTerm(facet, value))) allowed.add(doc)
    for (let doc = 0; doc < scores.length; doc++) if (!allowed.has(doc)) scores[doc] = 0
  }
  const hits: Hit[] = []
  for (let doc = 0; doc < scores.length; doc++) if (scores[doc]! > 0) hits.push({ doc, score: scores[doc]! })
  return hits.sort((a, b) => b.score - a.score || a.doc - b.doc).slice(0, top)
}

/** Numbered through all segments. */
async function postingsOf(
  { segments }: Index,
  term: string,
): Promise<{ readonly doc: number; readonly impact: number }[]> {
  const lists = segments.map(async (segment) => {
    const info = await segment.find(term)
    if (info === null) return []
    const list = await segment.postings(info)
    list.decodeAll()
    return Array.from(list.docs, (doc, i) => ({ doc: segment.firstDoc + doc, impact: list.impacts[i]! }))
  })
  return (await Promise.all(lists)).flat()
}
