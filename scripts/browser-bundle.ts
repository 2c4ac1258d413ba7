// What does a browser load?
//
//     dist/browser/browser.js    kb-engine/browser, with what looking articles up needs; nothing else has to be loaded
//     dist/browser/….js          what answering needs besides, loaded with the first question
//     dist/site/search.js        what the search page does, as one classic script: no other kind loads from `file://`

import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, type Metafile, type OutputFile, type Plugin } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))

export interface Bundle {
  readonly files: readonly OutputFile[]
  readonly metafile: Metafile
}

const forBrowsers = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  platform: 'browser',
  // DecompressionStream('deflate-raw') is as old.
  target: 'es2022',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  write: false,
} as const satisfies BuildOptions

/** The library as modules. */
export async function bundleLibrary(): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    ...forBrowsers,
    entryPoints: ['src/browser.ts'],
    outdir: 'dist/browser',
    chunkNames: '[name]-[hash]',
    format: 'esm',
    splitting: true,
  })
  return { files: outputFiles, metafile }
}

/** The script of the search page. It only looks up, so what is loaded for more than that is left out. */
export async function bundlePage(): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    ...forBrowsers,
    entryPoints: { search: 'src/site/page.ts' },
    outdir: 'dist/site',
    format: 'iife',
    plugins: [withoutLaterParts],
  })
  return { files: outputFiles, metafile }
}

const withoutLaterParts: Plugin = {
  name: 'without later parts',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, external: true } : null,
    )
  },
}

/** The files that are loaded before anything is asked: the entry and what it imports, without what it imports later. */
export function firstLoaded({ files, metafile }: Bundle): readonly OutputFile[] {
  const loaded = new Set<string>()
  const load = (name: string): void => {
    if (loaded.has(name)) return
    loaded.add(name)
    for (const { path, kind } of metafile.outputs[name]!.imports) if (kind === 'import-statement') load(path)
  }
  load(Object.keys(metafile.outputs).find((name) => metafile.outputs[name]!.entryPoint !== undefined)!)
  return files.filter(({ path }) => [...loaded].some((name) => path.endsWith(`/${name}`)))
}
