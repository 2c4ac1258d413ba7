// Which word is this, if it was seen before?
//
// Texts repeat their words, and a look-up is a tenth of the cost of stemming. A `Map` from words gives as much, but a
// word has to be cut out of its text and hashed to be looked up, which took two thirds of the time of analysis. Here a
// word that is known is found where it stands, and goes by a number: whoever knows more of words keeps it in an array.

/** Numbers of words are below. */
export const mostWords = 1 << 17

const lastSlot = 2 * mostWords - 1

/** Forgets all when full, to bound memory. */
export class WordTable {
  readonly #termOf: (word: string) => string
  /** By number; none has the number 0. */
  readonly terms = ['']
  /** How often it has forgotten: numbers are given anew then. */
  forgotten = 0
  /** The words, one after the other: to compare with strings takes longer. */
  readonly #units = new Uint16Array(10 * mostWords)
  /** By number, where its characters begin; the next one begins where they end. */
  readonly #starts = new Uint32Array(mostWords + 1)
  /** Numbers, 0 where there is none. Open addressing, at most half full. */
  readonly #slots = new Uint32Array(lastSlot + 1)

  constructor(termOf: (word: string) => string) {
    this.#termOf = termOf
  }

  /** Of the word in these characters from `from` to `to`. */
  numberAt(units: Uint16Array, from: number, to: number): number {
    const slots = this.#slots
    const starts = this.#starts
    // FNV-1a, but from 0.
    let slot = 0
    for (let at = from; at < to; at++) slot = Math.imul(slot ^ units[at]!, 0x01000193)
    for (; slots[(slot &= lastSlot)] !== 0; slot++) {
      const number = slots[slot]!
      if (this.#isAt(starts[number]!, starts[number + 1]!, units, from, to)) return number
    }
    const number = this.terms.length
    const end = starts[number]! + to - from
    if (number === mostWords || end > this.#units.length) {
      this.terms.length = 1
      slots.fill(0)
      this.forgotten++
      return this.numberAt(units, from, to)
    }
    const word = units.subarray(from, to)
    this.#units.set(word, starts[number])
    this.terms.push(this.#termOf(Reflect.apply(String.fromCharCode, null, word)))
    starts[number + 1] = end
    return (slots[slot] = number)
  }

  #isAt(start: number, end: number, units: Uint16Array, from: number, to: number): boolean {
    if (end - start !== to - from) return false
    for (; from < to; from++) if (this.#units[start++] !== units[from]) return false
    return true
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
