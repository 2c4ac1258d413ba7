// Which sentences may stand where these words stand?
//
// A hash table of anchors, open addressing with linear steps, made when a table of rules is opened; and the filter of
// bits that `word-reader.ts` asks before anybody looks into it.
//
//     key → entry → entry → …       the sentences that have an anchor
//           sentence, and a fixed word beside the anchor: nearly always it is not there, and nothing else is looked at

import type { RuleTable } from './rule-table.ts'
import { spreadKey } from './word-hash.ts'

const made = new WeakMap<RuleTable, Anchors>()

/** Made once for a table, however many logs are scanned with it. */
export function anchorsOf(table: RuleTable): Anchors {
  let anchors = made.get(table)
  if (anchors === undefined) made.set(table, (anchors = new Anchors(table)))
  return anchors
}

export class Anchors {
  /**
   * For each key two bits of one number, so that one look into memory tells of both. The number is chosen by the upper
   * bits of the key as `spreadKey` makes it, the bits by the last ten.
   */
  readonly filter: Int32Array
  readonly #filterShift: number
  readonly #shift: number
  readonly #mask: number
  /** By place: its key, and the first entry of its list, plus 1, or 0 where the place is free. Side by side in memory. */
  readonly #places: Int32Array
  /** By entry, side by side in memory: see `entrySize`. */
  readonly #entries: Int32Array

  constructor(table: RuleTable) {
    const keys: number[] = []
    const sentences: number[] = []
    for (let sentence = 0; sentence < table.sentences; sentence++) {
      table.anchorKeys(sentence, (key) => {
        keys.push(key)
        sentences.push(sentence)
      })
    }
    const filterBits = Math.max(5, Math.ceil(Math.log2((keys.length * bitsPerKey) / 32 + 1)))
    this.filter = new Int32Array(2 ** filterBits)
    this.#filterShift = 32 - filterBits
    const bits = Math.max(4, Math.ceil(Math.log2(keys.length * 1.5 + 1)))
    this.#shift = 32 - bits
    this.#mask = 2 ** bits - 1
    this.#places = new Int32Array(2 ** (bits + 1))
    this.#entries = new Int32Array(keys.length * entrySize)
    this.#fill(keys, sentences, table)
  }

  /** In two plain loops, since it runs once and while nothing is optimised yet. */
  #fill(keys: readonly number[], sentences: readonly number[], table: RuleTable): void {
    const placeOf = new Int32Array(keys.length)
    const counts = new Int32Array(this.#mask + 1)
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!
      const spread = spreadKey(key)
      this.filter[spread >>> this.#filterShift]! |= (1 << spread) | (1 << (spread >>> 5))
      let place = spread >>> this.#shift
      while (counts[place] !== 0 && this.#places[2 * place] !== key) place = (place + 1) & this.#mask
      this.#places[2 * place] = key
      counts[place]!++
      placeOf[i] = place
    }
    this.#layOut(placeOf, counts, sentences, table)
  }

  /** The entries of a list side by side, for a crowded one is gone through at each place of its anchor. */
  #layOut(
    placeOf: Int32Array,
    counts: Int32Array,
    sentences: readonly number[],
    { anchor, firstPart, parts, isWord, hashes }: RuleTable,
  ): void {
    const places = this.#places
    const entries = this.#entries
    let used = 0
    // from the last to the first, and each list from its end, so that it is in order
    for (let i = sentences.length - 1; i >= 0; i--) {
      const place = placeOf[i]!
      if (places[2 * place + 1] === 0) {
        places[2 * place + 1] = used + 1
        used += counts[place]!
      }
      const left = --counts[place]!
      const sentence = sentences[i]!
      const at = (places[2 * place + 1]! - 1 + left) * entrySize
      entries[at + 1] = sentence
      const part = firstPart[sentence]! + (anchor[sentence]! >> 1)
      const behind = part + 1 + (anchor[sentence]! & 1)
      const beside = behind < firstPart[sentence + 1]! ? parts[behind]! : -1
      if (beside !== -1 && isWord[beside] === 1) {
        entries[at + 2] = behind - part
        entries[at + 3] = hashes[beside]!
      } else if (part > firstPart[sentence]! && isWord[parts[part - 1]!] === 1) {
        entries[at + 2] = -1
        entries[at + 3] = hashes[parts[part - 1]!]!
      }
      if (left > 0) entries[at - entrySize] = 1
    }
  }

  #placeOf(key: number): number {
    const places = this.#places
    let place = spreadKey(key) >>> this.#shift
    while (places[2 * place + 1] !== 0 && places[2 * place] !== key) place = (place + 1) & this.#mask
    return 2 * place
  }

  /** The first entry of the list of a key, -1 where there is none. */
  first(key: number): number {
    const spread = spreadKey(key)
    const bits = this.filter[spread >>> this.#filterShift]!
    if (((bits >>> spread) & (bits >>> (spread >>> 5)) & 1) === 0) return -1
    return this.#places[this.#placeOf(key) + 1]! - 1
  }

  /** The entry after one, -1 at the end. */
  next(entry: number): number {
    return this.#entries[entry * entrySize] === 1 ? entry + 1 : -1
  }

  sentence(entry: number): number {
    return this.#entries[entry * entrySize + 1]!
  }

  /** How far from the anchor's first word a fixed word stands; 0 where none stands beside the anchor. */
  besideAt(entry: number): number {
    return this.#entries[entry * entrySize + 2]!
  }

  /** The hash of that word. */
  beside(entry: number): number {
    return this.#entries[entry * entrySize + 3]!
  }
}

/** Of the filter. With more of them fewer words are looked up for nothing, but it is no longer near the processor. */
const bitsPerKey = 16

/** 1 where the list goes on; the sentence; where a fixed word stands beside its anchor; its hash. */
const entrySize = 4
