// Here are folders of texts: build the index of them on disk.
//
//     files ──▶ read (`build-reading.ts`): one article of each id, in order; its items and runs of postings spooled
//           ──▶ runs merged → terms, postings                  workers: items packed → display, records, cards
//                           → ranks → forward                ──▶ manifest, published
//
// Memory holds a run per worker, some hundred bytes a document, and each term once; whatever grows with the texts is
// spooled to the folder that is being built. The bytes do not depend on how many workers there are, or who was faster,
// or on what was taken over from an index that is updated. They are those of `buildIndex` but for the part `sources`.

import * as nodeFs from 'node:fs'
import { availableParallelism } from 'node:os'
import { resolve, sep } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { articleScheme, encodeHandWritten } from '../build.ts'
import { KbError } from '../errors.ts'
import { buildIdOf, hexOf, type ItemKind, isRankedTerm, meanOf } from '../segment/assembly.ts'
import { ByteWriter } from '../segment/bytes.ts'
import type { Candidate, Duplicate } from '../segment/collection.ts'
import { BlockPacker, type PackedBlock } from '../segment/documents.ts'
import { renameForward } from '../segment/forward.ts'
import { Impacts } from '../segment/impact.ts'
import { type FileEntry, filesOf, type Manifest } from '../segment/manifest.ts'
import { sampleOf } from '../segment/preset.ts'
import { mergeRuns } from '../segment/run.ts'
import {
  blockLimits,
  type FinishedTerms,
  type StoredKind,
  StoredWriter,
  TermsWriter,
  type WriterOptions,
  writeManifest,
  writePart,
} from '../segment/writer.ts'
import { BuildFolder, type FileSystem } from './build-folder.ts'
import { FolderReading, piecesOf, type Reading, type SpooledDocument } from './build-reading.ts'
import type { ItemsOfKind, UnitFailure, UnitFile } from './build-unit.ts'
import { type BuildWorker, spread, startWorkers } from './build-workers.ts'
import { digest } from './digest.ts'
import { EarlierIndex, NotReusable } from './earlier-index.ts'
import { FoundFiles, withSeparator } from './found-files.ts'
import { deflate } from './index-files.ts'
import { encodeSources, type UpdateCounts } from './sources.ts'
import { version } from './version.ts'

export interface FolderBuildOptions {
  /**
   * Threads beside this one; 0 reads everything in this one. As many as there are processors unless told otherwise; at most four
   * times as many, and one a file.
   */
  readonly workers?: number
  /** Whether files that are what they were are taken over from the index in `out`; the bytes are the same. */
  readonly update?: boolean
  readonly progress?: (progress: Progress) => void
  /** @internal What the build writes with; tests give one whose calls fail. */
  readonly fs?: FileSystem
}

export interface Progress {
  readonly phase: 'reading' | 'writing'
  readonly done: number
  readonly total: number
}

export interface BuildReport {
  readonly manifest: Manifest
  readonly files: number
  readonly duplicates: readonly Duplicate<Candidate>[]
  /** Files that hold no article that can be read. The rest is in the index. */
  readonly failures: readonly KbError[]
  /** Oddities noted in the articles that are in the index. */
  readonly issues: number
  /** `null` where no update was asked for. */
  readonly update: UpdateReport | null
}

export interface UpdateReport extends UpdateCounts {
  /** Why everything was built anew; `null` where it was not. */
  readonly anew: string | null
}

/**
 * Throws E0101 where `out` lies within the texts, E0201 where there is no article at all, E0401 where nothing can be
 * written; the index that was in `out` then still is.
 */
export async function buildFolder(
  paths: readonly string[],
  out: string,
  options: FolderBuildOptions = {},
): Promise<BuildReport> {
  refuseOutputInInput(paths, out)
  const found = new FoundFiles(paths)
  const threads = threadsFor(found, options.workers)
  const folder = new BuildFolder(out, options.fs ?? nodeFs)
  const workers = startWorkers(threads)
  const progress = options.progress ?? (() => {})
  try {
    const { reading, update } = await read(folder, workers, found, options)
    const { chosen, duplicates } = reading
    const failures = [...found.problems, ...reading.failures.map((failure) => errorOf(failure, found.files))]
    if (chosen.length === 0) throw noArticles(failures)
    progress({ phase: 'writing', done: 0, total: chosen.length })
    const manifest = await new FolderBuild(folder, workers, reading).write()
    progress({ phase: 'writing', done: chosen.length, total: chosen.length })
    const issues = chosen.reduce((sum, document) => sum + document.issues, 0)
    return { manifest, files: found.files.length, duplicates, failures, issues, update }
  } finally {
    await Promise.all(workers.map((worker) => worker.close()))
    folder.close()
  }
}

/** More threads than files, or many times the processors, would wait for each other and take memory. */
function threadsFor(found: FoundFiles, asked: number | undefined): number {
  const most = threadsPerProcessor * availableParallelism()
  found.find(Math.max(fewFiles, most))
  if (asked === undefined) return found.files.length < fewFiles ? 0 : availableParallelism()
  return Math.min(asked, found.files.length, most)
}

const threadsPerProcessor = 4

/** What cannot be updated is built anew. */
async function read(
  folder: BuildFolder,
  workers: readonly BuildWorker[],
  found: FoundFiles,
  { update = false, progress = () => {} }: FolderBuildOptions,
): Promise<{ reading: Reading; update: UpdateReport | null }> {
  const done = (done: number): void => {
    if (found.isComplete) progress({ phase: 'reading', done, total: found.files.length })
  }
  const fresh = (): FolderReading => new FolderReading(folder, workers, found)
  if (!update) return { reading: await fresh().readAll(done), update: null }
  let earlier: EarlierIndex | null = null
  try {
    earlier = await EarlierIndex.open(folder.out)
    const reading = await fresh().readChanged(earlier, done)
    return { reading, update: { ...reading.counts, anew: null } }
  } catch (problem) {
    if (!(problem instanceof NotReusable)) throw problem
    const reading = await fresh().readAll(done)
    return { reading, update: { ...reading.counts, anew: problem.message } }
  } finally {
    earlier?.close()
  }
}

/** Collections up to here are read before a thread has started. */
const fewFiles = 400
/** Terms between which the blocks of the workers have a turn; so they have before what takes long. */
const atOnce = 500
/** Bytes of items given to a worker at a time. */
const packBytes = 2 ** 20
/** How many pieces of them wait for it, for this thread has other things to do; records are most of all. */
const tasksAhead = { records: 8, display: 2, cards: 2, scan: 4 } as const

class FolderBuild {
  readonly #folder: BuildFolder
  readonly #workers: readonly BuildWorker[]
  readonly #reading: Reading

  constructor(folder: BuildFolder, workers: readonly BuildWorker[], reading: Reading) {
    this.#folder = folder
    this.#workers = workers
    this.#reading = reading
  }

  async write(): Promise<Manifest> {
    const { chosen } = this.#reading
    const digests = chosen.map(({ digest }) => digest)
    const build = buildIdOf(articleScheme, digests, digest)
    const options: WriterOptions = { output: this.#folder, digest, deflate, build }
    // the workers are given something to do before this thread merges terms
    const stored = [
      this.#writeScan(options),
      this.#writeStored('records', options),
      this.#writeStored('cards', options),
      this.#writeStored('display', options),
    ] as const
    const terms = this.#writeTerms(options)
    const [scan, records, cards, display, forward, sources] = await Promise.all([
      ...stored,
      terms.then(({ namesOfRuns }) => this.#writeForward(namesOfRuns, options)),
      terms.then(({ excess }) => this.#writeSources(excess, options)),
    ])
    const { entry } = await terms
    const rules = writePart('rules', encodeHandWritten(chosen.flatMap(({ rules }) => rules)), options)
    const files = { ...entry.files, forward, display, records, cards }
    const manifest: Manifest = {
      analyzer: articleScheme.analyzer.name,
      build: hexOf(build),
      documents: chosen.length,
      segments: [{ ...entry, documents: chosen.length, files }],
      parts: { rules, scan, sources },
    }
    writeManifest(manifest, build, this.#folder)
    this.#folder.publish(filesOf(manifest))
    return manifest
  }

  async #writeTerms(options: WriterOptions): Promise<WrittenTerms> {
    const { chosen, numbers, runs } = this.#reading
    const docIdOf = new Int32Array(numbers).fill(-1)
    for (const [doc, { number }] of chosen.entries()) docIdOf[number] = doc
    const lengths = chosen.map(({ length }) => length)
    const impacts = new Impacts(lengths, meanOf(lengths), articleScheme.saturation)
    const impactsOfTerm = new Uint8Array(chosen.length)
    const excessOfTerm = new Uint32Array(chosen.length)
    const terms = new TermsWriter(0, isRankedTerm, options)
    const excess = new ByteWriter(2 ** 16)
    /** By run, by number in the run: the term's place in the dictionary, then what the forward file calls it. */
    const names = runs.map((run) => new Uint32Array(run.terms))
    let place = 0
    for (const merged of mergeRuns(runs.map(piecesOf), docIdOf)) {
      const { term, docs, length, sources } = merged
      impacts.fill(impactsOfTerm, merged, length)
      terms.add(term, docs, impactsOfTerm, length)
      if (isRankedTerm(term)) {
        impacts.fillExcess(excessOfTerm, merged, impactsOfTerm, length)
        excess.varints(excessOfTerm, 0, length)
      }
      for (const { run, number } of sources) names[run]![number] = place
      if (++place % atOnce === 0) await setImmediate()
    }
    await setImmediate()
    const finished = terms.finish()
    for (const places of names)
      for (let i = 0; i < places.length; i++) places[i] = finished.names[places[i]!]!
    return { entry: finished.entry, excess: excess.take(), namesOfRuns: names }
  }

  /** Blocks are packed by whoever is free and written in order. */
  async #writeStored(kind: ItemKind, options: WriterOptions): Promise<FileEntry> {
    const { chosen } = this.#reading
    const sample = sampleOf(chosen.length).map((document) => chosen[document]!)
    const preset = await this.#lend(kind, sample, (items) => this.#workers.at(-1)!.preset(items))
    const writer = new StoredWriter(kind, 0, options, preset)
    const waiting = new Map<number, readonly PackedBlock[]>()
    let next = 0
    const pack = async (worker: BuildWorker, { value, number }: Numbered): Promise<void> => {
      waiting.set(number, await this.#lend(kind, value, (items) => worker.pack({ ...items, preset })))
      for (let blocks = waiting.get(next); blocks !== undefined; blocks = waiting.get(++next)) {
        waiting.delete(next)
        for (const block of blocks) writer.add(block)
      }
    }
    await spread(this.#workers, numbered(blocksOf(kind, chosen)), pack, tasksAhead[kind])
    return writer.finish()
  }

  async #writeForward(namesOfRuns: readonly Uint32Array[], options: WriterOptions): Promise<FileEntry> {
    const item = new ByteWriter()
    const writer = new StoredWriter('forward', 0, options)
    const packer = new BlockPacker(blockLimits.forward, null)
    for (const documents of blocksOf('forward', this.#reading.chosen)) {
      await this.#reading.items.lend('forward', documents, async (items) => {
        let at = 0
        for (const { run, items: lengths } of documents) {
          item.clear()
          renameForward(items.subarray(at, (at += lengths.forward)), namesOfRuns[run]!, item)
          writer.add(packer.add(item.view()))
        }
      })
      await setImmediate()
    }
    writer.add(packer.finish())
    return writer.finish()
  }

  async #writeSources(excess: Uint8Array, options: WriterOptions): Promise<FileEntry> {
    const { chosen, duplicates } = this.#reading
    const dropped = duplicates.map(({ dropped }) => dropped)
    await setImmediate()
    let next = 0
    const part = await encodeSources({ version, indexed: chosen, dropped, excess }, (block) =>
      this.#workers[next++ % this.#workers.length]!.deflate(block),
    )
    return writePart('sources', part, options)
  }

  /** One worker makes it, while the others pack. */
  async #writeScan(options: WriterOptions): Promise<FileEntry> {
    const worker = this.#workers[0]!
    let firstDoc = 0
    const scan = async (_: BuildWorker, documents: readonly SpooledDocument[]): Promise<void> => {
      const first = firstDoc
      firstDoc += documents.length
      const rules = documents.map(({ rules }) => rules)
      await this.#lend('cards', documents, (items) => worker.scan({ ...items, firstDoc: first, rules }))
    }
    await spread([worker], blocksOf('cards', this.#reading.chosen), scan, tasksAhead.scan)
    return writePart('scan', await worker.finishScan(), options)
  }

  /** For a worker to use. */
  #lend<T>(
    kind: ItemKind,
    documents: readonly SpooledDocument[],
    use: (items: ItemsOfKind) => Promise<T>,
  ): Promise<T> {
    const lengths = documents.map(({ items }) => items[kind])
    return this.#reading.items.lend(kind, documents, (items) => use({ kind, items, lengths }))
  }
}

interface WrittenTerms extends Pick<FinishedTerms, 'entry'> {
  /** By run, by number in the run: what the forward file calls the term. */
  readonly namesOfRuns: readonly Uint32Array[]
  /** As the part `sources` keeps it. */
  readonly excess: Uint8Array
}

interface Numbered {
  readonly value: readonly SpooledDocument[]
  readonly number: number
}

function* numbered(pieces: Iterable<Numbered['value']>): Generator<Numbered> {
  let number = 0
  for (const value of pieces) yield { value, number: number++ }
}

/** Documents in pieces of about `packBytes`, cut where a block ends. */
function* blocksOf(
  kind: StoredKind,
  documents: readonly SpooledDocument[],
): Generator<readonly SpooledDocument[]> {
  let piece: SpooledDocument[] = []
  let block = 0
  let bytes = 0
  for (const document of documents) {
    piece.push(document)
    block += document.items[kind]
    bytes += document.items[kind]
    if (block < blockLimits[kind]) continue
    block = 0
    if (bytes < packBytes) continue
    yield piece
    piece = []
    bytes = 0
  }
  if (piece.length > 0) yield piece
}

/** Throws E0101 where `out` lies within what it is made of; `made` is what the error calls it. */
export function refuseOutputInInput(paths: readonly string[], out: string, made = 'the index'): void {
  const inside = paths.find((path) => (resolve(out) + sep).startsWith(withSeparator(resolve(path))))
  if (inside === undefined) return
  throw new KbError('E0101', `${made} would lie within ${inside}, which it is made of`, {
    help: 'Name a folder beside them with --out.',
    place: { file: out },
  })
}

function errorOf({ number, code, message, help }: UnitFailure, files: readonly UnitFile[]): KbError {
  return new KbError(code, message, { help, place: { file: files[number]!.path } })
}

/** Why nothing could be read is in the cause. */
function noArticles(failures: readonly KbError[]): KbError {
  const what = failures.length === 0 ? 'no file is there' : 'nothing that was named can be read'
  return new KbError('E0201', `there is no article to build an index of: ${what}`, {
    help: 'Name files of articles, or folders that hold some.',
    ...(failures.length > 0 && { cause: new AggregateError(failures) }),
  })
}
