// How does text whose line breaks are lost become lines again?
//
// By cutting it wherever a heading, a list mark or a label can still be recognised. Lines that stand for a break that
// the source has no character for are empty and have no width.

import { isBlank, type Line, passageOf } from '../body/line.ts'
import { Passage } from '../body/passage.ts'

/** `source[from, to)` as one line, without the blanks at both ends; its `end` is `to`. */
export function cutLine(source: string, from: number, to: number, indent = 0): Line {
  let first = from
  let last = to
  while (first < last && isSpace(source.charCodeAt(first))) first++
  while (last > first && isSpace(source.charCodeAt(last - 1))) last--
  return { text: source.slice(first, last), indent, start: from, from: first, end: to }
}

/** Blanks and line ends. */
export function isSpace(code: number): boolean {
  return isBlank(code) || code === 10 || code === 13
}

/** A blank line before the source's character `at`. */
export function emptyLine(at: number): Line {
  return { text: '', indent: 0, start: at, from: at, end: at }
}

/** A rule as long as a heading that is printed without one. It maps to the heading's last character. */
export function ruleUnder(heading: Line): Line {
  const last = heading.from + heading.text.length - 1
  const pieces = Array.from(heading.text, (_, i) => [i, last]).flat()
  return { ...emptyLine(heading.end), text: '='.repeat(heading.text.length), pieces }
}

/** A line that keeps only the characters from `from` to `to` of its text. */
export function narrow(line: Line, from: number, to: number = line.text.length): Line {
  const text = line.text.slice(from, to)
  const lead = text.length - text.trimStart().length
  return { ...line, text: text.trim(), from: line.from + from + lead }
}

/** Joins a list mark that stands alone on its line with the text on the next. */
export function joinLoneMarks(lines: readonly Line[]): Line[] {
  const joined: Line[] = []
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!
    const next = lines[i + 1]
    if (next === undefined || !isLoneMark(line, lines[i - 1]) || !/[^\W\d]/.test(next.text)) {
      joined.push(line)
      continue
    }
    const { text, pieces } = Passage.join([passageOf(line), passageOf(next)], ' ')
    joined.push({ ...line, text, pieces, end: next.end })
    i++
  }
  return joined
}

/** A bullet, or a number that is not the last word of a wrapped sentence. */
function isLoneMark({ text }: Line, before: Line | undefined): boolean {
  if (text.length > 3) return false
  if (/^[-•·*]$/.test(text)) return true
  return /^\d{1,2}[.)]$/.test(text) && (before === undefined || /^$|[.:;!?)"]$/.test(before.text))
}

/**
 * Puts a blank line between the paragraphs of a text that has none left: a line ends a paragraph if the first word of
 * the next would still have fitted on it, if it is longer than any that was wrapped, if it leads in to something, or if it
 * ends a sentence and the next opens a list item.
 */
export function restoreParagraphs(lines: readonly Line[]): readonly Line[] {
  const last = lines.findLastIndex((line) => line.text !== '')
  if (lines.slice(0, last).filter((line) => line.text === '').length > fewBlank) return lines
  const width = lines.reduce(
    (most, { text }) => (text.length <= archiveWidth ? Math.max(most, text.length) : most),
    0,
  )
  return lines.flatMap((line, i) => {
    const next = lines[i + 1]
    if (next === undefined || line.text === '' || next.text === '' || /^[=-]{3,}$/.test(next.text))
      return [line]
    return endsParagraph(line.text, next.text, width) ? [line, emptyLine(line.end)] : [line]
  })
}

/** More blank lines than these, and the text still has its own. */
const fewBlank = 3

function endsParagraph(line: string, next: string, width: number): boolean {
  const fits = line.length + 1 + firstWordLength(next) <= width
  return (
    fits ||
    line.length > unwrapped ||
    line.endsWith(':') ||
    (/[.;!?)"]$/.test(line) && /^(?:\d{1,2}\.|[-•*]) \S/.test(next))
  )
}

const archiveWidth = 79
const unwrapped = 85

function firstWordLength(text: string): number {
  const end = text.indexOf(' ')
  return end < 0 ? text.length : end
}

/**
 * Cuts run-on prose before list marks, notes and `-or-`:
 *
 *     ... follow these steps: 1. Click Start. 2. Click Run. NOTE: Wait. - Then: - one. - two.
 *
 * A number counts only in a row that begins with 1 and goes on with 2; a bullet only behind the end of a sentence; what
 * follows the last item of a list cannot be told from it.
 */
export function cutProse(source: string, from: number, to: number): Line[] {
  const cuts = [
    ...listCuts(source, from, to),
    ...wordCuts(source, from, to),
    ...messageCuts(source, from, to),
  ].sort((a, b) => a - b)
  const lines: Line[] = []
  let at = from
  for (const cut of [...cuts, to]) {
    const line = cutLine(source, at, cut)
    if (line.text !== '') lines.push(line, emptyLine(cut))
    at = cut
  }
  return lines
}

/** Where the numbers of lists stand: `1.`, `2.`, ... in a row. */
function listCuts(source: string, from: number, to: number): number[] {
  const cuts: number[] = []
  let first: number | null = null
  let next = 1
  for (const { index, 1: digits } of within(source, from, to, numberMark)) {
    const value = Number(digits)
    if (first !== null && value === next) {
      if (value === 2) cuts.push(first)
      cuts.push(index)
      next++
    } else if (value === 1 && !countedThing.test(source.slice(Math.max(from, index - 16), index))) {
      first = index
      next = 2
    }
  }
  return cuts
}

/** "version 1. The ..." ends a sentence. */
const countedThing =
  /\b(?:versions?|release|pack|steps?|parts?|phase|level|number|method|option|chapter|section|table|figure|disk|port|revision|and|or|to|of|is) $/i

const numberMark = /(?<=\s|^)(\d{1,2})\. (?=[\p{Lu}"'(<\d])/gu

function wordCuts(source: string, from: number, to: number): number[] {
  const cuts: number[] = []
  for (const found of within(source, from, to, wordMark)) {
    if (endsSentence(source, found.index, from)) cuts.push(found.index)
  }
  for (const found of within(source, from, to, orMark)) {
    cuts.push(found.index, found.index + found[0].length)
  }
  return cuts
}

/**
 * Where the message begins that a lead-in announces, and where the article's own words go on: at the first word that
 * opens sentences of articles and seldom those of machines.
 */
function messageCuts(source: string, from: number, to: number): number[] {
  const cuts: number[] = []
  for (const found of within(source, from, to, messageLead)) {
    const begin = found.index + found[0].length
    ownWords.lastIndex = begin + 1
    const next = ownWords.exec(source)
    const end = next === null || next.index > to ? to : next.index
    if (end - begin > longestMessage) continue
    cuts.push(begin, end)
  }
  return cuts
}

const messageLead =
  /\b(?:messages?|errors?|warnings?|prompt|dialog box)\b[^.:;?!"]{0,100}: (?=["'<*\p{Lu}\d])/gu
const longestMessage = 600
const ownWords =
  /(?<=\s)(?:If|When|You (?:can|may|must|will|receive|should|do|are|have|need)|Your computer|This (?:problem|behavior|error|message|article|issue|occurs|can|may|is|happens|also|does)|These|Choosing|The (?:error|message|following|problem|same|program|above|rest|cause|only|computer)|N(?:ote|OTE)|However|After|To [a-z]|In (?:addition|some|this|the|order|Windows)|For (?:more|example|additional|information)|Also|Although|It (?:may|is|can)|At this|Clicking|Then|Or|Additional|Even|Because|Once|With|As|On|Where|Microsoft has|Both|Using|Pressing|While|Choosing|There are) ?(?=[a-z,:])/g

const wordMark =
  /(?<=\s)(?:(?:NOTE|IMPORTANT|WARNING|CAUTION|TIP): |(?:Method|Workaround|Resolution|Option) \d{1,2}[:.] |[-•*] (?=[\p{Lu}"]))/gu
const orMark = /(?<=\s)(?:-or-|-OR-|- or -|--or--|--OR--)(?=\s)/g

function* within(source: string, from: number, to: number, pattern: RegExp): Generator<RegExpExecArray> {
  pattern.lastIndex = from
  for (let found = pattern.exec(source); found !== null && found.index < to; found = pattern.exec(source)) {
    yield found
  }
}

/** Whether the last character before `at` that is no blank closes a sentence or leads in, or nothing stands there. */
function endsSentence(source: string, at: number, from: number): boolean {
  let i = at - 1
  while (i >= from && isSpace(source.charCodeAt(i))) i--
  return i < from || '.:;!?)"'.includes(source[i]!)
}
