// Which files does a fix bring?
//
//     Date      Time    Size     File name     Platform        columns under a header, in any order; or rows without
//     5/31/99   06:02p  164,112  Win32spl.dll  Alpha           a header that date their files
//
// Attributes have forms of their own, so a row is read by its words: columns are often out of line by one or two blanks.

import type { FileRow } from '../article/article.ts'
import { codeAt, isDigit } from './line.ts'
import { matchesOf } from './matches.ts'
import type { Passage } from './passage.ts'
import type { PlacedText } from './text.ts'

/** The rows of file lists, in order. Other tables and texts give none. */
export function readFiles(row: readonly PlacedText[]): FileRow[] {
  const files: FileRow[] = []
  for (const { role, passage, table } of row) {
    const isList =
      table !== null ? isFileHeader(table.header) : role === 'preformatted' && isDated(passage.text)
    if (isList) for (const file of rowsOf(passage)) files.push(file)
  }
  return files
}

/** A file column and at least one other attribute. */
function isFileHeader(header: readonly string[]): boolean {
  const names = header.join(' ')
  return /\bfile ?names?\b/i.test(names) && /\b(?:date|time|version|size|platform)\b/i.test(names)
}

/** Without a header every line must name and date a file. */
function isDated(text: string): boolean {
  if (!/\d[-/]\d/.test(text)) return false
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.every((line) => {
    const words = attributesOf(line)
    return words.name !== undefined && words.date !== undefined
  })
}

function rowsOf(passage: Passage): FileRow[] {
  const rows: FileRow[] = []
  let from = 0
  for (const line of passage.text.split('\n')) {
    const { name, date, time, version, size, platform } = attributesOf(line)
    if (name !== undefined) {
      rows.push({
        name,
        date: date ?? null,
        time: time ?? null,
        version: version ?? null,
        size: size === undefined ? null : Number(size.replace(/\D/g, '')),
        platform: platform ?? null,
        span: passage.slice(from, from + line.length).trim().span,
      })
    }
    from += line.length + 1
  }
  return rows
}

type Attribute = 'name' | 'date' | 'time' | 'version' | 'size' | 'platform' | 'rounded'

/** The first form that fits a word says what it is. `442 KB` is no number of bytes. */
const forms: readonly (readonly [Attribute, RegExp])[] = [
  ['date', /^(?:\d{1,4}[-/]\d{1,2}[-/]\d{2,4}|\d{1,2}-[a-z]{3}-\d{2,4})$/i],
  ['time', /^\d{1,2}:\d{2}(?::\d{2})? ?(?:[ap]m?)?$/i],
  ['rounded', /^[\d.,]+ ?[kmg]b?$/i],
  ['size', /^(?:\d{1,3}(?:,\d{3})+|\d{2,9})(?:b|bytes)?$/i],
  ['version', /^v?\d+(?:\.\d+){1,4}[a-z]?$/i],
  ['platform', /^\(?(?:x86|i386|ia64|intel|alpha|axp|mips|ppc|powerpc|sparc|macintosh)\)?$/i],
  ['name', /^[^\s|]*[\w~$!-]\.(?!\d+$)[\w$~!-]{1,4}$/],
]

/** What begins with a digit is no platform, and anything else no number. */
const formsOfNumbers = forms.filter(([attribute]) => attribute !== 'platform')
const formsOfNames = forms.filter(([attribute]) => /^(?:version|platform|name)$/.test(attribute))

/** A digit, a dot, a comma. */
function isNumeric(code: number): boolean {
  return isDigit(code) || code === 44 || code === 46
}

/** `6:25 PM` and `442 KB` are one word. */
const word = /\d{1,2}:\d{2}(?::\d{2})? [ap]m\b|[\d.,]+ [kmg]b\b|[^\s|]+/gi

/** The first word of each form in a line. */
function attributesOf(line: string): Partial<Record<Attribute, string>> {
  const words: Partial<Record<Attribute, string>> = {}
  for (const found of matchesOf(word, line)) {
    const [text] = found
    const possible = isNumeric(codeAt(text, 0)) ? formsOfNumbers : formsOfNames
    const attribute = possible.find(([, form]) => form.test(text))?.[0]
    if (attribute === undefined) continue
    words[attribute] ??= attribute === 'platform' ? text.replace(/[()]/g, '') : text
  }
  return words
}
