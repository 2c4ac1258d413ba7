// What may stand in the hole of a message?
//
// Each type of hole has one recogniser: a pattern of ours that is anchored, bounded and looks at each character once.
// The same patterns find the values in a quoted message when a signature is derived from it.

import type { CodeFamily } from '../codes/code.ts'
import { findCodes } from '../codes/notation.ts'
import type { Tokens } from './token.ts'

export interface Slot {
  readonly type: SlotType
  /** Holes of one name take one value; `null`: no name. */
  readonly name: string | null
  /** Of `any`: how many words. */
  readonly words: readonly [least: number, most: number]
  /** Of `code`: the family; `null`: any. */
  readonly family: CodeFamily | null
  /** The folded value that the article saw; `null`: none in particular. */
  readonly value: string | null
}

export const slotTypes = [
  'guid',
  'url',
  'unc',
  'path',
  'ip',
  'date',
  'time',
  'file',
  'addr',
  'hex',
  'num',
  'code',
  'quoted',
  'name',
  'any',
] as const

export type SlotType = (typeof slotTypes)[number]

export function isSlotType(name: string): name is SlotType {
  return (slotTypes as readonly string[]).includes(name)
}

/** Most words that `any` may take. */
export const mostWords = 12

/**
 * Sticky patterns. Each begins at the first character of the value, which may stand before its first word: `\\` of a
 * UNC path, a quotation mark, a sign.
 */
export const slotShapes: Readonly<Record<Exclude<SlotType, 'any' | 'code'>, RegExp>> = {
  guid: /\{?[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\}?/iy,
  url: /[a-z][a-z\d+.-]{1,10}:\/\/[^\s<>"']{1,2000}/iy,
  unc: /\\\\[\w.$-]{1,64}(?:\\[^\s\\"<>|:*?]{1,128}){0,20}\\?/iy,
  // folders may hold blanks, since a backslash follows, but not at their end; the last name may hold none
  path: /[a-z]:[\\/](?:[^\\/:*?"<>|\n]{0,127}[^\\/:*?"<>|\s]\\|[^\s\\/:*?"<>|]{1,128}\/){0,20}[^\s\\/:*?"<>|]{0,128}/iy,
  ip: /\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?::\d{1,5})?/y,
  date: /\d{4}[-/]\d\d?[-/]\d\d?|\d\d?[/.-](?:\d\d?|[a-z]{3})[/.-]\d{2,4}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6} \d\d?,? \d{4}/iy,
  time: /\d\d?:\d\d(?::\d\d)?(?: ?[ap]m\b)?/iy,
  file: /[\w$~!#%&@^{}+-]{1,64}(?:\.[\w$~-]{1,64}){0,3}\.[a-z\d_]{1,5}(?![\w.]\w)/iy,
  addr: /0x[\da-f]{4,16}\b|[\da-f]{4}:[\da-f]{4,8}\b|[\da-f]{4,16}h?\b/iy,
  hex: /0x[\da-f]{1,16}\b|[\da-f]{1,16}h?\b/iy,
  num: /[-+]?(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,20})(?:\.\d{1,10})?(?!\w)/y,
  quoted: /"[^"\n]{1,200}"|“[^”\n]{1,200}”|‘[^’\n]{1,200}’|'[^'\n]{1,200}'|«[^»\n]{1,200}»|<[^>\n]{1,200}>/y,
  name: /[^\s"“”‘’«»<>,;]{1,120}/y,
}

/** How the text before a word may belong to the value that starts with it. */
const leads = /[\\"“‘'«<{([+-]/

/**
 * Where a value of this slot may end that begins with token `first`: indices of the token after it, best first. Empty
 * where there is none.
 */
export function slotEnds(slot: Slot, text: string, tokens: Tokens, first: number): readonly number[] {
  const left = tokens.words.length - first
  if (slot.type === 'any') {
    const [least, most] = slot.words
    const ends: number[] = []
    for (let n = least; n <= Math.min(most, left); n++) ends.push(first + n)
    return ends
  }
  if (left <= 0) return []
  if (slot.type === 'code') return codeEnds(slot.family, text, tokens, first)
  const shapes = slot.type === 'quoted' || slot.type === 'name' ? quotable : [slotShapes[slot.type]]
  const ends: number[] = []
  for (const shape of shapes) {
    const end = endOf(shape, text, tokens, first)
    if (end !== -1 && !ends.includes(end)) ends.push(end)
  }
  return ends
}

/** People drop quotation marks and add them. */
const quotable: readonly RegExp[] = [slotShapes.quoted, slotShapes.name]

function endOf(shape: RegExp, text: string, tokens: Tokens, first: number): number {
  const start = tokens.from[first]!
  const floor = first === 0 ? 0 : tokens.to[first - 1]!
  let lead = start
  while (lead > floor && start - lead < 2 && leads.test(text[lead - 1]!)) lead--
  for (let at = lead; at <= start; at++) {
    shape.lastIndex = at
    const found = shape.exec(text)
    if (found === null) continue
    const end = tokenAfter(tokens, first, at + found[0].length)
    if (end > first) return end
  }
  return -1
}

/** The first token that begins at or after `offset`; -1 where the offset cuts a token. */
function tokenAfter(tokens: Tokens, first: number, offset: number): number {
  let end = first
  while (end < tokens.words.length && tokens.to[end]! <= offset) end++
  return end < tokens.words.length && tokens.from[end]! < offset ? -1 : end
}

const longestCode = 12

function codeEnds(family: CodeFamily | null, text: string, tokens: Tokens, first: number): number[] {
  const from = tokens.from[first]!
  const sign = text[from - 1] === '-' ? 1 : 0
  // the words that say what a number is belong to the message; here only the number is asked for
  const printed = `error ${text.slice(from - sign, from + longestCode)}`
  const found = findCodes(printed).find((code) => code.from === 'error '.length)
  if (found === undefined) return []
  if (family !== null && !found.readings.some((reading) => reading.code.family === family)) return []
  const end = tokenAfter(tokens, first, from - sign + (found.to - found.from))
  return end === -1 ? [] : [end]
}
