// What are the lines of this text?
//
//     \t    Some text of a line  \r\n
//     ^     ^                  ^     ^
//     start from               |     end      indent = 4 (blanks between the dialect's prefix and the text)
//                              from + text.length
//
// Lines need not be printed lines: a dialect whose line breaks are lost cuts its text into lines wherever structure
// can still be recognised. Consecutive lines never overlap.

import { packedMap } from './packed-map.ts'
import { Passage } from './passage.ts'

export interface Line {
  /** Without prefix, indentation, trailing blanks and line end; '' for a blank line. */
  readonly text: string
  /** Leading blanks (tabs count as one) after the dialect's prefix. */
  readonly indent: number
  /** Where the line begins in the source. */
  readonly start: number
  /** Where `text` begins in the source. */
  readonly from: number
  /** Where the next line begins: past the line end. */
  readonly end: number
  /** Only where `text` is not verbatim (decoded entities): pairs as in `Passage`, relative to `text`. */
  readonly pieces?: readonly number[] | undefined
}

/**
 * The code unit at `at`, 0 past the end. To ask a string itself past its end is allowed too, but each function that once does
 * so runs four times slower from then on: the engine then calls for every character instead of reading it.
 */
export function codeAt(text: string, at: number): number {
  return at < text.length ? text.charCodeAt(at) : 0
}

/** The last code unit; 0 for an empty text. */
export function lastCode(text: string): number {
  return text.length > 0 ? text.charCodeAt(text.length - 1) : 0
}

export function passageOf(line: Line): Passage {
  return line.pieces === undefined
    ? Passage.verbatim(line.text, line.from)
    : new Passage(line.text, line.pieces)
}

/**
 * Lines `[from, to)` as one passage, `glue` between them. The first `margin` columns of indentation are dropped (by default
 * all of it), deeper indentation is kept. Cost: one pass; this is where most of the time of reading a body goes, so it
 * builds the pieces itself instead of joining passages.
 */
export function joinLines(
  lines: readonly Line[],
  from: number,
  to: number,
  glue: string,
  margin: number = Number.POSITIVE_INFINITY,
): Passage {
  if (to - from === 1 && lines[from]!.indent <= margin) return passageOf(lines[from]!)
  let text = ''
  const pieces: number[] = []
  for (let i = from; i < to; i++) {
    const line = lines[i]!
    if (i > from) text += glue
    const deeper = line.indent > margin ? line.indent - margin : 0
    pieces.push(text.length, line.from - deeper)
    if (deeper > 0) text += blanks(deeper)
    if (line.pieces !== undefined) {
      for (let p = 0; p < line.pieces.length; p += 2)
        pieces.push(text.length + line.pieces[p]!, line.pieces[p + 1]!)
    }
    text += line.text
  }
  return new Passage(text, pieces.length === 0 ? [0, 0] : pieces)
}

/** Those of most indentations are there already. */
function blanks(count: number): string {
  return count < fewBlanks.length ? fewBlanks[count]! : ' '.repeat(count)
}

const fewBlanks = Array.from({ length: 40 }, (_, count) => ' '.repeat(count))

/**
 * Whether a line is this sign and nothing else. To compare it with a rule of its length takes a sixth of the time that looking
 * at each of its characters does.
 */
export function isRule(text: string, sign: '-' | '='): boolean {
  if (codeAt(text, 0) !== sign.charCodeAt(0)) return false
  return text === (rules[sign][text.length] ?? sign.repeat(text.length))
}

const rules = {
  '-': Array.from({ length: 100 }, (_, count) => '-'.repeat(count)),
  '=': Array.from({ length: 100 }, (_, count) => '='.repeat(count)),
}

/** Lines `[from, to)` as they are printed, without the dialect's prefixes. */
export function printedText(lines: readonly Line[], from: number, to: number): string {
  let text = ''
  for (let i = from; i < to; i++) {
    const line = lines[i]!
    if (i > from) text += '\n'
    if (line.indent > 0) text += blanks(line.indent)
    text += line.text
  }
  return text
}

/**
 * The lines of `source[from, to)`. LF, CRLF and lone CR end a line. One `prefix` character, where present, is dropped
 * before the indentation is counted. Blanks are space, tab, form feed and no-break space. Cost: one pass.
 */
export function readLines(source: string, from = 0, to: number = source.length, prefix = ''): Line[] {
  const drop = prefix === '' ? -1 : prefix.charCodeAt(0)
  const loneReturns = hasLoneReturns(source, from, to)
  const lines: Line[] = []
  let start = from
  while (start < to) {
    let end = lineEnd(source, start, to, loneReturns)
    let stop = end
    while (stop > start && isLineEnd(source.charCodeAt(stop - 1))) stop--
    if (end > to) end = to
    let first = start
    if (first < stop && source.charCodeAt(first) === drop) first++
    const margin = first
    while (first < stop && isBlank(source.charCodeAt(first))) first++
    while (stop > first && isBlank(source.charCodeAt(stop - 1))) stop--
    const text = first === stop ? '' : source.slice(first, stop)
    // All lines have one shape, `pieces` included: what reads them then finds their fields at one place.
    const indent = first === stop ? 0 : first - margin
    lines.push({ text, indent, start, from: first, end, pieces: undefined })
    start = end
  }
  return lines
}

/** Past the end of the line that begins at `start`. Searching for one character is what the machine does fastest. */
function lineEnd(source: string, start: number, to: number, loneReturns: boolean): number {
  const feed = source.indexOf('\n', start)
  const end = feed === -1 || feed >= to ? to : feed + 1
  if (!loneReturns) return end
  const back = source.indexOf('\r', start)
  return back === -1 || back >= end || source.charCodeAt(back + 1) === 10 ? end : back + 1
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13
}

function hasLoneReturns(source: string, from: number, to: number): boolean {
  for (let at = source.indexOf('\r', from); at !== -1 && at < to; at = source.indexOf('\r', at + 1)) {
    if (source.charCodeAt(at + 1) !== 10) return true
  }
  return false
}

/**
 * The same lines with `columns` fewer blanks of indentation; lines that are indented less stay flush left. A tab at the
 * start of a line is the author's own, and stays.
 */
export function outdent(source: string, lines: readonly Line[], columns: number): Line[] {
  return packedMap(lines, (line) => {
    const { text, indent, start, from, end, pieces } = line
    if (indent === 0 || source.charCodeAt(from - indent) === 9) return line
    return { text, indent: Math.max(0, indent - columns), start, from, end, pieces }
  })
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

export function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 160 || code === 12
}
