// How do build, size and questions grow with the number of articles?
//
//     npm run build && npx tsx scripts/bench-growth.ts [--sizes 10000,20000,40000,54356] [--times 4] [--folder DIR]
//
// Builds indexes of ever more articles of .corpus/kb, drawn by chance with a fixed seed, and asks each the labelled queries
// of ../shared/gold/queries: time in the first stage with everything that a warm process keeps, and bytes that a cold
// reader asks for. With --times 4 also of four times the last size: three variations of each article, whose words change
// places within their lines and whose id is another one. Texts and indexes lie in DIR (a temporary folder unless named);
// with DIR the rows of earlier runs are kept.

import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { english } from '../src/analysis/analyzer.ts'
import { inflate, openFolder } from '../src/node/index-files.ts'
import { queryOf } from '../src/query/query.ts'
import { search } from '../src/query/searcher.ts'
import { type Index, openIndex } from '../src/segment/reader.ts'
import { indexIn } from '../test/support/folder.ts'
import { pick, randomFrom } from '../test/support/random.ts'
import { answerableFile, readReports } from './support/labelled.ts'
import { quantile } from './support/measures.ts'
import { report } from './support/results.ts'

const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10000,20000,40000,54356' },
    times: { type: 'string', default: '1' },
    folder: { type: 'string' },
  },
})
const corpus = '.corpus/kb'
if (!existsSync(corpus) || !existsSync(answerableFile)) {
  console.error(`${corpus} or ${answerableFile} is not there. Nothing was measured.`)
  process.exit(0)
}

interface Row {
  readonly articles: number
  readonly build: { readonly wall: number; readonly cpu: number; readonly megabytes: number }
  readonly bytes: number
  readonly search: { readonly p50: number; readonly p95: number }
  /** Of *keywords* queries: the first of a process, manifest and ten results included. */
  readonly bytesRead: { readonly median: number; readonly p95: number }
}

const folder = resolve(options.folder ?? mkdtempSync(join(tmpdir(), 'kb-growth-')))
const texts = join(folder, 'texts')
const rowsFile = join(folder, 'rows.json')
mkdirSync(texts, { recursive: true })
const ids = shuffled(
  readdirSync(corpus).flatMap((group) => readdirSync(join(corpus, group)).map((id) => `${group}/${id}`)),
)
const queries = readReports(answerableFile)

const rows: Row[] = existsSync(rowsFile) ? JSON.parse(readFileSync(rowsFile, 'utf8')) : []
const sizes = options.sizes.split(',').map(Number)
for (const size of sizes) {
  for (const id of ids.slice(0, size)) copyOnce(id)
  await measure()
}
for (let variation = 1; variation < Number(options.times); variation++)
  for (const [number, id] of ids.slice(0, sizes.at(-1)).entries())
    writeVariation(id, 400_000 + 3 * number + variation - 1)
if (Number(options.times) > 1) await measure()
report('bench-growth', { rows })
if (options.folder === undefined) rmSync(folder, { recursive: true })

async function measure(): Promise<void> {
  const out = join(folder, 'index')
  rmSync(out, { recursive: true, force: true })
  const build = timedBuild(out)
  const index = await open(out, () => {}, 2 ** 25)
  rows.push({
    articles: index.documents,
    build,
    bytes: [...indexIn(out).values()].reduce((sum, { length }) => sum + length, 0),
    search: await searchTimes(index),
    bytesRead: await bytesRead(out),
  })
  writeFileSync(rowsFile, JSON.stringify(rows))
  console.error(JSON.stringify(rows.at(-1)))
}

function timedBuild(out: string): Row['build'] {
  const said = join(folder, 'said.json')
  const witness = join(folder, 'witness.cjs')
  writeFileSync(
    witness,
    `if (require('node:worker_threads').isMainThread) process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(said)}, JSON.stringify(process.resourceUsage())))`,
  )
  const started = performance.now()
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--require', witness, 'dist/cli/kb.js', 'build', texts, '--out', out],
    { encoding: 'utf8' },
  )
  const wall = performance.now() - started
  if (status !== 0) throw new Error(stderr)
  const { userCPUTime, systemCPUTime, maxRSS }: NodeJS.ResourceUsage = JSON.parse(readFileSync(said, 'utf8'))
  return { wall: wall / 1000, cpu: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 }
}

function open(out: string, count: (bytes: number) => void, cacheBytes: number): Promise<Index> {
  const { read } = openFolder(out)
  const counted: typeof read = async (file, from, to) => {
    const bytes = await read(file, from, to)
    count(bytes.length)
    return bytes
  }
  return openIndex({ read: counted, inflate, analyzer: english.name, cacheBytes })
}

async function searchTimes(index: Index): Promise<Row['search']> {
  const asked = queries.map(({ query }) => queryOf(query, english))
  for (const query of asked) await search(index, query)
  const times: number[] = []
  for (const query of asked) {
    const started = performance.now()
    await search(index, query)
    times.push(performance.now() - started)
  }
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95) }
}

async function bytesRead(out: string): Promise<Row['bytesRead']> {
  const read: number[] = []
  for (const { query } of queries.filter(({ kind }) => kind === 'keywords')) {
    let bytes = 0
    const index = await open(out, (length) => (bytes += length), 2 ** 25)
    const { hits } = await search(index, queryOf(query, english))
    for (const { doc } of hits) await index.display(doc)
    read.push(bytes)
  }
  return { median: quantile(read, 0.5), p95: quantile(read, 0.95) }
}

function copyOnce(id: string): void {
  if (!existsSync(join(texts, id))) cpSync(join(corpus, id), join(texts, id), { recursive: true })
}

/** An article of the same length, words and facets that nobody has written. */
function writeVariation(id: string, number: number): void {
  const own = id.slice(id.indexOf('Q'))
  const random = randomFrom(number)
  const text = readFileSync(join(corpus, id, 'README.md'), 'utf8')
  const changed = text
    .replaceAll(own, `Q${number}`)
    .split('\n')
    .map((line) =>
      /^\s+[A-Za-z]/.test(line) && !line.includes(':') ? withWordsShuffled(line, random) : line,
    )
  const at = join(texts, `varied-${number % 1000}`, `Q${number}`)
  if (existsSync(at)) return
  mkdirSync(at, { recursive: true })
  writeFileSync(join(at, 'README.md'), changed.join('\n'))
}

function withWordsShuffled(line: string, random: () => number): string {
  const indent = /^\s*/.exec(line)![0]
  const words = line.trim().split(/\s+/)
  for (let i = words.length - 1; i > 0; i--) {
    const j = pick(random, i + 1)
    ;[words[i], words[j]] = [words[j]!, words[i]!]
  }
  return indent + words.join(' ')
}

function shuffled(all: string[]): string[] {
  const random = randomFrom(71)
  const sorted = all.filter((path) => statSync(join(corpus, path)).isDirectory()).sort()
  for (let i = sorted.length - 1; i > 0; i--) {
    const j = pick(random, i + 1)
    ;[sorted[i], sorted[j]] = [sorted[j]!, sorted[i]!]
  }
  return sorted
}
