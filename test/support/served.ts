// The bundled articles as an index and as a site on a disk, for tests of what browsers read.

import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleLibrary, bundlePage } from '../../scripts/browser-bundle.ts'
import { buildFolder } from '../../src/node/build.ts'
import { writeSite } from '../../src/site/write.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Served {
  /** Holds `index`, `site` and `library`, the last with `browser.js`. */
  readonly folder: string
  readonly index: string
  readonly site: string
}

export async function writeServed(folder: string): Promise<Served> {
  const index = join(folder, 'index')
  const site = join(folder, 'site')
  await buildFolder([join(root, 'articles')], index, { workers: 0 })
  await writeSite(index, site, { page: await writePage(join(folder, 'page')) })
  mkdirSync(join(folder, 'library'))
  for (const { path, contents } of (await bundleLibrary()).files)
    writeFileSync(join(folder, 'library', path.split('/').at(-1)!), contents)
  return { folder, index, site }
}

/** The page as the package has it. */
export async function writePage(folder: string): Promise<string> {
  mkdirSync(folder)
  const [script] = (await bundlePage()).files
  writeFileSync(join(folder, 'search.js'), script!.contents)
  copyFileSync(join(root, 'src/site/page.html'), join(folder, 'index.html'))
  return folder
}
