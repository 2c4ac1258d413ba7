// What is an article worth whose words were compared with the report?
//
// The second stage of ranking gives it a score in nats, and the whole list the odds of its first one against "none of
// these" (`query/ranking.ts`). Here both become points, so that they compete with what rules are worth:
//
//     points - points of "none of these"  =  (score - score of the first + presence) × points per nat
//
// The parts of the score are its evidence. What is said of the products goes to the facts, what of messages to the message
// that was found; the rest, the same for all, says how sure such a list can be.

import type { Evidence } from '../answer.ts'
import type { Reason } from '../query/features.ts'
import type { SaidPiece } from '../query/ranking.ts'
import { type Judged, plain, relations, round, sum } from './evidence.ts'

/** What the second stage says of an article. */
export interface RankedText {
  readonly reasons: Readonly<Record<Reason, number>>
  /** What the article has of the report's source. */
  readonly said: readonly SaidPiece[]
  /** Odds against "none of these", in nats. */
  readonly odds: number
}

/** Points by which a score must grow for its odds to grow by e. */
export const pointsPerNat = 3

const titles: Readonly<Record<Reason, string>> = {
  words: 'its words, and where they stand',
  message: 'the messages it quotes',
  product: 'the products it applies to',
  kind: 'the kind of article it is',
}

/**
 * Adds up to `none` and what the odds are worth. `source` is that of the report; `triggers` are best first, `judged` is
 * what the article applies to.
 */
export function rankedEvidence(
  { reasons, odds, said }: RankedText,
  source: string,
  none: number,
  triggers: readonly Evidence[],
  judged: readonly Judged[],
): Evidence[] {
  const worth = (reason: Reason): number => round(reasons[reason] * pointsPerNat)
  const [message] = triggers
  const [fact] = judged
  const evidence: Evidence[] = [
    ...saidEvidence(said, source, worth('words')),
    ...(message === undefined
      ? unlessNothing({ ...plain, kind: 'message', against: titles.message, points: worth('message') })
      : [{ ...message, points: worth('message') }]),
    fact === undefined
      ? { ...plain, kind: 'fact', against: titles.product, points: worth('product') }
      : { ...productEvidence(fact), points: worth('product') },
    { ...plain, kind: 'prior', against: titles.kind, points: worth('kind') },
  ]
  const rest = round(none + odds * pointsPerNat - sum(evidence))
  return [
    ...evidence,
    { ...plain, kind: 'prior', against: 'how sure such a list of articles is', points: rest },
  ]
}

function unlessNothing(evidence: Evidence): Evidence[] {
  return evidence.points === 0 ? [] : [evidence]
}

/** What the words are worth, each piece its part of it. */
function saidEvidence(said: readonly SaidPiece[], source: string, worth: number): Evidence[] {
  const words = { ...plain, kind: 'words', against: titles.words, relation: 'agrees' } as const
  if (said.length === 0 || worth <= 0) return [{ ...words, points: worth }]
  const total = said.reduce((sum, { weight }) => sum + weight, 0)
  const pieces = said.map(({ span, weight }) => ({
    ...words,
    found: source.slice(...span),
    report: span,
    points: round((worth * weight) / total),
  }))
  const [first, ...others] = pieces
  return [{ ...first!, points: round(worth - sum(others)) }, ...others]
}

function productEvidence({ condition, agreement, found, span, against }: Judged): Evidence {
  return {
    kind: 'fact',
    found,
    against: `${condition.fact}: ${agreement === 'agree' ? against : condition.values.join(', ')}`,
    relation: relations[agreement],
    points: 0,
    report: span,
    source: null,
  }
}
