// Which weights make the second ranking stage put right articles first, and know when there is none?
//
// Learnt from labelled reports, each asked with its facts and without. The weights of features come first; what a list of
// candidates says of whether the right one is in it is then learnt from scores that were given out of fold, for scores of
// reports that were learnt from are too good.

import { findCandidates } from '../../src/query/candidates.ts'
import { type Candidate, features, featuresOf } from '../../src/query/features.ts'
import { contenders, type Learned, traits, traitsOf } from '../../src/query/ranking.ts'
import type { Reading } from '../../src/query/reading.ts'
import type { Index } from '../../src/segment/reader.ts'
import { documentOf } from '../../src/segment/stored.ts'
import { foldCount, foldOf, type LabelledReport } from './labelled.ts'
import { type List, learnWeights, scoresOf } from './softmax.ts'

/** As many as an answer compares. */
export const compared = 100

/** Of reports that the archive itself gives (`title-examples.ts`), and how much each counts beside one that somebody wrote. */
export const titleKind = 'title'
const titleWeight = 0.2

/** The candidates of one report. */
export interface Example {
  readonly report: LabelledReport
  readonly reading: Pick<Reading, 'concepts' | 'unheard'>
  /** Feature by feature, candidate by candidate, in the order of the first stage. */
  readonly values: Float32Array
  readonly right: Uint8Array
}

/** A report that none answers has no facts to give, and is asked once. */
export async function collectExamples(
  reports: readonly LabelledReport[],
  index: Index,
): Promise<readonly Example[]> {
  const examples: Example[] = []
  for (const withFacts of [true, false]) {
    for (const report of reports) {
      if (withFacts && report.target === null) continue
      const { product, version } = withFacts ? report : { product: null, version: null }
      const found = await findCandidates(report.query, { product, version }, index, compared)
      const answers = report.target === null ? [] : [report.target, ...report.also]
      const docs = new Set(await Promise.all(answers.map((id) => documentOf(index, id))))
      examples.push(exampleOf(report, found.reading, found.candidates, docs))
    }
  }
  return examples.filter(({ right }) => right.length > 0)
}

/** `right`: the documents that answer it. */
export function exampleOf(
  report: LabelledReport,
  reading: Reading,
  candidates: readonly Candidate[],
  right: ReadonlySet<number | null>,
): Example {
  const rows = featuresOf(reading, candidates)
  return {
    report,
    reading,
    values: Float32Array.from(rows.flatMap((row) => [...row])),
    right: Uint8Array.from(candidates, ({ doc }) => (right.has(doc) ? 1 : 0)),
  }
}

export interface Lessons {
  /** From all reports. */
  readonly all: Learned
  /** By fold, from the reports of the others alone. */
  readonly byFold: readonly Learned[]
}

export function learn(examples: readonly Example[]): Lessons {
  const folds = Array.from({ length: foldCount }, (_, fold) => fold)
  const isIn = (fold: number) => (one: { readonly report: LabelledReport }) => foldOf(one.report) === fold
  const weights = folds.map((fold) => learnFeatures(examples.filter((one) => !isIn(fold)(one))))
  const outcomes = examples.filter(isReported).map((one) => outcomeOf(one, weights[foldOf(one.report)]!))
  return {
    all: lessonOf(learnFeatures(examples), outcomes),
    byFold: folds.map((fold) =>
      lessonOf(
        weights[fold]!,
        outcomes.filter((one) => !isIn(fold)(one)),
      ),
    ),
  }
}

function lessonOf(features: Learned['features'], outcomes: readonly Outcome[]): Learned {
  const presence = learnPresence(outcomes)
  return {
    features,
    presence: Object.fromEntries(traits.map((trait, i) => [trait, rounded(presence[i]!)])),
    answer: leastAnswered(outcomes, presence),
  }
}

/** What somebody wrote, and not the archive. */
function isReported({ report }: Example): boolean {
  return report.kind !== titleKind
}

type Scale = Pick<Learned['features'][number], 'name' | 'mean' | 'deviation'>

function scalesOf(examples: readonly Example[]): Scale[] {
  const width = features.length
  const sums = new Float64Array(width)
  const squares = new Float64Array(width)
  let rows = 0
  for (const { values } of examples) {
    rows += values.length / width
    for (const [at, value] of values.entries()) {
      sums[at % width]! += value
      squares[at % width]! += value * value
    }
  }
  return features.map(({ name }, i) => {
    const mean = sums[i]! / rows
    const deviation = Math.sqrt(Math.max(0, squares[i]! / rows - mean * mean))
    return { name, mean: rounded(mean), deviation: Math.max(0.0001, rounded(deviation)) }
  })
}

/**
 * The pull towards 0, and messages that several articles have, leave shares too even: out of fold, the first of a list was
 * right more often than its share of the odds said. The order is the same with any number.
 */
const sharpening = 1.2

function learnFeatures(examples: readonly Example[]): Learned['features'] {
  const scales = scalesOf(examples.filter((one) => one.report.target !== null && isReported(one)))
  const lists = examples.map(({ report, values, right }): List => {
    const scaled = values.map((value, at) => {
      const { mean, deviation } = scales[at % scales.length]!
      return (value - mean) / deviation
    })
    return { values: scaled, right, weight: report.kind === titleKind ? titleWeight : 1 }
  })
  const weights = learnWeights(lists, scales.length)
  return scales.map((scale, i) => ({ ...scale, weight: rounded(weights[i]! * sharpening) }))
}

/** What came out for one report: how a candidate stands to the first, and which are right. */
interface Outcome {
  readonly report: LabelledReport
  readonly traits: Float64Array
  /** Odds against the first, best first. */
  readonly odds: readonly number[]
  readonly right: readonly boolean[]
  readonly weight: number
}

/** Labelled reports that none answers are few, and each is asked once; strangers are many, and easier to tell. */
const weightsOfNone: Readonly<Record<string, number>> = { none: 1.5, stranger: 0.3 }

function outcomeOf({ report, reading, values, right }: Example, weights: Learned['features']): Outcome {
  const perDeviation = Float64Array.from(weights, ({ weight, deviation }) => weight / deviation)
  const scores = scoresOf(values, perDeviation)
  const order = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]!)
  const sorted = order.map((row) => scores[row]!)
  const width = weights.length
  const first = values.subarray(order[0]! * width, (order[0]! + 1) * width)
  return {
    report,
    traits: traitsOf(sorted, reading, first, weights),
    odds: sorted.slice(0, contenders).map((score) => Math.exp(score - sorted[0]!)),
    right: order.slice(0, contenders).map((row) => right[row] === 1),
    weight: weightsOfNone[report.kind] ?? 1,
  }
}

const presenceLearning = { iterations: 600, rate: 0.05, decay: 0.01 }

/** So that the share of "one of them is right" comes true: logistic regression, the odds being e^presence × Σ odds. */
function learnPresence(outcomes: readonly Outcome[]): Float64Array {
  const { iterations, rate, decay } = presenceLearning
  const width = traits.length
  const weights = new Float64Array(width)
  const mean = new Float64Array(width)
  const variance = new Float64Array(width)
  const total = outcomes.reduce((sum, { weight }) => sum + weight, 0)
  for (let step = 1; step <= iterations; step++) {
    const gradient = new Float64Array(width)
    for (const outcome of outcomes) {
      const known = 1 - shareOfNone(outcome, weights)
      const error = (known - (outcome.right.includes(true) ? 1 : 0)) * outcome.weight
      for (let i = 0; i < width; i++) gradient[i]! += error * outcome.traits[i]!
    }
    const size = rate * (1 - (0.9 * step) / iterations)
    for (let i = 0; i < width; i++) {
      // the first trait is the constant, which nothing should pull to 0
      const slope = gradient[i]! / total + (i === 0 ? 0 : decay * weights[i]!)
      mean[i] = 0.9 * mean[i]! + 0.1 * slope
      variance[i] = 0.999 * variance[i]! + 0.001 * slope * slope
      weights[i]! -=
        (size * (mean[i]! / (1 - 0.9 ** step))) / (Math.sqrt(variance[i]! / (1 - 0.999 ** step)) + 1e-8)
    }
  }
  return weights
}

function oddsOfFirst({ traits }: Outcome, weights: Float64Array): number {
  let presence = 0
  for (let i = 0; i < weights.length; i++) presence += traits[i]! * weights[i]!
  return Math.exp(Math.min(30, presence))
}

function shareOfNone(outcome: Outcome, weights: Float64Array): number {
  const sum = outcome.odds.reduce((sum, odds) => sum + odds, 0)
  return 1 / (1 + oddsOfFirst(outcome, weights) * sum)
}

/** So much of what is answered must be right, and one in twenty reports that none answers may be answered at most. */
const precision = 0.97

/** The least probability of the first one from which on the answers are right often enough. */
function leastAnswered(outcomes: readonly Outcome[], weights: Float64Array): number {
  const judged = outcomes
    .map((outcome) => ({
      probability: oddsOfFirst(outcome, weights) * shareOfNone(outcome, weights),
      isRight: outcome.right[0] === true,
      weight: outcome.weight,
    }))
    .sort((a, b) => b.probability - a.probability)
  let all = 0
  let right = 0
  let least = 1
  for (const { probability, isRight, weight } of judged) {
    all += weight
    if (isRight) right += weight
    if (right / all >= precision) least = probability
  }
  return Math.ceil(least * 100) / 100
}

/** So that another processor's last digit is no other file. */
function rounded(value: number): number {
  return Number(value.toFixed(4))
}
