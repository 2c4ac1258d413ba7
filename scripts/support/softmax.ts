// Which weights put the right one of many first?
//
// A list is the candidates of one report, some of them right. The weighted sum of its features is a candidate's score;
// the softmax over the list turns scores into shares, and learning makes the right ones' share large (listwise: Cao et
// al. 2007, "Learning to rank: from pairwise approach to listwise approach"). Plain gradient steps with momentum (Adam),
// a fixed number, from zero: the same lists give the same weights.

export interface List {
  /** Feature by feature, candidate by candidate. */
  readonly values: Float32Array
  /** Per candidate, 1 if it is right. */
  readonly right: Uint8Array
  /** How much the list counts. */
  readonly weight: number
}

export interface Learning {
  readonly iterations: number
  readonly rate: number
  /** Pulls weights towards 0. */
  readonly decay: number
}

export const learning: Learning = { iterations: 150, rate: 0.05, decay: 0.003 }

/** Lists without a right candidate teach nothing and are passed over. */
export function learnWeights(
  lists: readonly List[],
  features: number,
  { iterations, rate, decay }: Learning = learning,
): Float64Array {
  const used = lists.filter(({ right }) => right.includes(1))
  const total = used.reduce((sum, { weight }) => sum + weight, 0)
  const weights = new Float64Array(features)
  const mean = new Float64Array(features)
  const variance = new Float64Array(features)
  for (let step = 1; step <= iterations; step++) {
    const gradient = new Float64Array(features)
    for (const list of used) addGradient(list, weights, gradient)
    const size = rate * (1 - (0.9 * step) / iterations)
    for (let i = 0; i < features; i++) {
      const slope = gradient[i]! / total + decay * weights[i]!
      mean[i] = 0.9 * mean[i]! + 0.1 * slope
      variance[i] = 0.999 * variance[i]! + 0.001 * slope * slope
      const pace = mean[i]! / (1 - 0.9 ** step)
      weights[i]! -= (size * pace) / (Math.sqrt(variance[i]! / (1 - 0.999 ** step)) + 1e-8)
    }
  }
  return weights
}

export function scoresOf(values: Float32Array, weights: Float64Array): Float64Array {
  const width = weights.length
  const scores = new Float64Array(values.length / width)
  for (let row = 0, at = 0; row < scores.length; row++) {
    let score = 0
    for (let i = 0; i < width; i++) score += values[at++]! * weights[i]!
    scores[row] = score
  }
  return scores
}

/** Of the logarithm of the right candidates' share, downwards. */
function addGradient({ values, right, weight }: List, weights: Float64Array, gradient: Float64Array): void {
  const scores = scoresOf(values, weights)
  const most = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  let all = 0
  let rightly = 0
  for (let row = 0; row < scores.length; row++) {
    scores[row] = Math.exp(scores[row]! - most)
    all += scores[row]!
    if (right[row] === 1) rightly += scores[row]!
  }
  for (let row = 0, at = 0; row < scores.length; row++) {
    const pull = weight * (scores[row]! / all - (right[row] === 1 ? scores[row]! / rightly : 0))
    for (let i = 0; i < weights.length; i++) gradient[i]! += pull * values[at++]!
  }
}
