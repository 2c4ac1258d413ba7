// What does a list of results show of an article?
//
//     stored    JSON: [id, path, title, products, type of outcome, cause, fix]
//
// Every browser reads it before it shows anything, so it is read without `shape.ts`.

import type { Article, OutcomeType } from '../article/article.ts'
import { oneLine } from '../article/one-line.ts'
import { parseJson } from './bytes.ts'

export interface Display {
  readonly id: string | null
  readonly path: string | null
  readonly title: string | null
  readonly products: readonly string[]
  readonly outcomeType: OutcomeType
  /** First lines; '' where the article has none. */
  readonly cause: string
  readonly fix: string
}

const firstLines = 160

/** The text that is to be stored in UTF-8. */
export function encodeDisplay(article: Article): string {
  const { id, title, outcomeType, source, products, sections, resolutions } = article
  const path = id === null ? source.path : null
  const names = [...new Set(products.map(({ name }) => name))]
  const cause = beginning(sections.find(({ kind }) => kind === 'cause')?.text ?? '')
  const fix = beginning(resolutions[0]?.text ?? '')
  return JSON.stringify([id, path, title, names, outcomeType, cause, fix])
}

export function decodeDisplay(item: Uint8Array, fail: (what: string) => Error): Display {
  const value = parseJson(item)
  const [id, path, title, products, ...texts] = Array.isArray(value) ? (value as unknown[]) : []
  const [outcomeType, cause, fix] = texts
  const isDisplay =
    [id, path, title].every((text) => text === null || isText(text)) &&
    Array.isArray(products) &&
    products.every(isText) &&
    texts.length === 3 &&
    texts.every(isText)
  if (!isDisplay) throw fail('has a document that is nothing to show')
  return { id, path, title, products, outcomeType, cause, fix } as Display
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}

/** The first words, in one line, cut between words. */
function beginning(text: string): string {
  const line = oneLine(text.slice(0, firstLines * 2))
  if (line.length <= firstLines) return line
  const cut = line.lastIndexOf(' ', firstLines)
  return `${line.slice(0, cut > firstLines / 2 ? cut : firstLines)}…`
}
