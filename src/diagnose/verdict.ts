// From the scores of the candidates to a verdict: is one the answer, do several fit, or none?

import type { Answer, AnsweredOutcome, Choice, Decision } from '../answer.ts'
import { compareProducts, readProduct } from '../article/product.ts'
import type { Telling } from '../rules/card.ts'
import type { Outcome, Way } from '../rules/rule.ts'
import { type Candidate, factsOf, type Scale } from './candidate.ts'
import { pointsPerNat } from './ranked.ts'

/** The share of each candidate, "none of these" being one more. */
export function posterior(candidates: readonly Candidate[], { none }: Scale): number[] {
  const most = Math.max(none, candidates[0]?.score ?? 0)
  const odds = candidates.map(({ score }) => Math.exp((score - most) / pointsPerNat))
  const total = odds.reduce((all, one) => all + one, Math.exp((none - most) / pointsPerNat))
  return odds.map((one) => one / total)
}

/** Less is not enough to be the answer, or one of those to choose from. */
const leastShare = 0.5
/** A candidate with this part of the first one's share is not beaten. */
const rivalShare = 0.3
const mostChoices = 6

export interface Verdict {
  readonly verdict: Answer['verdict']
  /** For `choose` what is to be chosen from: several candidates, or one with several ways out. */
  readonly rivals: readonly Candidate[]
}

export function judgeCandidates(
  candidates: readonly Candidate[],
  shares: readonly number[],
  { none }: Scale,
  certain = leastShare,
): Verdict {
  const known = shares.reduce((all, share) => all + share, 0)
  const [first] = candidates
  if (first === undefined || first.score <= none || known < leastShare) return unknown
  if (first.isRanked && shares[0]! >= certain) return outOf(first)
  const rivals = candidates.filter(
    (candidate, i) => shares[i]! >= shares[0]! * rivalShare && candidate.score > none,
  )
  if (rivals.length > 1) return { verdict: 'choose', rivals: rivals.slice(0, mostChoices) }
  return first.isRanked || shares[0]! < leastShare ? unknown : outOf(first)
}

/** One article; a choice all the same where its ways out are for different people. */
function outOf(first: Candidate): Verdict {
  return first.ways.length > 1 ? { verdict: 'choose', rivals: [first] } : { verdict: 'answer', rivals: [] }
}

const unknown: Verdict = { verdict: 'unknown', rivals: [] }

/** What is told of the article of a candidate. */
export type Tell = (candidate: Candidate) => Telling

/** The fact that separates what fits. */
export function decide(rivals: readonly Candidate[], tell: Tell): Decision {
  const [only] = rivals
  return only !== undefined && rivals.length === 1 ? decideWay(only, tell) : decideArticle(rivals, tell)
}

/** The first fact in which the rivals differ: product, then whatever their rules ask for, else what they are about. */
function decideArticle(rivals: readonly Candidate[], tell: Tell): Decision {
  const names = new Set(['product', ...rivals.flatMap((rival) => factsOf(rival).map(({ fact }) => fact))])
  for (const fact of names) {
    const values = rivals.map(
      (rival) => factsOf(rival).find((condition) => condition.fact === fact)?.values[0],
    )
    if (values.includes(undefined) || !areApart(fact, values as string[])) continue
    return decisionOf(fact, rivals, values as string[], tell)
  }
  // --fact situation=… would not help: nobody has written down what tells them apart
  return decisionOf(
    'situation',
    rivals,
    rivals.map((rival) => rival.rule?.title ?? tell(rival).title ?? rival.card.id),
    tell,
  )
}

function areApart(fact: string, values: readonly string[]): boolean {
  const isProduct = fact === 'product' || fact === 'os'
  return values.some((value, i) =>
    values
      .slice(0, i)
      .some((other) =>
        isProduct ? compareProducts(readProduct(value), readProduct(other)) !== 'agree' : value !== other,
      ),
  )
}

function decisionOf(
  fact: string,
  rivals: readonly Candidate[],
  values: readonly string[],
  tell: Tell,
): Decision {
  return {
    fact,
    question: rivals.flatMap((rival) => questionFor(fact, rival) ?? [])[0] ?? null,
    values: [...new Set(values)],
    choices: rivals.flatMap((rival, i) =>
      rival.ways.map(
        (way): Choice => ({
          value: values[i]!,
          article: rival.card.id,
          outcome: outcomeOf(way, rival, tell),
        }),
      ),
    ),
  }
}

function decideWay(candidate: Candidate, tell: Tell): Decision {
  const fact = candidate.ways.flatMap(({ when }) => when)[0]?.fact ?? 'situation'
  const choices = candidate.ways.map(
    (way): Choice => ({
      value: way.when.find((condition) => condition.fact === fact)?.values[0] ?? way.label ?? '',
      article: candidate.card.id,
      outcome: outcomeOf(way, candidate, tell),
    }),
  )
  return { fact, question: questionFor(fact, candidate), values: choices.map(({ value }) => value), choices }
}

function questionFor(fact: string, { card, rule }: Candidate): string | null {
  const questions = [...(rule?.questions ?? []), ...card.questions]
  return questions.find((question) => question.fact === fact)?.text ?? null
}

/** What a way out of a candidate is, for an answer. */
export function outcomeOf(way: Way, candidate: Candidate, tell: Tell): AnsweredOutcome {
  return answered(inFull(way, candidate, tell(candidate)))
}

export function inFull(way: Way, { card }: Candidate, told: Telling): Outcome {
  const number = card.ways.indexOf(way)
  // what is no way of the card is one of the rule, which says all of it
  return number === -1 ? (way as Outcome) : told.outcomes[number]!
}

/** An outcome as it is told. */
export function answered({ type, cause, steps, text, when, label }: Outcome): AnsweredOutcome {
  const condition = when.map(({ fact, values }) => `${fact}: ${values[0]}`).join(', ')
  return {
    type,
    cause,
    steps: steps.map((step) => step.text),
    text,
    when: label ?? (condition === '' ? null : condition),
  }
}
