// Is this text an entry of an event log, and what do its fields say?
//
//     Event ID: 1008            one field a line, or all on one line; the description may go on over many lines, and
//     Source: MSExchangeDS      may have no label
//     Description: ...

import type { EventEntry } from '../article/article.ts'
import { collapsed, oneLine } from '../article/one-line.ts'
import { codeAt } from './line.ts'
import { matchesOf } from './matches.ts'
import type { Passage } from './passage.ts'

type Field = 'id' | 'source' | 'type' | 'category' | 'description' | 'other'

const fieldNames: Readonly<Record<string, Field>> = {
  'event id': 'id',
  eventid: 'id',
  event: 'id',
  source: 'source',
  'event source': 'source',
  type: 'type',
  'event type': 'type',
  category: 'category',
  'event category': 'category',
  description: 'description',
}

/** At the beginning of a line a label needs no colon. */
const label =
  /(?:(?<=^|\n)[ \t]*(event ?id|event source|event type|event category|event|source|type|category|description|date|time|user|computer)(?:[ \t]*[:=][ \t]*|[ \t]+-[ \t]+|[ \t]+(?=[\w<("])|[ \t]*(?=\n))|(?<=[\s|;,])(event ?id|event source|event type|event category|source|type|category|description|date|time|user|computer)[ \t]*[:=][ \t]*)/gi

/** Any of the labels: most texts end here. */
const opensWithLabel = /^\s*(?:event|source|type|category|description|date|time|user|computer)/i

/** C, D, E, S, T, U in either case, or a blank. */
function mayOpenWithLabel(code: number): boolean {
  const letter = code | 32
  return (letter >= 99 && letter <= 101) || (letter >= 115 && letter <= 117) || code <= 32 || code >= 160
}

/** `null` unless the text has an event id and another field, or a source and a description. */
export function readEvent(passage: Passage): EventEntry | null {
  const { text } = passage
  if (!mayOpenWithLabel(codeAt(text, 0)) || !opensWithLabel.test(text) || !/\b(?:event|source)\b/i.test(text))
    return null
  const fields: Partial<Record<Field, string>> = {}
  let unlabelled = 0
  const marks = matchesOf(label, text)
  if (marks.length === 0 || text.slice(0, marks[0]!.index).trim() !== '') return null
  for (let m = 0; m < marks.length && fields.description === undefined; m++) {
    const mark = marks[m]!
    const name = fieldNames[collapsed((mark[1] ?? mark[2])!.toLowerCase())] ?? 'other'
    const from = mark.index + mark[0].length
    const next = marks[m + 1]?.index ?? text.length
    const to = name === 'description' ? text.length : endOfValue(text, from, next)
    fields[name] ??= valueIn(text.slice(from, to))
    unlabelled = to
  }
  const id = /^[(#]?(\d{1,5})\b[\s).:-]*/.exec(fields.id ?? '')
  if (fields.description === undefined && unlabelled > 0) {
    const rest = valueIn(text.slice(unlabelled)) || (fields.id ?? '').slice(id?.[0].length ?? 0)
    if (rest !== '') fields.description = rest
  }
  const { source, type, category, description } = fields
  if (
    id === null
      ? source === undefined || description === undefined
      : !(source ?? type ?? category ?? description)
  ) {
    return null
  }
  return {
    id: id === null ? null : Number(id[1]),
    source: source ?? null,
    type: type ?? null,
    category: category ?? null,
    description: description ?? null,
    span: passage.span,
  }
}

/** A value ends with its line; one that stands under its label, with that line. */
function endOfValue(text: string, from: number, next: number): number {
  const start = text.charCodeAt(from) === 10 ? from + 1 : from
  const end = text.indexOf('\n', start)
  return end === -1 || end > next ? next : end
}

function valueIn(text: string): string {
  return oneLine(text)
}
