// Which of the documents seen so far are the best?
//
// They are kept in order: few of the documents that are seen get in, so finding the place of each from the end is quick
// enough. Of equal scores the lower doc id is better, so the result does not depend on the order in which documents come.

export interface Hit {
  readonly doc: number
  /** Whole, in units of 1 / 65,280 (256ths of idf times 255ths of a share). */
  readonly score: number
}

export class TopHits {
  /** At most so many. */
  readonly size: number
  /** Best first. */
  readonly #hits: Hit[] = []

  constructor(size: number) {
    this.size = size
  }

  /** A document must score at least this to get in; and at this score only with a low doc id. */
  get threshold(): number {
    if (this.#hits.length < this.size) return 1
    return this.#hits.at(-1)?.score ?? Number.POSITIVE_INFINITY
  }

  add(doc: number, score: number): void {
    const hits = this.#hits
    const hit = { doc, score }
    let at = hits.length
    while (at > 0 && isWorse(hits[at - 1]!, hit)) at--
    if (at === this.size) return
    hits.splice(at, 0, hit)
    if (hits.length > this.size) hits.pop()
  }

  /** Best first. */
  sorted(): Hit[] {
    return [...this.#hits]
  }
}

/** The k-th largest of `values[places[i]]` for i below `count`; 0 where there are fewer. Values are above 0. */
export function kthLargest(k: number, values: Int32Array, places: Int32Array, count: number): number {
  if (count < k || k === 0) return 0
  /** The k largest so far, the least on top. */
  const heap = new Int32Array(k)
  let least = 0
  for (let i = 0; i < count; i++) {
    const value = values[places[i]!]!
    if (value <= least) continue
    let at = 0
    for (let child = 1; child < k; child = 2 * at + 1) {
      if (child + 1 < k && heap[child + 1]! < heap[child]!) child++
      if (heap[child]! >= value) break
      heap[at] = heap[child]!
      at = child
    }
    heap[at] = value
    least = heap[0]!
  }
  return least
}

function isWorse(one: Hit, other: Hit): boolean {
  return one.score < other.score || (one.score === other.score && one.doc > other.doc)
}
