// Which number has this sequence of numbers, of those that were seen before?
//
// A `Map` from strings gives as much, but tens of thousands of strings to be cut out, hashed and kept take most of the time.

import { doubled } from '../doubled.ts'

/** Of characters a word, of words a sentence. */
export type Sequence = Uint16Array | Int32Array

export class SequenceNumbers {
  /** How many different ones were seen: their numbers, in that order, are below. */
  length = 0
  /** Numbers + 1, 0 where there is none. Open addressing, at most half full. */
  #slots = new Int32Array(2 ** 15)
  /** By number. */
  #hashes = new Int32Array(2 ** 14)
  /** By number, where it begins in `#items`; the next one begins where it ends. */
  #starts = new Int32Array(2 ** 14 + 1)
  #items = new Int32Array(2 ** 16)

  /** Of the items from `from` to `to`. One that is new gets the number that `length` was. */
  of(sequence: Sequence, from: number, to: number): number {
    // FNV-1a, but from 0
    let hash = 0
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ sequence[at]!, 0x01000193)
    hash ^= hash >>> 15
    let slot = hash & (this.#slots.length - 1)
    for (; this.#slots[slot] !== 0; slot = this.#next(slot)) {
      const number = this.#slots[slot]! - 1
      if (this.#hashes[number] === hash && this.#isAt(number, sequence, from, to)) return number
    }
    this.#slots[slot] = this.length + 1
    return this.#keep(hash, sequence.subarray(from, to))
  }

  /** The items of a number; valid until another is added. */
  items(number: number): Int32Array {
    return this.#items.subarray(this.#starts[number], this.#starts[number + 1])
  }

  #next(slot: number): number {
    return (slot + 1) & (this.#slots.length - 1)
  }

  #isAt(number: number, sequence: Sequence, from: number, to: number): boolean {
    let at = this.#starts[number]!
    if (this.#starts[number + 1]! - at !== to - from) return false
    for (let i = from; i < to; i++) if (this.#items[at++] !== sequence[i]) return false
    return true
  }

  #keep(hash: number, sequence: Sequence): number {
    const number = this.length++
    const start = this.#starts[number]!
    const end = start + sequence.length
    while (end > this.#items.length) this.#items = doubled(this.#items)
    this.#items.set(sequence, start)
    this.#hashes[number] = hash
    this.#starts[this.length] = end
    if (this.length === this.#hashes.length) this.#grow()
    return number
  }

  #grow(): void {
    const starts = new Int32Array(2 * this.length + 1)
    starts.set(this.#starts)
    this.#starts = starts
    this.#hashes = doubled(this.#hashes)
    this.#slots = new Int32Array(2 * this.#slots.length)
    for (let number = 0; number < this.length; number++) {
      let slot = this.#hashes[number]! & (this.#slots.length - 1)
      while (this.#slots[slot] !== 0) slot = this.#next(slot)
      this.#slots[slot] = number + 1
    }
  }
}
