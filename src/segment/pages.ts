// How does a payload become a file whose every page proves where it belongs?
//
// The frame of `format.ts`: head, pages with checksums, tail. Writing is a stream, in one pass; reading takes any range.

import { KbError } from '../errors.ts'
import { ByteReader, ByteWriter } from './bytes.ts'
import { crc32 } from './checksum.ts'
import {
  damaged,
  type FileKind,
  type FilePlace,
  fileKinds,
  formatVersion,
  headBytes,
  magic,
  pagePayload,
  type ReadBytes,
  sumBytes,
  tailBytes,
} from './format.ts'
import { readPieces } from './pieces.ts'

/** Takes the bytes of a file in order. The array may be used again after the call. */
export type Sink = (bytes: Uint8Array) => void

export class PageWriter {
  readonly #sink: Sink
  readonly #seed: number
  readonly #head: Uint8Array
  readonly #page: Uint8Array
  readonly #payload: number
  #filled = 0
  #pages = 0

  constructor(head: FilePlace, sink: Sink) {
    this.#sink = sink
    this.#seed = seedOf(head)
    this.#head = encodeHead(head)
    this.#payload = pagePayload[head.kind]
    this.#page = new Uint8Array(this.#payload + sumBytes)
    sink(this.#head)
  }

  /** Length of the payload so far. */
  get length(): number {
    return this.#pages * this.#payload + this.#filled
  }

  append(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      const take = Math.min(this.#payload - this.#filled, bytes.length - at)
      this.#page.set(bytes.subarray(at, at + take), this.#filled)
      this.#filled += take
      at += take
      if (this.#filled === this.#payload) this.#flush()
    }
  }

  finish(): void {
    const length = this.length
    if (this.#filled > 0) this.#flush()
    const tail = new ByteWriter(tailBytes)
    tail.fixed(length, 8)
    tail.fixed(crc32(tail.view(), crc32(this.#head)), 4)
    this.#sink(tail.take())
  }

  #flush(): void {
    const sum = sumOfPage(this.#page.subarray(0, this.#filled), this.#seed, this.#pages)
    for (let i = 0; i < 4; i++) this.#page[this.#filled + i] = (sum >>> (8 * i)) & 255
    this.#sink(this.#page.subarray(0, this.#filled + 4))
    this.#filled = 0
    this.#pages++
  }
}

/** The file of one payload, for payloads that are at hand whole. */
export function framed(head: FilePlace, payload: Uint8Array): Uint8Array {
  const file = new ByteWriter(fileLength(head.kind, payload.length))
  const writer = new PageWriter(head, (bytes) => file.raw(bytes))
  writer.append(payload)
  writer.finish()
  return file.take()
}

/** Length of the file that holds a payload of that length. */
export function fileLength(kind: FileKind, payload: number): number {
  return headBytes + payload + sumBytes * Math.ceil(payload / pagePayload[kind]) + tailBytes
}

/** One file of an open index. */
export class PagedFile {
  readonly name: string
  /** Of the payload. */
  readonly length: number
  readonly #seed: number
  readonly #payload: number
  readonly #read: (from: number, to: number) => Promise<Uint8Array>

  constructor(read: ReadBytes, file: { name: string; length: number; piece: number }, head: FilePlace) {
    this.#read = readPieces(read, { name: file.name, size: file.piece })
    this.name = file.name
    this.length = file.length
    this.#seed = seedOf(head)
    this.#payload = pagePayload[head.kind]
  }

  /** The payload's bytes `[from, to)`. Rejects with E0302 where they are not the bytes that were written. */
  async read(from: number, to: number): Promise<Uint8Array> {
    if (!(from >= 0 && from <= to && to <= this.length)) {
      throw this.damaged(`is asked for bytes ${from} to ${to} of ${this.length}`)
    }
    if (from === to) return new Uint8Array(0)
    const first = Math.floor(from / this.#payload)
    const pages = Math.ceil(to / this.#payload) - first
    const start = headBytes + first * (this.#payload + sumBytes)
    const at = first * this.#payload
    const end = start + Math.min(this.length - at, pages * this.#payload) + sumBytes * pages
    const bytes = await this.#read(start, end)
    if (bytes.length !== end - start) throw this.damaged(`ends before byte ${end}`)
    const fail = (what: string): Error => this.damaged(what)
    const payload = checkedPages(bytes, first, { seed: this.#seed, payload: this.#payload, fail })
    return payload.subarray(from - at, to - at)
  }

  damaged(what: string): Error {
    return damaged(this.name, what)
  }
}

interface PageCheck {
  readonly seed: number
  /** Of a whole page. */
  readonly payload: number
  readonly fail: (what: string) => Error
}

/** What is in pages that follow each other, not always a copy; only the last may be shorter than a whole one. */
function checkedPages(bytes: Uint8Array, first: number, { seed, payload, fail }: PageCheck): Uint8Array {
  const pages = Math.ceil(bytes.length / (payload + sumBytes))
  const contents = pages > 1 ? new Uint8Array(bytes.length - sumBytes * pages) : null
  for (let page = 0, from = 0; from < bytes.length; page++, from += payload + sumBytes) {
    const to = Math.min(from + payload, bytes.length - sumBytes)
    const part = bytes.subarray(from, to)
    if (sumAfter(bytes, to) !== sumOfPage(part, seed, first + page))
      throw fail(`fails the checksum of page ${first + page}`)
    if (contents === null) return part
    contents.set(part, page * payload)
  }
  return contents ?? bytes
}

/** What a whole file says of itself; its pages are checked too. Throws E0302 and E0303. */
export function openWhole(name: string, file: Uint8Array): { head: FilePlace; payload: Uint8Array } {
  const head = headOf(name, file)
  if (file.length < headBytes + tailBytes) throw damaged(name, 'is cut off')
  const tailAt = file.length - tailBytes
  const length = new ByteReader(file, (what) => damaged(name, what), tailAt).fixed(8)
  if (fileLength(head.kind, length) !== file.length)
    throw damaged(name, `has ${file.length} bytes for a payload of ${length}`)
  const sum = crc32(file.subarray(tailAt, tailAt + 8), crc32(file.subarray(0, headBytes)))
  if (sumAfter(file, file.length - 4) !== sum) throw damaged(name, 'does not have its checksum')
  const fail = (what: string): Error => damaged(name, what)
  const pages = file.subarray(headBytes, tailAt)
  const payload = checkedPages(pages, 0, { seed: seedOf(head), payload: pagePayload[head.kind], fail })
  return { head, payload }
}

function encodeHead({ kind, segment, build }: FilePlace): Uint8Array {
  const head = new ByteWriter(headBytes)
  head.raw(magic)
  head.fixed(formatVersion, 2)
  head.byte(fileKinds[kind])
  head.byte(0)
  head.fixed(segment, 4)
  head.raw(build)
  head.fixed(crc32(head.view()), 4)
  return head.take()
}

/** What the beginning of a file says of it. Throws E0302 and E0303. */
export function headOf(name: string, file: Uint8Array): FilePlace {
  const reader = new ByteReader(file, () => damaged(name, 'is cut off'))
  if (reader.raw(magic.length).some((byte, i) => byte !== magic[i]))
    throw damaged(name, 'is no file of an index')
  const version = reader.fixed(2)
  // before the checksum: that of another version may be another one
  if (version !== formatVersion) throw otherVersion(name, version)
  const kindNumber = reader.byte()
  reader.byte()
  const segment = reader.fixed(4)
  const build = new Uint8Array(reader.raw(16))
  const sum = reader.fixed(4)
  if (sum !== crc32(file.subarray(0, headBytes - 4))) throw damaged(name, 'does not have its checksum')
  const kind = (Object.keys(fileKinds) as FileKind[]).find((kind) => fileKinds[kind] === kindNumber)
  if (kind === undefined) throw damaged(name, `is of an unknown kind, ${kindNumber}`)
  return { kind, segment, build }
}

function otherVersion(name: string, version: number): KbError {
  const newer = version > formatVersion
  return new KbError('E0303', `it has format ${version}, this kb reads ${formatVersion}`, {
    help: newer
      ? 'Update kb, or build the index again with this one.'
      : 'Build the index again with `kb build`.',
    place: { file: name },
  })
}

/** The sums of all pages of a file begin with where it belongs. */
function seedOf({ kind, segment, build }: FilePlace): number {
  return crc32(build, crc32(numbered(segment), crc32(Uint8Array.of(fileKinds[kind]))))
}

function sumOfPage(page: Uint8Array, seed: number, number: number): number {
  return crc32(page, (seed ^ number) >>> 0)
}

function numbered(number: number): Uint8Array {
  return Uint8Array.of(number, number >>> 8, number >>> 16, number >>> 24)
}

function sumAfter(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0
}
