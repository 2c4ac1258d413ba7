// Which of the documents seen so far are the best?
//
// A heap of k hits with the worst on top. Of equal scores the lower doc id is better, so the result does not depend on
// the order in which documents come.

export interface Hit {
  readonly doc: number
  /** Whole, in units of 1 / 65,280 (256ths of idf times 255ths of a share). */
  readonly score: number
}

export class TopHits {
  /** At most so many. */
  readonly size: number
  readonly #heap: Hit[] = []

  constructor(size: number) {
    this.size = size
  }

  /** A document must score at least this to get in; and at this score only with a low doc id. */
  get threshold(): number {
    if (this.#heap.length < this.size) return 1
    return this.#heap[0]?.score ?? Number.POSITIVE_INFINITY
  }

  add(doc: number, score: number): void {
    const hit = { doc, score }
    if (this.#heap.length < this.size) {
      this.#heap.push(hit)
      this.#up()
    } else if (this.size > 0 && isWorse(this.#heap[0]!, hit)) {
      this.#heap[0] = hit
      this.#down()
    }
  }

  /** Best first. */
  sorted(): Hit[] {
    return [...this.#heap].sort((a, b) => b.score - a.score || a.doc - b.doc)
  }

  #up(): void {
    const heap = this.#heap
    for (let at = heap.length - 1; at > 0; ) {
      const parent = (at - 1) >> 1
      if (!isWorse(heap[at]!, heap[parent]!)) return
      swap(heap, at, parent)
      at = parent
    }
  }

  #down(): void {
    const heap = this.#heap
    for (let at = 0; ; ) {
      let worst = at
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < heap.length && isWorse(heap[child]!, heap[worst]!)) worst = child
      }
      if (worst === at) return
      swap(heap, at, worst)
      at = worst
    }
  }
}

/** The k-th largest of `values[places[i]]` for i below `count`; 0 where there are fewer. Values are above 0. */
export function kthLargest(k: number, values: Int32Array, places: Int32Array, count: number): number {
  if (count < k || k === 0) return 0
  /** The k largest so far, the least on top. */
  const heap = new Int32Array(k)
  for (let i = 0; i < count; i++) {
    const value = values[places[i]!]!
    if (value <= heap[0]!) continue
    let at = 0
    for (let child = 1; child < k; child = 2 * at + 1) {
      if (child + 1 < k && heap[child + 1]! < heap[child]!) child++
      if (heap[child]! >= value) break
      heap[at] = heap[child]!
      at = child
    }
    heap[at] = value
  }
  return heap[0]!
}

function isWorse(one: Hit, other: Hit): boolean {
  return one.score < other.score || (one.score === other.score && one.doc > other.doc)
}

function swap(heap: Hit[], a: number, b: number): void {
  const held = heap[a]!
  heap[a] = heap[b]!
  heap[b] = held
}
