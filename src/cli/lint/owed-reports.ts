// Which reports does this article owe, and are they written down right?
//
//     match:                          # this article must be the answer
//       - report: modem busy
//       - report: This is an invalid key.
//         facts: { edition: retail }  # what else is known; `verdict`, `decide` and `step` may be asked of the answer
//     reject:                         # this article must not be the answer
//       - report: printer busy
//         instead: printer-offline    # the article that must be

import type { FrontMatter, FrontMatterValue } from '../../article/article.ts'
import { locate, readFrontMatter } from '../../dialect/front-matter.ts'
import type { Remark } from './finding.ts'

const listKeys = ['match', 'reject'] as const
const topKeys: readonly string[] = ['step', ...listKeys]
const reportKeys: Readonly<Record<(typeof listKeys)[number], readonly string[]>> = {
  match: ['report', 'facts', 'verdict', 'decide', 'step'],
  reject: ['report', 'facts', 'instead'],
}

/** All that is wrong with the text of such a file. */
export function remarkOnReports(text: string): Remark[] {
  // Reports come from strangers too: they pass the guards of front matter.
  const fence = '---\n'
  const block = readFrontMatter(`${fence}${text}\n${fence}`)
  const remarks: Remark[] = []
  const report = (path: readonly (string | number)[], message: string, help: string): void => {
    const offset = Math.max(0, locate(block, path) - fence.length)
    remarks.push({ code: 'bad-reports', offset, message, help })
  }
  if (block.data === null) {
    const [issue] = block.issues
    const offset = Math.min(Math.max(0, (issue?.offset ?? 0) - fence.length), text.length)
    const message = issue?.message.replace('front matter', 'file') ?? 'The file holds no reports.'
    return [{ code: 'bad-reports', offset, message, help: 'write the lists "match:" and "reject:"' }]
  }
  for (const key of Object.keys(block.data)) {
    if (!topKeys.includes(key))
      report([key], `There is no "${key}" in a list of reports.`, `the keys are ${topKeys.join(', ')}`)
  }
  for (const list of listKeys) {
    for (const { path, message, help } of remarkOnList(list, block.data[list])) report(path, message, help)
  }
  return remarks
}

interface ListRemark {
  readonly path: readonly (string | number)[]
  readonly message: string
  readonly help: string
}

function* remarkOnList(
  list: (typeof listKeys)[number],
  value: FrontMatterValue | undefined,
): Generator<ListRemark> {
  const reports = Array.isArray(value) ? (value as readonly FrontMatterValue[]) : []
  if (reports.length === 0) yield { path: [list], ...owed[list] }
  for (const [i, entry] of reports.entries()) {
    if (!isMap(entry) || typeof entry.report !== 'string' || entry.report.trim() === '')
      yield {
        path: [list, i],
        message: 'This entry has no report.',
        help: 'write "- report: what the user says"',
      }
    else
      for (const key of Object.keys(entry)) {
        if (!reportKeys[list].includes(key))
          yield {
            path: [list, i, key],
            message: `A report under "${list}" has no "${key}".`,
            help: `its keys are ${reportKeys[list].join(', ')}`,
          }
      }
  }
}

const owed: Readonly<Record<(typeof listKeys)[number], Omit<ListRemark, 'path'>>> = {
  match: {
    message: 'The article owes reports that it answers.',
    help: 'list under "match:" what users write who have this problem, in many ways',
  },
  reject: {
    message: 'The article owes reports that it does not answer.',
    help: 'list under "reject:" what sounds alike and is another problem',
  },
}

function isMap(value: FrontMatterValue): value is FrontMatter {
  return typeof value === 'object' && !Array.isArray(value)
}
