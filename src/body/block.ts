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

import { isBlank, joinLines, type Line, passageOf } from './line.ts'
import { Passage } from './passage.ts'
import { type BodyTable, readTable } from './table.ts'

export type BodyBlock =
  | BodyText
  | { readonly type: 'list'; readonly items: readonly BodyItem[] }
  | { readonly type: 'steps'; readonly items: readonly BodyStep[] }
  | BodyTable
  | {
      readonly type: 'note'
      readonly label: string
      readonly passage: Passage
      readonly blocks: readonly BodyBlock[]
    }

export interface BodyText {
  readonly type: 'paragraph' | 'preformatted' | 'subheading'
  readonly passage: Passage
  /** Set apart from the prose around it (indented deeper, quoted): a message, a command, a reference, code. */
  readonly apart?: true
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

/** Lines ahead in which the next number of an interrupted list is looked for. */
const interruption = 80

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
    const line = lines[i]!
    if (line.text === '') {
      i++
      continue
    }
    const table = readTable(lines, i, to)
    if (table !== null) {
      blocks.push(table.table)
      i = table.next
      continue
    }
    if (isSubheading(lines, i, to)) {
      blocks.push({ type: 'subheading', passage: passageOf(line) })
      i += 2
      continue
    }
    const mark = markOf(line)
    if (mark !== null && opensList(lines, i, from, mark)) {
      const list = mark.kind === 'bullet' ? readList(lines, i, to, mark) : readSteps(lines, i, to, mark)
      blocks.push(list.block)
      i = list.next
      continue
    }
    const end = endOfCode(lines, i, endOfText(lines, i, to), to)
    blocks.push(readText(lines, i, end, base))
    i = end
  }
  return blocks
}

/** A line with a rule of dashes under it, as long as the line or nearly so (authors miscount). */
export function isSubheading(lines: readonly Line[], i: number, to: number): boolean {
  if (i + 1 >= to) return false
  const rule = lines[i + 1]!
  if (rule.text.charCodeAt(0) !== 45) return false
  const length = rule.text.length
  if (length < 3 || !isRule(rule.text, '-') || rule.indent !== lines[i]!.indent) return false
  const title = lines[i]!.text
  return Math.abs(title.length - length) <= 2 && !isRule(title, '-') && !/\S {2,}\S/.test(title)
}

export function isRule(text: string, char: string): boolean {
  const code = char.charCodeAt(0)
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== code) return false
  return text.length > 0
}

interface ListMark {
  readonly kind: 'bullet' | 'number' | 'letter'
  /** `1`, `a`, `iv`; for bullets the bullet. */
  readonly label: string
  readonly value: number
  /** Where the item's text begins in the line's text. */
  readonly textAt: number
}

/** `-`, `*`, `o`, a bullet, a middle dot. */
function isBullet(code: number): boolean {
  return code === 45 || code === 42 || code === 111 || code === 0x2022 || code === 0xb7
}

/** The list mark a line opens with: `- `, `* `, `1. `, `1) `, `a. `, `(a) `, `iv. `; `null` where there is none. */
function markOf(line: Line): ListMark | null {
  const text = line.text
  const code = text.charCodeAt(0)
  if (isBullet(code) && isBlank(text.charCodeAt(1))) {
    const textAt = textAfter(text, 1)
    return textAt === text.length ? null : { kind: 'bullet', label: text[0]!, value: 0, textAt }
  }
  const open = code === 40 ? 1 : 0
  let end = open
  while (end < text.length && isDigit(text.charCodeAt(end))) end++
  const digits = end - open
  if (digits > 3) return null
  if (digits === 0) while (end < text.length && end - open < 5 && isLetter(text.charCodeAt(end))) end++
  if (end === open) return null
  const close = text[end]
  if (open === 1 ? close !== ')' : close !== '.' && close !== ')') return null
  if (end + 1 < text.length && !isBlank(text.charCodeAt(end + 1))) return null
  const textAt = textAfter(text, end + 1)
  if (textAt === text.length && digits === 0) return null
  const label = text.slice(open, end)
  if (digits > 0) return { kind: 'number', label, value: Number(label), textAt }
  const value = label.length === 1 ? letterValue(label) : romanValue(label)
  return value === 0 ? null : { kind: 'letter', label, value, textAt }
}

function textAfter(text: string, at: number): number {
  while (at < text.length && isBlank(text.charCodeAt(at))) at++
  return at
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
}

function letterValue(label: string): number {
  return label.toLowerCase().charCodeAt(0) - 96
}

const romans = [
  '',
  'i',
  'ii',
  'iii',
  'iv',
  'v',
  'vi',
  'vii',
  'viii',
  'ix',
  'x',
  'xi',
  'xii',
  'xiii',
  'xiv',
  'xv',
]

function romanValue(label: string): number {
  return Math.max(0, romans.indexOf(label.toLowerCase()))
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

function readList(
  lines: readonly Line[],
  start: number,
  to: number,
  first: ListMark,
): { block: BodyBlock; next: number } {
  const indent = lines[start]!.indent
  const items: BodyItem[] = []
  let i = start
  let mark: ListMark | null = first
  while (mark !== null) {
    const end = endOfItem(lines, i, to, indent)
    items.push(readItem(lines, i, end, mark))
    i = skipBlank(lines, end, to)
    const line = i < to ? lines[i]! : null
    mark = line !== null && line.indent === indent ? markOf(line) : null
    if (mark?.kind !== 'bullet' || mark.label !== first.label) mark = null
    if (mark === null) i = end
  }
  return { block: { type: 'list', items }, next: i }
}

function readSteps(
  lines: readonly Line[],
  start: number,
  to: number,
  first: ListMark,
): { block: BodyBlock; next: number } {
  const indent = lines[start]!.indent
  const items: BodyStep[] = []
  let i = start
  let mark = first
  for (;;) {
    let end = endOfItem(lines, i, to, indent)
    const next = nextStep(lines, end, to, indent, mark)
    if (next !== null) end = next.at
    items.push({ number: mark.label, ...readItem(lines, i, end, mark) })
    i = end
    if (next === null) break
    mark = next.mark
  }
  return { block: { type: 'steps', items }, next: i }
}

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
  for (let k = from; k < limit; k++) {
    const line = lines[k]!
    if (line.text === '') continue
    if (isSubheading(lines, k, to) || /^(?:method|workaround|resolution|option) \d/i.test(line.text))
      return null
    if (line.indent !== indent) continue
    const next = markOf(line)
    if (next === null || next.kind !== mark.kind) continue
    const direct = skipBlank(lines, from, to) === k
    if (next.value === mark.value + 1) return { at: k, mark: next }
    if (direct && next.value >= mark.value && next.value <= mark.value + 3 && mark.kind === 'number') {
      return { at: k, mark: next }
    }
    if (next.value === 1) return null
  }
  return null
}

/** Items reach as far as lines are blank or deeper than the mark, and over continuation lines of the first paragraph. */
function endOfItem(lines: readonly Line[], start: number, to: number, indent: number): number {
  let end = start + 1
  // Some authors wrap an item flush with its number: such lines follow without a blank line and open nothing new.
  while (end < to && lines[end]!.text !== '' && lines[end]!.indent <= indent) {
    if (lines[end]!.indent < indent || markOf(lines[end]!) !== null || isSubheading(lines, end, to)) break
    if (lines[end - 1]!.text.length < 50) break
    end++
  }
  let solid = end
  for (let k = end; k < to; k++) {
    const line = lines[k]!
    if (line.text === '') continue
    if (line.indent <= indent) {
      if (k !== end || !isNestedFlush(lines, k, indent, start)) break
      k = endOfItem(lines, k, to, indent) - 1
    }
    solid = k + 1
    end = solid
  }
  return solid
}

/** `a.` directly under `1.` at the same indentation is nested, whatever its indentation says. */
function isNestedFlush(lines: readonly Line[], k: number, indent: number, start: number): boolean {
  if (lines[k]!.indent !== indent) return false
  const outer = markOf(lines[start]!)
  const inner = markOf(lines[k]!)
  return outer?.kind === 'number' && inner?.kind === 'letter'
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

/** Text runs to the next blank line, list, table or sub-heading. */
function endOfText(lines: readonly Line[], start: number, to: number): number {
  let i = start + 1
  while (i < to && lines[i]!.text !== '') {
    const mark = markOf(lines[i]!)
    if (mark !== null && opensList(lines, i, start, mark)) break
    if (isSubheading(lines, i, to) || readTable(lines, i, to) !== null) break
    i++
  }
  return i
}

/** Code is often broken by blank lines: text that is no prose goes on over them for as long as it stays so. */
function endOfCode(lines: readonly Line[], start: number, end: number, to: number): number {
  if (isProse(lines, start, end)) return end
  for (;;) {
    const next = skipBlank(lines, end, to)
    if (next >= to || next - end > 2) return end
    if (readTable(lines, next, to) !== null || isSubheading(lines, next, to)) return end
    const mark = markOf(lines[next]!)
    if (mark !== null && opensList(lines, next, start, mark)) return end
    const stop = endOfText(lines, next, to)
    if (lines[next]!.indent < lines[start]!.indent || isProse(lines, next, stop)) return end
    end = stop
  }
}

const noteLabel = /^(NOTES?|IMPORTANT|WARNING|CAUTION|TIP|Notes?|Important|Warning|Caution|Tip) ?: */

/** The text of `lines[from, to)`, which has no structure of its own, as note, paragraph or preformatted text. */
function readText(lines: readonly Line[], from: number, to: number, base: number): BodyBlock {
  let indent = Number.POSITIVE_INFINITY
  for (let k = from; k < to; k++) if (lines[k]!.text !== '') indent = Math.min(indent, lines[k]!.indent)
  const apart = indent > base ? ({ apart: true } as const) : {}
  if (!isProse(lines, from, to)) {
    return { type: 'preformatted', passage: joinLines(lines, from, to, '\n', indent), ...apart }
  }
  const passage = joinLines(lines, from, to, ' ')
  const label = mayOpenNote(passage.text.charCodeAt(0)) ? noteLabel.exec(passage.text) : null
  if (label === null || label[0].length === passage.text.length)
    return { type: 'paragraph', passage, ...apart }
  const body = passage.slice(label[0].length, passage.text.length)
  return { type: 'note', label: label[1]!, passage: body, blocks: [] }
}

/** N, I, W, C, T in either case. */
function mayOpenNote(code: number): boolean {
  const upper = code & ~32
  return upper === 78 || upper === 73 || upper === 87 || upper === 67 || upper === 84
}

/**
 * Whether lines are one paragraph, wrapped: every line but the last is full (the next word would not have fitted), all
 * begin at the same column, and none has columns of its own. A single line is prose unless it looks like code.
 */
function isProse(lines: readonly Line[], from: number, to: number): boolean {
  const last = to - 1
  if (from === last) return !looksLikeCode(lines[from]!.text)
  const indent = lines[last]!.indent
  for (let k = from; k < to; k++) {
    const line = lines[k]!
    if (line.text === '' || (line.indent !== indent && k !== from)) return false
    if (hasColumns(line.text)) return false
    if (k === last) break
    const reach = line.indent + line.text.length
    if (reach < 50 || (reach < 60 && reach + 1 + firstWordLength(lines[k + 1]!.text) < 66)) return false
  }
  return true
}

function firstWordLength(text: string): number {
  const end = text.indexOf(' ')
  return end === -1 ? text.length : end
}

/** A tab, or two blanks in a row that do not follow the end of a sentence. */
function hasColumns(text: string): boolean {
  for (let i = text.indexOf('  '); i !== -1; i = text.indexOf('  ', i + 1)) {
    if (i > 0 && !'.?!:;,")'.includes(text[i - 1]!)) return true
    while (text.charCodeAt(i + 1) === 32) i++
  }
  return text.includes('\t')
}

const codeStart =
  /^(?:#include|#define|#if|\/\/|\/\*|<\/?[a-z!]|dim |sub |end sub|private |public sub|if .*\bthen$|print |@echo|rem )/i

function looksLikeCode(text: string): boolean {
  if (hasColumns(text)) return true
  const end = text.charCodeAt(text.length - 1)
  // ; { } _ & = at the end, or the words that open a statement.
  return end === 59 || end === 123 || end === 125 || end === 95 || end === 61 || codeStart.test(text)
}
