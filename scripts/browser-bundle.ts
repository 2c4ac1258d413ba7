// What does a browser load?
//
//     dist/browser/browser.js    kb-engine/browser, with what looking articles up needs; nothing else has to be loaded
//     dist/browser/….js          what answering needs besides, loaded with the first question
//     dist/site/search.js        what the search page does, as one classic script: no other kind loads from `file://`
//
// The entry is bundled by itself and the later parts by themselves: what both need is in both. Split by the bundler, the
// entry would have all that any later part needs of a file that it has itself. They share no state but the open index,
// and the class of errors, which callers compare with: the later parts import it from the entry.

import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, type Metafile, type OutputFile, type Plugin } from 'esbuild'

/**
 * To V8: compile all of it at once, in the background, while it loads. Whatever is in the first file serves the first
 * question, and to compile each of its functions when it is called takes a tenth of the time of the answer.
 */
const compileAtOnce = '//# allFunctionsCalledOnLoad'

const root = fileURLToPath(new URL('..', import.meta.url))

export interface Bundle {
  readonly files: readonly OutputFile[]
  readonly metafiles: readonly Metafile[]
}

const forBrowsers = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  platform: 'browser',
  // As new as DecompressionStream('deflate-raw').
  target: 'es2022',
  // What Node has built in is not looked for.
  define: { 'globalThis.process': 'undefined' },
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  write: false,
} as const satisfies BuildOptions

/** The library as modules; the entry comes first. */
export async function bundleLibrary(): Promise<Bundle> {
  const later = new Set<string>()
  const options = { ...forBrowsers, outdir: 'dist/browser', format: 'esm' } as const
  const entry = await build({
    ...options,
    entryPoints: ['src/browser.ts'],
    banner: { js: compileAtOnce },
    plugins: [laterParts((file) => later.add(file))],
  })
  const parts = await build({
    ...options,
    entryPoints: [...later],
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    splitting: true,
    plugins: [errorsOfEntry],
  })
  return {
    files: [...entry.outputFiles, ...parts.outputFiles],
    metafiles: [entry.metafile, parts.metafile],
  }
}

/** The script of the search page. It only looks up and shows: what is loaded for more than that is left out. */
export async function bundlePage(): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    ...forBrowsers,
    entryPoints: { search: 'src/site/page.ts' },
    outdir: 'dist/site',
    banner: { js: compileAtOnce },
    format: 'iife',
    plugins: [laterParts(() => {}, ['stored'])],
  })
  return { files: outputFiles, metafiles: [metafile] }
}

/** Whatever is imported later stays an import, of the file that it is bundled into; but for those that are `wanted`. */
function laterParts(note: (file: string) => void, wanted: readonly string[] = []): Plugin {
  return {
    name: 'later parts',
    setup: ({ onResolve }) => {
      onResolve({ filter: /\.ts$/ }, ({ kind, path, resolveDir }) => {
        const name = basename(path, '.ts')
        if (kind !== 'dynamic-import' || wanted.includes(name)) return null
        note(join(resolveDir, path))
        return { path: `./${name}.js`, external: true }
      })
    },
  }
}

const errorsOfEntry: Plugin = {
  name: 'errors of the entry',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/errors\.ts$/ }, () => ({ path: './browser.js', external: true }))
  },
}
