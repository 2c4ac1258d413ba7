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

import { writeVarint } from './bytes.ts'
import type { SortedPostings, TermDocuments } from './inverter.ts'
import { joined } from './pieces.ts'
import { compareBytes } from './top-level.ts'

/** A term with its documents, ascending, and the number by which sequences name it. */
export interface NumberedTerm extends TermDocuments {
  readonly number: number
}

/** Bytes of a piece, or a little more. */
const pieceLength = 2 ** 16
/** No number of a run takes more. */
const longestVarint = 8

/** Writes a run in pieces of some 64 KB. An array that `append` was given may be used again after the call. */
export class RunWriter {
  readonly #append: (bytes: Uint8Array) => void
  #bytes = new Uint8Array(2 * pieceLength)
  #length = 0

  constructor(append: (bytes: Uint8Array) => void) {
    this.#append = append
  }

  /** Terms come in order. */
  add({ term, number, docs, counts }: NumberedTerm): void {
    this.#term(term, 0, term.length)
    this.#documents(number, docs, counts, 0, docs.length)
  }

  /** All that an inverter has. An object for each of its terms would take as long as writing them. */
  addAll({ named, order, starts, docs, counts }: SortedPostings): void {
    for (let i = 0; i < order.length; i++) {
      const number = order[i]!
      this.#term(named.bytes, named.starts[number]!, named.ends[number]!)
      this.#documents(number, docs, counts, starts[number]!, starts[number + 1]!)
    }
  }

  finish(): void {
    this.add({ term: new Uint8Array(0), number: 0, docs: [], counts: [] })
    this.#flush()
  }

  #term(from: Uint8Array, start: number, end: number): void {
    this.#reserve(longestVarint + end - start)
    const bytes = this.#bytes
    let at = writeVarint(bytes, this.#length, end - start)
    for (let i = start; i < end; i++) bytes[at++] = from[i]!
    this.#length = at
  }

  #documents(
    number: number,
    docs: ArrayLike<number>,
    counts: ArrayLike<number>,
    from: number,
    to: number,
  ): void {
    this.#reserve(2 * longestVarint * (1 + to - from))
    const bytes = this.#bytes
    let at = writeVarint(bytes, this.#length, number)
    at = writeVarint(bytes, at, to - from)
    let last = 0
    for (let i = from; i < to; i++) {
      const doc = docs[i]!
      at = writeVarint(bytes, at, doc - last)
      at = writeVarint(bytes, at, counts[i]!)
      last = doc
    }
    this.#length = at
    if (at >= pieceLength) this.#flush()
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return
    this.#flush()
    if (bytes > this.#bytes.length) this.#bytes = new Uint8Array(2 * bytes)
  }

  #flush(): void {
    this.#append(this.#bytes.subarray(0, this.#length))
    this.#length = 0
  }
}

/** A term with its doc ids ascending. Arrays are longer than they say, and used again for the next term. */
export interface MergedTerm {
  /** In UTF-8. */
  readonly term: Uint8Array
  readonly docs: Int32Array
  readonly counts: Uint32Array
  /** Of documents. */
  readonly length: number
  /** Where it came from: its number in each inverter that had it. */
  readonly sources: readonly { readonly run: number; readonly number: number }[]
}

/**
 * All terms of all runs in order, each once. `docIdOf` gives the doc id of a document by the number it was read under, -1
 * for one that is dropped; a term of dropped documents alone does not come. Runs come in pieces of any size. Every term
 * comes as the same object.
 */
export function* mergeRuns(
  runs: readonly Iterable<Uint8Array>[],
  docIdOf: Int32Array,
): Generator<MergedTerm, void> {
  const heads = runs.map((pieces, run) => new RunReader(pieces, run)).filter((reader) => reader.next())
  const documents = new MergedDocuments(docIdOf)
  const sources: RunReader[] = []
  const { docs, counts } = documents
  const merged = { term: new Uint8Array(0), docs, counts, length: 0, sources }
  while (heads.length > 0) {
    takeLeast(heads, sources)
    documents.clear()
    for (const source of sources) source.readDocuments(documents)
    documents.sort()
    merged.term = sources[0]!.term
    merged.length = documents.length
    if (merged.length > 0) yield merged
    for (const source of sources) if (!source.next()) heads.splice(heads.indexOf(source), 1)
  }
}

/** Those of the first term in order, into `least`. */
function takeLeast(heads: readonly RunReader[], least: RunReader[]): void {
  least.length = 0
  for (const head of heads) {
    const order = least.length === 0 ? 0 : compareBytes(head.term, head.term.length, least[0]!.term)
    if (order < 0) least.length = 0
    if (order <= 0) least.push(head)
  }
}

/** Lists of a few are sorted by exchanging neighbours. */
const fewDocuments = 16

/**
 * The documents of a term, put in order. Of a longer list each document sets a bit, and a bit for every 32 of these bits:
 * most postings are in long lists, and finding all bits that are set takes less time than comparing.
 */
class MergedDocuments {
  readonly docs: Int32Array
  readonly counts: Uint32Array
  length = 0
  readonly #docIdOf: Int32Array
  /** Whether they came in order so far. */
  #ascend = true
  /** By document, while the list is sorted. */
  readonly #countOf: Uint32Array
  readonly #bits: Int32Array
  readonly #bitsOfBits: Int32Array

  constructor(docIdOf: Int32Array) {
    const documents = docIdOf.reduce((most, doc) => Math.max(most, doc + 1), 0)
    this.#docIdOf = docIdOf
    this.docs = new Int32Array(documents)
    this.counts = new Uint32Array(documents)
    this.#countOf = new Uint32Array(documents)
    this.#bits = new Int32Array((documents >>> 5) + 1)
    this.#bitsOfBits = new Int32Array((documents >>> 10) + 1)
  }

  clear(): void {
    this.length = 0
    this.#ascend = true
  }

  /** By the number that it was read under; nothing where it is dropped. */
  add(number: number, count: number): void {
    const doc = this.#docIdOf[number]!
    if (doc < 0) return
    this.#ascend &&= this.length === 0 || doc > this.docs[this.length - 1]!
    this.docs[this.length] = doc
    this.counts[this.length++] = count
  }

  sort(): void {
    if (this.#ascend) return
    if (this.length <= fewDocuments) this.#exchange()
    else this.#setAndFind()
  }

  #exchange(): void {
    const { docs, counts } = this
    for (let i = 1; i < this.length; i++) {
      const doc = docs[i]!
      const count = counts[i]!
      let at = i
      for (; at > 0 && docs[at - 1]! > doc; at--) {
        docs[at] = docs[at - 1]!
        counts[at] = counts[at - 1]!
      }
      docs[at] = doc
      counts[at] = count
    }
  }

  #setAndFind(): void {
    const { docs, counts } = this
    for (let i = 0; i < this.length; i++) {
      const doc = docs[i]!
      this.#countOf[doc] = counts[i]!
      this.#bits[doc >>> 5]! |= 1 << (doc & 31)
      this.#bitsOfBits[doc >>> 10]! |= 1 << ((doc >>> 5) & 31)
    }
    let at = 0
    for (let group = 0; group < this.#bitsOfBits.length; group++) {
      for (let words = this.#bitsOfBits[group]!; words !== 0; words &= words - 1) {
        const word = group * 32 + lowestBit(words)
        for (let bits = this.#bits[word]!; bits !== 0; bits &= bits - 1) {
          const doc = word * 32 + lowestBit(bits)
          docs[at] = doc
          counts[at++] = this.#countOf[doc]!
        }
        this.#bits[word] = 0
      }
      this.#bitsOfBits[group] = 0
    }
  }
}

/** The place of the lowest bit that is set. */
function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits)
}

/** Walks the terms of a run. Runs are our own and were written a moment ago: they are not checked. */
class RunReader {
  readonly run: number
  /** At hand. */
  term = new Uint8Array(0)
  number = 0
  #bytes = new Uint8Array(256)
  #documents = 0
  readonly #pieces: Iterator<Uint8Array>
  #piece: Uint8Array = new Uint8Array(0)
  #at = 0

  constructor(pieces: Iterable<Uint8Array>, run: number) {
    this.#pieces = pieces[Symbol.iterator]()
    this.run = run
  }

  /** Goes to the next term, once the documents of the last one were read; false at the end. */
  next(): boolean {
    this.#have(longestVarint)
    const length = this.#varint()
    this.#have(length + 2 * longestVarint)
    if (length > this.#bytes.length) this.#bytes = new Uint8Array(length * 2)
    for (let i = 0; i < length; i++) this.#bytes[i] = this.#piece[this.#at++]!
    this.term = this.#bytes.subarray(0, length)
    this.number = this.#varint()
    this.#documents = this.#varint()
    return this.#documents > 0
  }

  readDocuments(into: MergedDocuments): void {
    let number = 0
    for (let left = this.#documents; left > 0; ) {
      this.#have(2 * longestVarint)
      const whole = Math.floor((this.#piece.length - this.#at) / (2 * longestVarint))
      const count = Math.min(left, Math.max(1, whole))
      number = this.#readSome(count, number, into)
      left -= count
    }
  }

  /** So many documents, after the one of number `last`; gives the number of the last one. */
  #readSome(count: number, last: number, into: MergedDocuments): number {
    const piece = this.#piece
    let at = this.#at
    let number = last
    for (let i = 0; i < count; i++) {
      // in one loop, without a call for each byte; past the end a byte is undefined, and as good as 0
      let byte = piece[at++]!
      let difference = byte & 0x7f
      for (let shift = 7; byte >= 0x80; shift += 7) difference |= ((byte = piece[at++]!) & 0x7f) << shift
      number += difference
      byte = piece[at++]!
      let counted = byte & 0x7f
      for (let shift = 7; byte >= 0x80; shift += 7) counted |= ((byte = piece[at++]!) & 0x7f) << shift
      into.add(number, counted)
    }
    if (at > piece.length) throw endedTooSoon()
    this.#at = at
    return number
  }

  /** So many bytes are at hand, unless the run ends before. */
  #have(bytes: number): void {
    if (this.#at + bytes > this.#piece.length) this.#readOn(bytes)
  }

  #readOn(bytes: number): void {
    while (this.#at + bytes > this.#piece.length) {
      const { value, done } = this.#pieces.next()
      if (done === true) return
      this.#piece = joined([this.#piece.subarray(this.#at), value])
      this.#at = 0
    }
  }

  #varint(): number {
    let value = 0
    for (let scale = 1; ; scale *= 0x80) {
      if (this.#at >= this.#piece.length) throw endedTooSoon()
      const byte = this.#piece[this.#at++]!
      if (byte < 0x80) return value + byte * scale
      value += (byte & 0x7f) * scale
    }
  }
}

function endedTooSoon(): Error {
  return new Error('a run of the build ended too soon')
}
