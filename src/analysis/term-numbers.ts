// Which terms does this text have, by number, where many texts are read?
//
// What `Analyzer.analyze` says, for a build: of twenty million words all but a few were seen before, and nobody asks where
// they stand. A call with a string for each of them took a fifth of all time that a build spends reading. Here a
// text is gone through once, as bytes. What is not among the short words that came lately is looked up in a table of all
// words, with the entry of its term beside it.
//
//     The server's e-mail add-ins        text
//         0        1 2 3    4 5   6      numbers: server email e mail addin add in
//
// The analyzer stays what is right: a text that is not all ASCII, one in two thousand, is analysed by it, and that both
// say the same of others is tested on random texts.

import { doubled } from '../doubled.ts'
import { type Analyzer, longestTerm } from './analyzer.ts'
import { apostrophe, connector, endOfRun, kindOf, letter, startOfTiedRun } from './runs.ts'
import { longestShort, ShortWords, shortMargin } from './short-words.ts'
import { stem } from './stemmer.ts'

/** Terms by number: each is the bytes, in UTF-8, from where it starts to where it ends. */
export interface TermBytes {
  readonly bytes: Uint8Array
  readonly starts: Uint32Array
  readonly ends: Uint32Array
}

/**
 * All words and all terms have an entry, and most terms are words as well. An entry is four bytes each of what follows,
 * then the characters, and begins at a multiple of four bytes.
 *
 *     term      of a word: the entry of its term, or 0 for a stop word; `unknown` until it is folded
 *     number    of a term, and 1; 0 for what is no term so far
 *     length    in bytes
 */
const numberAt = 1
const lengthAt = 2
const headLength = 3
const unknown = -1

export class TermNumbers {
  /** How many terms there are. They are numbered in the order in which they are first met. */
  length = 0
  /** Of the terms of the text that was read last, in order; longer than that, and used again for the next one. */
  found = new Uint32Array(0)
  readonly #analyzer: Analyzer
  /** The text at hand, in small letters where it was looked up: a zero behind it, then a letter, where looking for words ends. */
  #text = new Uint8Array(0)
  /** The same bytes. */
  #view = new DataView(this.#text.buffer)
  /** Their codes, see `#codeOf`. */
  readonly #shortWords = new ShortWords()
  /** For each slot the hash of an entry and its place; 0 in an empty slot. At most half full. */
  #slots = new Int32Array(2 ** 12)
  #entries = new Int32Array(2 ** 14)
  /** The same bytes. */
  #bytes = new Uint8Array(this.#entries.buffer)
  #count = 0
  /** The place of the next entry. */
  #next = 0
  /** By number. */
  #termEntries = new Uint32Array(2 ** 10)
  /** A word that is folded, or a term. */
  #word = new Uint8Array(longestTerm)

  constructor(analyzer: Analyzer) {
    this.#analyzer = analyzer
    this.clear()
  }

  /** Numbers are given anew, from 0. To keep what words are folded to saves nothing that can be measured. */
  clear(): void {
    this.#shortWords.clear()
    this.#slots.fill(0)
    this.#count = 0
    this.length = 0
    // not 0, which is in empty slots
    this.#next = 1
    for (const word of this.#analyzer.stopWords)
      if (this.#analyzer.termOf(word) === '') this.#entries[this.#entryOfText(word)] = 0
  }

  /** How many terms the text has, whose numbers are in `found`. */
  read(text: string): number {
    const { length } = text
    this.#reserve(length)
    const { read, written } = encoder.encodeInto(text, this.#text)
    // All of it goes into as many bytes only if it is ASCII.
    if (read < length || written !== length) return this.#analyze(text)
    this.#text[length] = 0
    this.#text[length + 1] = letterBehind
    return this.#scan(length)
  }

  numberOf(term: string): number {
    return this.#numberOfEntry(this.#entryOfText(term))
  }

  /** Valid until the next text is read. */
  terms(): TermBytes {
    const starts = new Uint32Array(this.length)
    const ends = new Uint32Array(this.length)
    for (let number = 0; number < this.length; number++) {
      const entry = this.#termEntries[number]!
      starts[number] = 4 * (entry + headLength)
      ends[number] = starts[number]! + this.#entries[entry + lengthAt]!
    }
    return { bytes: this.#bytes, starts, ends }
  }

  #reserve(length: number): void {
    if (length + margin <= this.#text.length) return
    this.#text = new Uint8Array(Math.max(length + margin, 2 * this.#text.length))
    this.#view = new DataView(this.#text.buffer)
    // A text has no more terms than characters.
    this.found = new Uint32Array(this.#text.length)
  }

  #analyze(text: string): number {
    let count = 0
    this.#analyzer.analyze(text, (term) => {
      this.found[count++] = this.numberOf(term)
    })
    return count
  }

  #scan(length: number): number {
    const text = this.#text
    const { found } = this
    let count = 0
    for (let at = 0; ; ) {
      while (letters[text[at]!] === 0) at++
      if (at >= length) return count
      const from = at
      do at++
      while (letters[text[at]!] !== 0)
      if ((ties[text[at]!]! & tied[text[at + 1]!]!) !== 0 || at - from > longestTerm) {
        count = this.#readCompound(from, count)
        at = this.#end
        continue
      }
      const code = this.#codeOf(from, at)
      // Whether a word is a stop word cannot be foreseen, so no branch depends on it.
      found[count] = code >>> 1
      count += code & 1
    }
  }

  /** Where the compound that was read last ends. */
  #end = 0
  /** Its runs: where each starts and ends. */
  #runs = new Uint32Array(2 ** 6)

  /** A word of which more follows than letters: a compound, or a run with signs. Gives how many terms there are then. */
  #readCompound(from: number, before: number): number {
    const length = this.#cutRuns(from)
    const { found } = this
    const runs = this.#runs
    let count = before
    let compound = 0
    if (length > 2 && this.#end - from <= longestTerm) {
      compound = this.#codeOf(from, this.#end)
      found[count] = compound >>> 1
      count += compound & 1
    }
    for (let i = 0; i < length; i += 2) {
      const run = runs[i]!
      const code = this.#codeOf(run, Math.min(runs[i + 1]!, run + longestTerm))
      found[count] = code >>> 1
      if (code !== compound) count += code & 1
    }
    return count
  }

  /** Gives how much of `#runs` is taken. */
  #cutRuns(from: number): number {
    const text = this.#text
    let length = 0
    for (let run = from; run !== -1; run = startOfTiedRun(text, this.#end)) {
      this.#end = endOfRun(text, run)
      if (length === this.#runs.length) this.#runs = doubled(this.#runs)
      this.#runs[length++] = run
      this.#runs[length++] = this.#end
    }
    return length
  }

  /** Of a word of the text: twice the number of its term and 1, or 0 for a stop word. */
  #codeOf(from: number, to: number): number {
    if (to - from > longestShort) return this.#lookUp(from, to)
    const known = this.#shortWords.find(this.#view, from, to - from)
    if (known !== -1) return known
    const code = this.#lookUp(from, to)
    this.#shortWords.say(code)
    return code
  }

  #lookUp(from: number, to: number): number {
    const text = this.#text
    for (let at = from; at < to; at++) text[at] = small[text[at]!]!
    const term = this.#termOf(this.#entryAt(text, from, to))
    return term === 0 ? 0 : 2 * this.#numberOfEntry(term) + 1
  }

  /** The entry of the term that a word is folded to, as the analyzer folds it. */
  #termOf(entry: number): number {
    const known = this.#entries[entry]!
    if (known !== unknown) return known
    const term = this.#fold(entry)
    this.#entries[entry] = term
    return term
  }

  #fold(entry: number): number {
    const length = this.#entries[entry + lengthAt]!
    const word = this.#word
    let kinds = 0
    for (let i = 0; i < length; i++) {
      const char = this.#bytes[4 * (entry + headLength) + i]!
      word[i] = char
      kinds |= foldKinds[char]!
    }
    if ((kinds & withApostrophe) !== 0) return this.#termOfBytes(word, withoutApostrophes(word, length))
    if (kinds === (ofLetters | withHyphen)) return this.#termOfBytes(word, without(hyphen, word, length))
    return kinds === ofLetters ? this.#stemOf(length) : entry
  }

  #termOfBytes(word: Uint8Array, length: number): number {
    return this.#termOf(this.#entryAt(word, 0, length))
  }

  /** The entry of what the word at hand is stemmed to. */
  #stemOf(length: number): number {
    return this.#entryOfText(stem(Reflect.apply(String.fromCharCode, null, this.#word.subarray(0, length))))
  }

  #numberOfEntry(entry: number): number {
    const known = this.#entries[entry + numberAt]!
    if (known !== 0) return known - 1
    if (this.length === this.#termEntries.length) this.#termEntries = doubled(this.#termEntries)
    this.#termEntries[this.length++] = entry
    this.#entries[entry + numberAt] = this.length
    return this.length - 1
  }

  #entryOfText(text: string): number {
    if (this.#word.length < 3 * text.length) this.#word = new Uint8Array(3 * text.length)
    const { written } = encoder.encodeInto(text, this.#word)
    return this.#entryAt(this.#word, 0, written)
  }

  #entryAt(bytes: Uint8Array, from: number, to: number): number {
    let hash = 0
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at]!, hashFactor)
    return this.#entryOf(bytes, from, to, hash)
  }

  #entryOf(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const slots = this.#slots
    const entries = this.#entries
    const known = this.#bytes
    let slot = (2 * hash) & (slots.length - 1)
    for (let entry = slots[slot + 1]!; entry !== 0; entry = slots[slot + 1]!) {
      if (slots[slot] === hash && entries[entry + lengthAt] === to - from) {
        let byte = 4 * (entry + headLength)
        let at = from
        while (at < to && known[byte] === bytes[at]) {
          byte++
          at++
        }
        if (at === to) return entry
      }
      slot = (slot + 2) & (slots.length - 1)
    }
    const entry = this.#addEntry(bytes, from, to)
    this.#slots[slot] = hash
    this.#slots[slot + 1] = entry
    if (++this.#count * 4 > this.#slots.length) this.#growSlots()
    return entry
  }

  #addEntry(bytes: Uint8Array, from: number, to: number): number {
    const entry = this.#next
    this.#next += headLength + ((to - from + 3) >>> 2)
    while (this.#next > this.#entries.length) this.#growEntries()
    this.#entries[entry] = unknown
    this.#entries[entry + numberAt] = 0
    this.#entries[entry + lengthAt] = to - from
    const known = this.#bytes
    let byte = 4 * (entry + headLength)
    for (let at = from; at < to; at++) known[byte++] = bytes[at]!
    return entry
  }

  #growEntries(): void {
    this.#entries = doubled(this.#entries)
    this.#bytes = new Uint8Array(this.#entries.buffer)
  }

  #growSlots(): void {
    const known = this.#slots
    const slots = new Int32Array(2 * known.length)
    for (let i = 0; i < known.length; i += 2) {
      if (known[i + 1] === 0) continue
      let slot = (2 * known[i]!) & (slots.length - 1)
      while (slots[slot + 1] !== 0) slot = (slot + 2) & (slots.length - 1)
      slots[slot] = known[i]!
      slots[slot + 1] = known[i + 1]!
    }
    this.#slots = slots
  }
}

const encoder = new TextEncoder()
/** What may be read of the last word; the zero and the letter behind a text; it may take more bytes than characters. */
const margin = shortMargin + 4
const letterBehind = 'a'.charCodeAt(0)
const letterS = 's'.charCodeAt(0)
const hyphen = '-'.charCodeAt(0)
const straightApostrophe = "'".charCodeAt(0)
/** Of FNV-1a. */
const hashFactor = 0x01000193

/** By byte, the character in small letters. */
const small = table((char) => char.toLowerCase().charCodeAt(0))
/** The same, but 0 for what is no letter or digit. */
const letters = table((_, unit) => (kindOf(unit) === letter ? small[unit]! : 0))
// Whether a word may go on where a run of letters and digits ends: if the character there and the next one have a bit in
// common. The second bit is for `C#`, whatever comes next.
const ties = table((char, unit) =>
  char === '#' ? 2 : kindOf(unit) === connector || kindOf(unit) === apostrophe ? 1 : 0,
)
const tied = table((char, unit) => (kindOf(unit) === letter || '/\\+'.includes(char) ? 3 : 2))

// What folding asks of a word: which kinds of characters it has.
const ofLetters = 1
const withHyphen = 2
const withApostrophe = 4
const withOthers = 8
const foldKinds = table((char) =>
  /[a-z]/.test(char) ? ofLetters : char === '-' ? withHyphen : char === "'" ? withApostrophe : withOthers,
)

function table(of: (char: string, unit: number) => number): Uint8Array {
  return Uint8Array.from({ length: 2 ** 7 }, (_, unit) => of(String.fromCharCode(unit), unit))
}

/** Gives the length of the word then; so does `without`. */
function withoutApostrophes(word: Uint8Array, length: number): number {
  const isPossessive = word[length - 1] === letterS && word[length - 2] === straightApostrophe
  return without(straightApostrophe, word, isPossessive ? length - 2 : length)
}

function without(char: number, word: Uint8Array, length: number): number {
  let to = 0
  for (let at = 0; at < length; at++) if (word[at] !== char) word[to++] = word[at]!
  return to
}
