// Which words stand in these bytes, and where could a message be?
//
//     Cannot open file "C:\DATA"      bytes
//     ^      ^    ^     ^  ^          words: hash, place       → the window
//            ^^^^^^^^^                an anchor                → hits
//
// The one loop that every byte of a log goes through. For each byte it looks up one table and mixes one number; at the
// end of a word it looks up two bits, one for the word and one for the pair it makes with the word before. There is
// nothing in it that allocates or depends on how many rules there are.

import { foldCharacter, isApostrophe, oddEnd, readOdd } from './character.ts'
import type { Window } from './window.ts'
import { hashFactor, hashSeed, pairKey, singleKey, spreadKey } from './word-hash.ts'
import { messageStart, type Wrap, wrapAt } from './wrapping.ts'

/** What a byte means. From `firstLetter` on it is the folded letter itself. */
const blank = 0
const apostrophe = 1
const lineEnd = 2
const odd = 3
const firstLetter = 0x20

const meanings = (() => {
  const table = new Uint8Array(256)
  for (let byte = 0; byte < 256; byte++) {
    const isOdd = byte >= 0x80 || byte === 0x26 || byte === 0x7f || (byte < 0x20 && byte !== 0x09)
    const letter = String.fromCharCode(byte)
    if (/^\w$/.test(letter)) table[byte] = letter.toLowerCase().charCodeAt(0)
    else if (byte === 0x0a || byte === 0x0d) table[byte] = lineEnd
    else if (byte === 0x27 || byte === 0x60) table[byte] = apostrophe
    else table[byte] = isOdd ? odd : blank
  }
  return table
})()

export class WordReader {
  readonly #window: Window
  readonly #filter: Int32Array
  readonly #filterShift: number
  /** Keys of the anchors that may stand in what was read, and the numbers in view of their last words, × 2, + 1 for a pair. */
  readonly hitKeys: Int32Array
  readonly hitWords: Int32Array
  #before = 0
  #atLineStart = true
  #hash = 0

  /** `filter`: see `Anchors`. */
  constructor(window: Window, filter: Int32Array) {
    this.#window = window
    this.#filter = filter
    this.#filterShift = 32 - Math.log2(filter.length)
    this.hitKeys = new Int32Array(2 * window.hashes.length)
    this.hitWords = new Int32Array(2 * window.hashes.length)
  }

  /** Reads the words up to byte `to` of the window, which begins no word; says how many hits there are. */
  read(to: number): number {
    const { bytes, hashes, from: starts, to: ends } = this.#window
    const filter = this.#filter
    const shift = this.#filterShift
    const { hitKeys, hitWords } = this
    const behind = bytes[to]!
    bytes[to] = 0x20
    let at = this.#window.read
    let words = this.#window.words
    let before = this.#before
    let found = 0
    if (this.#atLineStart) at = messageStart(bytes, at, to)
    this.#atLineStart = false
    while (at < to) {
      let meaning = meanings[bytes[at]!]!
      const start = at
      let hash = hashSeed
      if (meaning >= firstLetter) {
        do {
          hash = Math.imul(hash ^ meaning, hashFactor)
          meaning = meanings[bytes[++at]!]!
        } while (meaning >= firstLetter)
        if ((meaning & 1) === 1) {
          at = this.#goOn(at, to, hash)
          hash = this.#hash
        }
      } else if (meaning < lineEnd) {
        at++
        continue
      } else if (meaning === lineEnd) {
        at = this.#nextLine(at, to)
        continue
      } else {
        const code = readOdd(bytes, at, to)
        if (code === 0 || foldCharacter(code) === null) {
          at = oddEnd
          continue
        }
        at = this.#goOn(at, to, hash)
        hash = this.#hash
      }
      hashes[words] = hash
      starts[words] = start
      ends[words] = at
      const pairOf = pairKey(before, hash)
      const singleOf = singleKey(hash)
      const pair = spreadKey(pairOf)
      const single = spreadKey(singleOf)
      const ofPair = filter[pair >>> shift]!
      const ofSingle = filter[single >>> shift]!
      const isPair = (ofPair >>> pair) & (ofPair >>> (pair >>> 5)) & 1
      const isSingle = (ofSingle >>> single) & (ofSingle >>> (single >>> 5)) & 1
      if ((isPair | isSingle) === 1) {
        hitKeys[found] = singleOf
        hitWords[found] = words << 1
        found += isSingle
        hitKeys[found] = pairOf
        hitWords[found] = (words << 1) | 1
        found += isPair
      }
      before = hash
      words++
    }
    bytes[to] = behind
    this.#window.read = Math.max(at, to)
    this.#window.words = words
    this.#before = before
    return found
  }

  /** A word that plain letters do not end; leaves its hash in `#hash` and says where it ends. */
  #goOn(from: number, to: number, begun: number): number {
    const { bytes } = this.#window
    let hash = begun
    let end = from
    for (let at = from; at < to; ) {
      const meaning = meanings[bytes[at]!]!
      if (meaning >= firstLetter) {
        hash = Math.imul(hash ^ meaning, hashFactor)
        end = ++at
        continue
      }
      if (meaning !== apostrophe && meaning !== odd) break
      const code = readOdd(bytes, at, to)
      const next = oddEnd
      if (isApostrophe(code)) {
        if (!this.#isLetterAt(next, to)) break
      } else if (code !== 0) {
        const units = foldCharacter(code)
        if (units === null) break
        for (const unit of units) hash = Math.imul(hash ^ unit, hashFactor)
        end = next
      }
      at = next
    }
    this.#hash = hash
    return end
  }

  #isLetterAt(from: number, to: number): boolean {
    const { bytes } = this.#window
    for (let at = from; at < to; at = oddEnd) {
      const meaning = meanings[bytes[at]!]!
      if (meaning !== odd) return meaning >= firstLetter
      const code = readOdd(bytes, at, to)
      if (code !== 0) return foldCharacter(code) !== null
    }
    return false
  }

  /** Past the line end, and past what stands before the message of the next line. */
  #nextLine(at: number, to: number): number {
    const window = this.#window
    const { bytes } = window
    if (bytes[at] === 0x0a) window.lineStarts[window.lines++] = at + 1
    else if (bytes[at + 1] === 0x0a) return at + 1
    if (at + 1 < to) return messageStart(bytes, at + 1, to)
    this.#atLineStart = true
    return at + 1
  }
}

/** Bytes as one reads them. */
export interface Regular {
  readonly text: string
  /** In order, the line ends that may be there for a width; the text has blanks in their places. */
  readonly wraps: readonly Wrap[]
  /**
   * Pairs, ascending in both columns: where a stretch of the text begins that is as its bytes are, and where in the
   * bytes; `null` where some character is not.
   */
  readonly stretches: readonly number[] | null
}

/**
 * Without what stands before messages, and with every odd character put right. `behind`: where the bytes end of which
 * some are wanted.
 */
export function regularText(bytes: Uint8Array, from: number, to: number, behind: number): Regular {
  let text = ''
  let copied = from
  const wraps: Wrap[] = []
  let stretches: number[] | null = [0, from]
  for (let at = from; at < to; ) {
    const meaning = meanings[bytes[at]!]!
    if (meaning !== odd && meaning !== lineEnd) {
      at++
      continue
    }
    text += plainText(bytes, copied, at)
    if (meaning === odd) {
      stretches = null
      const code = readOdd(bytes, at, to)
      if (code !== 0) text += String.fromCodePoint(code)
      at = oddEnd
    } else {
      const next = bytes[at] === 0x0d && bytes[at + 1] === 0x0a ? at + 2 : at + 1
      const wrap = next < to ? wrapAt(bytes, at, next, behind, text.length) : null
      if (wrap !== null) wraps.push(wrap)
      text += wrap === null ? '\n' : ' '
      at = messageStart(bytes, next, to)
      stretches?.push(text.length, at)
    }
    copied = at
  }
  return { text: text + plainText(bytes, copied, to), wraps, stretches }
}

const decoder = new TextDecoder()

/** Of bytes that are all ASCII. */
function plainText(bytes: Uint8Array, from: number, to: number): string {
  return from < to ? decoder.decode(bytes.subarray(from, to)) : ''
}
