// What is in the package?
//
//     dist/lib/             the library, one file for each of ours, with its types: for whoever imports kb-engine
//     dist/cli/             the command line, bundled, so that it starts as fast as an empty Node
//     dist/index/           articles/, built: what `kb query` asks without --index
//     dist/schema/          JSON Schemas of what kb prints
//     dist/THIRD-PARTY.txt  the licences of whatever is bundled into dist/cli

import { execFileSync } from 'node:child_process'
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
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')

rmSync(dist, { recursive: true, force: true })
buildLibrary()
const metafile = await buildCommandLine()
copySchemas()
writeFileSync(join(dist, 'THIRD-PARTY.txt'), thirdParty(metafile))

function buildLibrary(): void {
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  execFileSync(process.execPath, [tsc, '-p', join(root, 'scripts/tsconfig.lib.json')], { stdio: 'inherit' })
}

/**
 * Each command, and what only some commands need, is a part that is loaded when it is asked for. What every start loads
 * is one part: a file more costs a millisecond. esbuild makes one part of what is reached from the same places, so every
 * part is made to reach all that `main.ts` does.
 */
async function buildCommandLine(): Promise<Metafile> {
  const options = {
    absWorkingDir: root,
    entryPoints: ['src/cli/kb.ts'],
    outdir: 'dist/cli',
    // As deep as the folders of the library: both find dist/index at the same distance.
    chunkNames: 'parts/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    // Some bundled packages are CommonJS and ask for Node's own modules.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    legalComments: 'none',
    // Else an import for nothing but its place is dropped.
    ignoreAnnotations: true,
    logLevel: 'warning',
    metafile: true,
  } as const satisfies BuildOptions
  const first = await build({ ...options, write: false })
  const starts = Object.values(first.metafile.outputs)
    .flatMap(({ entryPoint }) => entryPoint ?? [])
    .filter((path) => path !== options.entryPoints[0])
  const { metafile } = await build({ ...options, plugins: [reachingMain(starts)] })
  chmodSync(join(dist, 'cli/kb.js'), 0o755)
  return metafile
}

function reachingMain(starts: readonly string[]): Plugin {
  const main = join(root, 'src/cli/main.ts')
  const paths = new Set(starts.map((path) => join(root, path)))
  return {
    name: 'reaching-main',
    setup: ({ onLoad, onResolve }) => {
      onResolve({ filter: /^kb:main$/ }, () => ({ path: main }))
      onLoad({ filter: /\.[cm]?[jt]s$/ }, ({ path }) =>
        paths.has(path)
          ? {
              contents: `${readFileSync(path, 'utf8')}\nimport 'kb:main'`,
              loader: path.endsWith('ts') ? 'ts' : 'js',
            }
          : null,
      )
    },
  }
}

function copySchemas(): void {
  mkdirSync(join(dist, 'schema'))
  for (const file of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.schema.json'))
      copyFileSync(join(root, 'src', file), join(dist, 'schema', basename(file)))
  }
}

/** Every bundled package with its licence, in alphabetical order. */
function thirdParty({ inputs }: Metafile): string {
  const folders = new Set(
    Object.keys(inputs).flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []),
  )
  const entries = [...folders].sort().map((folder) => {
    const { name, version } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
    return `${name} ${version}\n\n${licenceText(join(root, folder), name).trim()}\n`
  })
  const rule = `\n${'-'.repeat(80)}\n\n`
  return `The command line of kb-engine holds code of these packages.\n${rule}${entries.join(rule)}`
}

function licenceText(folder: string, name: string): string {
  const files = readdirSync(folder).filter((file) => /^(?:licen[cs]e|copying|notice)/i.test(file))
  if (files.length > 0)
    return files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n')
  const ours = join(root, 'scripts/licences', `${name}.txt`)
  if (existsSync(ours)) return readFileSync(ours, 'utf8')
  throw new Error(`${name} comes without the text of its licence: put it into ${ours}`)
}
