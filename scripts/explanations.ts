// Is what answers say of themselves true, on the whole archive?
//
//     npx tsx scripts/explanations.ts INDEX [REPORTS]       REPORTS defaults to ../shared/gold/queries/dev.jsonl
//
// Asks every report of a file of JSON lines against an index of .corpus/kb, as it is and put as a line of a log, and checks
// each hit: that its spans hold their words, in the report and in the article, and that its evidence adds up to its score;
// and of three articles each, why they are not the answer. Prints what is not true, and the figures; writes these to
// scripts/results/explanations.json.

import { existsSync, readFileSync } from 'node:fs'
import type { Question } from '../src/answer.ts'
import { decode } from '../src/dialect/encoding.ts'
import { openKnowledgeBase } from '../src/node.ts'
import { faultsOfExplanation, faultsOfWhyNot } from '../test/support/explanation.ts'
import { answerableFile, readReports } from './support/labelled.ts'
import { report } from './support/results.ts'

const [index, file = answerableFile] = process.argv.slice(2)
if (index === undefined || !existsSync(file)) {
  console.error(`usage: npx tsx scripts/explanations.ts INDEX [REPORTS]; ${file} must be there`)
  process.exit(2)
}

const knowledgeBase = await openKnowledgeBase(index)
const questions = readReports(file).flatMap(({ query, product, version }): Question[] => [
  { text: query, product, version },
  { text: `1999-06-21 12:02:11 INFO started\n1999-06-21 12:02:12 ERROR ${query.replaceAll('\n', ' ')}\n` },
])

let hits = 0
let evidence = 0
let spans = 0
let untrue = 0
let reasons = 0
let untrueReasons = 0
for (const [i, question] of questions.entries()) {
  const answer = await knowledgeBase.query(question)
  const faults = faultsOfExplanation(answer, question, sourceOf)
  hits += answer.hits.length
  for (const one of answer.hits.flatMap((hit) => hit.evidence)) {
    evidence++
    spans += Number(one.report !== null) + Number(one.source !== null)
  }
  untrue += faults.length
  for (const fault of faults) console.log(fault)
  const others = [answer.hits[1]?.id, answer.hits.at(-1)?.id, `Q${100_000 + ((i * 7919) % 200_000)}`]
  for (const id of others) {
    if (id === undefined || (await knowledgeBase.article(id)) === null) continue
    reasons++
    const faults = await faultsOfWhyNot(id, question, answer, knowledgeBase)
    untrueReasons += faults.length
    for (const fault of faults) console.log(fault)
  }
}
report('explanations', {
  questions: questions.length,
  hits,
  evidence,
  spans,
  untrue,
  shareTrue: 1 - untrue / Math.max(1, evidence),
  reasons,
  untrueReasons,
})

/** The text of an article of the archive. */
function sourceOf(id: string): string | null {
  const path = `.corpus/kb/${id.slice(1, -3).padStart(3, '0')}/${id}/README.md`
  return existsSync(path) ? decode(readFileSync(path)).text : null
}
