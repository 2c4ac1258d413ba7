// What must be known of an article to put it into an answer?
//
// A card is the small part of an article that an index shows and weighs without reading the rest.

import type { Article } from '../article/article.ts'
import { productFacts, readHandWritten } from './hand-written.ts'
import { outcomesOf } from './outcome.ts'
import { meaningOf } from './phrase.ts'
import type { FactCondition, Outcome, Question } from './rule.ts'
import { wordsOf } from './token.ts'

export interface Card {
  readonly id: string
  readonly title: string | null
  /** Written for this engine, by somebody who vouches for it. */
  readonly authored: boolean
  /** What it applies to. */
  readonly facts: readonly FactCondition[]
  /** At least one. */
  readonly outcomes: readonly Outcome[]
  /** How its author asks for the facts that decide. */
  readonly questions: readonly Question[]
  /** Meanings of the words that the article uses for its trouble, each once, with one blank between. */
  readonly vocabulary: string
}

const mostWords = 400

/** `null` for an article without an id: nothing could point to it. Cost: linear in the article. */
export function cardOf(article: Article): Card | null {
  if (article.id === null) return null
  const { rules } = readHandWritten(article)
  // what an author says of the ways out holds however the article was found
  const stated = rules.find(({ outcomes }) => outcomes.length > 0)?.outcomes ?? []
  return {
    id: article.id,
    title: article.title,
    authored: article.frontMatter !== null,
    facts: rules.find(({ facts }) => facts.length > 0)?.facts ?? productFacts(article),
    outcomes: stated.length > 0 ? stated : outcomesOf(article),
    questions: rules.flatMap(({ questions }) => questions),
    vocabulary: vocabularyOf(article),
  }
}

const troubleKinds: ReadonlySet<string> = new Set(['symptoms', 'cause', 'summary', 'question'])

function vocabularyOf(article: Article): string {
  const texts = [
    article.title ?? '',
    ...article.queryWords,
    ...article.keywords,
    ...article.products.map(({ text }) => text),
    ...article.messages.map(({ text }) => text),
    ...article.sections.filter(({ kind }) => troubleKinds.has(kind)).map(({ text }) => text),
    ...article.resolutions.map(({ when }) => when ?? ''),
  ]
  const meanings = new Set(texts.flatMap(wordsOf).map(meaningOf))
  meanings.delete('')
  return [...meanings].slice(0, mostWords).join(' ')
}
