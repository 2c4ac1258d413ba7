// What do many items say alike, so that a compressor should know it before it begins?
//
// Blocks are compressed each for itself, and a block of some articles sees too few of them to know their set phrases. So
// the compressor starts as if it had just seen a *preset*, as zlib has it: pieces of items in which most is what other
// items say, too. That makes records a tenth smaller, and what is cut small for quick reading a fifth.
//
// The pieces are chosen as in Liao, Petri, Moffat and Wirth, "Effective Construction of Relative Lempel-Ziv
// Dictionaries" (WWW 2016), and in the dictionaries of zstd: a gram is worth as many items as it is in, the sample is
// cut into as many stretches as there will be pieces, and each stretch gives the piece whose grams are worth most. What
// is in a piece is worth nothing from then on.

import { joined } from './pieces.ts'

/** Deflate looks back no further. */
export const longestPreset = 2 ** 15

/** So many items are looked at, spread over all of them; of fewer than a tenth of that nothing is learnt. */
const sampleSize = 1500
const leastItems = sampleSize / 10
/** Of long items fewer are looked at, until there are so many bytes. */
const longestSample = 2 ** 21
/** In fewer items a gram is chance. */
const leastItemsOfGram = 3

/** In bytes. */
const gramLength = 8
const pieceLength = 64

const tableBits = 20
/** Where fewer bytes are left in the item than a gram has. */
const noGram = -1

/** Places of the items that `presetOf` wants to see. */
export function sampleOf(items: number): number[] {
  if (items < leastItems) return []
  const step = Math.max(1, Math.floor(items / sampleSize))
  return Array.from({ length: Math.ceil(items / step) }, (_, i) => i * step)
}

/** At most `size` bytes: what saves most comes last, where it is nearest. The same sample gives the same bytes. */
export function presetOf(sample: Iterable<Uint8Array>, size: number): Uint8Array {
  const items = thinned([...sample])
  if (items.length === 0 || size === 0) return new Uint8Array(0)
  const text = joined(items)
  const pieces = chosenPieces(new Grams(text, items), text.length, Math.min(size, longestPreset))
  pieces.sort((a, b) => a.worth / lengthOf(a) - b.worth / lengthOf(b))
  return joined(pieces.map(({ from, to }) => text.subarray(from, to)))
}

function thinned(items: readonly Uint8Array[]): Uint8Array[] {
  const step = Math.ceil(items.reduce((sum, { length }) => sum + length, 0) / longestSample)
  return items.filter((_, i) => i % step === 0)
}

/** Of each stretch one, then again of each, until they are `size` bytes or nothing is worth anything. */
function chosenPieces(grams: Grams, length: number, size: number): Piece[] {
  const stretches = Math.ceil(size / pieceLength)
  const pieces: Piece[] = []
  let left = size
  for (let before = -1; before < pieces.length; ) {
    before = pieces.length
    for (let i = 0; i < stretches; i++) {
      const piece = grams.best(
        Math.floor((i * length) / stretches),
        Math.floor(((i + 1) * length) / stretches),
      )
      if (piece === null) continue
      left -= lengthOf(piece)
      if (left < 0) return pieces
      pieces.push(piece)
      grams.take(piece)
    }
  }
  return pieces
}

interface Piece {
  readonly from: number
  readonly to: number
  readonly worth: number
}

function lengthOf({ from, to }: Piece): number {
  return to - from
}

/** What each gram of a text is worth. */
class Grams {
  /** By place: the slot of the gram that begins there. Grams that share a slot are worth the same. */
  readonly #slots: Int32Array
  /** By slot. */
  readonly #worth = new Uint16Array(2 ** tableBits)
  /** By slot: how often it is in the piece that is looked at. */
  readonly #inPiece = new Uint8Array(2 ** tableBits)

  /** `text` is the items, end to end. */
  constructor(text: Uint8Array, items: readonly Uint8Array[]) {
    this.#slots = new Int32Array(text.length).fill(noGram)
    const lastItem = new Int32Array(2 ** tableBits).fill(-1)
    let end = 0
    for (const [number, { length }] of items.entries()) {
      const first = end + gramLength - 1
      end += length
      let [earlier, later] = [0, 0]
      for (let at = end - length; at < end; at++) {
        earlier = (earlier >>> 8) | (later << 24)
        later = (later >>> 8) | (text[at]! << 24)
        if (at < first) continue
        const slot = (Math.imul(earlier, 0x9e3779b1) ^ Math.imul(later, 0x85ebca77)) >>> (32 - tableBits)
        this.#slots[at - gramLength + 1] = slot
        if (lastItem[slot] === number) continue
        lastItem[slot] = number
        this.#worth[slot]!++
      }
    }
    const worth = this.#worth
    for (let slot = 0; slot < worth.length; slot++) if (worth[slot]! < leastItemsOfGram) worth[slot] = 0
  }

  /** The piece between two places whose grams are worth most; null where none is worth anything. */
  best(from: number, to: number): Piece | null {
    const [slots, worth, inPiece] = [this.#slots, this.#worth, this.#inPiece]
    const longest = pieceLength - gramLength + 1
    let [best, bestFrom, sum, first] = [0, from, 0, from]
    for (let at = from; at < to; at++) {
      const slot = slots[at]!
      if (slot !== noGram && inPiece[slot]!++ === 0) sum += worth[slot]!
      if (at - first === longest) {
        const left = slots[first++]!
        if (left !== noGram && --inPiece[left]! === 0) sum -= worth[left]!
      }
      if (sum > best) {
        best = sum
        bestFrom = first
      }
    }
    for (; first < to; first++) if (slots[first] !== noGram) inPiece[slots[first]!]!--
    return best === 0 ? null : this.#trimmed(bestFrom, Math.min(to, bestFrom + longest), best)
  }

  /** Without the ends that are worth nothing. */
  #trimmed(from: number, to: number, worth: number): Piece {
    let [first, last] = [from, to - 1]
    while (!this.#isWorth(first)) first++
    while (!this.#isWorth(last)) last--
    return { from: first, to: last + gramLength, worth }
  }

  #isWorth(at: number): boolean {
    return this.#slots[at] !== noGram && this.#worth[this.#slots[at]!]! > 0
  }

  /** What is in it is worth nothing from now on. */
  take({ from, to }: Piece): void {
    for (let at = from; at <= to - gramLength; at++)
      if (this.#slots[at] !== noGram) this.#worth[this.#slots[at]!] = 0
  }
}
