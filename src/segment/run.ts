// How are more postings sorted than fit into memory?
//
// As in any external sort: what fits is sorted and written as a *run*; the runs are merged, reading each from its
// beginning to its end. Documents carry the numbers they were read under; the merge gives them their doc ids and drops
// those that are no part of the index.
//
//     run     term…                in order
//     term    bytes of it, these bytes, its number in the inverter, documents, then per document
//               its number (as difference), its weighted count
//
// A run ends with a term of no documents.

import { ByteWriter, decodeText } from './bytes.ts'
import type { TermDocuments } from './inverter.ts'
import { compareTerms } from './term-dictionary.ts'

/** A term with its documents, ascending, and the number by which sequences name it. */
export interface NumberedTerm extends TermDocuments {
  readonly number: number
}

/** Writes a run in pieces of some 64 KB. An array that `append` was given may be used again after the call. */
export class RunWriter {
  readonly #append: (bytes: Uint8Array) => void
  readonly #bytes = new ByteWriter(2 ** 17)

  constructor(append: (bytes: Uint8Array) => void) {
    this.#append = append
  }

  /** Terms come in order. */
  add({ term, number, docs, counts }: NumberedTerm): void {
    const bytes = this.#bytes
    bytes.text(term)
    bytes.varint(number)
    bytes.varint(docs.length)
    let last = 0
    for (let i = 0; i < docs.length; i++) {
      bytes.varint(docs[i]! - last)
      bytes.varint(counts[i]!)
      last = docs[i]!
    }
    if (bytes.length >= 2 ** 16) this.#flush()
  }

  finish(): void {
    this.add({ term: '', number: 0, docs: [], counts: [] })
    this.#flush()
  }

  #flush(): void {
    this.#append(this.#bytes.view())
    this.#bytes.clear()
  }
}

/** A term of one run. */
interface RunTerm extends NumberedTerm {
  readonly run: number
}

/** Where a term came from: its number in each inverter that had it. */
export type Sources = readonly { readonly run: number; readonly number: number }[]

/**
 * All terms of all runs in order, each once, with its doc ids ascending. `docIdOf` gives the doc id of a document by
 * the number it was read under, -1 for one that is dropped; a term of dropped documents alone does not come. `read`
 * gives the next bytes of a run, in pieces of any size.
 */
export function* mergeRuns(
  runs: readonly Iterable<Uint8Array>[],
  docIdOf: Int32Array,
): Generator<TermDocuments & { readonly sources: Sources }> {
  const readers = runs.map((pieces, run) => readRun(pieces, run))
  const heads = readers.map((reader) => reader.next().value as RunTerm | undefined)
  for (;;) {
    const same = leastOf(heads)
    if (same.length === 0) return
    for (const { run } of same) heads[run] = readers[run]!.next().value as RunTerm | undefined
    const merged = mergeDocuments(same, docIdOf)
    if (merged.docs.length > 0) yield { term: same[0]!.term, ...merged, sources: same }
  }
}

/** Those of the first term in order; none when all runs have ended. */
function leastOf(heads: readonly (RunTerm | undefined)[]): RunTerm[] {
  let least: RunTerm[] = []
  for (const head of heads) {
    if (head === undefined) continue
    const order = least.length === 0 ? -1 : compareTerms(head.term, least[0]!.term)
    if (order < 0) least = [head]
    else if (order === 0) least.push(head)
  }
  return least
}

/** Most terms are in one document: plain arrays, which are made sooner than typed ones. */
function mergeDocuments(
  terms: readonly RunTerm[],
  docIdOf: Int32Array,
): { docs: readonly number[]; counts: readonly number[] } {
  const merged = { docs: [] as number[], counts: [] as number[] }
  let last = -1
  let ascending = true
  for (const { docs, counts } of terms) {
    for (let i = 0; i < docs.length; i++) {
      const doc = docIdOf[docs[i]!]!
      if (doc < 0) continue
      merged.docs.push(doc)
      merged.counts.push(Math.min(counts[i]!, countLimit - 1))
      ascending &&= doc > last
      last = doc
    }
  }
  if (!ascending) sortByDocument(merged)
  return merged
}

/** Each document with its count in one number, so that sorting is native. */
const countLimit = 2 ** 29

function sortByDocument({ docs, counts }: { docs: number[]; counts: number[] }): void {
  const pairs = new Float64Array(docs.length)
  for (let i = 0; i < pairs.length; i++) pairs[i] = docs[i]! * countLimit + counts[i]!
  pairs.sort()
  for (let i = 0; i < pairs.length; i++) {
    const doc = Math.floor(pairs[i]! / countLimit)
    docs[i] = doc
    // Not by `%`, which is slow for numbers as large as these.
    counts[i] = pairs[i]! - doc * countLimit
  }
}

function* readRun(pieces: Iterable<Uint8Array>, run: number): Generator<RunTerm, undefined> {
  const source = new PieceReader(pieces)
  for (;;) {
    const term = source.text()
    const number = source.varint()
    const count = source.varint()
    if (count === 0) return
    const docs: number[] = []
    const counts: number[] = []
    for (let i = 0, last = 0; i < count; i++) {
      docs.push((last += source.varint()))
      counts.push(source.varint())
    }
    yield { run, term, number, docs, counts }
  }
}

/** Values from bytes that come in pieces. Runs are our own and were written a moment ago: they are not checked. */
class PieceReader {
  readonly #pieces: Iterator<Uint8Array>
  #piece: Uint8Array = new Uint8Array(0)
  #at = 0

  constructor(pieces: Iterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.iterator]()
  }

  varint(): number {
    let value = 0
    for (let scale = 1; ; scale *= 0x80) {
      const byte = this.#byte()
      if (byte < 0x80) return value + byte * scale
      value += (byte & 0x7f) * scale
    }
  }

  text(): string {
    const bytes: number[] = []
    let isAscii = true
    for (let left = this.varint(); left > 0; left--) {
      const byte = this.#byte()
      isAscii &&= byte < 0x80
      bytes.push(byte)
    }
    // Of a few characters a string is made sooner than they are decoded.
    return isAscii ? String.fromCharCode(...bytes) : decodeText(Uint8Array.from(bytes))
  }

  #byte(): number {
    while (this.#at === this.#piece.length) {
      const { value, done } = this.#pieces.next()
      if (done === true) throw new Error('a run of the build ended too soon')
      this.#piece = value
      this.#at = 0
    }
    return this.#piece[this.#at++]!
  }
}
