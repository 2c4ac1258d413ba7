// How good are answers, where the right one is known or there is none?

import type { Answer } from '../../src/answer.ts'
import type { LabelledReport } from './labelled.ts'
import { halfInterval, mean } from './measures.ts'

export interface Judged {
  readonly report: LabelledReport
  /** Best first. */
  readonly found: readonly string[]
  readonly confidence: number
  readonly answered: boolean
  readonly verdict: Answer['verdict']
}

/** By kind of report; those that none answers are left out. */
export function rankingFigures(answers: readonly Judged[]): Record<string, Record<string, number>> {
  const places = new Map<string, number[]>()
  for (const judged of answers) {
    if (judged.report.target === null) continue
    for (const kind of ['all', judged.report.kind])
      places.set(kind, [...(places.get(kind) ?? []), placeOf(judged)])
  }
  return Object.fromEntries(
    Array.from(places, ([kind, places]) => {
      const reciprocal = places.map((place) => (place === 0 ? 0 : 1 / place))
      return [
        kind,
        {
          reports: places.length,
          mrr10: mean(reciprocal),
          '±': halfInterval(reciprocal),
          success1: mean(places.map((place) => (place === 1 ? 1 : 0))),
          recall10: mean(places.map((place) => (place === 0 ? 0 : 1))),
        },
      ]
    }),
  )
}

/** From 1; 0 where the right article is not among the first ten. */
function placeOf({ report, found }: Judged): number {
  return found.slice(0, 10).findIndex((id) => id === report.target || report.also.includes(id)) + 1
}

/** Coverage is answered ÷ answerable; precision right first ÷ all answered. */
export function confidenceFigures(answers: readonly Judged[]): Record<string, unknown> {
  const sorted = [...answers].sort((a, b) => b.confidence - a.confidence)
  const answerable = answers.filter(({ report }) => report.target !== null).length
  const asAnswered = sorted.filter(({ answered }) => answered)
  return {
    'at coverage 0.70': shares(upToCoverage(sorted, 0.7 * answerable), answers),
    'as answered': shares(asAnswered, answers),
    verdicts: Object.fromEntries(
      (['answer', 'choose', 'unknown'] as const).map((verdict) => [
        verdict,
        answers.filter((one) => one.verdict === verdict).length,
      ]),
    ),
    aurc: mean(sorted.map((_, i) => 1 - precision(sorted.slice(0, i + 1)))),
    ece: calibrationError(answers),
  }
}

function upToCoverage(sorted: readonly Judged[], wanted: number): readonly Judged[] {
  let covered = 0
  const end = sorted.findIndex(({ report }) => report.target !== null && ++covered >= wanted)
  return sorted.slice(0, end + 1)
}

function shares(answered: readonly Judged[], all: readonly Judged[]): Record<string, number> {
  const unanswerable = (judged: Judged): boolean => judged.report.target === null
  const wrongly = answered.filter(unanswerable).length
  const none = all.filter(unanswerable).length
  return {
    coverage: (answered.length - wrongly) / (all.length - none),
    precision: precision(answered),
    ...(none > 0 && { 'unanswerable answered': wrongly / none }),
    'least confidence': answered.reduce((least, { confidence }) => Math.min(least, confidence), 1),
  }
}

function precision(answered: readonly Judged[]): number {
  return mean(answered.map((judged) => (placeOf(judged) === 1 ? 1 : 0)))
}

/** Over ten bins of confidence, how far it is from how often the first one was right. */
function calibrationError(answers: readonly Judged[]): number {
  const bins = Array.from({ length: 10 }, (_, bin) =>
    answers.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === bin),
  )
  return bins
    .filter((bin) => bin.length > 0)
    .reduce((sum, bin) => {
      const gap = Math.abs(mean(bin.map(({ confidence }) => confidence)) - precision(bin))
      return sum + (gap * bin.length) / answers.length
    }, 0)
}
