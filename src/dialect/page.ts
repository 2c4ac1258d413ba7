// Where on a page does the article stand that it prints?
//
//     title, page chrome, id, date, products          the head: lines that say something about the article
//     SYMPTOMS ... STATUS ...                         the body: everything between
//     query words, keywords, id, date, products,      the foot: from the first such line after which nothing else
//     legal text                                      comes to the end
//
// CDs, mirrors, the wiki and the support site differ in which of these lines they print, hardly in their meaning. So
// all are known here, and a dialect says what is peculiar to it.

import type { Issue, PartRole, SpannedField } from '../article/article.ts'
import { type Line, passageOf, readLines } from '../body/line.ts'
import { packedMap } from '../body/packed-map.ts'
import { type HeadingStyle, kindOfHeading, readSections } from '../body/section.ts'
import { bulletLength, isAppliesToPhrase, isLooseMetadata, readProducts } from './applies-to.ts'
import { emptyLine } from './cut-line.ts'
import {
  type FooterEntry,
  gatherEntries,
  isWideRule,
  joinLines,
  longestParagraph,
  readEntry,
} from './footer.ts'
import type { Field, Layout, Mark, ProductLine } from './layout.ts'
import { copyrightAt, disclaimerAt, isChrome, isInnerChrome } from './legal.ts'
import { articleId, type PageLine, readPageLine, type Zone } from './page-line.ts'

export interface PageStyle {
  /**
   * `first`: the first line that says nothing else; `with-id`: the same, ending in the id in brackets; `over-id`: the
   * same, if an id or a date is printed under it.
   */
  readonly title: 'first' | 'with-id' | 'over-id' | 'none'
  /** Where the list of products stands. Notices before a list in the head belong to the body. */
  readonly products: Zone | 'anywhere'
  readonly headings: HeadingStyle
  /** Labels may be in any language. */
  readonly translated?: boolean
  /** The line right under the id repeats version, platform and keywords, whatever words they are. */
  readonly metadataUnderId?: boolean
}

/** A page is at most as odd as its text: nothing throws. Cost: linear, each line is looked at a few times. */
export function readPageLines(source: string, lines: readonly Line[], style: PageStyle): Layout {
  const page = { source, lines, style }
  const head = readHead(page)
  const foot = findFoot(page, head.next)
  const body = lines.slice(head.next, foot)
  const margins = [...head.margins, ...marginsFrom(page, 'foot', foot)]
  return {
    fields: fieldsOf(margins),
    products: margins.find(({ products }) => products !== undefined && products.length > 0)?.products ?? [],
    sections: [
      ...readSections(head.notices, style.headings),
      ...readSections(packedMap(body, withoutChrome), style.headings),
    ],
    marks: [...margins.map((margin) => markOf(lines, margin)), ...chromeMarks(body)],
    frontMatter: null,
    issues: [...margins.flatMap(({ issues }) => issues ?? []), ...lostProducts(page, margins)],
  }
}

/** The lines of a text; its byte-order mark belongs to none. */
export function linesOf(text: string): Line[] {
  return readLines(text, text.charCodeAt(0) === 0xfeff ? 1 : 0)
}

interface Page {
  readonly source: string
  readonly lines: readonly Line[]
  readonly style: PageStyle
  /** As far as it is known. */
  readonly id?: string | undefined
}

/** Lines that say something about the article, or nothing at all. */
interface Margin {
  readonly role: PartRole
  readonly at: number
  /** The first line after them. */
  readonly next: number
  /** An article may well end in such a line itself, so no foot begins with it. */
  readonly weak?: true
  readonly fields?: PageLine['fields']
  readonly entry?: FooterEntry
  /** A list of products, even if nothing is left of it. */
  readonly products?: readonly ProductLine[]
  readonly issues?: readonly Issue[]
}

/** What the margins say: of two ids or dates the first, of footer entries all. */
function fieldsOf(margins: readonly Margin[]): Layout['fields'] {
  const facts: Partial<Record<SpannedField, Field>> = {}
  for (const { fields } of margins) Object.assign(facts, { ...fields, ...facts })
  const { fields, categories } = gatherEntries(margins.flatMap(({ entry }) => entry ?? []))
  return { ...(categories === null ? {} : { keywords: categories }), ...facts, ...fields }
}

function lostProducts({ lines }: Page, margins: readonly Margin[]): Issue[] {
  const list = margins.find(({ products }) => products?.length === 0)
  if (list === undefined) return []
  const message = 'Nothing is left of the list of products.'
  return [{ code: 'missing-products', message, offset: lines[list.at]!.from }]
}

function markOf(lines: readonly Line[], { role, at, next }: Margin): Mark {
  return { role, span: [lines[at]!.start, lines[next - 1]!.end] }
}

/** Chrome between the lines of an article (`Back to the top`) becomes a blank line. */
function withoutChrome(line: Line): Line {
  return isInnerChrome(line.text) ? { ...emptyLine(line.start), end: line.end } : line
}

function chromeMarks(lines: readonly Line[]): Mark[] {
  return lines
    .filter((line) => isInnerChrome(line.text))
    .map(({ start, end }): Mark => ({ role: 'chrome', span: [start, end] }))
}

// --- head and foot --------------------------------------------------------------------------------------------------

interface Head {
  readonly margins: readonly Margin[]
  /** Lines before the list of products that belong to the body. */
  readonly notices: readonly Line[]
  /** Where the body begins. */
  readonly next: number
}

function readHead(page: Page): Head {
  const { lines, style } = page
  const list = style.products === 'head' ? findList(lines) : -1
  const stated = style.translated === true ? findId(lines) : -1
  const margins: Margin[] = []
  const notices: Line[] = []
  let id: string | undefined
  let titled = style.title === 'none'
  let next = 0
  while (next < lines.length) {
    // A title may look like a line of a translated page.
    const here = { ...page, id, style: { ...style, translated: titled && style.translated === true } }
    const margin =
      marginAt(here, 'head', next) ??
      (titled ? null : titleAt(page, next)) ??
      (next < list ? looseAt(page, next) : null) ??
      (margins.at(-1)?.fields?.id !== undefined ? underIdAt(page, next) : null)
    if (margin !== null) {
      margins.push(margin)
      id ??= margin.fields?.id?.value
      if (margin.fields?.title !== undefined) titled = true
      next = margin.next
    } else if (next < list) {
      notices.push(lines[next]!, emptyLine(lines[next]!.end))
      next++
    } else if (next < stated) next++
    else break
  }
  return { margins, notices, next }
}

/** The line over the products, among the first lines and before any heading; -1 if there is none. */
function findList(lines: readonly Line[]): number {
  for (let i = 0; i < Math.min(lines.length, farthestList); i++) {
    const { text } = lines[i]!
    if (isListHeading(text)) return i
    if (text.length < 30 && kindOfHeading(text) !== 'other') return -1
  }
  return -1
}

const farthestList = 40

/** Where the lines begin that are margin to the very end. */
function findFoot(page: Page, from: number): number {
  const { length } = page.lines
  for (let i = from; i < length; ) {
    const margins = marginsFrom(page, 'foot', i)
    let first = margins.findIndex(({ weak }) => weak !== true)
    if (first >= 0 && margins.at(-1)!.next === length) {
      while (first > 0 && isBreak(margins[first - 1]!)) first--
      return margins[first]!.at
    }
    i = (margins.at(-1)?.next ?? i) + 1
  }
  return length
}

/**
 * The line near the top that states the id in any language; -1 if there is none. What stands before it is nobody's. A
 * dated one is the foot's.
 */
function findId(lines: readonly Line[]): number {
  return lines.slice(0, farthestId).findIndex((line) => {
    const found = readPageLine(line, { zone: 'head', translated: true })
    return (
      found?.fields.id !== undefined && found.fields.lastModified === undefined && found.issues.length === 0
    )
  })
}

const farthestId = 12

/** A blank line or a rule. */
function isBreak({ role, fields, entry }: Margin): boolean {
  return role === 'blank' || (role === 'footer' && fields === undefined && entry === undefined)
}

/** All margins from a line on, up to the first line that is none. */
function marginsFrom(page: Page, zone: Zone, from: number): Margin[] {
  const margins: Margin[] = []
  for (let i = from; i < page.lines.length; ) {
    const margin = marginAt(page, zone, i)
    if (margin === null) break
    margins.push(margin)
    i = margin.next
  }
  return margins
}

// --- one margin after the other -------------------------------------------------------------------------------------

/** The margin that begins at `lines[at]`, or `null` for a line of the article. */
function marginAt(page: Page, zone: Zone, at: number): Margin | null {
  if (page.lines[at]!.text === '') return { role: 'blank', at, next: at + 1, weak: true }
  return plainMarginAt(page, zone, at) ?? (zone === 'foot' ? entryAt(page, at) : null)
}

/** All but the labelled entries of a footer, whose values may be wrapped. */
function plainMarginAt(page: Page, zone: Zone, at: number): Margin | null {
  return legalAt(page, at) ?? listAt(page, zone, at) ?? factAt(page, zone, at) ?? chromeAt(page, at)
}

function chromeAt({ lines }: Page, at: number): Margin | null {
  return isChrome(lines[at]!.text) ? { role: 'chrome', at, next: at + 1 } : null
}

/** The disclaimer may be wrapped; a copyright notice fills its line. */
function legalAt({ source, lines }: Page, at: number): Margin | null {
  const { from, text } = lines[at]!
  const span = text.startsWith('THE') ? disclaimerAt(source, from) : copyrightAt(source, from)
  if (span === null) return null
  let next = at + 1
  while (next < lines.length && lines[next]!.from < span[1]) next++
  const last = lines[next - 1]!
  return span[1] >= last.from + last.text.length ? { role: 'legal', at, next } : null
}

function listAt(page: Page, zone: Zone, at: number): Margin | null {
  const { lines, style } = page
  if (style.products !== zone && style.products !== 'anywhere') return null
  const known = isListHeading(lines[at]!.text)
  const bulleted = style.translated === true && zone === 'foot' && opensBullets(lines, at)
  if (!known && !bulleted) return null
  const bulletless = style.products === 'anywhere' ? readPlainList(page, zone, at + 1) : null
  const { products, end } = bulletless ?? readProducts(lines, at + 1)
  return { role: 'applies-to', at, next: end, products, ...(known ? {} : { weak: true }) }
}

/** Printed forms list products without bullets: short lines that end no sentence, up to a blank one. */
function readPlainList(
  page: Page,
  zone: Zone,
  from: number,
): { products: ProductLine[]; end: number } | null {
  const { lines } = page
  let at = from
  while (at < lines.length && lines[at]!.text === '') at++
  let end = at
  while (end < lines.length && lines[end]!.text !== '') {
    const { text } = lines[end]!
    const plain = text.length < 120 && bulletLength(text) === 0 && !/[.:;]$/.test(text)
    if (!plain || kindOfHeading(text) !== 'other' || factAt(page, zone, end) !== null) return null
    end++
  }
  return end === at
    ? null
    : { products: lines.slice(at, end).map((line) => ({ passage: passageOf(line), level: 1 })), end }
}

function isListHeading(text: string): boolean {
  return isAppliesToPhrase(text) || /^applies to:?$/i.test(text)
}

function opensBullets(lines: readonly Line[], at: number): boolean {
  const next = visibleAfter(lines, at)
  return bulletLength(lines[at]!.text) === 0 && next !== null && bulletLength(next.text) > 0
}

/** The next line that is not blank. */
function visibleAfter(lines: readonly Line[], at: number): Line | null {
  let i = at + 1
  while (i < lines.length && lines[i]!.text === '') i++
  return lines[i] ?? null
}

function factAt({ lines, style, id }: Page, zone: Zone, at: number): Margin | null {
  const found = readPageLine(lines[at]!, { zone, translated: style.translated === true, id })
  return found === null ? null : { role: zone === 'head' ? 'header' : 'footer', at, next: at + 1, ...found }
}

function titleAt({ lines, style }: Page, at: number): Margin | null {
  const line = lines[at]!
  const title = (to: number): Field => ({ value: line.text.slice(0, to), span: [line.from, line.from + to] })
  const margin = { role: 'header', at, next: at + 1 } as const
  if (style.title === 'over-id' && !isOverFact(lines, at)) return null
  const found = style.title === 'with-id' ? /^(.*\S)\s*\((Q?\d{5,7})\)$/.exec(line.text) : null
  if (found === null) return { ...margin, fields: { title: title(line.text.length) } }
  const end = line.from + line.text.length - 1
  const id: Field = { value: articleId(found[2]!), span: [end - found[2]!.length, end] }
  return { ...margin, fields: { id, title: title(found[1]!.length) } }
}

function isOverFact(lines: readonly Line[], at: number): boolean {
  let under = at + 1
  while (under < lines.length && (lines[under]!.text === '' || isChrome(lines[under]!.text))) under++
  return under < lines.length && readPageLine(lines[under]!, { zone: 'head' }) !== null
}

/** Version, platform and keywords, in one line or several, before the list of products. */
function looseAt({ lines }: Page, at: number): Margin | null {
  return isLooseMetadata(lines[at]!.text) ? { role: 'header', at, next: at + 1 } : null
}

/** The same line where keywords are words like any other: right under the id, and neither heading nor sentence. */
function underIdAt({ lines, style }: Page, at: number): Margin | null {
  const { text } = lines[at]!
  const words = text.length < 120 && kindOfHeading(text) === 'other' && !/[.:;,!?]$/.test(text)
  return style.metadataUnderId === true && words ? { role: 'header', at, next: at + 1 } : null
}

/** A labelled line with what belongs to it; or a rule between such lines. */
function entryAt(page: Page, at: number): Margin | null {
  const { lines, style } = page
  const line = lines[at]!
  if (isWideRule(line.text)) return { role: 'footer', at, next: at + 1, weak: true }
  const entry = readEntry(line) ?? (style.translated === true ? ownKeywords(line) : null)
  if (entry === null) return null
  const next = endOfEntry(page, at, entry)
  const more = lines.slice(at + 1, next)
  return {
    role: 'footer',
    at,
    next,
    entry: joinLines(entry, more),
    ...(strongEntries.has(entry.name) ? {} : { weak: true }),
  }
}

/** An article may end in a line `Version: 4.0` of its own, but not in these. */
const strongEntries: ReadonlySet<FooterEntry['name']> = new Set([
  'queryWords',
  'categories',
  'keywords',
  'issueTypes',
  'solutionTypes',
])

/** In any language the keywords of the support site end in the article's own number. */
function ownKeywords(line: Line): FooterEntry | null {
  const found = /^[^:：]{1,30}[:：] *(?=\S.*\bKB\d{5,7}$)/.exec(line.text)
  if (found === null) return null
  const from = found[0].length
  const value = line.text.slice(from)
  return { name: 'keywords', field: { value, span: [line.from + from, line.from + line.text.length] } }
}

/** Query words are wrapped; keywords may begin on the line under their label, past a blank one. */
function endOfEntry(page: Page, at: number, { name, field }: FooterEntry): number {
  const { lines } = page
  let next = at + 1
  if (name === 'keywords' && field.value === '') {
    while (next < lines.length && lines[next]!.text === '') next++
    return next < lines.length && isWords(lines[next]!.text) && continues(page, next) ? next + 1 : at + 1
  }
  if (name !== 'queryWords' && name !== 'categories') return next
  while (next < lines.length && next - at < longestParagraph && continues(page, next)) next++
  return next
}

function isWords(text: string): boolean {
  return /^[\w.:|-]+(?: +[\w.:|-]+)*$/.test(text)
}

function continues(page: Page, at: number): boolean {
  const line = page.lines[at]!
  if (line.text === '' || isWideRule(line.text) || readEntry(line) !== null) return false
  return kindOfHeading(line.text) === 'other' && plainMarginAt(page, 'foot', at) === null
}
