// Which word is this, if it was seen before?
//
// Texts repeat their words, and a look-up is a tenth of the cost of stemming. A `Map` from words gives as much, but a
// word has to be cut out of its text and hashed to be looked up, which took two thirds of the time of analysis. Here a
// word that is known is found where it stands, and goes by a number: whoever knows more of words keeps it in an array.

/** Numbers of words are below. */
export const mostWords = 1 << 17

/** Forgets all when full, to bound memory. */
export class WordTable {
  readonly #termOf: (word: string) => string
  /** By number. */
  readonly terms: string[] = []
  /** How often it has forgotten: numbers are given anew then. */
  forgotten = 0
  readonly #words: string[] = []
  /** Open addressing, at most half full: number of the word and 1, or 0. */
  readonly #slots = new Uint32Array(2 * mostWords)

  constructor(termOf: (word: string) => string) {
    this.#termOf = termOf
  }

  /** Of the word in these characters from `from` to `to`. */
  numberAt(units: Uint16Array, from: number, to: number): number {
    const slots = this.#slots
    const mask = slots.length - 1
    let slot = hashOf(units, from, to) & mask
    for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const number = slots[slot]! - 1
      if (isAt(this.#words[number]!, units, from, to)) return number
    }
    if (this.terms.length === mostWords) {
      this.#forget()
      return this.numberAt(units, from, to)
    }
    const word = String.fromCharCode(...units.subarray(from, to))
    this.terms.push(this.#termOf(word))
    return (slots[slot] = this.#words.push(word)) - 1
  }

  #forget(): void {
    this.terms.length = this.#words.length = 0
    this.#slots.fill(0)
    this.forgotten++
  }
}

/** A number from 0 that is known of each word of a table, worked out when it is first asked for. */
export class OfWords {
  readonly #table: WordTable
  readonly #workOut: (term: string) => number
  /** Each and 1; 0 where none was asked for. */
  readonly #values = new Uint32Array(mostWords)
  #forgotten = 0

  constructor(table: WordTable, workOut: (term: string) => number) {
    this.#table = table
    this.#workOut = workOut
  }

  at(word: number): number {
    const { forgotten, terms } = this.#table
    if (this.#forgotten !== forgotten) {
      this.#values.fill(0)
      this.#forgotten = forgotten
    }
    const known = this.#values[word]!
    if (known !== 0) return known - 1
    const value = this.#workOut(terms[word]!)
    this.#values[word] = value + 1
    return value
  }
}

/** FNV-1a. */
function hashOf(units: Uint16Array, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ units[at]!, 0x01000193)
  return hash
}

function isAt(word: string, units: Uint16Array, from: number, to: number): boolean {
  if (word.length !== to - from) return false
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) !== units[from + i]) return false
  return true
}
