// By what can results be narrowed, and which documents have a value?
//
// A facet value is a term like any other, but no text can contain it: `@product:Microsoft Outlook 97`. So a value's
// documents are its postings, the number of them stands in the dictionary, and all values of a facet are what starts
// with `@product:`. The id of a document is a facet with one document a value.

import type { Article } from '../article/article.ts'

/** `code`: an error code that the article speaks of anywhere; `told-code`: one that its trouble is told with. */
export const facets = ['id', 'product', 'version', 'keyword', 'type', 'code', 'told-code'] as const
export type Facet = (typeof facets)[number]

/** Values are kept as printed, cut where they are absurdly long. */
export function facetTerm(facet: Facet, value: string): string {
  return `@${facet}:${facet === 'id' ? foldId(value) : value.slice(0, longestValue)}`
}

export function facetPrefix(facet: Facet): string {
  return `@${facet}:`
}

/** All but those of its codes, which `codes/` knows. */
export function facetTerms(article: Article): Set<string> {
  const terms = new Set<string>()
  const add = (facet: Facet, value: string): void => {
    if (value.trim() !== '') terms.add(facetTerm(facet, value))
  }
  if (article.id !== null) add('id', article.id)
  for (const product of article.products) {
    add('product', product.name)
    for (const version of product.versions) add('version', version)
  }
  for (const { version } of article.versions) add('version', version)
  for (const keyword of article.keywords) add('keyword', keyword)
  add('type', article.outcomeType)
  return terms
}

/** Ids are found however they are spelt: Q4711, q4711, KB4711 and 4711 are one. Authors' own ids only fold case. */
export function foldId(id: string): string {
  const folded = id.trim().toLowerCase()
  const digits = /^(?:q|kb)?\s*(\d+)$/.exec(folded)
  return digits === null ? folded.slice(0, longestValue) : `q${digits[1]!}`
}

const longestValue = 200
