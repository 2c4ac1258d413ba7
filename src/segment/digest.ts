// What is the name of this content?
//
// SHA-256 (FIPS 180-4). Node and browsers have it, but not the same one, and browsers only as a promise; an index of
// twenty articles is built by a pure function, so it is here. Large builds hand in the platform's own.

/** A running hash. `hex` ends it. */
export interface Digest {
  update(bytes: Uint8Array): void
  hex(): string
}

export type CreateDigest = () => Digest

export const sha256: CreateDigest = () => new Sha256()

class Sha256 implements Digest {
  readonly #state = Uint32Array.from(squareRootFractions)
  readonly #block = new Uint8Array(64)
  readonly #schedule = new Uint32Array(64)
  #filled = 0
  #length = 0

  update(bytes: Uint8Array): void {
    this.#length += bytes.length
    for (let at = 0; at < bytes.length; ) {
      const take = Math.min(64 - this.#filled, bytes.length - at)
      this.#block.set(bytes.subarray(at, at + take), this.#filled)
      this.#filled += take
      at += take
      if (this.#filled === 64) this.#compress()
    }
  }

  hex(): string {
    const length = this.#length
    const padding = new Uint8Array(((119 - (length % 64)) % 64) + 9)
    padding[0] = 0x80
    new DataView(padding.buffer).setUint32(padding.length - 8, Math.floor(length / 0x20000000))
    new DataView(padding.buffer).setUint32(padding.length - 4, (length * 8) >>> 0)
    this.update(padding)
    return [...this.#state].map((word) => word.toString(16).padStart(8, '0')).join('')
  }

  #compress(): void {
    const w = this.#schedule
    const block = this.#block
    for (let i = 0; i < 16; i++) {
      w[i] = (block[i * 4]! << 24) | (block[i * 4 + 1]! << 16) | (block[i * 4 + 2]! << 8) | block[i * 4 + 3]!
    }
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15]!
      const y = w[i - 2]!
      const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)
      const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10)
      w[i] = w[i - 16]! + s0 + w[i - 7]! + s1
    }
    let [a, b, c, d, e, f, g, h] = this.#state as unknown as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ]
    for (let i = 0; i < 64; i++) {
      const choice = (e & f) ^ (~e & g)
      const majority = (a & b) ^ (a & c) ^ (b & c)
      const first =
        (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + cubeRootFractions[i]! + w[i]!) | 0
      const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority) | 0
      h = g
      g = f
      f = e
      e = (d + first) | 0
      d = c
      c = b
      b = a
      a = (first + second) | 0
    }
    for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) this.#state[i]! += word
    this.#filled = 0
  }
}

function turn(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits))
}

const primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53]
for (let n = 59; primes.length < 64; n += 2) if (primes.every((prime) => n % prime !== 0)) primes.push(n)

/** The first 32 bits of the fractional part: exact, for the roots differ from whole numbers far above 2^-20. */
function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32)
}
const squareRootFractions = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))
const cubeRootFractions = primes.map((prime) => fraction(Math.cbrt(prime)))
