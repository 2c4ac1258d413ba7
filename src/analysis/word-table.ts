// Which word is this, if it was seen before?
//
// Texts repeat their words, and a look-up is a tenth of the cost of stemming. A `Map` from words gives as much, but a
// word has to be cut out of its text and hashed to be looked up, which took two thirds of the time of analysis. Here a
// word that is known is found where it stands, and goes by a number.

/** Numbers of words are below. */
const mostWords = 1 << 17

const lastSlot = 2 * mostWords - 1

/** Forgets all when full, to bound memory. */
export class WordTable {
  readonly #termOf: (word: string) => string
  /** By number; none has the number 0. */
  readonly terms = ['']
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
