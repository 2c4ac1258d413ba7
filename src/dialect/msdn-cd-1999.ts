// What does a page of the MSDN CD of 1999 hold?
//
//     Plum Mail Stops at Midnight
//     ID: Qnnnnnn
//     |                                                  what is left of a table
//     The information in this article applies to:
//     -                                                  the bullet alone, its product on the next line; in another
//     Plum Mail, version 2.0                             view of the CD nothing
//     SYMPTOMS
//     Lines are wrapped as in the archive or not at all, and no blank line or
//     indentation is left.

import type { Line } from '../body/line.ts'
import { findMarks, type Mark } from './clue-table.ts'
import { narrow } from './cut-line.ts'
import type { Dialect } from './dialect.ts'
import type { Layout, Mark as LayoutMark } from './layout.ts'
import { joinLoneMarks, restoreParagraphs } from './lost-blanks.ts'
import { linesOf, readPageLines } from './page.ts'

const marks: readonly Mark[] = [
  { what: 'a line "ID: Qn"', points: 60, pattern: /^ID: Q\d{5,6}\s*$/m, in: 'head', must: true },
  {
    what: 'the phrase over the products',
    points: 20,
    pattern: /^\s*The information in this article applies to:\s*$/m,
    in: 'head',
  },
  { what: 'a bar or a bullet alone on its line', points: 20, pattern: /^\s*[|-]\s*$/m, in: 'head' },
]

export const msdnCd1999: Dialect = {
  name: 'msdn-cd-1999',
  clues: (text) => findMarks(text, marks),
  read,
}

function read(text: string): Layout {
  const printed = linesOf(text)
  const lines = restoreParagraphs(joinLoneMarks(printed.map(withoutBars)))
  const layout = readPageLines(text, lines, { title: 'first', products: 'head', headings: 'bare' })
  return { ...layout, marks: [...layout.marks, ...barMarks(printed)] }
}

/** A line that was the only cell of its row, without the bars at its ends. A lone bar stays. */
export function withoutBars(line: Line): Line {
  const [from, to] = cellOf(line.text)
  return to - from < line.text.length ? narrow(line, from, to) : line
}

/** The bars that `withoutBars` takes away. */
export function barMarks(lines: readonly Line[]): LayoutMark[] {
  return lines.flatMap((line) => {
    const [from, to] = cellOf(line.text)
    const bars = [
      [0, from],
      [to, line.text.length],
    ] as const
    return bars
      .filter(([begin, end]) => begin < end)
      .map(([begin, end]): LayoutMark => ({ role: 'chrome', span: [line.from + begin, line.from + end] }))
  })
}

/** Where a line's only cell begins and ends, bars at either end left out. */
function cellOf(text: string): readonly [from: number, to: number] {
  const from = text.startsWith('|') ? 1 : 0
  const to = text.endsWith('|') ? text.length - 1 : text.length
  return from < to && !text.slice(from, to).includes('|') ? [from, to] : [0, text.length]
}
