// Which words does this text have, for a rule?
//
//     The file "Setup32.dll" isn't valid.        text
//     the file  setup32 dll  isnt  valid         words
//     0   4     10      18   23    29            from
//
// Case, accents, apostrophes and all punctuation are folded away, so a message is the same words however it was typed,
// wrapped or escaped. What punctuation means (a path, a quotation, the end of a sentence) is asked of the text itself,
// at the place where a word stands.

import { Units } from '../analysis/units.ts'
import { WordTable } from '../analysis/word-table.ts'

/** Parallel arrays, one entry per word, in order of the text. */
export interface Tokens {
  readonly words: readonly string[]
  /** Where the word begins in the text. */
  readonly from: readonly number[]
  /** Where it ends, exclusive. */
  readonly to: readonly number[]
}

/** Cost: one pass. */
export function tokenize(text: string): Tokens {
  const units = unitsOf(text)
  const words: string[] = []
  const from: number[] = []
  const to: number[] = []
  for (let at = nextWord(units, 0, text.length); at < text.length; ) {
    const end = endOfWord(units, at)
    words.push(wordAt(text, units, at, end))
    from.push(at)
    to.push(end)
    at = nextWord(units, end, text.length)
  }
  return { words, from, to }
}

/** The characters of a text, with some zeros behind; valid until others are asked for. */
export function unitsOf(text: string): Uint16Array {
  return characters.of(text)
}

/** Where the first word begins at `at` or behind; `length` where there is none. */
export function nextWord(units: Uint16Array, at: number, length: number): number {
  while (at < length && !isWordUnit(units[at]!)) at++
  return at
}

/** Where the word ends that begins at `at`. */
export function endOfWord(units: Uint16Array, at: number): number {
  do at++
  while (isWordUnit(units[at]!) || (isApostrophe(units[at]!) && isWordUnit(units[at + 1]!)))
  return at
}

/** Where the word begins that the character `at` is in; -1 where it is in none. */
export function startOfWord(units: Uint16Array, at: number): number {
  if (!isWordUnit(units[at]!) && !isInsideWord(units, at)) return -1
  while (at > 0 && (isWordUnit(units[at - 1]!) || isInsideWord(units, at - 1))) at--
  return at
}

/** As an apostrophe between two letters is. */
function isInsideWord(units: Uint16Array, at: number): boolean {
  return isApostrophe(units[at]!) && at > 0 && isWordUnit(units[at - 1]!) && isWordUnit(units[at + 1]!)
}

function wordAt(text: string, units: Uint16Array, from: number, to: number): string {
  return to - from > longestKnown
    ? foldWord(text.slice(from, to))
    : knownWords.terms[knownWords.numberAt(units, from, to)]!
}

const characters = new Units()
/** A word that was seen before is not folded again, and is the same string. */
const knownWords = new WordTable(foldWord)
const longestKnown = 48

/** The words of a text alone. */
export function wordsOf(text: string): readonly string[] {
  return tokenize(text).words
}

/** Case, accents and apostrophes are folded away. */
export function foldWord(word: string): string {
  const folded = word.replace(/['’ʼ`´]/g, '').toLowerCase()
  return isAscii(folded) ? folded : folded.normalize('NFKD').replace(/\p{M}+/gu, '')
}

function isAscii(word: string): boolean {
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) > 127) return false
  return true
}

export function isApostrophe(unit: number): boolean {
  return unit === 0x27 || unit === 0x2019 || unit === 0x2bc || unit === 0x60 || unit === 0xb4
}

/** Letters, digits and the underscore; half of a surrogate pair counts as a letter. NaN, past the end, does not. */
export function isWordCode(text: string, at: number): boolean {
  return isWordUnit(text.charCodeAt(at))
}

function isWordUnit(unit: number): boolean {
  if (unit < 128) {
    return (
      (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || (unit >= 48 && unit <= 57) || unit === 95
    )
  }
  if (unit >= 0xd800 && unit <= 0xdfff) return true
  return unit >= 0xaa && /[\p{L}\p{N}\p{M}]/u.test(String.fromCharCode(unit))
}

/** Whether a sentence ends between two words: `.`, `?` or `!` with a blank or line end after it. */
export function endsSentence(text: string, from: number, to: number): boolean {
  return hasMark(text, from, to, sentenceMarks)
}

/** Whether a part ends there that can stand alone: a sentence, or what a bracket, colon or semicolon sets apart. */
export function endsClause(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const mark = text[at]
    if (mark === '(' || mark === ')' || mark === '[' || mark === ']') return true
  }
  return hasMark(text, from, to, clauseMarks)
}

export const sentenceMarks = '.?!'
/** With one of these behind it a mark ends something. */
export const afterMarks = ' \n")'
const clauseMarks = '.?!:;'

function hasMark(text: string, from: number, to: number, marks: string): boolean {
  for (let at = from; at < to; at++) {
    if (marks.includes(text[at]!) && at + 1 < text.length && afterMarks.includes(text[at + 1]!)) return true
  }
  return false
}
