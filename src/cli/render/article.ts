// What does an article look like to people?

import type { Article, Block, Section, Step, Table } from '../../article/article.ts'
import { allPrintable, type Screen, wrap } from '../terminal.ts'

/** The whole article, or only the given sections of it. */
export function renderArticle(article: Article, screen: Screen, only?: readonly Section[]): string {
  const safe = allPrintable({ ...article, sections: only ?? article.sections })
  const sections = safe.sections.map((section) => renderSection(section, screen))
  return (only === undefined ? [renderHead(safe, screen), ...sections] : sections).join('\n\n')
}

function renderHead(article: Article, { paint, width }: Screen): string {
  const lines = [
    ...article.products.map(({ text, level }) => ({ label: 'applies to', text, level })),
    { label: 'modified', text: article.lastModified ?? '', level: 1 },
    { label: 'file', text: article.source.path ?? '', level: 1 },
  ].filter(({ text }) => text !== '')
  const column = 12
  return [
    renderTitle(article, paint),
    ...lines.map(({ label, text, level }, i) => {
      const shown = lines[i - 1]?.label === label ? '' : label
      const line = wrap(text, width, shown.padEnd(column) + '  '.repeat(level - 1))
      return paint('dim', line.slice(0, column)) + line.slice(column)
    }),
  ].join('\n')
}

export function renderTitle({ id, title }: Pick<Article, 'id' | 'title'>, paint: Screen['paint']): string {
  return [paint(['bold', 'cyan'], id ?? '(no id)'), paint('bold', title ?? '(no title)')].join('  ')
}

function renderSection(section: Section, screen: Screen): string {
  const heading =
    section.heading === null ? [] : [screen.paint('bold', section.heading.replace(/:$/, '').toUpperCase())]
  return [...heading, ...renderBlocks(section.blocks, screen, 2)].join('\n')
}

/** Blocks with a blank line between them, each line with `indent` blanks before it. */
function renderBlocks(blocks: readonly Block[], screen: Screen, indent: number): string[] {
  return blocks.flatMap((block, i) => [...(i === 0 ? [] : ['']), renderBlock(block, screen, indent)])
}

function renderBlock(block: Block, screen: Screen, indent: number): string {
  const margin = ' '.repeat(indent)
  switch (block.type) {
    case 'paragraph':
      return wrap(block.text, screen.width, margin, margin)
    case 'preformatted':
      return `${margin}  ${block.text.replaceAll('\n', `\n${margin}  `)}`
    case 'subheading':
      return margin + screen.paint('underline', block.text)
    case 'list':
      return renderItems(
        block.items.map((item) => ({ ...item, mark: '-' })),
        screen,
        indent,
      )
    case 'steps':
      return renderSteps(block.items, screen, indent)
    case 'table':
      return renderTable(block, screen, indent)
    case 'note': {
      const label = `${block.label}: `
      const text = wrap(label + block.text, screen.width, margin, margin)
      const first = text.replace(label.trimEnd(), screen.paint('bold', label.trimEnd()))
      return [first, ...renderBlocks(block.blocks, screen, indent + 2)].join('\n')
    }
  }
}

export function renderSteps(
  steps: readonly Pick<Step, 'number' | 'text' | 'blocks'>[],
  screen: Screen,
  indent: number,
): string {
  return renderItems(
    steps.map((step) => ({ ...step, mark: `${step.number}.` })),
    screen,
    indent,
  )
}

interface MarkedItem {
  readonly mark: string
  readonly text: string
  readonly blocks: readonly Block[]
}

function renderItems(items: readonly MarkedItem[], screen: Screen, indent: number): string {
  const column = Math.max(...items.map(({ mark }) => mark.length)) + 1
  return items
    .flatMap(({ mark, text, blocks }) => [
      wrap(text, screen.width, ' '.repeat(indent) + mark.padEnd(column)),
      ...renderBlocks(blocks, screen, indent + column),
    ])
    .join('\n')
}

/** Columns as wide as their widest cell; where that is too wide, the widest columns give way and their cells wrap. */
function renderTable(table: Table, screen: Screen, indent: number): string {
  const margin = ' '.repeat(indent)
  const gap = '  '
  const rows = table.header.length === 0 ? table.rows : [table.header, ...table.rows]
  const widths = columnWidths(rows, screen.width - indent - gap.length * (table.rows[0]?.length ?? 0))
  const lines = rows.flatMap((row, i) => {
    const cells = row.map((cell, column) => wrap(cell, widths[column]!).split('\n'))
    const height = Math.max(1, ...cells.map((cell) => cell.length))
    const printed = Array.from({ length: height }, (_, line) =>
      (margin + cells.map((cell, column) => (cell[line] ?? '').padEnd(widths[column]!)).join(gap)).trimEnd(),
    )
    return i === 0 && table.header.length > 0 ? printed.map((line) => screen.paint('bold', line)) : printed
  })
  return lines.join('\n')
}

function columnWidths(rows: readonly (readonly string[])[], room: number): number[] {
  const widths: number[] = []
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 1, cell.length)
  }
  const narrowest = 8
  for (let excess = widths.reduce((sum, width) => sum + width, 0) - room; excess > 0; excess--) {
    const widest = widths.indexOf(Math.max(...widths))
    if (widths[widest]! <= narrowest) break
    widths[widest]!--
  }
  return widths
}
