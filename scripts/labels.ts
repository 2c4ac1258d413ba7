// How well do our records agree with what people read in the same articles?
//
//     npx tsx scripts/labels.ts [--held] [--show steps|messages|outcomes|tables|resolutions]
//
// Compares with test/labels (its README says how they were made), on the half that rules are tuned on unless --held is
// given. Needs the articles in .corpus; says so where they are not.

import { existsSync, readFileSync } from 'node:fs'
import type { Article } from '../src/article/article.ts'
import { readArticle } from '../src/dialect/read-article.ts'

interface Label {
  readonly set: 'dev' | 'held'
  readonly doubt?: string
}

const half = process.argv.includes('--held') ? 'held' : 'dev'
const shown = process.argv[process.argv.indexOf('--show') + 1]

if (!existsSync('.corpus/kb')) {
  console.error('.corpus/kb is not there: unpack the articles first. Nothing was compared.')
  process.exit(0)
}

const articles = new Map<string, Article>()
function article(id: string): Article {
  let found = articles.get(id)
  if (found === undefined) {
    const path = `.corpus/kb/${id.slice(1).padStart(6, '0').slice(0, 3)}/${id}/README.md`
    found = readArticle(readFileSync(path, 'utf8'), { path })
    articles.set(id, found)
  }
  return found
}

function labels<L extends Label>(name: string): [string, L][] {
  const path = `test/labels/${name}.json`
  if (!existsSync(path)) return []
  const all = Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, L>)
  return all.filter(([, label]) => label.set === half)
}

/** Share of labels that `read` gives exactly; prints the others when asked to. */
function exact<L extends Label>(
  name: string,
  wanted: (label: L) => unknown,
  read: (article: Article) => unknown,
): void {
  const all = labels<L>(name)
  if (all.length === 0) return
  let right = 0
  for (const [id, label] of all) {
    const want = JSON.stringify(wanted(label))
    const got = JSON.stringify(read(article(id)))
    if (want === got) right++
    else if (shown === name) console.log(`${id} ${label.doubt ?? ''}\n  label ${want}\n  read  ${got}`)
  }
  console.log(`${name.padEnd(12)} ${right} of ${all.length} exact`)
}

exact<Label & { steps: number }>(
  'steps',
  (label) => label.steps,
  (read) => read.resolutions.reduce((sum, { steps }) => sum + steps.length, 0),
)
exact<Label & { tables: number }>(
  'tables',
  (label) => label.tables,
  (read) => read.tables.length,
)
exact<Label & { outcome: string }>(
  'outcomes',
  (label) => label.outcome,
  (read) => read.outcomeType,
)
exact<Label & { when: string[] }>(
  'resolutions',
  (label) => label.when,
  (read) => read.resolutions.flatMap(({ when }) => (when === null ? [] : [when])),
)

const fold = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[.,:;!?\s"']+$/, '')
    .toLowerCase()
let expected = 0
let found = 0
let both = 0
for (const [id, label] of labels<Label & { messages: string[] }>('messages')) {
  const want = new Set(label.messages.map(fold))
  const got = new Set(article(id).messages.map(({ text }) => fold(text)))
  const common = [...want].filter((text) => got.has(text)).length
  expected += want.size
  found += got.size
  both += common
  if (shown !== 'messages' || (common === want.size && common === got.size)) continue
  console.log(`${id} ${label.doubt ?? ''}`)
  for (const text of want) if (!got.has(text)) console.log(`  missing ${text}`)
  for (const text of got) if (!want.has(text)) console.log(`  extra   ${text}`)
}
const f1 = (2 * both) / (expected + found)
console.log(
  `messages     F1 ${f1.toFixed(3)} (precision ${(both / found).toFixed(3)}, recall ${(both / expected).toFixed(3)})`,
)
