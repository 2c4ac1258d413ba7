// What stands in a section: paragraphs, lists, steps, tables, code?
//
// The blocks of `article.ts`, with passages for their texts, so that whatever is later found inside a block (a message,
// a reference) can be traced to the source. Structure is read from indentation and list marks:
//
//     1. First line of a step, wrapped     step at indent 0
//       by two blanks.                     its continuation: deeper than the number
//
//       a. A nested step                   content of step 1, read the same way
//
//     NOTE: flush-left text between 1 and 2 belongs to step 1, because the count goes on
//
//     2. The next step

import { codeAt, joinLines, type Line, passageOf } from './line.ts'
import { type ListMark, markOf } from './list-mark.ts'
import { Passage } from './passage.ts'
import { isProse } from './prose.ts'
import { type BodyTable, readTable } from './table.ts'

export type BodyBlock =
  | BodyText
  | BodyNote
  | BodyTable
  | { readonly type: 'list'; readonly items: readonly BodyItem[] }
  | { readonly type: 'steps'; readonly items: readonly BodyStep[] }

export interface BodyText {
  readonly type: 'paragraph' | 'preformatted' | 'subheading'
  readonly passage: Passage
  /** Set apart from the prose around it (indented deeper, quoted): a message, a command, a reference, code. */
  readonly apart?: boolean
}

export interface BodyNote {
  readonly type: 'note'
  readonly label: string
  readonly passage: Passage
  /** What the note leads in to: code, a path, bullets. */
  readonly blocks: readonly BodyBlock[]
}

export interface BodyItem {
  /** The item's first paragraph, without its mark. */
  readonly passage: Passage
  readonly blocks: readonly BodyBlock[]
}

export interface BodyStep extends BodyItem {
  /** As printed, without dot or bracket. */
  readonly number: string
}

/** A block and the first line after it. */
interface Read<Block> {
  readonly block: Block
  readonly next: number
}

/** Blocks of `lines[from, to)`. `base` is the indentation of the prose; what is deeper is set apart. Cost: linear. */
export function readBlocks(
  lines: readonly Line[],
  from = 0,
  to: number = lines.length,
  base = 0,
): BodyBlock[] {
  const blocks: BodyBlock[] = []
  let i = from
  while (i < to) {
    if (lines[i]!.text === '') {
      i++
      continue
    }
    const { block, next } = readStructure(lines, i, from, to) ?? readText(lines, i, to, base)
    blocks.push(block)
    i = next
  }
  return blocks
}

/** The table, sub-heading or list that begins at `lines[i]`; `null` where text does. */
function readStructure(lines: readonly Line[], i: number, from: number, to: number): Read<BodyBlock> | null {
  const table = readTable(lines, i, to)
  if (table !== null) return { block: table.table, next: table.next }
  if (isSubheading(lines, i, to)) {
    return { block: { type: 'subheading', passage: passageOf(lines[i]!), apart: false }, next: i + 2 }
  }
  const mark = markOf(lines[i]!)
  if (mark === null || !opensList(lines, i, from, mark)) return null
  return mark.kind === 'bullet' ? readList(lines, i, to, mark) : readSteps(lines, i, to, mark)
}

/** Whether text ends before `lines[i]`: the same question as `readStructure`, without reading it. */
function opensStructure(lines: readonly Line[], i: number, from: number, to: number): boolean {
  const mark = markOf(lines[i]!)
  if (mark !== null && opensList(lines, i, from, mark)) return true
  return isSubheading(lines, i, to) || readTable(lines, i, to) !== null
}

/** A line with a rule of dashes under it, as long as the line or nearly so (authors miscount). */
export function isSubheading(lines: readonly Line[], i: number, to: number): boolean {
  if (i + 1 >= to || codeAt(lines[i + 1]!.text, 0) !== 45) return false
  const rule = lines[i + 1]!
  if (rule.text.length < 3 || !isRule(rule.text, '-') || rule.indent !== lines[i]!.indent) return false
  const title = lines[i]!.text
  return Math.abs(title.length - rule.text.length) <= 2 && !isRule(title, '-') && !/\S {3,}\S/.test(title)
}

export function isRule(text: string, char: string): boolean {
  const code = char.charCodeAt(0)
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== code) return false
  return text.length > 0
}

/**
 * A number in the middle of wrapped prose is no list: a list begins after a blank line, a lead-in or another item, and
 * counts from its first value (a list cut by a heading may go on at 2 or later, then only after a blank line).
 */
function opensList(lines: readonly Line[], i: number, from: number, mark: ListMark): boolean {
  const before = i > from ? lines[i - 1]! : null
  if (before === null || before.text === '' || isRule(before.text, '-')) {
    return mark.kind !== 'letter' || mark.value === 1
  }
  if (mark.kind === 'bullet') return before.text.endsWith(':') || nextIs(lines, i, mark)
  return (
    mark.value === 1 && (before.text.endsWith(':') || before.text.endsWith('.') || nextIs(lines, i, mark))
  )
}

/** Whether a later line, before any blank one, is the next item of the same list. */
function nextIs(lines: readonly Line[], i: number, mark: ListMark): boolean {
  for (let k = i + 1; k < lines.length; k++) {
    const line = lines[k]!
    if (line.text === '' || line.indent < lines[i]!.indent) return false
    if (line.indent > lines[i]!.indent) continue
    const next = markOf(line)
    return (
      next !== null && next.kind === mark.kind && (mark.kind === 'bullet' || next.value === mark.value + 1)
    )
  }
  return false
}

function readList(lines: readonly Line[], start: number, to: number, first: ListMark): Read<BodyBlock> {
  const indent = itemIndent(lines, start, to)
  const items: BodyItem[] = []
  let next = start
  for (let mark: ListMark | null = first; mark !== null; ) {
    const end = endOfItem(lines, next, to, indent)
    items.push(readItem(lines, next, end, mark))
    const sibling = skipBlank(lines, end, to)
    const other = sibling < to && itemIndent(lines, sibling, to) === indent ? markOf(lines[sibling]!) : null
    mark = other?.kind === 'bullet' && other.label === first.label ? other : null
    next = mark === null ? end : sibling
  }
  return { block: { type: 'list', items }, next }
}

function readSteps(lines: readonly Line[], start: number, to: number, first: ListMark): Read<BodyBlock> {
  const indent = itemIndent(lines, start, to)
  const items: BodyStep[] = []
  let i = start
  let mark = first
  for (;;) {
    const end = endOfItem(lines, i, to, indent)
    const next = nextStep(lines, end, to, indent, mark)
    const stop = next?.at ?? end
    const { passage, blocks } = readItem(lines, i, stop, mark)
    items.push({ number: mark.label, passage, blocks })
    i = stop
    if (next === null) return { block: { type: 'steps', items }, next: i }
    mark = next.mark
  }
}

/**
 * Where the item that opens at `lines[i]` stands. Its own indentation, but for a slip that many articles have: the first
 * item of a list is three columns too far in, and the lines that continue it are not.
 *
 *        - First item, wrapped
 *       onto a second line
 *
 *     - Second item
 */
function itemIndent(lines: readonly Line[], i: number, to: number): number {
  const { indent } = lines[i]!
  const next = i + 1 < to ? lines[i + 1]! : null
  const slipped = indent >= 3 && next !== null && next.text !== '' && next.indent === indent - 1
  return slipped && markOf(next) === null ? indent - 3 : indent
}

/** Lines ahead in which the next number of an interrupted list is looked for. */
const interruption = 80

/**
 * The next step of a list whose last item ended at `from`: directly there, or past flush-left text (notes, code, tables,
 * `-or-`) that interrupts the count. A heading or a count that starts anew ends the list.
 */
function nextStep(
  lines: readonly Line[],
  from: number,
  to: number,
  indent: number,
  mark: ListMark,
): { at: number; mark: ListMark } | null {
  const limit = Math.min(to, from + interruption)
  const first = skipBlank(lines, from, limit)
  for (let k = first; k < limit; k++) {
    const line = lines[k]!
    if (line.text === '') continue
    if (isSubheading(lines, k, to) || namesWayOut(line.text)) return null
    if (line.indent !== indent) continue
    const next = markOf(line)
    if (next === null || next.kind !== mark.kind) continue
    const ahead = next.value - mark.value
    // Directly under it a number may be printed twice, or a few may be missing.
    if (ahead === 1 || (k === first && mark.kind === 'number' && ahead >= 0 && ahead <= 3)) {
      return { at: k, mark: next }
    }
    if (next.value === 1) return null
  }
  return null
}

function namesWayOut(text: string): boolean {
  return /^(?:method|workaround|resolution|option) \d/i.test(text)
}

/** Items reach as far as lines are blank or deeper than the mark, and over continuation lines of the first paragraph. */
function endOfItem(lines: readonly Line[], start: number, to: number, indent: number): number {
  let end = start + 1
  const slipped = lines[start]!.indent > indent
  // Some authors wrap an item flush with its number: such lines follow without a blank line and open nothing new.
  while (end < to && continuesFlush(lines, end, to, indent)) end++
  for (let k = end; k < to; k++) {
    const line = lines[k]!
    if (line.text === '') continue
    if (slipped && line.indent === lines[start]!.indent && markOf(line) !== null) break
    if (line.indent <= indent) {
      if (k !== end || !isNestedFlush(lines, k, indent, start)) break
      k = endOfItem(lines, k, to, indent) - 1
    }
    end = k + 1
  }
  return end
}

function continuesFlush(lines: readonly Line[], i: number, to: number, indent: number): boolean {
  const line = lines[i]!
  return (
    line.text !== '' &&
    line.indent === indent &&
    lines[i - 1]!.text.length >= 50 &&
    markOf(line) === null &&
    !isSubheading(lines, i, to)
  )
}

/** `a.` directly under `1.` at the same indentation is nested, whatever its indentation says. */
function isNestedFlush(lines: readonly Line[], k: number, indent: number, start: number): boolean {
  return (
    lines[k]!.indent === indent &&
    markOf(lines[start]!)?.kind === 'number' &&
    markOf(lines[k]!)?.kind === 'letter'
  )
}

function readItem(lines: readonly Line[], start: number, end: number, mark: ListMark): BodyItem {
  const line = lines[start]!
  const head = passageOf(line).slice(mark.textAt, line.text.length)
  let next = start + 1
  while (next < end && continuesParagraph(lines, next, end)) next++
  const passage =
    next === start + 1 ? head : Passage.join([head, joinLines(lines, start + 1, next, ' ')], ' ')
  if (next >= end) return { passage, blocks: [] }
  return { passage, blocks: readBlocks(lines, next, end, contentIndent(lines, start, end, mark)) }
}

function continuesParagraph(lines: readonly Line[], i: number, end: number): boolean {
  const line = lines[i]!
  return line.text !== '' && markOf(line) === null && readTable(lines, i, end) === null
}

/** The indentation of an item's own prose: that of its shallowest further line, at least past the mark. */
function contentIndent(lines: readonly Line[], start: number, end: number, mark: ListMark): number {
  const own = lines[start]!.indent
  let least = own + mark.textAt
  for (let k = start + 1; k < end; k++) {
    const line = lines[k]!
    if (line.text !== '' && line.indent > own && line.indent < least) least = line.indent
  }
  return least
}

function skipBlank(lines: readonly Line[], i: number, to: number): number {
  while (i < to && lines[i]!.text === '') i++
  return i
}

/** The text at `lines[start]`, which opens no structure of its own, as note, paragraph or preformatted text. */
function readText(lines: readonly Line[], start: number, to: number, base: number): Read<BodyBlock> {
  let end = endOfText(lines, start, to)
  let indent = leastIndent(lines, start, end)
  const prose = isProse(lines, start, end, indent <= base)
  if (!prose) {
    end = endOfCode(lines, start, end, to, base)
    indent = leastIndent(lines, start, end)
    const passage = joinLines(lines, start, end, '\n', indent)
    return { block: { type: 'preformatted', passage, apart: indent > base }, next: end }
  }
  const passage = joinLines(lines, start, end, ' ')
  const note = readNote(lines, end, to, base, passage, indent > base)
  return note ?? { block: { type: 'paragraph', passage, apart: indent > base }, next: end }
}

/** Text runs to the next blank line, list, table or sub-heading. */
function endOfText(lines: readonly Line[], start: number, to: number): number {
  let i = start + 1
  while (i < to && lines[i]!.text !== '' && !opensStructure(lines, i, start, to)) i++
  return i
}

/** Code is often broken by blank lines: text that is no prose goes on over them for as long as it stays so. */
function endOfCode(lines: readonly Line[], start: number, end: number, to: number, base: number): number {
  for (;;) {
    const next = skipBlank(lines, end, to)
    if (next >= to || next - end > 2 || lines[next]!.indent < lines[start]!.indent) return end
    if (opensStructure(lines, next, start, to)) return end
    const stop = endOfText(lines, next, to)
    if (isProse(lines, next, stop, lines[next]!.indent <= base)) return end
    end = stop
  }
}

function leastIndent(lines: readonly Line[], from: number, to: number): number {
  let least = Number.POSITIVE_INFINITY
  for (let k = from; k < to; k++) if (lines[k]!.text !== '') least = Math.min(least, lines[k]!.indent)
  return least
}

const noteLabel = /^(NOTES?|IMPORTANT|WARNING|CAUTION|TIP|Notes?|Important|Warning|Caution|Tip) ?: */

/**
 * The note that a paragraph opens which ends before `lines[end]`; `null` where it has no such label. A warning that stands
 * apart is what a machine says.
 */
function readNote(
  lines: readonly Line[],
  end: number,
  to: number,
  base: number,
  passage: Passage,
  apart: boolean,
): Read<BodyNote> | null {
  const found = mayOpenNote(codeAt(passage.text, 0)) ? noteLabel.exec(passage.text) : null
  if (found === null || (apart && !/^note/i.test(found[0]))) return null
  const label = found[1]!
  const text = passage.slice(found[0].length, passage.text.length)
  const next = text.text === '' || text.text.endsWith(':') ? endOfNote(lines, end, to, base) : end
  return {
    block: { type: 'note', label, passage: text, blocks: readBlocks(lines, end, next, base) },
    next,
  }
}

/** N, I, W, C, T in either case. */
function mayOpenNote(code: number): boolean {
  const upper = code & ~32
  return upper === 78 || upper === 73 || upper === 87 || upper === 67 || upper === 84
}

/** What stands apart under a note that ends in a colon, or bullets there, are its own. */
function endOfNote(lines: readonly Line[], end: number, to: number, base: number): number {
  let next = skipBlank(lines, end, to)
  if (next >= to) return end
  const mark = markOf(lines[next]!)
  if (mark?.kind === 'bullet') return readList(lines, next, to, mark).next
  while (next < to && (lines[next]!.text === '' || lines[next]!.indent > base)) {
    next++
    if (lines[next - 1]!.text !== '') end = next
  }
  return end
}
