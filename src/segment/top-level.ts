// On which page of the term dictionary would this term be, and is it so common that no page is needed?
//
// Every client reads the top level before its first question, so it is kept short. Of each page it holds what tells it
// from the page before: the shortest beginning of its first term that is after the last term there. And the commonest
// terms stand here whole, which spares half the words of a question the way to their page.
//
//     top level    number of pages; for each the length of its beginning; these, end to end
//                  number of common terms, in order; for each the bytes it shares with the one before; the bytes of its
//                  own; its documents; its number, less that of the one before; the same for where its list starts;
//                  the length of its list; then the bytes of their own, end to end
//
// Numbers of one sort stand together, for the whole is deflated.

import { ByteReader, ByteWriter, decodeText, encodeText } from './bytes.ts'

export interface TermInfo {
  readonly term: string
  /** Place among all terms of the segment, in order. */
  readonly number: number
  /** Documents with the term. */
  readonly count: number
  /** From 1 for the term in most documents; 0 for terms in one document, which have no rank. */
  readonly rank: number
  /** Where its list is: in the postings file, or, of one document, here. */
  readonly list:
    | { readonly from: number; readonly to: number }
    | { readonly doc: number; readonly impact: number }
}

/** Of the terms in most documents, so many. */
export const mostCommon = 1000

type ListedTerm = TermInfo & { readonly list: { readonly from: number; readonly to: number } }

export class TopLevelWriter {
  readonly #lengths = new ByteWriter()
  readonly #starts = new ByteWriter()
  readonly #common: ListedTerm[] = []
  #pages = 0

  /** `before` is the last term of the page before, empty for the first page. */
  addPage(before: Uint8Array, first: Uint8Array): void {
    const start = first.subarray(0, sharedLength(before, first) + 1)
    this.#lengths.varint(start.length)
    this.#starts.raw(start)
    this.#pages++
  }

  /** In order. They have the first ranks, all of them. */
  addCommon(term: ListedTerm): void {
    this.#common.push(term)
  }

  finish(): Uint8Array {
    const level = new ByteWriter()
    level.varint(this.#pages)
    level.raw(this.#lengths.view())
    level.raw(this.#starts.view())
    this.#writeCommon(level)
    return level.take()
  }

  #writeCommon(level: ByteWriter): void {
    const terms = this.#common.map(({ term }) => encodeText(term))
    const shared = terms.map((term, i) => (i === 0 ? 0 : sharedLength(terms[i - 1]!, term)))
    const sinceLast = (values: readonly number[]): number[] =>
      values.map((value, i) => value - (values[i - 1] ?? 0))
    const columns = [
      shared,
      terms.map((term, i) => term.length - shared[i]!),
      this.#common.map(({ count }) => count),
      sinceLast(this.#common.map(({ number }) => number)),
      sinceLast(this.#common.map(({ list }) => list.from)),
      this.#common.map(({ list }) => list.to - list.from),
    ]
    level.varint(terms.length)
    for (const column of columns) for (const value of column) level.varint(value)
    for (const [i, term] of terms.entries()) level.raw(term.subarray(shared[i]!))
  }
}

export class TopLevel {
  readonly pages: number
  readonly #bytes: Uint8Array
  readonly #fail: (what: string) => Error
  /** Where the beginning of each page starts in `#bytes`, and where the last one ends. */
  readonly #ends: Uint32Array
  #common: ReadonlyMap<string, TermInfo> | null = null

  constructor(bytes: Uint8Array, fail: (what: string) => Error) {
    const reader = new ByteReader(bytes, fail)
    this.#bytes = bytes
    this.#fail = fail
    this.pages = reader.bounded(bytes.length)
    this.#ends = new Uint32Array(this.pages + 1)
    for (let page = 0; page < this.pages; page++)
      this.#ends[page + 1] = this.#ends[page]! + reader.bounded(bytes.length)
    for (let page = 0; page <= this.pages; page++) this.#ends[page]! += reader.at
    if (this.#end > bytes.length) throw fail(`has a top level of ${this.pages} pages`)
  }

  /** The commonest terms; decoded when the first is asked for. */
  get common(): ReadonlyMap<string, TermInfo> {
    this.#common ??= this.#readCommon()
    return this.#common
  }

  #readCommon(): ReadonlyMap<string, TermInfo> {
    const reader = new ByteReader(this.#bytes, this.#fail, this.#end)
    const count = reader.bounded(reader.left)
    const column = (): number[] => Array.from({ length: count }, () => reader.varint())
    const [shared, own, counts, numbers, starts, lengths] = Array.from({ length: 6 }, column)
    const terms: TermInfo[] = []
    let bytes = new Uint8Array(0)
    let number = 0
    let from = 0
    for (let i = 0; i < count; i++) {
      if (shared![i]! > bytes.length) throw this.#fail('has a common term that shares more than there is')
      const rest = reader.raw(own![i]!)
      const next = new Uint8Array(shared![i]! + rest.length)
      next.set(bytes.subarray(0, shared![i]!))
      next.set(rest, shared![i]!)
      bytes = next
      number += numbers![i]!
      from += starts![i]!
      const list = { from, to: from + lengths![i]! }
      terms.push({ term: decodeText(bytes), number, count: counts![i]!, rank: 0, list })
    }
    if (reader.left > 0) throw this.#fail('has a top level that goes on after its end')
    const ranks = [...terms].sort((a, b) => b.count - a.count || a.number - b.number)
    const rankOf = new Map(ranks.map((term, i) => [term, i + 1]))
    return new Map(terms.map((info) => [info.term, { ...info, rank: rankOf.get(info)! }]))
  }

  get #end(): number {
    return this.#ends[this.pages]!
  }

  /** The page that holds the term if any does: the last one that does not start after it; -1 before the first. */
  pageOf(wanted: Uint8Array): number {
    let low = 0
    let high = this.pages
    while (low < high) {
      const middle = (low + high) >> 1
      const start = this.startOf(middle)
      if (compareBytes(start, start.length, wanted) <= 0) low = middle + 1
      else high = middle
    }
    return low - 1
  }

  /** No term of the page is before it, all terms of the pages before are. */
  startOf(page: number): Uint8Array {
    return this.#bytes.subarray(this.#ends[page]!, this.#ends[page + 1]!)
  }
}

export function compareBytes(bytes: Uint8Array, length: number, wanted: Uint8Array): number {
  const most = Math.min(length, wanted.length)
  for (let i = 0; i < most; i++) if (bytes[i] !== wanted[i]) return bytes[i]! - wanted[i]!
  return length - wanted.length
}

export function sharedLength(one: Uint8Array, other: Uint8Array): number {
  const most = Math.min(one.length, other.length)
  let at = 0
  while (at < most && one[at] === other[at]) at++
  return at
}
