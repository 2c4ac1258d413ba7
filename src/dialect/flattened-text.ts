// What is left of a raw text whose line breaks are all lost?
//
//     DOCUMENT:Qnnnnnn 14-NOV-2000 [plum] TITLE :Plum Mail Stops PRODUCT :Plum Mail PROD/VER:2.0 OPER/SYS: KEYWORDS:kbprb
//     ====== ------ The information in this article applies to: - Plum Mail - Plum Fax ------ SYMPTOMS ======== Mail stops.
//
// Its rules: a heading is as long as the rule behind it, and the widest rules part header, products, body and footer.
// With them, list marks and labels the text is cut into lines again and read like a raw text. Indentation is lost for
// good, and with it where a message or a citation ends.

import type { Issue, SpannedField } from '../article/article.ts'
import type { Line } from '../body/line.ts'
import { readSections } from '../body/section.ts'
import { isAppliesToPhrase, readAppliesTo } from './applies-to.ts'
import { cutLine, emptyLine, isSpace, within } from './cut-line.ts'
import { dateField } from './dates.ts'
import type { Clue, Dialect } from './dialect.ts'
import { readFooter } from './footer.ts'
import type { Field, Layout } from './layout.ts'
import { cutLegal } from './legal.ts'
import { cutProse } from './run-on-prose.ts'

export const flattenedText: Dialect = { name: 'flattened-text', clues, read }

const firstWords = /^\ufeff?\s*DOCUMENT:(Q\d{5,7}) +(\d{1,2}-[A-Za-z]{3}-\d{4})(?: +\[\w*\])?/
const sameLine = /^[^\r\n]{0,200}[^\r\n\S]TITLE {0,3}:/

function clues(text: string): Clue[] {
  const head = text.slice(0, 400)
  const first = firstWords.exec(head)
  const title = sameLine.exec(head)
  if (first === null || title === null) return []
  return [
    { what: 'begins DOCUMENT: with id and date', points: 50, offset: first.index },
    { what: 'TITLE on the same line', points: 50, offset: title[0].length - 'TITLE :'.length },
  ]
}

function read(text: string): Layout {
  const header = readHeader(text)
  const legal = cutLegal(text, cutLines(text, header.end))
  const list = readAppliesTo(legal.rest)
  const footer = readFooter(list.after)
  const categories = footer.categories === null ? {} : { keywords: footer.categories }
  return {
    fields: { ...categories, ...header.fields, ...footer.fields },
    products: list.products,
    sections: [...readSections(list.before, 'ruled'), ...readSections(footer.body, 'ruled')],
    marks: [{ role: 'header', span: [0, header.end] }, ...list.marks, ...footer.marks, ...legal.marks],
    frontMatter: null,
    issues: [
      ...header.issues,
      { code: 'lost-structure', message: 'The line breaks of this text are lost.', offset: header.end },
    ],
  }
}

// --- the header -----------------------------------------------------------------------------------------------------

const labels: readonly (readonly [RegExp, SpannedField | null])[] = [
  [/TITLE {0,3}:/g, 'title'],
  [/PRODUCT {0,3}:/g, null],
  [/PROD\/VER {0,3}:/g, 'versions'],
  [/OPER\/SYS {0,3}:/g, 'operatingSystems'],
  [/KEYWORDS {0,3}:/g, 'keywords'],
]

interface Header {
  readonly fields: Partial<Record<SpannedField, Field>>
  readonly issues: readonly Issue[]
  readonly end: number
}

/** The fields up to the first rule, or to its heading; a wide rule of `=` belongs to them. */
function readHeader(text: string): Header {
  const first = firstWords.exec(text)
  const fields: Partial<Record<SpannedField, Field>> = {}
  const issues: Issue[] = []
  let from = 0
  if (first !== null) {
    const id = text.indexOf(first[1]!)
    const day = text.indexOf(first[2]!, id)
    from = first[0].length
    fields.id = { value: first[1]!, span: [id, id + first[1]!.length] }
    const date = dateField({ value: first[2]!, span: [day, day + first[2]!.length] })
    if (date.field !== undefined) fields.lastModified = date.field
    if (date.issue !== undefined) issues.push(date.issue)
  }
  const rule = rulesOf(text, from)[0]
  const end = rule?.begin ?? text.length
  let open: SpannedField | null = null
  let at = from
  const close = (to: number): void => {
    const { text: value, from: start } = cutLine(text, at, to)
    if (open !== null && value !== '') fields[open] = { value, span: [start, start + value.length] }
  }
  for (const [label, field] of labels) {
    label.lastIndex = at
    const found = label.exec(text)
    if (found === null || found.index >= end) continue
    close(found.index)
    open = field
    at = label.lastIndex
  }
  close(end)
  const closed = rule !== undefined && !rule.heading && text[rule.from] === '='
  return { fields, issues, end: closed ? rule.to : end }
}

// --- the rules ------------------------------------------------------------------------------------------------------

/** A rule, and the heading before it if it has one. */
interface Rule {
  /** Where the heading begins, or the rule. */
  readonly begin: number
  readonly from: number
  readonly to: number
  readonly heading: boolean
}

const anyRule = /(?<=\s)(?:={4,}|-{4,})(?=\s|$)/g

/** Rules that part the page, and those that rule a heading. What else looks like a rule is text. */
function rulesOf(text: string, from: number): Rule[] {
  const rules: Rule[] = []
  let at = from
  let framed = false
  anyRule.lastIndex = from
  for (let found = anyRule.exec(text); found !== null; found = anyRule.exec(text)) {
    const to = anyRule.lastIndex
    const heading = headingBefore(text, found.index, to - found.index, at)
    const opens = listPhrase.test(text.slice(to, to + 60))
    // Dashes as wide as the page stand in tables too: only those around the list of products part anything.
    const parts = to - found.index >= widest && (found[0].startsWith('=') || framed || opens)
    if (heading === null && !parts) continue
    framed = opens
    rules.push({ begin: heading ?? found.index, from: found.index, to, heading: heading !== null })
    at = to
  }
  return rules
}

/** Rules of this length or more part header, products, body and footer. */
const widest = 60

/** Where a heading begins that is exactly as long as its rule, not before `from`; `null` if none does. */
function headingBefore(text: string, rule: number, length: number, from: number): number | null {
  let end = rule
  while (end > from && isSpace(text.charCodeAt(end - 1))) end--
  const begin = end - length
  if (length >= widest || begin < from || isSpace(text.charCodeAt(begin))) return null
  if (begin > 0 && !isSpace(text.charCodeAt(begin - 1))) return null
  return /^[\p{Lu}\d"'(*]/u.test(text.slice(begin, begin + 2)) ? begin : null
}

// --- the lines ------------------------------------------------------------------------------------------------------

/** The lines from `from` on: rules, headings, products, footer entries, and what prose can be cut into. */
function cutLines(text: string, from: number): Line[] {
  const lines: Line[] = []
  let at = from
  for (const rule of rulesOf(text, from)) {
    for (const line of cutBetween(text, at, rule.begin)) lines.push(line)
    if (rule.heading) lines.push(emptyLine(rule.begin), cutLine(text, rule.begin, rule.from))
    lines.push(cutLine(text, rule.from, rule.to))
    if (rule.heading) lines.push(emptyLine(rule.to))
    at = rule.to
  }
  for (const line of cutBetween(text, at, text.length)) lines.push(line)
  return lines
}

const listPhrase = /^\s*(The information in this article applies to:)/
const firstEntry =
  /^\s*(?:Keywords|Component|Technology|Version|Platform|Hardware|Issue type|Solution Type) {0,12}:/
const entryLabel =
  /(?<=\s)(?:Keywords|Component|Technology|Version|Platform|Hardware|Issue type|Solution Type) {0,12}: /g
const closingLabel =
  /(?<=\s)(?:Additional \w{4,12} words:|KB(?:Sub)?[Cc]ategory:|THE INFORMATION PROVIDED IN THE MICROSOFT|Copyright Microsoft)/g

/** What stands between two rules: a list of products, the entries of a footer, or prose and the labels behind it. */
function cutBetween(text: string, from: number, to: number): Line[] {
  const part = text.slice(from, to)
  const phrase = listPhrase.exec(part)
  if (phrase !== null && isAppliesToPhrase(phrase[1]!)) {
    const list = from + phrase[0].length
    return [cutLine(text, from, list), ...cutProducts(text, list, to)]
  }
  const cuts = labelsOf(text, from, to, firstEntry.test(part) ? entryLabel : closingLabel)
  return [
    ...cutProse(text, from, cuts[0] ?? to),
    ...cuts.map((cut, c) => cutLine(text, cut, cuts[c + 1] ?? to)),
  ]
}

function labelsOf(text: string, from: number, to: number, label: RegExp): number[] {
  return Array.from(within(text, from, to, label), ({ index }) => index)
}

const bullet = /(?<=\s)- (?=\S)/g

/** ` - A, used with: - the operating system: B - C`: a level deeper behind a colon, back behind a system or hardware. */
function cutProducts(text: string, from: number, to: number): Line[] {
  const starts = labelsOf(text, from, to, bullet)
  const lines: Line[] = []
  let indent = 0
  for (const [s, start] of starts.entries()) {
    const before = lines.at(-1)?.text ?? ''
    const line = cutLine(text, start, starts[s + 1] ?? to)
    if (before.endsWith(':')) indent += 3
    else if (isPlatform(before) && !isPlatform(line.text)) indent = 0
    lines.push({ ...line, indent })
  }
  return lines
}

function isPlatform(item: string): boolean {
  return /^- the (?:operating system|hardware):/.test(item)
}
