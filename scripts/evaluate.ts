// How often does the right article come up, and how high?
//
//     npx tsx scripts/evaluate.ts [--index DIR] [--plain]
//
// Asks the labelled queries of ../shared/gold/queries against an index of .corpus/kb (built into a temporary folder
// unless --index names one) and prints MRR@10, success@1 and recall@10 by kind, with 95 % intervals. Facts are what a
// reporter states besides the report; "as words" appends product and version to it. With --plain also BM25 over all text
// as one field, for comparison.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { english, termsOf } from '../src/analysis/analyzer.ts'
import { KbError } from '../src/errors.ts'
import { buildFolder } from '../src/node/build.ts'
import { inflate, openFolder } from '../src/node/index-files.ts'
import { readArticles } from '../src/node.ts'
import { queryOf } from '../src/query/query.ts'
import { search } from '../src/query/searcher.ts'
import { fieldTexts } from '../src/segment/fields.ts'
import { type Index, openIndex } from '../src/segment/reader.ts'
import { halfInterval, mean } from './support/measures.ts'
import { report } from './support/results.ts'

const corpus = '.corpus/kb'
const queriesFile = '../shared/gold/queries/dev.jsonl'
if (!existsSync(corpus) || !existsSync(queriesFile)) {
  console.error(`${corpus} or ${queriesFile} is not there. Nothing was measured.`)
  process.exit(0)
}
const { values: options } = parseArgs({ options: { index: { type: 'string' }, plain: { type: 'boolean' } } })

interface LabelledQuery {
  readonly id: string
  readonly target: string
  readonly also?: readonly string[]
  readonly kind: string
  readonly query: string
  readonly product: string
  readonly version: string | null
}

/** Ids of articles, best first, at most ten. */
type Ranker = (text: string) => Promise<readonly string[]>

const queries: LabelledQuery[] = readFileSync(queriesFile, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))
const bare = ({ query }: LabelledQuery): string => query
const withFacts = ({ query, product, version }: LabelledQuery): string =>
  `${query}\n${product} ${version ?? ''}`

const temporary = options.index === undefined ? mkdtempSync(join(tmpdir(), 'kb-evaluate-')) : null
try {
  if (temporary !== null) await buildFolder([corpus], temporary)
  const { read } = openFolder(options.index ?? temporary!)
  const firstStage = firstStageOf(await openIndex({ read, inflate, analyzer: english.name }))
  const figures: Record<string, unknown> = {
    'first stage, no facts': await judge(firstStage, bare),
    'first stage, facts as words': await judge(firstStage, withFacts),
  }
  if (options.plain === true) {
    const plain = await plainRanker()
    figures['one field, no facts'] = await judge(plain, bare)
    figures['one field, facts as words'] = await judge(plain, withFacts)
  }
  report('evaluate', figures)
} finally {
  if (temporary !== null) rmSync(temporary, { recursive: true })
}

async function judge(
  rank: Ranker,
  textOf: (query: LabelledQuery) => string,
): Promise<Record<string, unknown>> {
  const ranks = new Map<string, number[]>()
  for (const query of queries) {
    const right = new Set([query.target, ...(query.also ?? [])])
    const place = (await rank(textOf(query))).findIndex((id) => right.has(id)) + 1
    for (const kind of ['all', query.kind]) ranks.set(kind, [...(ranks.get(kind) ?? []), place])
  }
  return Object.fromEntries(Array.from(ranks, ([kind, places]) => [kind, figuresOf(places)]))
}

/** `places` from 1; 0 where the right article did not come up. */
function figuresOf(places: readonly number[]): Record<string, number> {
  const reciprocal = places.map((place) => (place === 0 ? 0 : 1 / place))
  return {
    queries: places.length,
    mrr10: mean(reciprocal),
    '±': halfInterval(reciprocal),
    success1: mean(places.map((place) => (place === 1 ? 1 : 0))),
    recall10: mean(places.map((place) => (place === 0 ? 0 : 1))),
  }
}

function firstStageOf(index: Index): Ranker {
  return async (text) => {
    const { hits } = await search(index, queryOf(text, english))
    return Promise.all(hits.map(async ({ doc }) => (await index.display(doc)).id ?? ''))
  }
}

/** BM25 (k1 1.2, b 0.75) over all text of an article, of the terms that the queries have. */
async function plainRanker(): Promise<Ranker> {
  const wanted = new Map<string, { doc: number; count: number }[]>()
  for (const query of queries) for (const term of termsOf(english, withFacts(query))) wanted.set(term, [])
  const ids: string[] = []
  const lengths: number[] = []
  for await (const article of readArticles([corpus])) {
    if (article instanceof KbError) continue
    const terms = fieldTexts(article).flatMap(({ text }) => termsOf(english, text))
    const counts = new Map<string, number>()
    for (const term of terms) if (wanted.has(term)) counts.set(term, (counts.get(term) ?? 0) + 1)
    for (const [term, count] of counts) wanted.get(term)!.push({ doc: ids.length, count })
    ids.push(article.id ?? '')
    lengths.push(terms.length)
  }
  const meanLength = mean(lengths)
  return async (text) => {
    const scores = new Map<number, number>()
    for (const term of new Set(termsOf(english, text))) {
      const list = wanted.get(term) ?? []
      const idf = Math.log(1 + (ids.length - list.length + 0.5) / (list.length + 0.5))
      for (const { doc, count } of list) {
        const share = count / (count + 1.2 * (0.25 + (0.75 * lengths[doc]!) / meanLength))
        scores.set(doc, (scores.get(doc) ?? 0) + idf * share)
      }
    }
    const best = [...scores].sort(([a, x], [b, y]) => y - x || a - b)
    return best.slice(0, 10).map(([doc]) => ids[doc]!)
  }
}
