// Which form do the inflections of an English word share?

import { stemmer } from 'stemmer'

/** The Porter stem of a lower-case word (M.F. Porter, "An algorithm for suffix stripping", 1980). */
export function stem(word: string): string {
  return stemmer(word)
}
