// Where do the sentences of a text begin and end?
//
//     It was corrected in the latest U.S. service pack. For information, see ...
//                                       ^ no end: an abbreviation  ^ an end

import { matchesOf } from './matches.ts'
import type { Passage } from './passage.ts'

/** The sentences of a text, without the blanks between them; a line break that stands apart ends one too. */
export function sentencesOf(passage: Passage): Passage[] {
  const { text } = passage
  const sentences: Passage[] = []
  let from = 0
  for (const found of matchesOf(boundary, text)) {
    const end = found.index + found[0].trimEnd().length
    if (abbreviation.test(text.slice(from, end))) continue
    sentences.push(passage.slice(from, end))
    from = found.index + found[0].length
  }
  if (from < text.length) sentences.push(passage.slice(from, text.length))
  return sentences
}

const boundary = /[.!?]["')]*\s+(?=["'(]?[A-Z0-9])|\n\s*\n/g
const abbreviation = /\b(?:[A-Z]|e\.g|i\.e|etc|vs|Mr|Dr|Inc|Corp|Co|Ltd|No|ver|approx|Fig)\.$/
