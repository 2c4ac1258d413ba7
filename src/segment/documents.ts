// Here is a doc id: what is stored for it?
//
// Items, one for each document in order of doc ids, packed into blocks of about one size; a block is compressed as a
// whole, and only the blocks of the documents that are asked for are read.
//
//     payload    block… directory
//     block      method: 0 stored, 1 raw deflate; length of its contents; contents
//     contents   length of each item, then the items
//     directory  number of blocks, then per block: documents in it, bytes of it
//
// Small blocks cost space, for the compressor sees less; large ones cost reading. What is shown in lists of results is
// cut small, whole records large.

import { ByteReader, ByteWriter } from './bytes.ts'
import type { Deflate, Inflate } from './format.ts'

/** No block may claim more, so a hostile one cannot fill the memory. */
export const largestBlock = 2 ** 24

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
  readonly #directory = new ByteWriter()
  #blocks = 0

  constructor(append: (bytes: Uint8Array) => void) {
    this.#append = append
  }

  add(block: PackedBlock | null): void {
    if (block === null) return
    this.#append(block.bytes)
    this.#directory.varint(block.documents)
    this.#directory.varint(block.bytes.length)
    this.#blocks++
  }

  /** Length of the directory, which the manifest keeps. */
  finish(): number {
    const count = new ByteWriter(8)
    count.varint(this.#blocks)
    this.#append(count.take())
    this.#append(this.#directory.view())
    return count.length + this.#directory.length
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
    if (!Number.isInteger(doc) || doc < 0 || doc >= this.#source.documents)
      throw new RangeError(`no document ${doc}`)
    const directory = await this.directory()
    let low = 0
    let high = directory.firstDocs.length - 1
    while (low + 1 < high) {
      const middle = (low + high) >> 1
      if (directory.firstDocs[middle]! <= doc) low = middle
      else high = middle
    }
    return this.#item(await this.#contents(directory, low), doc - directory.firstDocs[low]!)
  }

  /** Every item in order, each block read once. */
  async *all(): AsyncGenerator<Uint8Array> {
    const directory = await this.directory()
    for (let block = 0; block + 1 < directory.firstDocs.length; block++) {
      const contents = await this.#contents(directory, block)
      yield* this.#items(contents)
    }
  }

  /** Asked for early, it travels beside other reads. */
  directory(): Promise<Directory> {
    this.#directory ??= this.#readDirectory().catch((problem: unknown) => {
      this.#directory = null
      throw problem
    })
    return this.#directory
  }

  async #readDirectory(): Promise<Directory> {
    const { length, directoryLength, documents, read, fail } = this.#source
    const reader = new ByteReader(await read(length - directoryLength, length), fail)
    const blocks = reader.bounded(documents)
    const firstDocs = new Int32Array(blocks + 1)
    const starts = new Float64Array(blocks + 1)
    for (let block = 0; block < blocks; block++) {
      firstDocs[block + 1] = firstDocs[block]! + reader.bounded(documents - firstDocs[block]!)
      starts[block + 1] = starts[block]! + reader.bounded(largestBlock)
    }
    if (firstDocs[blocks] !== documents || starts[blocks]! + directoryLength !== length) {
      throw fail('has a directory that does not fit it')
    }
    return { firstDocs, starts }
  }

  async #contents({ firstDocs, starts }: Directory, block: number): Promise<BlockContents> {
    const { read, inflate, fail } = this.#source
    const reader = new ByteReader(await read(starts[block]!, starts[block + 1]!), fail)
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
    return { bytes, documents: firstDocs[block + 1]! - firstDocs[block]! }
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

export interface Directory {
  /** First doc id of each block, then the number of documents. */
  readonly firstDocs: Int32Array
  /** Start of each block in the payload, then the start of the directory. */
  readonly starts: Float64Array
}
