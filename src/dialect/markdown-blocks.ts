// Which blocks of an article are these nodes of a Markdown tree?
//
//     1. item            steps, numbered as printed       > **Note** text     note
//     - item             list                             > other text        preformatted, apart: a message, a log
//     | a | b |          table                            ```text             preformatted, apart
//     |---|---|                                           ### Method 2        subheading
//
// The tree is shallow (`markdown-guard.ts`), so walking it may recurse.

import type {
  BlockContent,
  DefinitionContent,
  List,
  ListItem,
  Nodes,
  Paragraph,
  PhrasingContent,
} from 'mdast'
import type { BodyBlock, BodyItem } from '../body/block.ts'
import { readLines } from '../body/line.ts'
import { Passage } from '../body/passage.ts'
import { type BodyTable, readTable } from '../body/table.ts'
import { addDecoded, TracedText } from './traced-text.ts'

export type MarkdownNode = BlockContent | DefinitionContent | { type: 'yaml' }

/** `base` is where the tree's text begins in the source. */
export interface MarkdownSource {
  readonly text: string
  readonly base: number
}

export function readMarkdownBlocks(nodes: readonly Nodes[], source: MarkdownSource): BodyBlock[] {
  return nodes.flatMap((node) => blocksOf(node, source))
}

/** Definitions, comments and thematic breaks are no blocks. */
function blocksOf(node: Nodes, source: MarkdownSource): BodyBlock[] {
  switch (node.type) {
    case 'paragraph':
      return paragraphBlocks(node, source)
    case 'heading':
      return [{ type: 'subheading', passage: readInline(node.children, source, startOf(node, source)) }]
    case 'list':
      return [listBlock(node, source)]
    case 'code':
      return [{ type: 'preformatted', passage: codePassage(node, source), apart: true }]
    case 'html':
      return node.value.startsWith('<!--')
        ? []
        : [{ type: 'preformatted', passage: verbatim(node, source), apart: true }]
    case 'blockquote':
      return quoteBlocks(node.children, source)
    default:
      return []
  }
}

export function startOf(node: Nodes, source: MarkdownSource): number {
  return source.base + (node.position?.start.offset ?? 0)
}

export function endOf(node: Nodes, source: MarkdownSource): number {
  return source.base + (node.position?.end.offset ?? 0)
}

function verbatim(node: Nodes, source: MarkdownSource): Passage {
  const from = startOf(node, source)
  return Passage.verbatim(source.text.slice(from, endOf(node, source)), from)
}

// --- Paragraphs, notes and quotes ---------------------------------------------------------------------------------

const noteLabel =
  /^(?:\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]|(NOTES?|TIP|IMPORTANT|WARNING|CAUTION)(?= *:)) *:? */i

/** A paragraph may hold a table, which Markdown itself does not know. */
function paragraphBlocks(node: Paragraph, source: MarkdownSource): BodyBlock[] {
  const tables = splitTables(node, source)
  if (tables !== null) return tables
  return paragraphBlock(node.children, source, startOf(node, source))
}

function paragraphBlock(
  children: readonly PhrasingContent[],
  source: MarkdownSource,
  start: number,
): BodyBlock[] {
  const passage = readInline(children, source, start)
  if (passage.text === '') return []
  const label = labelOf(passage, children)
  if (label === null) return [{ type: 'paragraph', passage }]
  const body = passage.slice(label.length, passage.text.length)
  return [{ type: 'note', label: label.text, passage: body, blocks: [] }]
}

interface NoteLabel {
  readonly text: string
  /** With colon and blanks. */
  readonly length: number
}

/** `NOTE: text`, `**Note** text`, `[!NOTE] text`. */
function labelOf(passage: Passage, children: readonly PhrasingContent[]): NoteLabel | null {
  const found = noteLabel.exec(passage.text)
  if (found !== null) return { text: (found[1] ?? found[2])!, length: found[0].length }
  if (children[0]?.type !== 'strong') return null
  const strong = /^(NOTES?|TIP|IMPORTANT|WARNING|CAUTION)\b[ :.]*/i.exec(passage.text)
  return strong === null ? null : { text: strong[1]!, length: strong[0].length }
}

/** A note with what follows its first paragraph; otherwise a message or a log, line by line as it is quoted. */
function quoteBlocks(children: readonly Nodes[], source: MarkdownSource): BodyBlock[] {
  const blocks = readMarkdownBlocks(children, source)
  const [first, ...rest] = blocks
  if (first?.type === 'note' && first.blocks.length === 0) return [{ ...first, blocks: rest }]
  if (!children.every((child) => child.type === 'paragraph')) return blocks
  return blocks.map((block) =>
    block.type === 'paragraph' ? { type: 'paragraph', passage: block.passage, apart: true } : block,
  )
}

// --- Inline text --------------------------------------------------------------------------------------------------

/** The text of inline nodes, wrapped lines joined; an empty one stands at `start`. */
export function readInline(
  nodes: readonly PhrasingContent[],
  source: MarkdownSource,
  start: number,
): Passage {
  const text = new TracedText({ collapse: true })
  for (const node of nodes) addInline(node, source, text)
  return text.passage(start)
}

function addInline(node: PhrasingContent, source: MarkdownSource, text: TracedText): void {
  const from = startOf(node, source)
  const to = endOf(node, source)
  switch (node.type) {
    case 'text':
      addDecoded(text, node.value, source.text, from, to)
      break
    case 'inlineCode':
      addCode(text, node.value, source.text, from, to)
      break
    case 'break':
      text.separate(from)
      break
    case 'image':
    case 'imageReference':
      addDecoded(text, node.alt ?? '', source.text, Math.min(to, from + 2), to)
      break
    case 'html':
      // Placeholders look like tags: "type <drive>:\setup".
      if (/^<br\b/i.test(node.value)) text.separate(from)
      else if (!node.value.startsWith('<!--')) addDecoded(text, node.value, source.text, from, to)
      break
    case 'link':
      for (const child of node.children) addInline(child, source, text)
      addCitedId(node.url, source, from, to, text)
      break
    default:
      if ('children' in node) for (const child of node.children) addInline(child, source, text)
  }
}

/** Nothing is decoded in code; only its line ends have become blanks. */
function addCode(text: TracedText, value: string, source: string, from: number, to: number): void {
  const at = source.slice(from, to).indexOf(value)
  if (at >= 0) text.add(value, from + at)
  else addDecoded(text, value, source, from, to)
}

/** The article that an address leads to, in brackets, unless the text of the link says it. */
function addCitedId(url: string, source: MarkdownSource, from: number, to: number, text: TracedText): void {
  const id = /\bQ\d{5,6}\b/.exec(url)?.[0]
  if (id === undefined) return
  const whole = source.text.slice(from, to)
  const first = whole.indexOf(id)
  if (first < 0 || first < whole.indexOf('](')) return
  text.separate(from + first)
  text.add(`(${id})`, from + first - 1)
}

// --- Lists --------------------------------------------------------------------------------------------------------

function listBlock(list: List, source: MarkdownSource): BodyBlock {
  if (list.ordered !== true) {
    return { type: 'list', items: list.children.map((item) => readItem(item, source)) }
  }
  const items = list.children.map((item, i) => ({
    number:
      /\d+/y.exec(source.text.slice(startOf(item, source), endOf(item, source)))?.[0] ??
      String((list.start ?? 1) + i),
    ...readItem(item, source),
  }))
  return { type: 'steps', items }
}

function readItem(item: ListItem, source: MarkdownSource): BodyItem {
  const [first, ...rest] = item.children
  const start = startOf(item, source)
  if (first?.type !== 'paragraph' || splitTables(first, source) !== null) {
    return { passage: Passage.verbatim('', start), blocks: readMarkdownBlocks(item.children, source) }
  }
  return {
    passage: readInline(first.children, source, start),
    blocks: readMarkdownBlocks(rest, source),
  }
}

// --- Code ---------------------------------------------------------------------------------------------------------

/** Each line of the value is the end of a line of the source: quotes and indentation before it are dropped. */
function codePassage(node: Extract<Nodes, { type: 'code' }>, source: MarkdownSource): Passage {
  const from = startOf(node, source)
  const lines = readLines(source.text, from, endOf(node, source))
  const fenced = /^(?:`{3}|~{3})/.test(lines[0]?.text ?? '')
  const text = new TracedText({ collapse: false })
  const values = node.value.split(/\r\n|\n|\r/)
  values.forEach((value, i) => {
    const line = lines[i + (fenced ? 1 : 0)]
    const end = line === undefined ? from : endOfText(source.text, line.start, line.end)
    if (i > 0) text.add('\n', Math.max(from, (line?.start ?? from) - 1))
    text.add(value, Math.max(from, end - value.length))
  })
  return text.passage(from)
}

function endOfText(text: string, start: number, end: number): number {
  while (end > start && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--
  return end
}

// --- Tables -------------------------------------------------------------------------------------------------------

const delimiterRow = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/

/** The paragraph's text and tables in order; `null` where it holds no table. */
function splitTables(node: Paragraph, source: MarkdownSource): BodyBlock[] | null {
  const from = startOf(node, source)
  if (!/[|+]/.test(source.text.slice(from, endOf(node, source)))) return null
  const lines = readLines(source.text, from, endOf(node, source)).map(withoutQuotes)
  const blocks: BodyBlock[] = []
  let found = false
  for (let i = 0, text = 0; i <= lines.length; i++) {
    const table = i === lines.length ? null : (pipeTable(lines, i) ?? readTable(lines, i, lines.length))
    if (table === null && i < lines.length) continue
    const above = lines.slice(text, i).map((line) => Passage.verbatim(line.text, line.from))
    if (above.length > 0) blocks.push({ type: 'paragraph', passage: Passage.join(above, ' ') })
    if (table === null) break
    found = true
    blocks.push(table.table)
    text = table.next
    i = table.next - 1
  }
  return found ? blocks : null
}

type SourceLine = ReturnType<typeof readLines>[number]

/** Lines of a paragraph inside a quote keep its marks. */
function withoutQuotes(line: SourceLine): SourceLine {
  const marks = /^(?:> ?)+/.exec(line.text)?.[0].length ?? 0
  return marks === 0 ? line : { ...line, text: line.text.slice(marks), from: line.from + marks }
}

/** A header row, a row of dashes with as many cells, and all rows below. Short rows are filled, long ones cut. */
function pipeTable(lines: readonly SourceLine[], i: number): { table: BodyTable; next: number } | null {
  const rule = lines[i + 1]?.text ?? ''
  if (!lines[i]!.text.includes('|') || !rule.includes('-') || !delimiterRow.test(rule)) return null
  const header = cellsOf(lines[i]!.text)
  const width = cellsOf(rule).length
  if (header.length !== width) return null
  const rows = lines.slice(i + 2).map((line) => {
    const cells = cellsOf(line.text)
    return Array.from({ length: width }, (_, c) => cells[c] ?? '')
  })
  const passage = Passage.join(
    lines.slice(i).map((line) => Passage.verbatim(line.text, line.from)),
    '\n',
  )
  return { table: { type: 'table', header, rows, passage }, next: lines.length }
}

function cellsOf(row: string): string[] {
  const inner = row
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
  return inner.split(/(?<!\\)\|/).map((cell) => unmarked(cell.trim().replaceAll('\\|', '|')))
}

/** Code and strong text that fill a cell lose their marks. */
function unmarked(cell: string): string {
  if (/^`[^`]+`$/.test(cell)) return cell.slice(1, -1)
  return /^\*\*[^*]+\*\*$/.test(cell) ? cell.slice(2, -2) : cell
}
