// How many messages does this text hold?
//
//     Cannot open the file.          -or- between them, alone on its line: one each
//
//     -or-
//
//     Cannot find the file.          1999-10-20 14:01:02 Started      log lines, each behind its time: one each
//                                    1999-10-20 14:01:03 Failed

import { matchesOf } from './matches.ts'
import type { Passage } from './passage.ts'

/** The texts that a block holds; most hold one. None is empty. */
export function alternativesIn(passage: Passage): Passage[] {
  const { text } = passage
  if (timestamp.test(text)) return logLines(passage)
  if (!text.includes('\n')) return [passage]
  const entries = cutAtEntries(passage) ?? [passage]
  return /\b(?:or|and)\b/i.test(text) ? entries.flatMap((entry) => cutAt(entry, orLine)) : entries
}

/** A line that says no more than "or". */
export function isOr(text: string): boolean {
  return text.length <= 14 && /^[-–—\s(*]*(?:or|and)[-–—\s):*,]*$/i.test(text)
}

/** Announced in the plural, each paragraph is a text of its own; of log entries, each that begins as the first does. */
export function paragraphsOf(passage: Passage): Passage[] {
  return cutAtEntries(passage) ?? cutAt(passage, /\n[ \t]*\n\s*/g)
}

/** Cut where the label that the text begins with is printed again; `null` if it begins with none of an event. */
function cutAtEntries(passage: Passage): Passage[] | null {
  const found = /^\s*(event(?: ?id| type| source)?|source)\b/i.exec(passage.text)
  return found === null ? null : cutAt(passage, new RegExp(`\\n(?=[ \\t]*${found[1]}\\b)`, 'gi'))
}

const orLine = /(?:^|\n)[ \t]*[-–— (]*(?:or|and)[-–— ):]*(?=\n|$)/gi
const timestamp = /^\[?\d{2,4}[/.-]\d\d[/.-]\d{2,4}[ ,T]+\d\d?:\d\d/m

const timestamps = new RegExp(timestamp, 'gm')

/** Timestamped lines of a log are one message each, with the lines that continue them. */
function logLines(passage: Passage): Passage[] {
  const starts = matchesOf(timestamps, passage.text).map((found) => found.index)
  if (starts[0] !== 0) starts.unshift(0)
  return starts
    .map((from, n) => passage.slice(from, starts[n + 1] ?? passage.text.length).trim())
    .filter((part) => !isOr(part.text))
}

function cutAt(passage: Passage, separator: RegExp): Passage[] {
  const parts: Passage[] = []
  let from = 0
  for (const found of matchesOf(separator, passage.text)) {
    parts.push(passage.slice(from, found.index))
    from = found.index + found[0].length
  }
  parts.push(passage.slice(from, passage.text.length))
  return parts.filter((part) => part.text.trim() !== '')
}
