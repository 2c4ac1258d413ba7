// Which text do the bytes of a log hold, and where in the log does it stand?
//
//     plain      12:00 Cannot open …            as it is
//     UTF-16     C.a.n.n.o.t. .o.p.e.n          two bytes a character, with a mark at the start or without
//     NDJSON     {"level":50,"msg":"Cannot …"}  what stands in its fields, one line a line
//
// Places are told in bytes of the log: of UTF-16 each character's own, of NDJSON those of the whole line, for a text with
// escapes in it has no bytes of its own.

/** Of a longer line of NDJSON nothing is unpacked. */
const longestLine = 64 * 1024
/** Text whose place can still be asked for: more than is ever in view. */
const keptText = 2 ** 20

/** A stretch of text and where it comes from. */
interface Stretch {
  /** Bytes of the text. */
  readonly from: number
  readonly to: number
  readonly rawFrom: number
  readonly rawTo: number
  /** In UTF-16, where not every character is one byte of text; `null` where places follow from each other. */
  readonly text: Uint8Array | null
}

export interface LogText {
  /** The text in the next bytes of the log, as UTF-8. */
  readonly push: (raw: Uint8Array) => Uint8Array
  /** What is left of it at the end. */
  readonly finish: () => Uint8Array
  /** From bytes of the text to bytes of the log, half-open. */
  readonly placeOf: (from: number, to: number) => readonly [from: number, to: number]
}

/** What kind of log begins with these bytes. */
export function logTextFor(first: Uint8Array): LogText {
  const encoding = wideEncodingOf(first)
  if (encoding !== null) return new WideText(encoding)
  return beginsWithObject(first) ? new ObjectLines() : plainText
}

const nothing = new Uint8Array(0)

const plainText: LogText = { push: (raw) => raw, finish: () => nothing, placeOf: (from, to) => [from, to] }

// --- UTF-16

type WideEncoding = 'utf-16le' | 'utf-16be'

/** By its mark, or by the NULs that every other byte of plain letters is. */
function wideEncodingOf(first: Uint8Array): WideEncoding | null {
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le'
  if (first[0] === 0xfe && first[1] === 0xff) return 'utf-16be'
  const length = Math.min(first.length, 1024) & ~1
  let even = 0
  let odd = 0
  for (let i = 0; i < length; i += 2) {
    if (first[i] === 0) even++
    if (first[i + 1] === 0) odd++
  }
  if (length < 4) return null
  if (odd > length * 0.3 && even < length * 0.05) return 'utf-16le'
  return even > length * 0.3 && odd < length * 0.05 ? 'utf-16be' : null
}

class WideText implements LogText {
  readonly #decoder: TextDecoder
  readonly #stretches = new Stretches()
  #text = 0
  #raw = 0

  constructor(encoding: WideEncoding) {
    this.#decoder = new TextDecoder(encoding, { ignoreBOM: true })
  }

  readonly push = (raw: Uint8Array): Uint8Array => this.#take(this.#decoder.decode(raw, { stream: true }))
  readonly finish = (): Uint8Array => this.#take(this.#decoder.decode())

  readonly placeOf = (from: number, to: number): readonly [number, number] => [
    this.#rawOf(from),
    this.#rawOf(to - 1) + 2,
  ]

  #take(decoded: string): Uint8Array {
    const text = encoder.encode(decoded)
    const [from, rawFrom] = [this.#text, this.#raw]
    this.#text += text.length
    this.#raw += decoded.length * 2
    const plain = text.length === decoded.length
    this.#stretches.add({ from, to: this.#text, rawFrom, rawTo: this.#raw, text: plain ? null : text })
    return text
  }

  #rawOf(at: number): number {
    const stretch = this.#stretches.at(at)
    if (stretch === undefined) return 0
    const before = at - stretch.from
    return stretch.rawFrom + 2 * (stretch.text === null ? before : unitsOf(stretch.text, before))
  }
}

const encoder = new TextEncoder()

/** UTF-16 code units of the first bytes of UTF-8. */
function unitsOf(text: Uint8Array, bytes: number): number {
  let units = 0
  for (let i = 0; i < bytes; i++) {
    if ((text[i]! & 0xc0) !== 0x80) units += text[i]! >= 0xf0 ? 2 : 1
  }
  return units
}

// --- NDJSON

const brace = 0x7b
const lineFeed = 0x0a

function beginsWithObject(first: Uint8Array): boolean {
  const at = first.findIndex((byte) => byte > 0x20)
  return first[at] === brace && first[at + 1] !== undefined
}

/** Where logs keep what went wrong; of an object in one of them, what it keeps there itself. */
const fields = ['message', 'msg', 'error', 'err', 'exception'] as const

class ObjectLines implements LogText {
  readonly #stretches = new Stretches()
  #line: Uint8Array = nothing
  #text = 0
  #raw = 0

  readonly push = (raw: Uint8Array): Uint8Array => {
    const bytes = this.#line.length === 0 ? raw : joined([this.#line, raw])
    const texts: Uint8Array[] = []
    let from = 0
    for (let end = bytes.indexOf(lineFeed); end !== -1; end = bytes.indexOf(lineFeed, from)) {
      texts.push(this.#take(bytes.subarray(from, end + 1)))
      from = end + 1
    }
    this.#line = bytes.slice(from)
    if (this.#line.length > longestLine) texts.push(this.finish())
    return joined(texts)
  }

  readonly finish = (): Uint8Array => {
    const line = this.#line
    this.#line = nothing
    return line.length === 0 ? nothing : this.#take(line)
  }

  readonly placeOf = (from: number, to: number): readonly [number, number] => {
    const first = this.#stretches.at(from)
    const last = this.#stretches.at(to - 1)
    return [first?.rawFrom ?? 0, last?.rawTo ?? 0]
  }

  #take(line: Uint8Array): Uint8Array {
    const end = line.at(-1) === lineFeed ? line.length - 1 : line.length
    const told = line.length > longestLine ? null : textOf(line)
    const text = told === null ? line : encoder.encode(end < line.length ? `${told}\n` : told)
    const [from, rawFrom] = [this.#text, this.#raw]
    this.#text += text.length
    this.#raw += line.length
    this.#stretches.add({ from, to: this.#text, rawFrom, rawTo: rawFrom + end, text: null })
    return text
  }
}

const decoder = new TextDecoder()

/** The messages of an object in one line; `null` for what is none, or has none. */
function textOf(line: Uint8Array): string | null {
  let value: unknown
  try {
    value = JSON.parse(decoder.decode(line))
  } catch {
    return null
  }
  const texts = textsIn(value)
  // an object may break its text where a log does not
  return texts.length === 0 ? null : texts.join('  ').replace(/[\r\n]+/g, ' ')
}

function textsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return fields.flatMap((field) => {
    const inner = (value as Record<string, unknown>)[field]
    return typeof inner === 'string' ? [inner] : textsIn(inner)
  })
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

// --- places

/** The last stretches of a text, found by halving. */
class Stretches {
  #list: Stretch[] = []

  add(stretch: Stretch): void {
    this.#list.push(stretch)
    const first = this.#list[0]!
    if (stretch.to - first.from < 2 * keptText) return
    this.#list = this.#list.filter(({ to }) => to > stretch.to - keptText)
  }

  at(place: number): Stretch | undefined {
    let low = 0
    let high = this.#list.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#list[middle]!.from <= place) low = middle + 1
      else high = middle
    }
    return this.#list[low - 1]
  }
}
