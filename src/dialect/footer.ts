// What do the lines after an article's last sentence say?
//
//     KBCategory: kbusage                        older articles; also below the next line
//     KBSubcategory: win31
//
//     Additional query words: setup              mostly there, often empty, seldom wrapped on a second line;
//                                                the blank line after it may be missing
//     ======================================     70 wide
//     Keywords          : kbsetup kberrmsg       values up to 1,671 characters, never wrapped
//     Technology        : kbWinNTsearch
//     Version           : winnt:4.0
//     Issue type        : kbprb
//
//     =============================================   77 wide
//
// It is read upwards from the end, because everything in it may be missing and its rule looks like a heading's.

import type { SpannedField } from '../article/article.ts'
import { codeAt, isRule, type Line } from '../body/line.ts'
import type { Field, Mark } from './layout.ts'

export interface Footer {
  /** The fields that have a value. */
  readonly fields: Readonly<Partial<Record<SpannedField, Field>>>
  /** `KBCategory` and `KBSubcategory` together: keywords where the article has no others. */
  readonly categories: Field | null
  readonly marks: readonly Mark[]
  /** The lines before the footer. */
  readonly body: readonly Line[]
}

/** A labelled line of a footer; `value` may be empty. */
export interface FooterEntry {
  readonly name: SpannedField | 'categories'
  readonly field: Field
}

/** Splits lines that end where the article does, legal text already cut off. Cost: the footer's own lines. */
export function readFooter(lines: readonly Line[]): Footer {
  const block = readBlock(lines)
  const above = readLabelled(lines, block.count)
  const { fields, categories } = gatherEntries([...above.entries, ...block.entries])
  return {
    fields,
    categories,
    marks:
      lastVisible(lines, lines.length) >= above.count
        ? [{ role: 'footer', span: [lines[above.count]!.start, lines.at(-1)!.end] }]
        : [],
    body: lines.slice(0, above.count),
  }
}

/** Fields with a value, those of one name joined with a blank; in the order of the text. */
export function gatherEntries(entries: readonly FooterEntry[]): Pick<Footer, 'fields' | 'categories'> {
  const fields: Partial<Record<SpannedField, Field>> = {}
  let categories: Field | null = null
  for (const { name, field } of entries) {
    if (field.value === '') continue
    if (name === 'categories') categories = joinFields(categories, field)
    else fields[name] = joinFields(fields[name] ?? null, field)
  }
  return { fields, categories }
}

function joinFields(first: Field | null, next: Field): Field {
  if (first === null) return next
  return { value: `${first.value} ${next.value}`, span: [first.span[0], next.span[1]] }
}

interface Part {
  readonly entries: readonly FooterEntry[]
  /** How many lines stand before it. */
  readonly count: number
}

/** The `Name : value` lines between the rules; without a rule there is no such block. */
function readBlock(lines: readonly Line[]): Part {
  const entries: FooterEntry[] = []
  let last = lastVisible(lines, lines.length)
  const closed = last >= 0 && isWideRule(lines[last]!.text)
  const closing = last
  if (closed) last = lastVisible(lines, last)
  for (; last >= 0; last--) {
    const entry = readEntry(lines[last]!)
    if (entry === null) break
    entries.push(entry)
  }
  if (last >= 0 && isWideRule(lines[last]!.text)) return { entries: entries.reverse(), count: last }
  return closed ? { entries: [], count: closing } : { entries: [], count: lines.length }
}

/** Paragraphs that end before `count` and begin with `Additional query words:` or a category, with their wrapped lines. */
function readLabelled(lines: readonly Line[], count: number): Part {
  const entries: FooterEntry[] = []
  for (;;) {
    const last = lastVisible(lines, count)
    const label = labelledLine(lines, last)
    if (label < 0) return { entries: entries.reverse(), count }
    const entry = readEntry(lines[label]!)!
    entries.push(label === last ? entry : joinLines(entry, lines.slice(label + 1, last + 1)))
    count = label
  }
}

/** The line with a label that begins the paragraph of `lines[last]`, or -1. */
function labelledLine(lines: readonly Line[], last: number): number {
  for (let label = last; label >= 0 && last - label <= longestParagraph; label--) {
    const { text } = lines[label]!
    if (isLabel(text)) return label
    if (text === '') return -1
  }
  return -1
}

/** A paragraph of more lines than this is the body's. */
export const longestParagraph = 12

function isLabel(text: string): boolean {
  const name = labelOf(text)
  return name === 'queryWords' || name === 'categories'
}

/** An entry whose value goes on in further lines. */
export function joinLines({ name, field }: FooterEntry, more: readonly Line[]): FooterEntry {
  let joined = field
  for (const { text, from } of more) {
    if (text === '') continue
    joined = joinFields(joined.value === '' ? null : joined, {
      value: text,
      span: [from, from + text.length],
    })
  }
  return { name, field: joined }
}

/** A line `Name : value` with one of the names that footers have, or `null`. */
export function readEntry(line: Line): FooterEntry | null {
  const name = labelOf(line.text)
  if (name === null) return null
  let from = line.text.indexOf(':') + 1
  while (codeAt(line.text, from) === 32) from++
  return {
    name,
    field: { value: line.text.slice(from), span: [line.from + from, line.from + line.text.length] },
  }
}

/** Which field a line begins, by its words before the colon. Cost: no more than `longestLabel` characters. */
function labelOf(text: string): FooterEntry['name'] | null {
  const colon = text.indexOf(':')
  if (colon < 0 || colon > longestLabel) return null
  if ((letterBit(text) & opening) === 0) return null
  const label = text.slice(0, colon).trimEnd().toLowerCase()
  // "Additional query words", "reference words", and several misspellings of both
  if (label.startsWith('additional ') && label.endsWith(' words')) return 'queryWords'
  return labels.get(label) ?? null
}

const longestLabel = 40

const labels: ReadonlyMap<string, FooterEntry['name']> = new Map([
  ['keywords', 'keywords'],
  ['technology', 'technologies'],
  ['version', 'versions'],
  ['platform', 'operatingSystems'],
  ['hardware', 'hardware'],
  ['component', 'components'],
  ['issue type', 'issueTypes'],
  ['solution type', 'solutionTypes'],
  ['kbcategory', 'categories'],
  ['kbsubcategory', 'categories'],
])

/** The letters that labels begin with, a bit each. */
const opening = ['additional', ...labels.keys()].reduce((bits, label) => bits | letterBit(label), 0)

/** One bit for the first character; a letter has the same one in either case. */
function letterBit(text: string): number {
  return 1 << (codeAt(text, 0) & 31)
}

/** The last line before `count` that is not blank, or -1. */
function lastVisible(lines: readonly Line[], count: number): number {
  let last = count - 1
  while (last >= 0 && lines[last]!.text === '') last--
  return last
}

/** The footer's rules are 69 to 77 wide; a heading is seldom as long. */
export function isWideRule(text: string): boolean {
  return text.length >= 60 && isRule(text, '=')
}
