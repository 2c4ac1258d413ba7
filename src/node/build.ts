// Here are folders of texts: build the index of them on disk.
//
//     files ──▶ workers: articles → items, runs of postings ──▶ spooled
//           ──▶ one of each id, in order
//           ──▶ runs merged → terms, postings                  workers: items packed → display, records
//                           → ranks → forward                ──▶ manifest, published
//
// Memory holds a run per worker, some hundred bytes a document, and each term once; whatever grows with the texts is
// spooled to the folder that is being built. The bytes do not depend on how many workers there are, or who was faster.

import * as nodeFs from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, relative, resolve, sep } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { articleScheme, encodeHandWritten } from '../build.ts'
import { KbError } from '../errors.ts'
import { buildIdOf, digestOf, hexOf, impactsOf, isRanked, meanOf } from '../segment/assembly.ts'
import { ByteWriter } from '../segment/bytes.ts'
import { type Candidate, choose, type Duplicate } from '../segment/collection.ts'
import { BlockPacker, type PackedBlock } from '../segment/documents.ts'
import { decodeForward, encodeForward } from '../segment/forward.ts'
import { type FileEntry, filesOf, type Manifest } from '../segment/manifest.ts'
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
import { BuildFolder, type FileSystem, type Spool } from './build-folder.ts'
import { type ReadDocument, type Run, storedKinds, type UnitFailure, type UnitFile } from './build-unit.ts'
import { type BuildWorker, spread, startWorkers } from './build-workers.ts'
import { digest } from './digest.ts'
import { deflate } from './index-files.ts'
import { findFiles } from './texts.ts'

export interface FolderBuildOptions {
  /** Threads beside this one; 0 reads everything in this one. As many as there are processors unless told otherwise. */
  readonly workers?: number
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
}

/** A document with where its items stand in the spool, and whose run its terms are numbered in. */
interface SpooledDocument extends ReadDocument {
  readonly at: number
  readonly run: number
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
  const found = findFiles(paths)
  const files = found.filter((file) => typeof file === 'string')
  const unreadable = found.filter((file) => typeof file !== 'string')
  const folder = new BuildFolder(out, options.fs ?? nodeFs)
  const workers = startWorkers(options.workers ?? (files.length < fewFiles ? 0 : availableParallelism()))
  try {
    const build = new FolderBuild(folder, workers, options.progress ?? (() => {}))
    return await build.run(unitFiles(files, paths), unreadable)
  } finally {
    await Promise.all(workers.map((worker) => worker.close()))
    folder.close()
  }
}

/** Collections up to here are read before a thread has started. */
const fewFiles = 400
/** Files given to a worker at a time. */
const unitSize = 64
/** Bytes of items given to a worker at a time. */
const packBytes = 2 ** 20

class FolderBuild {
  readonly #folder: BuildFolder
  readonly #workers: readonly BuildWorker[]
  readonly #progress: (progress: Progress) => void
  readonly #items: Spool
  readonly #runs: SpooledRun[] = []

  constructor(folder: BuildFolder, workers: readonly BuildWorker[], progress: (progress: Progress) => void) {
    this.#folder = folder
    this.#workers = workers
    this.#progress = progress
    this.#items = folder.spool()
  }

  async run(files: readonly UnitFile[], unreadable: readonly KbError[]): Promise<BuildReport> {
    const { documents, failures } = await this.#read(files)
    const { chosen, duplicates } = choose(documents)
    if (chosen.length === 0) throw noArticles([...unreadable, ...failures])
    this.#progress({ phase: 'writing', done: 0, total: chosen.length })
    const rules = encodeHandWritten(chosen.flatMap(({ rules }) => rules))
    const digests = [...chosen.map(({ digest }) => digest), digestOf([rules], digest)]
    const build = buildIdOf(articleScheme, digests, digest)
    const options: WriterOptions = { output: this.#folder, digest, deflate, build }
    const [terms, display, records, cards] = await Promise.all([
      this.#writeTerms(chosen, files.length, options),
      this.#writeStored('display', chosen, options),
      this.#writeStored('records', chosen, options),
      this.#writeStored('cards', chosen, options),
    ])
    const forward = this.#writeForward(chosen, terms.namesOfRuns, options)
    const stored = { ...terms.entry.files, forward, display, records, cards }
    const manifest: Manifest = {
      analyzer: articleScheme.analyzer.name,
      build: hexOf(build),
      documents: chosen.length,
      segments: [{ ...terms.entry, documents: chosen.length, files: stored }],
      parts: { rules: writePart('rules', rules, options) },
    }
    writeManifest(manifest, build, this.#folder)
    this.#folder.publish(filesOf(manifest))
    this.#progress({ phase: 'writing', done: chosen.length, total: chosen.length })
    const issues = chosen.reduce((sum, document) => sum + document.issues, 0)
    return { manifest, files: files.length, duplicates, failures: [...unreadable, ...failures], issues }
  }

  /** Items and runs go into spools as they come; where each is, is remembered. */
  async #read(files: readonly UnitFile[]): Promise<{ documents: SpooledDocument[]; failures: KbError[] }> {
    const documents: SpooledDocument[] = []
    const failures: { number: number; error: KbError }[] = []
    const numbers = new RunNumbers()
    let done = 0
    await spread(this.#workers, cut(files, unitSize), async (worker, unit) => {
      const read = await worker.read(unit)
      const run = numbers.of(worker, read.run)
      let at = this.#items.append(read.items)
      for (const document of read.documents) {
        documents.push({ ...document, at, run })
        at += storedKinds.reduce((sum, kind) => sum + document.items[kind], 0)
      }
      for (const failure of read.failures)
        failures.push({ number: failure.number, error: errorOf(failure, files) })
      if (read.finished !== null) this.#spoolRun(numbers, worker, read.finished)
      done += unit.length
      this.#progress({ phase: 'reading', done, total: files.length })
    })
    for (const worker of this.#workers) this.#spoolRun(numbers, worker, await worker.finishRun())
    documents.sort((a, b) => a.number - b.number)
    failures.sort((a, b) => a.number - b.number)
    return { documents, failures: failures.map(({ error }) => error) }
  }

  #spoolRun(numbers: RunNumbers, worker: BuildWorker, { number, bytes, terms }: Run): void {
    const spool = this.#folder.spool()
    spool.append(bytes)
    this.#runs[numbers.of(worker, number)] = { spool, length: bytes.length, terms }
  }

  async #writeTerms(
    chosen: readonly SpooledDocument[],
    files: number,
    options: WriterOptions,
  ): Promise<Pick<FinishedTerms, 'entry'> & { namesOfRuns: readonly Uint32Array[] }> {
    const docIdOf = new Int32Array(files).fill(-1)
    for (const [doc, { number }] of chosen.entries()) docIdOf[number] = doc
    const lengths = chosen.map(({ length }) => length)
    const meanLength = meanOf(lengths)
    const terms = new TermsWriter(0, options)
    /** By run, by number in the run: the term's place in the dictionary. */
    const places = this.#runs.map((run) => new Uint32Array(run.terms))
    let place = 0
    for (const { term, docs, counts, sources } of mergeRuns(this.#runs.map(piecesOf), docIdOf)) {
      terms.add(term, docs, impactsOf(docs, counts, lengths, meanLength, articleScheme.saturation))
      for (const { run, number } of sources) places[run]![number] = place
      // The workers' blocks want to be written now and then.
      if (++place % 1000 === 0) await setImmediate()
    }
    const { names, entry } = terms.finish(isRanked)
    return { entry, namesOfRuns: places.map((places) => places.map((place) => names[place]!)) }
  }

  /** Blocks are packed by whoever is free and written in order. */
  async #writeStored(
    kind: 'cards' | 'display' | 'records',
    chosen: readonly SpooledDocument[],
    options: WriterOptions,
  ): Promise<FileEntry> {
    const writer = new StoredWriter(kind, 0, options)
    const waiting = new Map<number, readonly PackedBlock[]>()
    let next = 0
    await spread(this.#workers, numbered(blocksOf(kind, chosen)), async (worker, { value, number }) => {
      const task = {
        kind,
        items: joined(value.map((document) => this.#item(document, kind))),
        lengths: value.map(({ items }) => items[kind]),
      }
      waiting.set(number, await worker.pack(task))
      for (let blocks = waiting.get(next); blocks !== undefined; blocks = waiting.get(++next)) {
        waiting.delete(next)
        for (const block of blocks) writer.add(block)
      }
    })
    return writer.finish()
  }

  #writeForward(
    chosen: readonly SpooledDocument[],
    namesOfRuns: readonly Uint32Array[],
    options: WriterOptions,
  ): FileEntry {
    const encode = (document: SpooledDocument, into: ByteWriter): Uint8Array => {
      const names = namesOfRuns[document.run]!
      const sequences = decodeForward(
        this.#item(document, 'forward'),
        (what) => new Error(`an item of the build ${what}`),
      )
      into.clear()
      encodeForward(sequences, (number) => names[number]!, into)
      return into.view()
    }
    const bytes = new ByteWriter()
    const writer = new StoredWriter('forward', 0, options)
    const packer = new BlockPacker(blockLimits.forward, null)
    for (const document of chosen) writer.add(packer.add(encode(document, bytes)))
    writer.add(packer.finish())
    return writer.finish()
  }

  #item({ at, items }: SpooledDocument, kind: StoredKind): Uint8Array {
    let from = at
    for (const before of storedKinds) {
      if (before === kind) break
      from += items[before]
    }
    return this.#items.read(from, from + items[kind])
  }
}

interface SpooledRun {
  readonly spool: Spool
  readonly length: number
  readonly terms: number
}

/** Numbers the runs of all workers in the order in which they are first heard of. */
class RunNumbers {
  readonly #numbers = new Map<BuildWorker, number[]>()
  #count = 0

  of(worker: BuildWorker, run: number): number {
    const numbers = this.#numbers.get(worker) ?? []
    this.#numbers.set(worker, numbers)
    numbers[run] ??= this.#count++
    return numbers[run]
  }
}

const pieceBytes = 2 ** 18

function* piecesOf({ spool, length }: SpooledRun): Generator<Uint8Array> {
  for (let at = 0; at < length; at += pieceBytes) yield spool.read(at, Math.min(at + pieceBytes, length))
}

function* cut<T>(list: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < list.length; at += size) yield list.slice(at, at + size)
}

function* numbered<T>(values: Iterable<T>): Generator<{ readonly value: T; readonly number: number }> {
  let number = 0
  for (const value of values) yield { value, number: number++ }
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

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}

function unitFiles(files: readonly string[], paths: readonly string[]): UnitFile[] {
  const root = commonFolder(paths)
  return files.map((path, number) => ({
    number,
    path,
    name: relative(root, resolve(path)).split(sep).join('/'),
  }))
}

/** The deepest folder that holds all that was named, so that an index does not tell where it was built. */
function commonFolder(paths: readonly string[]): string {
  const folders = paths.map((path) => {
    const whole = resolve(path)
    return nodeFs.statSync(whole, { throwIfNoEntry: false })?.isDirectory() === true ? whole : dirname(whole)
  })
  return folders.reduce((common, folder) => {
    let shared = common
    while (shared !== folder && !folder.startsWith(withSeparator(shared))) shared = dirname(shared)
    return shared
  })
}

function withSeparator(folder: string): string {
  return folder.endsWith(sep) ? folder : folder + sep
}

function refuseOutputInInput(paths: readonly string[], out: string): void {
  const inside = paths.find((path) => (resolve(out) + sep).startsWith(withSeparator(resolve(path))))
  if (inside === undefined) return
  throw new KbError('E0101', `the index would lie within ${inside}, among the texts it is made of`, {
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
