// Which article does this page hold, whatever site it was exported from?
//
//     <title>, <h1>                                  title; an id before or behind it is the article's
//     menus, search, votes, related pages            chrome
//     Article ID, Last Review, Keywords, Applies to  facts, as lines, lists or tables with labels
//     <h2>Symptoms</h2> ...                          sections; names in bold or capitals on their line too
//
// A browser's parser reads the page, however broken. One that is too large or too deep for it (`html-guard.ts`) is read as
// the text between its tags.

import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import type { Issue, Span, SpannedField } from '../article/article.ts'
import type { BodyBlock, BodyItem } from '../body/block.ts'
import { passageOf } from '../body/line.ts'
import { Passage } from '../body/passage.ts'
import { type BodySection, kindOfHeading } from '../body/section.ts'
import { bulletLength, isAppliesToPhrase } from './applies-to.ts'
import { isoDate } from './dates.ts'
import type { Clue, Dialect } from './dialect.ts'
import { attribute, isElement, type PageElement, type PageSource, pageSource } from './html-chrome.ts'
import { type PageFact, readFact } from './html-facts.ts'
import { findPageExcess } from './html-guard.ts'
import { blocksOfItems, boldLevel, nameLevel, type PageItem, readPageItems } from './html-items.ts'
import { readTagsAsText } from './html-plain.ts'
import { citedId, spanOf, textWithin } from './html-text.ts'
import type { Field, Layout, Mark, ProductLine } from './layout.ts'
import { isChrome, isInnerChrome } from './legal.ts'
import { articleId } from './page-line.ts'

export const html: Dialect = { name: 'html', clues, read }

// --- Recognising --------------------------------------------------------------------------------------------------

const openings: readonly { readonly what: string; readonly points: number; readonly pattern: RegExp }[] = [
  { what: 'a document type of HTML', points: 90, pattern: /^<!doctype html\b/i },
  { what: 'the element html', points: 90, pattern: /^<html\b/i },
  {
    what: 'an element of HTML',
    points: 50,
    pattern:
      /^<(?:head|body|title|meta|h[1-6]|div|p|table|center|font|article|section|main|header|ul|ol|pre|a|b)\b[^<]*>/i,
  },
]

/** A page begins with a tag, past comments and declarations. */
function clues(text: string): Clue[] {
  const head = text.slice(0, 4_096)
  const offset = /^(?:[\s\ufeff]+|<!--(?:[^-]|-(?!->))*-->|<\?xml[^>]*>)*/.exec(head)![0].length
  if (head[offset] !== '<') return []
  const opening = openings.find(({ pattern }) => pattern.test(head.slice(offset)))
  return opening === undefined ? [] : [{ what: opening.what, points: opening.points, offset }]
}

// --- Reading ------------------------------------------------------------------------------------------------------

function read(text: string): Layout {
  const excess = findPageExcess(text)
  if (excess !== null) {
    const message = `Read as the text between its tags: ${excess.message}.`
    const page = { items: readTagsAsText(text), title: null, fields: {} }
    return layoutOf(text, page, [{ ...excess, message }])
  }
  const document = parse(text, { sourceCodeLocationInfo: true })
  const source = pageSource(text, elementsOf(document))
  return layoutOf(text, { items: readPageItems(document, source), ...readHead(document, source) }, [])
}

interface Page extends Head {
  readonly items: readonly PageItem[]
}

function layoutOf(source: string, page: Page, issues: readonly Issue[]): Layout {
  const title = readTitle(page)
  const sifted = sift(page.items.filter((item) => item !== title.item))
  const sections = cutSections(sifted.content, sifted.emptied)
  const facts = [...sifted.facts, ...sifted.siteFacts]
  const fields: Partial<Record<SpannedField, Field>> = {}
  for (const stated of [title.fields, ...facts.map((fact) => fact.fields), page.fields]) {
    Object.assign(fields, { ...stated, ...fields })
  }
  const first = sections[0]?.span[0] ?? source.length
  const marks = sifted.marks.map(
    (mark): Mark => (mark.role === 'header' && mark.span[0] >= first ? { ...mark, role: 'footer' } : mark),
  )
  const header: Mark[] = title.item === null ? [] : [{ role: 'header', span: title.item.span }]
  return {
    fields,
    products: sifted.facts.flatMap(({ products }) => products),
    sections,
    marks: withChrome([...header, ...marks], sections, source.length),
    frontMatter: null,
    issues: [...issues, ...facts.flatMap((fact) => fact.issues)],
  }
}

/** Between sections and facts stand only tags and what belongs to the site. */
function withChrome(marks: readonly Mark[], sections: readonly BodySection[], length: number): Mark[] {
  const taken = [...marks, ...sections].map(({ span }) => span).sort((a, b) => a[0] - b[0])
  const chrome: Mark[] = []
  let at = 0
  for (const [from, to] of [...taken, [length, length] as const]) {
    if (from > at) chrome.push({ role: 'chrome', span: [at, from] })
    at = Math.max(at, to)
  }
  return [...marks, ...chrome]
}

// --- The head of the page -----------------------------------------------------------------------------------------

interface Head {
  readonly title: Passage | null
  /** What the page tells machines; what it tells readers counts more. */
  readonly fields: Layout['fields']
}

function readHead(document: DefaultTreeAdapterTypes.Document, source: PageSource): Head {
  let title: Passage | null = null
  const fields: Partial<Record<SpannedField, Field>> = {}
  for (const element of elementsOf(document)) {
    if (element.tagName === 'title' && title === null) title = textWithin(element, source)
    const fact = machineFact(element)
    if (fact !== null) Object.assign(fields, { ...fact, ...fields })
  }
  return { title: title?.text === '' ? null : title, fields }
}

function* elementsOf(root: DefaultTreeAdapterTypes.Document): Generator<PageElement> {
  const open = root.childNodes.filter(isElement).reverse()
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next
    if (next.tagName !== 'svg')
      for (const child of next.childNodes.filter(isElement).reverse()) open.push(child)
  }
}

/** `<link rel="canonical">`, `<meta name="keywords">`, `<meta name="last-modified">`, `<time datetime="...">`. */
function machineFact(element: PageElement): Layout['fields'] | null {
  const { tagName } = element
  if (tagName === 'link' && attribute(element, 'rel') === 'canonical') {
    const id = citedId(element)
    return id === null ? null : { id: { value: articleId(id), span: attributeSpan(element, 'href') } }
  }
  if (tagName === 'time') return dateFact(element, 'datetime')
  if (tagName !== 'meta') return null
  const name = attribute(element, 'name') || attribute(element, 'property')
  if (/^keywords$/i.test(name)) {
    const values = attribute(element, 'content')
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '')
    const span = attributeSpan(element, 'content')
    return values.length === 0 ? null : { keywords: { value: values.join(', '), values, span } }
  }
  return /(?:modified|revised|updated)/i.test(name) ? dateFact(element, 'content') : null
}

function dateFact(element: PageElement, name: string): Layout['fields'] | null {
  const day = attribute(element, name).trim().split('T')[0]!
  const value = isoDate(day)
  return value === null ? null : { lastModified: { value, span: attributeSpan(element, name) } }
}

function attributeSpan(element: PageElement, name: string): Span {
  const place = element.sourceCodeLocation?.attrs?.[name]
  return place === undefined ? spanOf(element) : [place.startOffset, place.endOffset]
}

// --- The title ----------------------------------------------------------------------------------------------------

interface Title {
  readonly fields: Layout['fields']
  /** The heading that prints it. */
  readonly item: PageItem | null
}

/**
 * The first-level heading, if there is one that does not name a section; of several the one that the page's `<title>`
 * begins with or repeats. Else that `<title>` without the site's name, or the first heading above all text.
 */
function readTitle({ items, title }: Page): Title {
  const visible = items.filter((item) => !item.chrome)
  const headings = visible.flatMap((item) =>
    item.type === 'heading' && kindOfHeading(item.passage.text) === 'other' ? [item] : [],
  )
  const first = headings.filter(({ level }) => level === 1).slice(0, 20)
  const repeated =
    first.find(({ passage }) => title?.text.startsWith(passage.text)) ??
    first.find(({ passage }) => title?.text.includes(passage.text))
  const top = visible[0]
  const item =
    repeated ?? first[0] ?? (title === null ? headings.find((heading) => heading === top) : undefined)
  if (item !== undefined) return { fields: titleFields(item.passage), item }
  return { fields: title === null ? {} : titleFields(withoutSite(title)), item: null }
}

const siteWords =
  /\b(?:articles?|center|centre|community|confluence|docs?|documentation|forum|help|home|kb|knowledge ?base|portal|site|support|wiki)\b/i

/** `Printer stays silent - Plum Support`: the last parts name the site. */
function withoutSite(title: Passage): Passage {
  const { text } = title
  let end = text.length
  for (const { index } of [...text.matchAll(/ [-|–—»·] /g)].reverse()) {
    if (!siteWords.test(text.slice(index, end))) break
    end = index
  }
  return title.slice(0, end)
}

/** `Qnnnnnn: ...`, `KBnnnnnn - ...`, `... (nnnnnn)`, `... [Qnnnnnn]`. */
function titleFields(printed: Passage): Layout['fields'] {
  const { text } = printed
  const before = /^(?:Q|KB)(\d{5,7})\s*[:–-]\s*/i.exec(text)
  const behind = before === null ? /\s*[([](?:Q|KB)?(\d{5,7})[)\]]$/i.exec(text) : null
  const found = before ?? behind
  const rest =
    before !== null
      ? printed.slice(before[0].length, text.length)
      : printed.slice(0, behind?.index ?? text.length)
  const title = rest.text === '' ? {} : { title: { value: rest.text, span: rest.span } }
  if (found === null) return title
  const at = found.index + found[0].indexOf(found[1]!)
  return { ...title, id: { value: articleId(found[1]!), span: printed.spanOf(at, at + found[1]!.length) } }
}

// --- Facts among the items ----------------------------------------------------------------------------------------

interface Sifted {
  readonly content: readonly PageItem[]
  readonly facts: readonly PageFact[]
  /** Facts that stand in the site's own parts. */
  readonly siteFacts: readonly PageFact[]
  readonly marks: readonly Mark[]
  /** Headings under which nothing but facts stood. */
  readonly emptied: ReadonlySet<PageItem>
}

function sift(items: readonly PageItem[]): Sifted {
  const content: PageItem[] = []
  const facts: PageFact[] = []
  const siteFacts: PageFact[] = []
  const marks: Mark[] = []
  const emptied = new Set<PageItem>()
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!
    const list = listAfter(items, i)
    if (list !== null) {
      facts.push({ fields: {}, products: list.products, issues: [] })
      marks.push({ role: 'applies-to', span: [item.span[0], items[list.next - 1]!.span[1]] })
      i = list.next - 1
      continue
    }
    const found = factsIn(item)
    if (item.chrome) {
      for (const fact of found.facts) siteFacts.push(fact)
      continue
    }
    for (const fact of found.facts) facts.push(fact)
    if (found.facts.length > 0) {
      marks.push({ role: 'header', span: item.span })
      const above = content.at(-1)
      if (above?.type === 'heading') emptied.add(above)
    }
    if (found.rest !== null) content.push(found.rest)
  }
  return { content, facts, siteFacts, marks, emptied }
}

/** The facts that an item states, and what is left of it. */
function factsIn(item: PageItem): { facts: readonly PageFact[]; rest: PageItem | null } {
  if (item.type === 'heading') return { facts: [], rest: item }
  if (item.type === 'block') {
    const facts = item.chrome
      ? listPassages(item.block).flatMap((passage) => readFact(passage) ?? [])
      : item.pairs.flatMap(([label, value]) => readFact(Passage.join([label, value], ': ')) ?? [])
    return facts.length * 2 > item.pairs.length ? { facts, rest: null } : { facts: [], rest: item }
  }
  const facts = item.lines.map((line) => readFact(passageOf(line)))
  const lines = item.lines.filter(
    ({ text }, i) => facts[i] === null && !isInnerChrome(text) && !isChrome(text),
  )
  const rest = lines.some(({ text }) => text !== '') ? { ...item, lines } : null
  return { facts: facts.flatMap((fact) => fact ?? []), rest }
}

/** The items of a list: feet of sites print the date as one. */
function listPassages(block: BodyBlock): Passage[] {
  return block.type === 'list' ? block.items.map(({ passage }) => passage) : []
}

/** The products under a heading or line "Applies to", up to the next heading or text. */
function listAfter(
  items: readonly PageItem[],
  at: number,
): { products: readonly ProductLine[]; next: number } | null {
  const item = items[at]!
  const products: ProductLine[] = []
  if (item.type === 'text') {
    const phrase = item.lines.findIndex(({ text }) => text !== '')
    if (!isListHeading(item.lines[phrase]?.text ?? '')) return null
    for (const line of productLines(item.lines.slice(phrase + 1))) products.push(line)
  } else if (item.type !== 'heading' || !isListHeading(item.passage.text)) return null
  let next = at + 1
  for (let following = items[next]; following !== undefined && !following.chrome; following = items[++next]) {
    if (following.type === 'block' && following.block.type === 'list')
      for (const line of productItems(following.block.items, 1)) products.push(line)
    else if (following.type !== 'text' || products.length > 0 || item.type === 'text') break
    else if (factsIn(following).facts.length > 0) break
    else for (const line of productLines(following.lines)) products.push(line)
  }
  return products.length === 0 ? null : { products, next }
}

function isListHeading(text: string): boolean {
  return isAppliesToPhrase(text) || /^(?:this article )?applies to:?$/i.test(text)
}

function productLines(lines: Extract<PageItem, { type: 'text' }>['lines']): ProductLine[] {
  return lines
    .filter(({ text }) => text !== '')
    .map((line) => ({ passage: passageOf(line).slice(bulletLength(line.text), line.text.length), level: 1 }))
}

function productItems(items: readonly BodyItem[], level: number): ProductLine[] {
  return items.flatMap(({ passage, blocks }) => [
    ...(passage.text === '' ? [] : [{ passage, level }]),
    ...blocks.flatMap((block) => (block.type === 'list' ? productItems(block.items, level + 1) : [])),
  ])
}

// --- Sections -----------------------------------------------------------------------------------------------------

/**
 * A heading begins a section if articles use its name, or if it ranks at least as high as one that does; where no such
 * name occurs, the highest headings do. All others stay inside.
 */
function cutSections(content: readonly PageItem[], emptied: ReadonlySet<PageItem>): BodySection[] {
  const headings = content.flatMap((item) => (item.type === 'heading' ? [item] : []))
  const known = headings.filter(({ passage }) => kindOfHeading(passage.text) !== 'other')
  const ranked = known.length > 0 ? known : headings.filter(({ level }) => level < boldLevel)
  const top = ranked.reduce((least, { level }) => Math.min(least, level === nameLevel ? 6 : level), boldLevel)
  const begins = (item: PageItem): boolean =>
    item.type === 'heading' && (item.level <= top || kindOfHeading(item.passage.text) !== 'other')
  const sections: BodySection[] = []
  let end = 0
  for (let from = 0; from < content.length; ) {
    const opening = content[from]!
    let to = from + 1
    while (to < content.length && !begins(content[to]!)) to++
    const heading = begins(opening) && opening.type === 'heading' ? opening.passage.text : null
    const blocks = blocksOfItems(content.slice(heading === null ? from : from + 1, to))
    if (blocks.length > 0 || (heading !== null && !emptied.has(opening))) {
      // The parser may have moved text out of a table: sections keep their order and never overlap.
      const start = Math.max(end, opening.span[0])
      end = content.slice(from, to).reduce((last, { span }) => Math.max(last, span[1]), start)
      sections.push({
        kind: heading === null ? 'other' : kindOfHeading(heading),
        heading,
        text: print(blocks),
        span: [start, end],
        blocks,
      })
    }
    from = to
  }
  return sections
}

/** Blocks as a reader would type them. */
function print(blocks: readonly BodyBlock[]): string {
  const lines: string[] = []
  printBlocks(blocks, '', lines)
  return lines.join('\n')
}

function printBlocks(blocks: readonly BodyBlock[], margin: string, lines: string[]): void {
  blocks.forEach((block, i) => {
    if (i > 0) lines.push('')
    switch (block.type) {
      case 'list':
        for (const item of block.items) printItem('- ', item, margin, lines)
        break
      case 'steps':
        for (const item of block.items) printItem(`${item.number}. `, item, margin, lines)
        break
      case 'note':
        printItem(`${block.label}: `, block, margin, lines)
        break
      default:
        for (const line of block.passage.text.split('\n')) lines.push(margin + line)
    }
  })
}

function printItem(mark: string, { passage, blocks }: BodyItem, margin: string, lines: string[]): void {
  lines.push(`${margin}${mark}${passage.text}`)
  printBlocks(blocks, `${margin}  `, lines)
}
