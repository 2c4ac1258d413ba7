// What does one see of an error code?
//
//     hresult 0x80070005  HRESULT, what COM and Automation return
//       E_ACCESSDENIED: General access denied error
//       written  80070005, -2147024891, ...
//       same as  win32 5 (ERROR_ACCESS_DENIED), ...

import type { CodeArticle, CodeExplanation, CodeReading } from '../../knowledge-base.ts'
import { allPrintable, type Screen, wrap } from '../terminal.ts'
import { grouped } from './quantity.ts'

/** At most `top` articles. */
export function renderExplained(explanation: CodeExplanation, top: number, screen: Screen): string {
  const { readings, articles } = allPrintable(explanation)
  return [
    ...readings.map((reading) => renderReading(reading, screen)),
    renderArticles(articles, top, screen),
  ].join('\n\n')
}

function renderReading(reading: CodeReading, screen: Screen): string {
  const { family, value, about, names, text, notations, same, articles } = reading
  const called = [names.join(', '), text ?? ''].filter((part) => part !== '').join(': ')
  const rows = [
    { label: 'written', text: notations.filter((one) => one !== value && !names.includes(one)).join(', ') },
    {
      label: 'same as',
      text: same.map(({ family, value, names }) => named(`${family} ${value}`, names)).join(', '),
    },
    { label: 'articles', text: grouped(articles) },
  ].filter(({ text }) => text !== '')
  return [
    `${screen.paint('bold', `${family} ${value}`)}  ${screen.paint('dim', about)}`,
    ...(called === '' ? [] : [wrap(called, screen.width, '  ')]),
    ...rows.map(({ label, text }) => wrap(text, screen.width, `  ${label.padEnd(10)}`)),
  ].join('\n')
}

function named(code: string, names: readonly string[]): string {
  return names.length === 0 ? code : `${code} (${names[0]})`
}

function renderArticles(articles: readonly CodeArticle[], top: number, screen: Screen): string {
  if (articles.length === 0) return 'No article of the index speaks of it.'
  const shown = articles.slice(0, top)
  const column = Math.max(...shown.map(({ id }) => (id ?? '(no id)').length)) + 2
  const lines = shown.map(({ id, title }) => {
    const name = id ?? '(no id)'
    return wrap(title ?? '(no title)', screen.width, `  ${name.padEnd(column)}`).replace(
      name,
      screen.paint('cyan', name),
    )
  })
  const more = articles.length - shown.length
  return [
    screen.paint('bold', 'Articles that speak of it'),
    ...lines,
    ...(more === 0 ? [] : [screen.paint('dim', `  and ${grouped(more)} more (--top N, --json)`)]),
  ].join('\n')
}
