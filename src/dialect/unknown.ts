// What can be told of a text in no known dialect?
//
// Pages are pasted into notes, source comments and READMEs: some lines of a rendering survive, headings have become
// Markdown or stand bare, every line may begin with `//`. So every line that says something about the article is taken
// for that, every heading that names one of the known sections for a heading, and the rest for the article's text.

import type { Issue, SpannedField } from '../article/article.ts'
import type { Line } from '../body/line.ts'
import { kindOfHeading } from '../body/section.ts'
import { emptyLine, narrow, ruleUnder } from './cut-line.ts'
import type { Dialect } from './dialect.ts'
import { cutGlued, gluedHeading } from './glued-text.ts'
import type { Field, Layout, Mark } from './layout.ts'
import { linesOf, readPageLines } from './page.ts'
import { articleId, readPageLine } from './page-line.ts'

/** Believed of any text, and of none more than a known dialect. */
export const unknown: Dialect = {
  name: 'unknown',
  clues: () => [{ what: 'any text', points: 40, offset: 0 }],
  read,
}

function read(text: string): Layout {
  const printed = linesOf(text)
  const comment = commentMark(printed)
  const lines = withoutComment(printed, comment).flatMap((line) => cutLong(text, line))
  const title = readTitle(lines)
  const body = ruleHeadings(title === null ? lines : lines.slice(title.next))
  const page = readPageLines(text, body, { title: 'over-id', products: 'anywhere', headings: 'ruled' })
  const id = title?.fields.id ?? page.fields.id ?? idOf(lines)
  return {
    ...page,
    fields: { ...page.fields, ...title?.fields, ...(id === undefined ? {} : { id }) },
    marks: [
      ...(title === null ? [] : [{ role: 'header', span: title.span } as const]),
      ...page.marks,
      ...printed
        .filter(({ text }) => text === comment || text.startsWith(fence))
        .map(({ start, end }): Mark => ({ role: 'chrome', span: [start, end] })),
    ],
    issues: [unknownDialect, ...page.issues],
  }
}

const unknownDialect: Issue = {
  code: 'unknown-dialect',
  message: 'No dialect claims this text; its sections are told by their headings.',
  offset: 0,
}

/** What begins most lines of an article that was pasted into source code or quoted in mail. */
function commentMark(lines: readonly Line[]): string | null {
  const visible = lines.filter((line) => line.text !== '')
  return (
    ['//', '>'].find(
      (mark) => visible.filter(({ text }) => text.startsWith(mark)).length * 5 > visible.length * 4,
    ) ?? null
  )
}

function withoutComment(lines: readonly Line[], mark: string | null): readonly Line[] {
  if (mark === null) return lines
  return lines.map((line) => {
    if (!line.text.startsWith(mark)) return line
    const rest = narrow(line, mark.length)
    return { ...rest, indent: Math.max(0, rest.from - line.from - mark.length - 1) }
  })
}

/** A whole article may stand in one line, its headings glued to the text. */
function cutLong(text: string, line: Line): Line[] {
  if (line.text.length < 200 || gluedHeading(line.text) < 0) return [line]
  const cuts = cutGlued(text, line.from, line.from + line.text.length)
  return [...cuts, emptyLine(line.end)]
}

interface Title {
  readonly fields: Readonly<Partial<Record<SpannedField, Field>>>
  readonly span: readonly [number, number]
  /** The first line after it. */
  readonly next: number
}

const titleForms: readonly RegExp[] = [
  /^(?:#\s+)?(?:Q|KB ?)(?<id>\d{5,7})\s*[:–-]\s*(?<title>\S.*?)\s*#*$/,
  /^(?:#\s+)?(?<title>\S.*?)\s*\(Q?(?<id>\d{5,7})\)\s*#*$/,
  /^#\s+(?<title>\S.*?)\s*#*$/,
]

/** The first line, where it has the form of a title or stands alone above a heading. */
function readTitle(lines: readonly Line[]): Title | null {
  const at = lines.findIndex((line) => line.text !== '')
  const line = lines[at]
  if (line === undefined || line.text.length > longestTitle || isKnownHeading(line.text)) return null
  const found = titleForms.map((form) => form.exec(line.text)).find((match) => match !== null)
  if (found === undefined && !standsOverHeading(lines, at)) return null
  const { title = line.text, id } = found?.groups ?? {}
  return {
    fields: {
      title: placed(line, title, title),
      ...(id === undefined ? {} : { id: placed(line, id, articleId(id)) }),
    },
    span: [line.start, line.end],
    next: at + 1,
  }
}

const longestTitle = 200

function placed(line: Line, printed: string, value: string): Field {
  const from = line.from + line.text.indexOf(printed)
  return { value, span: [from, from + printed.length] }
}

function standsOverHeading(lines: readonly Line[], at: number): boolean {
  const under = lines.slice(at + 1).find((line) => line.text !== '')
  return under !== undefined && !/[.:;,]$/.test(lines[at]!.text) && isKnownHeading(headingName(under.text))
}

/** The first line that states an id, wherever it stands. */
function idOf(lines: readonly Line[]): Field | undefined {
  for (const line of lines) {
    const id = readPageLine(line, { zone: 'head' })?.fields.id
    if (id !== undefined) return id
  }
  return undefined
}

const fence = '```'

/** Gives every heading a rule, and fenced code an indentation, so that both are read as in the archive. */
function ruleHeadings(lines: readonly Line[]): Line[] {
  const ruled: Line[] = []
  let fenced = false
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!
    if (line.text.startsWith(fence)) {
      fenced = !fenced
      ruled.push({ ...emptyLine(line.start), end: line.end })
    } else if (fenced) {
      ruled.push({ ...line, indent: line.text === '' ? 0 : line.indent + 4 })
    } else {
      const heading = headingAt(lines, i)
      if (heading === null) {
        ruled.push(line)
        continue
      }
      ruled.push({ ...heading, indent: 0 })
      if (!/^applies to:?$/i.test(heading.text)) ruled.push(ruleUnder(heading))
      if (isRuleUnder(lines[i + 1])) i++
    }
  }
  return ruled
}

/** `## Cause ##`, `**Cause**`, or a known name that stands between blank lines or over a rule; without its marks. */
function headingAt(lines: readonly Line[], at: number): Line | null {
  const line = lines[at]!
  const name = headingName(line.text)
  const marked = name !== line.text
  if (!marked && !isKnownHeading(name)) return null
  if (!marked) {
    const free = (other: Line | undefined): boolean => other === undefined || other.text === ''
    return isRuleUnder(lines[at + 1]) ||
      (free(lines[at - 1]) && free(lines[at + 1])) ||
      isShouted(line, lines[at - 1])
      ? line
      : null
  }
  const from = line.text.indexOf(name)
  return name === '' ? null : narrow(line, from, from + name.length)
}

function isShouted({ text }: Line, before: Line | undefined): boolean {
  return text === text.toUpperCase() && (before === undefined || before.text === '')
}

function headingName(text: string): string {
  const marked = /^#{1,6}\s+(\S.*?)\s*#*$/.exec(text)
  if (marked !== null) return marked[1]!
  const bold = /^\*\*([^*]{3,40})\*\*:?$/.exec(text)
  return bold !== null && isKnownHeading(bold[1]!) ? bold[1]! : text
}

function isKnownHeading(text: string): boolean {
  return text.length <= 30 && kindOfHeading(text) !== 'other'
}

function isRuleUnder(line: Line | undefined): boolean {
  return line !== undefined && /^(?:={3,}|-{3,})$/.test(line.text)
}
