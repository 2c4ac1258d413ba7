// Where do the words of a text begin and end?
//
// A *run* is letters and digits; a *compound* is runs tied by connectors (`.` `-` `/` `\` `_` ...).
//
//     Error 0x80070005 in C:\Temp\SETUP.INF
//     its last runs       ^  ^^^^ ^^^^^ ^^^
//     their compound      ^^^^^^^^^^^^^^^^^

/** A text as an array of its UTF-16 units, with at least two zeros behind; of bytes, where all of it is ASCII. */
export type UnitsOfText = Uint16Array | Uint8Array

// Kinds of characters; those from `letter` on start a run. One of Han, kana, Hangul or Thai has no blanks to cut it at:
// each character is a run.
export const separator = 0
export const connector = 1
export const apostrophe = 2
export const letter = 3
const ideograph = 4

// Not by `kindOfOther`: its expression takes a millisecond to compile, and most reports are ASCII.
const kinds = Uint8Array.from({ length: 128 }, (_, unit) =>
  Number.parseInt(String.fromCharCode(unit), 36) >= 0 ? letter : separator,
)
for (const char of '.-/\\_:&@~+$') kinds[char.charCodeAt(0)] = connector
kinds["'".charCodeAt(0)] = apostrophe

const colon = 58
const slash = 47
const backslash = 92
const plus = 43
const hash = 35

export function kindOf(unit: number): number {
  return unit < 128 ? kinds[unit]! : kindOfOther(unit)
}

function kindOfOther(code: number): number {
  if (code === 0x2019) return apostrophe
  if (
    (code >= 0xe01 && code <= 0xe7f) ||
    (code >= 0x3041 && code <= 0x9fff) ||
    (code >= 0xac00 && code <= 0xd7a3)
  )
    return ideograph
  if (code >= 0xd800 && code <= 0xdfff) return letter
  return /[\p{L}\p{N}\p{M}]/u.test(String.fromCharCode(code)) ? letter : separator
}

/** Where the run that starts at `from` ends. `C++` and `C#` are runs, and so is `don't`. */
export function endOfRun(units: UnitsOfText, from: number): number {
  let at = from + 1
  if (kindOf(units[from]!) === ideograph) return at
  for (; ; at++) {
    const kind = kindOf(units[at]!)
    if (kind !== letter && !(kind === apostrophe && kindOf(units[at + 1]!) === letter)) break
  }
  if (at === from + 1) {
    if (units[at] === hash && kindOf(units[at + 1]!) !== letter) return at + 1
    if (units[at] === plus && units[at + 1] === plus && kindOf(units[at + 2]!) !== letter) return at + 2
  }
  return at
}

/** Where the next run of the same compound starts, if the run that ends at `end` is tied to one; else -1. */
export function startOfTiedRun(units: UnitsOfText, end: number): number {
  const unit = units[end]!
  if (kindOf(unit) !== connector) return -1
  let at = end + 1
  if (unit === colon || unit === slash || unit === backslash) {
    while (at < end + 3 && (units[at] === slash || units[at] === backslash)) at++
  }
  return kindOf(units[at]!) === letter ? at : -1
}
