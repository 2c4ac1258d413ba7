// Is this table of a page a table, and what are its cells?
//
// Old pages are laid out with tables. One with headings, other tables or long texts in its cells, or with one row or
// column, is such a layout.

import { Passage } from '../body/passage.ts'
import type { BodyTable } from '../body/table.ts'
import { attribute, isElement, type PageElement, type PageSource } from './html-chrome.ts'
import { isInline, isText, textWithin } from './html-text.ts'

interface Row {
  readonly cells: readonly PageElement[]
  /** Every cell is a header, or the row stands in the table's head. */
  readonly header: boolean
}

/** `null` for a table that lays out the page. */
export function readDataTable(table: PageElement, page: PageSource): BodyTable | null {
  const rows = rowsOf(table).filter(({ cells }) => cells.length > 0)
  if (!isData(table, rows)) return null
  const passages = rows.map(({ cells }) => cells.map((cell) => textWithin(cell, page)))
  const texts = passages.map((cells) => cells.map(({ text }) => text))
  const headed = rows[0]!.header || !rows.some(({ cells }) => cells[0]!.tagName === 'th')
  return {
    type: 'table',
    header: headed ? texts[0]! : [],
    rows: headed ? texts.slice(1) : texts,
    passage: Passage.join(
      passages.map((cells) => Passage.join(cells, ' | ')),
      '\n',
    ),
  }
}

/** Label and value of each row that has two cells. */
export function readPairs(table: PageElement, page: PageSource): (readonly [Passage, Passage])[] {
  return rowsOf(table).flatMap(({ cells }) =>
    cells.length === 2 ? [[textWithin(cells[0]!, page), textWithin(cells[1]!, page)] as const] : [],
  )
}

/** A row of a layout in which a label and its value stand side by side. */
export function isLineOfCells(row: PageElement): boolean {
  if (row.tagName !== 'tr') return false
  const { cells } = rowOf(row, false)
  return (
    cells.length > 1 &&
    cells.every((cell) => cell.childNodes.every((node) => !isElement(node) || isInline(node)))
  )
}

/** The parser puts every row into a head, body or foot. */
function rowsOf(table: PageElement): Row[] {
  return table.childNodes.filter(isElement).flatMap((child): Row[] => {
    if (!/^t(?:head|body|foot)$/.test(child.tagName)) return []
    const rows = child.childNodes.filter(isElement).filter(({ tagName }) => tagName === 'tr')
    return rows.map((row) => rowOf(row, child.tagName === 'thead'))
  })
}

function rowOf(row: PageElement, inHead: boolean): Row {
  const cells = row.childNodes.filter(isElement).filter(({ tagName }) => tagName === 'td' || tagName === 'th')
  return { cells, header: inHead || cells.every(({ tagName }) => tagName === 'th') }
}

function isData(table: PageElement, rows: readonly Row[]): boolean {
  if (attribute(table, 'role') === 'presentation') return false
  if (rows.length < 2 || !rows.some(({ cells }) => cells.length > 1)) return false
  return rows.every(({ cells }) => cells.every(isDataCell))
}

const longestCell = 1_000

function isDataCell(cell: PageElement): boolean {
  let length = 0
  const open: PageElement[] = [cell]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const child of next.childNodes) {
      if (isText(child)) length += child.value.length
      else if (isElement(child)) {
        if (/^(?:h[1-6]|table|pre|form|dl)$/.test(child.tagName)) return false
        open.push(child)
      }
    }
  }
  return length <= longestCell
}
