// Does any damage to real articles make reading throw, hang or lie?
//
//     npx tsx scripts/fuzz.ts [MUTANTS] [SEED]       50,000 from seed 1 unless told otherwise
//
// Random texts and mutants of 600 articles of the archive (of the fixtures where there is none). Prints how many were read,
// the slowest, and every failure with its seed; exits with 1 if there is one.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { decode } from '../src/dialect/encoding.ts'
import { readArticle } from '../src/dialect/read-article.ts'
import { mutant, randomText } from '../test/support/hostile-text.ts'
import { pick, randomFrom } from '../test/support/random.ts'
import { faultsOfArticle } from '../test/support/sound-article.ts'
import { report } from './support/results.ts'

const mutants = Number(process.argv[2] ?? 50_000)
const firstSeed = Number(process.argv[3] ?? 1)
const root = existsSync('.corpus/kb') ? '.corpus' : 'test/fixtures'
const paths = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:txt|md|html)$/i.test(name))
  .sort()
const choose = randomFrom(firstSeed)
const articles = Array.from(
  { length: Math.min(600, paths.length) },
  () => decode(readFileSync(`${root}/${paths[pick(choose, paths.length)]!}`)).text,
)

const failures: string[] = []
let slowest = 0
let characters = 0

function check(kind: string, seed: number, text: string): void {
  characters += text.length
  const start = performance.now()
  try {
    const article = readArticle(text)
    for (const fault of faultsOfArticle(article, text).slice(0, 3)) failures.push(`${kind} ${seed}: ${fault}`)
  } catch (error) {
    failures.push(`${kind} ${seed}: ${String(error)}`)
  }
  const took = performance.now() - start
  slowest = Math.max(slowest, took)
  if (took > 2000) failures.push(`${kind} ${seed}: took ${Math.round(took)} ms`)
}

for (let seed = firstSeed; seed < firstSeed + 20_000; seed++)
  check('noise', seed, randomText(randomFrom(seed)))
for (let seed = firstSeed; seed < firstSeed + mutants; seed++)
  check('mutant', seed, mutant(randomFrom(seed), articles))

report('fuzz', {
  from: root,
  noise: 20_000,
  mutants,
  characters,
  slowestMilliseconds: slowest,
  failures: failures.length,
  firstFailures: failures.slice(0, 20),
})
process.exitCode = failures.length === 0 ? 0 : 1
