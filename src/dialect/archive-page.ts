// What does a page of the archive hold as a browser shows it?
//
//     KnowledgeBase Archive                              one mirror only
//     View on GitHub
//
//     Qnnnnnn: Plum Mail Can’t Stop                      lost in some captures; quotes are curled
//
//     Article: Qnnnnnn                                   the header of the Markdown archive, and its body and footer,
//     Product(s): Plum Mail                              without tabs; some captures have no blank lines either

import type { Issue, SpannedField } from '../article/article.ts'
import { type Line, readLines } from '../body/line.ts'
import { packedMap } from '../body/packed-map.ts'
import { readSections } from '../body/section.ts'
import { readAppliesTo } from './applies-to.ts'
import { readArchiveHeader } from './archive-header.ts'
import { findMarks, type Mark as PageMark } from './clue-table.ts'
import type { Dialect } from './dialect.ts'
import { readFooter } from './footer.ts'
import { restoreBytes } from './kb-markdown.ts'
import type { Field, Layout, Mark } from './layout.ts'
import { cutLegal, isChrome } from './legal.ts'
import { restoreParagraphs } from './lost-blanks.ts'

const marks: readonly PageMark[] = [
  { what: 'a line "Article: Qn"', points: 40, pattern: /^\t?Article: Q\d{5,6}\s*$/m, in: 'head', must: true },
  { what: 'a line "Product(s):"', points: 30, pattern: /^\t?Product\(s\):/m, in: 'head' },
  { what: 'a line "Last Modified: dd-MMM-yyyy"', points: 20, pattern: /^\t?Last Modified: \d/m, in: 'head' },
  { what: 'the name of the site', points: 10, pattern: /^\s*KnowledgeBase Archive\s*$/m, in: 'head' },
]

export const archivePage: Dialect = { name: 'archive-page', clues: (text) => findMarks(text, marks), read }

function read(text: string): Layout {
  const lines = readLines(text, text.charCodeAt(0) === 0xfeff ? 1 : 0, text.length, '\t')
  const top = readTop(lines)
  const header = readArchiveHeader(lines, top.next)
  const tail = cutChrome(lines.slice(header.next))
  const legal = cutLegal(text, tail.rest)
  const list = readAppliesTo(packedMap(legal.rest, restoreBytes))
  const footer = readFooter(list.after)
  const categories = footer.categories === null ? {} : { keywords: footer.categories }
  const style = header.program === 'See article' ? 'label' : 'ruled'
  return {
    fields: { ...categories, ...top.fields, ...header.fields, ...footer.fields },
    products: list.products,
    sections: [...readSections(list.before, style), ...readSections(restoreParagraphs(footer.body), style)],
    marks: [...top.marks, ...header.marks, ...list.marks, ...footer.marks, ...legal.marks, ...tail.marks],
    frontMatter: null,
    issues: [...header.issues, ...mismatch(top.fields.id, header.fields.id)],
  }
}

function mismatch(title: Field | undefined, header: Field | undefined): Issue[] {
  if (title === undefined || header === undefined || title.value === header.value) return []
  const message = `The title says ${title.value}, the header ${header.value}.`
  return [{ code: 'id-mismatch', message, offset: header.span[0] }]
}

interface Top {
  readonly fields: Readonly<Partial<Record<SpannedField, Field>>>
  readonly marks: readonly Mark[]
  /** The first line of the header. */
  readonly next: number
}

/** Chrome and title, up to the line `Article:`; what is neither is nobody's. */
function readTop(lines: readonly Line[]): Top {
  const marks: Mark[] = []
  let fields: Top['fields'] = {}
  let next = 0
  for (; next < lines.length && !lines[next]!.text.startsWith('Article:'); next++) {
    const line = lines[next]!
    const span = [line.start, line.end] as const
    const found = /^(?:#+ )?(Q\d{5,6}): (?=\S)/.exec(line.text)
    if (found !== null) {
      const id = line.from + found[0].indexOf('Q')
      const title = line.text.slice(found[0].length)
      fields = {
        id: { value: found[1]!, span: [id, id + found[1]!.length] },
        title: { value: title, span: [line.from + found[0].length, line.from + line.text.length] },
      }
      marks.push({ role: 'header', span })
    } else if (isChrome(line.text) || isWrapper(line.text)) marks.push({ role: 'chrome', span })
  }
  return { fields, marks, next }
}

/** The lines before the chrome at the end of the page. */
function cutChrome(lines: readonly Line[]): { rest: readonly Line[]; marks: Mark[] } {
  const marks: Mark[] = []
  let count = lines.length
  while (count > 0) {
    const { text, start, end } = lines[count - 1]!
    if (text !== '') {
      if (!isChrome(text) && !isWrapper(text)) break
      marks.push({ role: 'chrome', span: [start, end] })
    }
    count--
  }
  return { rest: lines.slice(0, count), marks }
}

function isWrapper(text: string): boolean {
  return text === '{% raw %}' || text === '{% endraw %}'
}
