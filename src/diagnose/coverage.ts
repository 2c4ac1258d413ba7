// How much of the report does an article explain?

import { generalBackground } from '../rules/background.ts'
import type { Situation } from '../rules/fact.ts'
import type { FoundTrigger } from '../rules/matcher.ts'
import { readTerm, statesLike } from '../rules/phrase.ts'
import type { Report } from '../rules/report.ts'
import type { Rule } from '../rules/rule.ts'
import { wordsOf } from '../rules/token.ts'

/** Meanings that an article has words for. */
export type Vocabulary = Pick<ReadonlySet<string>, 'has'>

/**
 * Two words prove little when the rest of the sentence speaks of something else ("mirror set broken, one disk has
 * failed"). So a phrase counts by how much of its sentences' information the article's own words explain.
 */
export function coverageFactor(
  { ranges }: FoundTrigger,
  rule: Rule,
  known: Vocabulary,
  situation: Situation,
): number {
  const { sentences } = situation.report
  const told = new Set(ranges.flatMap(([from, to]) => [sentences[from], sentences[to - 1]]))
  const { coverage } = coverageOf(situation, joined(wordsOfRule(rule), known), (token) =>
    told.has(sentences[token]),
  )
  return Math.max(leastFactor, coverageShare(coverage))
}

export function coverageShare(coverage: number): number {
  return Math.min(1, Math.max(0, (coverage - coverageFloor) / (coverageFull - coverageFloor)))
}

/** The part of the report's information, from 0 to 1, that lies in words of the vocabulary; names and numbers apart. */
export function coverageOf(
  { report, named }: Situation,
  vocabulary: Vocabulary,
  isAsked: (token: number) => boolean,
): { coverage: number; explained: number } {
  let explained = 0
  let all = 0
  const seen = new Set<string>()
  for (const [i, meaning] of report.meanings.words.entries()) {
    const token = report.meanings.tokens[i]!
    if (!isAsked(token) || seen.has(meaning) || isName(report, token)) continue
    seen.add(meaning)
    const at = report.tokens.from[token]!
    // products are weighed as facts
    if (named.some(({ from, to }) => at >= from && at < to)) continue
    const bits = Math.min(mostWordBits, generalBackground.bits(report.tokens.words[token]!))
    all += bits
    if (meaning === 'not' || vocabulary.has(meaning)) explained += bits
  }
  return { coverage: explained / Math.max(1, all), explained }
}

/** Numbers, machines, folders: what differs from site to site. */
function isName({ text, tokens }: Report, token: number): boolean {
  return /\d/.test(tokens.words[token]!) || text[tokens.from[token]! - 1] === '\\'
}

/** A word nobody has heard of is no stronger an objection than a rare one. */
const mostWordBits = 7
const coverageFloor = 0.25
const coverageFull = 0.7
const leastFactor = 0.1

const ruleWords = new WeakMap<Rule, ReadonlySet<string>>()

function wordsOfRule(rule: Rule): ReadonlySet<string> {
  let words = ruleWords.get(rule)
  if (words === undefined) {
    const terms = rule.triggers.flatMap((trigger) =>
      trigger.type === 'phrase' ? [...trigger.about, ...trigger.state.flatMap(statesLike)] : [],
    )
    words = new Set([...terms, ...rule.near, rule.title ?? ''].flatMap((term) => readTerm(wordsOf(term))))
    ruleWords.set(rule, words)
  }
  return words
}

function joined(one: Vocabulary, other: Vocabulary): Vocabulary {
  return { has: (meaning) => one.has(meaning) || other.has(meaning) }
}
