// Is this text an entry of an event log, and what do its fields say?
//
//     Event ID: 1008            one field a line, or all on one line; the description may go on over many lines
//     Source: MSExchangeDS
//     Description: ...

import type { EventEntry, Span } from '../article/article.ts'
import type { Passage } from './passage.ts'

const label =
  /(?:^|[\s|;,])(Event ?ID|Event|Event Source|Source|Event Type|Type|Event Category|Category|Description|Date|Time|User|Computer)\s*[:=]\s*/gi

const fieldNames: Readonly<Record<string, 'id' | 'source' | 'type' | 'category' | 'description' | 'rest'>> = {
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

/** `null` unless the text has an event id (or an event line) and at least one other field. */
export function readEvent(passage: Passage): EventEntry | null {
  const text = passage.text
  if (!/\b(?:event|source)\b/i.test(text) || !text.includes(':')) return null
  const fields: Partial<Record<'id' | 'source' | 'type' | 'category' | 'description' | 'rest', string>> = {}
  const marks = [...text.matchAll(label)]
  for (let m = 0; m < marks.length; m++) {
    const name = fieldNames[marks[m]![1]!.toLowerCase().replace(/\s+/g, ' ')] ?? 'rest'
    const from = marks[m]!.index + marks[m]![0].length
    const to = name === 'description' ? text.length : (marks[m + 1]?.index ?? text.length)
    fields[name] ??= text.slice(from, to).replace(/\s+/g, ' ').trim()
    if (name === 'description') break
  }
  const id = /^\(?(\d{1,5})\b/.exec(fields.id ?? '')
  const others = [fields.source, fields.type, fields.category, fields.description].filter(
    (field) => field !== undefined,
  )
  if (others.length === 0 || (id === null && fields.source === undefined)) return null
  if (id === null && fields.description === undefined) return null
  const span: Span = passage.span
  return {
    id: id === null ? null : Number(id[1]),
    source: fields.source ?? null,
    type: fields.type ?? null,
    category: fields.category ?? null,
    description: fields.description ?? null,
    span,
  }
}
