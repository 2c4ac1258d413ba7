// Which articles make up an index, and in which order?
//
// A pile has the same article more than once: as text and as Markdown, in an old and a new version. An index has one of
// each id. Articles of one product stand together, which makes lists and blocks smaller.

import type { Article } from '../article/article.ts'
import { foldId } from './facets.ts'
import { compareTerms } from './term-dictionary.ts'

/**
 * The article as an index calls it: by its id, and where its text states none by the name of its file, for what has no
 * name can be neither found nor shown.
 */
export function named(article: Article): Article {
  if (article.id !== null || article.source.path === null) return article
  const file = article.source.path.slice(article.source.path.lastIndexOf('/') + 1)
  const stem = file.replace(/\.\w{1,8}$/, '')
  return stem === '' ? article : { ...article, id: stem }
}

/** What decides whether and where an article stands in an index. */
export interface Candidate {
  /** In its one spelling; `null` for an article that is its own. */
  readonly id: string | null
  readonly path: string
  readonly lastModified: string
  readonly product: string
}

export function candidateOf(article: Article): Candidate {
  return {
    id: article.id === null ? null : foldId(article.id),
    path: article.source.path ?? '',
    lastModified: article.lastModified ?? '',
    product: article.products[0]?.name ?? '',
  }
}

/** Two articles had one id. */
export interface Duplicate<T> {
  readonly kept: T
  readonly dropped: T
}

/** One of each id, in the order of their doc ids: the one modified last, of these the first by path. */
export function choose<T extends Candidate>(
  candidates: readonly T[],
): { chosen: T[]; duplicates: Duplicate<T>[] } {
  const byId = new Map<string, T>()
  const unnamed: T[] = []
  const dropped: T[] = []
  for (const candidate of [...candidates].sort((a, b) => compareTerms(a.path, b.path))) {
    const known = candidate.id === null ? undefined : byId.get(candidate.id)
    if (candidate.id === null) unnamed.push(candidate)
    else if (known === undefined || candidate.lastModified > known.lastModified) {
      byId.set(candidate.id, candidate)
      if (known !== undefined) dropped.push(known)
    } else dropped.push(candidate)
  }
  const chosen = [...unnamed, ...byId.values()].sort(byProduct)
  return { chosen, duplicates: dropped.map((dropped) => ({ dropped, kept: byId.get(dropped.id!)! })) }
}

function byProduct(a: Candidate, b: Candidate): number {
  return (
    compareTerms(a.product, b.product) || compareTerms(a.path, b.path) || compareTerms(a.id ?? '', b.id ?? '')
  )
}
