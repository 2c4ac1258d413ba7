// What do the six lines say that head every page of the archive?
//
//     Article: Qnnnnnn
//     Product(s): Windows for Workgroups ...      a program, not a product: the products are the "applies to" list
//     Version(s): WINDOWS:97; winnt:4.0           cut at 87 characters, like the keywords
//     Operating System(s): MS-DOS | OS/2          columns; filled in the oldest articles only
//     Keyword(s): kberrmsg kbinterop
//     Last Modified: 27-OCT-2000

import type { Issue, SpannedField } from '../article/article.ts'
import { codeAt, type Line } from '../body/line.ts'
import { dateField } from './dates.ts'
import type { Field, Mark } from './layout.ts'

export interface ArchiveHeader {
  readonly fields: Readonly<Partial<Record<SpannedField, Field>>>
  /** The program; `See article` in the Programmer's Library. */
  readonly program: string
  readonly marks: readonly Mark[]
  readonly issues: readonly Issue[]
  /** The first line after the header. */
  readonly next: number
}

const labels: readonly (readonly [string, SpannedField | 'program'])[] = [
  ['Article:', 'id'],
  ['Product(s):', 'program'],
  ['Version(s):', 'versions'],
  ['Operating System(s):', 'operatingSystems'],
  ['Keyword(s):', 'keywords'],
  ['Last Modified:', 'lastModified'],
]

/** Reads the header that begins at `lines[from]`; lines that are none of the six end it. Absent values have no field. */
export function readArchiveHeader(lines: readonly Line[], from: number): ArchiveHeader {
  const fields: Partial<Record<SpannedField, Field>> = {}
  const issues: Issue[] = []
  let program = ''
  let next = from
  let expected = 0
  for (; next < lines.length; next++) {
    const line = lines[next]!
    const label = labelOf(line.text, expected)
    if (label === labels.length) break
    expected = label + 1
    const [printed, name] = labels[label]!
    const field = valueAfter(line, printed.length)
    if (field.value === '') continue
    if (name === 'program') program = field.value
    else if (name === 'lastModified') {
      const date = dateField(field)
      if (date.field !== undefined) fields.lastModified = date.field
      if (date.issue !== undefined) issues.push(date.issue)
    } else if (name !== 'id') fields[name] = field
    else {
      const id = /^Q\d+\b/.exec(field.value)?.[0]
      if (id !== undefined) fields.id = { value: id, span: [field.span[0], field.span[0] + id.length] }
    }
  }
  const marks: Mark[] =
    next > from ? [{ role: 'header', span: [lines[from]!.start, lines[next - 1]!.end] }] : []
  return { fields, program, marks, issues, next }
}

/** Which label a line begins with; their number where it has none. They are mostly printed in order. */
function labelOf(text: string, expected: number): number {
  if (expected < labels.length && text.startsWith(labels[expected]![0])) return expected
  let label = 0
  while (label < labels.length && !text.startsWith(labels[label]![0])) label++
  return label
}

/** What stands after a label of `skip` characters. */
export function valueAfter(line: Line, skip: number): Field {
  while (codeAt(line.text, skip) === 32) skip++
  return { value: line.text.slice(skip), span: [line.from + skip, line.from + line.text.length] }
}
