// What of a record is short enough to be written down by hand and compared?
//
// The shape of `test/fixtures/<dialect>/<case>.json` and, but for one name, of the gold records.

import type { Article, SectionKind } from '../../src/article/article.ts'

export interface RecordSummary {
  readonly id: string | null
  readonly dialect: string
  readonly title: string | null
  readonly products: readonly string[]
  readonly lastModified: string | null
  readonly keywords: readonly string[]
  readonly sections: readonly SectionSummary[]
  readonly messages: readonly string[]
  readonly references: readonly string[]
  readonly resolutionSteps: number
  readonly tables: number
}

export interface SectionSummary {
  readonly kind: SectionKind
  readonly heading: string | null
  /** The first and the last eight words of the body. */
  readonly first: string
  readonly last: string
}

export function summarize(article: Article): RecordSummary {
  return {
    id: article.id,
    dialect: article.dialect,
    title: article.title,
    products: article.products.map((product) => product.text),
    lastModified: article.lastModified,
    keywords: article.keywords,
    sections: article.sections.map(({ kind, heading, text }) => ({ kind, heading, ...edges(text) })),
    messages: article.messages.map((message) => message.text),
    references: article.references.map((reference) => reference.id),
    resolutionSteps: article.resolutions.reduce((sum, { steps }) => sum + steps.length, 0),
    tables: article.tables.length,
  }
}

/** A word is a blank-separated token with a letter or a digit: rules, bare bullets and `|` are none. */
function edges(text: string): { first: string; last: string } {
  const words = text.split(/\s+/).filter((token) => /[\p{L}\p{N}]/u.test(token))
  return { first: words.slice(0, 8).join(' '), last: words.slice(-8).join(' ') }
}

export interface Difference {
  readonly field: keyof RecordSummary
  readonly expected: string
  readonly found: string
}

/** One entry for each field that differs; for sections and messages each differing row is one. */
export function differences(expected: RecordSummary, found: RecordSummary): Difference[] {
  return (Object.keys(expected) as (keyof RecordSummary)[]).flatMap((field) => {
    const [left, right] = [expected[field], found[field]]
    if (Array.isArray(left) && Array.isArray(right)) {
      const rows = differingRows(left, right)
      return rows.map(([a, b]) => ({ field, expected: show(a), found: show(b) }))
    }
    return show(left) === show(right) ? [] : [{ field, expected: show(left), found: show(right) }]
  })
}

/** The rows that are not alike, after those that both lists begin and end with. */
function differingRows(left: readonly unknown[], right: readonly unknown[]): [unknown, unknown][] {
  let head = 0
  while (head < Math.min(left.length, right.length) && show(left[head]) === show(right[head])) head++
  let tail = 0
  while (
    tail < Math.min(left.length, right.length) - head &&
    show(left.at(-1 - tail)) === show(right.at(-1 - tail))
  ) {
    tail++
  }
  const count = Math.max(left.length, right.length) - head - tail
  return Array.from({ length: count }, (_, i) => [
    head + i < left.length - tail ? left[head + i] : undefined,
    head + i < right.length - tail ? right[head + i] : undefined,
  ])
}

function show(value: unknown): string {
  return value === undefined ? '(none)' : JSON.stringify(value)
}
