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

import { endOfRun, kindOf, letter, startOfTiedRun } from './runs.ts'
import { stem } from './stemmer.ts'
import { stopWords } from './stop-words.ts'
import { Units } from './units.ts'
import { WordTable } from './word-table.ts'

/** A term and where in the text it stands, `from` inclusive, `to` exclusive. */
export type Visit = (term: string, from: number, to: number) => void

export interface Analyzer {
  /** Changes whenever any text could give other terms. */
  readonly name: string
  /**
   * Calls `visit` for every term of `text` in order; a compound comes before its runs, at their place. A run is cut
   * after `longestTerm` characters, a compound that is longer comes as its runs only. Cost: one pass, a look-up a run.
   * `visit` itself cannot analyse.
   */
  readonly analyze: (text: string, visit: Visit) => void
  /** Of a run or a compound; '' for a stop word. */
  readonly termOf: (word: string) => string
  readonly stopWords: ReadonlySet<string>
}

export const longestTerm = 48

export function createAnalyzer(options: Pick<Analyzer, 'name' | 'stopWords'>): Analyzer {
  const termOf = (word: string): string => fold(word, options.stopWords)
  const words = new WordTable(termOf)
  const units = new Units()
  return {
    ...options,
    analyze: (text, visit) => analyze(units.of(text), text.length, words, visit),
    termOf,
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
    const term = words.terms[words.numberAt(units, from, Math.min(to, from + longestTerm))]!
    if (term !== '' && term !== unless) visit(term, from, to)
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
