// Here are documents as texts and bytes: which files are an index of them?
//
//     texts → inverted → terms, postings → ranks → forward
//     items → packed → display, records, cards                → files, the manifest last
//
// All in memory. Nothing here knows what a document is about.

import type { Analyzer } from '../analysis/analyzer.ts'
import { ByteWriter, encodeText } from './bytes.ts'
import type { CreateDigest } from './digest.ts'
import { BlockPacker } from './documents.ts'
import type { Field, FieldText } from './fields.ts'
import { type Deflate, formatVersion } from './format.ts'
import { renameForward } from './forward.ts'
import { Impacts, type Saturation } from './impact.ts'
import { eachTerm, Inverter } from './inverter.ts'
import type { FileEntry, Manifest, SegmentEntry } from './manifest.ts'
import { noPreset } from './packed.ts'
import { sampleOf } from './preset.ts'
import {
  blockLimits,
  type Output,
  presetFor,
  type StoredKind,
  StoredWriter,
  TermsWriter,
  type WriterOptions,
  writeManifest,
  writePart,
} from './writer.ts'

/** How texts become terms, and terms impacts. */
export interface Scheme {
  readonly analyzer: Analyzer
  readonly fields: readonly Field[]
  readonly saturation: Saturation
}

export interface IndexDocument {
  readonly texts: readonly FieldText[]
  readonly facetTerms: Iterable<string>
  readonly items: Items
}

/** What is stored of a document as it is. */
export type Items = Readonly<Record<ItemKind, Uint8Array>>
export type ItemKind = Exclude<StoredKind, 'forward'>

export interface AssemblyOptions {
  readonly scheme: Scheme
  readonly output: Output
  readonly digest: CreateDigest
  readonly parts: Readonly<Record<string, Uint8Array>>
  /** Parts that follow from the documents. One in `parts` takes the place of that of its name. */
  readonly following?: Readonly<Record<string, Uint8Array>>
  readonly deflate: Deflate | null
  readonly segments: number
}

/** Documents get their doc ids in the order in which they come. */
export function assemble(documents: readonly IndexDocument[], options: AssemblyOptions): Manifest {
  const { scheme, output, digest } = options
  const parts = Object.values(options.parts)
  const contents = [...documents.map(({ items }) => hashed(items)), ...parts.map((bytes) => [bytes])]
  const digests = contents.map((pieces) => digestOf(pieces, digest))
  const build = buildIdOf(scheme, digests, digest)
  const writing: WriterOptions = { output, digest, deflate: options.deflate, build }

  const inverted = split(documents, options.segments).map((documents) => invert(documents, scheme))
  const meanLength = meanOf(inverted.flatMap(({ lengths }) => lengths))
  const segments = inverted.map((documents, segment) =>
    writeSegment(documents, { ...options, ...writing, segment, meanLength }),
  )
  const manifest: Manifest = {
    analyzer: scheme.analyzer.name,
    build: hexOf(build),
    documents: documents.length,
    segments,
    parts: Object.fromEntries(
      Object.entries({ ...options.following, ...options.parts }).map(([name, bytes]) => [
        name,
        writePart(name, bytes, writing),
      ]),
    ),
  }
  writeManifest(manifest, build, output)
  return manifest
}

interface InvertedDocuments {
  readonly documents: readonly IndexDocument[]
  readonly inverter: Inverter
  readonly lengths: readonly number[]
  /** Terms go by their numbers in the inverter. */
  readonly forward: readonly Uint8Array[]
}

function invert(documents: readonly IndexDocument[], { analyzer, fields }: Scheme): InvertedDocuments {
  const inverter = new Inverter(analyzer, fields)
  const lengths: number[] = []
  const forward: Uint8Array[] = []
  for (const [doc, { texts, facetTerms }] of documents.entries()) {
    const inverted = inverter.add(doc, texts, facetTerms)
    lengths.push(inverted.length)
    forward.push(inverted.forward.slice())
  }
  return { documents, inverter, lengths, forward }
}

function writeSegment(
  { documents, inverter, lengths, forward }: InvertedDocuments,
  options: AssemblyOptions & WriterOptions & { readonly segment: number; readonly meanLength: number },
): SegmentEntry {
  const { segment, meanLength, scheme } = options
  const terms = new TermsWriter(segment, isRankedTerm, options)
  /** By number in the inverter, the place among the sorted terms. */
  const places = new Uint32Array(inverter.terms)
  let place = 0
  const impacts = new Impacts(lengths, meanLength, scheme.saturation)
  const impactsOfTerm = new Uint8Array(documents.length)
  for (const { number, term, docs, counts } of eachTerm(inverter.sorted())) {
    impacts.fill(impactsOfTerm, { docs, counts }, docs.length)
    terms.add(term, docs, impactsOfTerm, docs.length)
    places[number] = place++
  }
  const { names, entry } = terms.finish()

  const store = (
    kind: StoredKind,
    items: Iterable<Uint8Array>,
    deflate: Deflate | null,
    preset = noPreset,
  ): FileEntry => {
    const writer = new StoredWriter(kind, segment, options, preset)
    const packer = new BlockPacker(blockLimits[kind], deflate, preset)
    for (const item of items) writer.add(packer.add(item))
    writer.add(packer.finish())
    return writer.finish()
  }
  const storeItems = (kind: ItemKind): FileEntry => {
    const items = documents.map(({ items }) => items[kind])
    const { deflate } = options
    if (deflate === null) return store(kind, items, null)
    const sample = sampleOf(items.length).map((document) => items[document]!)
    return store(kind, items, deflate, presetFor(kind, sample))
  }
  const namesByNumber = places.map((place) => names[place]!)
  const files = {
    ...entry.files,
    forward: store('forward', renamed(forward, namesByNumber), null),
    display: storeItems('display'),
    records: storeItems('records'),
    cards: storeItems('cards'),
  }
  return { ...entry, documents: documents.length, files }
}

function* renamed(forward: readonly Uint8Array[], names: Uint32Array): Generator<Uint8Array> {
  const item = new ByteWriter()
  for (const numbered of forward) {
    item.clear()
    renameForward(numbered, names, item)
    yield item.view()
  }
}

/** At least 1, so that dividing by it is never in vain. */
export function meanOf(lengths: readonly number[]): number {
  return Math.max(1, lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length))
}

/** Facets stand in no text, so the second ranking stage asks for none. */
export function isRanked(term: string): boolean {
  return !term.startsWith('@')
}

/** The same of its bytes. */
export function isRankedTerm(term: Uint8Array): boolean {
  return term[0] !== facetMark
}

const facetMark = '@'.charCodeAt(0)

/**
 * The same inputs give the same id, and so the same files. `digests`: of each document and of each part that does not
 * follow from them, in order.
 */
export function buildIdOf(
  { analyzer, fields, saturation }: Scheme,
  digests: Iterable<string>,
  createDigest: CreateDigest,
): Uint8Array {
  const whole = createDigest()
  whole.update(encodeText(JSON.stringify([formatVersion, analyzer.name, fields, saturation])))
  for (const digest of digests) whole.update(encodeText(digest))
  return Uint8Array.from(whole.hex().slice(0, 32).match(/../g)!, (byte) => Number.parseInt(byte, 16))
}

/** The items that a document is told by; the others follow from them. */
export function hashed({ records, cards }: Items): readonly Uint8Array[] {
  return [records, cards]
}

export function digestOf(pieces: readonly Uint8Array[], createDigest: CreateDigest): string {
  const digest = createDigest()
  for (const piece of pieces) digest.update(piece)
  return digest.hex()
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Into `count` pieces as even as can be; at least one, none of them empty unless the list is. */
function split<T>(list: readonly T[], count: number): (readonly T[])[] {
  const pieces = Math.max(1, Math.min(count, list.length))
  return Array.from({ length: pieces }, (_, i) =>
    list.slice(Math.floor((i * list.length) / pieces), Math.floor(((i + 1) * list.length) / pieces)),
  )
}
