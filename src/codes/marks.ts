// Which notations of codes and events could this text hold at all?
//
//     Windows 95 stops with error 5      none but "error 5"
//     C:\WINNT\0x80070005.log            none but "0x…"
//
// Each notation is a pattern that reads the whole text, and most texts hold none. So one pass looks for what each of
// them cannot do without: what has no such mark is not read again. A mark promises nothing, a missing one does.

import { Units } from '../analysis/units.ts'
import { codesNamed, isFailure } from './symbol.ts'

export const marks = {
  /** `0x` or `&h`. */
  prefix: 1,
  /** A value of 32 bits that has no prefix. */
  long: 2,
  /** A name with an underscore that is known, or looks like a failure's; or `WSA`. */
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

/** The sum of the marks that stand in a text. Cost: one pass. */
export function marksOf(text: string): number {
  const { length } = text
  const units = characters.of(text)
  let found = 0
  let before = 0
  for (let at = 0; at < length; at++) {
    const unit = Math.min(units[at]!, foreign)
    const place = signAt[pairOf(before, unit)]!
    before = unit
    if (place !== 0) found |= signs[place - 1]!.marksAt(units, at, text)
  }
  return found
}

const characters = new Units()

/** A mark may stand where these two characters follow each other, which is in one place of fifty. */
interface Sign {
  /** One of the first, then one of the second; letters in any case. */
  readonly pair: readonly [string, string]
  /** The marks that are there, where the second stands `at`. */
  readonly marksAt: (units: Uint16Array, at: number, text: string) => number
}

const digits = '0123456789'
const letters = 'abcdefghijklmnopqrstuvwxyz'
/** Stands for every character that is no ASCII. */
const foreign = 127
/** What no word holds; the first stands for the beginning of a text. */
const outside = Array.from({ length: foreign + 1 }, (_, unit) => String.fromCharCode(unit))
  .filter((char) => !/\w/.test(char))
  .join('')

const signs: readonly Sign[] = [
  { pair: ['0', 'x'], marksAt: () => marks.prefix },
  { pair: ['&', 'h'], marksAt: () => marks.prefix },
  { pair: [letters + digits, '_'], marksAt: marksOfName },
  { pair: ['s', 'a'], marksAt: (units, at) => (isOfSockets(units, at) ? marks.symbol : 0) },
  { pair: ['acdklmnrstu', digits], marksAt: (units, at) => (isLettered(units, at) ? marks.lettered : 0) },
  { pair: [outside, digits], marksAt: marksOfNumber },
  { pair: [outside, 'cd'], marksAt: (units, at) => (isLong(units, at) ? marks.long : 0) },
  { pair: ['o', 'p'], marksAt: (units, at) => (isStop(units, at) ? marks.stop : 0) },
  { pair: ['c', 'k'], marksAt: (units, at) => (isBugCheck(units, at) ? marks.stop : 0) },
  { pair: ['s', 'q'], marksAt: (units, at) => (isAt(units, at + 1, 'lstate') ? marks.sqlstate : 0) },
  { pair: ['t', 'p'], marksAt: (units, at) => (isHttp(units, at) ? marks.http : 0) },
  { pair: ['e', 'v'], marksAt: (units, at) => (isEvent(units, at) ? marks.event : 0) },
]

/** By pair: the place of its sign, from 1. */
const signAt = new Uint8Array(2 ** 14)
for (const [i, { pair }] of signs.entries()) {
  for (const first of inAnyCase(pair[0])) {
    for (const second of inAnyCase(pair[1])) signAt[pairOf(first, second)] = i + 1
  }
}

function pairOf(first: number, second: number): number {
  return (first << 7) | second
}

function inAnyCase(chars: string): number[] {
  return Array.from(chars + chars.toUpperCase(), (char) => char.charCodeAt(0))
}

/** At its first underscore. Listings of programs are full of names, few of which are codes. */
function marksOfName(units: Uint16Array, at: number, text: string): number {
  let from = at
  while (from > 0 && isLetterOrDigit(units[from - 1]!)) from--
  if (!isCapital(units[from]!) || (from > 0 && isOfPath(units[from - 1]!))) return 0
  let to = at
  while (isLetterOrDigit(units[to]!) || units[to] === underscore) to++
  const name = text.slice(from, to)
  return isFailure.test(name) || codesNamed(name).length > 0 ? marks.symbol : 0
}

/** WSAECONNRESET */
function isOfSockets(units: Uint16Array, at: number): boolean {
  return at > 1 && units[at] === 0x41 && units[at - 1] === 0x53 && units[at - 2] === 0x57
}

function isLettered(units: Uint16Array, at: number): boolean {
  return isCapital(units[at - 1]!) && endOfDigits(units, at) - at >= letteredDigits
}

const letteredDigits = 4

function isStop(units: Uint16Array, at: number): boolean {
  return isAt(units, at - 3, 'st') && isBlank(units[at + 1]!)
}

function isBugCheck(units: Uint16Array, at: number): boolean {
  return isAt(units, at - 7, 'bugche') || isAt(units, at - 8, 'bug che')
}

function isHttp(units: Uint16Array, at: number): boolean {
  return isAt(units, at - 3, 'ht') && !isAt(units, at + 1, '://')
}

function isEvent(units: Uint16Array, at: number): boolean {
  return isAt(units, at + 1, 'ent') && (at < 2 || !isLetter(units[at - 2]!))
}

/** Whether a small-letter word stands there in any case. */
function isAt(units: Uint16Array, at: number, word: string): boolean {
  if (at < 0) return false
  for (let i = 0; i < word.length; i++) {
    if ((units[at + i]! | 0x20) !== word.charCodeAt(i)) return false
  }
  return true
}

function marksOfNumber(units: Uint16Array, at: number): number {
  return (isLong(units, at) ? marks.long : 0) | (isLabelled(units, at) ? marks.labelled : 0)
}

/** -2147024891 and 80070005 alike. */
const longDigits = 8

function isLong(units: Uint16Array, at: number): boolean {
  for (let i = at + 1; i < at + longDigits; i++) if (!isHexadecimal(units[i]!)) return false
  return true
}

/** "error code is 5": a number after words that begin with one that says what the number is. */
function isLabelled(units: Uint16Array, at: number): boolean {
  let to = at
  while (to > 0 && to > at - mostBlanks && isBlank(units[to - 1]!)) to--
  for (let words = 0; words <= mostFillers; words++) {
    if (to < 2 || !endsSpoken(units, to)) return false
    let from = to
    while (from > 0 && isLetter(units[from - 1]!) && to - from < longestSpoken) from--
    if (isOneOf(labels, units, from, to)) return true
    if (!isOneOf(fillers, units, from, to)) return false
    to = from
    while (to > 0 && isBlank(units[to - 1]!)) to--
  }
  return false
}

/** Between the number and the word before it. */
const mostBlanks = 6
const mostFillers = 2
const longestSpoken = 9
const labels = byLength('error err errno result status exception code rc msg')
const fillers = byLength('number no value message returned is was of')

function byLength(words: string): readonly (readonly string[])[] {
  const lists: string[][] = Array.from({ length: longestSpoken + 1 }, () => [])
  for (const word of words.split(' ')) lists[word.length]!.push(word)
  return lists
}

function isOneOf(
  words: readonly (readonly string[])[],
  units: Uint16Array,
  from: number,
  to: number,
): boolean {
  for (const word of words[to - from]!) if (isAt(units, from, word)) return true
  return false
}

/** By pair: the last two letters of such words, which most words do not end in. */
const endings = new Uint8Array(2 ** 14)
for (const word of [...labels, ...fillers].flat())
  endings[pairOf(word.charCodeAt(word.length - 2), word.charCodeAt(word.length - 1))] = 1

function endsSpoken(units: Uint16Array, to: number): boolean {
  const last = units[to - 1]!
  return last < foreign && endings[pairOf(Math.min(units[to - 2]!, foreign) | 0x20, last | 0x20)] === 1
}

const underscore = 0x5f

function isCapital(unit: number): boolean {
  return unit >= 0x41 && unit <= 0x5a
}

function isLetter(unit: number): boolean {
  const small = unit | 0x20
  return small >= 0x61 && small <= 0x7a
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39
}

function isLetterOrDigit(unit: number): boolean {
  return isLetter(unit) || isDigit(unit)
}

function isHexadecimal(unit: number): boolean {
  const small = unit | 0x20
  return isDigit(unit) || (small >= 0x61 && small <= 0x66)
}

function endOfDigits(units: Uint16Array, at: number): number {
  let end = at
  while (isDigit(units[end]!)) end++
  return end
}

const blank = tableOf(`\t\n\v\f\r :=#.'"([${String.fromCharCode(foreign)}`)
const ofPath = tableOf('_$.\\/')

/** What may stand between a word and its number. */
function isBlank(unit: number): boolean {
  return blank[Math.min(unit, foreign)] === 1
}

function isOfPath(unit: number): boolean {
  return unit < foreign && ofPath[unit] === 1
}

function tableOf(chars: string): Uint8Array {
  const table = new Uint8Array(128)
  for (const char of chars) table[char.charCodeAt(0)] = 1
  return table
}
