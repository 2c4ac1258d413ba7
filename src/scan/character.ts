// Which character do these bytes stand for, when it is none of plain ASCII?
//
//     &quot;  &#39;  &#x201C;      what it refers to
//     ESC [ 31 m                 nothing: a colour
//     C3 A9                      é, as UTF-8
//     93                         “, as windows-1252, where the bytes are no UTF-8
//     01 .. 1F, 7F               nothing
//
// As `rules/report.ts` reads a pasted report, so that a message is the same words here and there.

import { isWordCode } from '../rules/token.ts'

/** Where the character ends that `readOdd` has read. */
export let oddEnd = 0

/** Its code point; 0 where there is nothing to be seen. Nothing from `to` on is looked at. */
export function readOdd(bytes: Uint8Array, at: number, to: number): number {
  const byte = bytes[at]!
  oddEnd = at + 1
  if (byte >= 0x80) return readEncoded(bytes, at, to)
  if (byte === ampersand) return readReference(bytes, at, to)
  if (byte === escapeMark) skipColour(bytes, at, to)
  return byte < 0x20 || byte === 0x7f ? 0 : byte
}

const ampersand = 0x26
const escapeMark = 0x1b

// --- references

const names: Readonly<Record<string, number>> = {
  amp: 0x26,
  lt: 0x3c,
  gt: 0x3e,
  quot: 0x22,
  apos: 0x27,
  nbsp: 0x20,
}
const longestReference = 9

function readReference(bytes: Uint8Array, at: number, to: number): number {
  let end = at + 1
  while (end < to && end - at < longestReference && bytes[end] !== 0x3b) end++
  if (end >= to || bytes[end] !== 0x3b) return ampersand
  let text = ''
  for (let i = at + 1; i < end; i++) text += String.fromCharCode(bytes[i]!)
  const [, decimal, hexadecimal, name] =
    /^(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]{2,4}))$/i.exec(text) ?? noReference
  const code =
    name !== undefined
      ? names[name.toLowerCase()]
      : referenced(decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal))
  if (code === undefined) return ampersand
  oddEnd = end + 1
  return code
}

const noReference: readonly (string | undefined)[] = []

function referenced(code: number): number | undefined {
  if (Number.isNaN(code)) return undefined
  return code >= 0x20 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? code : 0
}

// --- escapes

const mostParameters = 20

function skipColour(bytes: Uint8Array, at: number, to: number): void {
  if (at + 1 >= to || bytes[at + 1] !== 0x5b) return
  let end = at + 2
  while (end < to && end - at - 2 < mostParameters && isParameter(bytes[end]!)) end++
  const last = end < to ? bytes[end]! | 0x20 : 0
  if (last >= 0x61 && last <= 0x7a) oddEnd = end + 1
}

function isParameter(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || byte === 0x3b || byte === 0x3f
}

// --- encodings

/** A sequence of UTF-8 in its shortest form, else a byte of windows-1252. */
function readEncoded(bytes: Uint8Array, at: number, to: number): number {
  const first = bytes[at]!
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
  if (first >= 0xc2 && first <= 0xf4 && at + length <= to) {
    let code = first & (0x7f >> length)
    let i = 1
    for (; i < length && (bytes[at + i]! & 0xc0) === 0x80; i++) code = (code << 6) | (bytes[at + i]! & 0x3f)
    const isShortest = code >= (length === 2 ? 0x80 : length === 3 ? 0x800 : 0x10000)
    if (i === length && isShortest && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)) {
      oddEnd = at + length
      return code
    }
  }
  return first < 0xa0 ? windows1252[first - 0x80]! : first
}

/** 80 to 9F; what is not assigned is no letter. */
const windows1252 = [
  0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d,
  0x17d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a,
  0x153, 0x9d, 0x17e, 0x178,
]

// --- letters

export function isApostrophe(code: number): boolean {
  return code === 0x27 || code === 0x2019 || code === 0x60 || code === 0xb4
}

/** The folded UTF-16 code units of a letter, digit or mark; `null` for what is none. Cost: once a character. */
export function foldCharacter(code: number): readonly number[] | null {
  if (code < alphabets) return (foldedLetters[code] ??= { units: fold(code) }).units
  let units = folded.get(code)
  if (units === undefined) {
    if (folded.size >= mostFolded) folded.clear()
    folded.set(code, (units = fold(code)))
  }
  return units
}

/** All letters of alphabets are below. */
const alphabets = 0x2000
const foldedLetters: ({ readonly units: readonly number[] | null } | undefined)[] = new Array(alphabets)
const folded = new Map<number, readonly number[] | null>()
const mostFolded = 10_000

function fold(code: number): readonly number[] | null {
  const character = String.fromCodePoint(code)
  if (!isWordCode(character, 0)) return null
  const lower = character.toLowerCase()
  const plain = /^[\0-\x7f]*$/.test(lower) ? lower : lower.normalize('NFKD').replace(/\p{M}+/gu, '')
  return Array.from({ length: plain.length }, (_, i) => plain.charCodeAt(i))
}
