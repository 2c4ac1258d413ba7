// On which page of the term dictionary would this term be, and is it so common that no page is needed?
//
// Every client reads the top level before its first question, so it is kept short. Of each page it holds what tells it
// from the page before: the shortest beginning of its first term that is after the last term there. And the commonest
// terms stand here whole, which spares half the words of a question the way to their page.
//
//     top level    number of pages; for each the length of its beginning; these, end to end
//                  number of common terms, in order; their documents; their numbers, each less the one before; the
//                  same for where their lists start; the lengths of their lists; the terms, with a line end between
//
// Numbers of one sort stand together, for the whole is deflated; and nothing is made of a term that nobody asks for,
// because every program that asks a question would pay for it.

import { ByteReader, ByteWriter, decodeText, encodeText, runningSums } from './bytes.ts'

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
    const sinceLast = (values: readonly number[]): number[] =>
      values.map((value, i) => value - (values[i - 1] ?? 0))
    const columns = [
      this.#common.map(({ count }) => count),
      sinceLast(this.#common.map(({ number }) => number)),
      sinceLast(this.#common.map(({ list }) => list.from)),
      this.#common.map(({ list }) => list.to - list.from),
    ]
    level.varint(this.#common.length)
    for (const column of columns) for (const value of column) level.varint(value)
    level.raw(encodeText(this.#common.map(({ term }) => term).join(lineEnd)))
  }
}

/** In no term. */
const lineEnd = '\n'

export class TopLevel {
  readonly pages: number
  readonly #bytes: Uint8Array
  readonly #fail: (what: string) => Error
  /** Where the beginning of each page starts in `#bytes`, and where the last one ends. */
  readonly #ends: readonly number[]
  #common: CommonTerms | null = null

  constructor(bytes: Uint8Array, fail: (what: string) => Error) {
    const reader = new ByteReader(bytes, fail)
    this.#bytes = bytes
    this.#fail = fail
    this.pages = reader.bounded(bytes.length)
    const lengths = reader.varints(this.pages)
    this.#ends = runningSums(lengths, reader.at)
    if (this.#end > bytes.length) throw fail(`has a top level of ${this.pages} pages`)
  }

  /** The commonest terms; read when the first is asked for. */
  get common(): CommonTerms {
    this.#common ??= new CommonTerms(new ByteReader(this.#bytes, this.#fail, this.#end), this.#fail)
    return this.#common
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

export class CommonTerms {
  readonly #places: ReadonlyMap<string, number>
  readonly #counts: readonly number[]
  /** After a 0, as the starts. */
  readonly #numbers: readonly number[]
  readonly #starts: readonly number[]
  readonly #lengths: readonly number[]
  /** The counts, once a rank was asked for. */
  #ascending: Uint32Array | null = null

  constructor(reader: ByteReader, fail: (what: string) => Error) {
    const count = reader.bounded(reader.left)
    this.#counts = reader.varints(count)
    this.#numbers = runningSums(reader.varints(count))
    this.#starts = runningSums(reader.varints(count))
    this.#lengths = reader.varints(count)
    const terms = decodeText(reader.raw(reader.left)).split(lineEnd)
    this.#places = new Map(count === 0 ? [] : terms.map((term, i) => [term, i]))
    if (this.#places.size !== count) throw fail(`has a top level with other than its ${count} common terms`)
  }

  get size(): number {
    return this.#places.size
  }

  /** `null` where it is not among them. */
  find(term: string): TermInfo | null {
    const place = this.#places.get(term)
    if (place === undefined) return null
    const from = this.#starts[place + 1]!
    const rankOf = (): number => this.#rankOf(place)
    return {
      term,
      number: this.#numbers[place + 1]!,
      count: this.#counts[place]!,
      // asked for by a second ranking stage alone
      get rank() {
        return rankOf()
      },
      list: { from, to: from + this.#lengths[place]! },
    }
  }

  /** All of them have the first ranks: by number of documents, of equals the first. */
  #rankOf(place: number): number {
    const counts = this.#counts
    const count = counts[place]!
    this.#ascending ??= Uint32Array.from(counts).sort()
    let rank = counts.length - this.#ascending.lastIndexOf(count)
    for (let at = counts.indexOf(count); at < place; at = counts.indexOf(count, at + 1)) rank++
    return rank
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
