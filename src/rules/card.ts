// What must be known of an article to weigh it, and what to answer from it?
//
// A card is the small part of an article that is looked at for every candidate. What is told of an article is looked at
// for those alone that are shown.

import type { Article } from '../article/article.ts'
import { productFacts, readHandWritten } from './hand-written.ts'
import { outcomesOf } from './outcome.ts'
import { meaningOf } from './phrase.ts'
import type { FactCondition, Outcome, Question, Rule, Way } from './rule.ts'
import { wordsOf } from './token.ts'

export interface Card {
  readonly id: string
  /** Written for this engine, by somebody who vouches for it. */
  readonly authored: boolean
  /** What it applies to. */
  readonly facts: readonly FactCondition[]
  /** At least one; the outcomes that are told of it, in the same order. */
  readonly ways: readonly Way[]
  /** How its author asks for the facts that decide. */
  readonly questions: readonly Question[]
  /** Of an authored article the meanings of its words of trouble, each once; `null` where the index has its terms alone. */
  readonly vocabulary: readonly string[] | null
}

/** `null` for an article without an id: nothing could point to it. `derived` is its rule. Cost: linear in the article. */
export function cardOf(
  article: Article,
  { outcomes }: Telling = tellingOf(article),
  derived: Rule | null = null,
): Card | null {
  if (article.id === null) return null
  const { rules } = readHandWritten(article)
  return {
    id: article.id,
    authored: article.frontMatter !== null,
    facts: rules.find(({ facts }) => facts.length > 0)?.facts ?? derived?.facts ?? productFacts(article),
    ways: outcomes.map(({ when, label }) => ({ when, label })),
    questions: rules.flatMap(({ questions }) => questions),
    vocabulary: article.frontMatter === null ? null : vocabularyOf(article),
  }
}

/** What an answer tells of an article. */
export interface Telling {
  readonly title: string | null
  /** At least one. */
  readonly outcomes: readonly Outcome[]
}

export function tellingOf(article: Article): Telling {
  // what an author says of the ways out holds however the article was found
  const stated = readHandWritten(article).rules.find(({ outcomes }) => outcomes.length > 0)?.outcomes
  return { title: article.title, outcomes: stated ?? outcomesOf(article) }
}

const mostWords = 400
const troubleKinds: ReadonlySet<string> = new Set(['symptoms', 'cause', 'summary', 'question'])

function vocabularyOf(article: Article): readonly string[] {
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
  return [...meanings].slice(0, mostWords)
}
