// What speaks for an article and against it, and how much?
//
// In bits: what a matched message or phrase is worth, what the words have in common, what is known of the situation.

import type { Evidence } from '../answer.ts'
import type { FoundCode } from '../codes/notation.ts'
import type { Card } from '../rules/card.ts'
import type { Judgement, Situation } from '../rules/fact.ts'
import { type FoundTrigger, overlap, type RuleMatch } from '../rules/matcher.ts'
import { findAnywhere, readTerm } from '../rules/phrase.ts'
import type { Report } from '../rules/report.ts'
import type { FactCondition, Rule, Trigger } from '../rules/rule.ts'
import { decisiveBits } from '../rules/signature.ts'
import { wordsOf } from '../rules/token.ts'
import { coverageFactor, coverageOf, coverageShare, type Vocabulary } from './coverage.ts'

/** Points, in bits, of articles whose authors say how they are recognised; set by hand. Others are weighed by `ranked.ts`. */
export const points = {
  /** A phrase that an author wrote down is worth this much more than its words. */
  authored: 8,
  /** Times the bits of what was derived: its words count as words already, and others may derive the same. */
  derivedPhrase: 0.3,
  derivedMessage: 0.4,
  derivedCode: 0.5,
  mostForMessage: 60,
  /** Part of what a message is worth whose words a phrase has counted already. */
  wording: 0.5,
  near: 1.5,
  mostNear: 4.5,
  /** For being the best text at all: keeps the order of the full text where little else is known. */
  order: 8,
  /** At least, at most, and per bit of the report's words that the article knows. */
  leastForWords: 3,
  mostForWords: 9,
  word: 0.4,
  /** Facts that agree count for at most so many times what the report tells. */
  factsPerTold: 2,
  given: { agree: 6, clash: -12 },
  named: { agree: 4, clash: -4 },
  /** Of an article that has none of the codes that the report names: a tenth of what was thought likely is right. */
  foreignCode: -9,
} as const

/** A condition, and how what is known stands to it. */
export interface Judged extends Judgement {
  readonly condition: FactCondition
}

interface WeighedTrigger {
  readonly rule: Rule
  readonly evidence: Evidence
  /** Whether it is enough without anything else. */
  readonly decides: boolean
}

/** Best first; what lies on words that better evidence has counted is left out. */
export function triggerEvidence(
  { card, words }: { readonly card: Card; readonly words: Vocabulary },
  matches: readonly RuleMatch[],
  situation: Situation,
): WeighedTrigger[] {
  const weighed = matches
    .flatMap(({ rule, found }) =>
      found.map((trigger) => ({ rule, trigger, worth: worthOf(trigger, rule, card, words, situation) })),
    )
    .sort((a, b) => b.worth - a.worth || b.rule.priority - a.rule.priority)
  const counted: { range: readonly [number, number]; type: Trigger['type'] }[] = []
  const kept: WeighedTrigger[] = []
  for (const { rule, trigger, worth } of weighed) {
    const again = counted.filter(({ range }) => trigger.ranges.some((other) => overlap(range, other)))
    // words that a phrase has counted: a message adds that their order is right too
    const adds = trigger.trigger.type === 'message' && again.every(({ type }) => type === 'phrase')
    const factor = again.length === 0 ? 1 : adds ? points.wording : 0
    counted.push(...trigger.ranges.map((range) => ({ range, type: trigger.trigger.type })))
    kept.push({
      rule,
      decides: isDecisive(trigger, rule),
      evidence: evidenceOf(trigger, worth * factor, situation),
    })
  }
  return kept
}

function isDecisive({ trigger, bits }: FoundTrigger, rule: Rule): boolean {
  switch (trigger.type) {
    case 'message':
      return bits * (rule.origin === 'hand' ? trigger.weight : 1) >= decisiveBits
    case 'event':
      return trigger.source !== null && rule.origin === 'hand'
    default:
      return rule.origin === 'hand'
  }
}

function worthOf(
  found: FoundTrigger,
  rule: Rule,
  card: Card,
  words: Vocabulary,
  situation: Situation,
): number {
  const { trigger, bits } = found
  const isAuthored = rule.origin === 'hand'
  if (trigger.type === 'message') {
    const certainty = isAuthored ? 1 : points.derivedMessage * Math.min(1, bits / decisiveBits) ** 2
    return Math.min(points.mostForMessage, bits * trigger.weight * certainty)
  }
  if (trigger.type !== 'phrase') return bits * trigger.weight * (isAuthored ? 1 : points.derivedCode)
  const worth = isAuthored ? points.authored + bits : (card.authored ? 1 : points.derivedPhrase) * bits
  return worth * trigger.weight * coverageFactor(found, rule, words, situation)
}

function evidenceOf(found: FoundTrigger, worth: number, { report }: Situation): Evidence {
  const { trigger, ranges } = found
  const from = report.tokens.from[ranges[0]![0]]!
  const to = report.tokens.to[ranges.at(-1)![1] - 1]!
  return {
    kind: trigger.type,
    found: ranges
      .map(([first, end]) => report.text.slice(report.tokens.from[first], report.tokens.to[end - 1]))
      .join(' … '),
    against: describe(trigger),
    relation: 'agrees',
    points: round(worth),
    report: report.spanOf(from, to),
    source: trigger.span,
  }
}

export function describe(trigger: Trigger): string {
  switch (trigger.type) {
    case 'message':
      return trigger.signature
    case 'phrase':
      return `${trigger.about.join(', ')} × ${trigger.state.join(', ')}`
    case 'code':
      return `${trigger.code.family} ${trigger.code.value}`
    case 'event':
      return trigger.source === null ? `event ${trigger.id}` : `event ${trigger.id} of ${trigger.source}`
    case 'stop':
      return `STOP ${trigger.code}`
  }
}

export function nearEvidence(rule: Rule, { report }: Situation): Evidence[] {
  const evidence: Evidence[] = []
  let left = points.mostNear
  for (const term of rule.near) {
    const place = findAnywhere(readTerm(wordsOf(term)), report.meanings)
    if (place === null || left <= 0) continue
    const from = report.tokens.from[report.meanings.tokens[place[0]]!]!
    const to = report.tokens.to[report.meanings.tokens[place[1] - 1]!]!
    const span = report.spanOf(from, to)
    if (evidence.some((other) => overlap(other.report!, span))) continue
    const worth = Math.min(points.near, left)
    left -= worth
    evidence.push({
      kind: 'near',
      found: report.text.slice(from, to),
      against: term,
      relation: 'agrees',
      points: worth,
      report: span,
      source: null,
    })
  }
  return evidence
}

const mostFactWeight = 2
export const relations = { agree: 'agrees', clash: 'clashes', unknown: 'unknown' } as const

export function factEvidence(
  { fact, values, weight }: FactCondition,
  judgement: Judgement,
  most: number,
): Evidence {
  const { agreement, isGiven, found, span } = judgement
  const worth = agreement === 'unknown' ? 0 : points[isGiven ? 'given' : 'named'][agreement]
  return {
    kind: 'fact',
    found,
    against: `${fact}: ${agreement === 'agree' ? judgement.against : values.join(', ')}`,
    relation: relations[agreement],
    points: round(agreement === 'agree' ? Math.min(most, worth * Math.min(weight, mostFactWeight)) : worth),
    report: span,
    source: null,
  }
}

/** What the best text that was found counts: by how much of the report its article explains. */
export function worthOfWords(words: Vocabulary, situation: Situation): number {
  const { coverage, explained } = coverageOf(situation, words, () => true)
  const most = Math.min(points.mostForWords, explained * points.word)
  return Math.max(points.leastForWords, most * coverageShare(coverage))
}

/** `words`: points of the article for them. */
export function wordsEvidence({ id }: Card, words: number): Evidence[] {
  return words === 0
    ? []
    : [
        {
          ...plain,
          kind: 'words',
          against: id,
          relation: 'agrees',
          points: round(words),
        },
      ]
}

export function priorityEvidence({ priority }: Rule): Evidence[] {
  return priority === 0
    ? []
    : [{ ...plain, kind: 'prior', against: 'priority', points: round(priority / 20) }]
}

export function codeClash({ from, to }: FoundCode, { text, spanOf }: Report): Evidence {
  return {
    kind: 'code',
    found: text.slice(from, to),
    against: 'the codes it speaks of',
    relation: 'clashes',
    points: points.foreignCode,
    report: spanOf(from, to),
    source: null,
  }
}

export function sum(evidence: readonly Evidence[]): number {
  return round(evidence.reduce((total, one) => total + one.points, 0))
}

export function cap(excess: number, why: string): Evidence {
  return { ...plain, kind: 'prior', against: why, points: round(excess) }
}

/** What nothing of the report or the article is shown for. */
export const plain = { found: '', relation: 'unknown', report: null, source: null } as const

/** Thousandths: what is printed adds up to what is printed. */
export function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
