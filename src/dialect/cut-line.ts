// How does text whose line breaks are lost become lines again?
//
// By cutting it wherever structure can still be recognised. Here is what all cutters use; lines that stand for a break
// for which the source has no character are empty and have no width.

import { isBlank, type Line } from '../body/line.ts'

/** `source[from, to)` as one line, without the blanks at both ends; its `end` is `to`. */
export function cutLine(source: string, from: number, to: number, indent = 0): Line {
  let first = from
  let last = to
  while (first < last && isSpace(source.charCodeAt(first))) first++
  while (last > first && isSpace(source.charCodeAt(last - 1))) last--
  return { text: source.slice(first, last), indent, start: from, from: first, end: to }
}

/** Blanks and line ends. */
export function isSpace(code: number): boolean {
  return isBlank(code) || code === 10 || code === 13
}

/** A blank line before the source's character `at`. */
export function emptyLine(at: number): Line {
  return { text: '', indent: 0, start: at, from: at, end: at }
}

/** A rule as long as a heading that is printed without one. It maps to the heading's last character. */
export function ruleUnder(heading: Line): Line {
  const last = heading.from + heading.text.length - 1
  const pieces = Array.from(heading.text, (_, i) => [i, last]).flat()
  return { ...emptyLine(heading.end), text: '='.repeat(heading.text.length), pieces }
}

/** A line that keeps only the characters from `from` to `to` of its text. */
export function narrow(line: Line, from: number, to: number = line.text.length): Line {
  const text = line.text.slice(from, to)
  const lead = text.length - text.trimStart().length
  return { ...line, text: text.trim(), from: line.from + from + lead }
}

export interface Found {
  readonly index: number
  readonly end: number
  /** Of the first group. */
  readonly group: string
}

/** The matches of a global pattern in `source[from, to)`, and no look beyond, so that many small ranges stay cheap. */
export function* within(source: string, from: number, to: number, pattern: RegExp): Generator<Found> {
  for (const found of source.slice(from, to).matchAll(pattern)) {
    const index = from + found.index
    yield { index, end: index + found[0].length, group: found[1] ?? '' }
  }
}

/** Whether the last character before `at` that is no blank closes a sentence or leads in, or nothing stands there. */
export function endsSentence(source: string, at: number, from: number): boolean {
  let i = at - 1
  while (i >= from && isSpace(source.charCodeAt(i))) i--
  return i < from || '.:;!?)"'.includes(source[i]!)
}
