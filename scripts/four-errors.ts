// Do the four errors that must always work get their fix, and nothing else one of theirs?
//
//     npx tsx scripts/four-errors.ts [INDEX…]
//
// Asks the bundled articles, and each index named, all reports that the four articles owe (`articles/*.reports.yaml`).
// An index of the bundled articles together with the archive and the seeds shows whether the same reports find their way
// among all articles:
//
//     kb build articles .corpus/kb ../shared/seeds --out INDEX
//
// Prints what goes wrong, then the figures; writes them to scripts/results/four-errors.json. In a large collection other
// articles may be right for a near miss too, so there only an answer with one of the four counts as wrong.

import type { Owed } from '../src/cli/lint/trial.ts'
import { type KnowledgeBase, openKnowledgeBase } from '../src/knowledge-base.ts'
import { inflate, openFolder } from '../src/node/index-files.ts'
import { openBundled } from '../test/support/bundled.ts'
import {
  answersOneOf,
  faultsOfBundled,
  fourProblems,
  readOwners,
  readReports,
} from '../test/support/owed-reports.ts'
import { report } from './support/results.ts'

const figures: Record<string, unknown> = { bundled: await ask('bundled', await openBundled(), true) }
for (const folder of process.argv.slice(2)) {
  const { read, close } = openFolder(folder)
  figures[folder] = await ask(folder, await openKnowledgeBase({ read, inflate }), false)
  close()
}
report('four-errors', figures)

async function ask(name: string, base: KnowledgeBase, isBundled: boolean): Promise<Record<string, unknown>> {
  const rows: Record<string, unknown> = { articles: base.size }
  for (const { slug, id } of readOwners()) {
    if (fourProblems.includes(id))
      rows[slug] = await askOne(`${name}, ${slug}`, base, id, readReports(slug), isBundled)
  }
  return rows
}

async function askOne(
  where: string,
  base: KnowledgeBase,
  id: string,
  owed: readonly Owed[],
  isBundled: boolean,
): Promise<Record<string, number>> {
  const match = owed.filter(({ list }) => list === 'match')
  const reject = owed.filter(({ list }) => list === 'reject')
  const count = { reports: match.length, first: 0, decided: 0, answered: 0, right: 0 }
  for (const one of match) {
    const answer = await base.query(one.question)
    const faults = faultsOfBundled(id, one, answer)
    const first = answer.hits[0]?.id === id
    if (first) count.first++
    if (faults.length === 0) count.right++
    if (one.verdict === 'answer') {
      count.decided++
      if (first && answer.answered) count.answered++
    }
    for (const fault of faults) console.log(`${where}: "${one.question.text}": ${fault}`)
  }
  let answeredNearMisses = 0
  for (const one of reject) {
    const answer = await base.query(one.question)
    const faults = isBundled ? faultsOfBundled(id, one, answer) : answersOneOf(fourProblems, answer)
    if (faults.length > 0) answeredNearMisses++
    for (const fault of faults) console.log(`${where}: near miss "${one.question.text}": ${fault}`)
  }
  return { ...count, nearMisses: reject.length, answeredNearMisses }
}
