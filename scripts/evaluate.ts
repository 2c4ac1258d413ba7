// How often does the right article come first, and how sure can one be of it?
//
//     npx tsx scripts/evaluate.ts [--index DIR] [--own FILE] [--plain]
//
// Asks the labelled reports of ../shared/gold/queries whole questions, as `kb query` does, against an index of .corpus/kb
// (built into a temporary folder unless --index names one): with the facts that reporters state, and without. Every
// figure is out of fold: an answer comes from weights that were learnt without any report on the same article, and so
// does the probability from which on one is answered. "in sample" are the weights that kb ships, for comparison.
//
//     MRR@10, success@1, recall@10   by kind, with 95 % intervals
//     confidence                     precision and unanswerable reports answered at coverage 0.70; as answered; AURC; ECE
//     strangers answered             share of scripts/unanswerable.txt that gets an answer
//     one field (--plain)            plain BM25 over all text, product and version as words
//     timings                        of whole answers, warm
//     hardest                        reports whose article comes last, what comes first, and by which reasons (in nats)
//
// --own takes further reports of the same form; they are asked with the weights that kb ships.

import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { english } from '../src/analysis/analyzer.ts'
import type { Answer } from '../src/answer.ts'
import { Asking } from '../src/asking.ts'
import { buildFolder } from '../src/node/build.ts'
import { inflate, openFolder } from '../src/node/index-files.ts'
import { findCandidates } from '../src/query/candidates.ts'
import { queryOf } from '../src/query/query.ts'
import { type Learned, rank } from '../src/query/ranking.ts'
import { search } from '../src/query/searcher.ts'
import { type Index, openIndex } from '../src/segment/reader.ts'
import { documentOf } from '../src/segment/stored.ts'
import { confidenceFigures, type Judged, rankingFigures } from './support/answers.ts'
import { foldOf, type LabelledReport, readLabelled, readReports, readStrangers } from './support/labelled.ts'
import { collectExamples, compared, learn } from './support/learning.ts'
import { mean, quantile } from './support/measures.ts'
import { plainRanker } from './support/plain-ranker.ts'
import { report as publish } from './support/results.ts'
import { collectTitleExamples } from './support/title-examples.ts'

const corpus = '.corpus/kb'
const reports = readLabelled()
const { values: options } = parseArgs({
  options: { index: { type: 'string' }, own: { type: 'string' }, plain: { type: 'boolean' } },
})
if (reports === null || (options.index === undefined && !existsSync(corpus))) {
  console.error(`${corpus} or the labelled reports are not there. Nothing was measured.`)
  process.exit(0)
}

const temporary = options.index === undefined ? mkdtempSync(join(tmpdir(), 'kb-evaluate-')) : null
try {
  if (temporary !== null) await buildFolder([corpus], temporary)
  const { read } = openFolder(options.index ?? temporary!)
  const index = await openIndex({ read, inflate, analyzer: english.name })
  publish('evaluate', await evaluate(index, reports))
} finally {
  if (temporary !== null) rmSync(temporary, { recursive: true })
}

async function evaluate(index: Index, reports: readonly LabelledReport[]): Promise<Record<string, unknown>> {
  const strangers = readStrangers()
  const asked = await collectExamples([...reports, ...strangers], index)
  const { byFold, all } = learn([...asked, ...(await collectTitleExamples(index))])
  const figures: Record<string, unknown> = {}
  for (const withFacts of [true, false]) {
    const label = withFacts ? 'facts given' : 'no facts'
    const outOfFold = await askAll(reports, withFacts, index, (report) => byFold[foldOf(report)]!)
    figures[`${label}, out of fold`] = figuresOf(outOfFold)
    figures[`${label}, in sample`] = figuresOf(await askAll(reports, withFacts, index, () => all))
    figures[`${label}, first stage`] = rankingFigures(await rankAll(reports, withFacts, firstStageOf(index)))
    if (withFacts) figures.hardest = await hardest(outOfFold, index, byFold)
  }
  const asStrangers = await askAll(strangers, false, index, (report) => byFold[foldOf(report)]!)
  figures['strangers answered'] = mean(asStrangers.map(({ answered }) => (answered ? 1 : 0)))
  if (options.own !== undefined) {
    const own = readReports(options.own)
    for (const withFacts of [true, false])
      figures[`own, ${withFacts ? 'facts given' : 'no facts'}`] = figuresOf(
        await askAll(own, withFacts, index, () => all),
      )
  }
  if (options.plain === true) {
    const plain = await plainRanker(corpus, reports.map(textWithFacts))
    figures['facts given, one field'] = rankingFigures(await rankAll(reports, true, plain))
    figures['no facts, one field'] = rankingFigures(await rankAll(reports, false, plain))
  }
  figures.milliseconds = await timings(reports, index)
  return figures
}

function figuresOf(answers: readonly Judged[]): Record<string, unknown> {
  return { ...rankingFigures(answers), confidence: confidenceFigures(answers) }
}

async function askAll(
  reports: readonly LabelledReport[],
  withFacts: boolean,
  index: Index,
  weightsFor: (report: LabelledReport) => Learned,
): Promise<Judged[]> {
  const askings = new Map<Learned, Asking>()
  const judged: Judged[] = []
  for (const report of reports) {
    const weights = weightsFor(report)
    const asking = askings.get(weights) ?? new Asking(index, weights)
    askings.set(weights, asking)
    judged.push(judge(report, await asking.query(questionOf(report, withFacts))))
  }
  return judged
}

function questionOf({ query, product, version }: LabelledReport, withFacts: boolean) {
  return withFacts ? { text: query, product, version } : { text: query }
}

function judge(report: LabelledReport, { hits, confidence, answered, verdict }: Answer): Judged {
  return { report, found: hits.map(({ id }) => id), confidence, answered, verdict }
}

/** Ids of articles, best first, at most ten. */
type Ranker = (text: string) => Promise<readonly string[]>

async function rankAll(
  reports: readonly LabelledReport[],
  withFacts: boolean,
  rank: Ranker,
): Promise<Judged[]> {
  const judged: Judged[] = []
  for (const report of reports) {
    const found = await rank(withFacts ? textWithFacts(report) : report.query)
    judged.push({ report, found, confidence: 0, answered: false, verdict: 'unknown' })
  }
  return judged
}

function textWithFacts({ query, product, version }: LabelledReport): string {
  return `${query}\n${product ?? ''} ${version ?? ''}`
}

function firstStageOf(index: Index): Ranker {
  return async (text) => {
    const { hits } = await search(index, queryOf(text, english))
    return Promise.all(hits.map(async ({ doc }) => (await index.display(doc)).id ?? ''))
  }
}

/** The second time around, when what they need was read before. */
async function timings(
  reports: readonly LabelledReport[],
  index: Index,
): Promise<Record<string, Record<string, number>>> {
  const asking = new Asking(index)
  const byKind = new Map<string, number[]>()
  for (const round of [0, 1]) {
    for (const report of reports) {
      const start = performance.now()
      await asking.query(questionOf(report, true))
      const took = performance.now() - start
      if (round === 1)
        for (const kind of ['all', report.kind]) byKind.set(kind, [...(byKind.get(kind) ?? []), took])
    }
  }
  return Object.fromEntries(
    Array.from(byKind, ([kind, times]) => [
      kind,
      { p50: quantile(times, 0.5), p95: quantile(times, 0.95), most: quantile(times, 1) },
    ]),
  )
}

async function hardest(
  answers: readonly Judged[],
  index: Index,
  byFold: readonly Learned[],
): Promise<Record<string, unknown>[]> {
  const last = answers
    .filter(({ report }) => report.target !== null)
    .sort((a, b) => placeOf(b) - placeOf(a) || b.confidence - a.confidence)
    .slice(0, 10)
  return Promise.all(
    last.map(async ({ report, found, confidence }) => ({
      id: report.id,
      target: report.target,
      first: found[0] ?? null,
      confidence,
      ...(await behind(report, index, byFold[foldOf(report)]!)),
    })),
  )
}

/** Those that did not come up come last. */
function placeOf({ report, found }: Judged): number {
  const place = found.findIndex((id) => id === report.target || report.also.includes(id))
  return place === -1 ? Number.POSITIVE_INFINITY : place
}

/** By what the right article is behind the first one; negative where it is ahead. */
async function behind(
  report: LabelledReport,
  index: Index,
  weights: Learned,
): Promise<Record<string, unknown>> {
  const { reading, candidates } = await findCandidates(report.query, report, index, compared)
  const { documents } = rank(reading, candidates, weights)
  const target = await documentOf(index, report.target!)
  const place = documents.findIndex(({ doc }) => doc === target)
  if (place <= 0) return { place: null, reason: `not among the ${compared} that its words bring up` }
  const [right, first] = [documents[place]!, documents[0]!]
  const gaps = Object.entries(first.reasons).map(([reason, nats]) => [
    reason,
    Number((nats - right.reasons[reason as keyof typeof right.reasons]).toFixed(2)),
  ])
  return { place: place + 1, behindBy: Object.fromEntries(gaps) }
}
