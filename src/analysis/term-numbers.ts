// Which terms does this text have, by number, where many texts are read?
//
// What `Analyzer.analyze` says, for a build: of a hundred million words all but a few were seen before, and nobody asks
// where they stand. A call with a string for each of them took a fifth of all time that a build spends reading. Here a
// text is gone through once, as bytes; a word is hashed in small letters while its end is looked for and is found in a
// table where its number stands beside it; what comes out is an array of numbers.
//
//     The server's e-mail add-ins        text
//     0          1 2 3    4 5   6        numbers: server email e mail addin add in
//
// The analyzer stays what is right: words that are new are folded by it, and a text that is not all ASCII, one in two
// thousand, is analysed by it. That both say the same is tested on random texts.

import type { Analyzer } from './analyzer.ts'
import { longestTerm } from './analyzer.ts'
import { apostrophe, connector, endOfRun, kindOf, letter, startOfTiedRun } from './runs.ts'

/** Words that are remembered at most; one that was forgotten costs as much as a new one. */
const mostWords = 1 << 17
const lastSlot = 2 * mostWords - 1

export class TermNumbers {
  /** Every term, by number: in the order in which they were first met. */
  readonly terms: string[] = []
  /** Of the terms of the text that was read last, in order; longer than that, and used again for the next one. */
  found = new Uint32Array(0)
  readonly #analyzer: Analyzer
  readonly #numbers = new Map<string, number>()
  /** The text at hand: a zero behind it, then a letter, where looking for the next word ends. */
  #bytes = new Uint8Array(0)
  /** For each slot the hash of a word and where it stands among the words; 0 in an empty slot. At most half full. */
  readonly #slots = new Int32Array(2 * (lastSlot + 1))
  /**
   * For each word its code: twice the number of its term and 1, or 0 for a stop word; then its characters in small
   * letters, the last of them followed by a zero. What follows begins at the next multiple of four bytes.
   */
  readonly #codes = new Int32Array(4 * mostWords)
  readonly #characters = new Uint8Array(this.#codes.buffer)
  #words = 0
  /** Among the codes, the place of the next new word. Not 0, which is in empty slots. */
  #next = 1

  constructor(analyzer: Analyzer) {
    this.#analyzer = analyzer
  }

  /** How many terms the text has, whose numbers are in `found`. */
  read(text: string): number {
    this.#reserve(text.length)
    const { length } = text
    const { read, written } = encoder.encodeInto(text, this.#bytes)
    // All of it goes into as many bytes only if it is ASCII.
    if (read < length || written !== length) return this.#analyze(text)
    this.#bytes[length] = 0
    this.#bytes[length + 1] = letterBehind
    return this.#scan(length)
  }

  numberOf(term: string): number {
    let number = this.#numbers.get(term)
    if (number === undefined) {
      number = this.terms.length
      this.#numbers.set(term, number)
      this.terms.push(term)
    }
    return number
  }

  /** Numbers are given anew, from 0. */
  clear(): void {
    this.terms.length = 0
    this.#numbers.clear()
    this.#forget()
  }

  #forget(): void {
    this.#slots.fill(0)
    this.#words = 0
    this.#next = 1
  }

  /** A text has fewer terms than characters, but for one of one character. */
  #reserve(length: number): void {
    if (length + margin <= this.#bytes.length) return
    this.#bytes = new Uint8Array(2 * (length + margin))
    this.found = new Uint32Array(this.#bytes.length)
  }

  #analyze(text: string): number {
    let count = 0
    this.#analyzer.analyze(text, (term) => {
      this.found[count++] = this.numberOf(term)
    })
    return count
  }

  #scan(length: number): number {
    const bytes = this.#bytes
    const { found } = this
    let count = 0
    for (let at = 0; ; ) {
      let char = letters[bytes[at]!]!
      while (char === 0) char = letters[bytes[++at]!]!
      if (at >= length) return count
      const from = at
      let hash = 0
      for (; char !== 0; char = letters[bytes[++at]!]!) hash = Math.imul(hash ^ char, hashFactor)
      if (mayGoOn[bytes[at]!] !== 0 || at - from > longestTerm) {
        count = this.#readCompound(from, count)
        at = this.#end
        continue
      }
      const code = this.#codeAt(from, at, hash)
      // Whether a word is a stop word cannot be foreseen, so no branch depends on it.
      found[count] = code >>> 1
      count += code & 1
    }
  }

  /** Where the compound that was read last ends. */
  #end = 0

  /** A word of which more follows than letters: a compound, or a run with signs. Gives how many terms there are then. */
  #readCompound(from: number, before: number): number {
    const bytes = this.#bytes
    let run = from
    let end = endOfRun(bytes, run)
    let at = end
    for (let next = startOfTiedRun(bytes, at); next !== -1; next = startOfTiedRun(bytes, at))
      at = endOfRun(bytes, next)
    let count = before
    let compound = 0
    if (at > end && at - run <= longestTerm) {
      compound = this.#codeOf(run, at)
      this.found[count] = compound >>> 1
      count += compound & 1
    }
    for (; ; end = endOfRun(bytes, run)) {
      const code = this.#codeOf(run, Math.min(end, run + longestTerm))
      this.found[count] = code >>> 1
      if (code !== compound) count += code & 1
      if (end === at) break
      run = startOfTiedRun(bytes, end)
    }
    this.#end = at
    return count
  }

  #codeOf(from: number, to: number): number {
    let hash = 0
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ small[this.#bytes[at]!]!, hashFactor)
    return this.#codeAt(from, to, hash)
  }

  #codeAt(from: number, to: number, hash: number): number {
    const slots = this.#slots
    const bytes = this.#bytes
    const characters = this.#characters
    let slot = (hash & lastSlot) << 1
    for (let word = slots[slot + 1]!; word !== 0; word = slots[slot + 1]!) {
      if (slots[slot] === hash) {
        let character = (word << 2) + 4
        let at = from
        while (at < to && characters[character] === small[bytes[at]!]) {
          character++
          at++
        }
        if (at === to && characters[character] === 0) return this.#codes[word]!
      }
      slot = (slot + 2) & (2 * lastSlot)
    }
    return this.#learn(from, to, hash, slot)
  }

  #learn(from: number, to: number, hash: number, slot: number): number {
    const end = this.#next + 2 + ((to - from) >>> 2)
    if (this.#words === mostWords || end > this.#codes.length) {
      this.#forget()
      return this.#codeAt(from, to, hash)
    }
    const word = this.#bytes.subarray(from, to).map((byte) => small[byte]!)
    const term = this.#analyzer.termOf(String.fromCharCode(...word))
    const code = term === '' ? 0 : 2 * this.numberOf(term) + 1
    this.#codes[this.#next] = code
    this.#codes[end - 1] = 0
    this.#characters.set(word, 4 * this.#next + 4)
    this.#slots[slot] = hash
    this.#slots[slot + 1] = this.#next
    this.#next = end
    this.#words++
    return code
  }
}

const encoder = new TextEncoder()
/** The zero and the letter behind a text; and it may take more bytes than it has characters. */
const margin = 4
const letterBehind = 'a'.charCodeAt(0)
/** Of FNV-1a. */
const hashFactor = 0x01000193

/** By byte, the character in small letters. */
const small = table((char) => char.toLowerCase().charCodeAt(0))
/** The same, but 0 for what is no letter or digit. */
const letters = table((_, unit) => (kindOf(unit) === letter ? small[unit]! : 0))
/** Whether a word may go on, if a run of letters and digits ends before this character. */
const mayGoOn = table((char, unit) =>
  kindOf(unit) === connector || kindOf(unit) === apostrophe || char === '#' ? 1 : 0,
)

function table(of: (char: string, unit: number) => number): Uint8Array {
  return Uint8Array.from({ length: 2 ** 7 }, (_, unit) => of(String.fromCharCode(unit), unit))
}
