// What does a page of the FTP mirror hold?
//
//     Plum Mail Stops at Midnight (123456)               title and id
//
//     The information in this article applies to:
//
//       • Plum Mail, version 2.0
//
//     This article was previously published under Qnnnnnn
//
//     SYMPTOMS                                           headings are not ruled, paragraphs not wrapped
//
//     Modification Type:MajorLast Reviewed:2/17/2005
//     Keywords:kbprb kberrmsg KB123456

import { findMarks, type Mark } from './clue-table.ts'
import type { Dialect } from './dialect.ts'
import { linesOf, readPageLines } from './page.ts'

const marks: readonly Mark[] = [
  {
    what: 'a first line that ends in the id in brackets',
    points: 30,
    pattern: /^\s*\S.*\(Q?\d{5,7}\)[ \t]*[\r\n]/,
    in: 'head',
    must: true,
  },
  { what: 'a line "Modification Type:"', points: 50, pattern: /^Modification Type ?:/m, in: 'tail' },
  {
    what: 'a line "previously published under Qn"',
    points: 20,
    pattern: /^This article was previously published under Q\d/m,
    in: 'head',
  },
]

export const ftpHtmlMirror: Dialect = {
  name: 'ftp-html-mirror',
  clues: (text) => findMarks(text, marks),
  read: (text) =>
    readPageLines(text, linesOf(text), { title: 'with-id', products: 'head', headings: 'bare' }),
}
