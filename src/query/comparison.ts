// How do the words of a document stand to those of a report?
//
// One pass over a document's item of the forward file. What comes out is what features are made of: how much of each
// concept stands where, which words stand side by side as in the report, how much of a title or a message was said,
// which products agree.
//
// A hundred documents are compared for one answer, so nothing is allocated for a word: a term that the report has a use
// for has a *slot*, found by the name that its segment gives the term, and everything else is an array over slots.

import { type FieldName, fields } from '../segment/fields.ts'
import { longestSequence, nameOfTerm, walkForward } from '../segment/forward.ts'
import { NameTable } from './name-table.ts'
import { type ProductAgreement, ProductLines } from './product-lines.ts'
import type { Reading } from './reading.ts'
import type { FoundTerm } from './searcher.ts'
import {
  anywhere,
  inProblem,
  inTitle,
  type Mentions,
  type PairSums,
  Pairs,
  Runs,
  type Together,
} from './word-order.ts'

/** Places in an article that are looked at together. */
export const places = [
  'title',
  'symptoms',
  'summary',
  'cause',
  'other',
  'rest',
  'labels',
  'products',
] as const
export type Place = (typeof places)[number]

const placeOfField: Readonly<Record<FieldName, Place | null>> = {
  title: 'title',
  'query-words': 'labels',
  keywords: 'labels',
  products: 'products',
  symptoms: 'symptoms',
  summary: 'summary',
  cause: 'cause',
  resolution: 'rest',
  status: 'rest',
  'more-information': 'rest',
  other: 'other',
  // stand in a section already
  messages: null,
}

/** Where articles say what goes wrong. */
export const problemPlaces: readonly Place[] = ['title', 'symptoms', 'summary', 'other', 'labels']

export interface Comparison {
  /** By place, how surely each concept stands there, from 0 to 1; empty where none does. */
  readonly at: Readonly<Record<Place, readonly number[]>>
  /** Weights of what stands side by side in report and document. */
  readonly pairs: PairSums
  /** What report and document say together, each phrase by its number in the report. */
  readonly together: Together
  /** Weight of the heaviest run of words that report and document share. */
  readonly runs: { readonly title: number; readonly problem: number }
  readonly title: Said
  readonly message: SaidMessage
  /** What the concepts weigh that the document tells of in other words alone, where it tells the trouble. */
  readonly kindred: number
  readonly product: ProductAgreement
  /** The part of the product list that the report or its facts say. */
  readonly productsSaid: number
  /** Terms by field, in order of the fields. */
  readonly lengths: Uint32Array
  /** Lines of the product list. */
  readonly products: number
}

interface Said {
  /** Of all terms, each once. */
  weight: number
  /** Of those that the report or its facts say. */
  said: number
}

interface SaidMessage {
  /** The largest part of a message that the report says, and the most that it says of one. */
  share: number
  weight: number
  /** The largest part of a message, where little said counts little. */
  both: number
  /** How much of the shorter one stands in the other, word by word: report or message. */
  quoted: number
  /** The same, where a run of little weight counts little. */
  quotedWell: number
  /** The same of the words with which a message begins. */
  begun: number
  /** The largest part of the report that one message says. */
  covers: number
}

const numbered = (field: FieldName): number => fields.findIndex(({ name }) => name === field)
const titleField = numbered('title')
const productsField = numbered('products')
const messagesField = numbered('messages')
const placeOf = fields.map(({ name }) => placeOfField[name])
const marksOf = placeOf.map(
  (place) =>
    anywhere |
    (place !== null && problemPlaces.includes(place) ? inProblem : 0) |
    (place === 'title' ? inTitle : 0),
)
const tellsProblem = placeOf.map((place) => place === 'symptoms' || place === 'summary')

/**
 * What a word weighs that only the document has. The same for all: how rare it is, is known of its segment alone, and an
 * answer must not depend on how an index was cut.
 */
const unsaidWeight = 6
/** So much said of a message is as good as all that could be. */
const muchSaid = 25

/** Compares the documents of one segment with one report. */
export class Comparer {
  readonly #concepts: number
  /** What all of the report weighs, each concept once. */
  readonly #total: number
  readonly #slots: Slots
  readonly #kindred: Kindred
  readonly #pairs: Pairs
  readonly #runs: Runs
  readonly #products: ProductLines
  readonly #seen: Seen
  readonly #seenProducts: Seen
  /** Of the terms of a sequence those that have a slot: where they stand in it, and their slots. */
  readonly #places = new Int32Array(longestSequence)
  readonly #slotsAt = new Int32Array(longestSequence)
  /** Those of them that belong to a concept. */
  readonly #mentions: Mentions = {
    count: 0,
    places: new Int32Array(longestSequence),
    concepts: new Int32Array(longestSequence),
  }

  constructor(reading: Reading, segment: number) {
    this.#concepts = reading.concepts.length
    this.#total = reading.concepts.reduce((sum, { weight }) => sum + weight, 0) || 1
    this.#slots = new Slots(reading, segment)
    this.#kindred = new Kindred(reading, this.#slots)
    this.#pairs = new Pairs(reading)
    this.#runs = new Runs(reading)
    this.#products = new ProductLines(reading, this.#slots.size, (term) => this.#slots.ofTerm(term))
    this.#seen = new Seen(this.#slots.size)
    this.#seenProducts = new Seen(this.#slots.size)
  }

  /** `item` of the forward file. */
  compare(item: Uint8Array, fail: (what: string) => Error): Comparison {
    const at = noPlaces()
    const lengths = new Uint32Array(fields.length)
    const title = { weight: 0, said: 0 }
    const products = { weight: 0, said: 0 }
    const message = { share: 0, weight: 0, both: 0, quoted: 0, quotedWell: 0, begun: 0, covers: 0 }
    const runs = { title: 0, problem: 0 }
    this.#pairs.clear()
    this.#kindred.clear()
    this.#products.begin()
    this.#seenProducts.clear()
    walkForward(item, fail, (field, length, names, count) => {
      if (field >= fields.length) return
      lengths[field]! += length
      const found = this.#find(names, count)
      const mentions = this.#mentions
      if (field === messagesField) {
        const run = this.#runs.heaviest(mentions)
        this.#seen.clear()
        const said = this.#weigh(names, count, found, this.#seen, { weight: 0, said: 0 })
        addMessage(said, run, this.#runs.beginning(mentions), this.#total, message)
        runs.problem = Math.max(runs.problem, run)
        return
      }
      if (mentions.count > 0) {
        this.#mark(at, placeOf[field]!, found)
        this.#pairs.mark(mentions, marksOf[field]!)
      }
      this.#kindred.mark(this.#slotsAt, found, marksOf[field]!)
      if (field === titleField) {
        this.#seen.clear()
        this.#weigh(names, count, found, this.#seen, title)
        runs.title = Math.max(runs.title, this.#runs.heaviest(mentions))
      } else if (tellsProblem[field]) {
        runs.problem = Math.max(runs.problem, this.#runs.heaviest(mentions))
      } else if (field === productsField) {
        this.#products.add(this.#slotsAt, found)
        this.#weigh(names, count, found, this.#seenProducts, products)
      }
    })
    return {
      at,
      pairs: this.#pairs.sums(),
      together: this.#pairs.together(),
      runs,
      title,
      message,
      kindred: this.#kindred.sum(at),
      product: this.#products.agreement(),
      productsSaid: products.weight === 0 ? 0 : products.said / products.weight,
      lengths,
      products: this.#products.count,
    }
  }

  /** How many terms of a sequence have a slot. */
  #find(names: Uint32Array, count: number): number {
    const { places, concepts } = this.#mentions
    const { concept: conceptOf } = this.#slots
    const found = this.#slots.ofNames(names, count, this.#places, this.#slotsAt)
    let mentioned = 0
    for (let i = 0; i < found; i++) {
      const concept = conceptOf[this.#slotsAt[i]!]!
      if (concept < 0) continue
      places[mentioned] = this.#places[i]!
      concepts[mentioned++] = concept
    }
    this.#mentions.count = mentioned
    return found
  }

  #mark(all: Record<Place, number[]>, place: Place, found: number): void {
    const { concept: conceptOf, strength: strengthOf } = this.#slots
    if (all[place].length === 0) all[place] = new Array<number>(this.#concepts).fill(0)
    const at = all[place]
    for (let i = 0; i < found; i++) {
      const slot = this.#slotsAt[i]!
      const concept = conceptOf[slot]!
      if (concept >= 0 && strengthOf[slot]! > at[concept]!) at[concept] = strengthOf[slot]!
    }
  }

  /** Adds what the distinct terms weigh; those `seen` before have counted. */
  #weigh(names: Uint32Array, count: number, found: number, seen: Seen, sum: Said): Said {
    const { concept, isFact, weight } = this.#slots
    let others = seen.names.addAll(names, count)
    for (let i = 0; i < found; i++) {
      const slot = this.#slotsAt[i]!
      if (!seen.addSlot(slot)) continue
      others--
      sum.weight += weight[slot]!
      if (concept[slot]! >= 0 || isFact[slot] === 1) sum.said += weight[slot]!
    }
    // all weights are whole 256ths, so their sum hangs on no order
    sum.weight += others * unsaidWeight
    return sum
  }
}

/** Terms that were met, by name and, where they have one, by slot. */
class Seen {
  readonly names = new NameTable(longestSequence)
  readonly #turnOf: Int32Array
  #turn = 0

  constructor(slots: number) {
    this.#turnOf = new Int32Array(slots)
  }

  clear(): void {
    this.names.clear()
    this.#turn++
  }

  /** False if it was there already. */
  addSlot(slot: number): boolean {
    if (this.#turnOf[slot] === this.#turn) return false
    this.#turnOf[slot] = this.#turn
    return true
  }
}

function addMessage(
  { weight, said }: Said,
  run: number,
  beginning: number,
  total: number,
  best: SaidMessage,
): void {
  if (weight === 0) return
  const share = said / weight
  const quoted = quotedPart(run, weight, total)
  best.quoted = Math.max(best.quoted, quoted)
  best.quotedWell = Math.max(best.quotedWell, quoted * Math.min(1, run / muchSaid))
  best.begun = Math.max(best.begun, quotedPart(beginning, weight, total))
  best.covers = Math.max(best.covers, Math.min(1, said / total))
  best.share = Math.max(best.share, share)
  best.weight = Math.max(best.weight, said)
  best.both = Math.max(best.both, share * Math.min(1, said / muchSaid))
}

function quotedPart(run: number, one: number, other: number): number {
  const shorter = Math.min(one, other)
  return shorter === 0 ? 0 : Math.min(1, run / shorter)
}

const nothing: number[] = []

/** Plain arrays, once there is something: typed ones cost more to make than some dozen numbers to fill. */
function noPlaces(): Record<Place, number[]> {
  return {
    title: nothing,
    symptoms: nothing,
    summary: nothing,
    cause: nothing,
    other: nothing,
    rest: nothing,
    labels: nothing,
    products: nothing,
  }
}

/** The terms of a segment that a report has a use for, and what they say of it. */
class Slots {
  readonly #numbers: NameTable
  readonly #names = new Map<string, number>()
  /** By slot: the concept that the term belongs to, -1 for none; how surely; its idf. */
  readonly concept: Int32Array
  readonly strength: Float32Array
  readonly weight: Float32Array
  /** 1 for words of the products asked about, or of their versions. */
  readonly isFact: Uint8Array

  constructor({ concepts, factTerms, given, named }: Reading, segment: number) {
    const asked = [...given, ...named]
    const facts = [
      ...factTerms,
      ...asked.flatMap(({ names, versions }) => [...(names[0] ?? []), ...versions]),
    ]
    const others = [
      ...facts,
      ...asked.flatMap(({ names }) => names.flat()),
      ...concepts.flatMap(({ kindred }) => kindred),
    ]
    const all = [...concepts.flatMap(({ terms }) => terms.map(({ found }) => found)), ...others]
    this.#numbers = new NameTable(all.length)
    const distinct: FoundTerm[] = []
    for (const found of all) {
      const info = found.infos[segment]
      if (info === null || info === undefined) continue
      const name = nameOfTerm(info)
      if (!this.#numbers.add(name)) continue
      this.#names.set(found.term, distinct.length)
      distinct.push(found)
    }
    this.concept = new Int32Array(distinct.length).fill(-1)
    this.strength = new Float32Array(distinct.length)
    this.weight = Float32Array.from(distinct, ({ weight }) => weight / 256)
    this.isFact = new Uint8Array(distinct.length)
    for (const { term } of facts) {
      const slot = this.ofTerm(term)
      if (slot >= 0) this.isFact[slot] = 1
    }
    for (const [concept, { terms }] of concepts.entries()) {
      for (const { found, strength } of terms) {
        const slot = this.ofTerm(found.term)
        if (slot < 0 || this.strength[slot]! >= strength) continue
        this.concept[slot] = concept
        this.strength[slot] = strength
      }
    }
  }

  get size(): number {
    return this.concept.length
  }

  /** Where those stand that have a slot, and their slots; returns how many. */
  ofNames(names: Uint32Array, count: number, places: Int32Array, slots: Int32Array): number {
    return this.#numbers.findAll(names, count, places, slots)
  }

  /** -1 where the report has no use for it, or its segment does not have it. */
  ofTerm(term: string): number {
    return this.#names.get(term) ?? -1
  }
}

/** Which concepts a document has in other words alone. */
class Kindred {
  readonly #concepts: readonly {
    readonly concept: number
    readonly weight: number
    readonly slots: readonly number[]
  }[]
  /** By slot, 1 where the document has it. */
  readonly #seen: Uint8Array

  constructor({ concepts }: Reading, slots: Slots) {
    this.#seen = new Uint8Array(slots.size)
    this.#concepts = concepts.flatMap(({ kindred, weight }, concept) => {
      const known = kindred.map(({ term }) => slots.ofTerm(term)).filter((slot) => slot >= 0)
      return known.length === 0 ? [] : [{ concept, weight, slots: known }]
    })
  }

  /** For the next document. */
  clear(): void {
    this.#seen.fill(0)
  }

  mark(slots: Int32Array, count: number, places: number): void {
    if (this.#concepts.length === 0 || (places & inProblem) === 0) return
    for (let i = 0; i < count; i++) this.#seen[slots[i]!] = 1
  }

  /** `at`: where the concepts stand in their own words. */
  sum(at: Comparison['at']): number {
    let sum = 0
    for (const { concept, weight, slots } of this.#concepts) {
      if (!slots.some((slot) => this.#seen[slot] === 1)) continue
      if (!problemPlaces.some((place) => at[place][concept]! > 0)) sum += weight
    }
    return sum
  }
}
