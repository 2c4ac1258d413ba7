// Which lines of a log look like errors, and nothing known is in them?
//
//     12:00:01 ERROR widget 17 failed at C:\DATA\x        shape: ERROR widget # failed at …
//     12:00:09 ERROR widget 18 failed at C:\DATA\y        the same one
//
// Lines are grouped by their shape: what is left when numbers, paths, quotations and ids are taken out.

import { collapsed } from '../article/one-line.ts'
import type { Window } from './window.ts'
import { hashWord } from './word-hash.ts'
import { regularText } from './word-reader.ts'

export interface NewError {
  readonly shape: string
  /** Its first line, as it stands there. */
  readonly example: string
  readonly count: number
  /** Line, from 1, and bytes of the log. */
  readonly first: { readonly line: number; readonly from: number; readonly to: number }
  readonly lastLine: number
}

/** Folded words that programs use when something goes wrong. */
const errorWords =
  'abort aborted aborting assertion bad cannot cant corrupt corrupted couldnt crash crashed critical denied err error errors exception exceptions expired fail failed failing fails failure failures fatal fault forbidden illegal invalid killed lost missing overflow panic refused rejected segfault severe timeout traceback unable undefined unexpected unhandled unknown unreachable unsupported violation'.split(
    ' ',
  )
const errorHashes: ReadonlySet<number> = new Set(errorWords.map(hashWord))

/** Shapes that are kept apart. */
const mostShapes = 2000
const longestExample = 500

interface Suspect {
  readonly line: number
  readonly from: number
  readonly to: number
  readonly text: string
}

type Growing = { -readonly [Member in keyof NewError]: NewError[Member] }

export class NewErrors {
  readonly #byShape = new Map<string, Growing>()
  #suspects: Suspect[] = []
  /** Lines in which something known stands, of which suspects may still speak. */
  readonly #known = new Set<number>()
  #seenWords = 0
  /** Lines that look like errors and were not told, because there are too many shapes. */
  passedOver = 0

  /** Looks at the words that were read since the last call. */
  look(window: Window): void {
    for (let word = Math.max(0, this.#seenWords - window.firstWord); word < window.words; word++) {
      if (!errorHashes.has(window.hashes[word]!)) continue
      const at = window.from[word]!
      const line = window.lineOf(at)
      if (this.#suspects.at(-1)?.line !== line) this.#suspects.push(suspectAt(window, at, line))
    }
    this.#seenWords = window.firstWord + window.words
  }

  /** Something known stands in these lines. */
  know(first: number, last: number): void {
    for (let line = first; line <= last; line++) this.#known.add(line)
  }

  /** Nothing before this line will turn out to be known. `placeOf` leads to bytes of the log. */
  settle(before: number, placeOf: (from: number, to: number) => readonly [number, number]): void {
    const settled = this.#suspects.filter(({ line }) => line < before)
    if (settled.length === 0) return
    this.#suspects = this.#suspects.filter(({ line }) => line >= before)
    for (const suspect of settled) if (!this.#known.has(suspect.line)) this.#add(suspect, placeOf)
    for (const line of this.#known) if (line < before) this.#known.delete(line)
  }

  /** The most frequent first. */
  found(): readonly NewError[] {
    return [...this.#byShape.values()].sort((a, b) => b.count - a.count || a.first.line - b.first.line)
  }

  #add(
    { line, from, to, text }: Suspect,
    placeOf: (from: number, to: number) => readonly [number, number],
  ): void {
    const shape = shapeOf(text)
    const known = this.#byShape.get(shape)
    if (known !== undefined) {
      known.count++
      known.lastLine = line
    } else if (this.#byShape.size === mostShapes) this.passedOver++
    else {
      const [rawFrom, rawTo] = placeOf(from, to)
      const first = { line, from: rawFrom, to: rawTo }
      this.#byShape.set(shape, { shape, example: text, count: 1, first, lastLine: line })
    }
  }
}

function suspectAt(window: Window, at: number, line: number): Suspect {
  const from = window.lineStart(at)
  const behind = window.bytes.subarray(at, window.read).indexOf(0x0a)
  const to = behind === -1 ? window.read : at + behind
  const { text } = regularText(window.bytes, from, Math.min(to, from + longestExample), window.read)
  return { line, from: from + window.start, to: to + window.start, text: text.trim() }
}

/** What differs from line to line. Each looks at a character once. */
const varying =
  /"[^"]{0,200}"|'[^']{0,200}'|[a-z][a-z\d+.-]{1,10}:\/\/\S{1,300}|(?:[a-z]:)?[\\/][^\s"']{1,300}|\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b|\b(?:0x)?(?=[a-f]{0,40}\d)[\da-f]{6,40}\b|[-+]?\d[\d.,:]*/gi

/** A line begins with its time, as a rule; of that nothing is left but marks. */
function shapeOf(text: string): string {
  const shape = collapsed(text.replace(varying, (found) => (/^[-+\d]|^[\da-fx-]+$/i.test(found) ? '#' : '…')))
  return shape.replace(/^[^a-z…]+/i, '') || shape
}
