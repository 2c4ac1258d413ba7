// Which files was an index built from, and what would building it again need of them?
//
// A folder's index has a part `sources`, so that `kb build --update` reads only the files that are not what they were. It
// names files by their paths within the collection, never by where that lay. Of an article that was left out, because
// another one has its id, there is what `choose` asks for: when that other one goes, it may take its place.
//
//     part       kb…, block…
//     kb         the version that read them: another one may read them differently
//     block      length of its contents, length of what follows, contents in raw deflate
//
//     contents   files that gave an article, how many of these are in the index: they come first, by doc id
//                path…, id…, date…, product…, then the digest of the file…
//                per document: weighted length, issues
//                rules…                  number of the document, what its authors wrote, as JSON; 0 ends them
//                excess…                 per posting of a text term, in order: 0 where it counts nothing, else 1 and
//                                        its count beyond the least that has its impact
//
// The postings keep impacts, which depend on the mean length of all documents; counts do not, so they are what can be
// carried over. Nearly every excess is 1, and the whole part takes less than 2 % of an index.

import type { Rule } from '../rules/rule.ts'
import { ByteReader, ByteWriter } from '../segment/bytes.ts'
import type { Candidate } from '../segment/collection.ts'
import type { Inflate } from '../segment/format.ts'
import { noPreset } from '../segment/packed.ts'

/** How many files an update has saved. */
export interface UpdateCounts {
  /** New, or not what they were. */
  readonly read: number
  /** What they were, and read all the same. */
  readonly readAgain: number
  readonly reused: number
  /** Known to the index that was there, and there no longer. */
  readonly removed: number
}

/** A file that gave an article. */
export interface Source extends Candidate {
  /** Of its bytes, in hex. */
  readonly content: string
}

/** One whose article is in the index; its doc id is its place among these. */
export interface IndexedSource extends Source {
  /** Weighted, in tenths. */
  readonly length: number
  readonly issues: number
  /** The rules that its authors wrote. */
  readonly rules: readonly Rule[]
}

export interface Sources {
  readonly version: string
  readonly indexed: readonly IndexedSource[]
  /** Articles that another one with the same id has kept out. */
  readonly dropped: readonly Source[]
  /** As varints, see above. */
  readonly excess: Uint8Array
}

/** Digits of `Source.content`. */
export const contentDigits = 32

const blockBytes = 2 ** 18
const largestBlock = 2 ** 20

/** `deflate` may take its time: the blocks are given to it at once. */
export async function encodeSources(
  { version, indexed, dropped, excess }: Sources,
  deflate: (block: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const contents = new ByteWriter(2 ** 16)
  const all = [...indexed, ...dropped]
  contents.varint(all.length)
  contents.varint(indexed.length)
  for (const { path } of all) contents.text(path)
  for (const { id } of all) contents.text(id === null ? '' : `=${id}`)
  for (const { lastModified } of all) contents.text(lastModified)
  for (const { product } of all) contents.text(product)
  for (const { content } of all) contents.raw(Buffer.from(content, 'hex'))
  for (const { length } of indexed) contents.varint(length)
  for (const { issues } of indexed) contents.varint(issues)
  for (const [doc, { rules }] of indexed.entries()) {
    if (rules.length === 0) continue
    contents.varint(doc + 1)
    contents.text(JSON.stringify(rules))
  }
  contents.varint(0)
  contents.raw(excess)

  const blocks: Uint8Array[] = []
  for (let at = 0; at < contents.length; at += blockBytes)
    blocks.push(contents.view().slice(at, at + blockBytes))
  const deflated = await Promise.all(blocks.map((block) => deflate(block)))
  const part = new ByteWriter(contents.length / 2)
  part.text(version)
  for (const [i, bytes] of deflated.entries()) {
    part.varint(Math.min(blockBytes, contents.length - i * blockBytes))
    part.varint(bytes.length)
    part.raw(bytes)
  }
  return part.take()
}

/** The version alone: what another one wrote is not read any further. */
export function versionOfSources(part: Uint8Array, fail: (what: string) => Error): string {
  return new ByteReader(part, fail).text()
}

/** Rejects with what `fail` makes where the bytes are no such part. */
export async function decodeSources(
  part: Uint8Array,
  inflate: Inflate,
  fail: (what: string) => Error,
): Promise<Sources> {
  const reader = new ByteReader(part, fail)
  const version = reader.text()
  const unpacked = new ByteWriter(part.length * 3)
  while (reader.left > 0) {
    const size = reader.bounded(largestBlock)
    const deflated = reader.raw(reader.bounded(reader.left))
    const block = await inflate(deflated, size, noPreset).catch((cause) => {
      throw fail(`has a block that does not unpack: ${cause instanceof Error ? cause.message : cause}`)
    })
    if (block.length !== size) throw fail(`has a block of ${block.length} bytes that says ${size}`)
    unpacked.raw(block)
  }
  return { version, ...decodeContents(new ByteReader(unpacked.view(), fail), fail) }
}

function decodeContents(contents: ByteReader, fail: (what: string) => Error): Omit<Sources, 'version'> {
  const count = contents.bounded(contents.left)
  const documents = contents.bounded(count)
  const column = <T>(rows: number, read: () => T): T[] => Array.from({ length: rows }, read)
  const text = (): string => contents.text()
  const paths = column(count, text)
  const ids = column(count, text)
  const dates = column(count, text)
  const products = column(count, text)
  const digests = column(count, () => Buffer.from(contents.raw(contentDigits / 2)).toString('hex'))
  const lengths = column(documents, () => contents.varint())
  const issues = column(documents, () => contents.varint())
  const rules = new Map<number, readonly Rule[]>()
  for (let number = contents.bounded(documents); number > 0; number = contents.bounded(documents))
    rules.set(number - 1, parseRules(contents.text(), fail))
  const sources = paths.map(
    (path, i): Source => ({
      id: ids[i] === '' ? null : ids[i]!.slice(1),
      path,
      lastModified: dates[i]!,
      product: products[i]!,
      content: digests[i]!,
    }),
  )
  const indexed = sources.slice(0, documents).map(
    (source, doc): IndexedSource => ({
      ...source,
      length: lengths[doc]!,
      issues: issues[doc]!,
      rules: rules.get(doc) ?? [],
    }),
  )
  return { indexed, dropped: sources.slice(documents), excess: contents.raw(contents.left) }
}

function parseRules(json: string, fail: (what: string) => Error): readonly Rule[] {
  try {
    return JSON.parse(json) as readonly Rule[]
  } catch {
    throw fail('has rules that are no JSON')
  }
}
