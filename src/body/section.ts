// Which sections does a body have?
//
// Only eight headings matter in the old archives, in upper case and ruled:
//
//     SYMPTOMS          any other line with a rule of `=` of its own length is a heading of kind `other`;
//     ========          a rule of `-` makes a sub-heading, which stays inside its section

import type { SectionKind, Span } from '../article/article.ts'
import { type BodyBlock, isRule, readBlocks } from './block.ts'
import { joinLines, type Line, passageOf } from './line.ts'

export interface BodySection {
  readonly kind: SectionKind
  /** As printed; `null` before the first heading. */
  readonly heading: string | null
  /** The body as it is printed, without heading and rule, blank lines at both ends removed. */
  readonly text: string
  /** With the heading and its rule. */
  readonly span: Span
  readonly blocks: readonly BodyBlock[]
}

/**
 * How headings look:
 * `ruled`: a line with an equally long rule of `=` under it (or of `-` under one of the known names);
 * `bare`: one of the known names alone on its line, upper case, no rule;
 * `label`: `Question:`, `Problem:`, `Response:` alone on a line, besides ruled ones.
 */
export type HeadingStyle = 'ruled' | 'bare' | 'label'

const kinds: Readonly<Record<string, SectionKind>> = {
  symptom: 'symptoms',
  symptoms: 'symptoms',
  'issue symptoms': 'symptoms',
  cause: 'cause',
  causes: 'cause',
  resolution: 'resolution',
  resolutions: 'resolution',
  solution: 'resolution',
  fix: 'resolution',
  workaround: 'workaround',
  workarounds: 'workaround',
  status: 'status',
  'more information': 'more-information',
  'additional information': 'more-information',
  summary: 'summary',
  introduction: 'summary',
  overview: 'summary',
  references: 'references',
  reference: 'references',
  'see also': 'references',
  question: 'question',
  problem: 'question',
  response: 'response',
  answer: 'response',
}

/** The kind that a heading names, by its words alone ("Workaround", "MORE INFORMATION:"); `other` if none. */
export function kindOfHeading(heading: string): SectionKind {
  const words = heading.replace(/[\s\u00a0]+/g, ' ').replace(/^[#\s]+|[\s:#.]+$/g, '')
  return kinds[words.toLowerCase()] ?? 'other'
}

/** Cuts body lines into sections and reads their blocks. Blank lines at both ends are left out. Cost: linear. */
export function readSections(lines: readonly Line[], style: HeadingStyle): BodySection[] {
  const headings = findHeadings(lines, style)
  const sections: BodySection[] = []
  const first = headings[0]?.at ?? lines.length
  if (lines.slice(0, first).some((line) => line.text !== '')) sections.push(sectionOf(lines, null, 0, first))
  for (let h = 0; h < headings.length; h++) {
    sections.push(sectionOf(lines, headings[h]!, headings[h]!.body, headings[h + 1]?.at ?? lines.length))
  }
  return sections
}

interface Heading {
  readonly kind: SectionKind
  readonly at: number
  /** The first line after heading and rule. */
  readonly body: number
}

function findHeadings(lines: readonly Line[], style: HeadingStyle): Heading[] {
  const headings: Heading[] = []
  const ruled = new Set<string>()
  const dashed: Heading[] = []
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!
    if (line.text === '') continue
    const rule = lines[i + 1]
    const first = rule?.text.charCodeAt(0)
    if (first === 61 && isHeadingRule(line, rule!, '=')) {
      headings.push({ kind: kindOfHeading(line.text), at: i, body: i + 2 })
      ruled.add(line.text)
    } else if (first === 45 && isHeadingRule(line, rule!, '-') && isKnownName(line.text)) {
      dashed.push({ kind: kindOfHeading(line.text), at: i, body: i + 2 })
    } else if (style === 'bare' && isKnownName(line.text)) {
      headings.push({ kind: kindOfHeading(line.text), at: i, body: i + 1 })
    } else if (style === 'label' && /^(?:Question|Problem|Response|Answer):$/.test(line.text)) {
      headings.push({ kind: kindOfHeading(line.text), at: i, body: i + 1 })
    }
  }
  // A known name ruled with dashes is a heading with the wrong rule, unless the text has that heading anyway.
  for (const heading of dashed) if (!ruled.has(lines[heading.at]!.text)) headings.push(heading)
  return headings.sort((a, b) => a.at - b.at)
}

/** Equal length, flush left; a known name may be miscounted by one. */
function isHeadingRule(line: Line, rule: Line, char: '=' | '-'): boolean {
  if (line.indent !== 0 || rule.indent !== 0 || !isRule(rule.text, char)) return false
  const off = Math.abs(line.text.length - rule.text.length)
  if (off > 1 || isRule(line.text, char)) return false
  return off === 0 || isKnownName(line.text)
}

/** One of the names in upper case, as the archives print them. */
function isKnownName(text: string): boolean {
  if (text.length > 24 || text.length < 5) return false
  const first = text.charCodeAt(0)
  if (first < 65 || first > 90 || text !== text.toUpperCase() || text.endsWith(':')) return false
  const kind = kindOfHeading(text)
  return kind !== 'other' && kind !== 'question' && kind !== 'response'
}

function sectionOf(lines: readonly Line[], heading: Heading | null, from: number, to: number): BodySection {
  while (from < to && lines[from]!.text === '') from++
  while (to > from && lines[to - 1]!.text === '') to--
  const title = heading === null ? null : lines[heading.at]!
  const start = title === null ? lines[from]!.start : title.start
  const last = to > from ? lines[to - 1]! : lines[heading!.body - 1]!
  return {
    kind: heading?.kind ?? 'other',
    heading: title?.text ?? null,
    text: joinLines(lines, from, to, '\n', 0).text,
    span: [start, passageOf(last).span[1]],
    blocks: readBlocks(lines, from, to),
  }
}
