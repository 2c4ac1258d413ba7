// Was this name of a term seen, and as the how manieth?
//
// A `Map<number, number>` for a few hundred names that is asked fifty thousand times an answer: two arrays of whole
// numbers, looked up from the place that the name hashes to onwards. Names are 0 or more and below 2^31.

export class NameTable {
  #names: Int32Array
  #numbers: Int32Array
  #mask: number
  #size = 0

  /** Grows past `capacity` by itself. */
  constructor(capacity: number) {
    let places = 16
    while (places < capacity * 4) places *= 2
    this.#mask = places - 1
    this.#names = new Int32Array(places).fill(free)
    this.#numbers = new Int32Array(places)
  }

  get size(): number {
    return this.#size
  }

  /** Numbered in the order in which they were added, from 0; -1 for a name that was not. */
  find(name: number): number {
    const at = this.#placeOf(name)
    return this.#names[at] === free ? -1 : this.#numbers[at]!
  }

  /** The numbers of so many names, in one loop: a program that has just started has no time to make calls fast. */
  findAll(wanted: Uint32Array, count: number, into: Int32Array): void {
    const names = this.#names
    for (let i = 0; i < count; i++) {
      const name = wanted[i]!
      let at = (Math.imul(name, spread) >>> 7) & this.#mask
      while (names[at] !== free && names[at] !== name) at = (at + 1) & this.#mask
      into[i] = names[at] === free ? -1 : this.#numbers[at]!
    }
  }

  /** False if it was there already. */
  add(name: number): boolean {
    const at = this.#placeOf(name)
    if (this.#names[at] !== free) return false
    this.#names[at] = name
    this.#numbers[at] = this.#size++
    if (this.#size * 2 > this.#mask) this.#grow()
    return true
  }

  clear(): void {
    this.#names.fill(free)
    this.#size = 0
  }

  #placeOf(name: number): number {
    let at = (Math.imul(name, spread) >>> 7) & this.#mask
    while (this.#names[at] !== free && this.#names[at] !== name) at = (at + 1) & this.#mask
    return at
  }

  #grow(): void {
    const names = this.#names
    const numbers = this.#numbers
    this.#mask = this.#mask * 2 + 1
    this.#names = new Int32Array(this.#mask + 1).fill(free)
    this.#numbers = new Int32Array(this.#mask + 1)
    for (let i = 0; i < names.length; i++) {
      if (names[i] === free) continue
      const at = this.#placeOf(names[i]!)
      this.#names[at] = names[i]!
      this.#numbers[at] = numbers[i]!
    }
  }
}

const free = -1
/** 2^32 over the golden ratio: neighbouring names land far apart. */
const spread = 0x9e3779b1
