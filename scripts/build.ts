// What is in the package?
//
//     dist/lib/             the library, one file for each of ours, with its types: for whoever imports kb-engine
//     dist/cli/             the command line, bundled and compiled, so that it starts as fast as an empty Node
//     dist/browser/         the library for browsers, bundled
//     dist/site/            the search page that kb site writes
//     dist/index/           articles/, built: what `kb query` asks without --index
//     dist/schema/          JSON Schemas of what kb prints
//     dist/THIRD-PARTY.txt  the licences of whatever is bundled

import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import * as nodeModule from 'node:module'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild'
import type { Article } from '../src/article/article.ts'
import { buildIndex } from '../src/build.ts'
import { KbError } from '../src/errors.ts'
import { deflate } from '../src/node/index-files.ts'
import { readArticles } from '../src/node.ts'
import { bundleLibrary, bundlePage } from './browser-bundle.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')

const bundled = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
} as const satisfies BuildOptions

/** What a first question loads: one part, so that it is read at once. */
const usual = ['src/cli/main.ts', 'src/cli/commands/query.ts', 'src/node/open.ts']

rmSync(dist, { recursive: true, force: true })
buildLibrary()
const commandLine = await buildCommandLine()
const thread = await buildThread()
const forBrowsers = await buildForBrowsers()
copySchemas()
await buildBundledIndex()
keepCompiled()
writeFileSync(join(dist, 'THIRD-PARTY.txt'), thirdParty([commandLine, thread, ...forBrowsers]))

function buildLibrary(): void {
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  execFileSync(process.execPath, [tsc, '-p', join(root, 'scripts/tsconfig.lib.json')], { stdio: 'inherit' })
}

/**
 * Each command, and what only some commands need, is a part that is loaded when it is asked for. A file more costs a
 * millisecond, so what is always loaded together should be one part. esbuild makes one part of what is reached from the
 * same places: every part is made to reach what `main.ts` does, and what builds or checks is made to reach what asks.
 */
async function buildCommandLine(): Promise<Metafile> {
  const options = {
    ...bundled,
    entryPoints: [{ in: 'src/cli/kb.ts', out: 'parts/kb' }],
    outdir: 'dist/cli',
    // As deep as the folders of the library: both find dist/index at the same distance.
    chunkNames: 'parts/[name]-[hash]',
    splitting: true,
    format: 'esm',
    // Else an import for nothing but its place is dropped.
    ignoreAnnotations: true,
    define: { 'import.meta.url': 'moduleUrl' },
  } as const satisfies BuildOptions
  const first = await build({ ...options, write: false })
  const starts = Object.values(first.metafile.outputs).flatMap(({ entryPoint }) => entryPoint ?? [])
  const reached = new Map(starts.map((start) => [join(root, start), [...usual]]))
  for (const start of ['src/build.ts', 'src/cli/lint/linter.ts'])
    reached.get(join(root, start))!.push('src/node/open.ts')
  reached.delete(join(root, 'src/cli/kb.ts'))
  const { metafile, outputFiles } = await build({ ...options, plugins: [reaching(reached)], write: false })
  mkdirSync(join(dist, 'cli/parts'), { recursive: true })
  for (const { path, text } of outputFiles) writeFileSync(path, escaped(asCommonJs(text)))
  writeFileSync(join(dist, 'cli/package.json'), '{ "type": "commonjs" }\n')
  copyFileSync(join(root, 'src/cli/start.cjs'), join(dist, 'cli/kb.js'))
  chmodSync(join(dist, 'cli/kb.js'), 0o755)
  return metafile
}

/** What a thread of a build runs, in one file: two hundred take a tenth of a second more to load, in each thread. */
async function buildThread(): Promise<Metafile> {
  const { metafile } = await build({
    ...bundled,
    entryPoints: ['src/node/build-thread.ts'],
    outfile: 'dist/cli/parts/build-thread.js',
    format: 'cjs',
  })
  return metafile
}

/** For `src/cli/start.cjs`: what a first question loads, bundled, and what V8 has made of it once it has answered. */
function keepCompiled(): void {
  if ('enableCompileCache' in nodeModule) return
  const [lookingUp, loaded] = compileForQuestions()
  const answering = loaded.filter((name) => !lookingUp.includes(name))
  const folder = join(dist, 'cli/parts')
  const part = (name: string): string =>
    `'${name}': function (exports, require, module, __filename, __dirname) {${readFileSync(join(folder, name), 'utf8')}\n},\n`
  const rest = `'${answering[0]}': 'answering.bundle'`
  writeFileSync(join(folder, 'looking-up.bundle'), `({${lookingUp.map(part).join('')}${rest}})`)
  writeFileSync(join(folder, 'answering.bundle'), `({${answering.map(part).join('')}})`)
  compileForQuestions()
}

/** Writes what was compiled; gives the names of what words to look up had loaded, then a question, then a log as well. */
function compileForQuestions(): [string[], string[], string[]] {
  const program = `
    const { writeFileSync, writeSync } = require('node:fs')
    const asks = [['query', '--first-stage', '-'], ['query', 'modem', 'busy'], ['scan', 'articles/modem-ras-error-633.md']]
    const next = () => { process.argv = [process.argv[0], 'kb', ...asks.shift()] }
    next()
    const { scripts, runAgain } = require('./dist/cli/kb.js')
    const loaded = []
    const { exit } = process
    process.exit = (code) => {
      loaded.push([...scripts.keys()])
      if (code !== 0 || asks.length === 0) exit(code)
      next()
      runAgain()
    }
    process.on('exit', () => {
      for (const [name, script] of scripts)
        writeFileSync('dist/cli/parts/' + name + '.compiled', script.createCachedData())
      writeSync(3, JSON.stringify(loaded))
    })`
  const { status, output } = spawnSync(process.execPath, ['-e', program], {
    cwd: root,
    input: 'modem busy',
    stdio: ['pipe', 'ignore', 'inherit', 'pipe'],
  })
  if (status !== 0) throw new Error('the command line that was built does not answer')
  return JSON.parse(String(output[3]))
}

/**
 * Node starts CommonJS some milliseconds sooner than modules, and only modules can be split. The bundler's own way from
 * one to the other asks two functions for each name that a part has from another, each time it is used. Parts do not
 * load each other in circles, so variables will do.
 */
function asCommonJs(module: string): string {
  const code = module
    .replace(/^import (?:([^"]+) from )?("[^"]+");$/gm, (_, names = '', from) => required(names, from))
    .replace(/\bimport\(("[^"]+")\)/g, 'Promise.resolve().then(() => require($1))')
    .replace(/^export (\{[^}]*\});$/m, (_, names) => `module.exports = ${renamed(names, '$2: $1')};`)
  const left = /^(?:import .*"|export [{*\w]).*/m.exec(code)
  if (left !== null) throw new Error(`the bundler has written what is not understood: ${left[0]}`)
  const own = "var moduleUrl = require('node:url').pathToFileURL(__filename).href\n"
  return `'use strict'\n${code.includes('moduleUrl') ? own : ''}${code}`
}

/** What Node has built in is its own default. */
function required(names: string, from: string): string {
  if (names === '') return `require(${from});`
  const whole = /^(?:\* as |\{ default as )?([\w$]+)(?: \})?$/.exec(names)
  if (whole === null) return `var ${renamed(names, '$1: $2')} = require(${from});`
  return `var ${whole[1]} = require(${from});`
}

function renamed(names: string, as: string): string {
  return names.replace(/([\w$]+) as ([\w$]+)/g, as)
}

/** ASCII, which is read as it is. The bundler leaves regular expressions as they were written. */
function escaped(code: string): string {
  return code.replace(/[^\0-\x7f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** By the path of a file, what it is to reach besides what it imports. */
function reaching(reached: ReadonlyMap<string, readonly string[]>): Plugin {
  return {
    name: 'reaching',
    setup: ({ onLoad }) => {
      onLoad({ filter: /\.[cm]?[jt]s$/ }, ({ path }) => {
        const imports = reached.get(path)?.map((file) => `\nimport ${JSON.stringify(join(root, file))}`)
        if (imports === undefined) return null
        const loader = path.endsWith('ts') ? 'ts' : 'js'
        return { contents: readFileSync(path, 'utf8') + imports.join(''), loader }
      })
    },
  }
}

async function buildForBrowsers(): Promise<Metafile[]> {
  const bundles = [await bundleLibrary(), await bundlePage()]
  for (const { path, contents } of bundles.flatMap(({ files }) => files)) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, contents)
  }
  copyFileSync(join(root, 'src/site/page.html'), join(dist, 'site/index.html'))
  return bundles.flatMap(({ metafiles }) => metafiles)
}

function copySchemas(): void {
  mkdirSync(join(dist, 'schema'))
  for (const file of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.schema.json'))
      copyFileSync(join(root, 'src', file), join(dist, 'schema', basename(file)))
  }
}

/** Paths as they are in the project: the same files wherever it is built. */
async function buildBundledIndex(): Promise<void> {
  process.chdir(root)
  const articles: Article[] = []
  for await (const article of readArticles(['articles'])) {
    if (article instanceof KbError) throw article
    articles.push(article)
  }
  mkdirSync(join(dist, 'index'))
  for (const [name, bytes] of buildIndex(articles, { deflate }))
    writeFileSync(join(dist, 'index', name), bytes)
}

/** Every bundled package with its licence, in alphabetical order. */
function thirdParty(bundles: readonly Metafile[]): string {
  const folders = new Set(
    bundles
      .flatMap(({ inputs }) => Object.keys(inputs))
      .flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []),
  )
  const entries = [...folders].sort().map((folder) => {
    const { name, version } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
    return `${name} ${version}\n\n${licenceText(join(root, folder), name).trim()}\n`
  })
  const rule = `\n${'-'.repeat(80)}\n\n`
  return `The command line of kb-engine and what it gives to browsers hold code of these packages.\n${rule}${entries.join(rule)}`
}

function licenceText(folder: string, name: string): string {
  const files = readdirSync(folder).filter((file) => /^(?:licen[cs]e|copying|notice)/i.test(file))
  if (files.length > 0)
    return files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n')
  const ours = join(root, 'scripts/licences', `${name}.txt`)
  if (existsSync(ours)) return readFileSync(ours, 'utf8')
  throw new Error(`${name} comes without the text of its licence: put it into ${ours}`)
}
