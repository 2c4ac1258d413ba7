// How do numbers and texts become bytes, and how are they read back without trust?
//
// Numbers are variable-length: seven bits a byte, lowest first, the top bit set on all but the last byte. They are whole
// and below 2^53. The reader checks every length against the bytes it has, so a damaged file ends in an error, not in
// a wrong answer or a gigantic allocation.

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Of a UTF-16 unit. */
const mostBytes = 3
/** There is not room for three bytes of each of so many. */
const longText = 2 ** 16

export class ByteWriter {
  #bytes: Uint8Array
  length = 0

  constructor(capacity = 256) {
    this.#bytes = new Uint8Array(capacity)
  }

  byte(value: number): void {
    this.#grow(1)
    this.#bytes[this.length++] = value
  }

  varint(value: number): void {
    this.#grow(8)
    let rest = value
    while (rest >= 0x80) {
      this.#bytes[this.length++] = (rest % 0x80) | 0x80
      rest = Math.floor(rest / 0x80)
    }
    this.#bytes[this.length++] = rest
  }

  /** Those `from` there `to` there, each below 2^32. */
  varints(values: Uint32Array, from: number, to: number): void {
    this.#grow(5 * (to - from))
    const bytes = this.#bytes
    let at = this.length
    for (let i = from; i < to; i++) at = writeVarint(bytes, at, values[i]!)
    this.length = at
  }

  /** `width` bytes, lowest first. */
  fixed(value: number, width: number): void {
    this.#grow(width)
    let rest = value
    for (let i = 0; i < width; i++) {
      this.#bytes[this.length++] = rest % 0x100
      rest = Math.floor(rest / 0x100)
    }
  }

  raw(bytes: Uint8Array): void {
    this.#grow(bytes.length)
    this.#bytes.set(bytes, this.length)
    this.length += bytes.length
  }

  utf8(text: string): void {
    if (text.length > longText) {
      this.raw(encoder.encode(text))
      return
    }
    this.#grow(text.length * mostBytes)
    this.length += encoder.encodeInto(text, this.#bytes.subarray(this.length)).written
  }

  /** Length in bytes, then UTF-8. */
  text(value: string): void {
    const start = this.length
    this.varint(value.length)
    const from = this.length
    this.utf8(value)
    if (this.length - from === value.length) return
    const bytes = this.#bytes.slice(from, this.length)
    this.length = start
    this.varint(bytes.length)
    this.raw(bytes)
  }

  /** A copy of what was written. */
  take(): Uint8Array {
    return this.#bytes.slice(0, this.length)
  }

  /** What was written, valid until it is cleared. */
  view(from = 0): Uint8Array {
    return this.#bytes.subarray(from, this.length)
  }

  clear(): void {
    this.length = 0
  }

  #grow(by: number): void {
    if (this.length + by <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.length + by))
    grown.set(this.view())
    this.#bytes = grown
  }
}

/** A number below 2^32, where there is room for it; gives where the next one goes. */
export function writeVarint(bytes: Uint8Array, from: number, value: number): number {
  let at = from
  let rest = value
  for (; rest >= 0x80; rest >>>= 7) bytes[at++] = rest | 0x80
  bytes[at++] = rest
  return at
}

export class ByteReader {
  readonly bytes: Uint8Array
  at: number
  readonly #fail: (what: string) => Error

  /** `fail` makes the error to throw where the bytes do not hold what is asked of them. */
  constructor(bytes: Uint8Array, fail: (what: string) => Error, at = 0) {
    this.bytes = bytes
    this.at = at
    this.#fail = fail
  }

  get left(): number {
    return this.bytes.length - this.at
  }

  byte(): number {
    if (this.at >= this.bytes.length) throw this.#fail('ends in the middle of a value')
    return this.bytes[this.at++]!
  }

  varint(): number {
    const first = this.byte()
    if (first < 0x80) return first
    let value = first & 0x7f
    let scale = 0x80
    for (;;) {
      const byte = this.byte()
      value += (byte & 0x7f) * scale
      if (value > Number.MAX_SAFE_INTEGER) throw this.#fail('has a number out of range')
      if (byte < 0x80) return value
      scale *= 0x80
    }
  }

  /** So many of them. Not typed: small numbers of typed arrays cost a program that has just started an object each. */
  varints(count: number): number[] {
    if (count > this.left) throw this.#fail('ends in the middle of a value')
    const values = new Array<number>(count)
    this.varintsInto(values, count, Number.MAX_SAFE_INTEGER)
    return values
  }

  /** In one loop: a program that has just started has no time to make calls fast. */
  varintsInto(values: number[] | Uint32Array, count: number, limit: number): void {
    const { bytes } = this
    let at = this.at
    for (let i = 0; i < count; i++) {
      let byte = bytes[at++]!
      let value = byte & 0x7f
      for (let scale = 0x80; byte >= 0x80; scale *= 0x80) {
        byte = bytes[at++]!
        value += (byte & 0x7f) * scale
      }
      if (value > limit) throw this.#fail('has a number out of range')
      values[i] = value
    }
    // past the end a byte is undefined, and as good as 0
    if (at > bytes.length) throw this.#fail('ends in the middle of a value')
    this.at = at
  }

  /** A number that must not exceed `limit`: a count, a length, an id. */
  bounded(limit: number): number {
    const value = this.varint()
    if (value > limit) throw this.#fail(`has ${value} where at most ${limit} can be`)
    return value
  }

  fixed(width: number): number {
    let value = 0
    for (let i = 0, scale = 1; i < width; i++, scale *= 0x100) value += this.byte() * scale
    return value
  }

  /** A view, not a copy. */
  raw(length: number): Uint8Array {
    if (length > this.left) throw this.#fail('ends in the middle of a value')
    this.at += length
    return this.bytes.subarray(this.at - length, this.at)
  }

  text(): string {
    return decodeText(this.raw(this.bounded(this.left)))
  }
}

/** Of all values before each, and at the end of all. */
export function runningSums(values: readonly number[], first = 0): number[] {
  const sums = new Array<number>(values.length + 1)
  let sum = (sums[0] = first)
  for (let i = 0; i < values.length; i++) sums[i + 1] = sum += values[i]!
  return sums
}

export function encodeText(text: string): Uint8Array {
  return encoder.encode(text)
}

export function decodeText(bytes: Uint8Array): string {
  return decoder.decode(bytes)
}

/** `undefined` for what is no JSON. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decodeText(bytes))
  } catch {
    return undefined
  }
}
