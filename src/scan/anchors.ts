// Which sentences may stand where these words stand?
//
// A hash table of anchors, open addressing with linear steps, made when the first log is scanned with a table of rules;
// and the filters of bits that `word-reader.ts` asks before anybody looks into it.
//
//     place   key, sentence, what stands beside the anchor            an anchor that one sentence has
//     place   key, ───▶ entry, entry, …  behind all places            one that several have
//
// A place lies in one line of the processor's cache. What stands beside an anchor, a fixed word or a hole, nearly always
// says no, and nothing else is looked at.

import type { RuleTable } from './rule-table.ts'

const made = new WeakMap<RuleTable, Anchors>()

/** Made once for a table, however many logs are scanned with it. */
export function anchorsOf(table: RuleTable): Anchors {
  let anchors = made.get(table)
  if (anchors === undefined) made.set(table, (anchors = new Anchors(table)))
  return anchors
}

export class Anchors {
  /**
   * Of anchors of one word, of two and of three. For each key two bits of one number, so that one look into memory tells
   * of both. The number is chosen by the upper bits of the key, the bits by the last ten.
   */
  readonly filters: readonly [ofOne: Int32Array, ofTwo: Int32Array, ofThree: Int32Array]
  readonly #table: RuleTable
  readonly #shift: number
  readonly #mask: number
  /** Places, then the entries of anchors that several sentences have; see `entrySize`. */
  readonly #entries: Int32Array

  constructor(table: RuleTable) {
    this.#table = table
    const keys: number[] = []
    const sentences: number[] = []
    const keysOf: [number[], number[], number[]] = [[], [], []]
    for (let sentence = 0; sentence < table.sentences; sentence++) {
      const filtered = keysOf[table.wordsLookedUp(sentence) - 1]!
      table.anchorKeys(sentence, (key) => {
        keys.push(key)
        sentences.push(sentence)
        filtered.push(key)
      })
    }
    this.filters = [filterOf(keysOf[0]), filterOf(keysOf[1]), filterOf(keysOf[2])]
    const bits = Math.max(4, Math.ceil(Math.log2(keys.length * 1.5 + 1)))
    this.#shift = 32 - bits
    this.#mask = 2 ** bits - 1
    const { placeOf, counts, crowded } = this.#place(keys)
    this.#entries = new Int32Array((counts.length + crowded) * entrySize)
    this.#fill(keys, sentences, { placeOf, counts })
  }

  /** Which place each key has, and how many have each place. In plain loops, which run once and not optimised. */
  #place(keys: readonly number[]): Placed & { readonly crowded: number } {
    const placeOf = new Int32Array(keys.length)
    const counts = new Int32Array(this.#mask + 1)
    const held = new Int32Array(this.#mask + 1)
    let crowded = 0
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!
      let place = key >>> this.#shift
      while (counts[place] !== 0 && held[place] !== key) place = (place + 1) & this.#mask
      held[place] = key
      const before = counts[place]!
      counts[place] = before + 1
      placeOf[i] = place
      if (before > 0) crowded += before === 1 ? 2 : 1
    }
    return { placeOf, counts, crowded }
  }

  /** The entries of a list side by side, for a crowded one is gone through at each place of its anchor. */
  #fill(keys: readonly number[], sentences: readonly number[], { placeOf, counts }: Placed): void {
    const entries = this.#entries
    const left = counts.slice()
    let used = counts.length
    for (let i = 0; i < keys.length; i++) {
      const place = placeOf[i]!
      const at = place * entrySize
      entries[at] = keys[i]!
      if (counts[place] === 1) {
        entries[at + 1] = sentences[i]! + 1
        continue
      }
      if (entries[at + 1] === 0) {
        entries[at + 1] = -used
        used += counts[place]!
      }
      const entry = -entries[at + 1]! + counts[place]! - left[place]!
      left[place]!--
      entries[entry * entrySize] = left[place]! > 0 ? 1 : 0
      entries[entry * entrySize + 1] = sentences[i]! + 1
    }
  }

  /**
   * Puts the first entry of its list in the place of each key, -1 where there is none. All at once, for what lies far
   * from the processor is then fetched for many of them together.
   */
  findAll(keys: Int32Array, count: number): void {
    for (let i = 0; i < count; i++) keys[i] = this.#first(keys[i]!)
  }

  #first(key: number): number {
    const entries = this.#entries
    for (let place = key >>> this.#shift; ; place = (place + 1) & this.#mask) {
      const at = place * entrySize
      const sentence = entries[at + 1]!
      if (sentence === 0) return -1
      if (entries[at] === key) return sentence > 0 ? place : -sentence
    }
  }

  /** The entry after one, -1 at the end. */
  next(entry: number): number {
    return entry > this.#mask && this.#entries[entry * entrySize] === 1 ? entry + 1 : -1
  }

  sentence(entry: number): number {
    return this.#entries[entry * entrySize + 1]! - 1
  }

  /** What to look at beside the anchor; see `Beside`. Most anchors are in no log, so it is worked out when it is asked for. */
  look(entry: number): number {
    const look = this.#entries[entry * entrySize + 2]!
    return look === notAsked ? this.#lookBeside(entry) : look
  }

  #lookBeside(entry: number): number {
    const { look, word } = besideAnchor(this.sentence(entry), this.#table)
    this.#entries[entry * entrySize + 2] = look
    this.#entries[entry * entrySize + 3] = word
    return look
  }

  /** The hash of the fixed word that stands there; `look` is asked for first. */
  word(entry: number): number {
    return this.#entries[entry * entrySize + 3]!
  }
}

interface Placed {
  readonly placeOf: Int32Array
  readonly counts: Int32Array
}

function filterOf(keys: readonly number[]): Int32Array {
  const wanted = Math.ceil(Math.log2((keys.length * bitsPerKey) / 32 + 1))
  const bits = Math.min(mostFilterBits, Math.max(5, wanted))
  const filter = new Int32Array(2 ** bits)
  const shift = 32 - bits
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!
    filter[key >>> shift]! |= (1 << key) | (1 << (key >>> 5))
  }
  return filter
}

/** Of a filter. With fewer of them more words are looked up for nothing. */
const bitsPerKey = 16
/** A megabyte: a larger one does not stay near the processor, which costs what it saves. */
const mostFilterBits = 18

/** The key, in a list 1 where it goes on; the sentence + 1, or - the first entry of a list; what stands beside it. */
const entrySize = 4

// --- what stands beside an anchor

/**
 * The nearest fixed word, behind the anchor if there is one: how far from the anchor's first word it stands at least and
 * at most, for there may be holes between; and the letters that words next to the anchor cannot have, for the same reason.
 *
 *     bits of `look`    0–7 nearest    8–15 farthest    16–17 barred before    18–19 barred behind    20 asked for
 *                       21 looked up by the word before the anchor, too
 */
interface Beside {
  readonly look: number
  /** Hash of the fixed word. */
  readonly word: number
}

const notAsked = 0
const asked = 1 << 20
const leadBit = 21
const unknown: Beside = { look: asked, word: 0 }
/** What is farther away is not looked at. */
const farthest = 100

export const nearestOf = (look: number): number => (look << 24) >> 24
export const farthestOf = (look: number): number => (look << 16) >> 24
/** Of the word before the anchor in bits 0 and 1, of the one behind it above them. */
export const barredOf = (look: number): number => (look >>> 16) & 15
/** How many words before its anchor a sentence is looked up by. */
export const leadOf = (look: number): number => look >>> leadBit

function besideAnchor(sentence: number, table: RuleTable): Beside {
  const { anchor, firstPart, parts, isWord } = table
  const first = firstPart[sentence]!
  const end = firstPart[sentence + 1]!
  const lookedUp = table.lookedUp(sentence)
  const part = lookedUp >> 2
  const behind = part + (lookedUp & 3)
  const lead = first + (anchor[sentence]! >> 1) - part
  const next = behind < end ? isWord[parts[behind]!] : 0
  // a code may be more than one word
  if (next === 0 && (isWord[parts[part]!] === 0 || isWord[parts[behind - 1]!] === 0)) return unknown
  const after = next === 0 && behind < end ? table.barredIn(parts[behind]!) : 0
  const before = part > first ? table.barredIn(parts[part - 1]!) : 0
  const barred = asked | (lead << leadBit) | ((before | (after << 2)) << 16)
  const fixed = wordBehind(behind, end, behind - part, table) ?? wordBefore(part - 1, first, table)
  if (fixed === null) return { look: barred, word: 0 }
  const { near, far, word } = fixed
  return { look: (near & 0xff) | ((far & 0xff) << 8) | barred, word }
}

interface Fixed {
  readonly near: number
  readonly far: number
  readonly word: number
}

function wordBehind(from: number, end: number, distance: number, table: RuleTable): Fixed | null {
  const { parts, isWord, hashes } = table
  let [near, far] = [distance, distance]
  for (let part = from; part < end && far <= farthest; part++) {
    if (isWord[parts[part]!] === 1) return { near, far, word: hashes[parts[part]!]! }
    near += table.leastOf(parts[part]!)
    far += table.mostOf(parts[part]!)
  }
  return null
}

function wordBefore(from: number, first: number, table: RuleTable): Fixed | null {
  const { parts, isWord, hashes } = table
  let [near, far] = [-1, -1]
  for (let part = from; part >= first && far >= -farthest; part--) {
    if (isWord[parts[part]!] === 1) return { near, far, word: hashes[parts[part]!]! }
    near -= table.leastOf(parts[part]!)
    far -= table.mostOf(parts[part]!)
  }
  return null
}
