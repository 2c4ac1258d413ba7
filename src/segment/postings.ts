// Here is a term's list: which documents, and how much does each count?
//
// A posting is a doc id and an *impact*, 1 to 255: how much the term says about the document, with field weights and
// length folded in when the index was built (`impact.ts`). The weight of the term itself is one number for the list,
// so it is left out, which keeps all levels of the impact for telling documents apart and lets several segments or
// indexes be asked with common statistics.
//
//     list       directory? block…         directory only where there is more than one block
//     directory  per block: last doc id (as difference), length in bytes, largest impact
//     block      width of differences, differences of doc ids less one, bit-packed, each in that width, lowest bits
//                first; then one byte for each impact, or a single one where all are the same
//
// The naive form, a variable-length number for each, takes a fifth more. Bits saved on impacts would cost more to unpack
// than they are worth. A block of 128 can be left out by its largest impact alone, which is what makes common words cheap.

import { ByteReader, ByteWriter } from './bytes.ts'

export const blockSize = 128
export const largestImpact = 255

/** Doc ids of a segment are below it, so that a difference has at most 24 bits. */
export const mostDocuments = 2 ** 24

/** `docs` ascend. `count` is theirs, for arrays that are longer. */
export function encodePostings(
  docs: ArrayLike<number>,
  impacts: ArrayLike<number>,
  count: number,
  into: ByteWriter,
): void {
  if (count <= blockSize) {
    encodeBlock(docs, impacts, 0, count, -1, into)
    return
  }
  const blocks = new ByteWriter(count * 2)
  let lastDoc = -1
  for (let from = 0; from < count; from += blockSize) {
    const to = Math.min(from + blockSize, count)
    const start = blocks.length
    encodeBlock(docs, impacts, from, to, lastDoc, blocks)
    let most = 0
    for (let i = from; i < to; i++) most = Math.max(most, impacts[i]!)
    into.varint(docs[to - 1]! - lastDoc)
    into.varint(blocks.length - start)
    into.byte(most)
    lastDoc = docs[to - 1]!
  }
  into.raw(blocks.view())
}

function encodeBlock(
  docs: ArrayLike<number>,
  impacts: ArrayLike<number>,
  from: number,
  to: number,
  before: number,
  into: ByteWriter,
): void {
  let widest = 0
  for (let i = from, last = before; i < to; last = docs[i++]!) widest = Math.max(widest, docs[i]! - last - 1)
  const width = bitsOf(widest)
  into.byte(width)
  // a reader takes no width above 24, so what is held fits
  let held = 0
  let have = 0
  for (let i = from, last = before; i < to; last = docs[i++]!) {
    held |= (docs[i]! - last - 1) << have
    for (have += width; have >= 8; have -= 8) {
      into.byte(held & 255)
      held >>>= 8
    }
  }
  if (have > 0) into.byte(held)
  let same = from + 1
  while (same < to && impacts[same] === impacts[from]) same++
  for (let i = from; i < (same === to ? from + 1 : to); i++) into.byte(impacts[i]!)
}

function bitsOf(value: number): number {
  return 32 - Math.clz32(value)
}

/**
 * An open list. All that its directory and blocks say is checked before it is used. Blocks are decoded when they are
 * first needed and stay so: a list that is kept answers the next query at once.
 */
export class PostingList {
  readonly count: number
  /** Of block `b`, once it is decoded, those from `b * blockSize` on. */
  readonly docs: Int32Array
  readonly impacts: Uint8Array
  /** Per block; the last one's is the last doc id of the list. */
  readonly lastDocs: Int32Array
  /** Per block. */
  readonly maxima: Uint8Array
  readonly #starts: Int32Array
  readonly #decoded: Uint8Array
  readonly #bytes: Uint8Array
  readonly #fail: (what: string) => Error

  /** `documents` of the segment: doc ids are below it. */
  constructor(bytes: Uint8Array, count: number, documents: number, fail: (what: string) => Error) {
    if (count < 1 || count > documents) throw fail(`has a list of ${count} of ${documents} documents`)
    const blocks = Math.ceil(count / blockSize)
    this.count = count
    this.docs = new Int32Array(count)
    this.impacts = new Uint8Array(count)
    this.lastDocs = new Int32Array(blocks)
    this.maxima = new Uint8Array(blocks)
    this.#starts = new Int32Array(blocks + 1)
    this.#decoded = new Uint8Array(blocks)
    this.#bytes = bytes
    this.#fail = fail
    if (blocks === 1) this.#readOnlyBlock(documents)
    else this.#readDirectory(blocks, documents)
  }

  /** Of the one document of a term that has no list. */
  static ofOne(doc: number, impact: number, documents: number, fail: (what: string) => Error): PostingList {
    const width = 24
    const block = [width, doc & 255, (doc >>> 8) & 255, doc >>> 16, impact]
    return new PostingList(Uint8Array.from(block), 1, documents, fail)
  }

  get blocks(): number {
    return this.maxima.length
  }

  /** Bytes of memory that it holds. */
  get size(): number {
    return this.#bytes.length + this.count * 5 + this.blocks * 10
  }

  /** Where block `block` ends in `docs` and `impacts`; decodes it if it is not yet. */
  endOf(block: number): number {
    if (this.#decoded[block] === 0) this.#decode(block)
    return Math.min(this.count, (block + 1) * blockSize)
  }

  /** Decodes whatever is not yet. */
  decodeAll(): void {
    for (let block = 0; block < this.blocks; block++) this.endOf(block)
  }

  #decode(block: number): void {
    const { docs, impacts } = this
    const bytes = this.#bytes
    const start = this.#starts[block]!
    const from = block * blockSize
    const to = Math.min(this.count, from + blockSize)
    const width = bytes[start]!
    const packed = Math.ceil(((to - from) * width) / 8)
    const given = this.#starts[block + 1]! - start - 1 - packed
    if (width > 24 || (given !== to - from && given !== 1)) {
      throw this.#fail('has a block of postings that is not as long as it says')
    }
    let at = start + 1
    let held = 0
    let have = 0
    let doc = block === 0 ? -1 : this.lastDocs[block - 1]!
    const mask = (1 << width) - 1
    for (let i = from; i < to; i++) {
      while (have < width) {
        held |= bytes[at++]! << have
        have += 8
      }
      doc += (held & mask) + 1
      docs[i] = doc
      held >>>= width
      have -= width
    }
    const known = this.lastDocs[block]!
    if (this.blocks === 1 ? doc > known : doc !== known)
      throw this.#fail('has a block of postings past its end')
    if (given === 1) impacts.fill(bytes[at]!, from, to)
    else impacts.set(bytes.subarray(at, at + given), from)
    this.#decoded[block] = 1
  }

  /** Too short for a directory: what it would say is read from the block. */
  #readOnlyBlock(documents: number): void {
    this.#starts[1] = this.#bytes.length
    this.lastDocs[0] = documents - 1
    this.maxima[0] = largestImpact
    this.#decode(0)
    this.lastDocs[0] = this.docs[this.count - 1]!
    this.maxima[0] = Math.max(...this.impacts)
  }

  #readDirectory(blocks: number, documents: number): void {
    const reader = new ByteReader(this.#bytes, this.#fail)
    let last = -1
    let length = 0
    for (let block = 0; block < blocks; block++) {
      last += reader.bounded(documents)
      length += reader.bounded(this.#bytes.length)
      this.lastDocs[block] = last
      this.#starts[block + 1] = length
      this.maxima[block] = reader.byte()
    }
    if (last >= documents) throw this.#fail(`has a list up to document ${last} of ${documents}`)
    if (reader.at + length !== this.#bytes.length) throw this.#fail('has a list whose blocks do not fill it')
    for (let block = 0; block <= blocks; block++) this.#starts[block]! += reader.at
  }
}
