// Which terms are in this text?
//
// The same answer when an index is built and when it is asked; the name of the analyzer stands in the index, and a
// reader with another one refuses it. What is cut, folded and stemmed:
//
//     Error 0x80070005 in C:\Temp\SETUP.INF   →   error  0x80070005  c:\temp\setup.inf c temp setup inf
//     the server's e-mail add-ins, C++ 4.0    →   server  email e mail  addin add in  c++  4.0 4 0
//
// A *run* is letters and digits; a *compound* is runs tied by connectors (`.` `-` `/` `\` `_` ...). A compound stays
// whole, as one term, and gives its runs as terms as well, so that `setup.inf`, `setup` and `inf` all find it. Words of
// letters are stemmed, everything else is only folded: lower case, no accents, no apostrophes.

import { stem } from './stemmer.ts'
import { stopWords } from './stop-words.ts'
import { Units } from './units.ts'
import { WordTable } from './word-table.ts'

/** A term and where in the text it stands, `from` inclusive, `to` exclusive; and the word in `Analyzer.words`. */
export type Visit = (term: string, from: number, to: number, word: number) => void

export interface Analyzer {
  /** Changes whenever any text could give other terms. */
  readonly name: string
  /**
   * Calls `visit` for every term of `text` in order; a compound comes before its runs, at their place. A run is cut
   * after `longestTerm` characters, a compound that is longer comes as its runs only. Cost: one pass, a look-up a run.
   * `visit` itself cannot analyse.
   */
  readonly analyze: (text: string, visit: Visit) => void
  readonly words: WordTable
}

export const longestTerm = 48

export function createAnalyzer(options: { name: string; stopWords: ReadonlySet<string> }): Analyzer {
  const words = new WordTable((word) => fold(word, options.stopWords))
  const units = new Units()
  return {
    name: options.name,
    analyze: (text, visit) => analyze(units.of(text), text.length, words, visit),
    words,
  }
}

/** The analyzer of every index that `kb` builds. */
export const english: Analyzer = createAnalyzer({ name: 'kb-english/1', stopWords })

/** The terms of `text` in order, for callers who do not ask where they stand. */
export function termsOf(analyzer: Analyzer, text: string): string[] {
  const terms: string[] = []
  analyzer.analyze(text, (term) => terms.push(term))
  return terms
}

function analyze(units: Uint16Array, length: number, words: WordTable, visit: Visit): void {
  const visitWord = (from: number, to: number, unless: string): string => {
    const word = words.numberAt(units, from, Math.min(to, from + longestTerm))
    const term = words.terms[word]!
    if (term !== '' && term !== unless) visit(term, from, to, word)
    return term
  }
  for (let at = 0; at < length; ) {
    if (kindOf(units[at]!) < letter) {
      at++
      continue
    }
    let run = at
    let end = (at = endOfRun(units, run))
    for (let next = startOfTiedRun(units, at); next !== -1; next = startOfTiedRun(units, at))
      at = endOfRun(units, next)
    const compound = at > end && at - run <= longestTerm ? visitWord(run, at, '') : ''
    for (; ; end = endOfRun(units, run)) {
      visitWord(run, end, compound)
      if (end === at) break
      run = startOfTiedRun(units, end)
    }
  }
}

// Kinds of characters; those from `letter` on start a run. One of Han, kana, Hangul or Thai has no blanks to cut it at:
// each character is a run.
const separator = 0
const connector = 1
const apostrophe = 2
const letter = 3
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

function kindOf(unit: number): number {
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
function endOfRun(units: Uint16Array, from: number): number {
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
function startOfTiedRun(units: Uint16Array, end: number): number {
  const unit = units[end]!
  if (kindOf(unit) !== connector) return -1
  let at = end + 1
  if (unit === colon || unit === slash || unit === backslash) {
    while (at < end + 3 && (units[at] === slash || units[at] === backslash)) at++
  }
  return kindOf(units[at]!) === letter ? at : -1
}

/** The term of a run or a compound, '' for a stop word. */
function fold(word: string, stops: ReadonlySet<string>): string {
  let term = word.toLowerCase()
  if (/[^\x20-\x7e]/.test(term))
    term = term.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('\u2019', "'")
  if (term.includes("'")) term = term.replace(/'s$/, '').replaceAll("'", '')
  if (/^[a-z]+(-[a-z]+)+$/.test(term)) term = term.replaceAll('-', '')
  if (stops.has(term)) return ''
  return /^[a-z]+$/.test(term) ? stem(term) : term
}
