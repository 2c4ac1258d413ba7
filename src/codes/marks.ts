// Which notations of codes and events could this text hold at all?
//
//     Windows 95 stops with error 5      none but "error 5"
//     C:\WINNT\0x80070005.log            none but "0x…"
//
// Each notation is a pattern that reads the whole text, and most texts hold none. So one pass looks for what each of
// them cannot do without: what has no such mark is not read again. A mark promises nothing, a missing one does.

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
  /** One of a database server: after `msg`, or before a severity. */
  severe: 512,
  stop: 32,
  sqlstate: 64,
  http: 128,
  event: 256,
} as const

/** The sum of the marks that stand in a text. Cost: one pass. */
export function marksOf(text: string): number {
  const length = encode(text)
  const read = bytes
  const first = begun
  const last = ended
  let found = 0
  // by place: whether the text has a sign up to there
  let reached = first & placesOf[0]!
  for (let at = 0; at < length; at++) {
    reached = ((reached << 1) | first) & placesOf[read[at]!]!
    // apart, for a loop with calls in it loads all of this anew for every character
    while ((reached & last) === 0 && at < length) reached = ((reached << 1) | first) & placesOf[read[++at]!]!
    found |= marksOfSigns(reached & last, at)
  }
  return found
}

function marksOfSigns(ends: number, at: number): number {
  let found = 0
  for (let left = ends; left !== 0; left &= left - 1)
    found |= signAt[31 - Math.clz32(left & -left)]!.marksAt(at)
  return found
}

/** UTF-8: a character that is no ASCII is some bytes from `foreign` on. Past its end are zeros, so many may be read. */
let bytes = new Uint8Array(2 ** 14)
const margin = 32
const foreign = 0x80
/** Of a UTF-16 unit. */
const mostBytes = 3
const encoder = new TextEncoder()

/** Into `bytes`; how many there are. */
function encode(text: string): number {
  const most = text.length * mostBytes + margin
  if (bytes.length < most) bytes = new Uint8Array(most * 2)
  const { written } = encoder.encodeInto(text, bytes)
  bytes.fill(0, written, written + margin)
  return written
}

/** A mark may stand where these characters follow each other, which is in one place of seventy. */
interface Sign {
  /** Of each place what may stand there. All of them together have at most 32 places. */
  readonly places: readonly string[]
  /** The marks that are there, where the last stands `at`. */
  readonly marksAt: (at: number) => number
}

const digits = '0123456789'
const hexadecimal = `${digits}abcdefABCDEF`
const inWords = `${digits}${inAnyCase('abcdefghijklmnopqrstuvwxyz')}`
const noAscii = String.fromCharCode(...Array.from({ length: foreign }, (_, i) => foreign + i))
const outside = `${noAscii}${String.fromCharCode(...Array(foreign).keys())}`.replace(/\w/g, '')
/** What may stand between a word and its number. */
const blanks = `\t\n\v\f\r :=#.'"([${noAscii}`

const signs: readonly Sign[] = [
  { places: ['0&', inAnyCase('xh')], marksAt: () => marks.prefix },
  { places: [inWords, '_'], marksAt: marksOfName },
  { places: ['W', 'S', 'A'], marksAt: () => marks.symbol },
  {
    places: ['ACDKLMNRSTU', digits, digits, digits],
    marksAt: (at) => (isLettered(at - 2) ? marks.lettered : 0),
  },
  {
    places: [outside, `${digits}cdCD`, hexadecimal, hexadecimal],
    marksAt: (at) => (isLong(at) ? marks.long : 0),
  },
  { places: [blanks, digits], marksAt: marksOfLabelled },
  { places: [...'top'].map(inAnyCase), marksAt: (at) => (isStop(at) ? marks.stop : 0) },
  { places: [...'bug'].map(inAnyCase), marksAt: (at) => (isBugCheck(at) ? marks.stop : 0) },
  { places: [...'qls'].map(inAnyCase), marksAt: (at) => (isSqlState(at) ? marks.sqlstate : 0) },
  { places: [...'ttp'].map(inAnyCase), marksAt: (at) => (isHttp(at) ? marks.http : 0) },
  { places: [...'eve'].map(inAnyCase), marksAt: (at) => (isEvent(at) ? marks.event : 0) },
]

function inAnyCase(letters: string): string {
  return letters.toLowerCase() + letters.toUpperCase()
}

/** A bit for each place; those at which signs begin and end. */
let begun = 0
let ended = 0
/** By byte: the places where it may stand. */
const placesOf = new Int32Array(2 * foreign)
/** By the place at which it ends. */
const signAt: Sign[] = []
for (const sign of signs) {
  begun |= 1 << signAt.length
  for (const chars of sign.places) {
    for (const char of chars) placesOf[char.charCodeAt(0)]! |= 1 << signAt.length
    signAt.push(sign)
  }
  ended |= 1 << (signAt.length - 1)
}

/** At its first underscore. Listings of programs are full of names, few of which are codes. */
function marksOfName(at: number): number {
  let from = at
  while (from > 0 && isLetterOrDigit(bytes[from - 1]!)) from--
  if (!isCapital(bytes[from]!) || (from > 0 && isOfPath(bytes[from - 1]!))) return 0
  let to = at
  while (to - from <= longestName && (isLetterOrDigit(bytes[to]!) || bytes[to] === underscore)) to++
  if (to - from > longestName) return 0
  let name = ''
  for (let i = from; i < to; i++) name += String.fromCharCode(bytes[i]!)
  return isFailure.test(name) || codesNamed(name).length > 0 ? marks.symbol : 0
}

const longestName = 80

/** C1001 and LNK2001 anywhere, D4002 of other tools where a word before it says so. */
function isLettered(at: number): boolean {
  if (!isCapital(bytes[at - 1]!) || endOfDigits(at) - at < letteredDigits) return false
  let from = at - 1
  while (from > 0 && isCapital(bytes[from - 1]!)) from--
  return isOwn(from, at) || isAfterTool(from)
}

const letteredDigits = 4
const toolWords = ['error', 'warning', 'fatal']

function isOwn(from: number, to: number): boolean {
  return to - from === 1 ? isAt(from, 'c') : to - from === 3 && isAt(from, 'lnk')
}

function isAfterTool(at: number): boolean {
  let to = at
  while (to > 0 && isBlank(bytes[to - 1]!)) to--
  return to < at && toolWords.some((word) => isAt(to - word.length, word))
}

function isStop(at: number): boolean {
  return isAt(at - 3, 'st') && isBlank(bytes[at + 1]!) && mayBeStop(at + 1)
}

function isBugCheck(at: number): boolean {
  const check = at + (isBlank(bytes[at + 1]!) ? 2 : 1)
  return isAt(check, 'check') && mayBeStop(check + 5)
}

/** Whether after blanks follows a number in base 16, or a word that may stand before it. */
function mayBeStop(at: number): boolean {
  let from = at
  while (isBlank(bytes[from]!)) from++
  let to = from
  while (isHexadecimal(bytes[to]!)) to++
  return isDigit(bytes[from]!) || (to > from && !isLetter(bytes[to]!)) || wordAt(stopWords, from) !== null
}

const stopWords = ['code', 'error', 'message', 'screen', 'was']

function isSqlState(at: number): boolean {
  return isAt(at - 3, 'sqlstate')
}

function isHttp(at: number): boolean {
  return isAt(at - 3, 'ht') && !isAt(at + 1, '://')
}

function isEvent(at: number): boolean {
  return isAt(at + 1, 'nt') && (at < 3 || !isLetter(bytes[at - 3]!)) && isNear(at + 3)
}

/** Whether an event's number may stand behind its name. */
function isNear(at: number): boolean {
  let to = at
  while (to < at + mostBeforeId && !isDigit(bytes[to]!)) to++
  return isDigit(bytes[to]!)
}

/** ` log entrys   =        ` */
const mostBeforeId = 23

/** Whether a small-letter word stands there in any case. */
function isAt(at: number, word: string): boolean {
  if (at < 0) return false
  for (let i = 0; i < word.length; i++) {
    if ((bytes[at + i]! | 0x20) !== word.charCodeAt(i)) return false
  }
  return true
}

/** -2147024891 and 80070005 alike: eight digits, the third of which stands there. */
function isLong(at: number): boolean {
  for (let i = at + 1; i <= at + 5; i++) if (!isHexadecimal(bytes[i]!)) return false
  return true
}

function marksOfLabelled(at: number): number {
  const label = labelBefore(at)
  if (label === null) return 0
  return label === 'msg' || isSeverityBehind(at) ? marks.labelled | marks.severe : marks.labelled
}

/** "error code is 5": what stands before a number, at the beginning of words that say what the number is. */
function labelBefore(at: number): string | null {
  let to = at
  while (to > 0 && to > at - mostBlanks && isBlank(bytes[to - 1]!)) to--
  for (let words = 0; words <= mostFillers; words++) {
    if (to < 2 || !endsSpoken(to)) return null
    let from = to
    while (from > 0 && isLetter(bytes[from - 1]!) && to - from < longestSpoken) from--
    const label = wordAt(labels[to - from]!, from)
    if (label !== null) return label
    if (wordAt(fillers[to - from]!, from) === null) return null
    to = from
    while (to > 0 && isBlank(bytes[to - 1]!)) to--
  }
  return null
}

/** "Error: 17805, Severity: 20" */
function isSeverityBehind(at: number): boolean {
  let to = endOfDigits(at)
  while (bytes[to] === 0x2c || isBlank(bytes[to]!)) to++
  return isAt(to, 'severity')
}

/** Bytes between the number and the word before it. */
const mostBlanks = 6 * mostBytes
const mostFillers = 2
const longestSpoken = 9
const labels = byLength('error err errno result status exception code rc msg')
const fillers = byLength('number no value message returned is was of')

function byLength(words: string): readonly (readonly string[])[] {
  const lists: string[][] = Array.from({ length: longestSpoken + 1 }, () => [])
  for (const word of words.split(' ')) lists[word.length]!.push(word)
  return lists
}

/** The one of the words that stands there. */
function wordAt(words: readonly string[], at: number): string | null {
  for (const word of words) if (isAt(at, word)) return word
  return null
}

/** By the last two letters of such words, which most words do not end in. */
const endings = new Uint8Array(2 ** 14)
for (const word of [...labels, ...fillers].flat())
  endings[pairOf(word.charCodeAt(word.length - 2), word.charCodeAt(word.length - 1))] = 1

function endsSpoken(to: number): boolean {
  const last = bytes[to - 1]!
  const before = bytes[to - 2]!
  return last < foreign && before < foreign && endings[pairOf(before | 0x20, last | 0x20)] === 1
}

function pairOf(first: number, second: number): number {
  return (first << 7) | second
}

const underscore = 0x5f

function isCapital(byte: number): boolean {
  return byte >= 0x41 && byte <= 0x5a
}

function isLetter(byte: number): boolean {
  const small = byte | 0x20
  return small >= 0x61 && small <= 0x7a
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}

function isLetterOrDigit(byte: number): boolean {
  return isLetter(byte) || isDigit(byte)
}

function isHexadecimal(byte: number): boolean {
  const small = byte | 0x20
  return isDigit(byte) || (small >= 0x61 && small <= 0x66)
}

function endOfDigits(at: number): number {
  let end = at
  while (isDigit(bytes[end]!)) end++
  return end
}

const isBlankByte = tableOf(blanks)
const isPathByte = tableOf('_$.\\/')

function isBlank(byte: number): boolean {
  return isBlankByte[byte] === 1
}

function isOfPath(byte: number): boolean {
  return isPathByte[byte] === 1
}

function tableOf(chars: string): Uint8Array {
  const table = new Uint8Array(2 * foreign)
  for (const char of chars) table[char.charCodeAt(0)] = 1
  return table
}
