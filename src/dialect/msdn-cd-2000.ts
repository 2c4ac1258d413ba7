// What is left of an article on the MSDN CD of 2000?
//
//     |
//     The information in this article applies to:
//     SUMMARYThis article lists what to do. MORE INFORMATIONPlum Mail stops.Removing Plum MailTo remove it, see:Qnnnnnn Plum
//     Mail Stops"/>Then go on. Additional query words: plum
//     Keywords          : kbprb  |
//     | Last Reviewed: May 3, 1999 © 1999 Microsoft Corporation. All rights reserved. Terms of Use. |
//
// No id, no title, no products, and neither lists nor preformatted text: all of that is said to be missing, none of it
// guessed.

import type { Line } from '../body/line.ts'
import { findMarks, type Mark } from './clue-table.ts'
import { cutLine } from './cut-line.ts'
import type { Dialect } from './dialect.ts'
import { cutGlued } from './glued-text.ts'
import type { Layout } from './layout.ts'
import { barMarks, withoutBars } from './msdn-cd-1999.ts'
import { linesOf, readPageLines } from './page.ts'

const marks: readonly Mark[] = [
  {
    what: 'the phrase over the products',
    points: 20,
    pattern: /^\s*The information in this article applies to:/m,
    in: 'head',
    must: true,
  },
  { what: 'a first line of a bar', points: 20, pattern: /^\s*\|\s*$/m, in: 'head' },
  {
    what: 'a heading that is glued to the next word',
    points: 30,
    pattern:
      /(?:^|[^A-Z])(?:SYMPTOMS|CAUSE|RESOLUTION|WORKAROUND|STATUS|MORE INFORMATION|SUMMARY|REFERENCES)[A-Z][a-z]/m,
    in: 'head',
  },
  {
    what: 'date and copyright in one line at the end',
    points: 30,
    pattern: /Last Reviewed: [A-Z][a-z]+ \d{1,2}, \d{4} ?©/,
    in: 'tail',
  },
]

export const msdnCd2000: Dialect = { name: 'msdn-cd-2000', clues: (text) => findMarks(text, marks), read }

function read(text: string): Layout {
  const printed = linesOf(text)
  const lines = printed.map(withoutBars).flatMap((line) => cutLabels(text, line))
  const layout = readPageLines(text, lines, { title: 'none', products: 'head', headings: 'bare' })
  const message = 'Lists, code and messages are lost in this rendering, and headings are glued to the text.'
  return {
    ...layout,
    marks: [...layout.marks, ...barMarks(printed)],
    issues: [...layout.issues, { code: 'lost-structure', message, offset: 0 }],
  }
}

/** The phrase in the head and the labels of the foot stand on lines of their own. */
const ownLine =
  /(?<=The information in this article applies to:) |Additional \w{4,12} words:|Keywords {0,12}:|Last Reviewed: ?(?=[A-Z])|© ?\d{4} Microsoft/g

function cutLabels(text: string, line: Line): Line[] {
  const end = line.from + line.text.length
  const lines: Line[] = []
  let at = line.from
  for (const cut of [...line.text.matchAll(ownLine)].map(({ index }) => line.from + index)) {
    for (const part of cutPart(text, at, cut)) lines.push(part)
    at = cut
  }
  for (const part of cutPart(text, at, end)) lines.push(part)
  return lines.map((cut, c) => (c === lines.length - 1 ? { ...cut, end: line.end } : cut))
}

/** Prose is cut where it is glued, a label keeps its line. */
function cutPart(text: string, from: number, to: number): Line[] {
  return /^(?:Additional|Keywords|Last|©)/.test(text.slice(from, from + 10))
    ? [cutLine(text, from, to)]
    : cutGlued(text, from, to)
}
