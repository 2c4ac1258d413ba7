// How good is a ranking, by the measures that evaluations share?
//
// As trec_eval computes them: a topic counts if it has a relevant document; what was not judged is not relevant.

/** Document → relevance; 0 and absent are not relevant. */
export type Judgements = ReadonlyMap<string, number>

/** Mean of the precision at each relevant document, over all relevant ones. */
export function averagePrecision(ranking: readonly string[], judgements: Judgements): number {
  let found = 0
  let sum = 0
  for (const [i, document] of ranking.entries()) {
    if ((judgements.get(document) ?? 0) > 0) sum += ++found / (i + 1)
  }
  return sum / relevantOf(judgements).length
}

/** Of the first `depth`, also where there are fewer. */
export function precisionAt(depth: number, ranking: readonly string[], judgements: Judgements): number {
  return ranking.slice(0, depth).filter((document) => (judgements.get(document) ?? 0) > 0).length / depth
}

/** 1 / place of the first relevant document, 0 where it is not among the first `depth`. */
export function reciprocalRankAt(depth: number, ranking: readonly string[], judgements: Judgements): number {
  const place = ranking.slice(0, depth).findIndex((document) => (judgements.get(document) ?? 0) > 0)
  return place === -1 ? 0 : 1 / (place + 1)
}

/** Gain discounted by the logarithm of the place, against that of the best possible order. */
export function ndcgAt(depth: number, ranking: readonly string[], judgements: Judgements): number {
  const gain = (relevances: readonly number[]): number =>
    relevances.slice(0, depth).reduce((sum, relevance, i) => sum + relevance / Math.log2(i + 2), 0)
  const best = [...judgements.values()].sort((a, b) => b - a)
  return gain(ranking.map((document) => judgements.get(document) ?? 0)) / gain(best)
}

function relevantOf(judgements: Judgements): string[] {
  return [...judgements].flatMap(([document, relevance]) => (relevance > 0 ? [document] : []))
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The value that a share of all of them does not reach, by nearest rank; the largest for 1. */
export function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!
}

/** Half the width of a 95 % interval of the mean of values that were drawn independently. */
export function halfInterval(values: readonly number[]): number {
  const middle = mean(values)
  const variance = values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1)
  return 1.96 * Math.sqrt(variance / values.length)
}
