// Which articles are in these files, and where is what was made of them?
//
//     files ──▶ workers: articles → items, runs of postings ──▶ spooled
//           ──▶ one of each id, in order
//
// Beside an index that is to be updated, files that are what they were are not read: their items and postings are taken
// over from it. Only what that index had left out and is chosen now has to be read all the same.

import { digestOf, hashed } from '../segment/assembly.ts'
import { choose, type Duplicate } from '../segment/collection.ts'
import type { BuildFolder, Spool } from './build-folder.ts'
import {
  lengthsOf,
  type ReadDocument,
  type Run,
  storedKinds,
  type UnitFailure,
  type UnitFile,
} from './build-unit.ts'
import { type BuildWorker, spread } from './build-workers.ts'
import { digest } from './digest.ts'
import { type EarlierIndex, NotReusable } from './earlier-index.ts'
import { type FoundFiles, unitsOf } from './found-files.ts'
import type { Source, UpdateCounts } from './sources.ts'
import { SpooledItems, type SpooledPlace } from './spooled-items.ts'

/** A document with where its items stand in the spools, and whose run its terms are numbered in. */
export interface SpooledDocument extends ReadDocument, SpooledPlace {
  readonly run: number
}

export interface SpooledRun {
  readonly spool: Spool
  readonly length: number
  /** Terms are numbered below it. */
  readonly terms: number
}

export interface Reading {
  /** In the order of their doc ids. */
  readonly chosen: readonly SpooledDocument[]
  readonly duplicates: readonly Duplicate<Source>[]
  readonly failures: readonly UnitFailure[]
  readonly items: SpooledItems
  readonly runs: readonly SpooledRun[]
  /** Documents are numbered below it. */
  readonly numbers: number
  readonly counts: UpdateCounts
}

/** A file that is what it was. */
interface Unread extends Source {
  readonly file: UnitFile
  /** Its document in the earlier index; `null` where that had left it out. */
  readonly doc: number | null
}

export class FolderReading {
  readonly #folder: BuildFolder
  readonly #workers: readonly BuildWorker[]
  readonly #found: FoundFiles
  readonly #items: SpooledItems
  readonly #runs: SpooledRun[] = []
  readonly #runNumbers = new RunNumbers()

  constructor(folder: BuildFolder, workers: readonly BuildWorker[], found: FoundFiles) {
    this.#folder = folder
    this.#workers = workers
    this.#found = found
    this.#items = new SpooledItems(folder)
  }

  /** `progress` is told how many files are done. */
  async readAll(progress: (done: number) => void): Promise<Reading> {
    const { documents, failures } = await this.#read(this.#found.units(), progress)
    const counts = { read: documents.length, readAgain: 0, reused: 0, removed: 0 }
    return this.#reading({ ...choose(documents), failures, numbers: this.#files.length, counts })
  }

  /** Rejects with `NotReusable` where the earlier index turns out to be damaged. */
  async readChanged(earlier: EarlierIndex, progress: (done: number) => void): Promise<Reading> {
    const known = knownOf(earlier)
    const { documents, failures, unchanged } = await this.#read(recognised(this.#found, known), progress)
    const unread = unchanged.map((number): Unread => {
      const file = this.#files[number]!
      return { ...known.get(file.name)!, file }
    })
    const { chosen, duplicates } = choose<SpooledDocument | Unread>([...documents, ...unread])
    const again = await this.#takeOver(earlier, chosen.filter(isUnread))
    for (const { name } of this.#files) known.delete(name)
    return this.#reading({
      chosen: chosen.map((document) => (isUnread(document) ? again.spooled.get(document)! : document)),
      duplicates,
      failures,
      numbers: this.#files.length + earlier.sources.indexed.length,
      counts: {
        read: documents.length,
        readAgain: again.read,
        reused: unread.length - again.read,
        removed: known.size,
      },
    })
  }

  get #files(): readonly UnitFile[] {
    return this.#found.files
  }

  #reading(read: Omit<Reading, 'items' | 'runs'>): Reading {
    return { ...read, items: this.#items, runs: this.#runs }
  }

  /** Items and runs go into spools as they come; where each is, is remembered. Numbers of files must ascend. */
  async #read(
    units: Iterable<readonly UnitFile[]>,
    progress: (done: number) => void = () => {},
  ): Promise<{ documents: SpooledDocument[]; failures: UnitFailure[]; unchanged: number[] }> {
    const documents: SpooledDocument[] = []
    const failures: UnitFailure[] = []
    const unchanged: number[] = []
    let done = 0
    await spread(this.#workers, units, async (worker, unit) => {
      const read = await worker.read(unit)
      const run = this.#runNumbers.of(worker, read.run)
      const at = this.#items.append(read.items)
      for (const document of read.documents) {
        documents.push({ ...document, at: { ...at }, run })
        for (const kind of storedKinds) at[kind] += document.items[kind]
      }
      failures.push(...read.failures)
      unchanged.push(...read.unchanged)
      if (read.finished !== null) this.#spoolRun(worker, read.finished)
      done += unit.length
      progress(done)
    })
    const last = await Promise.all(this.#workers.map((worker) => worker.finishRun()))
    for (const [i, worker] of this.#workers.entries()) this.#spoolRun(worker, last[i]!)
    documents.sort((a, b) => a.number - b.number)
    failures.sort((a, b) => a.number - b.number)
    return { documents, failures, unchanged: unchanged.sort((a, b) => a - b) }
  }

  #spoolRun(worker: BuildWorker, { number, bytes, terms }: Run): void {
    const spool = this.#folder.spool()
    spool.append(bytes)
    this.#runs[this.#runNumbers.of(worker, number)] = { spool, length: bytes.length, terms }
  }

  /** Of the chosen articles in files that are what they were; and how many of these had to be read. */
  async #takeOver(
    earlier: EarlierIndex,
    unread: readonly Unread[],
  ): Promise<{ spooled: ReadonlyMap<Unread, SpooledDocument>; read: number }> {
    const leftOut = unread.filter(({ doc }) => doc === null)
    const spooled = await this.#readAgain(leftOut)
    const run = await this.#takeOverRun(earlier)
    const byDoc = new Map(unread.map((file) => [file.doc, file]))
    let doc = 0
    for await (const items of earlier.items()) {
      const source = earlier.sources.indexed[doc]!
      const number = this.#files.length + doc
      const file = byDoc.get(doc++)
      if (file === undefined) continue
      spooled.set(file, {
        ...source,
        number,
        digest: digestOf(hashed(items), digest),
        items: lengthsOf(items),
        at: this.#items.append(items),
        run,
      })
    }
    return { spooled, read: leftOut.length }
  }

  async #takeOverRun(earlier: EarlierIndex): Promise<number> {
    const spool = this.#folder.spool()
    let length = 0
    const terms = await earlier.writeRun(this.#files.length, (bytes) => {
      spool.append(bytes)
      length += bytes.length
    })
    const run = this.#runNumbers.of(earlier, 0)
    this.#runs[run] = { spool, length, terms }
    return run
  }

  async #readAgain(unread: readonly Unread[]): Promise<Map<Unread, SpooledDocument>> {
    const byNumber = new Map(unread.map((file) => [file.file.number, file]))
    const files = unread.map(({ file }) => file).sort((a, b) => a.number - b.number)
    const { documents } = await this.#read(unitsOf(files))
    const read = new Map(documents.map((document) => [byNumber.get(document.number)!, document]))
    if (unread.some((file) => read.get(file)?.content !== file.content))
      throw new NotReusable('a file was changed while it was read')
    return read
  }
}

/** The files, with what was in each when the earlier index was built. */
function* recognised(
  found: FoundFiles,
  known: ReadonlyMap<string, Omit<Unread, 'file'>>,
): Generator<readonly UnitFile[]> {
  for (const unit of found.units())
    yield unit.map((file) => ({ ...file, known: known.get(file.name)?.content ?? null }))
}

/** By path, what the earlier index knows of the files that it was built from. */
function knownOf({ sources }: EarlierIndex): Map<string, Omit<Unread, 'file'>> {
  const known = new Map<string, Omit<Unread, 'file'>>()
  for (const [doc, source] of sources.indexed.entries()) known.set(source.path, { ...sourceOf(source), doc })
  for (const source of sources.dropped) known.set(source.path, { ...source, doc: null })
  return known
}

function sourceOf({ id, path, lastModified, product, content }: Source): Source {
  return { id, path, lastModified, product, content }
}

function isUnread(document: SpooledDocument | Unread): document is Unread {
  return 'file' in document
}

/** Numbers the runs of all that write some in the order in which they are first heard of. */
class RunNumbers {
  readonly #numbers = new Map<object, number[]>()
  #count = 0

  of(writer: object, run: number): number {
    const numbers = this.#numbers.get(writer) ?? []
    this.#numbers.set(writer, numbers)
    numbers[run] ??= this.#count++
    return numbers[run]
  }
}

const pieceBytes = 2 ** 18

export function* piecesOf({ spool, length }: SpooledRun): Generator<Uint8Array> {
  for (let at = 0; at < length; at += pieceBytes) {
    const piece = new Uint8Array(Math.min(pieceBytes, length - at))
    spool.read(piece, at)
    yield piece
  }
}
