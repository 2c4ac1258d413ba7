// What does a page of the support site of about 2003 to 2012 hold?
//
//     Plum Mail Stops at Midnight
//
//     Article translations Article translations
//     Article ID: 123456 - View products that this article applies to.
//     This article was previously published under Qnnnnnn
//     Expand all | Collapse all
//
//     SYMPTOMS                                           headings are not ruled, paragraphs not wrapped
//
//     Collapse this tableExpand this table               over every table
//
//     Properties
//
//     Article ID: 123456 - Last Review: June 17, 2002 - Revision: 2.0
//
//     APPLIES TO
//
//       • Plum Mail, version 2.0
//
//     Keywords:
//     kbprb kberrmsg KB123456
//
// Translated pages have the same lines with other words; reprints of the first years carry the dated line on top.

import { findMarks, type Mark } from './clue-table.ts'
import type { Dialect } from './dialect.ts'
import { linesOf, readPageLines } from './page.ts'

const dated =
  /^[^:：\d\n]{1,40}[:：] ?\d{5,7} - [^:：\n]{1,60}[:：] ?[^\n]{6,40} - [^:：\n]{1,40}[:：] ?\d+\.\d/m

const marks: readonly Mark[] = [
  {
    what: 'the id beside "View products"',
    points: 30,
    pattern: /^Article ID: ?\d{5,7} - View products/m,
    in: 'head',
  },
  { what: 'the id with date and revision', points: 50, pattern: dated, in: 'either' },
  { what: 'a list of translations', points: 10, pattern: /^Article translations/m, in: 'head' },
  {
    what: 'switches to expand and collapse',
    points: 10,
    pattern: /^Expand all \| Collapse all/m,
    in: 'head',
  },
]

export const supportSite2010: Dialect = {
  name: 'support-site-2010',
  clues: (text) => findMarks(text, marks),
  read: (text) =>
    readPageLines(text, linesOf(text), {
      title: 'first',
      products: 'foot',
      headings: 'bare',
      translated: true,
    }),
}
