// What does a raw text of the archive hold?
//
//     DOCUMENT:Qnnnnnn  30-APR-1999  [winnt]
//     TITLE   :SBS Modem Unavailable ...
//     PRODUCT :Microsoft Windows NT            a program, not a product
//     PROD/VER:winnt:4.0,4.0a,4.5              cut at 87 characters, like the keywords
//     OPER/SYS:
//     KEYWORDS:kbnetwork kbtool kbui
//
//     ======================================== 70 wide; then the body, indented by one blank more than elsewhere,
//     ...                                      the footer, and the disclaimer

import type { Issue, SpannedField } from '../article/article.ts'
import { type Line, outdent, readLines } from '../body/line.ts'
import { readSections } from '../body/section.ts'
import { readAppliesTo } from './applies-to.ts'
import { valueAfter } from './archive-header.ts'
import { dateField } from './dates.ts'
import type { Clue, Dialect } from './dialect.ts'
import { isWideRule, readFooter } from './footer.ts'
import type { Field, Layout, Mark } from './layout.ts'
import { cutLegal } from './legal.ts'

export const rawText: Dialect = { name: 'raw-text', clues, read }

const firstLine = /^\ufeff?DOCUMENT:(Q\d+) +(\d{1,2}-[A-Z]{3}-\d{4}) *(?:\[\w*\])?/i

function clues(text: string): Clue[] {
  const first = firstLine.exec(text.slice(0, 200))
  if (first === null) return []
  const title = /[\r\n]TITLE +:/.exec(text.slice(0, 300))
  const found: Clue[] = [{ what: 'first line DOCUMENT: with id and date', points: 50, offset: 0 }]
  if (title !== null) found.push({ what: 'a line TITLE', points: 50, offset: title.index + 1 })
  return found
}

function read(text: string): Layout {
  const lines = readLines(text)
  const header = readHeader(lines)
  const legal = cutLegal(text, lines.slice(header.next))
  const list = readAppliesTo(outdent(text, legal.rest, 1))
  const footer = readFooter(list.after)
  const fields: Partial<Record<SpannedField, Field>> = { ...header.fields, ...footer.fields }
  if (fields.keywords === undefined && footer.categories !== null) fields.keywords = footer.categories
  return {
    fields,
    products: list.products,
    sections: [...readSections(list.before, 'ruled'), ...readSections(footer.body, 'ruled')],
    marks: [...header.marks, ...list.marks, ...footer.marks, ...legal.marks],
    frontMatter: null,
    issues: header.issues,
  }
}

const labels: readonly (readonly [string, SpannedField | null])[] = [
  ['TITLE   :', 'title'],
  ['PRODUCT :', null],
  ['PROD/VER:', 'versions'],
  ['OPER/SYS:', 'operatingSystems'],
  ['KEYWORDS:', 'keywords'],
]

interface Header {
  readonly fields: Partial<Record<SpannedField, Field>>
  readonly marks: readonly Mark[]
  readonly issues: readonly Issue[]
  readonly next: number
}

/** The six lines and the rule under them, which the oldest texts lack. */
function readHeader(lines: readonly Line[]): Header {
  const fields: Partial<Record<SpannedField, Field>> = {}
  const issues: Issue[] = []
  const first = lines[0]!
  const found = firstLine.exec(first.text)
  if (found !== null) {
    const id = first.from + found[0].indexOf(found[1]!)
    fields.id = { value: found[1]!, span: [id, id + found[1]!.length] }
    const at = first.from + found[0].indexOf(found[2]!)
    const date = dateField({ value: found[2]!, span: [at, at + found[2]!.length] })
    if (date.field !== undefined) fields.lastModified = date.field
    if (date.issue !== undefined) issues.push(date.issue)
  }
  let next = 1
  for (; next < lines.length; next++) {
    const line = lines[next]!
    const label = labels.find(([text]) => line.text.startsWith(text))
    if (label === undefined) break
    const field = valueAfter(line, label[0].length)
    if (label[1] !== null && field.value !== '') fields[label[1]] = field
  }
  while (next < lines.length && lines[next]!.text === '') next++
  if (next < lines.length && isWideRule(lines[next]!.text)) next++
  return { fields, marks: [{ role: 'header', span: [0, lines[next - 1]!.end] }], issues, next }
}
