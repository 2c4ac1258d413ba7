// Which lines belong together in a text that has no blank line left?

import { type Line, passageOf } from '../body/line.ts'
import { Passage } from '../body/passage.ts'
import { emptyLine } from './cut-line.ts'

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
