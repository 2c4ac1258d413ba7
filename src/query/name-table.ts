// Was this name of a term seen, and as the how manieth?
//
// A `Map<number, number>` for a few hundred names that is asked fifty thousand times an answer: two arrays of whole
// numbers, looked up from the place on that the last bits of the name say. Names are 0 or more and below 2^31.

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

  /**
   * Of so many names those that were added: where they stand among them, and their numbers. Returns how many. In one loop:
   * a program that has just started has no time to make calls fast.
   */
  findAll(wanted: Uint32Array, count: number, places: Int32Array, numbers: Int32Array): number {
    const names = this.#names
    const mask = this.#mask
    let found = 0
    for (let i = 0; i < count; i++) {
      const name = wanted[i]!
      let at = name & mask
      let there = names[at]!
      while (there !== name && there !== free) {
        at = (at + 1) & mask
        there = names[at]!
      }
      if (there === free) continue
      places[found] = i
      numbers[found++] = this.#numbers[at]!
    }
    return found
  }

  /** Returns how many of so many names were not there yet. */
  addAll(names: Uint32Array, count: number): number {
    const before = this.#size
    let known = this.#names
    for (let i = 0; i < count; i++) {
      const name = names[i]!
      const mask = known.length - 1
      let at = name & mask
      let there = known[at]!
      while (there !== name && there !== free) {
        at = (at + 1) & mask
        there = known[at]!
      }
      if (there === name) continue
      this.#put(name, at)
      known = this.#names
    }
    return this.#size - before
  }

  /** False if it was there already. */
  add(name: number): boolean {
    const at = this.#placeOf(name)
    if (this.#names[at] !== free) return false
    this.#put(name, at)
    return true
  }

  clear(): void {
    this.#names.fill(free)
    this.#size = 0
  }

  #placeOf(name: number): number {
    const names = this.#names
    const mask = this.#mask
    let at = name & mask
    while (names[at] !== free && names[at] !== name) at = (at + 1) & mask
    return at
  }

  #put(name: number, at: number): void {
    this.#names[at] = name
    this.#numbers[at] = this.#size++
    if (this.#size * 2 > this.#mask) this.#grow()
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
