// What kind of text is this, and which article does it hold?

import type { DialectName } from '../article/article.ts'
import type { Layout } from './layout.ts'

/** One way in which articles are written down. To add one: a file with such a record, and a row in `dialects`. */
export interface Dialect {
  readonly name: DialectName
  /**
   * What speaks for this dialect, strongest first; an empty list where nothing does. It is asked of every text, so it
   * looks at fixed places and stops at the first missing mark that all texts of the dialect have.
   */
  readonly clues: (text: string) => readonly Clue[]
  /** Never throws, whatever the text; what is missing becomes an issue. */
  readonly read: (text: string) => Layout
}

/** `points` add up to a score; 100 is "certainly this one", a dialect under 40 is not believed. */
export interface Clue {
  readonly what: string
  readonly points: number
  readonly offset: number
}
