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

import { codeAt, isRule, joinLines, passageOf } from './line.ts'
import { type ListMark, markOf } from './list-mark.ts'
import { blank, dash, marked, type Outline, overDash, tabular } from './outline.ts'
import { Passage } from './passage.ts'
import { isProse } from './prose.ts'
import { type BodyTable, readTable, type TableAt } from './table.ts'

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

/** Blocks of the lines `[from, to)`. `base` is the indentation of the prose; what is deeper is set apart. Cost: linear. */
export function readBlocks(
  outline: Outline,
  from = 0,
  to: number = outline.lines.length,
  base = 0,
): BodyBlock[] {
  const blocks: BodyBlock[] = []
  let i = skipBlank(outline, from, to)
  while (i < to) {
    const { block, next } = readStructure(outline, i, from, to) ?? readText(outline, i, to, base)
    blocks.push(block)
    i = skipBlank(outline, next, to)
  }
  return blocks
}

/** The table, sub-heading or list that begins at `lines[i]`; `null` where text does. */
function readStructure(outline: Outline, i: number, from: number, to: number): Read<BodyBlock> | null {
  const table = tableAt(outline, i, to)
  if (table !== null) return { block: table.table, next: table.next }
  if (isSubheading(outline, i, to)) {
    return { block: { type: 'subheading', passage: passageOf(outline.lines[i]!), apart: false }, next: i + 2 }
  }
  const mark = markAt(outline, i)
  if (mark === null || !opensList(outline, i, from, mark)) return null
  return mark.kind === 'bullet' ? readList(outline, i, to, mark) : readSteps(outline, i, to, mark)
}

/** Whether text ends before `lines[i]`: the same question as `readStructure`, without reading it. */
function opensStructure(outline: Outline, i: number, from: number, to: number): boolean {
  if (outline.openings[i] === 0 && !isBlankAt(outline, i + 1)) return false
  const mark = markAt(outline, i)
  if (mark !== null && opensList(outline, i, from, mark)) return true
  return isSubheading(outline, i, to) || tableAt(outline, i, to) !== null
}

/** A table needs a beginning of its own, a rule near under its first line, or a blank line under columns. */
function tableAt(outline: Outline, i: number, to: number): TableAt | null {
  const mayOpen =
    (outline.openings[i]! & (tabular | overDash)) !== 0 ||
    (isBlankAt(outline, i + 1) && outline.lines[i]!.text.includes('  '))
  return mayOpen ? readTable(outline.lines, i, to) : null
}

function markAt({ lines, openings }: Outline, i: number): ListMark | null {
  return (openings[i]! & marked) === 0 ? null : markOf(lines[i]!)
}

/** No line past the last is blank. */
function isBlankAt({ openings }: Outline, i: number): boolean {
  return i < openings.length && (openings[i]! & blank) !== 0
}

/** A line with a rule of dashes under it, as long as the line or nearly so (authors miscount). */
export function isSubheading({ lines, openings }: Outline, i: number, to: number): boolean {
  if (i + 1 >= to || (openings[i + 1]! & dash) === 0) return false
  const rule = lines[i + 1]!
  if (rule.text.length < 3 || !isRule(rule.text, '-') || rule.indent !== lines[i]!.indent) return false
  const title = lines[i]!.text
  return Math.abs(title.length - rule.text.length) <= 2 && !isRule(title, '-') && !hasColumns(title)
}

function hasColumns(title: string): boolean {
  return title.includes('   ') && /\S {3,}\S/.test(title)
}

/**
 * A number in the middle of wrapped prose is no list: a list begins after a blank line, a lead-in or another item, and
 * counts from its first value (a list cut by a heading may go on at 2 or later, then only after a blank line).
 */
function opensList(outline: Outline, i: number, from: number, mark: ListMark): boolean {
  const before = i > from ? outline.lines[i - 1]! : null
  if (before === null || before.text === '' || isRule(before.text, '-')) {
    return mark.kind !== 'letter' || mark.value === 1
  }
  if (mark.kind === 'bullet') return before.text.endsWith(':') || nextIs(outline, i, mark)
  return (
    mark.value === 1 && (before.text.endsWith(':') || before.text.endsWith('.') || nextIs(outline, i, mark))
  )
}

/** Whether a later line, before any blank one, is the next item of the same list. */
function nextIs(outline: Outline, i: number, mark: ListMark): boolean {
  const { lines } = outline
  const { indent } = lines[i]!
  for (let k = i + 1; k < lines.length; k++) {
    if (isBlankAt(outline, k) || lines[k]!.indent < indent) return false
    if (lines[k]!.indent > indent) continue
    const next = markAt(outline, k)
    return (
      next !== null && next.kind === mark.kind && (mark.kind === 'bullet' || next.value === mark.value + 1)
    )
  }
  return false
}

function readList(outline: Outline, start: number, to: number, first: ListMark): Read<BodyBlock> {
  const indent = itemIndent(outline, start, to)
  const items: BodyItem[] = []
  let next = start
  for (let mark: ListMark | null = first; mark !== null; ) {
    const end = endOfItem(outline, next, to, indent)
    items.push(readItem(outline, next, end, mark))
    const sibling = skipBlank(outline, end, to)
    const other =
      sibling < to && itemIndent(outline, sibling, to) === indent ? markAt(outline, sibling) : null
    mark = other?.kind === 'bullet' && other.label === first.label ? other : null
    next = mark === null ? end : sibling
  }
  return { block: { type: 'list', items }, next }
}

function readSteps(outline: Outline, start: number, to: number, first: ListMark): Read<BodyBlock> {
  const indent = itemIndent(outline, start, to)
  const items: BodyStep[] = []
  let i = start
  let mark = first
  for (;;) {
    const end = endOfItem(outline, i, to, indent)
    const next = nextStep(outline, end, to, indent, mark)
    const stop = next?.at ?? end
    const { passage, blocks } = readItem(outline, i, stop, mark)
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
function itemIndent(outline: Outline, i: number, to: number): number {
  const { lines } = outline
  const { indent } = lines[i]!
  const slipped =
    indent >= 3 && i + 1 < to && !isBlankAt(outline, i + 1) && lines[i + 1]!.indent === indent - 1
  return slipped && markAt(outline, i + 1) === null ? indent - 3 : indent
}

/** Lines ahead in which the next number of an interrupted list is looked for. */
const interruption = 80

/**
 * The next step of a list whose last item ended at `from`: directly there, or past flush-left text (notes, code, tables,
 * `-or-`) that interrupts the count. A heading or a count that starts anew ends the list.
 */
function nextStep(
  outline: Outline,
  from: number,
  to: number,
  indent: number,
  mark: ListMark,
): { at: number; mark: ListMark } | null {
  const limit = Math.min(to, from + interruption)
  const first = skipBlank(outline, from, limit)
  for (let k = first; k < limit; k++) {
    if (isBlankAt(outline, k)) continue
    if (isSubheading(outline, k, to) || namesWayOut(outline.lines[k]!.text)) return null
    if (outline.lines[k]!.indent !== indent) continue
    const next = markAt(outline, k)
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
  return mayNameWayOut(codeAt(text, 0)) && /^(?:method|workaround|resolution|option) \d/i.test(text)
}

/** M, W, R, O in either case. */
function mayNameWayOut(code: number): boolean {
  const upper = code & ~32
  return upper === 77 || upper === 87 || upper === 82 || upper === 79
}

/** Items reach as far as lines are blank or deeper than the mark, and over continuation lines of the first paragraph. */
function endOfItem(outline: Outline, start: number, to: number, indent: number): number {
  const { lines } = outline
  let end = start + 1
  const slipped = lines[start]!.indent > indent
  // Some authors wrap an item flush with its number: such lines follow without a blank line and open nothing new.
  while (end < to && continuesFlush(outline, end, to, indent)) end++
  for (let k = end; k < to; k++) {
    if (isBlankAt(outline, k)) continue
    if (slipped && lines[k]!.indent === lines[start]!.indent && markAt(outline, k) !== null) break
    if (lines[k]!.indent <= indent) {
      if (k !== end || !isNestedFlush(outline, k, indent, start)) break
      k = endOfItem(outline, k, to, indent) - 1
    }
    end = k + 1
  }
  return end
}

function continuesFlush(outline: Outline, i: number, to: number, indent: number): boolean {
  const { lines } = outline
  return (
    !isBlankAt(outline, i) &&
    lines[i]!.indent === indent &&
    lines[i - 1]!.text.length >= 50 &&
    markAt(outline, i) === null &&
    !isSubheading(outline, i, to)
  )
}

/** `a.` directly under `1.` at the same indentation is nested, whatever its indentation says. */
function isNestedFlush(outline: Outline, k: number, indent: number, start: number): boolean {
  return (
    outline.lines[k]!.indent === indent &&
    markAt(outline, start)?.kind === 'number' &&
    markAt(outline, k)?.kind === 'letter'
  )
}

function readItem(outline: Outline, start: number, end: number, mark: ListMark): BodyItem {
  const { lines } = outline
  const line = lines[start]!
  const head = passageOf(line).slice(mark.textAt, line.text.length)
  let next = start + 1
  while (next < end && continuesParagraph(outline, next, end)) next++
  const passage =
    next === start + 1 ? head : Passage.join([head, joinLines(lines, start + 1, next, ' ')], ' ')
  if (next >= end) return { passage, blocks: [] }
  return { passage, blocks: readBlocks(outline, next, end, contentIndent(outline, start, end, mark)) }
}

function continuesParagraph(outline: Outline, i: number, end: number): boolean {
  if (outline.openings[i] === 0 && !isBlankAt(outline, i + 1)) return true
  return !isBlankAt(outline, i) && markAt(outline, i) === null && tableAt(outline, i, end) === null
}

/** The indentation of an item's own prose: that of its shallowest further line, at least past the mark. */
function contentIndent(outline: Outline, start: number, end: number, mark: ListMark): number {
  const own = outline.lines[start]!.indent
  let least = own + mark.textAt
  for (let k = start + 1; k < end; k++) {
    const { indent } = outline.lines[k]!
    if (indent > own && indent < least && !isBlankAt(outline, k)) least = indent
  }
  return least
}

function skipBlank(outline: Outline, i: number, to: number): number {
  while (i < to && isBlankAt(outline, i)) i++
  return i
}

/** The text at `lines[start]`, which opens no structure of its own, as note, paragraph or preformatted text. */
function readText(outline: Outline, start: number, to: number, base: number): Read<BodyBlock> {
  const { lines } = outline
  let end = endOfText(outline, start, to)
  let indent = leastIndent(outline, start, end)
  const joined = joinLines(lines, start, end, ' ')
  if (!isProse(lines, start, end, indent <= base, joined)) {
    end = endOfCode(outline, start, end, to, base)
    indent = leastIndent(outline, start, end)
    const passage = joinLines(lines, start, end, '\n', indent)
    return { block: { type: 'preformatted', passage, apart: indent > base }, next: end }
  }
  const note = readNote(outline, end, to, base, joined, indent > base)
  return note ?? { block: { type: 'paragraph', passage: joined, apart: indent > base }, next: end }
}

/** Text runs to the next blank line, list, table or sub-heading. */
function endOfText(outline: Outline, start: number, to: number): number {
  let i = start + 1
  while (i < to && !isBlankAt(outline, i) && !opensStructure(outline, i, start, to)) i++
  return i
}

/** Code is often broken by blank lines: text that is no prose goes on over them for as long as it stays so. */
function endOfCode(outline: Outline, start: number, end: number, to: number, base: number): number {
  const { lines } = outline
  for (;;) {
    const next = skipBlank(outline, end, to)
    if (next >= to || next - end > 2 || lines[next]!.indent < lines[start]!.indent) return end
    if (opensStructure(outline, next, start, to)) return end
    const stop = endOfText(outline, next, to)
    const joined = joinLines(lines, next, stop, ' ')
    if (isProse(lines, next, stop, lines[next]!.indent <= base, joined)) return end
    end = stop
  }
}

function leastIndent(outline: Outline, from: number, to: number): number {
  let least = Number.POSITIVE_INFINITY
  for (let k = from; k < to; k++) {
    if (!isBlankAt(outline, k)) least = Math.min(least, outline.lines[k]!.indent)
  }
  return least
}

const noteLabel = /^(NOTES?|IMPORTANT|WARNING|CAUTION|TIP|Notes?|Important|Warning|Caution|Tip) ?: */

/**
 * The note that a paragraph opens which ends before `lines[end]`; `null` where it has no such label. A warning that stands
 * apart is what a machine says.
 */
function readNote(
  outline: Outline,
  end: number,
  to: number,
  base: number,
  passage: Passage,
  apart: boolean,
): Read<BodyNote> | null {
  const found = mayOpenNote(passage.text) ? noteLabel.exec(passage.text) : null
  if (found === null || (apart && !/^note/i.test(found[0]))) return null
  const label = found[1]!
  const text = passage.slice(found[0].length, passage.text.length)
  const next = text.text === '' || text.text.endsWith(':') ? endOfNote(outline, end, to, base) : end
  return {
    block: { type: 'note', label, passage: text, blocks: readBlocks(outline, end, next, base) },
    next,
  }
}

/** NO, IM, WA, CA, TI in either case. */
function mayOpenNote(text: string): boolean {
  const first = codeAt(text, 0) & ~32
  const second = codeAt(text, 1) & ~32
  if (first === 78) return second === 79
  if (first === 87 || first === 67) return second === 65
  return (first === 73 && second === 77) || (first === 84 && second === 73)
}

/** What stands apart under a note that ends in a colon, or bullets there, are its own. */
function endOfNote(outline: Outline, end: number, to: number, base: number): number {
  let next = skipBlank(outline, end, to)
  if (next >= to) return end
  const mark = markAt(outline, next)
  if (mark?.kind === 'bullet') return readList(outline, next, to, mark).next
  while (next < to && (isBlankAt(outline, next) || outline.lines[next]!.indent > base)) {
    next++
    if (!isBlankAt(outline, next - 1)) end = next
  }
  return end
}
