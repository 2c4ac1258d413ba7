// What does a question cost in a browser?
//
//     npx tsx scripts/bench-browser.ts INDEX SITE [--sample N] [--kind KIND]
//
// INDEX is what `kb build` has written, SITE what `kb site` has made of it, of the articles that ../shared/gold/queries
// asks for. Of each kind of labelled queries, or of KIND alone, N are taken that are spread over all. Each is put to a
// server on the same machine in a Chromium context of its own with nothing cached, and after it the next query of the
// list. Requests and bytes are counted where they are answered. Times are from the call to the result, opening included.
//
// The machine has its share in them, and more of it when it is busy. So beside each first question there are two
// times of the same minute in which nothing of ours runs: four empty requests one after the other, just before, and, in
// a context of its own, the very requests of the question, in its rounds, with the answers thrown away.
//
// No developer tools look at the pages, for each request would pay for them: pages post what they have measured.

import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type CDPSession, chromium } from 'playwright-core'
import { openPath } from '../src/node/open.ts'
import { chromiumPath } from '../test/support/chromium.ts'
import { type StaticServer, serve } from '../test/support/static-server.ts'
import { bundleLibrary } from './browser-bundle.ts'
import { answerableFile, readReports } from './support/labelled.ts'
import { quantile } from './support/measures.ts'
import { report } from './support/results.ts'

const { values: options, positionals } = parseArgs({
  options: { sample: { type: 'string', default: '12' }, kind: { type: 'string' } },
  allowPositionals: true,
})
const [index, site] = positionals
if (index === undefined || site === undefined) throw new Error('name the folders of an index and of its site')
if (chromiumPath === null) throw new Error('there is no Chromium here')

const queries = readReports(answerableFile)

const hosts = [
  { host: 'with Range, pieces', folder: site, ranges: true },
  { host: 'with Range, whole files', folder: index, ranges: true },
  { host: 'without Range, pieces', folder: site, ranges: false },
] as const
const kinds = ['keywords', 'describe', 'paste'] as const

type Host = (typeof hosts)[number]

interface Cost {
  readonly requests: number
  readonly bytes: number
  readonly rounds: number
  readonly milliseconds: number
}

interface FirstCost extends Cost {
  readonly emptyRequests: number
  readonly requestsAlone: number
}

/** What a page posts. */
interface Told {
  readonly problem?: string
  readonly emptyRequests: number
  readonly asked: readonly Asked[]
}

interface Asked {
  readonly milliseconds: number
  /** Of each round the arguments of `fetch`. */
  readonly rounds: readonly (readonly unknown[])[]
  readonly hits: string
}

/**
 * As text, for it is not this program's compiler that reads it there. Requests of one turn of the event loop are made
 * before any answer comes: with the first one after an answer a new round begins.
 */
const pageThat = (script: string): string => `<!doctype html>
<title>bench</title>
<link rel="icon" href="data:,">
<script type="module">
const tell = (told) => navigator.sendBeacon('/told', JSON.stringify(told))
const measured = JSON.parse(decodeURIComponent(location.hash.slice(1)))
const timed = async (work) => {
  const from = performance.now()
  await work()
  return performance.now() - from
}
const bytesOf = async (request) => (await fetch(...request)).arrayBuffer()
try {
  await new Promise((resolve) => setTimeout(resolve, 50))
  const emptyRequests = await timed(async () => {
    for (let request = 0; request < 4; request++) await bytesOf(['/empty?' + request])
  })
  ${script}
} catch (problem) {
  tell({ problem: String(problem) })
}
</script>
`

const askingPage = pageThat(`
  const library = await import('/browser.js')
  let opened
  const ask = async (text) => {
    const rounds = []
    let answered = true
    const { fetch } = globalThis
    globalThis.fetch = (...request) => {
      if (answered) rounds.push([])
      answered = false
      rounds.at(-1).push([String(request[0]), request[1]])
      return fetch(...request).finally(() => (answered = true))
    }
    let hits
    const milliseconds = await timed(async () => {
      opened ??= library.openKnowledgeBase('/')
      hits = await (await opened).search(text)
    })
    globalThis.fetch = fetch
    if (hits.some(({ title }) => title === '')) throw new Error('a hit without a title')
    return { milliseconds, rounds, hits: JSON.stringify(hits) }
  }
  const asked = []
  for (const text of measured) asked.push(await ask(text))
  tell({ emptyRequests, asked })`)

const replayingPage = pageThat(`
  const milliseconds = await timed(async () => {
    for (const round of measured) await Promise.all(round.map(bytesOf))
  })
  tell({ emptyRequests, asked: [{ milliseconds, rounds: measured, hits: '' }] })`)

/** Node's answers, and how many of a browser's were others in any digit. */
const onDisk = await openPath(index, () => {})
let different = 0

const library = mkdtempSync(join(tmpdir(), 'kb-bench-browser-'))
for (const { path, contents } of (await bundleLibrary()).files)
  writeFileSync(join(library, path.split('/').at(-1)!), contents)
writeFileSync(join(library, 'ask.html'), askingPage)
writeFileSync(join(library, 'replay.html'), replayingPage)
writeFileSync(join(library, 'empty'), '')
const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] })
const chrome = await browser.newBrowserCDPSession()
await ask(chrome, hosts[0], ['warm'])
const costs = []
for (const host of hosts) {
  for (const kind of kinds.filter((kind) => kind === (options.kind ?? kind))) {
    const measured = await measure(chrome, host, kind)
    costs.push({ host: host.host, kind, ...measured })
    console.log(rowOf(host.host, kind, measured))
  }
}
await browser.close()
rmSync(library, { recursive: true })
report('bench-browser', { site: filesOf(site), different, costs })

interface Measured {
  readonly queries: number
  readonly first: Spreads
  readonly next: Spreads
}

async function measure(chrome: CDPSession, host: Host, kind: string): Promise<Measured> {
  const asked = queries.filter((query) => query.kind === kind).map(({ query }) => query)
  const step = Math.max(1, asked.length / Number(options.sample))
  const first: FirstCost[] = []
  const next: Cost[] = []
  for (let at = 0; at < asked.length; at += step) {
    const i = Math.floor(at)
    const [one, other] = await ask(chrome, host, [asked[i]!, asked[(i + 1) % asked.length]!])
    first.push(one)
    next.push(other!)
  }
  return { queries: first.length, first: spreadsOf(first), next: spreadsOf(next) }
}

/** What each of some queries costs, the first one with opening the index. */
async function ask(
  chrome: CDPSession,
  host: Host,
  texts: readonly string[],
): Promise<[FirstCost, ...Cost[]]> {
  const { asked, emptyRequests, answered } = await load(chrome, host, 'ask.html', texts)
  const replayed = await load(chrome, host, 'replay.html', asked[0]!.rounds)
  let passed = 0
  const costs: Cost[] = []
  for (const [i, { milliseconds, rounds, hits }] of asked.entries()) {
    if (hits !== JSON.stringify(await onDisk.search(texts[i]!))) different++
    const requests = rounds.flat().length
    const bytes = answered.slice(passed, (passed += requests)).reduce((sum, answer) => sum + answer.bytes, 0)
    costs.push({ requests, bytes, rounds: rounds.length, milliseconds })
  }
  const requestsAlone = replayed.asked[0]!.milliseconds
  const [first, ...others] = costs
  return [{ ...first!, emptyRequests, requestsAlone }, ...others]
}

/** Opens a page of ours in a fresh context; resolves when it has told what it measured. */
async function load(
  chrome: CDPSession,
  { folder, ranges }: Host,
  page: string,
  measured: unknown,
): Promise<Told & { readonly answered: StaticServer['asked'] }> {
  let tell: (text: string) => void = () => {}
  const telling = new Promise<string>((resolve) => (tell = resolve))
  const server = await serve(folder, { ranges, also: library, posted: tell })
  const { browserContextId } = await chrome.send('Target.createBrowserContext')
  try {
    // the server's port is another one in each context, and addresses are taken from it
    const hash = encodeURIComponent(JSON.stringify(measured).replaceAll(/http:\/\/[^/]*/g, ''))
    await chrome.send('Target.createTarget', { url: `${server.address}${page}#${hash}`, browserContextId })
    const told: Told = JSON.parse(await telling)
    if (told.problem !== undefined) throw new Error(told.problem)
    const isOfQuestions = ({ path }: StaticServer['asked'][number]): boolean => path.endsWith('.kb')
    return { ...told, answered: server.asked.filter(isOfQuestions) }
  } finally {
    await chrome.send('Target.disposeBrowserContext', { browserContextId })
    await server.close()
  }
}

interface Spread {
  readonly least: number
  readonly median: number
  readonly p95: number
  readonly most: number
}
type Spreads = Readonly<Record<string, Spread>>

function spreadsOf(costs: readonly Cost[]): Spreads {
  const spreadOf = (values: readonly number[]): Spread => ({
    least: quantile(values, 0),
    median: quantile(values, 0.5),
    p95: quantile(values, 0.95),
    most: quantile(values, 1),
  })
  const names = Object.keys(costs[0]!) as (keyof Cost)[]
  return Object.fromEntries(names.map((name) => [name, spreadOf(costs.map((cost) => cost[name]))]))
}

function rowOf(host: string, kind: string, { first, next }: Measured): string {
  const kilobytes = ({ median, p95 }: Spread): string =>
    `${(median / 1000).toFixed(1)} / ${(p95 / 1000).toFixed(0)} KB`
  const times = ({ median, p95, least }: Spread): string =>
    `${median.toFixed(0)} / ${p95.toFixed(0)} ms, least ${least.toFixed(0)}`
  const { bytes, requests, rounds, milliseconds, requestsAlone, emptyRequests } = first
  return [
    `${host}, ${kind}: ${kilobytes(bytes!)}`,
    `${requests!.median} / ${requests!.most} requests, ${rounds!.most} rounds`,
    times(milliseconds!),
    `its requests alone ${times(requestsAlone!)}, four empty ones ${times(emptyRequests!)}`,
    `next ${kilobytes(next.bytes!)}, ${times(next.milliseconds!)}`,
  ].join('; ')
}

/** What a server needs of a site, and the scripts for a disk apart. */
function filesOf(folder: string): object {
  const count = (names: readonly string[]): object => {
    const sizes = names.map((name) => statSync(join(folder, name)).size)
    return {
      files: names.length,
      bytes: sizes.reduce((sum, size) => sum + size, 0),
      largest: Math.max(...sizes),
    }
  }
  const names = readdirSync(folder)
  const isForDisks = (name: string): boolean => name.endsWith('.kb.js')
  return {
    forServers: count(names.filter((name) => !isForDisks(name))),
    forDisks: count(names.filter(isForDisks)),
  }
}
