// Which number stands for a word, and for some words side by side?
//
// The scanner never makes a string: a word is the hash of its folded letters, eight of them at a time. A message is only
// said to be found when all of its fixed words have the right hashes in a row, so chance would have to strike several
// times over.

const lowFactor = 0x9e3779b1 | 0
const highFactor = 0x85ebca6b | 0
const pairFactor = 0x2c1b3c6d
const tripleFactor = 0xc2b2ae35 | 0

/** Letters that are mixed at once. */
const block = 8
/** Makes four letters small, and leaves digits as they are. */
const small = 0x20202020

/** By how many letters are left: which bits of the first four bytes, and of the four behind them, are theirs. */
const lowMasks = Int32Array.from({ length: block + 1 }, (_, letters) => maskOf(letters))
const highMasks = Int32Array.from({ length: block + 1 }, (_, letters) => maskOf(letters - 4))

function maskOf(letters: number): number {
  return letters >= 4 ? -1 : 2 ** (8 * Math.max(0, letters)) - 1
}

/** Mixes as MurmurHash does; all bits of the result look like chance. */
function mixed(hash: number, low: number, high: number): number {
  const half = Math.imul(hash ^ low, lowFactor)
  const whole = Math.imul(half ^ (half >>> 15) ^ high, highFactor)
  return whole ^ (whole >>> 13)
}

/** Bytes behind a word that `hashBytes` reads, too; whatever stands there makes no difference. */
export const bytesBehind = block

/** Of a word in ASCII, in any case. Throws a RangeError where there are no `bytesBehind` behind it. */
export function hashBytes(bytes: DataView, from: number, to: number): number {
  let hash = 0
  let at = from
  for (; to - at > block; at += block)
    hash = mixed(hash, bytes.getInt32(at, true) | small, bytes.getInt32(at + 4, true) | small)
  const low = (bytes.getInt32(at, true) | small) & lowMasks[to - at]!
  return mixed(hash, low, (bytes.getInt32(at + 4, true) | small) & highMasks[to - at]!)
}

/** The same of a word whose letters come one by one. */
export class LetterHash {
  #hash = 0
  /** Of the block that is not full yet: its letters, and how many. */
  #low = 0
  #high = 0
  #count = 0

  /** A folded UTF-16 code unit; one that is not ASCII goes in as three bytes of seven bits. */
  add(unit: number): void {
    if (unit < 0x80) this.#take(unit)
    else
      for (let rest = unit | 0x10_0000; rest > 0; rest >>>= 7)
        this.#take((rest & 0x1f) | ((rest & 0x60) << 1))
  }

  #take(letter: number): void {
    if (this.#count === block) {
      this.#hash = mixed(this.#hash, this.#low, this.#high)
      this.#low = this.#high = this.#count = 0
    }
    const shifted = (letter | 0x20) << (8 * (this.#count & 3))
    if (this.#count < 4) this.#low |= shifted
    else this.#high |= shifted
    this.#count++
  }

  /** The hash of all letters since the last call. */
  finish(): number {
    const hash = mixed(this.#hash, this.#low, this.#high)
    this.#hash = this.#low = this.#high = this.#count = 0
    return hash
  }
}

const letters = new LetterHash()

export function hashWord(word: string): number {
  for (let i = 0; i < word.length; i++) letters.add(word.charCodeAt(i))
  return letters.finish()
}

/** The key of two adjacent words as an anchor; that of one word is its hash. */
export function pairKey(before: number, word: number): number {
  return (Math.imul(before, pairFactor) + word) | 0
}

/** The key of three, of which `before` are the first two. */
export function tripleKey(before: number, word: number): number {
  return (Math.imul(before, tripleFactor) + word) | 0
}
