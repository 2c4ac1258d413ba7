// Here is an index: which files are a site?
//
//     index.html            the search page
//     search-….js           what it does
//     terms-…-16k-0.kb …    the index in pieces (`segment/pieces.ts`), for servers
//     terms-…-16k-0.kb.js … the same as scripts (`scripted.ts`), for a page that is opened from a folder
//     index.kb              the manifest, written last: from then on the new index is there; index.kb.js just before

import * as nodeFs from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BuildFolder, type FileSystem } from '../node/build-folder.ts'
import { digest } from '../node/digest.ts'
import { openFolder } from '../node/index-files.ts'
import { encodeText } from '../segment/bytes.ts'
import { damaged, manifestName, type ReadBytes } from '../segment/format.ts'
import {
  decodeManifest,
  encodeManifest,
  entriesOf,
  type FileEntry,
  filesOf,
  type Manifest,
  type SegmentFile,
} from '../segment/manifest.ts'
import { fileLength, framed, openWhole } from '../segment/pages.ts'
import { kilobyte, pieceName, readPieces } from '../segment/pieces.ts'
import { scriptName, scriptOf } from './scripted.ts'

/** The page and its script, as the package has them: `index.html` and `search.js`. */
export const bundledPage = fileURLToPath(new URL('../../site', import.meta.url))

export interface SiteOptions {
  /** Where `index.html` and `search.js` are. */
  readonly page: string
  readonly progress?: (done: number, total: number) => void
  /** @internal What is written with; tests give one whose calls fail. */
  readonly fs?: FileSystem
}

export interface SiteReport {
  readonly articles: number
  /** What a server needs; without the scripts. */
  readonly files: number
  readonly bytes: number
  /** Of the largest file. */
  readonly largest: number
}

/**
 * Bytes of a piece, in whole kilobytes. Of what every question reads at many places little comes with each; whole
 * articles are read one at a time, and hosts frown upon many files.
 */
const pieceSizes: Readonly<Record<SegmentFile | 'part', number>> = {
  terms: 16 * kilobyte,
  postings: 32 * kilobyte,
  display: 12 * kilobyte,
  forward: 256 * kilobyte,
  cards: 128 * kilobyte,
  records: 256 * kilobyte,
  part: 256 * kilobyte,
}

/**
 * Writes the index in the folder `index` to the folder `out` as a site. A site that is there works until the new one is
 * complete. Throws E0301 and its neighbours of the index, every byte of which is checked, and E0401 where nothing can be
 * written.
 */
export async function writeSite(index: string, out: string, options: SiteOptions): Promise<SiteReport> {
  const { read, close } = openFolder(index)
  const folder = new BuildFolder(out, options.fs ?? nodeFs)
  try {
    return await new SiteWriter(folder, read, options).write()
  } finally {
    folder.close()
    close()
  }
}

/** Only `kb build --update` asks for it. */
const partForUpdates = 'sources'

class SiteWriter {
  readonly #folder: BuildFolder
  readonly #read: ReadBytes
  readonly #options: SiteOptions
  #files = 0
  #bytes = 0
  #largest = 0

  constructor(folder: BuildFolder, read: ReadBytes, options: SiteOptions) {
    this.#folder = folder
    this.#read = read
    this.#options = options
  }

  async write(): Promise<SiteReport> {
    const { head, payload } = openWhole(manifestName, await this.#read(manifestName, 0, 2 ** 26))
    const { parts, ...manifestOfAll } = decodeManifest(payload)
    const { [partForUpdates]: _, ...shipped } = parts
    const cut = await this.#cut({ ...manifestOfAll, parts: shipped })
    const script = this.#writePage()
    const manifest = framed(head, encodeManifest(cut))
    this.#writeFile(scriptName(manifestName), encodeText(scriptOf(manifestName, base64Of(manifest))), false)
    this.#writeFile(manifestName, manifest)
    this.#folder.publish(new Set([...filesOf(cut), script]))
    return { articles: cut.documents, files: this.#files, bytes: this.#bytes, largest: this.#largest }
  }

  /** The manifest of what was cut. */
  async #cut(manifest: Manifest): Promise<Manifest> {
    const total = Array.from(entriesOf(manifest)).reduce(
      (sum, [kind, { length }]) => sum + fileLength(kind, length),
      0,
    )
    const cut = new Map<FileEntry, FileEntry>()
    let done = 0
    for (const [kind, entry] of entriesOf(manifest)) {
      const { name, sha256 } = entry
      const length = fileLength(kind, entry.length)
      const piece = pieceSizes[kind]
      // what is a site already can be cut anew
      const read = readPieces(this.#read, { name, size: entry.piece })
      const hash = digest()
      for (let from = 0; from < length; from += piece) {
        const bytes = await read(from, Math.min(length, from + piece))
        hash.update(bytes)
        this.#writePiece(pieceName(name, piece, from / piece), bytes)
        done += bytes.length
        this.#options.progress?.(done, total)
      }
      if (hash.hex() !== sha256)
        throw damaged(name, 'is not the file that the manifest names: its SHA-256 is another')
      cut.set(entry, { ...entry, piece })
    }
    const cutEntries = <T extends object>(entries: T): T =>
      Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, cut.get(entry)!])) as T
    return {
      ...manifest,
      segments: manifest.segments.map((segment) => ({ ...segment, files: cutEntries(segment.files) })),
      parts: cutEntries(manifest.parts),
    }
  }

  #writePiece(name: string, bytes: Uint8Array): void {
    this.#writeFile(name, bytes)
    this.#writeFile(scriptName(name), encodeText(scriptOf(name, base64Of(bytes))), false)
  }

  /** The name of the script, which is that of its content: the page is looked up anew, the script may be cached. */
  #writePage(): string {
    const { page } = this.#options
    const script = nodeFs.readFileSync(join(page, 'search.js'))
    const hash = digest()
    hash.update(script)
    const name = `search-${hash.hex().slice(0, 20)}.js`
    this.#writeFile(name, script)
    const html = nodeFs.readFileSync(join(page, 'index.html'), 'utf8')
    this.#writeFile('index.html', encodeText(html.replace('search.js', name)))
    return name
  }

  #writeFile(name: string, bytes: Uint8Array, counts = true): void {
    const file = this.#folder.create()
    file.write(bytes)
    file.finish(name)
    if (!counts) return
    this.#files++
    this.#bytes += bytes.length
    this.#largest = Math.max(this.#largest, bytes.length)
  }
}

function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64')
}
