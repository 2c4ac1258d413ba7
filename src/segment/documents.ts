// Here is a doc id: what is stored for it?
//
// Items, one for each document in order of doc ids, packed into blocks of about one size; a block is compressed as a
// whole, and only the blocks of the documents that are asked for are read.
//
//     payload    block… directory
//     block      method: 0 stored, 1 raw deflate; length of its contents; contents
//     contents   length of each item, then the items
//     directory  4  number of blocks
//                group…                 one for every 64 blocks
//                per block: documents in it, bytes of it
//     group      4  its first document
//                6  where its first block starts
//                4  where its blocks stand in the directory
//
// Finding a document is a search among the groups and a walk over at most 64 blocks: nothing is decoded whole.
// Small blocks cost space, for the compressor sees less; large ones cost reading. What is shown in lists of results is
// cut small, whole records large.

import { ByteReader, ByteWriter } from './bytes.ts'
import type { Deflate, Inflate } from './format.ts'

/** No block may claim more, so a hostile one cannot fill the memory. */
export const largestBlock = 2 ** 24

const groupSize = 64
const groupBytes = 14

/** Packs items into blocks; whatever packs them in other threads must cut at the same places. */
export class BlockPacker {
  readonly #limit: number
  readonly #deflate: Deflate | null
  readonly #lengths = new ByteWriter()
  readonly #items: ByteWriter
  #count = 0

  /** A block is closed by the item that takes it to `limit` bytes or over. */
  constructor(limit: number, deflate: Deflate | null) {
    this.#limit = limit
    this.#deflate = deflate
    this.#items = new ByteWriter(limit * 2)
  }

  /** The block that this item closes, if it does. */
  add(item: Uint8Array): PackedBlock | null {
    if (item.length > largestBlock / 2) throw new RangeError(`item of ${item.length} bytes`)
    this.#lengths.varint(item.length)
    this.#items.raw(item)
    this.#count++
    return this.#items.length >= this.#limit ? this.finish() : null
  }

  /** What is left, if anything is. */
  finish(): PackedBlock | null {
    if (this.#count === 0) return null
    const contents = new ByteWriter(this.#lengths.length + this.#items.length)
    contents.raw(this.#lengths.view())
    contents.raw(this.#items.view())
    const deflated = this.#deflate?.(contents.view())
    const smaller = deflated !== undefined && deflated.length < contents.length
    const block = new ByteWriter(contents.length)
    block.byte(smaller ? 1 : 0)
    block.varint(contents.length)
    block.raw(smaller ? deflated : contents.view())
    const packed = { documents: this.#count, bytes: block.take() }
    this.#lengths.clear()
    this.#items.clear()
    this.#count = 0
    return packed
  }
}

export interface PackedBlock {
  readonly documents: number
  readonly bytes: Uint8Array
}

/** Writes packed blocks and, at the end, their directory. */
export class DocumentsWriter {
  readonly #append: (bytes: Uint8Array) => void
  readonly #groups = new ByteWriter()
  readonly #entries = new ByteWriter()
  #blocks = 0
  #documents = 0
  #start = 0

  constructor(append: (bytes: Uint8Array) => void) {
    this.#append = append
  }

  add(block: PackedBlock | null): void {
    if (block === null) return
    if (this.#blocks % groupSize === 0) {
      this.#groups.fixed(this.#documents, 4)
      this.#groups.fixed(this.#start, 6)
      this.#groups.fixed(this.#entries.length, 4)
    }
    this.#append(block.bytes)
    this.#entries.varint(block.documents)
    this.#entries.varint(block.bytes.length)
    this.#documents += block.documents
    this.#start += block.bytes.length
    this.#blocks++
  }

  /** Length of the directory, which the manifest keeps. */
  finish(): number {
    const count = new ByteWriter(4)
    count.fixed(this.#blocks, 4)
    const pieces = [count.view(), this.#groups.view(), this.#entries.view()]
    for (const piece of pieces) this.#append(piece)
    return pieces.reduce((sum, { length }) => sum + length, 0)
  }
}

/** Open documents. The directory is read once, when the first item is asked for. */
export class Documents {
  readonly #source: DocumentsSource
  #directory: Promise<Directory> | null = null

  constructor(source: DocumentsSource) {
    this.#source = source
  }

  /** The item of a document; throws a RangeError where there is no such doc id. */
  async item(doc: number): Promise<Uint8Array> {
    const block = (await this.directory()).find(this.#check(doc))
    return this.#item(await this.#contents(block), doc - block.firstDoc)
  }

  /** The items of some documents, by doc id, each block read once; throws a RangeError where there is no such doc id. */
  async items(docs: readonly number[]): Promise<Map<number, Uint8Array>> {
    const directory = await this.directory()
    const sorted = [...new Set(docs)].sort((a, b) => a - b)
    const blocks: { place: BlockPlace; docs: number[] }[] = []
    for (const doc of sorted) {
      const last = blocks.at(-1)
      if (last !== undefined && doc < last.place.firstDoc + last.place.documents) last.docs.push(doc)
      else blocks.push({ place: directory.find(this.#check(doc)), docs: [doc] })
    }
    const items = new Map<number, Uint8Array>()
    await Promise.all(
      blocks.map(async ({ place, docs }) => {
        const contents = await this.#contents(place)
        for (const doc of docs) items.set(doc, this.#item(contents, doc - place.firstDoc))
      }),
    )
    return items
  }

  /** Every item in order, each block read once. */
  async *all(): AsyncGenerator<Uint8Array> {
    for (const block of (await this.directory()).all()) yield* this.#items(await this.#contents(block))
  }

  /** Asked for early, it travels beside other reads. */
  directory(): Promise<Directory> {
    this.#directory ??= this.#readDirectory().catch((problem: unknown) => {
      this.#directory = null
      throw problem
    })
    return this.#directory
  }

  #check(doc: number): number {
    if (!Number.isInteger(doc) || doc < 0 || doc >= this.#source.documents)
      throw new RangeError(`no document ${doc}`)
    return doc
  }

  async #readDirectory(): Promise<Directory> {
    const { length, directoryLength, read } = this.#source
    return new Directory(await read(length - directoryLength, length), this.#source)
  }

  async #contents({ start, end, documents }: BlockPlace): Promise<BlockContents> {
    const { read, inflate, fail } = this.#source
    const reader = new ByteReader(await read(start, end), fail)
    const method = reader.byte()
    const size = reader.bounded(largestBlock)
    const packed = reader.raw(reader.left)
    if (method > 1) throw fail(`has a block packed by method ${method}`)
    const bytes =
      method === 0
        ? packed
        : await inflate(packed, size).catch((cause) => {
            throw fail(`has a block that does not unpack: ${cause instanceof Error ? cause.message : cause}`)
          })
    if (bytes.length !== size) throw fail(`has a block of ${bytes.length} bytes that says ${size}`)
    return { bytes, documents }
  }

  #item(contents: BlockContents, index: number): Uint8Array {
    const reader = new ByteReader(contents.bytes, this.#source.fail)
    const lengths = readLengths(reader, contents.documents)
    let before = 0
    for (let i = 0; i < index; i++) before += lengths[i]!
    reader.raw(before)
    return reader.raw(lengths[index]!)
  }

  *#items(contents: BlockContents): Generator<Uint8Array> {
    const { fail } = this.#source
    const reader = new ByteReader(contents.bytes, fail)
    for (const length of readLengths(reader, contents.documents)) yield reader.raw(length)
    if (reader.left > 0) throw fail('has a block with more in it than its documents')
  }
}

interface BlockContents {
  readonly bytes: Uint8Array
  readonly documents: number
}

function readLengths(reader: ByteReader, count: number): Float64Array {
  const lengths = new Float64Array(count)
  for (let i = 0; i < count; i++) lengths[i] = reader.varint()
  return lengths
}

export interface DocumentsSource {
  readonly documents: number
  /** Of the payload, and of the directory at its end. */
  readonly length: number
  readonly directoryLength: number
  readonly read: (from: number, to: number) => Promise<Uint8Array>
  readonly inflate: Inflate
  readonly fail: (what: string) => Error
}

interface BlockPlace {
  readonly firstDoc: number
  readonly documents: number
  readonly start: number
  readonly end: number
}

/** Where the blocks are. Asked for single documents it believes its groups; asked for all blocks it checks them. */
class Directory {
  readonly #bytes: Uint8Array
  readonly #source: DocumentsSource
  readonly #blocks: number

  constructor(bytes: Uint8Array, source: DocumentsSource) {
    this.#bytes = bytes
    this.#source = source
    this.#blocks = new ByteReader(bytes, source.fail).fixed(4)
    if (4 + this.#groups * groupBytes > bytes.length)
      throw source.fail(`has a directory of ${this.#blocks} blocks`)
  }

  /** The block that has a document. */
  find(doc: number): BlockPlace {
    let low = 0
    let high = this.#groups
    while (low + 1 < high) {
      const middle = (low + high) >> 1
      if (this.#number(middle, 0, 4) <= doc) low = middle
      else high = middle
    }
    for (const block of this.#blocksOf(low))
      if (doc >= block.firstDoc && doc < block.firstDoc + block.documents) return block
    throw this.#source.fail(`has no block with document ${doc}`)
  }

  *all(): Generator<BlockPlace> {
    const { documents, length, directoryLength, fail } = this.#source
    let doc = 0
    let start = 0
    for (let group = 0; group < this.#groups; group++) {
      for (const block of this.#blocksOf(group)) {
        if (block.firstDoc !== doc || block.start !== start)
          throw fail('has a directory whose groups do not fit')
        yield block
        doc += block.documents
        start = block.end
      }
    }
    if (doc !== documents || start !== length - directoryLength)
      throw fail('has a directory that does not fit it')
  }

  *#blocksOf(group: number): Generator<BlockPlace> {
    const { documents: all, length, directoryLength, fail } = this.#source
    const entries = 4 + this.#groups * groupBytes
    const reader = new ByteReader(this.#bytes, fail, entries + this.#number(group, 10, 4))
    let firstDoc = this.#number(group, 0, 4)
    let start = this.#number(group, 4, 6)
    const blocks = Math.min(groupSize, this.#blocks - group * groupSize)
    for (let block = 0; block < blocks; block++) {
      const documents = reader.bounded(all)
      const end = start + reader.bounded(largestBlock)
      if (end > length - directoryLength) throw fail('has a directory that leads out of it')
      yield { firstDoc, documents, start, end }
      firstDoc += documents
      start = end
    }
  }

  get #groups(): number {
    return Math.ceil(this.#blocks / groupSize)
  }

  #number(group: number, at: number, width: number): number {
    return new ByteReader(this.#bytes, this.#source.fail, 4 + group * groupBytes + at).fixed(width)
  }
}
