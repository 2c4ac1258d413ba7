// Which of the candidates answers the report best, and does any?
//
//     score      of a candidate: the sum of its features, each times its weight             in nats
//     presence   how much likelier it is that the first one is right than that none is      in nats
//
// So the odds of a candidate against "none of these" are e^(score - score of the first + presence). Weights are learnt
// (`scripts/learn.ts`): those of the features so that right ones come first, those of the presence so that the odds come
// true.

import type { Span } from '../article/article.ts'
import { type Comparison, places } from './comparison.ts'
import { type Candidate, features, featuresOf, type Reason } from './features.ts'
import type { Reading } from './reading.ts'

export interface Learned {
  /** In order of the features; a value is taken less its mean, in units of its deviation. */
  readonly features: readonly {
    readonly name: string
    readonly mean: number
    readonly deviation: number
    readonly weight: number
  }[]
  /** By trait of the whole list, and by feature of the first one. */
  readonly presence: Readonly<Record<string, number>>
  /** The least probability with which the first one is answered. */
  readonly answer: number
}

export interface RankedDocument {
  readonly doc: number
  /** What the first stage gave it, as a part of the most that it gave one of them. */
  readonly share: number
  readonly score: number
  /** Its parts by reason; they add up to it, up to the same constant for all. */
  readonly reasons: Readonly<Record<Reason, number>>
  /** What it has of the report, in order; empty for those that compete no more. */
  readonly said: readonly SaidPiece[]
}

/** Words of the report that stand side by side in it, and somewhere in the document. */
export interface SaidPiece {
  readonly span: Span
  readonly weight: number
}

export interface Ranking {
  /** Best first; of equal ones the first found. */
  readonly documents: readonly RankedDocument[]
  readonly presence: number
}

/** Those that come after compete no more. */
export const contenders = 12

export function rank(reading: Reading, candidates: readonly Candidate[], learned: Learned): Ranking {
  const values = featuresOf(reading, candidates)
  const most = Math.max(...candidates.map(({ score }) => score))
  const scored = candidates.map(({ doc, score: first, comparison }, i) => {
    const { reasons, score } = scoreOf(values[i]!, learned)
    const share = most === 0 ? 0 : first / most
    return { doc, share, score, reasons, comparison, values: values[i]! }
  })
  scored.sort((a, b) => b.score - a.score)
  const [first] = scored
  return {
    documents: scored.map(({ doc, share, score, reasons, comparison }, i) => ({
      doc,
      share,
      score,
      reasons,
      said: i < contenders ? saidBy(comparison, reading) : [],
    })),
    presence:
      first === undefined
        ? Number.NEGATIVE_INFINITY
        : presenceOf(
            scored.map(({ score }) => score),
            reading,
            first.values,
            learned,
          ),
  }
}

const mostPieces = 5

/** The weightiest. */
function saidBy({ at }: Comparison, { concepts }: Reading): SaidPiece[] {
  const pieces: { span: Span; weight: number }[] = []
  const found = concepts.filter((_, i) => places.some((place) => at[place][i]! > 0))
  for (const { span, weight } of found.toSorted((a, b) => a.span[0] - b.span[0])) {
    const last = pieces.at(-1)
    // one blank or hyphen between them, or a part of a word that is tied together
    if (last === undefined || span[0] > last.span[1] + 1) pieces.push({ span, weight })
    else {
      last.span = [last.span[0], Math.max(last.span[1], span[1])]
      last.weight += weight
    }
  }
  const best = pieces.toSorted((a, b) => b.weight - a.weight).slice(0, mostPieces)
  return best.sort((a, b) => a.span[0] - b.span[0])
}

function scoreOf(values: Float64Array, learned: Learned): Pick<RankedDocument, 'score' | 'reasons'> {
  const reasons: Record<Reason, number> = { words: 0, message: 0, product: 0, kind: 0 }
  for (const { reason, from, to } of featuresOfReasons) {
    let sum = 0
    for (let i = from; i < to; i++) {
      if (values[i] === 0) continue
      const { deviation, weight } = learned.features[i]!
      sum += (values[i]! / deviation) * weight
    }
    reasons[reason] = sum
  }
  return { reasons, score: reasons.words + reasons.message + reasons.product + reasons.kind }
}

/** Those of one reason stand side by side. */
const featuresOfReasons = (['words', 'message', 'product', 'kind'] as const).map((reason) => ({
  reason,
  from: features.findIndex((feature) => feature.reason === reason),
  to: features.findLastIndex((feature) => feature.reason === reason) + 1,
}))

/** What a report and the scores of its candidates, best first, say of whether the right one is among them. */
export const listTraits: Readonly<
  Record<string, (scores: readonly number[], heard: Pick<Reading, 'concepts' | 'unheard'>) => number>
> = {
  always: () => 1,
  // how much of the odds the others have
  rivals: (scores) =>
    Math.log(scores.slice(0, contenders).reduce((sum, one) => sum + Math.exp(one - scores[0]!), 0)),
  lead: (scores) => Math.min(6, scores.length > 1 ? scores[0]! - scores[1]! : 6),
  unheard: (_, { unheard }) => Math.log1p(Math.min(10, unheard)),
  'unheard share': (_, { unheard, concepts }) => (5 * unheard) / Math.max(1, unheard + concepts.length),
}

/** Features of the first one that say it, too. */
export const firstTraits: readonly string[] = [
  'anywhere',
  'problem',
  'telling',
  'telling in bits',
  'bits',
  'concepts',
  'missing',
  'also missing',
  'numbers',
  'compounds',
  'plain words in problem',
  'rarest in problem',
  'title',
  'telling in title',
  'title said',
  'pairs',
  'run in problem',
  'best line',
  'message share',
  'message said',
  'products covered',
  'given product',
  'given version',
  'given clash',
  'named product',
]

/** By trait, its value. `first`: the features of the first one. */
export function traitsOf(
  scores: readonly number[],
  heard: Pick<Reading, 'concepts' | 'unheard'>,
  first: ArrayLike<number>,
  scales: Learned['features'],
): Float64Array {
  const ofList = Object.values(listTraits).map((of) => of(scores, heard))
  const ofFirst = firstPlaces.map((place) => {
    const { mean, deviation } = scales[place]!
    return (first[place]! - mean) / deviation
  })
  return Float64Array.from([...ofList, ...ofFirst])
}

export const traits: readonly string[] = [...Object.keys(listTraits), ...firstTraits]
const firstPlaces = firstTraits.map((trait) => features.findIndex(({ name }) => name === trait))

function presenceOf(
  scores: readonly number[],
  reading: Reading,
  first: ArrayLike<number>,
  learned: Learned,
): number {
  const values = traitsOf(scores, reading, first, learned.features)
  return traits.reduce((sum, trait, i) => sum + values[i]! * learned.presence[trait]!, 0)
}
