// What does a reader of this page see, piece by piece?
//
//     <h2>Cause</h2>                          heading, level 2
//     <b>STATUS</b><br>Known since ...        heading, level 7: a name that articles use, bold or in capitals on its line
//     <p><b>Method 2</b></p>                  heading, level 8: a short line in bold, alone
//     text, <p>, <div>, <br>                  text: lines as the page breaks them
//     <ol> <ul> <dl> <pre> <table>            blocks
//
// Tables that only lay out the page are walked through like any other element. The tree is shallow (`html-guard.ts`), so
// walking it may recurse.

import type { Span } from '../article/article.ts'
import { type BodyBlock, readBlocks } from '../body/block.ts'
import { type Line, passageOf } from '../body/line.ts'
import { outlineOf } from '../body/outline.ts'
import { Passage } from '../body/passage.ts'
import { kindOfHeading } from '../body/section.ts'
import {
  attribute,
  isChromeElement,
  isElement,
  isSilent,
  type PageElement,
  type PageNode,
  type PageSource,
} from './html-chrome.ts'
import { isLineOfCells, readDataTable, readPairs } from './html-table.ts'
import {
  addTextNode,
  citedId,
  isBold,
  isInline,
  isText,
  printedWithin,
  spanOf,
  textWithin,
} from './html-text.ts'
import { TracedText } from './traced-text.ts'

export type PageItem = {
  readonly span: Span
  /** Part of the site, not of the article. */
  readonly chrome: boolean
} & PagePiece

type PagePiece =
  | { readonly type: 'heading'; readonly level: number; readonly passage: Passage }
  | { readonly type: 'text'; readonly lines: readonly PageTextLine[] }
  | {
      readonly type: 'block'
      readonly block: BodyBlock
      /** What may be a label and its value: rows of two cells, terms and what is said of them. */
      readonly pairs: readonly (readonly [Passage, Passage])[]
    }

/** One line as the page breaks it; an empty one separates paragraphs. */
export interface PageTextLine extends Line {
  /** How many of its first characters are bold. */
  readonly bold: number
}

/** Levels of headings that are set in bold or capitals only. */
export const nameLevel = 7
export const boldLevel = 8

/** Everything visible below a node, in the order of the tree. Cost: linear. */
export function readPageItems(
  root: { readonly childNodes: readonly PageNode[] },
  page: PageSource,
): PageItem[] {
  const flow = new Flow(page)
  flow.walk(root.childNodes, { bold: false, chrome: false, apart: false })
  return flow.end()
}

/** The blocks of items that stand inside something else: headings are subheadings there. */
export function blocksOfItems(items: readonly PageItem[]): BodyBlock[] {
  return items.flatMap((item): BodyBlock[] => {
    if (item.chrome) return []
    if (item.type === 'heading') return [{ type: 'subheading', passage: item.passage }]
    return item.type === 'block' ? [item.block] : blocksOfLines(item.lines)
  })
}

function blocksWithin(root: { readonly childNodes: readonly PageNode[] }, page: PageSource): BodyBlock[] {
  return blocksOfItems(readPageItems(root, page))
}

// --- The walk -----------------------------------------------------------------------------------------------------

interface Context {
  readonly bold: boolean
  readonly chrome: boolean
  /** Set apart from the prose by a quote. */
  readonly apart: boolean
}

interface OpenLine {
  readonly text: TracedText
  /** Where the page began it. */
  readonly at: number
  /** The length of the text while all of it was bold. */
  bold: number
  plain: boolean
}

/** Collects items; inline content gathers in lines until a block ends them. */
class Flow {
  readonly #page: PageSource
  readonly #items: PageItem[] = []
  #lines: OpenLine[] = []
  #context: Context = { bold: false, chrome: false, apart: false }

  constructor(page: PageSource) {
    this.#page = page
  }

  end(): PageItem[] {
    this.#flush()
    return this.#items
  }

  walk(nodes: readonly PageNode[], context: Context): void {
    for (const node of nodes) {
      if (isText(node)) {
        if (this.#lines.length === 0 && node.value.trim() === '') continue
        this.#context = context
        const line = this.#line(node.sourceCodeLocation?.startOffset ?? 0)
        addTextNode(node, line.text, this.#page)
        if (!context.bold && node.value.trim() !== '') line.plain = true
        if (!line.plain) line.bold = line.text.length
      } else if (isElement(node) && !isSilent(node)) this.#element(node, context)
    }
  }

  #element(element: PageElement, context: Context): void {
    const chrome = !context.chrome && noteName(element) === null && isChromeElement(element, this.#page)
    if (element.tagName === 'br') {
      const at = spanOf(element)[0]
      this.#line(at)
      this.#openLine(at)
    } else if (isInline(element) && !chrome) {
      const id = element.tagName === 'a' ? citedId(element) : null
      const inner = { ...context, bold: context.bold || isBold(element) }
      if (id === null) this.walk(element.childNodes, inner)
      else this.#citation(element, id, inner)
    } else {
      this.#flush()
      this.#block(element, chrome ? { ...context, chrome } : context)
      this.#flush()
    }
  }

  #line(at: number): OpenLine {
    if (this.#lines.length === 0) this.#openLine(at)
    return this.#lines.at(-1)!
  }

  #openLine(at: number): void {
    this.#lines.push({ text: new TracedText({ collapse: true }), at, bold: 0, plain: false })
  }

  /** A link to an article says its id: bare digits are completed, other words followed by it. */
  #citation(element: PageElement, id: string, context: Context): void {
    const shown = textWithin(element, this.#page)
    const [from, to] = shown.span
    const { text } = this.#line(from)
    this.#context = context
    if (shown.text === id) {
      text.add('Q', from)
      text.add(id, from)
      return
    }
    this.walk(element.childNodes, context)
    if (shown.text.includes(id)) return
    text.separate(Math.max(from, to - 1))
    text.add(`(Q${id})`, Math.max(0, to - id.length - 3))
  }

  #block(element: PageElement, context: Context): void {
    const level = /^h([1-6])$/.exec(element.tagName)?.[1]
    if (level !== undefined) {
      const passage = textWithin(element, this.#page)
      if (passage.text !== '')
        this.#add({ type: 'heading', level: Number(level), passage }, passage.span, context)
      return
    }
    if (isLineOfCells(element)) {
      this.#addLine(element, context)
      return
    }
    const label = noteName(element)
    const block = label === null ? blockOf(element, this.#page) : noteOf(element, label, this.#page)
    if (block !== null) {
      const caption = element.childNodes.find((child) => isElement(child) && child.tagName === 'caption')
      if (caption !== undefined) this.#addLine(caption as PageElement, context)
      const pairs = pairsOf(element, this.#page)
      this.#add({ type: 'block', block, pairs }, spanOf(element), context)
    } else
      this.walk(element.childNodes, element.tagName === 'blockquote' ? { ...context, apart: true } : context)
  }

  /** The text of an element as one line. */
  #addLine(element: PageElement, context: Context): void {
    const line = textLine(textWithin(element, this.#page), 0, 0)
    if (line.text !== '') this.#add({ type: 'text', lines: [line] }, [line.start, line.end], context)
  }

  #add(piece: PagePiece, span: Span, { chrome }: Context): void {
    this.#items.push({ ...piece, span, chrome })
  }

  /** Ends the inline content: names of sections and short lines in bold become headings, everything else text. */
  #flush(): void {
    const indent = this.#context.apart ? 2 : 0
    const lines = this.#lines.map(({ text, at, bold }) => textLine(text.passage(at), indent, bold))
    this.#lines = []
    let from = 0
    for (let i = 0; i <= lines.length; i++) {
      const level = i === lines.length ? null : headingLevel(lines[i]!, lines[i - 1], lines[i + 1])
      if (level === null && i < lines.length) continue
      this.#addText(lines.slice(from, i))
      if (level !== null) {
        const passage = passageOf(lines[i]!)
        this.#add({ type: 'heading', level, passage }, passage.span, this.#context)
      }
      from = i + 1
    }
  }

  #addText(lines: readonly PageTextLine[]): void {
    const visible = lines.filter(({ text }) => text !== '')
    if (visible.length === 0) return
    this.#add({ type: 'text', lines }, [visible[0]!.start, visible.at(-1)!.end], this.#context)
  }
}

// --- Lines --------------------------------------------------------------------------------------------------------

function textLine(passage: Passage, indent: number, bold: number): PageTextLine {
  const [from, end] = passage.span
  return { text: passage.text, indent, start: from, from, end, pieces: passage.pieces, bold }
}

const noteWord = /^(NOTES?|IMPORTANT|WARNING|CAUTION|TIP)\b *:? */i

/** Paragraphs, lists and notes as lines show them. A note may be told by its first word being bold. */
function blocksOfLines(lines: readonly PageTextLine[]): BodyBlock[] {
  const first = lines.findIndex(({ text }) => text !== '')
  const label = noteWord.exec(lines[first]?.text ?? '')
  if (label === null || lines[first]!.bold < label[1]!.length) return readBlocks(outlineOf(lines))
  let end = first
  while (end < lines.length && lines[end]!.text !== '') end++
  const passage = Passage.join(lines.slice(first, end).map(passageOf), ' ')
  if (passage.text.length === label[0].length) return readBlocks(outlineOf(lines))
  const body = passage.slice(label[0].length, passage.text.length)
  return [{ type: 'note', label: label[1]!, passage: body, blocks: [] }, ...blocksOfLines(lines.slice(end))]
}

/** A name of a section in bold or capitals on its line; anything short in bold, if nothing stands around it. */
function headingLevel(line: PageTextLine, above?: PageTextLine, below?: PageTextLine): number | null {
  const { text } = line
  if (text === '' || text.length > 80) return null
  const bold = line.bold >= text.length
  const kind = kindOfHeading(text)
  const capitals = text === text.toUpperCase() && kind !== 'question' && kind !== 'response'
  if (kind !== 'other' && (bold || capitals)) return nameLevel
  const alone = (above?.text ?? '') === '' && (below?.text ?? '') === ''
  return bold && alone && !/[.!?]$/.test(text) && !noteWord.test(text) ? boldLevel : null
}

// --- Blocks -------------------------------------------------------------------------------------------------------

/** `null` for an element that is no block of its own, but holds some. */
function blockOf(element: PageElement, page: PageSource): BodyBlock | null {
  switch (element.tagName) {
    case 'pre':
    case 'listing':
    case 'xmp':
      return preformatted(element, page)
    case 'ol':
    case 'ul':
    case 'menu':
    case 'dir':
      return listOf(element, page)
    case 'dl':
      return definitionsOf(element, page)
    case 'table':
      return readDataTable(element, page)
    default:
      return null
  }
}

function preformatted(element: PageElement, page: PageSource): BodyBlock | null {
  const whole = printedWithin(element, page)
  const blank = /^(?:[ \t]*\n)*/.exec(whole.text)![0].length
  const passage = whole.slice(blank, Math.max(blank, whole.text.trimEnd().length))
  return passage.text === '' ? null : { type: 'preformatted', passage, apart: true }
}

interface NumberedItem {
  readonly number: string
  readonly passage: Passage
  readonly blocks: BodyBlock[]
}

/** Lists without a single item are often used to indent. What stands between items belongs to the one before. */
function listOf(list: PageElement, page: PageSource): BodyBlock | null {
  const items: NumberedItem[] = []
  const type =
    attribute(list, 'type') || (/lower-(?:alpha|latin)/i.test(attribute(list, 'style')) ? 'a' : '1')
  let count = Number.parseInt(attribute(list, 'start'), 10) || 1
  for (const child of list.childNodes) {
    if (!isElement(child) || isSilent(child)) continue
    if (child.tagName === 'li') {
      count = Number.parseInt(attribute(child, 'value'), 10) || count
      items.push({ number: numberOf(count++, type), ...itemOf(child, page) })
    } else for (const block of blocksWithin({ childNodes: [child] }, page)) items.at(-1)?.blocks.push(block)
  }
  if (items.length === 0) return null
  if (list.tagName === 'ol') return { type: 'steps', items }
  return { type: 'list', items: items.map(({ passage, blocks }) => ({ passage, blocks })) }
}

function itemOf(item: PageElement, page: PageSource): { passage: Passage; blocks: BodyBlock[] } {
  const blocks = blocksWithin(item, page)
  const [first, ...rest] = blocks
  if (first?.type === 'paragraph' || first?.type === 'subheading')
    return { passage: first.passage, blocks: rest }
  return { passage: Passage.verbatim('', spanOf(item)[0]), blocks }
}

/** As a page prints it: under `type` 3 is `3`, `c`, `C`, `iii` or `III`. */
function numberOf(count: number, type: string): string {
  if ((type === 'a' || type === 'A') && count > 0 && count <= 26) {
    return String.fromCharCode(type.charCodeAt(0) + count - 1)
  }
  const roman = romanNumerals[count - 1]
  if ((type === 'i' || type === 'I') && roman !== undefined) return type === 'i' ? roman : roman.toUpperCase()
  return String(count)
}

const romanNumerals = 'i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx'.split(' ')

/** Terms with what is said of them: items that begin with the term. */
function definitionsOf(list: PageElement, page: PageSource): BodyBlock | null {
  const items: { passage: Passage; blocks: BodyBlock[] }[] = []
  for (const entry of entriesOf(list)) {
    const last = items.at(-1)
    if (entry.tagName === 'dt' || last === undefined) items.push(itemOf(entry, page))
    else for (const block of blocksWithin(entry, page)) last.blocks.push(block)
  }
  return items.length === 0 ? null : { type: 'list', items }
}

/** The terms and definitions of a list, which may stand in groups. */
function entriesOf(list: PageElement): PageElement[] {
  return list.childNodes
    .filter(isElement)
    .flatMap((child) => (child.tagName === 'div' ? child.childNodes.filter(isElement) : [child]))
}

/** Longer ones hold no labels. */
const longestPairs = 4_000

function pairsOf(element: PageElement, page: PageSource): (readonly [Passage, Passage])[] {
  const [from, to] = spanOf(element)
  if (to - from > longestPairs) return []
  if (element.tagName === 'table') return readPairs(element, page)
  if (element.tagName !== 'dl') return []
  const entries = entriesOf(element)
  return entries.flatMap((entry, i) => {
    const next = entries[i + 1]
    if (entry.tagName !== 'dt' || next?.tagName !== 'dd') return []
    return [[textWithin(entry, page), textWithin(next, page)] as const]
  })
}

// --- Notes --------------------------------------------------------------------------------------------------------

const boxes = new Set(['p', 'div', 'aside', 'section', 'blockquote'])

/** What a box calls itself in its class: `admonition warning`, `confluence-information-macro-note`. */
function noteName(element: PageElement): string | null {
  if (!boxes.has(element.tagName)) return null
  const classes = attribute(element, 'class').slice(0, 200)
  const name = /(?:^|[\s_-])(note|warning|caution|important|tip)(?:$|[\s_-])/i.exec(classes)?.[1]
  const isPage = element.childNodes.some((child) => isElement(child) && /^h[1-3]$/.test(child.tagName))
  return name === undefined || isPage ? null : name.slice(0, 1).toUpperCase() + name.slice(1).toLowerCase()
}

function noteOf(element: PageElement, label: string, page: PageSource): BodyBlock | null {
  const blocks = blocksWithin(element, page)
  const [first, ...rest] = repeats(blocks[0], label) ? blocks.slice(1) : blocks
  if (first === undefined) return null
  if (first.type === 'note') return { ...first, blocks: [...first.blocks, ...rest] }
  if (first.type === 'paragraph') return { type: 'note', label, passage: first.passage, blocks: rest }
  return { type: 'note', label, passage: Passage.verbatim('', spanOf(element)[0]), blocks: [first, ...rest] }
}

/** The box's own title says no more than its class. */
function repeats(block: BodyBlock | undefined, label: string): boolean {
  if (block?.type !== 'paragraph' && block?.type !== 'subheading') return false
  return block.passage.text.replace(/[:!.]$/, '').toLowerCase() === label.toLowerCase()
}
