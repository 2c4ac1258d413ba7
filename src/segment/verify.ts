// Is everything true that an index says of itself?
//
//     each file     its frame, every page's checksum, its SHA-256, nothing after its end
//     dictionary    terms ascend, lists lie end to end and fill the postings, ranks follow the counts
//     postings      every list decodes to ascending doc ids that the segment has
//     documents     every block unpacks, every item can be read, every id leads to its document
//
// Reads the whole index once and holds one list or block at a time.

import { KbError } from '../errors.ts'
import type { CreateDigest } from './digest.ts'
import { facetPrefix, foldId } from './facets.ts'
import { damaged, type fileKinds, pagePayload } from './format.ts'
import { decodeForward } from './forward.ts'
import type { FileEntry, SegmentFile } from './manifest.ts'
import { fileLength, headOf } from './pages.ts'
import { type Index, type OpenOptions, openIndex, type Segment } from './reader.ts'
import { decodeDisplay, decodeRecord } from './record.ts'
import type { TermInfo } from './term-dictionary.ts'

export interface VerifyOptions extends OpenOptions {
  readonly digest: CreateDigest
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
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (problem) {
      if (!(problem instanceof KbError)) throw problem
      if (!problems.some(({ place }) => place?.file === problem.place?.file)) problems.push(problem)
    }
  }
  const files = filesWithKinds(index)
  for (const file of files) await attempt(() => verifyFile(file, index, options))
  for (const segment of index.segments) {
    await attempt(() => verifyTerms(segment))
    for (const kind of storedKinds) await attempt(() => verifyStored(kind, segment))
  }
  await attempt(() => verifyIds(index))
  const sum = (count: (entry: Index['manifest']['segments'][number]) => number): number =>
    index.manifest.segments.reduce((sum, entry) => sum + count(entry), 0)
  return {
    files: files.length + 1,
    bytes: files.reduce((sum, { entry }) => sum + fileLength(entry.length), 0),
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
): Promise<void> {
  const { name, length, sha256 } = entry
  const hash = digest()
  const end = fileLength(length)
  for (let at = 0; at < end; at += pieceBytes) {
    const piece = await read(name, at, Math.min(end, at + pieceBytes))
    if (piece.length !== Math.min(end - at, pieceBytes)) throw damaged(name, `ends before byte ${end}`)
    if (at === 0) checkHead(name, piece, { kind, segment, build: index.manifest.build })
    hash.update(piece)
  }
  if ((await read(name, end, end + 1)).length > 0) throw damaged(name, `goes on after byte ${end}`)
  if (hash.hex() !== sha256)
    throw damaged(name, 'is not the file that the manifest names: its SHA-256 is another')
  for (let at = 0; at < length; at += 256 * pagePayload) {
    await index.open(kind, segment, entry).readOnce(at, Math.min(length, at + 256 * pagePayload))
  }
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

async function verifyTerms(segment: Segment): Promise<void> {
  const { entry } = segment
  const fail = (what: string): Error => damaged(entry.files.terms.name, what)
  const counts: number[] = []
  let last: TermInfo | null = null
  let offset = 0
  let postings = 0
  for await (const info of segment.dictionary.all()) {
    if (last !== null && !(info.number === last.number + 1))
      throw fail(`numbers the term “${info.term}” wrongly`)
    if ('from' in info.list) {
      if (info.list.from !== offset) throw fail(`has no list of its own for “${info.term}”`)
      offset = info.list.to
    }
    if (info.rank > 0) counts[info.rank] = info.count
    const list = await segment.postings(info)
    list.decodeAll()
    postings += list.count
    last = info
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

const storedKinds = ['forward', 'display', 'records', 'cards'] as const

async function verifyStored(kind: (typeof storedKinds)[number], segment: Segment): Promise<void> {
  const fail = segment.failures[kind]
  const check = {
    forward: (item: Uint8Array) => decodeForward(item, fail),
    display: (item: Uint8Array) => decodeDisplay(item, fail),
    records: (item: Uint8Array) => decodeRecord(item, fail),
    cards: () => {},
  }[kind]
  for await (const item of segment[kind].all()) check(item)
}

async function verifyIds(index: Index): Promise<void> {
  const prefix = facetPrefix('id')
  for (const segment of index.segments) {
    for (const { term, list } of await segment.dictionary.startingWith(prefix)) {
      if (!('doc' in list))
        throw segment.failures.display(`has two documents with the id ${term.slice(prefix.length)}`)
      const { id } = await index.display(segment.firstDoc + segment.checkDoc(list.doc))
      if (id === null || foldId(id) !== term.slice(prefix.length)) {
        throw segment.failures.display(`has another document under the id ${term.slice(prefix.length)}`)
      }
    }
  }
}
