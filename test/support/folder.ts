// Where do tests find a folder of their own?

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { manifestName } from '../../src/segment/format.ts'
import { decodeManifest, filesOf, type Manifest } from '../../src/segment/manifest.ts'
import { openWhole } from '../../src/segment/pages.ts'

/** An empty folder that goes away with the test. */
export function temporaryFolder(whenDone: (work: () => void) => void = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'kb-test-'))
  whenDone(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Writes files by their paths within `folder`. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/** The files of a folder by name, without the folders in it. */
export function filesIn(folder: string): Map<string, Uint8Array> {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile())
  const names = files.map(({ name }) => name).sort()
  return new Map(names.map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))]))
}

/** The files of the index in a folder alone: those of the index before it stay beside them. */
export function indexIn(folder: string): Map<string, Uint8Array> {
  const names = new Set([...filesOf(manifestOf(folder)), manifestName])
  return new Map([...filesIn(folder)].filter(([name]) => names.has(name)))
}

/** Of the index in a folder. */
export function manifestOf(folder: string): Manifest {
  return decodeManifest(openWhole(manifestName, readFileSync(join(folder, manifestName))).payload)
}

/** An article in Markdown, as somebody may write it. */
export function markdownArticle(id: string, title: string, symptoms: string, date = '2001-02-03'): string {
  return `---\nkb: ${id}\ntitle: "${title}"\nupdated: ${date}\nproducts:\n  - Small Server 4.0\n---\n\n## Symptoms\n\n${symptoms}\n\n## Resolution\n\n1. Do this.\n2. Do that.\n`
}
