// What was said of this word, if it is short and came a moment ago?
//
// Of a hundred words of a text 99 have up to twelve characters and 93 came before within some hundred articles. To find
// one in a table of all words takes three places of memory, none of them at hand: its slot, its entry, the characters. Here
// a word is three numbers of four bytes each, read as they stand in the text, and what was said of it is beside them.
//
//     Setup        'setu'  'p'  ''   said       in the one slot that this word may have; another one drives it out
//
// No character is looked at by itself. All are put in small letters by setting one bit of each, which makes no two of the
// characters that words have the same, but for the two forms of a letter.

/** In characters. */
export const longestShort = 12
/** So much may be read behind the beginning of a word. */
export const shortMargin = longestShort

/** A slot is the three numbers of the word and what was said of it. */
const slotSize = 4
/** Half a megabyte. Of fewer slots words are driven out more often; more are farther away, which takes as long. */
const slotBits = 15

export class ShortWords {
  readonly #slots = new Int32Array(slotSize * 2 ** slotBits)
  /** The word that was not found last. */
  readonly #missed = { slot: 0, head: 0, middle: 0, tail: 0 }

  clear(): void {
    this.#slots.fill(0)
  }

  /** What was said of the word of `length` bytes that stands there, in ASCII; -1 if it is not known. */
  find(text: DataView, at: number, length: number): number {
    const slots = this.#slots
    const mask = 3 * length
    const head = (text.getInt32(at, true) | smallBits) & masks[mask]!
    const middle = (text.getInt32(at + 4, true) | smallBits) & masks[mask + 1]!
    const tail = (text.getInt32(at + 8, true) | smallBits) & masks[mask + 2]!
    const sum = Math.imul(head, 0x9e3779b1) + Math.imul(middle, 0x85ebca6b) + Math.imul(tail, 0xc2b2ae35)
    const slot = slotSize * (Math.imul(sum ^ (sum >>> 15), 0x27d4eb2d) >>> (32 - slotBits))
    // No word begins with a zero, as empty slots do.
    if (slots[slot] === head && slots[slot + 1] === middle && slots[slot + 2] === tail)
      return slots[slot + 3]!
    const missed = this.#missed
    missed.slot = slot
    missed.head = head
    missed.middle = middle
    missed.tail = tail
    return -1
  }

  /** Says something of the word that was not found last: a number from 0. */
  say(said: number): void {
    const slots = this.#slots
    const { slot, head, middle, tail } = this.#missed
    slots[slot] = head
    slots[slot + 1] = middle
    slots[slot + 2] = tail
    slots[slot + 3] = said
  }
}

/** What tells a small letter from a capital one, of four characters. */
const smallBits = 0x20202020

/** By three times the length of a word: the bytes of its numbers that belong to it. */
const masks = Int32Array.from({ length: 3 * (longestShort + 1) }, (_, at) => {
  const bytes = Math.trunc(at / 3) - 4 * (at % 3)
  return bytes >= 4 ? -1 : 2 ** (8 * Math.max(0, bytes)) - 1
})
