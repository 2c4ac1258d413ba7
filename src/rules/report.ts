// What does this report say, once prompts, timestamps and line wraps are out of the way?
//
//     1999-06-21 12:02:11 ERROR  Could not open &quot;A:\lic.dat&quot; because      source
//     1999-06-21 12:02:11 ERROR  the disk may be damaged.
//
//     Could not open "A:\lic.dat" because
//     the disk may be damaged.                                                      text
//
// Whatever is found in the regular text can be traced to a span of the source.

import type { Span } from '../article/article.ts'
import { eventKey, type FoundEvent, findEvents } from '../codes/event.ts'
import { type FoundCode, findCodes } from '../codes/notation.ts'
import { type Meanings, meaningsOf } from './phrase.ts'
import { endsSentence, type Tokens, tokenize } from './token.ts'

export interface Report {
  readonly source: string
  /** The regular text: one printed line a line. */
  readonly text: string
  readonly tokens: Tokens
  /** For each token, the number of the sentence it stands in. Wrapped lines stay one sentence. */
  readonly sentences: readonly number[]
  readonly meanings: Meanings
  readonly codes: readonly FoundCode[]
  readonly events: readonly FoundEvent[]
  /** The source span of `text.slice(from, to)`. */
  readonly spanOf: (from: number, to: number) => Span
}

/** What follows is not read: a log that is longer has said what it has to say, or is one for `kb scan`. */
export const longestReport = 2 ** 20

/** Reads what a user pasted or typed. An empty text gives a report without tokens. Cost: one pass. */
export function readReport(source: string): Report {
  const lines = regularLines(source.slice(0, longestReport))
  const text = lines.map((line) => line.text).join('\n')
  const tokens = tokenize(text)
  return {
    source,
    text,
    tokens,
    sentences: sentencesOf(text, tokens, lines),
    meanings: meaningsOf(tokens.words),
    codes: findCodes(text),
    events: distinctEvents(text),
    spanOf: spanFinder(lines),
  }
}

/** A log repeats itself: each event once, at its first place. */
function distinctEvents(text: string): FoundEvent[] {
  const first = new Map<string, FoundEvent>()
  for (const event of findEvents(text)) {
    const key = eventKey(event.id, event.source)
    if (!first.has(key)) first.set(key, event)
  }
  return [...first.values()]
}

interface Line {
  readonly text: string
  /**
   * Pairs, ascending in both columns: where a piece begins in the line, and where in the source. Between two starts both
   * sides advance in step.
   */
  readonly pieces: readonly number[]
  /** Nothing but a prefix says for sure that a line is not the wrapped end of the one before. */
  readonly prefixed: boolean
}

function regularLines(source: string): Line[] {
  const lines: Line[] = []
  for (let start = 0; start < source.length; ) {
    let stop = start
    while (stop < source.length && source[stop] !== '\n' && source[stop] !== '\r') stop++
    const from = start + prefixLength(source.slice(start, Math.min(stop, start + longestPrefix)))
    const line = { ...decode(source, Math.min(from, stop), stop), prefixed: from > start }
    if (line.text.trim() !== '') lines.push(line)
    else if (lines.length > 0) lines.push({ text: '', pieces: [0, stop], prefixed: false })
    start = source[stop] === '\r' && source[stop + 1] === '\n' ? stop + 2 : stop + 1
  }
  return lines
}

/** Two columns for all lines, searched by halving. */
function spanFinder(lines: readonly Line[]): Report['spanOf'] {
  const texts: number[] = []
  const sources: number[] = []
  let at = 0
  for (const { text, pieces } of lines) {
    for (let i = 0; i < pieces.length; i += 2) {
      texts.push(at + pieces[i]!)
      sources.push(pieces[i + 1]!)
    }
    at += text.length + 1
  }
  const sourceOf = (offset: number): number => {
    let low = 0
    let high = texts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (texts[middle]! <= offset) low = middle
      else high = middle - 1
    }
    return texts.length === 0 ? 0 : sources[low]! + offset - texts[low]!
  }
  return (from, to) =>
    to <= from ? [sourceOf(from), sourceOf(from)] : [sourceOf(from), sourceOf(to - 1) + 1]
}

const longestPrefix = 200

interface Prefix {
  /** Of these characters the first one is one. */
  readonly first?: string
  readonly has?: string
  /** After it a bare level is one. */
  readonly isTime: boolean
  readonly pattern: RegExp
}

const bracketOrDigit = '[0123456789'

/**
 * What stands before the message of a line, tried again and again until none fits. All are anchored at the line's
 * start and look at one stretch of text once. Most lines have none of them, and each takes its time to be made ready, so
 * what it cannot do without is looked for first.
 */
const prefixes: readonly Prefix[] = [
  // quoted mail, dialog frames
  { first: '>|│║', isTime: false, pattern: /^\s*[>|│║]+\s?/ },
  // 1999-06-21T12:02:11.123Z, 1999/06/21 12:02:11,123 +0200
  {
    first: bracketOrDigit,
    has: ':',
    isTime: true,
    pattern:
      /^\s*\[?\d{4}[-/]\d\d?[-/]\d\d?[T ,]+\d\d?:\d\d(?::\d\d)?(?:[.,]\d{1,9})?\s?(?:Z|UTC|[+-]\d\d:?\d\d)?\]?[\s:,-]*/,
  },
  // 6/21/99 12:02:11 PM, 21.06.1999 12:02
  {
    first: bracketOrDigit,
    has: ':',
    isTime: true,
    pattern:
      /^\s*\[?\d\d?[/.-]\d\d?[/.-]\d{2,4}[T ,]+\d\d?:\d\d(?::\d\d)?(?:[.,]\d{1,9})?(?: ?[AP]M?\b)?\]?[\s:,-]*/i,
  },
  // Jun 21 12:02:11 host process[123]:
  {
    first: 'JFMASOND',
    has: ':',
    isTime: true,
    pattern:
      /^\s*(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}\d\d? \d\d:\d\d:\d\d (?:[\w.-]+ )?(?:[\w./-]+(?:\[\d+\])?: )?/,
  },
  // 12:02:11.123, [12:02:11], [  123.456789]
  {
    first: bracketOrDigit,
    isTime: true,
    pattern:
      /^\s*(?:\[\s{0,8}\d{1,8}\.\d{3,6}\]|\[?\d\d?:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?[AP]M\b)?\]?)[\s:,-]*/i,
  },
  // [ERROR], <warn>
  {
    first: '[<(',
    isTime: false,
    pattern:
      /^\s*[[<(](?:trace|debug|verbose|info|notice|warn|warning|error|err|fatal|critical|severe)[\])>][\s:-]*/i,
  },
  // C:\WINNT>, $ , PS C:\>
  { has: ':\\', isTime: false, pattern: /^\s*(?:PS )?[A-Z]:\\[^<>|"*?\n]{0,80}>\s?/i },
  { has: '$ ', isTime: false, pattern: /^\s*(?:[\w.-]+@[\w.-]+:[^\s$#]{0,60})?\$ / },
]
/** A bare level is only a level after a time: "Error 5: Access is denied." is a message. */
const level =
  /^(?:TRACE|DEBUG|VERBOSE|INFO|INFORMATION|NOTICE|WARN|WARNING|ERROR|ERR|FATAL|CRITICAL|SEVERE)\b(?:\s*[:|-])?\s+(?!\d|code\b)/

/** How much of a line stands before its message. */
export function prefixLength(line: string): number {
  let at = 0
  let sawTime = false
  for (let again = true; again; ) {
    again = false
    for (const { pattern, first, has, isTime } of prefixes) {
      const rest = line.slice(at)
      if (has !== undefined && !rest.includes(has)) continue
      if (first !== undefined && !first.includes(rest.trimStart().charAt(0))) continue
      const length = pattern.exec(rest)?.[0].length ?? 0
      if (length === 0) continue
      at += length
      sawTime ||= isTime
      again = true
    }
  }
  if (sawTime) at += level.exec(line.slice(at))?.[0].length ?? 0
  return at
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

/** Terminal colours dropped, character references decoded; blanks and everything else kept. */
function decode(source: string, from: number, to: number): Pick<Line, 'text' | 'pieces'> {
  const odd =
    /\x1b\[[0-9;?]{0,20}[A-Za-z]|&(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]{2,4}));|[\x00-\x08\x0b-\x1f\x7f]/giy
  let text = ''
  const pieces = [0, from]
  let copied = from
  for (let at = from; at < to; at++) {
    const code = source.charCodeAt(at)
    if (code >= 32 && code !== 38 && code !== 127) continue
    odd.lastIndex = at
    const found = odd.exec(source)
    if (found === null || at + found[0].length > to) continue
    const [all, decimal, hexadecimal, name] = found
    const decoded =
      name === undefined
        ? referenced(decimal === undefined ? Number.parseInt(hexadecimal ?? '0', 16) : Number(decimal))
        : entities[name.toLowerCase()]
    if (decoded === undefined) continue
    text += source.slice(copied, at)
    if (decoded !== '') pieces.push(text.length, at)
    text += decoded
    copied = at + all.length
    pieces.push(text.length, copied)
    at = copied - 1
  }
  text += source.slice(copied, to)
  return { text, pieces }
}

function referenced(code: number): string {
  return code >= 32 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ''
}

/** A line this short was not wrapped by its width. */
const leastWrap = 30

function sentencesOf(text: string, tokens: Tokens, lines: readonly Line[]): number[] {
  const starts = lineStarts(lines)
  const sentences: number[] = []
  let sentence = 0
  let line = 0
  for (let i = 0; i < tokens.words.length; i++) {
    const from = tokens.from[i]!
    const before = i === 0 ? 0 : tokens.to[i - 1]!
    let breaks = i > 0 && endsSentence(text, before, from)
    for (; line + 1 < starts.length && starts[line + 1]!.at <= from; line++) {
      breaks ||= starts[line + 1]!.breaks
    }
    if (breaks && i > 0) sentence++
    sentences.push(sentence)
  }
  return sentences
}

/** Where each line begins, and whether a sentence ends before it. */
function lineStarts(lines: readonly Line[]): { at: number; breaks: boolean }[] {
  const starts: { at: number; breaks: boolean }[] = []
  let at = 0
  for (const [i, { text, prefixed }] of lines.entries()) {
    const above = lines[i - 1]?.text.trimEnd() ?? ''
    const here = text.trimStart()
    const goesOn = above.length >= leastWrap || /^\p{Ll}/u.test(here) || /[,(-]$/.test(above)
    starts.push({
      at,
      breaks: above === '' || here === '' || !goesOn || (prefixed && !/^\p{Ll}/u.test(here)),
    })
    at += text.length + 1
  }
  return starts
}
