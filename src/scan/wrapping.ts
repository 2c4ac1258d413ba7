// Does this line only end because it had to fit some width?
//
//     Setup could not open the file C:\My        above: its length, and
//     Documents\lic.dat                          below: what its first word would have needed beside it
//
// Nobody says how wide the lines were. But the first word of the line below did not fit; nor is that line longer than
// the one above could have become. That much can be seen at one line end. Whether a value goes on there, which nothing
// else bounds, takes more: that no sentence begins below, or that the message was broken at the same width before.

import { isBareTime, prefixEnd } from './line-prefix.ts'

/** A line end that may be one of a width. */
export interface Wrap {
  /** Place of the line end in the text. */
  readonly at: number
  /** Length of the line above; the same with the first word of the one below; length of that line. */
  readonly above: number
  readonly needed: number
  readonly below: number
  /** How the line below begins. */
  readonly beginsSentence: boolean
  readonly beginsWithTime: boolean
}

/** Narrower than this nobody prints, nor wider. */
const leastWidth = 38
const mostWidth = 132

/**
 * What can be seen at the line end that begins at `lineEnd`, where the next line begins at `next`; `null` where it is
 * none of a width. `to` is where the bytes end.
 */
export function wrapAt(
  bytes: Uint8Array,
  lineEnd: number,
  next: number,
  to: number,
  at: number,
): Wrap | null {
  const start = lineStartBefore(bytes, lineEnd)
  if (start === -1 || isBlank(bytes[next]) !== isBlank(bytes[start])) return null
  const above = lineEnd - start
  const below = lengthUpTo(bytes, next, to, isLineEnd)
  if (above === 0 || below === 0 || messageStart(bytes, next, to) > next) return null
  const word = lengthUpTo(bytes, next, to, isBlankOrLineEnd)
  const needed = above + 1 + word
  if (needed <= leastWidth || below >= needed) return null
  return {
    at,
    above,
    needed,
    below,
    beginsSentence: beginsSentence(bytes, next, next + word),
    beginsWithTime: prefixEnd(bytes, next, to) > next,
  }
}

/** Whether all of these may come from lines of one width. */
export function isOneWidth(wraps: readonly Wrap[]): boolean {
  const least = Math.max(...wraps.map(({ above, below }) => Math.max(above, below)))
  return wraps.every(({ needed }) => needed > least)
}

/**
 * Where the message begins of the line that begins at `from`. A time there may be one of the message, where the line
 * above has none and may have been broken.
 */
export function messageStart(bytes: Uint8Array, from: number, to: number): number {
  const start = prefixEnd(bytes, from, to)
  if (start === from || !isBareTime || from < 2) return start
  const lineEnd = from - (bytes[from - 2] === 0x0d ? 2 : 1)
  const above = lineStartBefore(bytes, lineEnd)
  const needed = lineEnd - above + 1 + lengthUpTo(bytes, from, start, isBlankOrLineEnd)
  if (above === -1 || needed <= leastWidth) return start
  return prefixEnd(bytes, above, lineEnd) === above ? from : start
}

/** -1 where the line is longer than any width. */
function lineStartBefore(bytes: Uint8Array, lineEnd: number): number {
  const least = Math.max(0, lineEnd - mostWidth)
  let start = lineEnd
  while (start > least && !isLineEnd(bytes[start - 1])) start--
  return start > 0 && !isLineEnd(bytes[start - 1]) ? -1 : start
}

function lengthUpTo(
  bytes: Uint8Array,
  from: number,
  to: number,
  isEnd: (byte: number | undefined) => boolean,
): number {
  const most = Math.min(to, from + mostWidth)
  let at = from
  while (at < most && !isEnd(bytes[at])) at++
  return at - from
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === 0x0a || byte === 0x0d
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09
}

function isBlankOrLineEnd(byte: number | undefined): boolean {
  return isBlank(byte) || isLineEnd(byte)
}

/** A capital and small letters: no name of a file or a server that somebody typed in capitals. */
function beginsSentence(bytes: Uint8Array, from: number, to: number): boolean {
  if (!isIn(bytes[from], 0x41, 0x5a) || to < from + 2) return false
  for (let at = from + 1; at < to; at++)
    if (!isIn(bytes[at], 0x61, 0x7a) && !(at === to - 1 && bytes[at] === 0x3a)) return false
  return true
}

function isIn(byte: number | undefined, first: number, last: number): boolean {
  return byte !== undefined && byte >= first && byte <= last
}
