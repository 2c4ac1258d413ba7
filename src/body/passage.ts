// Where in the source does this character of a cleaned text stand?
//
// Cleaning joins wrapped lines, drops prefixes and decodes entities, so a text and its source drift apart. A passage
// keeps them together: `pieces` holds pairs, ascending in both columns,
//
//     [ start in text, start in source,  start in text, start in source,  ... ]
//
// and between two starts both sides advance in step.

import type { Span } from '../article/article.ts'
import { traitsOf } from './traits.ts'

export class Passage {
  readonly text: string
  readonly pieces: readonly number[]
  #traits = notAsked

  /** `pieces` has at least one pair, and the first one starts at 0 in the text. */
  constructor(text: string, pieces: readonly number[]) {
    this.text = text
    this.pieces = pieces
  }

  /** A text that stands in the source exactly as it is. */
  static verbatim(text: string, from: number): Passage {
    return new Passage(text, [0, from])
  }

  /** Joins passages in source order with `glue` between them; glue maps to the end of the passage before it. */
  static join(passages: readonly Passage[], glue: string): Passage {
    let text = ''
    const pieces: number[] = []
    for (const passage of passages) {
      if (text !== '') text += glue
      for (let i = 0; i < passage.pieces.length; i += 2) {
        pieces.push(text.length + passage.pieces[i]!, passage.pieces[i + 1]!)
      }
      text += passage.text
    }
    return new Passage(text, pieces.length === 0 ? [0, 0] : pieces)
  }

  /** What the text may hold, see `traits.ts`; found out when it is first asked for. */
  get traits(): number {
    if (this.#traits === notAsked) this.#traits = traitsOf(this.text)
    return this.#traits
  }

  /** The span from the first to the last character; empty at its start for an empty text. */
  get span(): Span {
    return this.spanOf(0, this.text.length)
  }

  /** The source span of `text.slice(from, to)`. */
  spanOf(from: number, to: number): Span {
    // most passages are one piece
    if (this.pieces.length === 2) return [this.pieces[1]! + from, this.pieces[1]! + Math.max(from, to)]
    const start = sourceOf(this.pieces, from)
    if (to <= from) return [start, start]
    // A page whose parts a parser puts elsewhere (text between the rows of a table) may end before it begins.
    const last = sourceOf(this.pieces, to - 1)
    return start <= last ? [start, last + 1] : [last, start + 1]
  }

  slice(from: number, to: number): Passage {
    const first = pieceAt(this.pieces, from)
    const pieces = [0, this.pieces[first + 1]! + (from - this.pieces[first]!)]
    for (let i = first + 2; i < this.pieces.length && this.pieces[i]! < to; i += 2) {
      pieces.push(this.pieces[i]! - from, this.pieces[i + 1]!)
    }
    return new Passage(this.text.slice(from, to), pieces)
  }

  /** Without the blanks at both ends. */
  trim(): Passage {
    const from = this.text.length - this.text.trimStart().length
    const to = this.text.trimEnd().length
    return from === 0 && to === this.text.length ? this : this.slice(Math.min(from, to), to)
  }
}

const notAsked = -1

function sourceOf(pieces: readonly number[], offset: number): number {
  const i = pieceAt(pieces, offset)
  return pieces[i + 1]! + (offset - pieces[i]!)
}

/** Index of the last piece that starts at `offset` or before. Halving: a passage may be a whole log of wrapped lines. */
function pieceAt(pieces: readonly number[], offset: number): number {
  let low = 0
  let high = pieces.length / 2 - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (pieces[middle * 2]! <= offset) low = middle
    else high = middle - 1
  }
  return low * 2
}
