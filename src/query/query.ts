// What was asked?
//
// A report becomes terms with weights: each once, however often a log repeats it, without stop words. Which of them are
// rare, and so worth most, only the index knows; the searcher asks it.

import type { Analyzer } from '../analysis/analyzer.ts'
import type { Facet } from '../segment/facets.ts'

export interface Query {
  readonly terms: readonly QueryTerm[]
  /** Documents must have one value of each facet named here. */
  readonly filters?: readonly Filter[]
}

export interface QueryTerm {
  readonly term: string
  /** Multiplies the weight of the term; 1 for a word of the report. */
  readonly boost: number
}

export interface Filter {
  readonly facet: Facet
  readonly values: readonly string[]
}

/** Reports are read up to here; the rest of a log that is longer tells nothing new. */
export const longestReport = 2 ** 20

/** The terms of a report in order of first mention. */
export function queryOf(report: string, analyzer: Analyzer): Query {
  const terms = new Set<string>()
  analyzer.analyze(report.slice(0, longestReport), (term) => terms.add(term))
  return { terms: Array.from(terms, (term) => ({ term, boost: 1 })) }
}
