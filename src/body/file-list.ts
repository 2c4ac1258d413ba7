// Which files does a fix bring?

import type { FileRow } from '../article/article.ts'
import type { BodyTable } from './table.ts'

type Column = 'name' | 'date' | 'time' | 'version' | 'size' | 'platform'

const columnNames: readonly (readonly [RegExp, Column])[] = [
  [/^file ?names?$/i, 'name'],
  [/^date$/i, 'date'],
  [/^time$/i, 'time'],
  [/^(?:file )?version$/i, 'version'],
  [/^(?:file )?size(?: \(bytes\))?$/i, 'size'],
  [/^platform$/i, 'platform'],
]

/** The rows of a table whose header names a file column and at least one other attribute; otherwise none. */
export function readFileList(table: BodyTable): FileRow[] {
  const columns = table.header.map((name) => columnNames.find(([pattern]) => pattern.test(name))?.[1] ?? null)
  if (!columns.includes('name') || columns.filter((column) => column !== null).length < 2) return []
  const rows: FileRow[] = []
  for (const cells of table.rows) {
    const cell = (column: Column): string | null => {
      const text = cells[columns.indexOf(column)]
      return text === undefined || text === '' ? null : text
    }
    const name = cell('name')
    if (name === null) continue
    const size = cell('size')?.replace(/[,\s]|bytes$/g, '') ?? ''
    rows.push({
      name,
      date: cell('date'),
      time: cell('time'),
      version: cell('version'),
      size: /^\d+$/.test(size) ? Number(size) : null,
      platform: cell('platform'),
      span: table.passage.span,
    })
  }
  return rows
}
