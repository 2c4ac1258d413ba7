// How well does a document answer a report, in numbers?
//
// A feature is a row of the table: its name and how it is told from a comparison. All are made so that more says more;
// what they are worth together is learnt (`learned.ts`). Shares are of the report's concepts by weight.

import { type FieldName, fields } from '../segment/fields.ts'
import { type Comparison, type Place, places, problemPlaces } from './comparison.ts'
import type { Reading } from './reading.ts'
import { type Together, togetherness } from './word-order.ts'

/** A document that the first stage has found, compared with the report. */
export interface Candidate {
  readonly doc: number
  /** Of the first stage, in units of idf. */
  readonly score: number
  /** Its place among them, from 0. */
  readonly rank: number
  readonly comparison: Comparison
}

/** What is the same for all candidates of a report. */
interface Pool {
  readonly reading: Reading
  readonly best: number
  readonly weights: readonly number[]
  /** The concepts, heaviest first. */
  readonly heaviest: readonly number[]
  readonly total: number
  readonly totalSquares: number
  readonly numbers: Sum
  readonly files: Sum
  readonly codes: Sum
  readonly compounds: Sum
  readonly products: Sum
  readonly plain: Sum
  readonly rarest: Sum
  /** By concept: how few candidates have it. */
  readonly telling: readonly number[]
  /** By number of a phrase, the same. */
  readonly tellingPhrases: Together
  readonly toldTotal: number
}

interface Sum {
  readonly concepts: readonly number[]
  readonly weight: number
}

/** What is told of one candidate before its features. */
interface View extends Candidate {
  readonly pool: Pool
  /** How surely each concept stands anywhere, and where the trouble is told. */
  readonly any: readonly number[]
  readonly problem: readonly number[]
  /** Those that stand anywhere, ascending: most stand nowhere in most candidates. */
  readonly found: readonly number[]
  /** Weights of the two heaviest concepts that it does not have. */
  readonly missing: readonly [number, number]
  /** What the problem's words say of the line of the report of which they say most. */
  readonly bestLine: number
}

/** What a feature is a reason of: the words, a message, the products, or the kind of article. */
export type Reason = 'words' | 'message' | 'product' | 'kind'

export interface Feature {
  readonly name: string
  readonly reason: Reason
  readonly of: (view: View) => number
}

type Row = readonly [name: string, of: (view: View) => number]

const share = (values: readonly number[], { found, pool }: View): number =>
  dot(values, pool.weights, found) / pool.total
const told = (values: readonly number[], { found, pool }: View): number => dot(values, pool.telling, found)
const part = (values: readonly number[], { concepts, weight }: Sum, { pool }: View): number => {
  if (weight === 0) return 0
  let sum = 0
  for (let i = 0; i < concepts.length; i++) {
    const value = values[concepts[i]!]!
    if (value !== 0) sum += value * pool.weights[concepts[i]!]!
  }
  return sum / weight
}
/** Of what report and candidate say together so many phrases that fewest of the others have. */
const rarestTold = ({ comparison, pool }: View, kind: keyof Together, most: 1 | 2): number => {
  const telling = pool.tellingPhrases[kind]
  let first = 0
  let second = 0
  for (const phrase of comparison.together[kind]) {
    const value = telling[phrase]!
    if (value > first) {
      second = first
      first = value
    } else if (value > second) second = value
  }
  return most === 1 ? first : first + second
}
/** Without those that say nothing beside the sums below. */
const toldPlaces = places.filter((place) => place !== 'labels' && place !== 'other')
const placeFeature = (place: Place): Row => [place, (view) => share(view.comparison.at[place], view)]
const log = Math.log1p

/** By reason; what happens to be absent is 0. */
const table: Readonly<Record<Reason, readonly Row[]>> = {
  words: [
    ['score', ({ score, pool }) => score / pool.total],
    ['score to best', ({ score, pool }) => score / pool.best],
    ['score in bits', ({ score }) => score / 50],
    ['rank', ({ rank }) => log(rank)],
    ...toldPlaces.map(placeFeature),
    ['anywhere', (view) => share(view.any, view)],
    ['problem', (view) => share(view.problem, view)],
    ['concepts', ({ any, found }) => found.length / Math.max(1, any.length)],
    ['squares', ({ any, found, pool }) => squares(any, pool.weights, found) / pool.totalSquares],
    ['bits', ({ any, found, pool }) => dot(any, pool.weights, found) / 30],
    ['missing', ({ missing }) => missing[0]],
    ['also missing', ({ missing }) => missing[1]],
    ['numbers', (view) => part(view.any, view.pool.numbers, view)],
    ['files', (view) => part(view.any, view.pool.files, view)],
    ['codes', (view) => part(view.any, view.pool.codes, view)],
    ['codes in problem', (view) => part(view.problem, view.pool.codes, view)],
    ['compounds', (view) => part(view.any, view.pool.compounds, view)],
    ['plain words', (view) => part(view.any, view.pool.plain, view)],
    ['plain words in problem', (view) => part(view.problem, view.pool.plain, view)],
    ['rarest', (view) => part(view.any, view.pool.rarest, view)],
    ['rarest in problem', (view) => part(view.problem, view.pool.rarest, view)],
    ['telling', (view) => told(view.any, view) / view.pool.toldTotal],
    ['telling in problem', (view) => told(view.problem, view) / view.pool.toldTotal],
    ['telling in title', (view) => told(view.comparison.at.title, view) / view.pool.toldTotal],
    ['telling in bits', (view) => told(view.any, view) / 10],
    ['kindred in bits', ({ comparison }) => comparison.kindred / 10],
    ['title said', ({ comparison: { title } }) => (title.weight === 0 ? 0 : title.said / title.weight)],
    ['pairs', ({ comparison }) => comparison.pairs.any / comparison.pairs.all],
    ['pairs in problem', ({ comparison }) => comparison.pairs.problem / comparison.pairs.all],
    ['pairs in title', ({ comparison }) => comparison.pairs.title / comparison.pairs.all],
    ['pairs in bits', ({ comparison }) => Math.min(3, comparison.pairs.any / 20)],
    ['telling pairs', (view) => rarestTold(view, 'pairs', 2)],
    ['telling near', (view) => rarestTold(view, 'near', 2)],
    ['telling triple', (view) => rarestTold(view, 'triples', 1)],
    ['run in title', ({ comparison }) => Math.min(60, comparison.runs.title) / 30],
    ['run in problem', ({ comparison }) => Math.min(80, comparison.runs.problem) / 30],
    ['run share', ({ comparison, pool }) => Math.min(1, comparison.runs.problem / pool.total)],
    ['best line', ({ bestLine }) => Math.min(80, bestLine) / 30],
  ],
  message: [
    ['message share', ({ comparison }) => comparison.message.share],
    ['message bits', ({ comparison }) => Math.min(60, comparison.message.weight) / 30],
    ['message said', ({ comparison }) => comparison.message.both],
    ['message quoted', ({ comparison }) => comparison.message.quoted],
    ['message quoted well', ({ comparison }) => comparison.message.quotedWell],
    ['message begun', ({ comparison }) => comparison.message.begun],
    ['message covers', ({ comparison }) => comparison.message.covers],
  ],
  product: [
    ['product words', (view) => part(view.any, view.pool.products, view)],
    ['products covered', ({ comparison }) => comparison.product.covered],
    ['products said', ({ comparison }) => comparison.productsSaid],
    ['given product', ({ comparison }) => comparison.product.given.name],
    ['given version', ({ comparison }) => comparison.product.given.version],
    ['given clash', ({ comparison }) => comparison.product.given.clash],
    ['named product', ({ comparison }) => comparison.product.named.name],
    ['named version', ({ comparison }) => comparison.product.named.version],
    ['named clash', ({ comparison }) => comparison.product.named.clash],
    ['many products', ({ comparison }) => log(comparison.products)],
  ],
  kind: [
    ['title length', ({ comparison }) => log(lengthOf(comparison, 'title'))],
    ['length', ({ comparison }) => log(textLength(comparison))],
    ['has symptoms', ({ comparison }) => (lengthOf(comparison, 'symptoms') > 0 ? 1 : 0)],
    ['has cause', ({ comparison }) => (lengthOf(comparison, 'cause') > 0 ? 1 : 0)],
    ['has resolution', ({ comparison }) => (lengthOf(comparison, 'resolution') > 0 ? 1 : 0)],
    ['has status', ({ comparison }) => (lengthOf(comparison, 'status') > 0 ? 1 : 0)],
    ['has message', ({ comparison }) => (lengthOf(comparison, 'messages') > 0 ? 1 : 0)],
  ],
}

/** The order is that of the weights (`learned.ts`). */
export const features: readonly Feature[] = (Object.keys(table) as Reason[]).flatMap((reason) =>
  table[reason].map(([name, of]) => ({ name, reason, of })),
)

// The sums below leave out what adds nothing: most concepts stand nowhere in most candidates, and a program that has
// just started pays for every multiplication.

/** By candidate, a value by feature. */
export function featuresOf(reading: Reading, candidates: readonly Candidate[]): Float64Array[] {
  return viewsOf(reading, candidates).map((view) => {
    const values = new Float64Array(features.length)
    for (let i = 0; i < values.length; i++) values[i] = features[i]!.of(view)
    return values
  })
}

function viewsOf(reading: Reading, candidates: readonly Candidate[]): View[] {
  const concepts = reading.concepts.length
  const joined = candidates.map(({ comparison: { at } }) => {
    const any = highest(places, at, concepts)
    return { any, problem: highest(problemPlaces, at, concepts), found: placesAboveZero(any) }
  })
  const pool = poolOf(
    reading,
    candidates,
    joined.map(({ found }) => found),
  )
  return candidates.map(({ doc, score, rank, comparison }, i) => {
    const { any, problem, found } = joined[i]!
    const missing = missingOf(any, pool)
    const bestLine = bestLineOf(problem, pool)
    return { doc, score, rank, comparison, any, problem, found, pool, missing, bestLine }
  })
}

function poolOf(
  reading: Reading,
  candidates: readonly Candidate[],
  found: readonly (readonly number[])[],
): Pool {
  const { concepts } = reading
  const weights = concepts.map(({ weight }) => weight)
  const sumOf = (picked: readonly number[]): Sum => ({
    concepts: picked,
    weight: picked.reduce((sum, concept) => sum + weights[concept]!, 0),
  })
  const all = [...concepts.keys()]
  const heaviest = all.toSorted((a, b) => weights[b]! - weights[a]! || a - b)
  const telling = tellingOf(found, concepts.length)
  const together = candidates.map(({ comparison }) => comparison.together)
  return {
    reading,
    best: candidates[0]?.score || 1,
    weights,
    heaviest,
    total: weights.reduce((sum, weight) => sum + weight, 0) || 1,
    totalSquares: weights.reduce((sum, weight) => sum + weight * weight, 0) || 1,
    numbers: sumOf(all.filter((i) => concepts[i]!.isNumber)),
    files: sumOf(all.filter((i) => concepts[i]!.isFile)),
    codes: sumOf(all.filter((i) => concepts[i]!.isCode)),
    compounds: sumOf(all.filter((i) => concepts[i]!.isCompound)),
    products: sumOf(all.filter((i) => concepts[i]!.isProduct)),
    plain: sumOf(all.filter((i) => !concepts[i]!.isProduct && !concepts[i]!.isNumber)),
    rarest: sumOf(heaviest.slice(0, 3)),
    telling,
    tellingPhrases: tellingPhrasesOf(together),
    toldTotal: telling.reduce((sum, value) => sum + value, 0) || 1,
  }
}

/** By number, how few of the lists have it. */
function tellingOf(lists: readonly (readonly number[])[], count: number): number[] {
  const telling = new Array<number>(count).fill(0)
  for (const list of lists) for (let i = 0; i < list.length; i++) telling[list[i]!]!++
  for (let i = 0; i < count; i++) telling[i] = Math.max(0, Math.log((lists.length + 1) / (telling[i]! + 0.5)))
  return telling
}

function tellingPhrasesOf(together: readonly Together[]): Together {
  const telling = { pairs: [] as number[], near: [] as number[], triples: [] as number[] }
  for (const kind of togetherness) {
    const lists = together.map((one) => one[kind])
    telling[kind] = tellingOf(lists, 1 + lists.reduce((most, list) => Math.max(most, list.at(-1) ?? -1), -1))
  }
  return telling
}

function missingOf(any: readonly number[], { heaviest, weights }: Pool): [number, number] {
  const missing: [number, number] = [0, 0]
  let count = 0
  for (let i = 0; i < heaviest.length && count < 2; i++)
    if (any[heaviest[i]!] === 0) missing[count++] = weights[heaviest[i]!]!
  return missing
}

function bestLineOf(problem: readonly number[], { reading, weights }: Pool): number {
  let best = 0
  for (let i = 0; i < reading.lines.length; i++) {
    const line = reading.lines[i]!
    let weight = 0
    for (let j = 0; j < line.length; j++) weight += problem[line[j]!]! * weights[line[j]!]!
    best = Math.max(best, weight)
  }
  return best
}

const toldIn = ['symptoms', 'summary', 'cause', 'resolution', 'more-information', 'other'] as const

function textLength(comparison: Comparison): number {
  return toldIn.reduce((sum, field) => sum + lengthOf(comparison, field), 0)
}

function lengthOf({ lengths }: Comparison, field: FieldName): number {
  return lengths[numberOf.get(field)!]!
}

const numberOf = new Map<FieldName, number>(fields.map(({ name }, number) => [name, number]))

function highest(
  wanted: readonly Place[],
  at: Readonly<Record<Place, readonly number[]>>,
  concepts: number,
): number[] {
  const most = new Array<number>(concepts).fill(0)
  for (const place of wanted) {
    const there = at[place]
    for (let i = 0; i < there.length; i++) if (there[i]! > most[i]!) most[i] = there[i]!
  }
  return most
}

function placesAboveZero(values: readonly number[]): number[] {
  const found: number[] = []
  for (let i = 0; i < values.length; i++) if (values[i]! > 0) found.push(i)
  return found
}

/** `found`: where the first ones may be other than 0, unless they are empty. */
function dot(values: readonly number[], weights: readonly number[], found: readonly number[]): number {
  let sum = 0
  if (values.length === 0) return sum
  for (let i = 0; i < found.length; i++) sum += values[found[i]!]! * weights[found[i]!]!
  return sum
}

function squares(values: readonly number[], weights: readonly number[], found: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < found.length; i++) sum += values[found[i]!]! * weights[found[i]!]! * weights[found[i]!]!
  return sum
}
