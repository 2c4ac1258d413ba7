// Is everything true that an index says of itself?
//
//     each file     its frame, every page's checksum, its SHA-256, nothing after its end
//     dictionary    terms ascend, lists lie end to end and fill the postings, ranks follow the counts
//     postings      every list decodes to ascending doc ids that the segment has
//     documents     every block unpacks, every item can be read and goes by the id that leads to its document
//     manifest      holds nothing but what it says
//
// Reads the whole index, and holds one list or block at a time and the id of every document.

import { KbError } from '../errors.ts'
import { decodeText, encodeText } from './bytes.ts'
import type { CreateDigest } from './digest.ts'
import { decodeDisplay } from './display.ts'
import { allItems, allTerms } from './everything.ts'
import { facetPrefix, facetTerm } from './facets.ts'
import { damaged, type fileKinds, manifestName, pagePayload } from './format.ts'
import { decodeForward } from './forward.ts'
import { encodeManifest, type FileEntry, type SegmentFile } from './manifest.ts'
import { fileLength, headOf, openWhole } from './pages.ts'
import { readPieces } from './pieces.ts'
import { blockSize, type PostingList } from './postings.ts'
import { type Index, type OpenOptions, openIndex, type Segment } from './reader.ts'
import { decodeRecord } from './record.ts'
import { partOf } from './stored.ts'
import type { TermInfo } from './term-dictionary.ts'

export interface VerifyOptions extends OpenOptions {
  readonly digest: CreateDigest
  /** The id on a card, `null` where it has none. Throws what `fail` makes where the bytes are no card. */
  readonly idOfCard: (item: Uint8Array, fail: (what: string) => Error) => string | null
  /** Rejects where the bytes are not what a part of that name holds. */
  readonly checkPart: (name: string, bytes: Uint8Array, fail: (what: string) => Error) => Promise<void>
  readonly progress?: (progress: VerifyProgress) => void
}

/** Of bytes of files, then of each segment's terms, then of its stored items, four a document. */
export interface VerifyProgress {
  readonly phase: 'bytes' | 'terms' | 'items'
  readonly done: number
  readonly total: number
}

export interface VerifyReport {
  readonly files: number
  readonly bytes: number
  readonly documents: number
  readonly terms: number
  readonly postings: number
  /** One for each file that is not what it should be; empty for a sound index. */
  readonly problems: readonly KbError[]
}

/** Rejects as `openIndex` does where there is nothing to verify; what is damaged below the manifest is a problem. */
export async function verifyIndex(options: VerifyOptions): Promise<VerifyReport> {
  const index = await openIndex({ ...options, cacheBytes: 0 })
  const problems: KbError[] = []
  const attempt = async (work: () => Promise<void>): Promise<boolean> => {
    try {
      await work()
      return true
    } catch (problem) {
      if (!(problem instanceof KbError)) throw problem
      if (!problems.some(({ place }) => place?.file === problem.place?.file)) problems.push(problem)
      return false
    }
  }
  const files = filesWithKinds(index)
  const bytes = files.reduce((sum, { kind, entry }) => sum + fileLength(kind, entry.length), 0)
  const progress = options.progress ?? (() => {})
  let read = 0
  for (const file of files) {
    await attempt(() =>
      verifyFile(file, index, options, (piece) => {
        read += piece
        progress({ phase: 'bytes', done: read, total: bytes })
      }),
    )
  }
  await attempt(() => verifyManifest(index, options))
  for (const segment of index.segments) {
    const found: Ids = new Map()
    // Of a damaged dictionary no document is to blame.
    const ids = (await attempt(() => verifyTerms(segment, found, progress))) ? found : null
    for (const [i, kind] of storedKinds.entries()) {
      const total = storedKinds.length * segment.documents
      await attempt(() =>
        verifyStored(kind, segment, idReader(kind, segment, options), ids, (doc) =>
          progress({ phase: 'items', done: i * segment.documents + doc, total }),
        ),
      )
    }
  }
  for (const name of Object.keys(index.manifest.parts)) {
    await attempt(() => verifyPart(name, index, options))
  }
  const sum = (count: (entry: Index['manifest']['segments'][number]) => number): number =>
    index.manifest.segments.reduce((sum, entry) => sum + count(entry), 0)
  return {
    files: files.length + 1,
    bytes: bytes + fileLength('manifest', encodeManifest(index.manifest).length),
    documents: index.documents,
    terms: sum(({ terms }) => terms),
    postings: sum(({ postings }) => postings),
    problems,
  }
}

interface FileToVerify {
  readonly kind: SegmentFile | 'part'
  readonly segment: number
  readonly entry: FileEntry
}

function filesWithKinds({ manifest }: Index): FileToVerify[] {
  return [
    ...manifest.segments.flatMap(({ files }, segment) =>
      Object.entries(files).map(([kind, entry]) => ({ kind: kind as SegmentFile, segment, entry })),
    ),
    ...Object.values(manifest.parts).map((entry) => ({ kind: 'part' as const, segment: 0, entry })),
  ]
}

const pieceBytes = 2 ** 20

async function verifyFile(
  { kind, segment, entry }: FileToVerify,
  index: Index,
  { read, digest }: VerifyOptions,
  progress: (bytes: number) => void,
): Promise<void> {
  const { name, length, sha256, piece: size } = entry
  const readFile = readPieces(read, { name, size })
  const hash = digest()
  const end = fileLength(kind, length)
  for (let at = 0; at < end; at += pieceBytes) {
    const piece = await readFile(at, Math.min(end, at + pieceBytes))
    if (piece.length !== Math.min(end - at, pieceBytes)) throw damaged(name, `ends before byte ${end}`)
    if (at === 0) checkHead(name, piece, { kind, segment, build: index.manifest.build })
    hash.update(piece)
    progress(piece.length)
  }
  const isFull = size > 0 && end % size === 0
  if (!isFull && (await readFile(end, end + 1)).length > 0) throw damaged(name, `goes on after byte ${end}`)
  if (hash.hex() !== sha256)
    throw damaged(name, 'is not the file that the manifest names: its SHA-256 is another')
  const step = 2 ** 8 * pagePayload[kind]
  for (let at = 0; at < length; at += step)
    await index.open(kind, segment, entry).readOnce(at, Math.min(length, at + step))
}

function checkHead(
  name: string,
  file: Uint8Array,
  expected: { kind: keyof typeof fileKinds; segment: number; build: string },
): void {
  const head = headOf(name, file)
  const build = Array.from(head.build, (byte) => byte.toString(16).padStart(2, '0')).join('')
  if (head.kind !== expected.kind || head.segment !== expected.segment || build !== expected.build) {
    throw damaged(name, 'belongs to another place or another index')
  }
}

/** What was read of it, written again, is the same. */
async function verifyManifest({ manifest }: Index, { read }: VerifyOptions): Promise<void> {
  const expected = encodeManifest(manifest)
  const { payload } = openWhole(
    manifestName,
    await read(manifestName, 0, fileLength('manifest', expected.length) + 1),
  )
  if (payload.length !== expected.length || payload.some((byte, i) => byte !== expected[i]))
    throw damaged(manifestName, 'holds more than it says')
}

/** By document, its id as it stands in the dictionary. */
type Ids = Map<number, string>

async function verifyTerms(
  segment: Segment,
  ids: Ids,
  progress: (progress: VerifyProgress) => void,
): Promise<void> {
  const { entry } = segment
  const fail = (what: string): Error => damaged(entry.files.terms.name, what)
  const counts: number[] = []
  let last: TermInfo | null = null
  let offset = 0
  let postings = 0
  for await (const info of allTerms(segment.dictionary)) {
    if (last !== null && !(info.number === last.number + 1))
      throw fail(`numbers the term “${info.term}” wrongly`)
    if ('from' in info.list) {
      if (info.list.from !== offset) throw fail(`has no list of its own for “${info.term}”`)
      offset = info.list.to
    }
    if (info.rank > 0) counts[info.rank] = info.count
    if (info.term.startsWith(idPrefix)) noteId(info, ids, fail)
    const list = await segment.postings(info)
    if (!keepsItsBounds(list))
      throw fail(`has a list for “${info.term}” with impacts that it does not announce`)
    postings += list.count
    last = info
    if (info.number % 1000 === 0) progress({ phase: 'terms', done: info.number, total: entry.terms })
  }
  if ((last?.number ?? -1) + 1 !== entry.terms) throw fail(`has not the ${entry.terms} terms of the manifest`)
  if (postings !== entry.postings) throw fail(`has not the ${entry.postings} postings of the manifest`)
  if (offset !== entry.files.postings.length) throw fail('has lists that do not fill the postings')
  for (let rank = 1; rank < counts.length; rank++) {
    if (!((counts[rank] ?? 0) > 0 && counts[rank]! <= (counts[rank - 1] ?? Number.POSITIVE_INFINITY))) {
      throw fail(`has ranks that do not follow its counts`)
    }
  }
}

const idPrefix = facetPrefix('id')

function noteId({ term, list }: TermInfo, ids: Ids, fail: (what: string) => Error): void {
  if (!('doc' in list)) throw fail(`has two documents with the id ${term.slice(idPrefix.length)}`)
  if (ids.has(list.doc)) throw fail(`has a second id for one document, ${term.slice(idPrefix.length)}`)
  ids.set(list.doc, term)
}

const storedKinds = ['forward', 'display', 'records', 'cards'] as const
type StoredKind = (typeof storedKinds)[number]

/** Reads an item and gives the id in it, `null` where it has none; `undefined` for items without ids. */
type ReadId = (item: Uint8Array) => string | null | undefined

function idReader(kind: StoredKind, segment: Segment, { idOfCard }: VerifyOptions): ReadId {
  const { fail } = segment[kind]
  const readers: Readonly<Record<StoredKind, ReadId>> = {
    forward: (item) => void decodeForward(item, fail),
    display: (item) => decodeDisplay(item, fail).id,
    records: (item) => decodeRecord(item, fail).record.id,
    cards: (item) => idOfCard(item, fail),
  }
  return readers[kind]
}

async function verifyStored(
  kind: StoredKind,
  segment: Segment,
  readId: ReadId,
  ids: Ids | null,
  progress: (doc: number) => void,
): Promise<void> {
  let doc = 0
  for await (const item of allItems(segment[kind])) {
    const id = readId(item)
    if (id !== undefined && ids !== null && !isNamed(id, ids.get(doc)))
      throw segment[kind].fail(`has a document with the id ${id}, which does not lead to it`)
    if (++doc % 1000 === 0) progress(doc)
  }
}

/** In the dictionary ids are UTF-8. */
function isNamed(id: unknown, term: string | undefined): boolean {
  if (typeof id !== 'string') return term === undefined
  return term === decodeText(encodeText(facetTerm('id', id)))
}

async function verifyPart(name: string, index: Index, { checkPart }: VerifyOptions): Promise<void> {
  const part = partOf(index, name)!
  const { name: file } = index.manifest.parts[name]!
  await checkPart(name, await part.read(0, part.length), (what) => damaged(file, what))
}

/** Whether the directory says of every block what is in it; decodes them all. */
function keepsItsBounds(list: PostingList): boolean {
  list.decodeAll()
  const { impacts, maxima } = list
  return impacts.every((impact, i) => impact > 0 && impact <= maxima[Math.floor(i / blockSize)]!)
}
