// Which logged events does this report hold?
//
//     Event ID: 7000                               in fields, one a line
//     Source: Service Control Manager
//
//     event 7000 from Service Control Manager      in prose
//
// An id alone says little: a third of the ids are used by several sources.

import { marks, marksOf } from './marks.ts'

export interface FoundEvent {
  readonly id: number
  /** As printed; `null` where none stands near. */
  readonly source: string | null
  /** Offsets of the id in the text. */
  readonly from: number
  readonly to: number
}

const idPattern =
  /\bevent(?:[ \t_]?(?:id|code|number|log entry))?s?[ \t]{0,3}[:=#]?[ \t]{0,8}(?<id>\d{1,5})\b(?![\d.,]\d)/gi
const sourceField = /\b(?:event )?source(?: name)?[ \t]{0,3}[:=][ \t]{0,8}(?<source>[^\n,;()]{1,60})/gi
const sourceProse =
  /^[ \t,]{0,3}(?:\(|\bwith\b|\bin\b|\bfrom\b|\bby\b)?[ \t]{0,2}(?:from |source:? |the )(?:the )?(?<source>[\w .&+/-]{2,40}?)(?= source\b|[,.;:)\n]|$| (?:in|is|was|says|appears|logged|error))/i

/** In an entry whose lines were joined. */
const nextField =
  /\s+(?:event (?:id|category|type)|type|category|description|date|time|user|computer|message)\b(?:\s*[:=].*|\s*$)/is

/** "in the system log" says where, not from whom. */
const isLog = /\b(?:logs?|viewer|file|server)$/i

/** In order of the text. Cost: one pass. */
export function findEvents(text: string, marked = marksOf(text)): FoundEvent[] {
  if ((marked & marks.event) === 0) return []
  const ids = [...text.matchAll(idPattern)]
  if (ids.length === 0) return []
  const fields = Array.from(text.matchAll(sourceField), (match) => ({
    at: match.index,
    source: match.groups!.source!.replace(nextField, '').trim(),
  }))
  let near = 0
  return ids.map((match) => {
    const to = match.index + match[0].length
    const from = to - match.groups!.id!.length
    while (near < fields.length && fields[near]!.at <= from - entryChars) near++
    const field = nearest(fields, near, from)
    const prose = sourceProse.exec(text.slice(to, to + 80))?.groups?.source?.trim()
    return {
      id: Number(match.groups!.id),
      source: field ?? (prose === undefined || isLog.test(prose) ? null : prose),
      from,
      to,
    }
  })
}

/** An entry's fields stand within so many characters of each other. */
const entryChars = 200

/** `first`: the first field that is near enough; those that follow it are, up to the first that is not. */
function nearest(
  fields: readonly { at: number; source: string }[],
  first: number,
  offset: number,
): string | null {
  let best: string | null = null
  let distance = entryChars
  for (let i = first; i < fields.length && fields[i]!.at < offset + entryChars; i++) {
    const { at, source } = fields[i]!
    if (Math.abs(at - offset) >= distance) continue
    distance = Math.abs(at - offset)
    best = source
  }
  return best
}

/** Sources are compared by their letters and digits alone. */
export function sourceKey(source: string): string {
  const lower = source.toLowerCase()
  return lower.replace(/[^\x00-\x7f]/.test(lower) ? /[^\p{L}\p{N}]+/gu : /[^a-z0-9]+/g, '')
}

export function eventKey(id: number, source: string | null): string {
  return source === null ? String(id) : `${id} ${sourceKey(source)}`
}
