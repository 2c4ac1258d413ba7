// Where do lists, notes and messages begin in prose whose line breaks are lost?

import type { Line } from '../body/line.ts'
import { cutLine, emptyLine, endsSentence, within } from './cut-line.ts'

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
  for (const { index, group } of within(source, from, to, numberMark)) {
    const value = Number(group)
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
  for (const { index } of within(source, from, to, wordMark)) {
    if (endsSentence(source, index, from)) cuts.push(index)
  }
  for (const { index, end } of within(source, from, to, orMark)) cuts.push(index, end)
  return cuts
}

const wordMark =
  /(?<=\s)(?:(?:NOTE|IMPORTANT|WARNING|CAUTION|TIP): |(?:Method|Workaround|Resolution|Option) \d{1,2}[:.] |[-•*] (?=[\p{Lu}"]))/gu
const orMark = /(?<=\s)(?:-or-|-OR-|- or -|--or--|--OR--)(?=\s)/g

/**
 * Where the message begins that a lead-in announces, and where the article's own words go on: at the first words that
 * open sentences of articles and seldom those of machines.
 */
function messageCuts(source: string, from: number, to: number): number[] {
  const cuts: number[] = []
  for (const { end: begin } of within(source, from, to, messageLead)) {
    const rest = source.slice(begin, Math.min(to, begin + longestMessage))
    const length = rest.search(ownWords)
    if (length > 0) cuts.push(begin, begin + length)
    else if (begin + longestMessage >= to) cuts.push(begin)
  }
  return cuts
}

const longestMessage = 600

const messageLead =
  /\b(?:messages?|errors?|warnings?|prompt|dialog box)\b[^.:;?!"]{0,100}: (?=["'<*\p{Lu}\d])/gu

const openers = [
  'After|Also|Although|At this|As|Because|Both|Choosing|Clicking|Even|However|If|Once|On|Or|Pressing|Then',
  'There are|These|Using|When|Where|While|With|Note|NOTE|Additional|Microsoft has|Your computer',
  'For (?:additional|example|information|more)|In (?:addition|order|some|the|this|Windows)|It (?:can|is|may)',
  'The (?:above|cause|computer|error|following|message|only|problem|program|rest|same)|To [a-z]',
  'This (?:also|article|behavior|can|does|error|happens|is|issue|may|message|occurs|problem)',
  'You (?:are|can|do|have|may|must|need|receive|should|will)',
]
const ownWords = new RegExp(`(?<=\\s)(?:${openers.join('|')}) ?(?=[a-z,:])`)
