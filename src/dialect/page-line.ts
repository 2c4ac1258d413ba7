// What does a line around an article say: its id, its date, that it was published before?
//
//     Article ID: Qnnnnnn                                                   ID: Qnnnnnn
//     Article ID: 251018 - Last Review: June 17, 2002 - Revision: 2.0       PSS ID Number: 322692
//     Last reviewed: November 8, 2001                                       Modification Type:MajorLast Reviewed:3/25/2002
//     Article Last Modified on 1/24/2002                                    Microsoft KB Archive/314654
//     This article was previously published under Qnnnnnn
//
// Translated pages have other words around the same numbers.

import type { Issue, SpannedField } from '../article/article.ts'
import type { Line } from '../body/line.ts'
import { dateAt, dateField } from './dates.ts'
import type { Field } from './layout.ts'

export interface PageLine {
  readonly fields: Readonly<Partial<Record<SpannedField, Field>>>
  readonly issues: readonly Issue[]
}

export type Zone = 'head' | 'foot'

export interface PageLineOptions {
  readonly zone: Zone
  /** Labels may be in any language. After the body such a line must be dated too. */
  readonly translated?: boolean
  /** The id, where an earlier line stated it: a translated line that ends in it says "previously published under". */
  readonly id?: string | undefined
}

/** `null` for a line that is the article's own. Cost: a few bounded patterns, on short lines only. */
export function readPageLine(line: Line, options: PageLineOptions): PageLine | null {
  if (line.text.length > longestPageLine) return null
  const { zone, translated = false } = options
  const id = idIn(line, translated ? translatedForms[zone] : forms)
  const date = dateIn(line, id !== null, translated)
  if (id === null && date === null)
    return translated && endsInId(line.text, options.id) ? { fields: {}, issues: [] } : null
  const { field, issue } = date === null ? {} : dateField(date)
  return {
    fields: {
      ...(id === null ? {} : { id }),
      ...(field === undefined ? {} : { lastModified: field }),
    },
    issues: issue === undefined ? [] : [issue],
  }
}

/** `... JP123456` */
function endsInId(text: string, id: string | undefined): boolean {
  const found = /(?<!\d)(\d{5,7})\D{0,30}$/.exec(text)
  return found !== null && id === `Q${found[1]}`
}

const longestPageLine = 200

const forms: readonly RegExp[] = [
  /^(?:Article ID|Article|ID|PSS ID Number) {0,3}: {0,3}(Q?\d{5,7})(?!\w)/i,
  /^This article was previously (?:published|available) under (Q?\d{5,7})\.?$/i,
  /^Microsoft KB Archive\/(Q?\d{5,7})$/i,
]

const anyLabel = /^[^:：\d]{1,40}[:：] {0,3}(?:Article ID: )?(Q?\d{5,7})(?= - |$)/
const datedLabel = /^[^:：\d]{1,40}[:：] {0,3}(Q?\d{5,7})(?= - [^:：]{1,60}[:：] ?\S)/

const translatedForms: Readonly<Record<Zone, readonly RegExp[]>> = {
  head: [...forms, anyLabel],
  foot: [...forms, datedLabel],
}

function idIn(line: Line, patterns: readonly RegExp[]): Field | null {
  for (const pattern of patterns) {
    const found = pattern.exec(line.text)
    if (found === null) continue
    const printed = found[1]!
    const at = line.from + found[0].lastIndexOf(printed)
    return { value: articleId(printed), span: [at, at + printed.length] }
  }
  return null
}

/** `Q` and digits, whichever of the two forms is printed. */
export function articleId(printed: string): string {
  return `Q${printed.replace(/^Q/i, '')}`
}

const dateLabel = /(?:Article )?Last (?:Review(?:ed)?|Modified|Updated|Revised)(?: on)? ?:? ?/i

/** The date behind "last reviewed" and the like, which opens the line or follows the id or the modification type. */
function dateIn(line: Line, identified: boolean, translated: boolean): Field | null {
  const { text } = line
  const label = dateLabel.exec(text)
  if (label !== null && (label.index === 0 || identified || text.startsWith('Modification Type'))) {
    return dateFrom(line, label.index + label[0].length)
  }
  const other = translated && identified ? / - [^:：]{1,60}[:：] ?/.exec(text) : null
  return other === null ? null : dateFrom(line, other.index + other[0].length)
}

function dateFrom(line: Line, from: number): Field | null {
  const found = dateAt(line.text, from)
  if (found === null) return null
  return { value: line.text.slice(from, found.end), span: [line.from + from, line.from + found.end] }
}
