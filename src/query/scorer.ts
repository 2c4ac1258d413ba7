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

/** Doc ids a window has. In smaller ones more can be left out, but each costs a look at every list. */
const windowSize = 4096

/** Adds the best documents to `hits`, numbered from `firstDoc`. `allowed`, where given, has a 1 for each allowed document. */
export function scoreSegment(
  lists: readonly WeightedList[],
  documents: number,
  firstDoc: number,
  hits: TopHits,
  allowed: Uint8Array | null,
): void {
  const windows = Math.ceil(documents / windowSize)
  const cursors = lists.map((list) => new WindowCursor(list, windows))
  const bounds = new Int32Array(windows)
  for (const cursor of cursors) for (let i = 0; i < windows; i++) bounds[i]! += cursor.bounds[i]!
  const order = [...bounds.keys()].sort((a, b) => bounds[b]! - bounds[a]! || a - b)
  const scores = new Int32Array(windowSize)
  const candidates = new Int32Array(windowSize)
  for (const window of order) {
    if (bounds[window]! < hits.threshold) return
    scoreWindow(cursors, { window, firstDoc, allowed, scores, candidates }, hits)
  }
}

interface WindowTask {
  readonly window: number
  /** Of the segment in the index. */
  readonly firstDoc: number
  readonly allowed: Uint8Array | null
  /** By slot, the place of a document in the window; the contents do not matter. */
  readonly scores: Int32Array
  readonly candidates: Int32Array
}

function scoreWindow(cursors: readonly WindowCursor[], task: WindowTask, hits: TopHits): void {
  const { window, scores, candidates } = task
  const present = cursors.filter((cursor) => cursor.bounds[window]! > 0)
  present.sort((a, b) => b.bounds[window]! - a.bounds[window]!)
  /** `rest[i]` is what the lists from i on can add at most. */
  const rest = new Int32Array(present.length + 1)
  for (let i = present.length - 1; i >= 0; i--) rest[i] = rest[i + 1]! + present[i]!.bounds[window]!
  let essential = 0
  while (essential < present.length && rest[essential]! >= hits.threshold) essential++

  scores.fill(0)
  for (let i = 0; i < essential; i++) present[i]!.addTo(scores, window)
  let count = findCandidates(task, Math.max(1, hits.threshold - rest[essential]!))
  for (let i = essential; i < present.length && count > 0; i++) {
    present[i]!.addToSome(scores, window, candidates, count)
    count = keepAtLeast(hits.threshold - rest[i + 1]!, scores, candidates, count)
  }
  const first = task.firstDoc + window * windowSize
  for (let i = 0; i < count; i++) {
    const score = scores[candidates[i]!]!
    if (score >= hits.threshold) hits.add(first + candidates[i]!, score)
  }
}

/** Slots that have `needed` already, ascending; returns how many there are. */
function findCandidates({ window, allowed, scores, candidates }: WindowTask, needed: number): number {
  const first = window * windowSize
  let count = 0
  for (let slot = 0; slot < windowSize; slot++) {
    if (scores[slot]! < needed) continue
    if (allowed === null || allowed[first + slot] === 1) candidates[count++] = slot
  }
  return count
}

function keepAtLeast(needed: number, scores: Int32Array, candidates: Int32Array, count: number): number {
  let kept = 0
  for (let i = 0; i < count; i++) {
    const slot = candidates[i]!
    if (scores[slot]! >= needed) candidates[kept++] = slot
  }
  return kept
}

/** A list as its windows see it. */
class WindowCursor {
  /** Per window, what the list can add to a document in it at most. */
  readonly bounds: Int32Array
  readonly #list: PostingList
  readonly #weight: number
  /** Per window, the first block that reaches into it. */
  readonly #firstBlocks: Int32Array

  constructor({ list, weight }: WeightedList, windows: number) {
    this.#list = list
    this.#weight = weight
    this.bounds = new Int32Array(windows)
    this.#firstBlocks = new Int32Array(windows).fill(list.blocks)
    for (let block = 0, from = 0; block < list.blocks; block++) {
      const last = Math.floor(list.lastDocs[block]! / windowSize)
      const bound = list.maxima[block]! * weight
      for (let window = Math.floor(from / windowSize); window <= last; window++) {
        if (bound > this.bounds[window]!) this.bounds[window] = bound
        if (block < this.#firstBlocks[window]!) this.#firstBlocks[window] = block
      }
      from = list.lastDocs[block]! + 1
    }
  }

  addTo(scores: Int32Array, window: number): void {
    const { docs, impacts, blocks } = this.#list
    const first = window * windowSize
    const end = first + windowSize
    for (let block = this.#firstBlocks[window]!; block < blocks; block++) {
      const to = this.#list.endOf(block)
      for (let i = block * blockSize; i < to; i++) {
        const doc = docs[i]!
        if (doc >= end) return
        if (doc >= first) scores[doc - first]! += impacts[i]! * this.#weight
      }
    }
  }

  /** Only for the candidates, which ascend; blocks without one are not decoded. */
  addToSome(scores: Int32Array, window: number, candidates: Int32Array, count: number): void {
    const { docs, impacts, lastDocs, blocks } = this.#list
    const first = window * windowSize
    let block = this.#firstBlocks[window]!
    let i = block * blockSize
    for (let next = 0; next < count; next++) {
      const slot = candidates[next]!
      const doc = first + slot
      if (lastDocs[block]! < doc) {
        while (block < blocks && lastDocs[block]! < doc) block++
        if (block === blocks) return
        i = block * blockSize
      }
      this.#list.endOf(block)
      while (docs[i]! < doc) i++
      if (docs[i] === doc) scores[slot]! += impacts[i]! * this.#weight
    }
  }
}
