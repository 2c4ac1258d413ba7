// What do findings look like?
//
//     articles/modem.md:12:5: The article owes reports that it answers. [bad-reports]
//       help: list under "match:" what users write who have this problem, in many ways

import type { Ambiguity } from '../lint/ambiguity.ts'
import type { Finding } from '../lint/finding.ts'
import { printable, type Screen, wrap } from '../terminal.ts'
import { count } from './quantity.ts'

export function renderFinding(
  { code, path, line, column, message, help }: Finding,
  { paint }: Screen,
): string {
  const place = paint('bold', printable(`${path}:${line}:${column}`))
  return `${place}: ${printable(message)} ${paint('dim', `[${code}]`)}\n  ${paint('bold', 'help')}: ${printable(help)}`
}

export function renderTally(findings: readonly Finding[], articles: number): string {
  const read = count(articles, 'article')
  if (findings.length === 0) return `${read}, nothing to mend`
  const files = new Set(findings.map(({ path }) => path)).size
  return `${read}, ${count(findings.length, 'finding')} in ${count(files, 'file')}`
}

/** A message a line, with the fact that decides. */
export function renderAmbiguities(ambiguities: readonly Ambiguity[], { paint, width }: Screen): string {
  const lines = ambiguities.map(({ message, articles, decides }) => {
    const quoted = message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message
    const fact = decides === null ? 'nothing decides' : `${decides} decides`
    return wrap(printable(`"${quoted}": ${articles.join(', ')} (${fact})`), width, '  - ')
  })
  return [paint('bold', 'Quoted by several articles'), ...lines].join('\n')
}

const longestMessage = 120
