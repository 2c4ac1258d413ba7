// How long does a command take to start, beside an empty Node?
//
//     npm run build && npx tsx scripts/bench-startup.ts [--index DIR] [--runs N]
//
// Each command is run in turn with an empty program, so that a noisy machine is noisy for both; the least of all runs
// counts. Processor time is what the process itself says at its end. With an index, of all articles say, it is also asked
// six words and a whole log, the first of ../shared/gold/queries.

import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { answerableFile, readReports } from './support/labelled.ts'
import { report } from './support/results.ts'

const { values: options } = parseArgs({
  options: { index: { type: 'string' }, runs: { type: 'string', default: '21' } },
})
const runs = Number(options.runs)

/** What is typed and piped, and what it may take at most: processor time in ms over that of nothing at all, and so on. */
interface Measured {
  readonly typed: readonly string[]
  readonly input?: string
  readonly shown?: string
  readonly most?: { readonly cpu?: number; readonly wallOfEmpty?: number; readonly megabytes?: number }
}

const commands: readonly Measured[] = [
  { typed: ['--version'], most: { cpu: 10 } },
  { typed: ['-h'] },
  { typed: ['explain', 'E0101'] },
  { typed: ['query', '--first-stage', 'the', 'modem', 'is', 'always', 'busy', 'here'] },
  { typed: ['query', 'modem', 'busy'] },
  { typed: ['show', 'Q224499'] },
  { typed: ['parse', 'articles/modem-shared-busy.md'] },
  ...(options.index === undefined ? [] : askingOf(options.index)),
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

const programs = [
  { line: [empty], input: '' },
  ...commands.map(({ typed, input = '' }) => ({ line: ['dist/cli/kb.js', ...typed], input })),
]
const costs = programs.map((): Cost[] => [])
for (let i = 0; i < runs; i++) {
  for (const [at, { line, input }] of programs.entries()) costs[at]!.push(run(line, input))
}
rmSync(folder, { recursive: true })

const [nothing, ...best] = costs.map(least) as [Cost, ...Cost[]]
const rows = commands.map(({ typed, shown, most }, i) => {
  const { cpu, wall, megabytes } = best[i]!
  const figures = { cpu: cpu - nothing.cpu, wallOfEmpty: wall / nothing.wall, megabytes }
  return { command: shown ?? `kb ${typed.join(' ')}`, ...figures, ...judge(figures, most) }
})
report('bench-startup', { node: process.version, runs, empty: nothing, commands: rows })

function askingOf(index: string): Measured[] {
  const words = ['printer', 'stops', 'after', 'upgrade', 'to', 'server']
  const log = existsSync(answerableFile) ? firstLog() : null
  const asking = (stage: readonly string[], typed: readonly string[]): string[] => [
    ...['query', ...stage, '--index', index],
    ...typed,
  ]
  const first = ['--first-stage']
  return [
    {
      typed: asking(first, words),
      shown: 'six words, first stage',
      most: { cpu: 25, wallOfEmpty: 1.4, megabytes: 80 },
    },
    { typed: asking([], words), shown: 'six words', most: { cpu: 60, megabytes: 120 } },
    ...(log === null
      ? []
      : [
          { typed: asking(first, ['-']), input: log, shown: 'a log, first stage', most: { cpu: 60 } },
          { typed: asking([], ['-']), input: log, shown: 'a log', most: { cpu: 120 } },
        ]),
  ]
}

function firstLog(): string | null {
  return readReports(answerableFile).find(({ kind }) => kind === 'log')?.query ?? null
}

function run(line: readonly string[], input: string): Cost {
  const start = performance.now()
  spawnSync(process.execPath, ['--require', witness, ...line], {
    stdio: ['pipe', 'ignore', 'ignore'],
    input,
  })
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

function judge(
  figures: Readonly<Record<'cpu' | 'wallOfEmpty' | 'megabytes', number>>,
  most: Measured['most'],
): object {
  if (most === undefined) return {}
  const reached = Object.entries(most).every(
    ([what, limit]) => figures[what as keyof typeof figures] <= limit,
  )
  return { most, reached }
}
