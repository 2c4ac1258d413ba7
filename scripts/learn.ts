// What is each feature of the second ranking stage worth?
//
//     npm run learn -- INDEX
//
// Learns from the labelled reports of ../shared/gold/queries, from scripts/unanswerable.txt and from messages in titles of
// the archive, asked against an index of it, and writes src/query/learned.ts: names and numbers. The same index and
// reports give the same bytes. What the weights are good for, on reports of articles they were not learnt from,
// `scripts/evaluate.ts` measures.

import { writeFileSync } from 'node:fs'
import { english } from '../src/analysis/analyzer.ts'
import { inflate, openFolder } from '../src/node/index-files.ts'
import type { Learned } from '../src/query/ranking.ts'
import { openIndex } from '../src/segment/reader.ts'
import { readLabelled, readStrangers } from './support/labelled.ts'
import { collectExamples, learn } from './support/learning.ts'
import { collectTitleExamples } from './support/title-examples.ts'

const [folder] = process.argv.slice(2)
const reports = readLabelled()
if (folder === undefined || reports === null) {
  console.error('Needs an index of the archive, and ../shared/gold/queries. Nothing was learnt.')
  process.exit(2)
}
const { read, close } = openFolder(folder)
const index = await openIndex({ read, inflate, analyzer: english.name })
const asked = await collectExamples([...reports, ...readStrangers()], index)
const { all: learned } = learn([...asked, ...(await collectTitleExamples(index))])
close()
writeFileSync(new URL('../src/query/learned.ts', import.meta.url), moduleOf(learned))
console.log(`${learned.features.length} features, answers from ${learned.answer} on`)

function moduleOf({ features, presence, answer }: Learned): string {
  const rows = features.map(
    ({ name, mean, deviation, weight }) =>
      `    { name: '${name}', mean: ${mean}, deviation: ${deviation}, weight: ${weight} },`,
  )
  const traits = Object.entries(presence).map(
    ([name, weight]) => `    ${/^\w+$/.test(name) ? name : `'${name}'`}: ${weight},`,
  )
  return `// What are the features of the second ranking stage worth? Written by scripts/learn.ts from labelled reports on the
// public archive.

import type { Learned } from './ranking.ts'

export const learned: Learned = {
  features: [
${rows.join('\n')}
  ],
  presence: {
${traits.join('\n')}
  },
  answer: ${answer},
}
`
}
