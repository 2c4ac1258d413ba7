// What does a body tell the reader to type?
//
//     ... and then type "regedit" (without the quotation marks)        in quotes after "type" or "enter"
//     ... type the following command at a command prompt:              or set apart under a line that says so
//
//       net stop "IIS Admin Service" /y

import type { Quote } from '../article/article.ts'
import { collapsed } from '../article/one-line.ts'
import { isOr } from './alternative.ts'
import { lastCode } from './line.ts'
import { matchesOf } from './matches.ts'
import { packedMap } from './packed-map.ts'
import type { Passage } from './passage.ts'
import type { PlacedText } from './text.ts'
import { entered, quotes, typed } from './traits.ts'

/** Commands and other things to type, each once, in order. Sample code is none. */
export function readCommands(row: readonly PlacedText[]): Quote[] {
  const found = new Map<string, Quote>()
  const add = (passage: Passage): void => {
    if (passage.text.length > longest) return
    const bare = withoutQuotes(passage.trim())
    const text = collapsed(bare.text)
    if (text !== '' && !found.has(text)) found.set(text, { text, span: bare.span })
  }
  for (let i = 0; i < row.length; i++) {
    const { passage } = row[i]!
    if ((passage.traits & quotes) !== 0) for (const quote of typedIn(passage)) add(quote)
    if (!standsUnder(row, i, i + 1) || !leadsIn(passage)) continue
    const several = /\b(?:commands|lines|each (?:line|command)|one of)\b/i.test(passage.text.slice(-160))
    for (let k = i + 1; isTyped(row, i, k); k += 2) {
      for (const line of several ? linesOf(row[k]!.passage) : [row[k]!.passage]) add(line)
      if (k + 1 >= row.length || !isOr(row[k + 1]!.passage.text)) break
    }
  }
  return [...found.values()]
}

/** Nobody types more. */
const longest = 300

function isTyped(row: readonly PlacedText[], lead: number, k: number): boolean {
  if (!standsUnder(row, lead, k)) return false
  const { text } = row[k]!.passage
  return !isOr(text) && !isCode(text)
}

/** Deeper than the line that leads in to it, and no list of things to do. */
function standsUnder(row: readonly PlacedText[], lead: number, k: number): boolean {
  if (k >= row.length) return false
  const { role, apart, depth, section } = row[k]!
  if (section !== row[lead]!.section || (role !== 'paragraph' && role !== 'preformatted')) return false
  return apart || depth > row[lead]!.depth
}

/** More lines than anybody types, or lines of a program. */
function isCode(text: string): boolean {
  return /(?:\n.*){12}|^\s*(?:Private|Public|Dim|Sub|Function|#include|#define|void|int)\b|[{}]\s*$/m.test(
    text,
  )
}

function typedIn(passage: Passage): readonly Passage[] {
  const { text, traits } = passage
  if ((traits & typed) === 0 || !text.includes('"') || !/[tT]ype|nter/.test(text)) return []
  return packedMap(matchesOf(typedHere, text), (match) => {
    const at = match.index + match[0].length - 1 - match[1]!.length
    return passage.slice(at, at + match[1]!.length)
  })
}

/** "type" is also a noun: a file type, data type, device type. */
const typedHere =
  /(?<!\b(?:file|data|of|this|the|an?|device|drive|disk|message|object|any|each|what|which) )\b(?:type|enter) (?:the following(?: [a-z]+)*? )?"([^"\n]{2,200})"/gi

const typing =
  /\b(?:typ(?:e|ing)|enter(?:ing)?|run(?:ning)?|issu(?:e|ing)|execut(?:e|ing)|us(?:e|ing)) (?:(?:in|at|on|one|any|either|both|all|of|the|a|two|three|these) )*(?:following|this)\b([^.]{0,110}):$/i
const prompt = /\b(?:command|MS-DOS) prompt\b[^.:]{0,60}:$/i
const noCommand =
  /\b(?:code|program|procedure|quer(?:y|ies)|script|expression|formula|function|information|options?|settings?|properties|error|errors|messages?|dialog|articles?|steps?|methods?|procedures?|example|macros?|form|syntax|data|description)\b/i

function leadsIn({ text, traits }: Passage): boolean {
  if (lastCode(text) !== 58 || (traits & entered) === 0) return false
  const tail = text.slice(-200)
  if (!/following|this|prompt/.test(tail)) return false
  const told = typing.exec(tail)
  return told === null ? prompt.test(tail) : !noCommand.test(told[1]!)
}

function linesOf(passage: Passage): Passage[] {
  const lines: Passage[] = []
  let from = 0
  for (const line of passage.text.split('\n')) {
    if (line.trim() !== '') lines.push(passage.slice(from, from + line.length))
    from += line.length + 1
  }
  return lines
}

/** `"setup" (without the quotation marks)`: what is between the quotes, without the comma of the sentence. */
function withoutQuotes(passage: Passage): Passage {
  const quoted = /^"\s*([^"]+?)[\s,]*"(?: ?\(without (?:the )?quot\w+(?: marks)?\))?[.,]?$/.exec(passage.text)
  if (quoted === null) {
    const comma = /[^,],$/.test(passage.text) ? 1 : 0
    return passage.slice(0, passage.text.length - comma)
  }
  const at = passage.text.indexOf(quoted[1]!)
  return passage.slice(at, at + quoted[1]!.length)
}
