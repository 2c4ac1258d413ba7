// How do our records of hand-checked articles differ from what a reader found?
//
//     npx tsx scripts/gold-records.ts [FOLDER]       FOLDER defaults to ../shared/gold/parse
//
// Prints each difference, then the figures; writes them to scripts/results/gold-records.json. The articles of the
// archive are looked for in .corpus, those in other layouts beside the gold records.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { decode } from '../src/dialect/encoding.ts'
import { readArticle } from '../src/dialect/read-article.ts'
import { differences, type RecordSummary, summarize } from '../test/support/record-summary.ts'

interface Gold extends Omit<RecordSummary, 'messages'> {
  readonly goldId: string
  readonly source: string
  readonly errorMessages: readonly string[]
}

const folder = process.argv[2] ?? '../shared/gold/parse'
if (!existsSync(folder)) {
  console.error(`${folder}: not there, so there is nothing to compare with.`)
  process.exit(0)
}

const wrong: Record<string, number> = {}
const f1s: number[] = []
const count = { expected: 0, found: 0, both: 0 }
let records = 0
let absent = 0

for (const name of readdirSync(folder).sort()) {
  if (!name.endsWith('.json')) continue
  const gold: Gold = JSON.parse(readFileSync(join(folder, name), 'utf8'))
  const path = gold.source.startsWith('texts/') ? join(folder, gold.source) : join('.corpus', gold.source)
  if (!existsSync(path)) {
    absent++
    console.log(`${gold.goldId}: ${path} is not there`)
    continue
  }
  records++
  compare(gold, path)
}

const figures = {
  records,
  absent,
  recordsWithWrongField: wrong,
  messages: {
    ...count,
    microF1: f1(count.expected, count.found, count.both),
    macroF1: f1s.length === 0 ? 1 : f1s.reduce((sum, value) => sum + value, 0) / f1s.length,
  },
}
console.log(JSON.stringify(figures, null, 2))
const results = 'scripts/results/gold-records.json'
mkdirSync(dirname(results), { recursive: true })
writeFileSync(results, `${JSON.stringify(figures, null, 2)}\n`)

function compare(gold: Gold, path: string): void {
  const found = summarize(readArticle(decode(readFileSync(path)).text, { path }))
  const { goldId, source: _, errorMessages, ...fields } = gold
  const all = differences({ ...fields, messages: errorMessages }, found)
  for (const field of new Set(all.map((difference) => difference.field))) {
    wrong[field] = (wrong[field] ?? 0) + 1
  }
  for (const { field, expected, found } of all) {
    console.log(`${goldId} ${field}\n    expected ${expected}\n    found    ${found}`)
  }
  scoreMessages(errorMessages, found.messages)
}

/** Macro is over the records in which either side has a message. */
function scoreMessages(expected: readonly string[], found: readonly string[]): void {
  const both = expected.filter((message) => found.includes(message)).length
  count.expected += expected.length
  count.found += found.length
  count.both += both
  if (expected.length + found.length > 0) f1s.push(f1(expected.length, found.length, both))
}

function f1(expected: number, found: number, both: number): number {
  return expected + found === 0 ? 1 : (2 * both) / (expected + found)
}
