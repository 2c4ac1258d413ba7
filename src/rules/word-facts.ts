// What is known of the words that articles tell their trouble with?
//
// All of it stands beside the characters by which a word is found: to fetch something from another place of a large memory
// takes longer than everything else that is done with a word.
//
//     slots      hash, place   hash, place   ...                             open addressing, at most half full
//     records    signs and bits, meaning, number, c a n n o t 0              one begins where the one before ends

import { generalBackground } from './background.ts'
import { signsOf, workOutMeaning } from './phrase.ts'
import { foldWord } from './token.ts'

/** Of a word's signs and bits. */
export function signsIn(facts: number): number {
  return facts & allSigns
}

export function bitsIn(facts: number): number {
  return (facts >>> signBits) / quarters
}

export function withoutSigns(facts: number): number {
  return facts & ~allSigns
}

const signBits = 16
const allSigns = 2 ** signBits - 1
/** The general background has quarters of bits. */
const quarters = 4

const mostWords = 2 ** 16
const slotsLength = 2 * 2 * mostWords
const recordsLength = 8 * mostWords
/** Longer words are not kept, nor any when there is no more room. */
const longest = 48

/** Where things stand in a record. */
const meaningAt = 1
const numberAt = 2
const charactersAt = 3
/** The record of a word that is not kept, until the next one; no slot has the place 0. */
const notKept = 0

export class WordFacts {
  readonly #slots = new Int32Array(slotsLength)
  readonly #records = new Int32Array(recordsLength)
  readonly #characters = new Uint16Array(this.#records.buffer)
  /** Folded, by number. */
  readonly #words: string[] = []
  readonly #meanings = new Map<string, number>()
  #end = charactersAt

  /** To be called before a sentence: makes room when there is none, and what was found of words until then is no more valid. */
  begin(): void {
    if (this.#hasRoom(longest)) return
    this.#slots.fill(0)
    this.#words.length = 0
    this.#meanings.clear()
    this.#end = charactersAt
  }

  /** A place to ask about below; valid until the next word is found. Cost: a look-up where the word is known. */
  find(text: string, units: Uint16Array, from: number, to: number): number {
    const slots = this.#slots
    let hash = 0
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ small(units[at]!), 0x9e3779b1)
    hash ^= hash >>> 15
    let slot = (hash << 1) & (slotsLength - 1)
    for (; slots[slot + 1] !== 0; slot = (slot + 2) & (slotsLength - 1))
      if (slots[slot] === hash && this.#isAt(slots[slot + 1]!, units, from, to)) return slots[slot + 1]!
    const word = foldWord(text.slice(from, to))
    if (to - from > longest || !this.#hasRoom(to - from)) return this.#record(notKept, word, -1)
    const place = this.#end
    const characters = 2 * (place + charactersAt)
    for (let at = from; at < to; at++) this.#characters[characters + at - from] = small(units[at]!)
    this.#characters[characters + to - from] = 0
    this.#end = place + lengthOfRecord(to - from)
    slots[slot] = hash
    slots[slot + 1] = place
    return this.#record(place, word, this.#words.push(word) - 1)
  }

  /** See `signsIn` and `bitsIn`. */
  factsAt(place: number): number {
    return this.#records[place]!
  }

  /** Words of one meaning have one number. */
  meaningAt(place: number): number {
    return this.#records[place + meaningAt]!
  }

  /** By which `wordOf` knows it; -1 for one that is not kept. */
  numberAt(place: number): number {
    return this.#records[place + numberAt]!
  }

  wordOf(number: number): string {
    return this.#words[number]!
  }

  numberOfMeaning(meaning: string): number {
    let number = this.#meanings.get(meaning)
    if (number === undefined) this.#meanings.set(meaning, (number = this.#meanings.size))
    return number
  }

  #record(place: number, word: string, number: number): number {
    const meaning = workOutMeaning(word)
    this.#records[place] = signsOf(word, meaning) | ((quarters * generalBackground.bits(word)) << signBits)
    this.#records[place + meaningAt] = this.numberOfMeaning(meaning)
    this.#records[place + numberAt] = number
    return place
  }

  #hasRoom(length: number): boolean {
    return this.#words.length < mostWords && this.#end + lengthOfRecord(length) <= recordsLength
  }

  #isAt(place: number, units: Uint16Array, from: number, to: number): boolean {
    const characters = this.#characters
    let character = 2 * (place + charactersAt)
    for (let at = from; at < to; at++) if (characters[character++] !== small(units[at]!)) return false
    return characters[character] === 0
  }
}

/** One for all: what is known of words stays known. */
export const wordFacts = new WordFacts()

/** With a zero behind its characters, two of which take the room of a number. */
function lengthOfRecord(characters: number): number {
  return charactersAt + (characters >> 1) + 1
}

function small(unit: number): number {
  return unit >= 65 && unit <= 90 ? unit | 32 : unit
}
