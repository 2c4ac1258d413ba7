// How much does reading articles cost, against what the machine must at least do?
//
//     npx tsx scripts/bench-read.ts [ARTICLES]
//
// Reads the Markdown archive twice in turn, in chunks: only splitting each file into lines, and `readArticle` with all of
// its fields. Prints both times and their ratio (chunk by chunk: median), and the heap at the start and at the end.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { readArticle } from '../src/dialect/read-article.ts'
import { report } from './support/results.ts'

const root = '.corpus/kb'
if (!existsSync(root)) {
  console.error(`${root} is not there: unpack the articles first. Nothing was measured.`)
  process.exit(0)
}
const paths = readdirSync(root).flatMap((folder) =>
  readdirSync(`${root}/${folder}`).map((id) => `${root}/${folder}/${id}/README.md`),
)
const wanted = paths.slice(0, Number(process.argv[2] ?? paths.length))
const chunk = 500

let lines = 0
let fields = 0
const split = (path: string): void => {
  lines += readFileSync(path, 'utf8').split('\n').length
}
const read = (path: string): void => {
  fields += readArticle(readFileSync(path, 'utf8'), { path }).sections.length
}

function seconds(work: (path: string) => void, some: readonly string[]): number {
  const start = process.hrtime.bigint()
  for (const path of some) work(path)
  return Number(process.hrtime.bigint() - start) / 1e9
}

// Both ways once, so that files are in the cache and code is compiled.
for (const path of wanted.slice(0, 2000)) {
  split(path)
  read(path)
}
const heapBefore = process.memoryUsage().heapUsed
const ratios: number[] = []
let splitting = 0
let reading = 0
for (let from = 0; from < wanted.length; from += chunk) {
  const some = wanted.slice(from, from + chunk)
  const plain = seconds(split, some)
  const whole = seconds(read, some)
  splitting += plain
  reading += whole
  ratios.push(whole / plain)
}
ratios.sort((a, b) => a - b)
report('bench-read', {
  articles: wanted.length,
  splitSeconds: splitting,
  readSeconds: reading,
  ratio: reading / splitting,
  medianRatio: ratios[ratios.length >> 1]!,
  microsecondsPerArticle: (reading / wanted.length) * 1e6,
  heapGrowthMegabytes: (process.memoryUsage().heapUsed - heapBefore) / 2 ** 20,
  checked: { lines, sections: fields },
})
