// What does an article of the Programmer's Library (1988 to 1991) hold?
//
// The page is that of the Markdown archive. Its body has no "applies to" list, no footer and hardly a rule: prose, or
// labels alone on their lines (`Question:`, `Problem:`, `Response:`), with flush-left code in between.

import type { Clue, Dialect } from './dialect.ts'
import { kbMarkdown, readPage } from './kb-markdown.ts'

export const programmersLibrary: Dialect = {
  name: 'programmers-library',
  clues,
  read: (text) => readPage(text, 'label'),
}

function clues(text: string): readonly Clue[] {
  const head = text.slice(0, 2000)
  const product = head.indexOf('Product(s): See article')
  if (product === -1) return []
  const page = kbMarkdown.clues(text)
  if (page.length === 0) return page
  const keyword = /Keyword\(s\):.*\b(mspl13_\w+)/i.exec(head)
  if (keyword === null) return []
  return [
    ...page,
    { what: 'no program named ("See article")', points: 5, offset: product },
    { what: `keyword ${keyword[1]}`, points: 5, offset: keyword.index },
  ]
}
