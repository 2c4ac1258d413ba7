// Which notations of codes and events could this text hold at all?
//
//     Windows 95 stops with error 5      none but "error 5"
//     C:\WINNT\0x80070005.log            none but "0x…"
//
// Each notation is a pattern that reads the whole text, and most texts hold none. So one pass looks for what each of
// them cannot do without: what has no such mark is not read again. A mark promises nothing, a missing one does.

import { Units } from '../analysis/units.ts'

export const marks = {
  /** `0x` or `&h`. */
  prefix: 1,
  /** Eight hexadecimal digits in a row. */
  long: 2,
  /** The beginning of a name before an underscore, or `WSA`. */
  symbol: 4,
  /** Four digits after the last letter of the tools that number their errors. */
  lettered: 8,
  /** A number after a word that stands before codes. */
  labelled: 16,
  stop: 32,
  sqlstate: 64,
  http: 128,
  event: 256,
} as const

/** The sum of the marks that stand in a text. Cost: a pass, and an eighth of one. */
export function marksOf(text: string): number {
  const units = characters.of(text)
  let found = hasLong(units, text.length) ? marks.long : 0
  for (let at = 0; at < text.length; at++) {
    const unit = units[at]!
    const kind = unit < 128 ? kinds[unit]! : plain
    if (kind === plain) continue
    if (kind === telling) found |= markAt(text, at, unit)
    else if (kinds[units[at - 1]!] !== digit) found |= markOfNumber(text, at)
  }
  return found
}

const characters = new Units()

const plain = 0
const digit = 1
const telling = 2

const kinds = new Uint8Array(128)
for (const char of '0123456789') kinds[char.charCodeAt(0)] = digit
for (const char of '&_SkKpPqQvVxX') kinds[char.charCodeAt(0)] = telling

/** One in eight characters is enough to see. */
const longDigits = 8

function hasLong(units: Uint16Array, length: number): boolean {
  for (let at = longDigits - 1; at < length; at += longDigits) {
    if (hexadecimal[units[at]!] !== 1) continue
    let from = at
    while (hexadecimal[units[from - 1]!] === 1) from--
    let to = at + 1
    while (hexadecimal[units[to]!] === 1) to++
    if (to - from >= longDigits) return true
  }
  return false
}

const hexadecimal = new Uint8Array(128)
for (const char of '0123456789abcdefABCDEF') hexadecimal[char.charCodeAt(0)] = 1

/** What the rest of a word, or a character, says of which one is `telling`. */
function markAt(text: string, at: number, unit: number): number {
  switch (unit) {
    case 0x26: // &
      return isAt(text, at + 1, 'h') ? marks.prefix : 0
    case 0x5f: // _
      return endsName(text, at) ? marks.symbol : 0
    case 0x53: // S
      return text.startsWith('WSA', at - 1) ? marks.symbol : 0
    default:
      break
  }
  switch (unit | 0x20) {
    case 0x78: // x
      return text.charCodeAt(at - 1) === 0x30 ? marks.prefix : 0
    case 0x71: // q
      return isAt(text, at + 1, 'lstate') ? marks.sqlstate : 0
    case 0x76: // v
      return isAt(text, at - 1, 'event') && !isLetter(text, at - 2) ? marks.event : 0
    case 0x6b: // k
      return isAt(text, at - 7, 'bugchec') || isAt(text, at - 8, 'bug chec') ? marks.stop : 0
    default: // p
      if (isAt(text, at - 3, 'sto')) return isBetween(text.charCodeAt(at + 1)) ? marks.stop : 0
      return isAt(text, at - 3, 'htt') && !text.startsWith('://', at + 1) ? marks.http : 0
  }
}

/** Whether a small-letter word stands there in any case. */
function isAt(text: string, at: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    if ((text.charCodeAt(at + i) | 0x20) !== word.charCodeAt(i)) return false
  }
  return true
}

/** Whether what stands before `end` begins with a capital, and is no part of a path. */
function endsName(text: string, end: number): boolean {
  let from = end
  while (isLetter(text, from - 1) || isDigit(text, from - 1)) from--
  const first = text.charCodeAt(from)
  return from < end && first >= 0x41 && first <= 0x5a && !'_$.\\/'.includes(text[from - 1] ?? ' ')
}

function isLetter(text: string, at: number): boolean {
  const small = text.charCodeAt(at) | 0x20
  return small >= 0x61 && small <= 0x7a
}

function isDigit(text: string, at: number): boolean {
  return kinds[text.charCodeAt(at)] === digit
}

function markOfNumber(text: string, at: number): number {
  if (lettersBefore.includes(text[at - 1] ?? ' ')) {
    return isDigit(text, at + 1) && isDigit(text, at + 2) && isDigit(text, at + 3) ? marks.lettered : 0
  }
  let end = at
  while (end > at - mostBetween && isBetween(text.charCodeAt(end - 1))) end--
  return end < at && isLabel(text, end) ? marks.labelled : 0
}

const lettersBefore = 'ACDKLMNRSTU'

/** Characters between the word and its number. */
const mostBetween = 6

function isBetween(unit: number): boolean {
  return unit > 127 || between[unit] === 1
}

const between = new Uint8Array(128)
for (const char of '\t\n\v\f\r :=#.\'"([') between[char.charCodeAt(0)] = 1

/** "error code is": the last words before `end`, after one that says what the number is. */
function isLabel(text: string, end: number): boolean {
  let to = end
  for (let words = 0; words <= mostFillers; words++) {
    let from = to
    while (isLetter(text, from - 1) && to - from < longestLabel) from--
    const word = text.slice(from, to).toLowerCase()
    if (labels.has(word)) return true
    if (!fillers.has(word)) return false
    to = from
    while (isBetween(text.charCodeAt(to - 1))) to--
  }
  return false
}

const labels: ReadonlySet<string> = new Set('error err errno result status exception code rc msg'.split(' '))
const fillers: ReadonlySet<string> = new Set('number no value message returned is was of'.split(' '))
const mostFillers = 2
const longestLabel = 9
