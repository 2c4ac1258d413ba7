// Here are the sorted terms and the documents of a segment: which bytes are its files?
//
//     terms     → postings file at once, dictionary when all are known (it holds each term's rank)
//     documents → forward, display, records
//
// The writer holds the terms and three numbers for each; lists and documents stream through.

import { ByteWriter } from './bytes.ts'
import type { CreateDigest, Digest } from './digest.ts'
import { DocumentsWriter, type PackedBlock } from './documents.ts'
import { type Deflate, type FileKind, type FilePlace, manifestName } from './format.ts'
import { nameOfTerm } from './forward.ts'
import { encodeManifest, type FileEntry, type Manifest, type SegmentEntry } from './manifest.ts'
import { noPreset, pack } from './packed.ts'
import { framed, PageWriter } from './pages.ts'
import { encodePostings } from './postings.ts'
import { presetOf } from './preset.ts'
import { TermDictionaryWriter } from './term-dictionary.ts'

/** Where files go. A name is known only when a file is complete, for it is the name of its content. */
export interface Output {
  readonly create: () => OutputFile
}

export interface OutputFile {
  /** The array may be used again after the call. */
  readonly write: (bytes: Uint8Array) => void
  readonly finish: (name: string) => void
}

export interface WriterOptions {
  readonly output: Output
  readonly digest: CreateDigest
  /** `null` stores everything as it is. */
  readonly deflate: Deflate | null
  readonly build: Uint8Array
}

/** One file on its way: framed, hashed, and named by its hash. */
export class FileWriter {
  readonly #label: string
  readonly #digest: Digest
  readonly #pages: PageWriter
  readonly #file: OutputFile

  constructor(label: string, place: FilePlace, { output, digest }: WriterOptions) {
    this.#label = label
    this.#digest = digest()
    this.#file = output.create()
    this.#pages = new PageWriter(place, (bytes) => {
      this.#digest.update(bytes)
      this.#file.write(bytes)
    })
  }

  readonly append = (bytes: Uint8Array): void => this.#pages.append(bytes)

  finish(directory = 0): FileEntry {
    const length = this.#pages.length
    this.#pages.finish()
    const sha256 = this.#digest.hex()
    const name = `${this.#label}-${sha256.slice(0, 20)}.kb`
    this.#file.finish(name)
    return { name, length, directory, sha256, piece: 0 }
  }
}

/** A text field's terms are ranked, facets are not. */
export class TermsWriter {
  readonly #terms: FileWriter
  readonly #postings: FileWriter
  readonly #deflate: Deflate | null
  readonly #list = new ByteWriter(4096)
  /** All terms end to end. */
  readonly #bytes = new ByteWriter(2 ** 16)
  /** By term: where it begins in these, and where the last one ends. */
  readonly #starts: number[] = [0]
  readonly #counts: number[] = []
  readonly #isRanked: (term: Uint8Array) => boolean
  /** By term: how many documents have it, if it is ranked and more than one has. */
  readonly #rankedCounts: number[] = []
  /** By term: the length of its list, or its only document. */
  readonly #places: number[] = []
  /** By term: the impact in its only document. */
  readonly #impacts: number[] = []
  #postingCount = 0

  constructor(segment: number, isRanked: (term: Uint8Array) => boolean, options: WriterOptions) {
    this.#isRanked = isRanked
    this.#terms = new FileWriter('terms', { kind: 'terms', segment, build: options.build }, options)
    this.#postings = new FileWriter('postings', { kind: 'postings', segment, build: options.build }, options)
    this.#deflate = options.deflate
  }

  /** Terms in order; `docs` ascend. `count` is theirs, for arrays that are longer. */
  add(term: Uint8Array, docs: ArrayLike<number>, impacts: ArrayLike<number>, count: number): void {
    this.#bytes.raw(term)
    this.#starts.push(this.#bytes.length)
    this.#counts.push(count)
    this.#rankedCounts.push(count > 1 && this.#isRanked(term) ? count : 0)
    this.#postingCount += count
    if (count === 1) {
      this.#places.push(docs[0]!)
      this.#impacts.push(impacts[0]!)
      return
    }
    this.#list.clear()
    encodePostings(docs, impacts, count, this.#list)
    this.#postings.append(this.#list.view())
    this.#places.push(this.#list.length)
    this.#impacts.push(0)
  }

  finish(): FinishedTerms {
    const terms = this.#counts.length
    const ranks = rankByCount(this.#rankedCounts)
    const bytes = this.#bytes.view()
    const dictionary = new TermDictionaryWriter(this.#terms.append)
    const names = new Uint32Array(terms)
    for (let number = 0; number < terms; number++) {
      const term = bytes.subarray(this.#starts[number], this.#starts[number + 1])
      const count = this.#counts[number]!
      const place = this.#places[number]!
      const rank = ranks[number]!
      if (count === 1) dictionary.addSingle(term, place, this.#impacts[number]!)
      else dictionary.add(term, { count, rank, length: place })
      names[number] = count === 1 ? nameOfTerm({ rank: 0, number }) : rank
    }
    const topLevel = pack(dictionary.finish(), this.#deflate)
    return {
      names,
      entry: {
        terms,
        postings: this.#postingCount,
        topLevel,
        files: { terms: this.#terms.finish(), postings: this.#postings.finish() },
      },
    }
  }
}

export interface FinishedTerms {
  /** By number of the term, what the forward file calls it; 0 for facets in several documents. */
  readonly names: Uint32Array
  readonly entry: Pick<SegmentEntry, 'terms' | 'postings' | 'topLevel'> & {
    readonly files: Pick<SegmentEntry['files'], 'terms' | 'postings'>
  }
}

/** 1 for the largest count; equal counts in order of place; 0 stays 0. */
function rankByCount(counts: readonly number[]): Uint32Array {
  const ranks = new Uint32Array(counts.length)
  // both in one number, so that sorting is native
  const order = new Float64Array(counts.length)
  let ranked = 0
  for (let place = 0; place < counts.length; place++)
    if (counts[place]! > 0) order[ranked++] = place - counts[place]! * counts.length
  order.subarray(0, ranked).sort()
  for (let i = 0; i < ranked; i++) {
    const before = Math.floor(order[i]! / counts.length)
    ranks[order[i]! - before * counts.length] = i + 1
  }
  return ranks
}

/** Bytes at which a block of each kind is closed. */
export const blockLimits = { forward: 4000, display: 2000, records: 30_000, cards: 12_000 } as const
export type StoredKind = keyof typeof blockLimits

/**
 * Bytes of the preset that each kind is packed with, which the compressor takes in anew for each block: twice as many
 * would make records a hundredth smaller and packing a tenth slower. Forward items are numbers, and not deflated.
 */
const presetSizes: Readonly<Record<StoredKind, number>> = {
  forward: 0,
  display: 8000,
  records: 16_000,
  cards: 8000,
}

/** What blocks of a kind are packed with; `sample` are the items of the documents that `sampleOf` names. */
export function presetFor(kind: StoredKind, sample: Iterable<Uint8Array>): Uint8Array {
  return presetOf(sample, presetSizes[kind])
}

/** One of the files of documents. Items come in order of doc ids, packed here or, in order again, elsewhere. */
export class StoredWriter {
  readonly #file: FileWriter
  readonly #documents: DocumentsWriter
  readonly #isHeld: boolean

  /** `preset`: what the blocks are packed with. */
  constructor(
    kind: StoredKind & FileKind,
    segment: number,
    options: WriterOptions,
    preset: Uint8Array = noPreset,
  ) {
    this.#file = new FileWriter(kind, { kind, segment, build: options.build }, options)
    this.#documents = new DocumentsWriter(this.#file.append, options.deflate, preset)
    this.#isHeld = kind === 'display'
  }

  add(block: PackedBlock | null): void {
    this.#documents.add(block)
  }

  finish(): FileEntry {
    const directory = this.#documents.finish()
    const entry = this.#file.finish(directory.length)
    return this.#isHeld ? { ...entry, held: directory } : entry
  }
}

export function writePart(name: string, bytes: Uint8Array, options: WriterOptions): FileEntry {
  const file = new FileWriter(name, { kind: 'part', segment: 0, build: options.build }, options)
  file.append(bytes)
  return file.finish()
}

/** Last of all: from here on the index is there. */
export function writeManifest(manifest: Manifest, build: Uint8Array, output: Output): void {
  const file = output.create()
  file.write(framed({ kind: 'manifest', segment: 0, build }, encodeManifest(manifest)))
  file.finish(manifestName)
}
