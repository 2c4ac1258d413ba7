// Is this a table, and what are its cells?
//
// Four shapes are tables. Cells are cut by column position, never by counting blanks: an empty cell shifts nothing.
//
//     +------+------+      a grid, a rule after every row;     Date   Size  File name     columns under a header
//     | a    | b    |      a cell may go on over several       -----------------------    with one rule, or one
//     +------+------+      lines                               1/2/99  10   x.dll         rule per column
//
//     Date  Size  File name                                    | a | b |                  rows of pipes without a
//     1/2/99  10  x.dll       a file list needs no rule        | c | d |                  grid

import { joinLines, type Line } from './line.ts'
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

/** The table that begins at `lines[i]`, or `null`. Cheap where there is none: a look at two lines. */
export function readTable(lines: readonly Line[], i: number, to: number): TableAt | null {
  const text = lines[i]!.text
  const first = text.charCodeAt(0)
  if (first === 43 && isGridRule(text)) return readGrid(lines, i, to)
  if (first === 124) return readPipes(lines, i, to)
  if (i + 1 >= to) return null
  const under = lines[i + 1]!.text
  if (under.charCodeAt(0) === 45 && isColumnRule(under)) return readColumns(lines, i, to, 2)
  if (text.length < 200 && mayOpenFileHeader(first) && isFileHeader(text)) return readColumns(lines, i, to, 1)
  return null
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
    const text = lines[k]!.text
    if (text[0] === '+') {
      if (open !== null) rows.push(open)
      open = null
      continue
    }
    const cells = pipeCells(text)
    open = open === null ? cells : cells.map((cell, c) => joined(open?.[c] ?? '', cell))
  }
  if (open !== null) rows.push(open)
  if (rows.length === 0) return null
  return { table: tableOf(rows[0]!, rows.slice(1), lines, start, end), next: end }
}

function joined(above: string, below: string): string {
  return above === '' || below === '' ? above + below : `${above} ${below}`
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

/** D, F, S, T, V in either case. */
function mayOpenFileHeader(code: number): boolean {
  const upper = code & ~32
  return upper === 68 || upper === 70 || upper === 83 || upper === 84 || upper === 86
}

/** `Date  Time  Version  Size  File name`: at least three of the known columns and nothing else of weight. */
function isFileHeader(text: string): boolean {
  if (!/^(?:date|file ?name|size|version|time)\b/i.test(text)) return false
  const names = text.match(fileColumn) ?? []
  if (names.length < 3 || !names.some((name) => /^file/i.test(name))) return false
  return text.replace(fileColumn, '').replace(/[\s()\w]{0,14}/, '').length === 0
}

interface Column {
  readonly name: string
  readonly from: number
  readonly to: number
}

function readColumns(lines: readonly Line[], start: number, to: number, skip: 1 | 2): TableAt | null {
  const margin = lines[start]!.indent
  const columns = columnsOf(lines[start]!, skip === 2 ? lines[start + 1]! : null)
  if (columns.length < 2) return null
  let end = start + skip
  if (end < to && lines[end]!.text === '') end++
  const rows: string[][] = []
  while (end < to && lines[end]!.text !== '' && isRow(lines[end]!, margin, columns, skip)) {
    rows.push(cellsOf(lines[end]!, columns))
    end++
  }
  if (rows.length === 0) return null
  return {
    table: tableOf(
      columns.map((column) => column.name),
      rows,
      lines,
      start,
      end,
    ),
    next: end,
  }
}

/** Runs of dashes give the columns where there are several; otherwise the words of the header, two blanks apart. */
function columnsOf(header: Line, rule: Line | null): Column[] {
  const runs = rule === null ? [] : spansOf(rule, /[-=]+/g)
  const words = spansOf(header, /\S+(?: \S+)*/g)
  const cuts = runs.length > 1 ? runs : words
  return cuts.map((cut, c) => {
    const from = cut.from
    const to = cuts[c + 1]?.from ?? Number.POSITIVE_INFINITY
    const own = words.filter((word) => columnAt(cuts, word.from, word.to) === c)
    return { name: own.map((word) => word.text).join(' '), from, to }
  })
}

interface Cut {
  readonly text: string
  readonly from: number
  readonly to: number
}

/** The pieces of a line that a pattern finds, with their printed columns. */
function spansOf(line: Line, pattern: RegExp): Cut[] {
  return [...line.text.matchAll(pattern)].map((found) => {
    const from = line.indent + found.index
    return { text: found[0], from, to: from + found[0].length }
  })
}

/** The column that overlaps `[from, to)` most; between columns, the nearest one to the left. */
function columnAt(columns: readonly { from: number; to: number }[], from: number, to: number): number {
  let best = 0
  let most = Number.NEGATIVE_INFINITY
  for (let c = 0; c < columns.length; c++) {
    const overlap = Math.min(to, columns[c]!.to) - Math.max(from, columns[c]!.from)
    if (overlap > most) {
      most = overlap
      best = c
    }
  }
  return best
}

function cellsOf(line: Line, columns: readonly Column[]): string[] {
  const cells = columns.map(() => '')
  for (const piece of spansOf(line, /\S+(?: \S+)*/g)) {
    const c = columnAt(columns, piece.from, piece.to)
    cells[c] = joined(cells[c]!, piece.text)
  }
  return cells
}

/** Under a rule any line with a second column is a row; without one a row must name a file. */
function isRow(line: Line, margin: number, columns: readonly Column[], skip: 1 | 2): boolean {
  if (line.indent < margin - 2) return false
  if (skip === 1) return /[\w~!-]\.\w{1,4}\b/.test(line.text)
  return (
    line.indent > margin || /\S {2,}\S/.test(line.text) || line.indent + line.text.length > columns[1]!.from
  )
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
