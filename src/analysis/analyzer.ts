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
import { WordTable } from './word-table.ts'

/** A term and where in the text it stands, `from` inclusive, `to` exclusive. */
export type Visit = (term: string, from: number, to: number) => void

export interface Analyzer {
  /** Changes whenever any text could give other terms. */
  readonly name: string
  /**
   * Calls `visit` for every term of `text` in order; a compound comes before its runs, at their place. A run is cut
   * after `longestTerm` characters, a compound that is longer comes as its runs only. Cost: one pass, a look-up a run.
   */
  readonly analyze: (text: string, visit: Visit) => void
}

export const longestTerm = 48

export function createAnalyzer(options: { name: string; stopWords: ReadonlySet<string> }): Analyzer {
  const words = new WordTable((word) => fold(word, options.stopWords))
  const termAt: TermAt = (text, from, to) => words.termAt(text, from, to)
  return { name: options.name, analyze: (text, visit) => analyze(text, termAt, visit) }
}

/** The analyzer of every index that `kb` builds. */
export const english: Analyzer = createAnalyzer({ name: 'kb-english/1', stopWords })

/** The terms of `text` in order, for callers who do not ask where they stand. */
export function termsOf(analyzer: Analyzer, text: string): string[] {
  const terms: string[] = []
  analyzer.analyze(text, (term) => terms.push(term))
  return terms
}

/** The term of the word `[from, to)`; '' where it is none. */
type TermAt = (text: string, from: number, to: number) => string

function analyze(text: string, termAt: TermAt, visit: Visit): void {
  const visitRun = (from: number, to: number, unless: string): void => {
    const term = termAt(text, from, Math.min(to, from + longestTerm))
    if (term !== '' && term !== unless) visit(term, from, to)
  }
  const bounds: number[] = []
  for (let at = startOfRun(text, 0); at < text.length; at = startOfRun(text, at)) {
    const from = at
    at = endOfRun(text, from)
    let next = startOfTiedRun(text, at)
    if (next === -1) {
      visitRun(from, at, '')
      continue
    }
    bounds.length = 0
    bounds.push(from, at)
    for (; next !== -1; next = startOfTiedRun(text, at)) {
      at = endOfRun(text, next)
      bounds.push(next, at)
    }
    const compound = at - from <= longestTerm ? termAt(text, from, at) : ''
    if (compound !== '') visit(compound, from, at)
    for (let i = 0; i < bounds.length; i += 2) visitRun(bounds[i]!, bounds[i + 1]!, compound)
  }
}

// Kinds of characters. A run of Han, kana, Hangul or Thai has no blanks to cut it at: each character is a run.
const separator = 0
const letter = 1
const connector = 2
const apostrophe = 3
const ideograph = 4

const kinds = new Uint8Array(128)
for (const char of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789')
  kinds[char.charCodeAt(0)] = letter
for (const char of '.-/\\_:&@~+$') kinds[char.charCodeAt(0)] = connector
kinds["'".charCodeAt(0)] = apostrophe

const colon = 58
const slash = 47
const backslash = 92
const plus = 43
const hash = 35

/** Of the character at `at`; past the end, a separator. */
function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code < 128 ? kinds[code]! : Number.isNaN(code) ? separator : kindOfOther(code)
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

function startOfRun(text: string, from: number): number {
  let at = from
  for (; at < text.length; at++) {
    const kind = kindAt(text, at)
    if (kind === letter || kind === ideograph) break
  }
  return at
}

/** Where the run that starts at `from` ends. `C++` and `C#` are runs, and so is `don't`. */
function endOfRun(text: string, from: number): number {
  let at = from + 1
  if (kindAt(text, from) === ideograph) return at
  for (; ; at++) {
    const kind = kindAt(text, at)
    if (kind !== letter && !(kind === apostrophe && kindAt(text, at + 1) === letter)) break
  }
  if (at === from + 1) {
    if (text.charCodeAt(at) === hash && kindAt(text, at + 1) !== letter) return at + 1
    if (text.charCodeAt(at) === plus && text.charCodeAt(at + 1) === plus && kindAt(text, at + 2) !== letter)
      return at + 2
  }
  return at
}

/** Where the next run of the same compound starts, if the run that ends at `end` is tied to one; else -1. */
function startOfTiedRun(text: string, end: number): number {
  if (kindAt(text, end) !== connector) return -1
  let at = end + 1
  const code = text.charCodeAt(end)
  if (code === colon || code === slash || code === backslash) {
    while (at < end + 3 && (text.charCodeAt(at) === slash || text.charCodeAt(at) === backslash)) at++
  }
  return kindAt(text, at) === letter ? at : -1
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
