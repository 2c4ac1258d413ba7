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
  const words: string[] = []
  const from: number[] = []
  const to: number[] = []
  eachWord(text, (word, start, end) => {
    words.push(wordOf(text, word, start, end))
    from.push(start)
    to.push(end)
  })
  return { words, from, to }
}

/**
 * Calls `visit` for the words of a text in order, `from` inclusive, `to` exclusive, with their numbers in `knownWords`;
 * -1 for one that is too long to be known. `visit` itself can ask for no words.
 */
export function eachWord(text: string, visit: (word: number, from: number, to: number) => void): void {
  const units = characters.of(text)
  for (let at = 0; at < text.length; at++) {
    if (!isWordUnit(units[at]!)) continue
    const start = at++
    while (isWordUnit(units[at]!) || (isApostrophe(units[at]!) && isWordUnit(units[at + 1]!))) at++
    visit(at - start > longestKnown ? -1 : knownWords.numberAt(units, start, at), start, at)
  }
}

/** A word as `eachWord` tells it, folded. */
export function wordOf(text: string, word: number, from: number, to: number): string {
  return word === -1 ? foldWord(text.slice(from, to)) : knownWords.terms[word]!
}

const characters = new Units()
/** A word that was seen before is not folded again, and is the same string. */
export const knownWords = new WordTable(foldWord)
const longestKnown = 48

/** The words of a text alone. */
export function wordsOf(text: string): readonly string[] {
  return tokenize(text).words
}

function foldWord(word: string): string {
  const folded = word.replace(/['’ʼ`´]/g, '').toLowerCase()
  return isAscii(folded) ? folded : folded.normalize('NFKD').replace(/\p{M}+/gu, '')
}

function isAscii(word: string): boolean {
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) > 127) return false
  return true
}

function isApostrophe(unit: number): boolean {
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

const sentenceMarks = '.?!'
const clauseMarks = '.?!:;'

function hasMark(text: string, from: number, to: number, marks: string): boolean {
  for (let at = from; at < to; at++) {
    const next = text.charCodeAt(at + 1)
    const isLast = next === 32 || next === 10 || next === 34 || next === 41
    if (isLast && marks.includes(text[at]!)) return true
  }
  return false
}
