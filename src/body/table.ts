// Is this a table, and what are its cells?
//
// Five shapes are tables:
//
//     +------+------+      a grid, a rule after every row;     Date   Size  File name     columns under a header
//     | a    | b    |      a cell may go on over several       -----------------------    with one rule, or one
//     +------+------+      lines                               1/2/99  10   x.dll         rule per column
//
//     Date  Size  File name                                    | a | b |                  rows of pipes without a
//     1/2/99  10  x.dll       a file list needs no rule        | c | d |                  grid
//
//     Task        Program     other columns need either a rule under their header
//                             or a blank line and three rows that line up with it
//     Print       print.exe

import { type Column, cellsOf, columnsOf, isAligned, joinCells, piecesOf, withRowNames } from './columns.ts'
import { codeAt, joinLines, type Line } from './line.ts'
import type { Passage } from './passage.ts'

export interface BodyTable {
  readonly type: 'table'
  /** Empty where no header can be told from the rows. */
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** The whole table as printed. */
  readonly passage: Passage
}

export interface TableAt {
  readonly table: BodyTable
  /** The first line after the table. */
  readonly next: number
}

/** The table that begins at `lines[i]`, or `null`. Cheap where there is none: a look at the first characters of four lines. */
export function readTable(lines: readonly Line[], i: number, to: number): TableAt | null {
  const { text } = lines[i]!
  const first = codeAt(text, 0)
  if (first === 43 && isGridRule(text)) return readGrid(lines, i, to)
  if (first === 124) return readPipes(lines, i, to)
  const rule = ruleBelow(lines, i, to)
  if (rule !== 0) return readColumns(lines, i, rule, true, to)
  if (mayOpenFileHeader(text, first) && isFileHeader(text)) {
    return readColumns(lines, i, i + 1, false, to)
  }
  return i + 2 < to && lines[i + 1]!.text === '' && text.includes('  ') ? readUnruled(lines, i, to) : null
}

function isGridRule(text: string): boolean {
  return text.length > 3 && /^\+[-=+ ]+\+?$/.test(text)
}

function readGrid(lines: readonly Line[], start: number, to: number): TableAt | null {
  let end = start
  while (end < to && (lines[end]!.text[0] === '|' || isGridRule(lines[end]!.text))) end++
  const rows: string[][] = []
  let open: string[] | null = null
  for (let k = start; k < end; k++) {
    const { text } = lines[k]!
    if (text[0] === '+') {
      if (open !== null) rows.push(open)
      open = null
      continue
    }
    const cells = pipeCells(text)
    open = open === null ? cells : cells.map((cell, c) => joinCells(open?.[c] ?? '', cell))
  }
  if (open !== null) rows.push(open)
  if (rows.length === 0) return null
  return { table: tableOf(rows[0]!, rows.slice(1), lines, start, end), next: end }
}

function pipeCells(text: string): string[] {
  const inner = text.endsWith('|') ? text.slice(1, -1) : text.slice(1)
  return inner.split('|').map((cell) => cell.trim())
}

/** Rows of pipes without a grid are a table only if they agree on the number of columns, two or more. */
function readPipes(lines: readonly Line[], start: number, to: number): TableAt | null {
  let end = start
  while (end < to && /^\|.*\|$/.test(lines[end]!.text)) end++
  const rows = lines
    .slice(start, end)
    .map((line) => pipeCells(line.text))
    .filter((cells) => !cells.every((cell) => /^:?-+:?$/.test(cell)))
  const width = rows[0]?.length ?? 0
  if (rows.length < 2 || width < 2 || rows.some((cells) => cells.length !== width)) return null
  return { table: tableOf(rows[0]!, rows.slice(1), lines, start, end), next: end }
}

/** Where the rule under a header stands that begins at `lines[i]` and has up to three lines; 0 where there is none. */
function ruleBelow(lines: readonly Line[], i: number, to: number): number {
  const limit = Math.min(to, i + 4)
  let rule = i + 1
  while (rule < limit && codeAt(lines[rule]!.text, 0) !== 45) rule++
  if (rule >= limit || !isColumnRule(lines[rule]!.text)) return 0
  if (rule === i + 1) return mayHaveColumns(lines[i]!.text, lines[rule]!.text) ? rule : 0
  // A paragraph over a sub-heading is no header: all lines but the last must have columns. Nor is a dump.
  for (let k = i; k < rule; k++) {
    const { text } = lines[k]!
    if (!text.includes('  ') && (k < rule - 1 || lines[rule]!.text.length <= text.length + 2)) return 0
    if (/[|<]|---/.test(text)) return 0
  }
  return rule
}

/** Of a heading over one run of dashes, most are a sub-heading's: one phrase without a double blank. */
function mayHaveColumns(header: string, rule: string): boolean {
  return header.includes('  ') || rule.includes(' ')
}

/** Dashes only, in one run or one per column. */
function isColumnRule(text: string): boolean {
  if (text.length < 5) return false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code !== 45 && code !== 32 && code !== 61) return false
  }
  return true
}

const fileColumn = /\b(?:file ?name|date|time|size|version|platform)\b/gi

/** `da`, `fi`, `si`, `ti`, `ve` in either case. */
function mayOpenFileHeader(text: string, first: number): boolean {
  const upper = first & ~32
  const second = upper === 68 ? 65 : upper === 86 ? 69 : upper === 70 || upper === 83 || upper === 84 ? 73 : 0
  return second !== 0 && (codeAt(text, 1) & ~32) === second && text.length < 200
}

/** Whether a line can be the first one of a table without a rule under it, by its beginning; `first` is its first character. */
export function mayOpenTable(text: string, first: number): boolean {
  return first === 43 || first === 124 || mayOpenFileHeader(text, first)
}

/** `Date  Time  Version  Size  File name`: at least three of the known columns and nothing else of weight. */
function isFileHeader(text: string): boolean {
  if (!/^(?:date|file ?name|size|version|time)\b/i.test(text)) return false
  const names = text.match(fileColumn) ?? []
  if (names.length < 3 || !names.some((name) => /^file/i.test(name))) return false
  return text.replace(fileColumn, '').replace(/[\s()\w]{0,14}/, '').length === 0
}

/** The header is `lines[start, body)`, its rule with it where it is `ruled`. */
function readColumns(
  lines: readonly Line[],
  start: number,
  rule: number,
  ruled: boolean,
  to: number,
): TableAt | null {
  const body = ruled ? rule + 1 : rule
  const columns = columnsOf(lines.slice(start, rule), ruled ? lines[rule]! : null)
  if (columns.length < 2) return null
  const margin = columns[0]!.from
  const printed: number[] = []
  let end = body
  for (let k = body; k < to; k++) {
    const line = lines[k]!
    if (line.text === '') {
      if (!goesOnAfterBlank(lines, k, body, to, columns, ruled)) break
      continue
    }
    if (isRuleOnly(line.text)) {
      if (opensNext(lines, k, to, columns)) break
      end = k + 1
      continue
    }
    if (ruled ? !isRow(line, margin, columns) : !namesFile(line.text)) break
    printed.push(k)
    end = k + 1
  }
  // A sub-heading of two parts has prose under it.
  if (!printed.some((k) => hasGap(lines[k]!.text))) return null
  const all = withRowNames(
    columns,
    printed.map((k) => lines[k]!),
  )
  const rows = joinRows(lines, printed, all)
  const header = all.map((column) => column.name)
  return { table: tableOf(header, rows, lines, start, end), next: end }
}

/** One blank line may stand under the header, and between rows where the next one lines up with the columns. */
function goesOnAfterBlank(
  lines: readonly Line[],
  k: number,
  body: number,
  to: number,
  columns: readonly Column[],
  ruled: boolean,
): boolean {
  if (k + 1 >= to || lines[k + 1]!.text === '') return false
  if (k === body) return true
  const next = lines[k + 1]!
  if (!ruled) return namesFile(next.text)
  return ruleBelow(lines, k + 1, to) === 0 && isAligned(next, columns)
}

function isRuleOnly(text: string): boolean {
  return codeAt(text, 0) === 45 && isColumnRule(text)
}

/** Whether the rule at `k` is that of the next table's header, the last row read: rows follow it. */
function opensNext(lines: readonly Line[], k: number, to: number, columns: readonly Column[]): boolean {
  const next = k + 1 < to && lines[k + 1]!.text === '' ? k + 2 : k + 1
  return next < to && lines[next]!.text !== '' && isAligned(lines[next]!, columns) && next > k + 1
}

/** Under a rule any line with a second column is a row. */
function isRow(line: Line, margin: number, columns: readonly Column[]): boolean {
  if (hasGap(line.text)) return true
  return (
    line.indent >= margin - 2 && (line.indent > margin || line.indent + line.text.length > columns[1]!.from)
  )
}

/** Blanks between two words that do not follow a sentence. */
function hasGap(text: string): boolean {
  return text.includes('  ') && /[^\s.?!:] {2,}\S/.test(text)
}

/** Without a rule a row must name a file. */
function namesFile(text: string): boolean {
  return /[\w~!-]\.\w{1,4}\b/.test(text)
}

/**
 * The cells of the printed lines. A line with nothing but the rest of one cell, and, where blank lines keep the rows
 * apart, any line that fills no more than half of them, goes on with the row above it.
 */
function joinRows(
  lines: readonly Line[],
  printed: readonly number[],
  columns: readonly Column[],
): string[][] {
  const rows: string[][] = []
  const spaced = printed.some((k, n) => n > 0 && printed[n - 1]! < k - 1)
  for (let n = 0; n < printed.length; n++) {
    const cells = cellsOf(lines[printed[n]!]!, columns)
    const above = rows.at(-1)
    const direct = above !== undefined && printed[n - 1] === printed[n]! - 1
    const filled = cells.filter((cell) => cell !== '').length
    if (direct && ((cells[0] === '' && filled === 1) || (spaced && filled * 2 <= cells.length))) {
      for (let c = 0; c < cells.length; c++) above[c] = joinCells(above[c]!, cells[c]!)
    } else rows.push(cells)
  }
  return rows
}

/** A header of short names, a blank line, and at least three rows that line up with it. */
function readUnruled(lines: readonly Line[], start: number, to: number): TableAt | null {
  const names = piecesOf(lines[start]!)
  if (names.length < 2 || !names.every(({ text }) => /^[A-Z][A-Za-z]*(?: [A-Za-z]+){0,2}$/.test(text))) {
    return null
  }
  const columns = columnsOf([lines[start]!], null)
  const printed: number[] = []
  for (let k = start + 2; k < to; k++) {
    if (lines[k]!.text === '') {
      if (k + 1 < to && lines[k + 1]!.text !== '' && isAligned(lines[k + 1]!, columns)) continue
      break
    }
    if (!isAligned(lines[k]!, columns)) break
    printed.push(k)
  }
  if (printed.length < 3) return null
  const next = printed.at(-1)! + 1
  const header = columns.map((column) => column.name)
  return { table: tableOf(header, joinRows(lines, printed, columns), lines, start, next), next }
}

function tableOf(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  lines: readonly Line[],
  start: number,
  end: number,
): BodyTable {
  return { type: 'table', header, rows, passage: joinLines(lines, start, end, '\n') }
}
