// What do the bundled articles answer by their rules alone, without full text?

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Answer, Question } from '../../src/answer.ts'
import { diagnose, type Findings, whyNot } from '../../src/diagnose.ts'
import { readArticle } from '../../src/dialect/read-article.ts'
import { type Card, cardOf, type Telling, tellingOf } from '../../src/rules/card.ts'
import { compileRules } from '../../src/rules/compiler.ts'
import { deriveRule } from '../../src/rules/derive.ts'
import { readHandWritten } from '../../src/rules/hand-written.ts'
import { Matcher } from '../../src/rules/matcher.ts'
import type { Rule } from '../../src/rules/rule.ts'
import { articlesFolder, slugsOf } from './owed-reports.ts'

const rules: Rule[] = []
const cards = new Map<string, Card>()
const vocabularies = new Map<string, ReadonlySet<string>>()
const told = new Map<string, Telling>()
for (const slug of slugsOf('.md')) {
  const article = readArticle(readFileSync(join(articlesFolder, `${slug}.md`), 'utf8'))
  const derived = deriveRule(article)
  rules.push(...readHandWritten(article).rules, ...(derived === null ? [] : [derived]))
  const card = cardOf(article)
  if (card === null) continue
  cards.set(card.id, card)
  vocabularies.set(card.id, new Set(card.vocabulary))
  told.set(card.id, tellingOf(article))
}
const matcher = new Matcher(compileRules(rules))

export function askBundled(question: Question): Answer {
  return diagnose(findingsFor(question)).answer(told)
}

export function whyNotBundled(id: string, question: Question): string[] {
  return whyNot(id, findingsFor(question))
}

function findingsFor(question: Question): Findings {
  const report = matcher.read(question.text)
  return { report, facts: question, matches: matcher.match(report), hits: [], cards, vocabularies }
}
