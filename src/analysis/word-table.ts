// Which term has this word, if it was seen before?
//
// Texts repeat their words, and a look-up is a tenth of the cost of stemming. A `Map` from words gives as much, but a
// word has to be cut out of its text and hashed to be looked up, which took two thirds of the time of analysis. Here a
// word that is known is found where it stands.

const rememberedWords = 1 << 17

/** Forgets all when full, to bound memory. */
export class WordTable {
  readonly #termOf: (word: string) => string
  readonly #words: string[] = []
  readonly #terms: string[] = []
  /** Open addressing, at most half full: number of the word and 1, or 0. */
  readonly #slots = new Uint32Array(2 * rememberedWords)

  constructor(termOf: (word: string) => string) {
    this.#termOf = termOf
  }

  termAt(text: string, from: number, to: number): string {
    const mask = this.#slots.length - 1
    let slot = hashOf(text, from, to) & mask
    for (; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
      const number = this.#slots[slot]! - 1
      if (isAt(this.#words[number]!, text, from, to)) return this.#terms[number]!
    }
    if (this.#words.length === rememberedWords) {
      this.#forget()
      return this.termAt(text, from, to)
    }
    // A slice alone would keep the whole text in memory for as long as the word.
    const word = ` ${text.slice(from, to)}`.slice(1)
    this.#words.push(word)
    this.#terms.push(this.#termOf(word))
    this.#slots[slot] = this.#words.length
    return this.#terms.at(-1)!
  }

  #forget(): void {
    this.#words.length = 0
    this.#terms.length = 0
    this.#slots.fill(0)
  }
}

/** FNV-1a over UTF-16 units. */
function hashOf(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash ^ (hash >>> 15)
}

function isAt(word: string, text: string, from: number, to: number): boolean {
  if (word.length !== to - from) return false
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) !== text.charCodeAt(from + i)) return false
  return true
}
