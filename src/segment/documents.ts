// Here is a doc id: what is stored for it?
//
// Items, one for each document in order of doc ids, packed into blocks of about one size; a block is compressed as a
// whole, and only the blocks of the documents that are asked for are read.
//
//     payload    block… directory
//     block      packed (`packed.ts`): length of each item, then the items
//     directory  packed: number of blocks, then for each the documents in it, then for each the bytes of it; then the
//                preset that blocks are packed with
//
// Small blocks cost space, for the compressor sees less; large ones cost reading. What is shown in lists of results is
// cut small, whole records large.

import { ByteReader, ByteWriter, runningSums } from './bytes.ts'
import type { Deflate, Inflate } from './format.ts'
import { largestPacked, noPreset, pack, unpack } from './packed.ts'
import { longestPreset } from './preset.ts'

/** In bytes: an item and what else is in its block can be packed. */
export const largestItem = largestPacked / 2

/** Packs items into blocks; whatever packs them in other threads must cut at the same places. */
export class BlockPacker {
  readonly #limit: number
  readonly #deflate: Deflate | null
  readonly #preset: Uint8Array
  readonly #lengths = new ByteWriter()
  readonly #items: ByteWriter
  readonly #contents: ByteWriter
  #count = 0

  /** A block is closed by the item that takes it to `limit` bytes or over. */
  constructor(limit: number, deflate: Deflate | null, preset = noPreset) {
    this.#limit = limit
    this.#deflate = deflate
    this.#preset = preset
    this.#items = new ByteWriter(limit * 2)
    this.#contents = new ByteWriter(limit * 2)
  }

  /** The block that this item closes, if it does. */
  add(item: Uint8Array): PackedBlock | null {
    if (item.length > largestItem) throw new RangeError(`item of ${item.length} bytes`)
    this.#lengths.varint(item.length)
    this.#items.raw(item)
    this.#count++
    return this.#items.length >= this.#limit ? this.finish() : null
  }

  /** What is left, if anything is. */
  finish(): PackedBlock | null {
    if (this.#count === 0) return null
    this.#contents.raw(this.#lengths.view())
    this.#contents.raw(this.#items.view())
    const bytes = pack(this.#contents.view(), this.#deflate, this.#preset)
    const packed = { documents: this.#count, bytes }
    this.#lengths.clear()
    this.#items.clear()
    this.#contents.clear()
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
  readonly #deflate: Deflate | null
  readonly #preset: Uint8Array
  readonly #documents = new ByteWriter()
  readonly #lengths = new ByteWriter()
  #blocks = 0

  /** `preset`: what the blocks were packed with. */
  constructor(append: (bytes: Uint8Array) => void, deflate: Deflate | null, preset = noPreset) {
    this.#append = append
    this.#deflate = deflate
    this.#preset = preset
  }

  add(block: PackedBlock | null): void {
    if (block === null) return
    this.#append(block.bytes)
    this.#documents.varint(block.documents)
    this.#lengths.varint(block.bytes.length)
    this.#blocks++
  }

  /** The directory, whose length the manifest keeps. */
  finish(): Uint8Array {
    const directory = new ByteWriter(this.#documents.length + this.#lengths.length + 4)
    directory.varint(this.#blocks)
    directory.raw(this.#documents.view())
    directory.raw(this.#lengths.view())
    directory.raw(this.#preset)
    const packed = pack(directory.view(), this.#deflate)
    this.#append(packed)
    return packed
  }
}

/** Open documents. The directory is read once, when the first item is asked for. */
export class Documents {
  /** The error to throw where an item is not what it should be. */
  readonly fail: (what: string) => Error
  readonly #source: DocumentsSource
  #directory: Promise<Directory> | null = null

  constructor(source: DocumentsSource) {
    this.fail = source.fail
    this.#source = source
  }

  /** The item of a document; throws a RangeError where there is no such doc id. */
  async item(doc: number): Promise<Uint8Array> {
    const block = await this.blockOf(doc)
    return (await this.read(block)).item(doc)
  }

  /** Where the block with a document is; throws a RangeError where there is no such doc id. */
  async blockOf(doc: number): Promise<BlockPlace> {
    if (!Number.isInteger(doc) || doc < 0 || doc >= this.#source.documents)
      throw new RangeError(`no document ${doc}`)
    return (await this.directory()).find(doc)
  }

  async read(place: BlockPlace): Promise<Block> {
    const { read, inflate, fail } = this.#source
    const { preset } = await this.directory()
    return new Block(place, await unpack(await read(place.start, place.end), inflate, fail, preset), fail)
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
    const { length, directoryLength, held, read, inflate, fail } = this.#source
    const packed = held ?? (await read(length - directoryLength, length))
    return new Directory(await unpack(packed, inflate, fail), this.#source)
  }
}

export interface DocumentsSource {
  readonly documents: number
  /** Of the payload, and of the directory at its end. */
  readonly length: number
  readonly directoryLength: number
  /** The directory, where it was read already. */
  readonly held: Uint8Array | undefined
  readonly read: (from: number, to: number) => Promise<Uint8Array>
  readonly inflate: Inflate
  readonly fail: (what: string) => Error
}

/** Documents that were packed together; items are cut out when they are asked for. */
export class Block {
  readonly #firstDoc: number
  readonly #bytes: Uint8Array
  /** By item, and where the last one ends. */
  readonly #starts: readonly number[]

  constructor({ firstDoc, documents }: BlockPlace, bytes: Uint8Array, fail: (what: string) => Error) {
    const reader = new ByteReader(bytes, fail)
    const lengths = reader.varints(documents)
    this.#firstDoc = firstDoc
    this.#bytes = bytes
    this.#starts = runningSums(lengths, reader.at)
    if (this.#starts[documents] !== bytes.length) throw fail('has a block that its documents do not fill')
  }

  /** Of one of its documents. */
  item(doc: number): Uint8Array {
    const at = doc - this.#firstDoc
    return this.#bytes.subarray(this.#starts[at], this.#starts[at + 1])
  }
}

export interface BlockPlace {
  readonly firstDoc: number
  readonly documents: number
  readonly start: number
  readonly end: number
}

/** Where the blocks are. */
export class Directory {
  /** By block, and where the last one ends. */
  readonly #firstDocs: readonly number[]
  readonly #starts: readonly number[]
  readonly blocks: number
  readonly preset: Uint8Array

  constructor(bytes: Uint8Array, { documents, length, directoryLength, fail }: DocumentsSource) {
    const reader = new ByteReader(bytes, fail)
    this.blocks = reader.bounded(documents)
    this.#firstDocs = runningSums(reader.varints(this.blocks))
    this.#starts = runningSums(reader.varints(this.blocks))
    this.preset = reader.raw(reader.left)
    const isWhole =
      this.preset.length <= longestPreset &&
      this.#firstDocs[this.blocks] === documents &&
      this.#starts[this.blocks] === length - directoryLength
    if (!isWhole) throw fail(`has a directory of ${this.blocks} blocks that does not fit it`)
  }

  /** The block that has a document. */
  find(doc: number): BlockPlace {
    let low = 0
    let high = this.blocks
    while (low + 1 < high) {
      const middle = (low + high) >> 1
      if (this.#firstDocs[middle]! <= doc) low = middle
      else high = middle
    }
    return this.place(low)
  }

  place(block: number): BlockPlace {
    const firstDoc = this.#firstDocs[block]!
    const documents = this.#firstDocs[block + 1]! - firstDoc
    return { firstDoc, documents, start: this.#starts[block]!, end: this.#starts[block + 1]! }
  }
}
