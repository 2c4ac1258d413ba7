// What does an article look like to people?
//
// As it was printed, for whoever wrote it laid it out with care: only lines that are too wide are wrapped, and the marks
// of Markdown for headings and code become what they mean.

import type { Record } from '../../knowledge-base.ts'
import { allPrintable, type Screen, wrap } from '../terminal.ts'

/** An article as an index gives it back. */
export type ShownArticle = Pick<Record, 'id' | 'title' | 'lastModified' | 'products' | 'source'> & {
  readonly sections: readonly ShownSection[]
}
export type ShownSection = Pick<Record['sections'][number], 'heading' | 'text'>

/** The whole article, or only these sections of it. */
export function renderArticle(article: ShownArticle, screen: Screen, only?: readonly ShownSection[]): string {
  const sections = allPrintable(only ?? article.sections).map((section) => renderSection(section, screen))
  return (only === undefined ? [renderHead(article, screen), ...sections] : sections).join('\n\n')
}

function renderHead(article: ShownArticle, screen: Screen): string {
  const { paint, width } = screen
  const { id, title, products, lastModified, source } = allPrintable(article)
  const lines = [
    ...products.map(({ text, level }) => ({ label: 'applies to', text, level })),
    { label: 'modified', text: lastModified ?? '', level: 1 },
    { label: 'file', text: source.path ?? '', level: 1 },
  ].filter(({ text }) => text !== '')
  const column = 12
  return [
    renderTitle({ id, title }, screen),
    ...lines.map(({ label, text, level }, i) => {
      const shown = lines[i - 1]?.label === label ? '' : label
      const line = wrap(text, width, shown.padEnd(column) + '  '.repeat(level - 1))
      return paint('dim', line.slice(0, column)) + line.slice(column)
    }),
  ].join('\n')
}

export function renderTitle(
  { id, title }: Pick<Record, 'id' | 'title'>,
  { paint, width }: Pick<Screen, 'paint' | 'width'>,
): string {
  const name = id ?? '(no id)'
  const lines = wrap(title ?? '(no title)', width, `${name}  `)
  return paint(['bold', 'cyan'], name) + paint('bold', lines.slice(name.length))
}

function renderSection({ heading, text }: ShownSection, screen: Screen): string {
  const name = heading === null ? [] : [screen.paint('bold', heading.replace(/:$/, '').toUpperCase())]
  return [...name, renderText(text, screen)].join('\n')
}

const margin = '  '

/** Text that is printable already, line by line with a margin. */
export function renderText(text: string, { paint, width }: Screen): string {
  let inCode = false
  const lines = text.split('\n').flatMap((line) => {
    if (/^```/.test(line)) {
      inCode = !inCode
      return []
    }
    if (inCode) return [`${margin}${margin}${line}`]
    const [, subheading] = /^#{1,6} +(.*)$/.exec(line) ?? []
    if (subheading !== undefined) return [margin + paint('underline', subheading)]
    return [line.trim() === '' ? '' : wrapPrinted(line, width)]
  })
  return lines.join('\n')
}

/** Columns of a table keep their places, however wide; the text of a list item hangs behind its mark. */
function wrapPrinted(line: string, width: number): string {
  const isTable = /\S {3,}\S|\|/.test(line)
  if (isTable || line.length + margin.length <= width) return margin + line
  const [, mark = '', rest = ''] = /^( *(?:(?:[-*+•]|\w{1,3}[.)]) +)?)(.*)$/s.exec(line) ?? []
  return wrap(rest, width, margin + mark)
}
