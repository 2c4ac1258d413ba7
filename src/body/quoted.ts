// Which quotes in prose are messages?
//
//     ... a "File not found" error message           a word for a message beside the quote
//     ... the message "Access denied" or "Busy"       or another such quote
//     ... STOP 0x0000000A error                       a STOP code needs no quotes
//
// The name of a menu, a file, a field or a dialog box in quotes is none.

import { matchesOf } from './matches.ts'
import { packedMap } from './packed-map.ts'
import type { Passage } from './passage.ts'

const quotePattern =
  /(?<![\w])(["\u201c])([^"\u201c\u201d]{3,400})["\u201d]|(?<![\w])['`\u2018]((?:[^'\u2019\n]|'(?=[a-z])){6,300})['\u2019](?!\w)/g
const beforeQuote =
  /\b(?:messages?|errors?|warnings?|prompts?|prompted|alerts?)(?: (?:number|code|#) ?\d*| \d+)?(?: -)?[,:;]?(?: (?:box|dialog|text|is|was|are|were|appears?|occurs?|displayed|returned|received|reporting|stating|states?|says?|saying|reads?|reading|that|which|will|may|similar|to|like|of|such|as|for example|e\.g\.|contains|with|the|text|following|a|an))*[,:;(-]* ?$/i
const saysBefore =
  /\b(?:errors?|messages?|warnings?|prompt|dialog(?: box)?)\b[^."]{0,60}\b(?:says?|states?|stating|reads?|saying|reading|reporting)\b[^."]{0,12}$/i
const afterQuote =
  /^,?\s+(?:(?:error|warning|stop|alert|status|fatal|syntax|informational|prompt|postscript|printer|system|run-?time|compiler?|linker|application)\s+)*(?:messages?|errors?|warnings?|prompt|alert)\b/i
const joins = /^,?\s*(?:or|and|\/|and\/or|followed by|and then)\s*(?:an? |the )?$/

/** In order of print. Call it only for texts in which a quotation mark and a word for a message occur. */
export function quotedMessages(passage: Passage): Passage[] {
  const { text } = passage
  const quotes = packedMap(matchesOf(quotePattern, text), (found) => {
    const inner = found[2] ?? found[3]!
    const end = found.index + found[0].length
    const before = text.slice(Math.max(0, found.index - 90), found.index)
    const followed = afterQuote.test(text.slice(end, end + 40))
    const beside = followed || beforeQuote.test(before) || saysBefore.test(before)
    return { inner, start: found.index, end, at: found.index + found[0].indexOf(inner), followed, beside }
  })
  const meant = quotes.filter((quote, q) => {
    const { inner, start, end, followed, beside } = quote
    const last = quotes[q - 1]
    const next = quotes[q + 1]
    const joined =
      (last?.beside && joins.test(text.slice(last.end, start))) ||
      (next?.beside && joins.test(text.slice(end, next.start)))
    return (beside || joined) && looksQuotable(inner, followed || joined === true)
  })
  return packedMap(meant, ({ inner, at }) => passage.slice(at, at + inner.length))
}

/** Three words, or two beside a word that says what they are, or one that is said to be an error. */
function looksQuotable(text: string, sure: boolean): boolean {
  const words = text.trim().split(/\s+/).length
  if (!/[a-z]{2}/i.test(text) || /^(?:Q\d{5,6}|https?:)/.test(text)) return false
  if (/^\.?\w+\.\w{3}$/.test(text) || isBanner(text)) return false
  return words >= 3 || (sure && words === 2)
}

/** "When you see the "Starting Windows 95" message": a mark in time, no message to look up. */
function isBanner(text: string): boolean {
  return /^Starting (?:Windows|MS-DOS|PC)/i.test(text)
}

const stopPattern =
  /\b(?:STOP|Stop|stop)(?: error)?:? ?(?:code )?(0[xX][0-9A-Fa-f]{1,8})\b(?: ?\((?:0[xX][0-9A-Fa-f]+|[^)]{0,40}x{3,})[^)]*\))?/g

const stopCode = new RegExp(stopPattern, '')

/** STOP codes that prose names as a message. Call it only for texts with "stop" in them. */
export function namedStops(passage: Passage): Passage[] {
  const { text } = passage
  if (!/\b(?:messages?|errors?|screen|blue)\b/i.test(text)) return []
  return packedMap(matchesOf(stopPattern, text), (found) =>
    passage.slice(found.index, found.index + found[0].length),
  )
}

/** The number of a STOP code, by which its spellings are one; `null` for a text without any. */
export function stopNumber(text: string): number | null {
  const found = /stop/i.test(text) ? stopCode.exec(text) : null
  return found === null ? null : Number.parseInt(found[1]!, 16)
}
