// How are our own articles written down?
//
//     ---
//     kb: Qnnnnnn                       id: an archive's number or a name of our own
//     title: Shared modem is busy       ... or a first-level heading
//     products: [Windows 95, { name: Small Business Server, versions: [4.0, 4.5] }]
//     versions: [4.0]
//     keywords: [modem sharing, fax]
//     updated: 2026-11-21
//     rules: [...]                      read by `rules/`
//     ---
//     ## Symptoms                       headings of the second level are sections, deeper ones stay inside
//
// All of Markdown's tree is loaded here and nowhere else, so that whoever reads no Markdown does not pay for it. A text
// that is too large or too deep for a tree (`markdown-guard.ts`) is read as lines: headings and paragraphs.

import type { Heading, Root, RootContent } from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import type { FrontMatterValue, Issue, Span, SpannedField } from '../article/article.ts'
import type { BodyBlock } from '../body/block.ts'
import { readLines } from '../body/line.ts'
import { Passage } from '../body/passage.ts'
import { type BodySection, kindOfHeading } from '../body/section.ts'
import { dateField } from './dates.ts'
import type { Clue, Dialect } from './dialect.ts'
import { type FrontMatterBlock, locate, readFrontMatter } from './front-matter.ts'
import type { Field, Layout, Mark, ProductLine } from './layout.ts'
import { endOf, type MarkdownSource, readInline, readMarkdownBlocks, startOf } from './markdown-blocks.ts'
import { findExcess } from './markdown-guard.ts'
import type { YamlNode } from './yaml-outline.ts'

export const authoredMarkdown: Dialect = { name: 'authored-markdown', clues, read }

// --- Recognising --------------------------------------------------------------------------------------------------

/**
 * Front matter with our key, or headings of Markdown with the names that articles use; both stand near the top. Texts in
 * the archive's two own forms, which are most, cost nothing.
 */
function clues(text: string): Clue[] {
  if (text.startsWith('DOCUMENT:') || text.startsWith('---\nlayout:')) return []
  const head = text.slice(0, 8_192)
  const found: Clue[] = []
  const key = /^\ufeff?---[ \t]*[\r\n]/.test(head) ? /^kb:/m.exec(head) : null
  if (key !== null) found.push({ what: 'front matter with the key kb', points: 80, offset: key.index })
  for (const heading of head.matchAll(/^#{1,3} +(\S[^\n\r]{0,30})/gm)) {
    const name = heading[1]!.replace(/[\s#:]+$/, '')
    if (kindOfHeading(name) === 'other') continue
    // Pages that were pasted somewhere keep their upper case; they are read as texts in no known dialect.
    const points = name === name.toUpperCase() ? 10 : 25
    found.push({ what: `the heading "${name}" of Markdown`, points, offset: heading.index })
    if (found.length === 4) break
  }
  return found
}

// --- Reading ------------------------------------------------------------------------------------------------------

function read(text: string): Layout {
  const frontMatter = readFrontMatter(text)
  const from = frontMatter.span?.[1] ?? (text.charCodeAt(0) === 0xfeff ? 1 : 0)
  const excess = findExcess(text, from)
  const body = excess === null ? readTree(text, from) : readPlainly(text, from)
  const stated = readFields(text, frontMatter)
  const title = stated.fields.title ?? body.title
  return {
    fields: title === undefined ? stated.fields : { ...stated.fields, title },
    products: stated.products,
    sections: body.sections,
    marks: [...markOf('front-matter', frontMatter.span), ...markOf('header', body.title?.span ?? null)],
    frontMatter: frontMatter.data,
    issues: [
      ...frontMatter.issues,
      ...stated.issues,
      ...(excess === null ? [] : [{ ...excess, message: `Read as plain lines: ${excess.message}.` }]),
    ],
  }
}

function markOf(role: Mark['role'], span: Span | null): Mark[] {
  return span === null ? [] : [{ role, span }]
}

interface Body {
  /** The first-level heading above everything else. */
  readonly title?: Field
  readonly sections: readonly BodySection[]
}

// --- Front matter -------------------------------------------------------------------------------------------------

/** Keys that are fields of the record. */
const fieldKeys = {
  kb: 'id',
  title: 'title',
  updated: 'lastModified',
  versions: 'versions',
  keywords: 'keywords',
} as const satisfies Record<string, SpannedField>

/** `elsewhere`: cited articles that are in no collection of ours; for their authors (`kb check`) alone. */
const otherKeys = ['products', 'rules', 'elsewhere']

interface Stated {
  readonly fields: Layout['fields']
  readonly products: readonly ProductLine[]
  readonly issues: readonly Issue[]
}

function readFields(text: string, block: FrontMatterBlock): Stated {
  const fields: Partial<Record<SpannedField, Field>> = {}
  const issues: Issue[] = []
  const add = (message: string, path: (string | number)[]): void => {
    issues.push({ code: 'bad-front-matter', message, offset: locate(block, path) })
  }
  for (const { key, value: node } of block.outline?.entries ?? []) {
    const value = block.data![key]!
    if (Object.hasOwn(fieldKeys, key)) {
      const field = fieldOf(value, node)
      if (field === null) add(`The value of ${key} must be a text or a list of texts.`, [key])
      else if (field.value !== '') fields[fieldKeys[key as keyof typeof fieldKeys]] = field
    } else if (!otherKeys.includes(key)) {
      add(`The key ${key} is not known. Known are ${[...Object.keys(fieldKeys), ...otherKeys].join(', ')}.`, [
        key,
      ])
    }
  }
  const products = productsOf(block.data?.products, block, text)
  if (products === null) add('A product is a text, or a name with a list of versions.', ['products'])
  if (fields.id !== undefined) fields.id = { ...fields.id, value: normalizeId(fields.id.value) }
  if (fields.lastModified !== undefined) {
    const { field, issue } = dateField(fields.lastModified)
    if (field === undefined) delete fields.lastModified
    else fields.lastModified = field
    if (issue !== undefined) issues.push(issue)
  }
  return { fields, products: products ?? [], issues }
}

function fieldOf(value: FrontMatterValue, node: YamlNode): Field | null {
  if (typeof value === 'string') return { value, span: node.span }
  const texts = textsOf(value)
  return texts === null ? null : { value: texts.join(', '), values: texts, span: node.span }
}

function textsOf(value: FrontMatterValue): readonly string[] | null {
  if (!Array.isArray(value)) return null
  return value.every((item) => typeof item === 'string') ? value : null
}

/** An archive's number, with or without `KB` or `Q`, becomes `Q` and the number; anything else is a name of our own. */
function normalizeId(value: string): string {
  const number = /^(?:q|kb)?(\d{5,7})$/i.exec(value)
  return number === null ? value : `Q${number[1]}`
}

/** `null` where an entry is neither a text nor a name with versions. */
function productsOf(
  value: FrontMatterValue | undefined,
  block: FrontMatterBlock,
  text: string,
): ProductLine[] | null {
  if (value === undefined) return []
  const items = typeof value === 'string' ? [value] : value
  const node = block.outline!.entries.find(({ key }) => key === 'products')!.value
  const nodes = node.kind === 'sequence' ? node.items : [node]
  if (!Array.isArray(items)) return null
  const lines: ProductLine[] = []
  for (let i = 0; i < items.length; i++) {
    const passage = productPassage(items[i]!, nodes[i]!, text)
    if (passage === null) return null
    if (passage.text !== '') lines.push({ passage, level: 1 })
  }
  return lines
}

/** As an archive prints it: `Small Business Server, versions 4.0, 4.5`. */
function productPassage(value: FrontMatterValue, node: YamlNode, text: string): Passage | null {
  if (typeof value === 'string') return scalarPassage(value, node, text)
  if (node.kind !== 'mapping' || Array.isArray(value)) return null
  const { name, versions = '' } = value as { name?: FrontMatterValue; versions?: FrontMatterValue }
  const known = node.entries.every(({ key }) => key === 'name' || key === 'versions')
  const list =
    typeof versions === 'string' ? [versions].filter((version) => version !== '') : textsOf(versions)
  if (typeof name !== 'string' || list === null || !known) return null
  const [nameNode, versionsNode] = ['name', 'versions'].map(
    (wanted) => node.entries.find(({ key }) => key === wanted)?.value,
  )
  const printed = scalarPassage(name, nameNode!, text)
  if (list.length === 0) return printed
  const first = versionsNode!.kind === 'sequence' ? versionsNode!.items[0]! : versionsNode!
  const tail = scalarPassage(list.join(', '), first, text)
  return Passage.join([printed, tail], list.length === 1 ? ', version ' : ', versions ')
}

/** A value is at most as long as it is written, so its passage stays inside it. */
function scalarPassage(value: string, node: YamlNode, text: string): Passage {
  const [from, to] = node.span
  const at = text.slice(from, to).indexOf(value)
  return Passage.verbatim(value, at < 0 ? from : from + at)
}

// --- The body as a tree -------------------------------------------------------------------------------------------

const processor = unified().use(remarkParse).use(remarkFrontmatter).freeze()

function readTree(text: string, from: number): Body {
  // The parser drops a byte-order mark without counting it.
  const base = text.charCodeAt(0) === 0xfeff ? 1 : 0
  const source: MarkdownSource = { text, base }
  const tree: Root = processor.parse(text.slice(base))
  const nodes = tree.children.filter((node) => startOf(node, source) >= from)
  const titleAt = titleOf(nodes, source)
  const rest = nodes.slice(titleAt === null ? 0 : 1)
  const starts = sectionStarts(rest, source)
  const sections: BodySection[] = []
  for (let s = 0; s <= starts.length; s++) {
    const first = s === 0 ? 0 : starts[s - 1]!
    const last = starts[s] ?? rest.length
    const heading = s === 0 ? null : (rest[first] as Heading)
    const to = last < rest.length ? startOf(rest[last]!, source) : text.length
    const content = rest.slice(heading === null ? 0 : first + 1, last)
    const start =
      heading === null
        ? content[0] === undefined
          ? to
          : startOf(content[0], source)
        : startOf(heading, source)
    if (heading === null && content.length === 0) continue
    sections.push(
      sectionOf(text, {
        heading: heading === null ? null : readInline(heading.children, source, start).text,
        start,
        bodyFrom: heading === null ? start : endOf(heading, source),
        to,
        blocks: readMarkdownBlocks(content, source),
      }),
    )
  }
  const title = titleAt === null ? null : readInline(titleAt.children, source, startOf(titleAt, source))
  return title === null || title.text === ''
    ? { sections }
    : { title: { value: title.text, span: [startOf(titleAt!, source), endOf(titleAt!, source)] }, sections }
}

/** A first-level heading above everything else, unless it names a section. */
function titleOf(nodes: readonly RootContent[], source: MarkdownSource): Heading | null {
  const first = nodes[0]
  if (first?.type !== 'heading' || first.depth !== 1) return null
  return kindOf(first, source) === 'other' ? first : null
}

function kindOf(heading: Heading, source: MarkdownSource): BodySection['kind'] {
  return kindOfHeading(readInline(heading.children, source, 0).text)
}

/**
 * Headings of the highest level begin sections. Where none of those has a name that articles use ("Case 1", "Case 2"),
 * deeper ones that have one begin sections too.
 */
function sectionStarts(nodes: readonly RootContent[], source: MarkdownSource): number[] {
  const headings = nodes.flatMap((node, at) => (node.type === 'heading' ? [{ node, at }] : []))
  const top = headings.reduce((least, { node }) => Math.min(least, node.depth), 6)
  const named = headings.some(({ node }) => node.depth === top && kindOf(node, source) !== 'other')
  return headings
    .filter(({ node }) => node.depth === top || (!named && kindOf(node, source) !== 'other'))
    .map(({ at }) => at)
}

// --- The body as lines --------------------------------------------------------------------------------------------

function readPlainly(text: string, from: number): Body {
  const lines = readLines(text, from)
  const sections: BodySection[] = []
  let at = 0
  while (at < lines.length && lines[at]!.text === '') at++
  while (at < lines.length) {
    const opening = lines[at]!
    const heading = headingOf(opening.text)
    let end = at + 1
    while (end < lines.length && headingOf(lines[end]!.text) === null) end++
    sections.push(
      sectionOf(text, {
        heading,
        start: opening.start,
        bodyFrom: heading === null ? opening.start : opening.end,
        to: lines[end]?.start ?? text.length,
        blocks: paragraphs(lines.slice(heading === null ? at : at + 1, end)),
      }),
    )
    at = end
  }
  return { sections }
}

function headingOf(line: string): string | null {
  const found = /^#{1,2} +(\S.*)$/.exec(line)
  return found === null ? null : found[1]!.replace(/[ #]+$/, '')
}

function paragraphs(lines: ReturnType<typeof readLines>): BodyBlock[] {
  const blocks: BodyBlock[] = []
  for (let from = 0; from < lines.length; ) {
    let to = from
    while (to < lines.length && lines[to]!.text !== '') to++
    if (to > from) {
      const passages = lines.slice(from, to).map((line) => Passage.verbatim(line.text, line.from))
      blocks.push({ type: 'paragraph', passage: Passage.join(passages, ' ') })
    }
    from = to + 1
  }
  return blocks
}

// --- Both ---------------------------------------------------------------------------------------------------------

interface Cut {
  readonly heading: string | null
  readonly start: number
  readonly bodyFrom: number
  /** Where the next section begins. */
  readonly to: number
  readonly blocks: readonly BodyBlock[]
}

function sectionOf(text: string, { heading, start, bodyFrom, to, blocks }: Cut): BodySection {
  const body = text.slice(bodyFrom, to)
  const printed = body.replace(/^(?:[ \t]*(?:\r\n|\n|\r))+/, '').trimEnd()
  return {
    kind: heading === null ? 'other' : kindOfHeading(heading),
    heading,
    text: printed,
    span: [start, bodyFrom + body.trimEnd().length],
    blocks,
  }
}
