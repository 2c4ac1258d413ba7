// Here are the files of an index: open it.
//
// Opening reads the manifest. Everything else is read when it is asked for, in the smallest pieces that can be checked.

import { KbError } from '../errors.ts'
import { Cache } from './cache.ts'
import { type Display, decodeDisplay } from './display.ts'
import { Documents } from './documents.ts'
import {
  damaged,
  type FileKind,
  type FilePlace,
  type Inflate,
  manifestName,
  type ReadBytes,
} from './format.ts'
import { decodeManifest, type FileEntry, type Manifest, type SegmentEntry } from './manifest.ts'
import { unpack } from './packed.ts'
import { openWhole, PagedFile } from './pages.ts'
import { mostDocuments, PostingList } from './postings.ts'
import { TermDictionary, type TermInfo } from './term-dictionary.ts'

export interface OpenOptions {
  readonly read: ReadBytes
  readonly inflate: Inflate
  /** The analyzer that questions will go through; another one than the index was built with is refused. */
  readonly analyzer: string
  /** Bytes of memory for what was read or decoded; 32 MB unless told otherwise. */
  readonly cacheBytes?: number
}

/** Rejects with E0301 (no index), E0302 (damaged), E0303 (another version of format or analyzer). */
export async function openIndex(options: OpenOptions): Promise<Index> {
  const { head, payload } = openWhole(manifestName, await options.read(manifestName, 0, largestManifest))
  if (head.kind !== 'manifest') throw damaged(manifestName, 'is another file of an index')
  const manifest = decodeManifest(payload)
  if (manifest.analyzer !== options.analyzer) {
    throw new KbError(
      'E0303',
      `the index has the terms of ${manifest.analyzer}, this kb asks for ${options.analyzer}`,
      {
        help: 'Build the index again with `kb build`.',
        place: { file: manifestName },
      },
    )
  }
  if (manifest.build !== hexOf(head.build)) throw damaged(manifestName, 'has the build id of another index')
  const fail = (what: string): Error => damaged(manifestName, what)
  const topLevels = await Promise.all(
    manifest.segments.map(({ topLevel }) => unpack(topLevel, options.inflate, fail)),
  )
  return new Index(manifest, topLevels, head, options)
}

const largestManifest = 2 ** 26
const defaultCacheBytes = 2 ** 25

/** Documents are numbered through all segments. */
export class Index {
  readonly manifest: Manifest
  readonly documents: number
  readonly segments: readonly Segment[]
  /** A file of the index; reading it checks what is read. */
  readonly open: (kind: FileKind, segment: number, entry: FileEntry) => OpenFile

  constructor(manifest: Manifest, topLevels: readonly Uint8Array[], head: FilePlace, options: OpenOptions) {
    const caches = openCaches(options.cacheBytes ?? defaultCacheBytes)
    this.manifest = manifest
    this.documents = manifest.documents
    this.open = (kind, segment, entry) => {
      const file = new PagedFile(options.read, entry, { ...head, kind, segment })
      return {
        entry,
        read: (from, to) => caches.ranges.get(`${entry.name} ${from} ${to}`, () => file.read(from, to)),
        readOnce: (from, to) => file.read(from, to),
        fail: (what) => file.damaged(what),
      }
    }
    let first = 0
    this.segments = manifest.segments.map((entry, number) => {
      const open = (kind: FileKind, file: FileEntry): OpenFile => this.open(kind, number, file)
      const topLevel = topLevels[number]!
      const segment = new Segment(entry, {
        firstDoc: first,
        topLevel,
        inflate: options.inflate,
        open,
        caches,
      })
      first += entry.documents
      return segment
    })
  }

  /** Reads beside other things what `display` needs to know first. Whatever goes wrong, `display` will say. */
  prepareDisplay(): void {
    for (const { display } of this.segments) display.directory().catch(() => undefined)
  }

  async display(doc: number): Promise<Display> {
    const { segment, local } = this.locate(doc)
    return decodeDisplay(await segment.display.item(local), segment.display.fail)
  }

  /** Throws a RangeError where there is no such document. */
  locate(doc: number): { readonly segment: Segment; readonly local: number } {
    const segment = this.segments.findLast((segment) => segment.firstDoc <= doc)
    if (segment === undefined) throw new RangeError(`no document ${doc}`)
    return { segment, local: doc - segment.firstDoc }
  }
}

interface Caches {
  readonly ranges: Cache<Uint8Array>
  readonly terms: Cache<TermInfo | null>
  readonly lists: Cache<PostingList>
}

/** A quarter for pages and blocks as they were read, the rest for what most queries share: common words. */
function openCaches(bytes: number): Caches {
  return {
    ranges: new Cache(bytes / 4, ({ length }) => length),
    terms: new Cache(bytes / 32, () => 200),
    lists: new Cache((bytes * 23) / 32, ({ size }) => size),
  }
}

export type ReadRange = (from: number, to: number) => Promise<Uint8Array>

export interface OpenFile {
  readonly entry: FileEntry
  readonly read: ReadRange
  /** For what is kept in another form. */
  readonly readOnce: ReadRange
  readonly fail: (what: string) => Error
}

type StoredKind = 'forward' | 'display' | 'records' | 'cards'

interface SegmentOptions {
  readonly firstDoc: number
  /** Of its term dictionary, unpacked. */
  readonly topLevel: Uint8Array
  readonly inflate: Inflate
  readonly open: (kind: FileKind, entry: FileEntry) => OpenFile
  readonly caches: Caches
}

export class Segment {
  readonly entry: SegmentEntry
  readonly documents: number
  /** Number in the index of its document 0. */
  readonly firstDoc: number
  readonly dictionary: TermDictionary
  readonly forward: Documents
  readonly display: Documents
  readonly records: Documents
  readonly cards: Documents
  readonly #postings: OpenFile
  readonly #caches: Caches

  constructor(entry: SegmentEntry, { firstDoc, topLevel, inflate, open, caches }: SegmentOptions) {
    if (entry.documents > mostDocuments)
      throw damaged(manifestName, `has a segment of ${entry.documents} documents`)
    this.entry = entry
    this.documents = entry.documents
    this.firstDoc = firstDoc
    this.#caches = caches
    const terms = open('terms', entry.files.terms)
    this.dictionary = new TermDictionary(topLevel, terms.read, terms.fail)
    this.#postings = open('postings', entry.files.postings)
    const stored = (kind: StoredKind): Documents => {
      const file = open(kind, entry.files[kind])
      const { length, directory, held } = file.entry
      return new Documents({
        documents: entry.documents,
        length,
        directoryLength: directory,
        held,
        inflate,
        ...file,
      })
    }
    this.forward = stored('forward')
    this.display = stored('display')
    this.records = stored('records')
    this.cards = stored('cards')
  }

  /** `null` where no document of the segment has the term. */
  find(term: string): Promise<TermInfo | null> {
    return this.#caches.terms.get(`${this.firstDoc} ${term}`, () => this.dictionary.find(term))
  }

  /** Reads the whole list of a term. */
  postings(info: TermInfo): Promise<PostingList> {
    return this.#caches.lists.get(`${this.firstDoc} ${info.term}`, () => this.#readPostings(info))
  }

  async #readPostings({ count, list }: TermInfo): Promise<PostingList> {
    const { readOnce, fail } = this.#postings
    if (!('doc' in list))
      return new PostingList(await readOnce(list.from, list.to), count, this.documents, fail)
    return PostingList.ofOne(this.checkDoc(list.doc), list.impact, this.documents, fail)
  }

  checkDoc(doc: number): number {
    if (doc >= this.documents) throw this.#postings.fail(`names document ${doc} of ${this.documents}`)
    return doc
  }
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
