// What does a page of the BetaArchive wiki hold?
//
//     Microsoft KB Archive/123456                        the id; no title
//
//     From BetaArchive Wiki
//     (diff) ← Older revision | Latest revision ...      old revisions only
//
//     Article ID: 123456
//
//     Article Last Modified on 10/25/2006
//
//     APPLIES TO
//
//       • Plum Mail, version 2.0
//
//     This article was previously published under Qnnnnnn
//
//     SYMPTOMS                                           headings are not ruled, paragraphs not wrapped
//
//     Additional query words: plum
//
//     Keywords: kbprb kberrmsg KB123456

import { findMarks, type Mark } from './clue-table.ts'
import type { Dialect } from './dialect.ts'
import { linesOf, readPageLines } from './page.ts'

const marks: readonly Mark[] = [
  {
    what: 'a first line "Microsoft KB Archive/n"',
    points: 50,
    pattern: /^\s*Microsoft KB Archive\/Q?\d/,
    in: 'head',
  },
  { what: 'the name of the wiki', points: 20, pattern: /^From BetaArchive Wiki/m, in: 'head' },
  {
    what: 'a line "Article Last Modified on m/d/yyyy"',
    points: 30,
    pattern: /^Article Last Modified on \d{1,2}\/\d{1,2}\/\d{4}\s*$/m,
    in: 'head',
  },
]

export const archiveWiki: Dialect = {
  name: 'archive-wiki',
  clues: (text) => findMarks(text, marks),
  read: (text) =>
    readPageLines(text, linesOf(text), { title: 'over-id', products: 'head', headings: 'bare' }),
}
