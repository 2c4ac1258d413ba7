// What does this text say once its markup is gone, and where did each character stand?
//
// Trees of Markdown and HTML give decoded texts with the place where they began. Between the two lie entities, escapes,
// marks of quotes and line ends. The pieces of one passage are collected here, blanks collapsed to one if wanted:
//
//     source   Click <b>File &amp;\n   Exit</b>.
//     text     Click File & Exit.

import { Passage } from '../body/passage.ts'

export class TracedText {
  readonly #collapse: boolean
  readonly #runs: string[] = []
  readonly #pieces: number[] = []
  #length = 0
  /** Where the blank stood that separates the text so far from what comes next; -1 for none. */
  #gap = -1

  /** `collapse`: runs of blanks and line ends become one blank, and none at both ends. */
  constructor(options: { readonly collapse: boolean }) {
    this.#collapse = options.collapse
  }

  get length(): number {
    return this.#length
  }

  /** Adds a text that stands in the source at `from` as it is. */
  add(text: string, from: number): void {
    if (!this.#collapse) {
      this.#put(text, from)
      return
    }
    for (let i = 0; i < text.length; ) {
      if (isSpace(text.charCodeAt(i))) {
        this.separate(from + i++)
        continue
      }
      let end = i + 1
      while (end < text.length && !isSpace(text.charCodeAt(end))) end++
      if (this.#gap >= 0) this.#put(' ', this.#gap)
      this.#gap = -1
      this.#put(text.slice(i, end), from + i)
      i = end
    }
  }

  /** A blank, if something stands before it and something follows; nothing where blanks are kept. */
  separate(at: number): void {
    if (this.#collapse && this.#length > 0 && this.#gap < 0) this.#gap = at
  }

  /** A line end in the source's own markup: a blank where blanks are collapsed. */
  break(at: number): void {
    if (this.#collapse) this.separate(at)
    else this.#put('\n', at)
  }

  /** The text collected; an empty one stands at `otherwise`. */
  passage(otherwise: number): Passage {
    return new Passage(this.#runs.join(''), this.#length === 0 ? [0, otherwise] : this.#pieces)
  }

  #put(text: string, from: number): void {
    const last = this.#pieces.length - 2
    const goesOn = last >= 0 && this.#pieces[last + 1]! + this.#length - this.#pieces[last]! === from
    if (!goesOn) this.#pieces.push(this.#length, from)
    this.#runs.push(text)
    this.#length += text.length
  }
}

/** What patterns call a blank: `\s`. */
function isSpace(code: number): boolean {
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13)
  if (code < 0x1680) return code === 0xa0
  return (
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000 ||
    code === 0xfeff
  )
}

/** How far ahead in the source a text may go on after something that is not part of it. */
const reach = 2_000
/** So near that any equal character is taken for it: escapes, marks of quotes, dropped characters. */
const nearby = 8
const entity = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});?/iy

/**
 * Adds `decoded`, which a parser made of `source[from, to)`, with its characters traced as well as possible: verbatim
 * runs exactly, an entity at its `&`, an escaped character behind its backslash, a CRLF at its CR. What cannot be found
 * (a parser moved it) is traced to the last place known. Never leaves `[from, to)`. Cost: linear.
 */
export function addDecoded(
  text: TracedText,
  decoded: string,
  source: string,
  from: number,
  to: number,
): void {
  if (to - from === decoded.length && source.startsWith(decoded, from)) {
    text.add(decoded, from)
    return
  }
  let at = from
  let i = 0
  while (i < decoded.length) {
    const reference = source[at] === '&' && at < to ? referenceAt(source, at, to) : null
    if (reference !== null && !isLiteral(reference, decoded, i)) {
      const units = (decoded.codePointAt(i) ?? 0) > 0xffff ? 2 : 1
      text.add(decoded.slice(i, i + units), at)
      i += units
      at += reference.length
      continue
    }
    const run = commonRun(decoded, i, source, at, to)
    if (run > 0) {
      text.add(decoded.slice(i, i + run), at)
      i += run
      at += run
      continue
    }
    const next = resume(decoded, i, source, at, to)
    if (next < 0) {
      const rest = decoded.slice(i)
      text.add(rest, Math.max(from, Math.min(at, to - rest.length)))
      return
    }
    at = next
  }
}

function referenceAt(source: string, at: number, to: number): string | null {
  entity.lastIndex = at
  const found = entity.exec(source)?.[0] ?? null
  return found !== null && at + found.length <= to ? found : null
}

/** An unknown name stays as it is printed; `&amp;` never does. */
function isLiteral(reference: string, decoded: string, i: number): boolean {
  return !/^&(?:amp|#38|#x26);?$/i.test(reference) && decoded.startsWith(reference, i)
}

/** How many characters both sides share from here, up to the next `&`. */
function commonRun(decoded: string, i: number, source: string, at: number, to: number): number {
  let run = 0
  while (i + run < decoded.length && at + run < to && decoded[i + run] === source[at + run]) {
    run++
    if (source[at + run] === '&') break
  }
  return run
}

/** Where the source goes on with `decoded[i]`, past what a parser dropped; -1 if nowhere near. */
function resume(decoded: string, i: number, source: string, at: number, to: number): number {
  for (let near = at + 1; near < to && near < at + nearby; near++)
    if (source[near] === decoded[i]) return near
  const window = source.slice(at + 1, Math.min(to, at + reach))
  for (const length of [4, 1]) {
    const found = window.indexOf(decoded.slice(i, i + length))
    if (found >= 0) return at + 1 + found
  }
  return -1
}
