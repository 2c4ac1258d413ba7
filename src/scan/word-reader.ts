// Which words stand in these bytes, and where could a message be?
//
//     Cannot open file "C:\DATA"      bytes
//     ^     ^^   ^^   ^  ^^   ^       where words begin and end
//     ^      ^    ^     ^  ^          words: hash, place       → the window
//            ^^^^^^^^^                an anchor                → hits
//
// Three loops over each line, and nothing in them that allocates or depends on how many rules there are. Words have all
// lengths, and a processor that guesses wrong where a word ends loses as much time as ten of its letters take; so the
// first loop has no branch there, and the second one takes eight letters at a time. The third looks up two bits for each
// word, for the pair it makes with the word before and for the three it makes with two, apart from the others because
// what lies far from the processor is then fetched for many words together.

import type { Anchors } from './anchors.ts'
import { foldCharacter, isApostrophe, oddEnd, readOdd } from './character.ts'
import { capacity, type Window } from './window.ts'
import { hashBytes, LetterHash, pairKey, tripleKey } from './word-hash.ts'
import { messageStart, type Wrap, wrapAt } from './wrapping.ts'

/** What a byte means. Only that of a letter is odd. */
const blank = 0
const letter = 1
const apostrophe = 2
const lineEnd = 4
const odd = 8

const kinds = (() => {
  const table = new Uint8Array(256)
  for (let byte = 0; byte < 256; byte++) {
    const isOdd = byte >= 0x80 || byte === 0x26 || byte === 0x7f || (byte < 0x20 && byte !== 0x09)
    if (/^\w$/.test(String.fromCharCode(byte))) table[byte] = letter
    else if (byte === 0x0a || byte === 0x0d) table[byte] = lineEnd
    else if (byte === 0x27 || byte === 0x60) table[byte] = apostrophe
    else table[byte] = isOdd ? odd : blank
  }
  return table
})()

/** Of a line: where each of its words begins and ends, one after the other. */
const edges = new Int32Array(capacity + 2)

export class WordReader {
  readonly #window: Window
  readonly #filters: Anchors['filters']
  /**
   * Keys of the anchors that may stand in what was read, and the numbers in view of their last words, × 4, + how many
   * words there are before it.
   */
  readonly hitKeys: Int32Array
  readonly hitWords: Int32Array
  readonly #letters = new LetterHash()
  #atLineStart = true

  constructor(window: Window, filters: Anchors['filters']) {
    this.#window = window
    this.#filters = filters
    this.hitKeys = new Int32Array(3 * window.hashes.length)
    this.hitWords = new Int32Array(3 * window.hashes.length)
  }

  /** Reads the words up to byte `to` of the window, which begins no word; says how many hits there are. */
  read(to: number): number {
    const window = this.#window
    const { bytes } = window
    const first = window.words
    const behind = bytes[to]!
    bytes[to] = carriageReturn
    let at = window.read
    if (this.#atLineStart) at = messageStart(bytes, at, to)
    this.#atLineStart = false
    while (at < to) {
      at = this.#readLine(at, to)
      if (at < to) at = this.#nextLine(at, to)
    }
    bytes[to] = behind
    window.read = Math.max(at, to)
    return this.#findHits(first)
  }

  /** The words up to a line end, which is returned; at `to` stands one. */
  #readLine(from: number, to: number): number {
    const { bytes } = this.#window
    let found = 0
    let before = blank
    let seen = blank
    let at = from
    for (; ; at = (at + 1) | 0) {
      const kind = kinds[bytes[at]!]!
      edges[found] = at
      found = (found + ((kind ^ before) & letter)) | 0
      if (kind === lineEnd) break
      before = kind
      seen |= kind
    }
    if ((seen & odd) === 0) this.#takeWords(found, to)
    else this.#readOddLine(from, at, to)
    return at
  }

  #takeWords(edgesFound: number, to: number): void {
    const window = this.#window
    const { bytes, view, hashes, from, to: ends } = window
    let words = window.words
    for (let edge = 0; edge < edgesFound; edge += 2) {
      const start = edges[edge]!
      const end = edges[edge + 1]!
      if (kinds[bytes[end]!] === apostrophe && kinds[bytes[end + 1]!] === letter) {
        window.words = words
        const behind = this.#takeOddWord(start, to)
        words = window.words
        while (edge + 2 < edgesFound && edges[edge + 2]! < behind) edge += 2
        continue
      }
      hashes[words] = hashBytes(view, start, end)
      from[words] = start
      ends[words] = end
      words++
    }
    window.words = words
  }

  #readOddLine(from: number, end: number, to: number): void {
    const { bytes } = this.#window
    for (let at = from; at < end; ) {
      const kind = kinds[bytes[at]!]!
      if (kind === letter) at = this.#takeOddWord(at, to)
      else if (kind !== odd) at++
      else {
        const code = readOdd(bytes, at, to)
        at = code === 0 || foldCharacter(code) === null ? oddEnd : this.#takeOddWord(at, to)
      }
    }
  }

  /** A word that may have more in it than plain letters; says where it ends. */
  #takeOddWord(start: number, to: number): number {
    const window = this.#window
    const { bytes } = window
    let end = start
    for (let at = start; at < to; ) {
      const kind = kinds[bytes[at]!]!
      if (kind === letter) {
        this.#letters.add(bytes[at]!)
        end = ++at
        continue
      }
      if (kind !== apostrophe && kind !== odd) break
      const code = readOdd(bytes, at, to)
      const next = oddEnd
      if (isApostrophe(code)) {
        if (!this.#isLetterAt(next, to)) break
      } else if (code !== 0) {
        const units = foldCharacter(code)
        if (units === null) break
        for (const unit of units) this.#letters.add(unit)
        end = next
      }
      at = next
    }
    window.hashes[window.words] = this.#letters.finish()
    window.from[window.words] = start
    window.to[window.words] = end
    window.words++
    return end
  }

  #isLetterAt(from: number, to: number): boolean {
    const { bytes } = this.#window
    for (let at = from; at < to; at = oddEnd) {
      const kind = kinds[bytes[at]!]!
      if (kind !== odd) return kind === letter
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

  #findHits(first: number): number {
    const { hashes, words } = this.#window
    const [singles, pairs, triples] = this.#filters
    const shiftOfSingles = shiftOf(singles)
    const shiftOfPairs = shiftOf(pairs)
    const shiftOfTriples = shiftOf(triples)
    const { hitKeys, hitWords } = this
    let before = first > 0 ? hashes[first - 1]! : 0
    let pairBefore = first > 1 ? pairKey(hashes[first - 2]!, before) : before
    let found = 0
    for (let word = first; word < words; word++) {
      const single = hashes[word]!
      const pair = pairKey(before, single)
      const triple = tripleKey(pairBefore, single)
      const ofSingle = singles[single >>> shiftOfSingles]!
      const ofPair = pairs[pair >>> shiftOfPairs]!
      const ofTriple = triples[triple >>> shiftOfTriples]!
      const isSingle = (ofSingle >>> single) & (ofSingle >>> (single >>> 5)) & 1
      const isPair = (ofPair >>> pair) & (ofPair >>> (pair >>> 5)) & 1
      const isTriple = (ofTriple >>> triple) & (ofTriple >>> (triple >>> 5)) & 1
      if ((isSingle | isPair | isTriple) === 1) {
        hitKeys[found] = single
        hitWords[found] = word << 2
        found += isSingle
        hitKeys[found] = pair
        hitWords[found] = (word << 2) | 1
        found += isPair
        hitKeys[found] = triple
        hitWords[found] = (word << 2) | 2
        found += isTriple
      }
      before = single
      pairBefore = pair
    }
    return found
  }
}

/** So that of a key as many bits are left as there are numbers. */
function shiftOf(filter: Int32Array): number {
  return 32 - Math.log2(filter.length)
}

const carriageReturn = 0x0d

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
    const kind = kinds[bytes[at]!]!
    if (kind !== odd && kind !== lineEnd) {
      at++
      continue
    }
    text += plainText(bytes, copied, at)
    if (kind === odd) {
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
