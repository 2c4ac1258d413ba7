// Was this read before?
//
// What was read is kept up to a number of bytes; what was not asked for longest goes first. A read under way is shared,
// one that failed is forgotten, so that it may be tried again.

interface Entry {
  readonly value: Promise<Uint8Array>
  /** 0 until it is read. */
  bytes: number
}

export class RangeCache {
  readonly #limit: number
  /** A map gives its keys in the order of insertion: the oldest first. */
  readonly #entries = new Map<string, Entry>()
  #bytes = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  get(key: string, read: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const known = this.#entries.get(key)
    if (known !== undefined) {
      this.#entries.delete(key)
      this.#entries.set(key, known)
      return known.value
    }
    const entry: Entry = { value: read(), bytes: 0 }
    this.#entries.set(key, entry)
    entry.value.then(
      (value) => this.#keep(key, entry, value.length),
      () => this.#entries.delete(key),
    )
    return entry.value
  }

  #keep(key: string, entry: Entry, bytes: number): void {
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
