// Where in a text may the name of a product begin?
//
//     Setup of Microsoft Excel 97 stops      text
//              ^         ^                   at two of its words
//
// In most sentences nowhere. To find that out by looking up each word takes longer than to find those that are named, so
// the first one or two words of all names are known by their hashes, and only suspected words are cut out.

import { productNames } from './product-names.ts'
import { isGenitive, isOfWord, type Word, wordIn, wordsOfName } from './product-words.ts'

/** The words of a text as `splitWords` gives them, each cut out when it is asked for. Used again for the next text. */
export class SuspectedWords {
  /** 0 where no name may begin anywhere. */
  length = 0
  #text = ''
  readonly #from: number[] = []
  readonly #to: number[] = []
  /** Whether a name may begin with the word. A hash that two share may say so wrongly. */
  readonly #isSuspected: boolean[] = []
  #words: (Word | undefined)[] = []

  /** Cost: one pass. */
  read(text: string): this {
    const table = (openings ??= openingsOfNames())
    let count = 0
    let before = 0
    let isAnySuspected = false
    for (let at = 0; at < text.length; at++) {
      if (!isOfWord(text.charCodeAt(at))) continue
      this.#from[count] = at
      let word = 0
      for (; at < text.length && isOfWord(text.charCodeAt(at)); at++)
        word = withCharacter(word, text.charCodeAt(at))
      if (isGenitive(text, at)) {
        word = withCharacter(word, text.charCodeAt(at + 1))
        at += 2
      }
      this.#to[count] = at
      this.#isSuspected[count] = isSet(table, placeOf(word))
      if (count > 0 && isSet(table, placeOfTwo(before, word))) this.#isSuspected[count - 1] = true
      isAnySuspected ||= this.#isSuspected[count]! || (count > 0 && this.#isSuspected[count - 1]!)
      before = word
      count++
    }
    this.#text = text
    this.length = isAnySuspected ? count : 0
    this.#words = new Array<Word | undefined>(this.length)
    return this
  }

  /** The first word from `i` on that a name may begin with; `length` where there is none. */
  suspected(i: number): number {
    while (i < this.length && !this.#isSuspected[i]!) i++
    return i
  }

  at(i: number): Word | undefined {
    return i < 0 || i >= this.length
      ? undefined
      : (this.#words[i] ??= wordIn(this.#text, this.#from[i]!, this.#to[i]!))
  }

  /** The first word that begins at `place` in the text or behind; `length` where there is none. */
  behind(place: number, i: number): number {
    while (i < this.length && this.#from[i]! < place) i++
    return i
  }
}

/** So many that one text in ten is suspected in vain; with an eighth of them half of all texts are. */
const placeBits = 18

/** A bit at the hash of each word that is a name, and at that of two words that begin one; made when it is first needed. */
let openings: Uint8Array | undefined

function openingsOfNames(): Uint8Array {
  const table = new Uint8Array(2 ** placeBits / 8)
  for (const { name, aliases } of productNames) {
    for (const spelling of [name, ...aliases]) {
      const [first, second] = wordsOfName(spelling).map(hashOf)
      const place = second === undefined ? placeOf(first!) : placeOfTwo(first!, second)
      table[place >> 3]! |= 1 << (place & 7)
    }
  }
  return table
}

function isSet(table: Uint8Array, place: number): boolean {
  return ((table[place >> 3]! >> (place & 7)) & 1) === 1
}

function hashOf(word: string): number {
  let hash = 0
  for (let i = 0; i < word.length; i++) hash = withCharacter(hash, word.charCodeAt(i))
  return hash
}

/** A letter counts the same in either case. */
function withCharacter(hash: number, code: number): number {
  return (Math.imul(hash, 31) + (code | 32)) | 0
}

function placeOf(word: number): number {
  return Math.imul(word, 0x9e3779b1) >>> (32 - placeBits)
}

function placeOfTwo(first: number, second: number): number {
  return placeOf(Math.imul(first, 0x85ebca6b) ^ second)
}
