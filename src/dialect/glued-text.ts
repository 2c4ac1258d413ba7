// Where in run-on text is a heading glued to the words around it?
//
//     SUMMARYThis article ... the update.Error Messages That AppearThe most common ...:Qnnnnnn Plum Mail Stops..."/>Then
//     ^      ^                           ^                         ^                   ^                      ^  ^
//
// A heading in capitals is one of the known names. A subheading is known by both seams: it follows the end of a
// sentence, has the capitals of a title, and runs into a word that opens sentences.

import type { Line } from '../body/line.ts'
import { cutLine, emptyLine, endsSentence, within } from './cut-line.ts'

/** The lines of `source[from, to)`, a blank one between each two. */
export function cutGlued(source: string, from: number, to: number): Line[] {
  const seams = [
    ...headingSeams(source, from, to),
    ...subheadingSeams(source, from, to),
    ...citationSeams(source, from, to),
  ].sort((a, b) => a.at - b.at)
  const lines: Line[] = []
  let at = from
  for (const seam of [...seams, { at: to, next: to }]) {
    if (seam.at < at) continue
    const line = cutLine(source, at, seam.at)
    if (line.text !== '') lines.push(line, emptyLine(seam.next))
    at = seam.next
  }
  return lines
}

/** The text is cut at `at` and goes on at `next`. */
interface Seam {
  readonly at: number
  readonly next: number
}

const name = /SYMPTOMS|CAUSE|RESOLUTION|WORKAROUND|STATUS|MORE INFORMATION|SUMMARY|REFERENCES/g

/** Whether a text has a heading that is glued to its first word. */
export function gluedHeading(text: string): number {
  return headingSeams(text, 0, text.length)[0]?.at ?? -1
}

function headingSeams(source: string, from: number, to: number): Seam[] {
  const seams: Seam[] = []
  let last = from
  for (const { index, end } of within(source, from, to, name)) {
    if (!isHeading(source, index, end, last)) continue
    seams.push({ at: index, next: index }, { at: end, next: end })
    last = end
  }
  return seams
}

/** Before `SUMMARY` another word ends, after it one begins; all capitals after it need a full stop before it. */
function isHeading(source: string, at: number, end: number, last: number): boolean {
  const before = source[at - 1] ?? ' '
  if (at > last && /[\p{Lu}_-]/u.test(before)) return false
  const opensWord = /^(?:\p{Lu}\p{Ll}|[AI] )/u.test(source.slice(end, end + 2))
  if (opensWord) return true
  return endsSentence(source, at, last) && /^\s?["'(\d\p{Lu}]|^\s*$/u.test(source.slice(end, end + 2))
}

const opener =
  /(?<=[\p{Ll}\d)])(?:The|To|If|With|When|While|Where|You|Your|This|These|There|It|In|On|For|From|A|An|After|Before|Because|By|As|At|Use|Using|Click|Microsoft|Windows|Some|Each|All|Any|No|Follow|Install|Make|Open|Run|Start|Type|Although|During|Once|Please|See|Note)(?= )/gu
const longestSubheading = 90

function subheadingSeams(source: string, from: number, to: number): Seam[] {
  const seams: Seam[] = []
  for (const { index } of within(source, from, to, opener)) {
    if (openCitation.test(source.slice(Math.max(from, index - longestCitation), index))) {
      seams.push({ at: index, next: index })
      continue
    }
    const begin = titleBefore(source, index, from)
    if (begin !== null) seams.push({ at: begin, next: begin }, { at: index, next: index })
  }
  return seams
}

/** The title of a cited article runs into a subheading, and only where that ends can be told. */
const openCitation = /:Q\d{5,6} [^.;!?]*$/
const longestCitation = 160

/** Where the title begins that ends at `end`; `null` if the words there make none. */
function titleBefore(source: string, end: number, from: number): number | null {
  const least = Math.max(from, end - longestSubheading)
  let begin = end
  while (begin > least && !'.:;!?>\n'.includes(source[begin - 1]!)) begin--
  while (source[begin] === ' ') begin++
  const words = source.slice(begin, end).split(' ')
  if (words.length < 2 || begin === end - longestSubheading || !/^\p{Lu}/u.test(words[0]!)) return null
  if (/^(?:The|This|If|It|You|In|A|An|When|Q\d+)$/.test(words[0]!)) return null
  const long = words.filter((word) => word.length > 3)
  return long.every((word) => /^[\p{Lu}\d"'(]/u.test(word)) ? begin : null
}

const citation = /:(?=Q\d{5,6} )/g
const cutLink = /"\/>/g

/** A citation begins right behind the colon; where its link was cut off, `"/>` is left. */
function citationSeams(source: string, from: number, to: number): Seam[] {
  return [
    ...[...within(source, from, to, citation)].map(({ end }) => ({ at: end, next: end })),
    ...[...within(source, from, to, cutLink)].map(({ index, end }) => ({ at: index, next: end })),
  ]
}
