// What does a page of the MSDN CD of 1998 hold?
//
//     Plum Mail Stops at Midnight                        the title
//
//     Last reviewed: April 29, 1996
//     Article ID: Qnnnnnn
//     95 WINDOWS kbreadme                                sometimes: version, platform and keywords once more
//
//     The information in this article applies to:
//
//       • Plum Mail, version 2.0
//
//     SYMPTOMS                                           headings are not ruled, paragraphs not wrapped
//
//     KBCategory: kbusage                                then the disclaimer, as one paragraph

import { findMarks, type Mark } from './clue-table.ts'
import type { Dialect } from './dialect.ts'
import { linesOf, readPageLines } from './page.ts'

const marks: readonly Mark[] = [
  {
    what: 'a line "Article ID: Qn"',
    points: 50,
    pattern: /^Article ID: Q\d{5,6}\s*$/m,
    in: 'head',
    must: true,
  },
  {
    what: 'a line "Last reviewed: Month d, yyyy"',
    points: 50,
    pattern: /^Last reviewed: [A-Z][a-z]+ \d{1,2}, \d{4}\s*$/m,
    in: 'head',
    must: true,
  },
]

export const msdnCd1998: Dialect = {
  name: 'msdn-cd-1998',
  clues: (text) => findMarks(text, marks),
  read: (text) =>
    readPageLines(text, linesOf(text), {
      title: 'first',
      products: 'head',
      headings: 'bare',
      metadataUnderId: true,
    }),
}
