// What is wrong, what fixes it, and on what evidence?
//
//     rules that match  ┐
//     texts that match  ┴→ candidates → evidence, adding up to a score → posterior → verdict
//
// A score counts in bits: what a matched message or phrase is worth, plus and minus what is known of the situation.
// The scores of the candidates compete with each other and with "none of these", which has a score of its own; what
// comes out as the share of the best is the confidence.

import type { Answer, Hit } from './answer.ts'
import {
  type Candidate,
  type Findings,
  factsOf,
  failureOf,
  findCandidates,
  openWays,
  scaleOf,
} from './diagnose/candidate.ts'
import { round } from './diagnose/evidence.ts'
import { decide, inFull, judgeCandidates, outcomeOf, posterior, type Tell } from './diagnose/verdict.ts'
import type { Telling } from './rules/card.ts'
import { readSituation } from './rules/fact.ts'
import type { FactCondition, Outcome, Question, Way } from './rules/rule.ts'

export { candidateIds, type Findings, type FoundText } from './diagnose/candidate.ts'

/** An article that could be right. */
export interface Suspect {
  readonly id: string
  /** How much more probable it is than "none of these". */
  readonly odds: number
  /** Whether it quotes the message that was reported. */
  readonly quotes: boolean
  /** What it applies to, and what its rule asks for. */
  readonly facts: readonly FactCondition[]
  /** The ways out that nothing known speaks against, at least one. */
  readonly ways: readonly Way[]
  /** The same in full, from what is told of the article. */
  readonly outcomes: (told: Telling) => readonly Outcome[]
  /** How its author asks for facts. */
  readonly questions: readonly Question[]
}

const defaultTop = 10

/** What was found out, before anything is told of it. */
export interface Diagnosis {
  /** The articles that the answer speaks of. */
  readonly articles: readonly string[]
  /** `told`: of each of them. */
  readonly answer: (told: ReadonlyMap<string, Telling>) => Answer
}

/** Nothing found gives `unknown` without hits. Cost: grows with the candidates, not with the collection. */
export function diagnose(findings: Findings): Diagnosis {
  const situation = readSituation(findings.facts, findings.report)
  const scale = scaleOf(findings, situation)
  const candidates = findCandidates(findings, scale, situation)
  const shares = posterior(candidates, scale)
  const { verdict, rivals } = judgeCandidates(candidates, shares, scale, findings.certain)
  const shown = candidates.slice(0, findings.top ?? defaultTop)
  return {
    articles: [...new Set([...shown, ...rivals].map(({ card }) => card.id))],
    answer: (told) => {
      const tell: Tell = ({ card }) => told.get(card.id)!
      return {
        verdict,
        answered: verdict === 'answer',
        confidence: round(shares[0] ?? 0),
        decide: rivals.length === 0 ? null : decide(rivals, tell),
        hits: shown.map((candidate, i) => hitOf(candidate, shares[i]!, tell)),
      }
    },
  }
}

/** All articles that could be right, best first, for a session that asks on. */
export function findSuspects(findings: Findings): Suspect[] {
  const situation = readSituation(findings.facts, findings.report)
  const scale = scaleOf(findings, situation)
  const candidates = findCandidates(findings, scale, situation)
  const shares = posterior(candidates, scale)
  const none = Math.max(leastNone, 1 - shares.reduce((sum, share) => sum + share, 0))
  const quoting = quotingArticles(findings)
  return candidates.map((candidate, i) => {
    const ways = openWays(candidate, situation)
    return {
      id: candidate.card.id,
      odds: shares[i]! / none,
      quotes: quoting.has(candidate.card.id),
      facts: factsOf(candidate),
      ways,
      outcomes: (told) => ways.map((way) => inFull(way, candidate, told)),
      questions: [...(candidate.rule?.questions ?? []), ...candidate.card.questions],
    }
  })
}

/** A message that says so much of what the best one says is what was reported, too. */
const sameMessage = 0.8

function quotingArticles({ matches }: Findings): ReadonlySet<string> {
  const bits = matches.map(({ rule, found }) => ({
    article: rule.article,
    bits: Math.max(0, ...found.map(({ trigger, bits }) => (trigger.type === 'message' ? bits : 0))),
  }))
  const most = Math.max(0, ...bits.map((one) => one.bits))
  return new Set(bits.flatMap((one) => (one.bits > 0 && one.bits >= sameMessage * most ? one.article : [])))
}

/** "None of these" is never out of the question. */
const leastNone = 1e-4

/** Why an article is not the answer, in one line each; empty where it is the first hit. */
export function whyNot(id: string, findings: Findings): string[] {
  const situation = readSituation(findings.facts, findings.report)
  const candidates = findCandidates(findings, scaleOf(findings, situation), situation)
  const place = candidates.findIndex(({ card }) => card.id === id)
  if (place === 0) return []
  const failures = findings.matches
    .filter(({ rule }) => rule.article === id)
    .flatMap((match) => failureOf(match, situation)?.reason ?? [])
  if (place > 0) {
    const ahead = candidates[0]!
    failures.push(
      `its score is ${round(candidates[place]!.score)}; ${ahead.card.id} comes first with ${round(ahead.score)}`,
    )
    const behind = behindBy(candidates[place]!, ahead)
    if (behind.length > 0) failures.push(`it is behind by ${behind.join(', ')}`)
  }
  return failures.length > 0
    ? failures
    : ['no message, phrase, code or event of it is in the report, nor do its words stand out']
}

/** The kinds of evidence of which another has more, the largest lack first. */
function behindBy({ evidence }: Candidate, ahead: Candidate): string[] {
  const pointsOf = (all: Candidate['evidence'], kind: string): number =>
    all.filter((one) => one.kind === kind).reduce((sum, { points }) => sum + points, 0)
  const kinds = [...new Set([...evidence, ...ahead.evidence].map(({ kind }) => kind))]
  return kinds
    .map((kind) => ({ kind, points: round(pointsOf(ahead.evidence, kind) - pointsOf(evidence, kind)) }))
    .filter(({ points }) => points >= leastLack)
    .sort((a, b) => b.points - a.points)
    .map(({ kind, points }) => `${points} in ${kind}`)
}

const leastLack = 0.5

function hitOf(candidate: Candidate, share: number, tell: Tell): Hit {
  const { card, score, evidence, ways } = candidate
  return {
    id: card.id,
    title: tell(candidate).title,
    score,
    confidence: round(share),
    outcome: outcomeOf(ways[0]!, candidate, tell),
    evidence,
  }
}
