// Here is a term: in how many documents is it, and where is its list?
//
// Terms in order of their UTF-8 bytes, front-coded (each says how much it shares with the one before), cut into blocks
// that fill exactly one page of the file each. The top level, where every page begins and the commonest terms, is small
// enough to stand in the manifest (`top-level.ts`). So an exact look-up reads at most one page, a prefix the pages it
// covers, a misspelt term the pages that begin with its first letters.
//
//     payload    page…                       each `pagePayload.terms` bytes
//     page       2  number of entries
//                number of the page's first term
//                offset, in the postings file, of the first list of the page
//                entry… , zeros, restart… at the end of the page
//     entry      bytes shared with the term before, bytes of its own, these bytes,
//                documents with the term, then
//                  one document:  its id, its impact         most terms: the list is here
//                  more:          rank among all terms by number of documents, length of its list
//     restart    of every 16th entry, which shares nothing:
//                2  where it stands in the page
//                4  offset of its list or the next one, from that of the page's first
//
// Looking a term up among 200 of a page takes a few comparisons and a walk over at most 16 entries.

import { ByteReader, ByteWriter, decodeText, encodeText } from './bytes.ts'
import { pagePayload } from './format.ts'
import {
  compareBytes,
  mostCommon,
  sharedLength,
  type TermInfo,
  TopLevel,
  TopLevelWriter,
} from './top-level.ts'

export type { TermInfo } from './top-level.ts'

const restartInterval = 16
const restartBytes = 6
const termsPage = pagePayload.terms

/** Longer terms are refused by the writer. */
export const longestTermBytes = 1000

/** Terms must come in order, without repeats; each stays what it is until the next one has come. */
export class TermDictionaryWriter {
  readonly #append: (bytes: Uint8Array) => void
  readonly #page = new ByteWriter(termsPage)
  readonly #entry = new ByteWriter(longestTermBytes)
  /** What the entry says behind the term. */
  readonly #info = new ByteWriter(24)
  readonly #restarts = new ByteWriter(512)
  readonly #topLevel = new TopLevelWriter()
  #entries = 0
  #terms = 0
  #offset = 0
  #pageOffset = 0
  #last: Uint8Array = new Uint8Array(0)

  /** `append` takes the payload of the terms file. */
  constructor(append: (bytes: Uint8Array) => void) {
    this.#append = append
  }

  addSingle(term: Uint8Array, doc: number, impact: number): void {
    this.#info.clear()
    this.#info.varint(1)
    this.#info.varint(doc)
    this.#info.byte(impact)
    this.#add(term, 0)
  }

  /** `length` of its list, which stands in the postings file right after that of the last term that has one. */
  add(term: Uint8Array, info: { count: number; rank: number; length: number }): void {
    if (info.rank > 0 && info.rank <= mostCommon) {
      const list = { from: this.#offset, to: this.#offset + info.length }
      const { count, rank } = info
      this.#topLevel.addCommon({ term: decodeText(term), number: this.#terms, count, rank, list })
    }
    this.#info.clear()
    this.#info.varint(info.count)
    this.#info.varint(info.rank)
    this.#info.varint(info.length)
    this.#add(term, info.length)
  }

  /** The top level. */
  finish(): Uint8Array {
    if (this.#entries > 0) this.#flush()
    return this.#topLevel.finish()
  }

  #add(term: Uint8Array, length: number): void {
    if (term.length > longestTermBytes) throw new RangeError(`term of ${term.length} bytes`)
    if (!this.#tryAdd(term)) {
      this.#flush()
      this.#tryAdd(term)
    }
    if (this.#entries === 1) this.#topLevel.addPage(this.#last, term)
    this.#last = term
    this.#terms++
    this.#offset += length
  }

  #tryAdd(term: Uint8Array): boolean {
    if (this.#entries === 0) this.#begin()
    const restarts = this.#entries % restartInterval === 0
    const shared = restarts ? 0 : sharedLength(this.#last, term)
    const entry = this.#entry
    entry.clear()
    entry.varint(shared)
    entry.varint(term.length - shared)
    entry.raw(term.subarray(shared))
    entry.raw(this.#info.view())
    const needed = entry.length + this.#restarts.length + (restarts ? restartBytes : 0)
    if (this.#page.length + needed > termsPage) return false
    if (restarts) {
      this.#restarts.fixed(this.#page.length, 2)
      this.#restarts.fixed(this.#offset - this.#pageOffset, 4)
    }
    this.#page.raw(entry.view())
    this.#entries++
    return true
  }

  #begin(): void {
    this.#page.clear()
    this.#restarts.clear()
    this.#page.fixed(0, 2)
    this.#page.varint(this.#terms)
    this.#page.varint(this.#offset)
    this.#pageOffset = this.#offset
  }

  #flush(): void {
    const page = new Uint8Array(termsPage)
    page.set(this.#page.view())
    page.set(this.#restarts.view(), termsPage - this.#restarts.length)
    page[0] = this.#entries & 255
    page[1] = this.#entries >>> 8
    this.#append(page)
    this.#entries = 0
  }
}

/** An open dictionary: the top level in memory, its pages read as they are needed. */
export class TermDictionary {
  readonly topLevel: TopLevel
  readonly #read: (from: number, to: number) => Promise<Uint8Array>
  readonly fail: (what: string) => Error

  constructor(
    topLevel: Uint8Array,
    read: (from: number, to: number) => Promise<Uint8Array>,
    fail: (what: string) => Error,
  ) {
    this.topLevel = new TopLevel(topLevel, fail)
    this.#read = read
    this.fail = fail
  }

  /** `null` where no document has the term. Reads one page, for the commonest terms none. */
  async find(term: string): Promise<TermInfo | null> {
    const common = this.topLevel.common.find(term)
    if (common !== null) return common
    const wanted = encodeText(term)
    const page = this.topLevel.pageOf(wanted)
    if (page === -1) return null
    const cursor = await this.page(page)
    cursor.seek(wanted)
    while (cursor.next()) {
      const order = compareBytes(cursor.bytes, cursor.length, wanted)
      if (order === 0) return cursor.info()
      if (order > 0) return null
    }
    return null
  }

  /** Before the first term of a page. */
  async page(page: number): Promise<PageCursor> {
    return new PageCursor(await this.#read(page * termsPage, (page + 1) * termsPage), this.fail)
  }
}

/** Walks the entries of a page. What it points to changes with every step; `info` makes a copy. */
export class PageCursor {
  /** The term; valid up to `length`. */
  readonly bytes = new Uint8Array(longestTermBytes)
  length = 0
  readonly #page: Uint8Array
  readonly #reader: ByteReader
  readonly #entries: number
  readonly #firstNumber: number
  readonly #firstOffset: number
  /** Entries before the next one. */
  #passed = 0
  #count = 0
  #first = 0
  #second = 0
  #offset: number

  constructor(page: Uint8Array, fail: (what: string) => Error) {
    this.#page = page
    this.#reader = new ByteReader(page, fail)
    this.#entries = this.#reader.fixed(2)
    this.#firstNumber = this.#reader.varint()
    this.#firstOffset = this.#reader.varint()
    this.#offset = this.#firstOffset
    if (this.#restarts * restartBytes > page.length) throw fail(`has a page of ${this.#entries} terms`)
  }

  /** Goes to the last restart that is not after `wanted`; only from the beginning. */
  seek(wanted: Uint8Array): void {
    let low = 0
    let high = this.#restarts
    while (low + 1 < high) {
      const middle = (low + high) >> 1
      if (this.#compareAt(this.#positionOf(middle), wanted) <= 0) low = middle
      else high = middle
    }
    this.#reader.at = this.#entries === 0 ? this.#reader.at : this.#positionOf(low)
    this.#passed = low * restartInterval
    this.#offset = this.#firstOffset + this.#fixed(low, 2, 4)
  }

  next(): boolean {
    if (this.#passed === this.#entries) return false
    const reader = this.#reader
    if (this.#count > 1) this.#offset += this.#second
    const shared = reader.bounded(this.length)
    const own = reader.raw(reader.bounded(longestTermBytes - shared))
    this.bytes.set(own, shared)
    this.length = shared + own.length
    this.#count = reader.varint()
    this.#first = reader.varint()
    this.#second = this.#count === 1 ? reader.byte() : reader.varint()
    this.#passed++
    return true
  }

  info(): TermInfo {
    const single = this.#count === 1
    return {
      term: decodeText(this.bytes.subarray(0, this.length)),
      number: this.#firstNumber + this.#passed - 1,
      count: this.#count,
      rank: single ? 0 : this.#first,
      list: single
        ? { doc: this.#first, impact: this.#second }
        : { from: this.#offset, to: this.#offset + this.#second },
    }
  }

  get #restarts(): number {
    return Math.ceil(this.#entries / restartInterval)
  }

  #positionOf(restart: number): number {
    return this.#fixed(restart, 0, 2)
  }

  /** A number in the restart, `at` bytes into it. */
  #fixed(restart: number, at: number, width: number): number {
    const from = this.#page.length - (this.#restarts - restart) * restartBytes + at
    let value = 0
    for (let i = width - 1; i >= 0; i--) value = value * 256 + this.#page[from + i]!
    return value
  }

  /** The term of a restart against `wanted`. */
  #compareAt(position: number, wanted: Uint8Array): number {
    const reader = this.#reader
    reader.at = position
    reader.bounded(0)
    const term = reader.raw(reader.bounded(longestTermBytes))
    return compareBytes(term, term.length, wanted)
  }
}

/** The order of UTF-8 bytes, which is that of code points; JavaScript's own differs for surrogates. */
export function compareTerms(one: string, other: string): number {
  if (one === other) return 0
  const most = Math.min(one.length, other.length)
  for (let i = 0; i < most; i++) {
    const a = one.charCodeAt(i)
    const b = other.charCodeAt(i)
    if (a !== b) {
      const surrogates = isSurrogate(a) !== isSurrogate(b) && a >= 0xd800 && b >= 0xd800
      return surrogates ? b - a : a - b
    }
  }
  return one.length - other.length
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff
}
