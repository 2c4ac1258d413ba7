// Which sections does a body have?
//
// Only eight headings matter in the old archives, in upper case and ruled:
//
//     SYMPTOMS          any other line with a rule of `=` of its own length is a heading of kind `other`;
//     ========          a rule of `-` makes a sub-heading, which stays inside its section

import type { SectionKind, Span } from '../article/article.ts'
import { type BodyBlock, readBlocks } from './block.ts'
import { codeAt, isRule, type Line, passageOf, printedText } from './line.ts'
import { blank, dash, equals, type Outline, outlineOf } from './outline.ts'

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

const kindsOfNames: Readonly<Record<string, SectionKind>> = {
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

/** In small letters, and as the archives print them: in capitals. */
const kinds: ReadonlyMap<string, SectionKind> = new Map(
  Object.entries(kindsOfNames).flatMap(([name, kind]) => [
    [name, kind],
    [name.toUpperCase(), kind],
  ]),
)

/** The kind that a heading names, by its words alone ("Workaround", "MORE INFORMATION:"); `other` if none. */
export function kindOfHeading(heading: string): SectionKind {
  const printed = kinds.get(heading) ?? kinds.get(heading.toLowerCase())
  if (printed !== undefined) return printed
  const words = heading.replace(/[\s\u00a0]+/g, ' ').replace(/^[#\s]+|[\s:#.]+$/g, '')
  return kinds.get(words.toLowerCase()) ?? 'other'
}

/** Cuts body lines into sections and reads their blocks. Blank lines at both ends are left out. Cost: linear. */
export function readSections(lines: readonly Line[], style: HeadingStyle): BodySection[] {
  const outline = outlineOf(lines)
  const headings = findHeadings(outline, style)
  const sections: BodySection[] = []
  const first = headings[0]?.at ?? lines.length
  let visible = 0
  while (visible < first && (outline.openings[visible]! & blank) !== 0) visible++
  if (visible < first) sections.push(sectionOf(outline, null, visible, first))
  for (let h = 0; h < headings.length; h++) {
    sections.push(sectionOf(outline, headings[h]!, headings[h]!.body, headings[h + 1]?.at ?? lines.length))
  }
  return sections
}

interface Heading {
  readonly kind: SectionKind
  readonly at: number
  /** The first line after heading and rule. */
  readonly body: number
}

function findHeadings({ lines, openings }: Outline, style: HeadingStyle): Heading[] {
  const headings: Heading[] = []
  const dashed: Heading[] = []
  for (let i = 0; i < lines.length; i++) {
    const under = i + 1 < lines.length ? openings[i + 1]! : 0
    if ((openings[i]! & blank) !== 0 || (style === 'ruled' && (under & (equals | dash)) === 0)) continue
    const { text } = lines[i]!
    if ((under & equals) !== 0 && isHeadingRule(lines[i]!, lines[i + 1]!, '=')) {
      headings.push({ kind: kindOfHeading(text), at: i, body: i + 2 })
    } else if ((under & dash) !== 0 && isKnownName(text) && isHeadingRule(lines[i]!, lines[i + 1]!, '-')) {
      dashed.push({ kind: kindOfHeading(text), at: i, body: i + 2 })
    } else if (style !== 'ruled' && isUnruled(text, style)) {
      headings.push({ kind: kindOfHeading(text), at: i, body: i + 1 })
    }
  }
  if (dashed.length === 0) return headings
  // A known name ruled with dashes is a heading with the wrong rule, unless the text has that heading anyway.
  const ruled = new Set(headings.map(({ at }) => lines[at]!.text))
  const more = dashed.filter(({ at }) => !ruled.has(lines[at]!.text))
  return more.length === 0 ? headings : [...headings, ...more].sort((a, b) => a.at - b.at)
}

function isUnruled(text: string, style: 'bare' | 'label'): boolean {
  return style === 'bare' ? isKnownName(text) : /^(?:Question|Problem|Response|Answer):$/.test(text)
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
  const first = codeAt(text, 0)
  if (first < 65 || first > 90 || text !== text.toUpperCase() || text.endsWith(':')) return false
  const kind = kindOfHeading(text)
  return kind !== 'other' && kind !== 'question' && kind !== 'response'
}

function sectionOf(outline: Outline, heading: Heading | null, from: number, to: number): BodySection {
  const { lines } = outline
  while (from < to && lines[from]!.text === '') from++
  while (to > from && lines[to - 1]!.text === '') to--
  const title = heading === null ? null : lines[heading.at]!
  const start = title === null ? lines[from]!.start : title.start
  const last = to > from ? lines[to - 1]! : lines[heading!.body - 1]!
  return {
    kind: heading?.kind ?? 'other',
    heading: title?.text ?? null,
    text: printedText(lines, from, to),
    span: [start, passageOf(last).span[1]],
    blocks: readBlocks(outline, from, to),
  }
}
