// Which columns does a printed table have, and what stands in them?
//
//     Date      Time    Size     File name          a header gives the columns, by its words or by the rule under it
//     5/31/99   06:02p  164,112  Win32spl.dll       a word belongs to the column that it overlaps most, so an empty
//     5/31/99                    Hal.dll            cell shifts nothing

import type { Line } from './line.ts'
import { matchesOf } from './matches.ts'
import { packedMap } from './packed-map.ts'

export interface Column {
  readonly name: string
  /** Printed columns, half-open; a table column reaches to the next one. */
  readonly from: number
  readonly to: number
}

/** Words with single blanks between them. */
export interface Piece {
  readonly text: string
  readonly from: number
  readonly to: number
}

/** The pieces of a line: what at least two blanks keep apart. */
export function piecesOf({ text, indent }: Line): Piece[] {
  const pieces: Piece[] = []
  for (let from = 0; from < text.length; ) {
    const to = endOfPiece(text, from)
    if (to > from) pieces.push({ text: text.slice(from, to), from: indent + from, to: indent + to })
    from = to + 1
  }
  return pieces
}

/** Where the piece ends that begins at `from`; `from` itself where a blank stands. */
function endOfPiece(text: string, from: number): number {
  let to = from
  while (to < text.length) {
    if (!isSpace(text.charCodeAt(to))) to++
    else if (
      to > from &&
      text.charCodeAt(to) === 32 &&
      to + 1 < text.length &&
      !isSpace(text.charCodeAt(to + 1))
    )
      to++
    else break
  }
  return to
}

/** What `\s` matches. */
function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || (code >= 160 && /\s/.test(String.fromCharCode(code)))
}

/** The runs of dashes of a rule. */
function runsOf(rule: Line): Piece[] {
  return packedMap(matchesOf(/[-=]+/g, rule.text), (found) => {
    const from = rule.indent + found.index
    return { text: found[0], from, to: from + found[0].length }
  })
}

/**
 * The columns under header lines: one for each run of dashes where the rule has several, otherwise one for each piece of
 * the header line that has most. What the other lines print over a column belongs to its name.
 */
export function columnsOf(header: readonly Line[], rule: Line | null): Column[] {
  const lines = packedMap(header, piecesOf)
  const runs = rule === null ? [] : runsOf(rule)
  const cuts =
    runs.length > 1 ? runs : lines.reduce((most, line) => (line.length > most.length ? line : most))
  const columns = cuts.map(({ from }, c): Column => {
    return { name: '', from, to: cuts[c + 1]?.from ?? Number.POSITIVE_INFINITY }
  })
  const names: string[] = columns.map(() => '')
  for (const { text, from, to } of lines.flat()) {
    const c = columnAt(columns, from, to)
    names[c] = joinCells(names[c]!, text)
  }
  return columns.map((column, c) => ({ ...column, name: names[c]! }))
}

/** With an unnamed column in front, where a row begins left of the first one. */
export function withRowNames(columns: readonly Column[], rows: readonly Line[]): readonly Column[] {
  const first = columns[0]!.from
  const least = rows.reduce((from, row) => Math.min(from, row.indent), first)
  return rows.some((row) => row.indent < first - 2 && piecesOf(row)[0]!.to <= first)
    ? [{ name: '', from: least, to: first }, ...columns]
    : columns
}

/** The text of each column. A word that begins where a column does opens its cell, even one blank after another. */
export function cellsOf(line: Line, columns: readonly Column[]): string[] {
  const cells = packedMap(columns, () => '')
  for (const piece of piecesOf(line)) {
    const parts = cutAtColumns(piece, columns)
    const filled = cells[columnAt(columns, parts[0]!.from, parts[0]!.to)] !== ''
    for (const { text, from, to } of filled ? [piece] : parts) {
      const c = columnAt(columns, from, to)
      cells[c] = joinCells(cells[c]!, text)
    }
  }
  return cells
}

function cutAtColumns(piece: Piece, columns: readonly Column[]): Piece[] {
  const cut: Piece[] = []
  let from = piece.from
  for (let at = piece.text.indexOf(' '); at !== -1; at = piece.text.indexOf(' ', at + 1)) {
    const word = piece.from + at + 1
    if (!opensColumn(columns, word, from + 1)) continue
    cut.push({ text: piece.text.slice(from - piece.from, at), from, to: word - 1 })
    from = word
  }
  cut.push({ text: piece.text.slice(from - piece.from), from, to: piece.to })
  return cut
}

/** Whether a column past `after` begins where the word does, or one beside it. */
function opensColumn(columns: readonly Column[], word: number, after: number): boolean {
  for (const { from } of columns) if (Math.abs(from - word) <= 1 && from > after) return true
  return false
}

/** The column that overlaps `[from, to)` most; between columns, the nearest one to the left. */
function columnAt(columns: readonly Column[], from: number, to: number): number {
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

/** Whether at least two pieces of a line begin where columns do. */
export function isAligned(line: Line, columns: readonly Column[]): boolean {
  let begins = 0
  for (const { from } of piecesOf(line)) if (opensColumn(columns, from, Number.NEGATIVE_INFINITY)) begins++
  return begins > 1
}

/** The text of a cell that goes on in the next line. */
export function joinCells(above: string, below: string): string {
  return above === '' || below === '' ? above + below : `${above} ${below}`
}
