// What does a question cost in a browser?
//
//     npx tsx scripts/bench-browser.ts INDEX SITE
//
// INDEX is what `kb build` has written, SITE what `kb site` has made of it, of the articles that ../shared/gold/queries
// asks for. Every labelled query is put in a fresh Chromium context, with nothing cached, to a server beside it on the
// same machine, and after it the next query of the list. Requests and bytes are counted where they are answered. Times are from
// the call to the result, opening included; beside them what four empty round trips took in the same page.

import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { openPath } from '../src/node/open.ts'
import { chromiumPath } from '../test/support/chromium.ts'
import { serve } from '../test/support/static-server.ts'
import { bundleLibrary } from './browser-bundle.ts'
import { answerableFile, readReports } from './support/labelled.ts'
import { quantile } from './support/measures.ts'
import { report } from './support/results.ts'

const [index, site] = process.argv.slice(2)
if (index === undefined || site === undefined) throw new Error('name the folders of an index and of its site')
if (chromiumPath === null) throw new Error('there is no Chromium here')

const queries = readReports(answerableFile)

const hosts = [
  { host: 'with Range, whole files', folder: index, ranges: true },
  { host: 'with Range, pieces', folder: site, ranges: true },
  { host: 'without Range, pieces', folder: site, ranges: false },
] as const
const kinds = ['keywords', 'describe', 'paste'] as const

interface Cost {
  readonly requests: number
  readonly bytes: number
  readonly rounds: number
  readonly milliseconds: number
  /** What four round trips for nothing took just before. */
  readonly emptyRounds: number
}

type Timed = Pick<Cost, 'rounds' | 'milliseconds'> & { readonly hits: string }

/**
 * On the page; as text, for it is not this program's compiler that reads it there. Requests of one turn of the event loop
 * are made before any answer comes: with the first one after an answer a new round begins.
 */
const askOnPage = `async (text) => {
  let rounds = 0
  let answered = true
  const { fetch } = globalThis
  globalThis.fetch = (...request) => {
    if (answered) rounds++
    answered = false
    return fetch(...request).finally(() => (answered = true))
  }
  const from = performance.now()
  globalThis.opened ??= library.openKnowledgeBase('/')
  const hits = await (await opened).search(text)
  const milliseconds = performance.now() - from
  globalThis.fetch = fetch
  if (hits.some(({ title }) => title === '')) throw new Error('a hit without a title')
  return { rounds, milliseconds, hits: JSON.stringify(hits) }
}`

/** How long four requests take that come one after the other for next to nothing: what the machine makes of it now. */
const emptyRoundsOnPage = `(async () => {
  const from = performance.now()
  for (let round = 0; round < 4; round++) await (await fetch('/bench.html?' + round)).arrayBuffer()
  return performance.now() - from
})()`

/** Node's answers, and how many of a browser's were others in any digit. */
const onDisk = await openPath(index, () => {})
let different = 0

const library = mkdtempSync(join(tmpdir(), 'kb-bench-browser-'))
for (const { path, contents } of (await bundleLibrary()).files)
  writeFileSync(join(library, path.split('/').at(-1)!), contents)
writeFileSync(
  join(library, 'bench.html'),
  '<!doctype html><title>bench</title><link rel="icon" href="data:,">',
)
const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] })
const costs = []
for (const { host, folder, ranges } of hosts)
  for (const kind of kinds) costs.push({ host, kind, ...(await measure(browser, folder, ranges, kind)) })
await browser.close()
rmSync(library, { recursive: true })
report('bench-browser', { site: filesOf(site), different, costs })

async function measure(browser: Browser, folder: string, ranges: boolean, kind: string): Promise<object> {
  const asked = queries.filter((query) => query.kind === kind).map(({ query }) => query)
  const first: Cost[] = []
  const next: Cost[] = []
  for (const [i, query] of asked.entries()) {
    const [one, other] = await ask(browser, folder, ranges, [query, asked[(i + 1) % asked.length]!])
    first.push(one!)
    next.push(other!)
  }
  return { queries: asked.length, first: summary(first), next: summary(next) }
}

/** What each of some queries costs, the first one with opening the index. */
async function ask(
  browser: Browser,
  folder: string,
  ranges: boolean,
  texts: readonly string[],
): Promise<Cost[]> {
  const server = await serve(folder, { ranges, also: library })
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.goto(`${server.address}bench.html`)
    await page.evaluate(`import('/browser.js').then((library) => { globalThis.library = library })`)
    const emptyRounds = (await page.evaluate(emptyRoundsOnPage)) as number
    const costs: Cost[] = []
    for (const text of texts) {
      const before = server.asked.length
      const { milliseconds, rounds, hits } = (await page.evaluate(
        `(${askOnPage})(${JSON.stringify(text)})`,
      )) as Timed
      const answered = server.asked.slice(before)
      if (hits !== JSON.stringify(await onDisk.search(text))) different++
      const bytes = answered.reduce((sum, { bytes }) => sum + bytes, 0)
      costs.push({ requests: answered.length, bytes, rounds, milliseconds, emptyRounds })
    }
    return costs
  } finally {
    await context.close()
    await server.close()
  }
}

function summary(costs: readonly Cost[]): object {
  const spread = (values: readonly number[]): object => ({
    median: quantile(values, 0.5),
    p95: quantile(values, 0.95),
    most: quantile(values, 1),
  })
  return {
    bytes: spread(costs.map(({ bytes }) => bytes)),
    requests: spread(costs.map(({ requests }) => requests)),
    rounds: spread(costs.map(({ rounds }) => rounds)),
    milliseconds: spread(costs.map(({ milliseconds }) => milliseconds)),
    emptyRounds: spread(costs.map(({ emptyRounds }) => emptyRounds)),
  }
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
