// What does a worker make of a handful of articles?
//
//     files → texts → articles → per article: what is stored of it
//                              → in the worker: a run of postings, handed over when it is full
//
//     cards of all articles → the part `scan`
//
// A worker reads and computes; it writes nothing. Everything it is given and gives back can be sent between threads.

import { english } from '../analysis/analyzer.ts'
import type { Article } from '../article/article.ts'
import { checkSize, type Document, documentsOf, handWrittenOf, itemWriters, scannedOf } from '../build.ts'
import { type GivenText, readArticles } from '../dialect/read-article.ts'
import { type ErrorCode, KbError } from '../errors.ts'
import { generalBackground } from '../rules/background.ts'
import type { Rule } from '../rules/rule.ts'
import { DistinctMessages } from '../scan/distinct-messages.ts'
import { encodeMessages } from '../scan/rule-table.ts'
import { hashed } from '../segment/assembly.ts'
import { ByteWriter } from '../segment/bytes.ts'
import { type Candidate, candidateOf, named } from '../segment/collection.ts'
import { BlockPacker, type PackedBlock } from '../segment/documents.ts'
import { fields } from '../segment/fields.ts'
import { Inverter } from '../segment/inverter.ts'
import { noPreset } from '../segment/packed.ts'
import { RunWriter } from '../segment/run.ts'
import { blockLimits, presetFor, type StoredKind } from '../segment/writer.ts'
import { sha256Of } from './digest.ts'
import { deflate } from './index-files.ts'
import { contentDigits } from './sources.ts'
import { articleText, FileRoom } from './texts.ts'

/** A file to read, by its place among all of them. */
export interface UnitFile {
  readonly number: number
  readonly path: string
  /** What the index calls it: the path within the collection. */
  readonly name: string
  /** What was in it when it was read before (`contentOf`); it is not read again if that still is. */
  readonly known: string | null
}

export interface ReadDocument extends Candidate {
  readonly number: number
  /** Of its file. */
  readonly content: string
  /** Of what it is told by. */
  readonly digest: string
  /** Weighted, in tenths. */
  readonly length: number
  /** Lengths of its items. */
  readonly items: Readonly<Record<StoredKind, number>>
  /** The rules that its authors wrote. */
  readonly rules: readonly Rule[]
  readonly issues: number
}

export interface UnitFailure {
  readonly number: number
  readonly code: ErrorCode
  readonly message: string
  readonly help: string
}

export interface Unit {
  readonly documents: readonly ReadDocument[]
  readonly failures: readonly UnitFailure[]
  /** Numbers of the files that are what they were. */
  readonly unchanged: readonly number[]
  /** The items of all documents, in order, of each kind. The terms in `forward` have their numbers in the run. */
  readonly items: Readonly<Record<StoredKind, Uint8Array>>
  /** Which of the worker's runs the documents are in, from 0. */
  readonly run: number
  /** That run, if it is full with this unit. */
  readonly finished: Run | null
}

/** Sorted postings, see `segment/run.ts`. */
export interface Run {
  /** Among the runs of the worker, from 0. */
  readonly number: number
  readonly bytes: Uint8Array
  /** Terms are numbered below it. */
  readonly terms: number
}

/** Postings in memory before they become a run: 12 MB. */
const runLength = 1_000_000
/** Bytes of such a run, or a little more: to double room for them takes a tenth as long as writing them. */
const runBytes = 2 ** 22

export class UnitReader {
  #inverter = new Inverter(english, fields)
  /** What is hashed of the article at hand. */
  readonly #hashed = new ByteWriter(2 ** 12)
  readonly #room = new FileRoom(2 * roomBytes)
  /** Of the batch at hand; those that may be stored go on to the items of the unit. */
  readonly #written = itemWriters()
  readonly #items = ofEachKind(() => new ByteWriter(2 ** 17))
  #runs = 0

  read(files: readonly UnitFile[]): Unit {
    const documents: ReadDocument[] = []
    const failures: UnitFailure[] = []
    const unchanged: number[] = []
    for (const opened of this.#openedOf(files, failures)) {
      const changed = opened.filter(({ file, content }) => content !== file.known)
      for (const { file, content } of opened) if (content === file.known) unchanged.push(file.number)
      for (const batch of batchesOf(changed))
        for (const draft of this.#draftsOf(batch, failures)) documents.push(this.#invert(draft))
    }
    const run = this.#runs
    const finished = this.#inverter.length >= runLength ? this.#takeRun() : null
    return { documents, failures, unchanged, items: this.#takeItems(), run, finished }
  }

  #takeItems(): Unit['items'] {
    return ofEachKind((kind) => {
      const items = this.#items[kind].take()
      this.#items[kind].clear()
      return items
    })
  }

  /** What is left of the last run. The room that runs were gathered in, some 40 MB, is needed for what follows. */
  finishRun(): Run {
    const run = this.#takeRun()
    this.#inverter = new Inverter(english, fields)
    return run
  }

  #takeRun(): Run {
    const bytes = new ByteWriter(runBytes)
    const run = new RunWriter((piece) => bytes.raw(piece))
    run.addAll(this.#inverter.sorted())
    run.finish()
    const { terms } = this.#inverter
    this.#inverter.clear()
    return { number: this.#runs++, bytes: bytes.take(), terms }
  }

  /**
   * As many files at a time as there is room for, since finding one takes less when another was just found. A large one is
   * not kept while others are read.
   */
  *#openedOf(files: readonly UnitFile[], failures: UnitFailure[]): Generator<OpenedFile[]> {
    let opened: OpenedFile[] = []
    const closed = files.map((file) => ({ file }))
    for (const file of eachOf(closed, this.#open, failures)) {
      opened.push(file)
      if (this.#room.filled < roomBytes) continue
      yield opened
      opened = []
      this.#room.clear()
    }
    yield opened
    this.#room.clear()
  }

  readonly #open = ({ file }: Pick<OpenedFile, 'file'>): OpenedFile => {
    const bytes = this.#room.read(file.path)
    return { file, bytes, content: contentOf(bytes) }
  }

  #draftsOf(opened: readonly OpenedFile[], failures: UnitFailure[]): Draft[] {
    const read = [...eachOf(opened, textIn, failures)]
    const articles = readArticles(read.map(({ given }) => given)).map(named)
    for (const items of Object.values(this.#written)) items.clear()
    const documents = documentsOf(articles, this.#written)
    const drafts = read.map(({ file, content }, i) => {
      return { file, content, article: articles[i]!, document: documents[i]! }
    })
    return [...eachOf(drafts, checked, failures)]
  }

  #invert({ file: { number }, content, article, document }: Draft): ReadDocument {
    const { texts, facetTerms, items: stored } = document
    const { length, forward } = this.#inverter.add(number, texts, facetTerms)
    const encoded = { ...stored, forward }
    for (const kind of storedKinds) this.#items[kind].raw(encoded[kind])
    return {
      ...candidateOf(article),
      number,
      digest: this.#digestOf(hashed(encoded)),
      length,
      items: lengthsOf(encoded),
      rules: handWrittenOf(article),
      issues: article.issues.length,
      content,
    }
  }

  /** Of the pieces end to end. */
  #digestOf(pieces: readonly Uint8Array[]): string {
    this.#hashed.clear()
    for (const piece of pieces) this.#hashed.raw(piece)
    return sha256Of(this.#hashed.view())
  }
}

/** What a step makes of each, but of those for which it says why it fails. */
function* eachOf<From extends { readonly file: UnitFile }, To>(
  list: Iterable<From>,
  step: (from: From) => To,
  failures: UnitFailure[],
): Generator<To> {
  for (const from of list) {
    let made: To
    try {
      made = step(from)
    } catch (problem) {
      if (!(problem instanceof KbError)) throw problem
      const { code, message, help } = problem
      failures.push({ number: from.file.number, code, message, help })
      continue
    }
    yield made
  }
}

interface OpenedFile {
  readonly file: UnitFile
  /** Valid until the next files are opened. */
  readonly bytes: Uint8Array
  readonly content: string
}

/** Most files of a unit. */
const roomBytes = 2 ** 18

/**
 * Some twenty files: of half as many a build takes a twentieth longer. Four times as many would be old to the garbage
 * collector before they are done with: 180 MB more, and no time.
 */
const batchBytes = 2 ** 16

/** Files that go through the steps of a build together (see `documentsOf`). */
function* batchesOf(opened: readonly OpenedFile[]): Generator<OpenedFile[]> {
  let batch: OpenedFile[] = []
  let size = 0
  for (const file of opened) {
    batch.push(file)
    size += file.bytes.length
    if (size < batchBytes) continue
    yield batch
    batch = []
    size = 0
  }
  yield batch
}

interface Draft {
  readonly file: UnitFile
  readonly content: string
  readonly article: Article
  readonly document: Document
}

function textIn({
  file,
  bytes,
  content,
}: OpenedFile): Pick<Draft, 'file' | 'content'> & { given: GivenText } {
  const { text, encoding, issues } = articleText(bytes, file.path)
  return { file, content, given: { text, encoding, issues, path: file.name, bytes: bytes.length } }
}

/** What is too large to be stored is not found by its terms either. */
function checked(draft: Draft): Draft {
  checkSize(draft.document.items, draft.article)
  return draft
}

/** Of the bytes of a file; half a SHA-256 is plenty to tell one from another. */
function contentOf(bytes: Uint8Array): string {
  return sha256Of(bytes).slice(0, contentDigits)
}

/** The order in which the items of a document stand. */
export const storedKinds = ['records', 'display', 'cards', 'forward'] as const satisfies readonly StoredKind[]

export function lengthsOf(items: Readonly<Record<StoredKind, Uint8Array>>): Record<StoredKind, number> {
  return ofEachKind((kind) => items[kind].length)
}

/** What `of` gives of each kind, asked in their order. */
export function ofEachKind<T>(of: (kind: StoredKind) => T): Record<StoredKind, T> {
  return { records: of('records'), display: of('display'), cards: of('cards'), forward: of('forward') }
}

/** Items of one kind, end to end; in memory that threads share. */
export interface ItemsOfKind {
  readonly kind: Exclude<StoredKind, 'forward'>
  readonly items: Uint8Array
  readonly lengths: readonly number[]
}

/** What blocks of a kind are packed with, given a sample of the items. */
export function makePreset(sample: ItemsOfKind): Uint8Array {
  return presetFor(sample.kind, each(sample))
}

/** Some whole blocks. */
export interface PackTask extends ItemsOfKind {
  readonly preset: Uint8Array
}

export function pack({ preset, ...items }: PackTask): PackedBlock[] {
  const packer = new BlockPacker(blockLimits[items.kind], deflate, preset)
  const blocks: (PackedBlock | null)[] = []
  for (const item of each(items)) blocks.push(packer.add(item))
  blocks.push(packer.finish())
  return blocks.filter((block) => block !== null)
}

function* each({ items, lengths }: Omit<ItemsOfKind, 'kind'>): Generator<Uint8Array> {
  let at = 0
  for (const length of lengths) yield items.subarray(at, (at += length))
}

/** By itself, of the part `sources`. */
export function deflateBlock(block: Uint8Array): Uint8Array {
  // Node may give a view of an array that others are in
  return new Uint8Array(deflate(block, noPreset))
}

/** The cards of documents that follow each other. */
export interface ScanTask extends ItemsOfKind {
  readonly firstDoc: number
  /** Per document, what its authors wrote. */
  readonly rules: readonly (readonly Rule[])[]
}

/** Makes the part `scan`, when all cards were given in order. */
export class ScanMaker {
  #messages = new DistinctMessages(generalBackground)

  add({ firstDoc, rules, ...cards }: ScanTask): void {
    let doc = firstDoc
    for (const card of each(cards)) {
      for (const message of scannedOf(doc, card, rules[doc - firstDoc]!)) this.#messages.add(message)
      doc++
    }
  }

  finish(): Uint8Array {
    const bytes = encodeMessages(this.#messages)
    this.#messages = new DistinctMessages(generalBackground)
    return bytes
  }
}
