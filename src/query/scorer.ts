// Which documents of a segment score best?
//
// Naively: add up, for every document of every list, impact × weight, and take the best. Most of that work is for
// documents that common words alone name. So, window by window of doc ids (MaxScore, after Turtle and Flood 1995, with
// the bounds of blocks, after Ding and Suel 2011):
//
//     lists in order of what they can add at most
//     ├─ as long as the rest together could still carry a document into the result: add the whole list
//     └─ then only documents that are named already can get there: look them up in the rest, and drop each as soon as
//        what it has and what is left, by the bound of the very block it would be in, fall short
//
// What falls short is told by the worst hit so far, or by the k-th best partial sum, whichever is more. Windows that
// promise most come first, and one that cannot reach the worst hit ends the search. All numbers are whole, so the result
// is exactly the naive one.

import { blockSize, type PostingList } from '../segment/postings.ts'
import { kthLargest, type TopHits } from './collector.ts'

export interface WeightedList {
  readonly list: PostingList
  /** Whole. */
  readonly weight: number
}

/** Doc ids a window has. In smaller ones more can be left out, but each costs a look at every list. */
const windowSize = 65_536

/** Adds the best documents to `hits`, numbered from `firstDoc`. `allowed`, where given, has a 1 for each allowed document. */
export function scoreSegment(
  lists: readonly WeightedList[],
  documents: number,
  firstDoc: number,
  hits: TopHits,
  allowed: Uint8Array | null,
): void {
  const windows = Array.from({ length: Math.ceil(documents / windowSize) }, (_, number) => {
    const from = number * windowSize
    const cursors = lists.flatMap((list) =>
      WindowCursor.over(list, from, Math.min(documents, from + windowSize)),
    )
    const bound = cursors.reduce((sum, cursor) => sum + cursor.bound, 0)
    return { from, cursors, bound }
  })
  windows.sort((a, b) => b.bound - a.bound || a.from - b.from)
  for (const { from, cursors, bound } of windows) {
    if (bound < hits.threshold) return
    const size = Math.min(windowSize, documents - from)
    new Window({ from, size, firstDoc, allowed }, hits).score(cursors)
  }
}

interface WindowPlace {
  readonly from: number
  readonly size: number
  readonly firstDoc: number
  readonly allowed: Uint8Array | null
}

/** Of what lists can add to the k-th best partial sum, they are taken to add this part at least. */
const leastGrowth = 1 / 16

/** Used for one window after the other: a fresh megabyte for each query would cost as much as the query. */
const scratch = { scores: new Int32Array(0), named: new Int32Array(0) }

/** Documents are named by their place in the window, their *slot*. */
class Window {
  readonly #place: WindowPlace
  readonly #hits: TopHits
  readonly #scores: Int32Array
  /** The slots that have a score. */
  readonly #named: Int32Array
  #count = 0
  /** No document with less can get into the result. */
  #needed: number

  constructor(place: WindowPlace, hits: TopHits) {
    this.#place = place
    this.#hits = hits
    if (scratch.scores.length < place.size) {
      scratch.scores = new Int32Array(place.size)
      scratch.named = new Int32Array(place.size)
    }
    this.#scores = scratch.scores.fill(0, 0, place.size)
    this.#named = scratch.named
    this.#needed = hits.threshold
  }

  score(cursors: WindowCursor[]): void {
    cursors.sort((a, b) => b.bound - a.bound)
    /** `rest[i]` is what the lists from i on can add at most. */
    const rest = new Int32Array(cursors.length + 1)
    for (let i = cursors.length - 1; i >= 0; i--) rest[i] = rest[i + 1]! + cursors[i]!.bound

    let next = 0
    // A look for the k-th best partial sum is worth it where that is likely to be more than the rest.
    let kth = 0
    let added = 0
    let growth = 1
    for (; next < cursors.length && rest[next]! >= this.#needed; next++) {
      this.#addAll(cursors[next]!)
      added += cursors[next]!.bound
      if (kth + growth * added <= rest[next + 1]!) continue
      const before = kth
      kth = this.#raiseNeeded()
      growth = Math.max(leastGrowth, (kth - before) / added)
      added = 0
    }
    this.#dropBelow(this.#needed - rest[next]!)
    let sorted = false
    for (; next < cursors.length && this.#count > 0; next++) {
      const cursor = cursors[next]!
      // to look up more documents than a list has takes longer than to go through the list
      if (this.#count > cursor.list.count) this.#addAll(cursor, true)
      else {
        if (!sorted) this.#named.subarray(0, this.#count).sort()
        sorted = true
        this.#addToNamed(cursor, rest[next + 1]!)
      }
      this.#raiseNeeded()
      this.#dropBelow(this.#needed - rest[next + 1]!)
    }
    const first = this.#place.firstDoc + this.#place.from
    for (let i = 0; i < this.#count; i++) {
      const slot = this.#named[i]!
      if (this.#scores[slot]! >= this.#hits.threshold) this.#hits.add(first + slot, this.#scores[slot]!)
    }
  }

  /** `known`: only to those that have a score. */
  #addAll({ list, weight, firstBlock }: WindowCursor, known = false): void {
    const { docs, impacts, blocks } = list
    const { from, size, allowed } = this.#place
    const scores = this.#scores
    const named = this.#named
    let count = this.#count
    every: for (let block = firstBlock; block < blocks; block++) {
      const end = list.endOf(block)
      for (let i = block * blockSize; i < end; i++) {
        const slot = docs[i]! - from
        if (slot < 0) continue
        if (slot >= size) break every
        const score = scores[slot]!
        if (score === 0) {
          if (known) continue
          if (allowed !== null && allowed[from + slot] === 0) continue
          named[count++] = slot
        }
        scores[slot] = score + impacts[i]! * weight
      }
    }
    this.#count = count
  }

  /** Blocks are decoded only for documents that they can still carry into the result. */
  #addToNamed({ list, weight, firstBlock }: WindowCursor, rest: number): void {
    const { docs, impacts, lastDocs, maxima, blocks } = list
    const { from } = this.#place
    const scores = this.#scores
    let block = firstBlock
    let i = block * blockSize
    let decoded = -1
    for (let next = 0; next < this.#count; next++) {
      const slot = this.#named[next]!
      const doc = from + slot
      if (lastDocs[block]! < doc) {
        do block++
        while (block < blocks && lastDocs[block]! < doc)
        if (block === blocks) return
        i = block * blockSize
      }
      if (scores[slot]! + maxima[block]! * weight + rest < this.#needed) continue
      if (decoded !== block) {
        list.endOf(block)
        decoded = block
      }
      while (docs[i]! < doc) i++
      if (docs[i] === doc) scores[slot]! += impacts[i]! * weight
    }
  }

  /** The k-th best partial sum. */
  #raiseNeeded(): number {
    const kth = kthLargest(this.#hits.size, this.#scores, this.#named, this.#count)
    if (kth > this.#needed) this.#needed = kth
    return kth
  }

  #dropBelow(least: number): void {
    let kept = 0
    for (let i = 0; i < this.#count; i++) {
      const slot = this.#named[i]!
      if (this.#scores[slot]! >= least) this.#named[kept++] = slot
    }
    this.#count = kept
  }
}

/** The part of a list that lies in one window. */
class WindowCursor {
  readonly list: PostingList
  readonly weight: number
  readonly firstBlock: number
  /** What the list adds to a document of the window at most. */
  readonly bound: number

  private constructor({ list, weight }: WeightedList, firstBlock: number, maximum: number) {
    this.list = list
    this.weight = weight
    this.firstBlock = firstBlock
    this.bound = maximum * weight
  }

  /** None where the list has no block that reaches into the window. */
  static over(weighted: WeightedList, from: number, to: number): WindowCursor[] {
    const { lastDocs, maxima, blocks } = weighted.list
    let first = 0
    while (first < blocks && lastDocs[first]! < from) first++
    if (first === blocks || (first > 0 && lastDocs[first - 1]! >= to - 1)) return []
    let maximum = 0
    for (let block = first; block < blocks; block++) {
      maximum = Math.max(maximum, maxima[block]!)
      if (lastDocs[block]! >= to - 1) break
    }
    return [new WindowCursor(weighted, first, maximum)]
  }
}
