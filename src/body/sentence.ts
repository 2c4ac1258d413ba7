// Where do the sentences of a text begin and end?
//
//     It was corrected in the latest U.S. service pack. For information, see ...
//                                       ^ no end: an abbreviation  ^ an end

import type { Passage } from './passage.ts'

/** The sentences of a text, one after the other as they are asked for, without the blanks between them; a line break that stands apart ends one too. */
export function* sentencesOf(passage: Passage): Generator<Passage> {
  const { text } = passage
  let from = 0
  for (let at = 0; ; ) {
    boundary.lastIndex = at
    const found = boundary.exec(text)
    if (found === null) break
    at = boundary.lastIndex
    const end = found.index + found[0].trimEnd().length
    if (abbreviation.test(text.slice(from, end))) continue
    yield passage.slice(from, end)
    from = at
  }
  if (from < text.length) yield from === 0 ? passage : passage.slice(from, text.length)
}

const boundary = /[.!?]["')]*\s+(?=["'(]?[A-Z0-9])|\n\s*\n/g
const abbreviation = /\b(?:[A-Z]|e\.g|i\.e|etc|vs|Mr|Dr|Inc|Corp|Co|Ltd|No|ver|approx|Fig)\.$/
