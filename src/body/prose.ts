// Are these lines one paragraph that was wrapped, or is each line set as it stands?
//
//     Wrapped: every line but the last is full, that is, the first        C:\> set one      code, logs, columns:
//     word of the next one would not have fitted.                         C:\> set two      line breaks count

import { codeAt, type Line, lastCode } from './line.ts'
import type { Passage } from './passage.ts'
import { gap, tab } from './traits.ts'

/**
 * Whether `lines[from, to)` are wrapped prose: full lines that begin at one column and have no columns of their own. In
 * `loose` prose a line may also end early where a sentence ends. A single line is prose unless it looks like code. `joined`:
 * the same lines with a blank between them: it tells whether there is a gap in any.
 */
export function isProse(
  lines: readonly Line[],
  from: number,
  to: number,
  loose: boolean,
  joined: Passage,
): boolean {
  const last = to - 1
  const gaps = (joined.traits & (gap | tab)) !== 0
  if (from === last) return !looksLikeCode(joined.text, gaps ? widestGap(joined.text) : 1)
  const { indent } = lines[last]!
  const citations = startsCitation(lines[from]!.text)
  let slips = 0
  for (let k = from; k < to; k++) {
    const line = lines[k]!
    if (line.text === '' || (line.indent !== indent && k !== from)) return false
    if (k < last && !goesOn(line, lines[k + 1]!, loose)) return false
    if (citations && k > from && startsCitation(line.text)) return false
    const widest = gaps ? widestGap(line.text) : 1
    if (widest > 2 || (widest === 2 && (++slips > 1 || !isPlain(line.text)))) return false
  }
  return true
}

const fullWidth = 60

/** No sign that belongs to code, and one double blank at most: somebody's slip. */
function isPlain(text: string): boolean {
  return !/[=<>{}|$\\]| {2}.* {2}/.test(text)
}

/** Whether `next` goes on with the paragraph that `line` belongs to. */
function goesOn(line: Line, next: Line, loose: boolean): boolean {
  const { text } = line
  if (isCode(text) || startsStamp(next.text)) return false
  const reach = line.indent + text.length
  if (reach >= fullWidth || (reach >= 50 && reach + 1 + firstWordLength(next.text) >= 66)) return true
  return loose && endsSentence(text) && startsSentence(next.text)
}

/** `{`, `}` or a lone `_` at the end of a line, a comment of Basic at its beginning. */
function isCode(text: string): boolean {
  const end = lastCode(text)
  if (end === 123 || end === 125 || (end === 95 && text.endsWith(' _'))) return true
  return codeAt(text, 0) === 39 && codeAt(text, 1) === 32
}

/** A log line: `06/12/95 16:52:14`. */
function startsStamp(text: string): boolean {
  const code = codeAt(text, 0)
  return code >= 48 && code <= 57 && /^\d{1,4}[/.-]\d\d?[/.-]\d{2,4}[ ,T]+\d\d?:\d\d/.test(text)
}

/** A list of articles: `Qnnnnnn Title`. */
function startsCitation(text: string): boolean {
  return codeAt(text, 0) === 81 && /^Q\d{5,6}\b/.test(text)
}

function firstWordLength(text: string): number {
  const end = text.indexOf(' ')
  return end === -1 ? text.length : end
}

function endsSentence(text: string): boolean {
  return /^["(]?\w[^=;]* [^=;]*[a-z0-9)"][.!?:]"?$/.test(text)
}

function startsSentence(text: string): boolean {
  return /^["(]?[A-Z][a-z]* [a-zA-Z"][^=;{}\\]*$/.test(text)
}

/** Blanks between two words that do not follow the end of a sentence: the most in a row. A tab counts as many. */
function widestGap(text: string): number {
  let widest = text.includes('\t') ? 9 : 1
  for (let i = text.indexOf('  '); i !== -1; i = text.indexOf('  ', i)) {
    const start = i
    while (codeAt(text, i) === 32) i++
    if (i - start > widest && !'.?!:;,")'.includes(text.charAt(start - 1))) widest = i - start
  }
  return widest
}

const codeStart =
  /^(?:#include|#define|#if|\/\/|\/\*|<\/?[a-z!]|dim |sub |end sub|private |public sub|if .*\bthen$|print |@echo|rem )/i

function looksLikeCode(text: string, widest: number): boolean {
  if (widest > 2) return true
  const end = lastCode(text)
  if (widest === 2 || end === 59) return !isSentence(text)
  return isCode(text) || end === 61 || codeStart.test(text)
}

/** Four words or more, the first with a capital, and nothing but words. */
function isSentence(text: string): boolean {
  return /^["(]?[A-Z][\w'-]*,?(?: +["(]?[\w'./-]+[,;:)"]*){3,}[.;:!?)"]*$/.test(text)
}
