// What does a page of the Markdown archive hold?
//
//     ---
//     layout: page
//     title: "Qnnnnnn: Missing ..."          entities in the title, none in the body; it may be lost
//     permalink: /kb/nnn/Qnnnnnn/
//     ---
//
//     ## Qnnnnnn: Missing ...
//
//     {% raw %}                              present, absent, or only one half
//     TAB Article: Qnnnnnn                   six header lines, then the body, every line behind one TAB
//     TAB ...
//     {% endraw %}
//
// A line reader is enough: the body is one indented block in which Markdown sees nothing.

import type { Issue, SpannedField } from '../article/article.ts'
import { isBlank, type Line, readLines } from '../body/line.ts'
import { packedMap } from '../body/packed-map.ts'
import { Passage } from '../body/passage.ts'
import { type HeadingStyle, readSections } from '../body/section.ts'
import { readAppliesTo } from './applies-to.ts'
import { type ArchiveHeader, readArchiveHeader } from './archive-header.ts'
import type { Clue, Dialect } from './dialect.ts'
import { decodeEntities } from './entities.ts'
import { type Footer, readFooter } from './footer.ts'
import type { Field, Layout, Mark } from './layout.ts'

export const kbMarkdown: Dialect = { name: 'kb-markdown', clues, read: (text) => readPage(text, 'ruled') }

function clues(text: string): Clue[] {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0
  if (!text.startsWith('---', start)) return []
  const head = text.slice(0, 1000)
  // the address is what is left of a page that has lost its title
  const front = /^title: "Q\d+: /m.exec(head) ?? /^permalink: \/?kb\/\d+\/Q\d+/m.exec(head)
  if (front === null) return []
  const found: Clue[] = [
    { what: 'front matter with the id in its title or address', points: 50, offset: front.index },
  ]
  const article = /^\t?Article: Q\d+/m.exec(text.slice(0, 2000))
  if (article !== null) found.push({ what: 'header line "Article:"', points: 50, offset: article.index })
  return found
}

/** Reads a page; `style` is how the headings of its body look. */
export function readPage(text: string, style: HeadingStyle): Layout {
  const lines = readLines(text, 0, text.length, '\t')
  const front = readFront(lines)
  const header = readArchiveHeader(lines, front.next)
  const wrapper = cutWrapper(lines, header.next)
  const list = readAppliesTo(
    text.includes('<') && text.search(safeBytes) !== -1
      ? packedMap(wrapper.body, restoreBytes)
      : wrapper.body,
  )
  const footer = readFooter(list.after)
  const fields = fieldsOf(header, front, footer)
  const issues: Issue[] = [...header.issues]
  if (wrapper.ends !== front.wrapped) {
    const [at, half] = front.wrapped
      ? [front.offset, 'opened, never closed']
      : [wrapper.offset, 'closed, never opened']
    issues.push({ code: 'half-wrapper', message: `The raw wrapper is ${half}.`, offset: at })
  }
  const printed = header.fields.id
  if (printed !== undefined && front.fields.id !== undefined && printed.value !== front.fields.id.value) {
    const message = `The title says ${front.fields.id.value}, the header ${printed.value}.`
    issues.push({ code: 'id-mismatch', message, offset: printed.span[0] })
  }
  return {
    fields,
    products: list.products,
    sections: [...readSections(list.before, style), ...readSections(footer.body, style)],
    marks: [...front.marks, ...header.marks, ...list.marks, ...footer.marks, ...wrapper.marks],
    frontMatter: null,
    issues,
  }
}

/** The header is cut, so the footer is believed before it; of two ids the header's is meant. */
function fieldsOf(
  { fields: head }: ArchiveHeader,
  { fields: front }: Front,
  footer: Footer,
): Layout['fields'] {
  const fields: Partial<Record<SpannedField, Field>> = { ...head }
  const { id } = front
  if (id !== undefined && (head.id === undefined || head.id.value === id.value)) fields.id = id
  if (front.title !== undefined) fields.title = front.title
  for (const name in footer.fields) fields[name as SpannedField] = footer.fields[name as SpannedField]!
  if (fields.keywords === undefined && footer.categories !== null) fields.keywords = footer.categories
  return fields
}

interface Front {
  readonly fields: Partial<Record<SpannedField, Field>>
  readonly marks: readonly Mark[]
  /** Whether `{% raw %}` opens the body. */
  readonly wrapped: boolean
  readonly offset: number
  /** The first line of the header. */
  readonly next: number
}

/** Front matter, heading and the first half of the wrapper. */
function readFront(lines: readonly Line[]): Front {
  const fields: Partial<Record<SpannedField, Field>> = {}
  const marks: Mark[] = []
  let i = 1
  while (i < lines.length && lines[i]!.text !== '---') i++
  if (i === lines.length) i = 0
  for (let k = 1; k < i; k++) {
    const line = lines[k]!
    const found = line.text.startsWith('title: "Q') ? /^title: "(Q\d+): (.*)"$/.exec(line.text) : null
    if (found === null) continue
    const at = line.from + 'title: "'.length
    const title = line.from + line.text.length - 1 - found[2]!.length
    fields.id = { value: found[1]!, span: [at, at + found[1]!.length] }
    if (found[2]!.trim() === '') continue
    fields.title = { value: restoredText(decodeEntities(found[2]!)), span: [title, title + found[2]!.length] }
  }
  marks.push({ role: 'front-matter', span: [lines[0]!.start, lines[i]!.end] })
  let wrapped = false
  let offset = 0
  for (i++; i < lines.length; i++) {
    const { text, start, end } = lines[i]!
    if (text === '') continue
    if (text === '{% raw %}') {
      wrapped = true
      offset = start
      marks.push({ role: 'chrome', span: [start, end] })
    } else if (text.startsWith('## ')) marks.push({ role: 'header', span: [start, end] })
    else break
  }
  return { fields, marks, wrapped, offset, next: i }
}

/** The lines from `from` on without the closing half of the wrapper. */
function cutWrapper(
  lines: readonly Line[],
  from: number,
): { body: readonly Line[]; ends: boolean; offset: number; marks: Mark[] } {
  let last = lines.length - 1
  while (last >= from && lines[last]!.text === '') last--
  if (last < from || lines[last]!.text !== '{% endraw %}') {
    return { body: lines.slice(from), ends: false, offset: 0, marks: [] }
  }
  const { start, end } = lines[last]!
  return {
    body: lines.slice(from, last),
    ends: true,
    offset: start,
    marks: [{ role: 'chrome', span: [start, end] }],
  }
}

/**
 * The archive wrote bytes over 7F as `<A0>`. Six of them never stand for anything else (measured against the raw texts:
 * 108 of 108 articles with `<A0>`, and all with the other five); the rest are often real text and stay.
 */
const safeBytes = /<(A0|B7|A7|AE|B6|A9)>/g

function restoredText(text: string): string {
  return text.includes('<')
    ? text.replace(safeBytes, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text
}

export function restoreBytes(line: Line): Line {
  if (!line.text.includes('<') || line.text.search(safeBytes) === -1) return line
  const pieces: number[] = []
  let text = ''
  let at = 0
  for (const found of line.text.matchAll(safeBytes)) {
    pieces.push(text.length, line.from + at)
    text += line.text.slice(at, found.index)
    pieces.push(text.length, line.from + found.index)
    text += String.fromCharCode(Number.parseInt(found[1]!, 16))
    at = found.index + found[0].length
  }
  pieces.push(text.length, line.from + at)
  text += line.text.slice(at)
  let blanks = 0
  while (blanks < text.length && isBlank(text.charCodeAt(blanks))) blanks++
  const kept = new Passage(text, pieces).slice(blanks, text.length).trim()
  const indent = kept.text === '' ? 0 : line.indent + blanks
  const { start, end } = line
  return { text: kept.text, indent, start, from: kept.span[0], end, pieces: kept.pieces }
}
