// Which part of the stream is in view, and which words stand in it?
//
//     … denied. ⏎ 12:02:11 Cannot open file "C:\DATA" …
//               ^                                     ^
//               bytes that are in view: words, lines  read so far │ a line that is not complete yet
//
// A window of fixed size moves over the stream. What is behind stays in view as long as a message may still reach back
// to it, so a message is found wherever the stream was cut. Nothing here grows with the stream.

import { bytesBehind } from './word-hash.ts'

/** Bytes that are in view; the stream may be longer by as much as it likes. */
export const capacity = 256 * 1024
/** Of what was read, so much stays in view when the window moves: more than any message needs. */
const keptBytes = 48 * 1024
const keptWords = 2048

export class Window {
  /** Some more than the capacity, so that a line end can stand behind the last one, and a hash read on. */
  readonly bytes = new Uint8Array(capacity + 1 + bytesBehind)
  readonly view = new DataView(this.bytes.buffer)
  /** Bytes in view. */
  length = 0
  /** Words have been read up to here. */
  read = 0
  /** Place of the first byte in the stream. */
  start = 0

  /** Words in view, in order: hash, first byte, byte after the last one. */
  readonly hashes = new Int32Array(capacity / 2 + 1)
  readonly from = new Int32Array(capacity / 2 + 1)
  readonly to = new Int32Array(capacity / 2 + 1)
  words = 0
  /** Number in the stream of the first word in view. */
  firstWord = 0

  /** First bytes of lines in view, but for the first one. */
  readonly lineStarts = new Int32Array(capacity + 1)
  lines = 0
  /** Number of the line that the first byte in view stands in, from 1. */
  firstLine = 1

  get room(): number {
    return capacity - this.length
  }

  /** Takes as much as there is room for; says how much. */
  append(chunk: Uint8Array, at: number): number {
    const taken = Math.min(this.room, chunk.length - at)
    this.bytes.set(at === 0 && taken === chunk.length ? chunk : chunk.subarray(at, at + taken), this.length)
    this.length += taken
    return taken
  }

  /** Moves on, so that there is room again. */
  move(): void {
    const first = this.#firstKept()
    const cut = first < this.words ? Math.min(this.from[first]!, this.read) : this.read
    const from = Math.max(first > 0 ? this.to[first - 1]! : 0, cut - mostBefore)
    this.bytes.copyWithin(0, from, this.length)
    this.length -= from
    this.read -= from
    this.start += from
    this.#dropWords(first, from)
    this.#dropLines(from)
  }

  #firstKept(): number {
    let first = Math.max(0, this.words - keptWords)
    while (first < this.words && this.read - this.from[first]! > keptBytes) first++
    return first
  }

  #dropWords(first: number, bytes: number): void {
    const { hashes, from, to } = this
    for (let i = first; i < this.words; i++) {
      hashes[i - first] = hashes[i]!
      from[i - first] = from[i]! - bytes
      to[i - first] = to[i]! - bytes
    }
    this.words -= first
    this.firstWord += first
  }

  #dropLines(bytes: number): void {
    let dropped = 0
    while (dropped < this.lines && this.lineStarts[dropped]! <= bytes) dropped++
    for (let i = dropped; i < this.lines; i++) this.lineStarts[i - dropped] = this.lineStarts[i]! - bytes
    this.lines -= dropped
    this.firstLine += dropped
  }

  /** Number in the stream of the line that holds a byte in view. */
  lineOf(at: number): number {
    return this.firstLine + this.#linesBefore(at)
  }

  /** First byte in view of the line that holds a byte. */
  lineStart(at: number): number {
    const before = this.#linesBefore(at)
    return before === 0 ? 0 : this.lineStarts[before - 1]!
  }

  /** First byte in view of a line by its number; the end of what was read for one behind it. */
  startOfLine(line: number): number {
    const before = line - this.firstLine
    if (before <= 0) return 0
    return before > this.lines ? this.read : this.lineStarts[before - 1]!
  }

  #linesBefore(at: number): number {
    let low = 0
    let high = this.lines
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.lineStarts[middle]! <= at) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** Quotation marks and the like before the first word that is kept. */
const mostBefore = 16
