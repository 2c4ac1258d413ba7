// How long does a command take to start, beside an empty Node?
//
//     npm run build && npx tsx scripts/bench-startup.ts
//
// Each command is run in turn with an empty program, so that a noisy machine is noisy for both; the least of all runs
// counts. Processor time is what the process itself says at its end.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { report } from './support/results.ts'

const runs = 21

/** What is typed, and how many milliseconds of processor time it may take more than nothing at all. */
const commands: readonly { readonly typed: readonly string[]; readonly most: number | null }[] = [
  { typed: ['--version'], most: 10 },
  { typed: ['-h'], most: null },
  { typed: ['explain', 'E0101'], most: null },
  { typed: ['query', '--first-stage', 'the', 'modem', 'is', 'always', 'busy', 'here'], most: null },
  { typed: ['query', 'modem', 'busy'], most: null },
  { typed: ['show', 'Q224499'], most: null },
  { typed: ['parse', 'articles/modem-shared-busy.md'], most: null },
]

interface Cost {
  readonly cpu: number
  readonly wall: number
  readonly megabytes: number
}

const folder = mkdtempSync(join(tmpdir(), 'kb-startup-'))
const empty = join(folder, 'empty.mjs')
const witness = join(folder, 'witness.cjs')
const said = join(folder, 'said.json')
writeFileSync(empty, '')
writeFileSync(
  witness,
  `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(said)}, JSON.stringify(process.resourceUsage())))`,
)

const lines = [[empty], ...commands.map(({ typed }) => ['dist/cli/kb.js', ...typed])]
const costs = lines.map((): Cost[] => [])
for (let i = 0; i < runs; i++) for (const [at, line] of lines.entries()) costs[at]!.push(run(line))
rmSync(folder, { recursive: true })

const [nothing, ...best] = costs.map(least)
const rows = commands.map(({ typed, most }, i) => ({
  command: `kb ${typed.join(' ')}`,
  cpuOverEmpty: best[i]!.cpu - nothing!.cpu,
  wallOfEmpty: best[i]!.wall / nothing!.wall,
  megabytes: best[i]!.megabytes,
  ...(most !== null && { most, reached: best[i]!.cpu - nothing!.cpu <= most }),
}))
report('bench-startup', { node: process.version, runs, empty: nothing, commands: rows })

function run(line: readonly string[]): Cost {
  const start = performance.now()
  spawnSync(process.execPath, ['--require', witness, ...line], { stdio: 'ignore' })
  const wall = performance.now() - start
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(
    readFileSync(said, 'utf8'),
  ) as NodeJS.ResourceUsage
  return { cpu: (userCPUTime + systemCPUTime) / 1000, wall, megabytes: maxRSS / 1024 }
}

function least(all: readonly Cost[]): Cost {
  return {
    cpu: Math.min(...all.map(({ cpu }) => cpu)),
    wall: Math.min(...all.map(({ wall }) => wall)),
    megabytes: Math.min(...all.map(({ megabytes }) => megabytes)),
  }
}
