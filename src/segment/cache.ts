// Was this read before?
//
// What was read is kept up to a number of bytes; what was not asked for longest goes first. A read under way is shared,
// one that failed is forgotten, so that it may be tried again.

interface Entry<T> {
  readonly value: Promise<T>
  /** 0 until it is read. */
  bytes: number
}

export class Cache<T> {
  readonly #limit: number
  readonly #sizeOf: (value: T) => number
  /** A map gives its keys in the order of insertion: the oldest first. */
  readonly #entries = new Map<string, Entry<T>>()
  #bytes = 0

  constructor(limit: number, sizeOf: (value: T) => number) {
    this.#limit = limit
    this.#sizeOf = sizeOf
  }

  get(key: string, read: () => Promise<T>): Promise<T> {
    const known = this.#entries.get(key)
    if (known !== undefined) {
      this.#entries.delete(key)
      this.#entries.set(key, known)
      return known.value
    }
    const entry: Entry<T> = { value: read(), bytes: 0 }
    this.#entries.set(key, entry)
    entry.value.then(
      (value) => this.#keep(key, entry, this.#sizeOf(value)),
      () => this.#entries.delete(key),
    )
    return entry.value
  }

  #keep(key: string, entry: Entry<T>, bytes: number): void {
    if (this.#entries.get(key) !== entry) return
    entry.bytes = bytes
    this.#bytes += bytes
    for (const [oldest, { bytes }] of this.#entries) {
      if (this.#bytes <= this.#limit) return
      this.#entries.delete(oldest)
      this.#bytes -= bytes
    }
  }
}
