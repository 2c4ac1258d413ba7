// Which words of an article are searched, and how much does it matter where a word stands?
//
// A field is a group of places that weigh alike. Weights are in tenths, so that sums of them are exact; they were found
// with `scripts/evaluate`. A report is written by somebody who sees symptoms, so that is where its words are looked for
// first; the long "more information" counts little, but it is all that some articles have.

import type { Article, SectionKind } from '../article/article.ts'

export interface Field {
  readonly name: string
  /** In tenths. 0 for what is a part of another field already, and only the second ranking stage looks at. */
  readonly weight: number
  /** Its pieces stay apart in the forward file: each is one thing (a product, a message). */
  readonly apart?: true
  /** Only so many of its terms are kept in the forward file, where a report resembles little of it. */
  readonly kept?: number
}

/** The number of a field is its place here; the order is part of the format. */
export const fields = [
  { name: 'title', weight: 40 },
  { name: 'query-words', weight: 16 },
  { name: 'keywords', weight: 10 },
  { name: 'products', weight: 10, apart: true },
  { name: 'symptoms', weight: 40 },
  { name: 'summary', weight: 10 },
  { name: 'cause', weight: 10 },
  { name: 'resolution', weight: 4, kept: 60 },
  { name: 'status', weight: 6, kept: 30 },
  { name: 'more-information', weight: 2, kept: 60 },
  { name: 'other', weight: 4, kept: 60 },
  { name: 'messages', weight: 0, apart: true },
] as const satisfies readonly Field[]

export type FieldName = (typeof fields)[number]['name']

const fieldOfSection: Readonly<Record<SectionKind, FieldName>> = {
  symptoms: 'symptoms',
  question: 'symptoms',
  summary: 'summary',
  cause: 'cause',
  resolution: 'resolution',
  workaround: 'resolution',
  response: 'resolution',
  status: 'status',
  'more-information': 'more-information',
  references: 'other',
  other: 'other',
}

/** A piece of an article's text and the number of its field. Fields may have several pieces, in any order. */
export interface FieldText {
  readonly field: number
  readonly text: string
}

const numberOf = new Map<string, number>(fields.map((field, number) => [field.name, number]))

export function fieldTexts(article: Article): FieldText[] {
  const texts: FieldText[] = []
  const add = (field: FieldName, text: string): void => {
    if (text !== '') texts.push({ field: numberOf.get(field)!, text })
  }
  add('title', article.title ?? standInTitle(article))
  add('query-words', article.queryWords.join(' '))
  add('keywords', article.keywords.join(' '))
  for (const { text } of article.products) add('products', text)
  for (const { kind, text } of article.sections) add(fieldOfSection[kind], text)
  for (const { kind, heading } of article.sections) if (kind === 'other') add('other', heading ?? '')
  for (const { text } of article.messages) add('messages', text)
  return texts
}

/** Titles of the archive are cut at 64 characters, and mostly say what the first message or sentence does. */
const longestStandIn = 100

/** What an article without a title is called by: how the first message that it quotes begins, or its own first sentence. */
export function standInTitle({
  messages,
  sections,
}: {
  readonly messages: readonly { readonly text: string }[]
  readonly sections: readonly { readonly text: string }[]
}): string {
  const text = messages[0]?.text ?? sections[0]?.text ?? ''
  const end = text.search(/[.!?](?:\s|$)/)
  return text.slice(0, end === -1 ? longestStandIn : Math.min(end, longestStandIn))
}
