// Is this Markdown small and flat enough for a parser of trees?
//
// The parser's time grows with the square of several things, and its stack with nesting: 16 KB of `* * * …` keep it busy
// for half a minute, 8 KB of `>` end in a stack overflow. So everything that such texts have in plenty is counted first,
// line by line, without understanding: no fences, no code, no escapes, for what the count skips an attacker can hide in.
// Within the limits the slowest text found takes about a second; the archive's longest article reaches a third of one.

import type { Issue } from '../article/article.ts'

export const treeLimits = {
  /** Characters; a tab counts as the four that it may stand for. */
  size: 524_288,
  lines: 4_000,
  /** Quotes and lists around one line. */
  depth: 64,
  /** Quotes and lists around each line, added up. */
  levels: 20_000,
  /** Characters that may begin something inline. */
  marks: 16_000,
  /** For each paragraph its marks times its length, added up: a mark may be looked up to the paragraph's end. */
  crowding: 40_000_000,
} as const

/** What is too much for a tree, or `null`. Cost: one pass, ended at the first excess. */
export function findExcess(text: string, from = 0): Issue | null {
  const count = { size: 0, lines: 0, levels: 0, marks: 0, crowding: 0 }
  const items: number[] = []
  let paragraph = { from, marks: 0 }
  for (let start = from; start < text.length; ) {
    const end = endOfLine(text, start)
    const depth = depthOf(text, start, end, items)
    if (depth > treeLimits.depth) {
      return {
        code: 'too-deep',
        message: `more than ${treeLimits.depth} lists and quotes in each other`,
        offset: start,
      }
    }
    const marks = countMarks(text, start, end)
    count.size += end - start + 3 * countTabs(text, start, end)
    count.lines++
    count.levels += depth
    count.marks += marks
    paragraph.marks += marks
    if (isBlankLine(text, start, end)) paragraph = { from: end, marks: 0 }
    // The growth of marks × length by this line, at most.
    count.crowding += marks * (end - paragraph.from) + paragraph.marks * (end - start)
    for (const limit of ['size', 'lines', 'levels', 'marks', 'crowding'] as const) {
      if (count[limit] > treeLimits[limit])
        return { code: 'too-large', message: excesses[limit], offset: start }
    }
    start = end
  }
  return null
}

const excesses = {
  size: `more than ${treeLimits.size / 1024} KB`,
  lines: `more than ${treeLimits.lines} lines`,
  levels: 'too many lists and quotes in each other',
  marks: `more than ${treeLimits.marks} brackets, asterisks and the like`,
  crowding: 'too many brackets, asterisks and the like in one paragraph',
} as const

function endOfLine(text: string, start: number): number {
  let end = start
  while (end < text.length && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++
  return Math.min(end + 1, text.length)
}

function countTabs(text: string, start: number, end: number): number {
  let tabs = 0
  for (let i = start; i < end; i++) if (text.charCodeAt(i) === 9) tabs++
  return tabs
}

function isBlankLine(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) > 32) return false
  return true
}

const isMark: readonly boolean[] = Array.from({ length: 128 }, (_, code) =>
  '[]()*_`!<>&\\~'.includes(String.fromCharCode(code)),
)

function countMarks(text: string, start: number, end: number): number {
  let marks = 0
  for (let i = start; i < end; i++) if (isMark[text.charCodeAt(i)] === true) marks++
  return marks
}

/**
 * How many quotes and list items are around the text of this line, rather too many than too few. `items` holds the columns
 * at which the text of open list items begins, and is brought up to date.
 */
function depthOf(text: string, start: number, end: number, items: number[]): number {
  let depth = 0
  let column = 0
  let i = start
  const skip = (): void => {
    for (; i < end; i++) {
      if (text[i] === ' ') column++
      else if (text[i] === '\t') column += 4 - (column % 4)
      else if (text[i] === '>') {
        column++
        depth++
      } else return
    }
  }
  skip()
  if (i >= end || text[i] === '\n' || text[i] === '\r') return depth
  while (items.length > 0 && items.at(-1)! > column) items.pop()
  depth += items.length
  for (
    let width = markerWidth(text, i);
    width > 0 && depth <= treeLimits.depth;
    width = markerWidth(text, i)
  ) {
    i += width
    column += width
    skip()
    items.push(column)
    depth++
  }
  return depth
}

/** `-`, `*`, `+`, `1.`, `1)` before a blank or the line's end; 0 for anything else. */
function markerWidth(text: string, at: number): number {
  let width = 0
  if (text[at] === '-' || text[at] === '*' || text[at] === '+') width = 1
  else {
    while (width < 10 && text.charCodeAt(at + width) >= 48 && text.charCodeAt(at + width) <= 57) width++
    if (width === 0 || (text[at + width] !== '.' && text[at + width] !== ')')) return 0
    width++
  }
  const next = text[at + width]
  return next === undefined || next === ' ' || next === '\t' || next === '\n' || next === '\r' ? width : 0
}
