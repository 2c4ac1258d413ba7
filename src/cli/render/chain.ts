// What does a way out lead to, in the order in which it is needed?
//
//     Where Q4711 leads
//       fixed in  Widget Server 2.0 Service Pack 1
//       obtain    Q1234 How to Obtain Widget Server 2.0 Service Pack 2
//                 Service Pack 2; Q1235 offers a later one
//       missing   Q1236 Widget Server Setup: not in this knowledge base

import type { ChainLink, FixChain } from '../../answer.ts'
import { type Screen, wrap } from '../terminal.ts'

/** `explain`: also who cites each. */
export function renderChain(
  { article, fixedIn, links, cut }: FixChain,
  screen: Screen,
  explain: boolean,
): string {
  const rows = links.flatMap((link) => rowsOf(link, explain))
  return [
    screen.paint('bold', `Where ${article} leads`),
    ...(fixedIn === null ? [] : [{ label: 'fixed in', text: fixedIn }]).map((row) => renderRow(row, screen)),
    ...rows.map((row) => renderRow(row, screen)),
    ...(cut ? [renderRow({ label: '', text: 'and further' }, screen)] : []),
  ].join('\n')
}

interface Row {
  readonly label: string
  readonly text: string
}

const labels: Readonly<Record<ChainLink['relation'], string>> = {
  prerequisite: 'first',
  obtain: 'obtain',
  supersedes: 'instead',
  follow: 'follow',
  see: 'see',
}

function rowsOf(link: ChainLink, explain: boolean): Row[] {
  const title = link.title ?? '(no title)'
  const notes = [
    link.provides ?? '',
    link.supersededBy === null ? '' : `${link.supersededBy} offers a later one`,
    ...(explain ? [`cited by ${link.from}`] : []),
  ].filter((note) => note !== '')
  return [
    {
      label: link.missing ? 'missing' : labels[link.relation],
      text: `${link.id} ${title}${link.missing ? ': not in this knowledge base' : ''}`,
    },
    ...(notes.length === 0 ? [] : [{ label: '', text: notes.join('; ') }]),
    ...link.requires.map((sentence) => ({ label: 'it needs', text: sentence })),
    ...link.steps.map((step, i) => ({ label: '', text: `${i + 1}. ${step}` })),
  ]
}

function renderRow({ label, text }: Row, { width }: Screen): string {
  return wrap(text, width, `  ${label.padEnd(10)}`)
}
