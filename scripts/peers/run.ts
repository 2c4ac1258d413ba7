// One job of one peer in a process of its own, so that its time and memory are its alone.
//
//     node run.ts PEER build|cold|warm FOLDER CORPUS        the last line that it prints is JSON
//
// FOLDER holds articles.jsonl, queries.jsonl, node_modules with load.mjs beside it, and a folder for each peer.

import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Peer, PeerArticle, Place, Search } from './peer.ts'

const [name, job, folder, corpus] = process.argv.slice(2) as [string, string, string, string]
const { peer } = (await import(`./${name}.ts`)) as { peer: Peer }
const { load } = (await import(pathToFileURL(join(folder, 'load.mjs')).href)) as Pick<Place, 'load'>
const place: Place = { load, corpus, debian: join(folder, 'debian') }
const at = join(folder, name)

const jobs: Record<string, () => Promise<object>> = { build, cold, warm }
let started = performance.now()
let figures: object = {}
// A command line ends its process itself.
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  const usage = { cpu: (userCPUTime + systemCPUTime) / 1000, megabytes: maxRSS / 1024 }
  const wall = performance.now() - started
  console.log(JSON.stringify({ wall, ...usage, ...figures }))
})
figures = await jobs[job]!()

async function build(): Promise<object> {
  rmSync(at, { recursive: true, force: true })
  mkdirSync(at)
  started = performance.now()
  await peer.build(articles(), at, place)
  return {}
}

/** The first question of a process, as the machine's file cache has it. */
async function cold(): Promise<object> {
  const search = await peer.open!(at, place)
  const ids = await search('printer does not print after an upgrade')
  search.close?.()
  return { found: ids.length }
}

async function warm(): Promise<object> {
  const search = await peer.open!(at, place)
  const queries = lines<{ query: string }>('queries.jsonl')
  for (const { query } of queries.slice(0, 50)) await search(query)
  const answers: { readonly time: number; readonly ids: Awaited<ReturnType<Search>> }[] = []
  for (const { query } of queries) {
    const started = performance.now()
    const ids = await search(query)
    answers.push({ time: performance.now() - started, ids })
  }
  search.close?.()
  return { answers }
}

/** One at a time: the file is large, and it is the peer whose memory counts. */
function* articles(): Generator<PeerArticle> {
  const bytes = readFileSync(join(folder, 'articles.jsonl'))
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(10, from)
    yield JSON.parse(bytes.toString('utf8', from, end)) as PeerArticle
    from = end + 1
  }
}

function lines<T>(file: string): T[] {
  return readFileSync(join(folder, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T)
}
