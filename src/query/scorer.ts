// Which documents of a segment score best?
//
// Naively: add up, for every document of every list, impact × weight, and take the best. Most of that work is for
// documents that common words alone name. So (block-max MaxScore, after Ding and Suel 2011, over windows of doc ids as
// Lucene does): a window is left out if the largest impacts of the blocks in it cannot reach the worst hit that counts;
// in the others the lists that together cannot reach it are only looked at for documents that the rest has named.
// Windows that promise most come first. All numbers are whole, so the result is exactly the naive one.

import { blockSize, type PostingList } from '../segment/postings.ts'
import type { TopHits } from './collector.ts'

export interface WeightedList {
  readonly list: PostingList
  /** Whole. */
  readonly weight: number
}

/** Doc ids a window has. */
const windowSize = 4096

/** Adds the best documents to `hits`, numbered from `firstDoc`. `allowed`, where given, has a 1 for each allowed document. */
export function scoreSegment(
  lists: readonly WeightedList[],
  documents: number,
  firstDoc: number,
  hits: TopHits,
  allowed: Uint8Array | null,
): void {
  const cursors = lists.map((list) => new WindowCursor(list, Math.ceil(documents / windowSize)))
  const bounds = Array.from({ length: Math.ceil(documents / windowSize) }, (_, window) =>
    cursors.reduce((sum, cursor) => sum + cursor.bounds[window]!, 0),
  )
  const order = [...bounds.keys()].sort((a, b) => bounds[b]! - bounds[a]! || a - b)
  const scores = new Int32Array(windowSize)
  for (const window of order) {
    if (bounds[window]! < hits.threshold) return
    scoreWindow(cursors, window, scores, allowed, hits, firstDoc)
  }
}

function scoreWindow(
  cursors: readonly WindowCursor[],
  window: number,
  scores: Int32Array,
  allowed: Uint8Array | null,
  hits: TopHits,
  firstDoc: number,
): void {
  const present = cursors.filter((cursor) => cursor.bounds[window]! > 0)
  present.sort((a, b) => b.bounds[window]! - a.bounds[window]!)
  /** `rest[i]` is what the lists from i on can add at most. */
  const rest = new Array<number>(present.length + 1).fill(0)
  for (let i = present.length - 1; i >= 0; i--) rest[i] = rest[i + 1]! + present[i]!.bounds[window]!
  let essential = 0
  while (essential < present.length && rest[essential]! >= hits.threshold) essential++

  const first = window * windowSize
  scores.fill(0)
  for (let i = 0; i < essential; i++) present[i]!.addTo(scores, window)
  let candidates: number[] = []
  const needed = hits.threshold - rest[essential]!
  for (let slot = 0; slot < windowSize; slot++) {
    if (scores[slot]! > 0 && scores[slot]! >= needed && (allowed === null || allowed[first + slot] === 1))
      candidates.push(slot)
  }
  for (let i = essential; i < present.length; i++) {
    if (candidates.length === 0) return
    present[i]!.addToSome(scores, window, candidates)
    const enough = hits.threshold - rest[i + 1]!
    candidates = candidates.filter((slot) => scores[slot]! >= enough)
  }
  for (const slot of candidates) {
    if (scores[slot]! >= hits.threshold) hits.add(firstDoc + first + slot, scores[slot]!)
  }
}

/** A list as its windows see it. */
class WindowCursor {
  /** Per window, what the list can add to a document in it at most. */
  readonly bounds: Int32Array
  readonly #list: PostingList
  readonly #weight: number
  /** Per window, the first block that reaches into it. */
  readonly #firstBlocks: Int32Array
  readonly #docs = new Int32Array(blockSize)
  readonly #impacts = new Uint8Array(blockSize)
  #decoded = -1
  #count = 0

  constructor({ list, weight }: WeightedList, windows: number) {
    this.#list = list
    this.#weight = weight
    this.bounds = new Int32Array(windows)
    this.#firstBlocks = new Int32Array(windows).fill(list.blocks)
    for (let block = 0, from = 0; block < list.blocks; block++) {
      const last = Math.floor(list.lastDocs[block]! / windowSize)
      for (let window = Math.floor(from / windowSize); window <= last; window++) {
        this.bounds[window] = Math.max(this.bounds[window]!, list.maxima[block]! * weight)
        this.#firstBlocks[window] = Math.min(this.#firstBlocks[window]!, block)
      }
      from = list.lastDocs[block]! + 1
    }
  }

  addTo(scores: Int32Array, window: number): void {
    const first = window * windowSize
    const end = first + windowSize
    for (let block = this.#firstBlocks[window]!; block < this.#list.blocks; block++) {
      this.#decode(block)
      for (let i = 0; i < this.#count; i++) {
        const doc = this.#docs[i]!
        if (doc >= end) return
        if (doc >= first) scores[doc - first]! += this.#impacts[i]! * this.#weight
      }
    }
  }

  /** Only for the candidates, which ascend; blocks without one are not decoded. */
  addToSome(scores: Int32Array, window: number, candidates: readonly number[]): void {
    const first = window * windowSize
    let block = this.#firstBlocks[window]!
    for (let next = 0, i = 0; next < candidates.length; ) {
      const doc = first + candidates[next]!
      const before = block
      while (block < this.#list.blocks && this.#list.lastDocs[block]! < doc) block++
      if (block === this.#list.blocks) return
      this.#decode(block)
      if (block !== before) i = 0
      while (this.#docs[i]! < doc) i++
      if (this.#docs[i] === doc) scores[candidates[next]!]! += this.#impacts[i]! * this.#weight
      next++
    }
  }

  #decode(block: number): void {
    if (this.#decoded === block) return
    this.#count = this.#list.decode(block, this.#docs, this.#impacts)
    this.#decoded = block
  }
}
