// Here are articles: give me the files of an index.
//
//     articles → one of each id, in order → terms and postings
//                                         → forward, display, records → files, the manifest last
//
// Pure, and in memory: for collections of up to some thousand articles, for tests, for the bundled index. Large ones
// are built by workers from the same pieces, to the same bytes.

import { english } from './analysis/analyzer.ts'
import type { Article } from './article/article.ts'
import { generalBackground } from './rules/background.ts'
import { cardOf } from './rules/card.ts'
import { compileRules } from './rules/compiler.ts'
import { deriveRule } from './rules/derive.ts'
import { readHandWritten } from './rules/hand-written.ts'
import type { Rule } from './rules/rule.ts'
import { encodeRuleSet } from './rules/rule-set.ts'
import { encodeStoredCard } from './rules/stored-card.ts'
import { ByteWriter, encodeText } from './segment/bytes.ts'
import { type CreateDigest, sha256 } from './segment/digest.ts'
import { BlockPacker } from './segment/documents.ts'
import { facetTerms, foldId } from './segment/facets.ts'
import { fields, fieldTexts } from './segment/fields.ts'
import { type Deflate, formatVersion } from './segment/format.ts'
import { encodeForward } from './segment/forward.ts'
import { quantize, saturation, shareOf } from './segment/impact.ts'
import { outputTo } from './segment/in-memory.ts'
import { type InvertedDocument, Inverter } from './segment/inverter.ts'
import type { FileEntry, Manifest, SegmentEntry } from './segment/manifest.ts'
import { encodeDisplay, encodeRecord } from './segment/record.ts'
import { compareTerms } from './segment/term-dictionary.ts'
import {
  blockLimits,
  type StoredKind,
  StoredWriter,
  TermsWriter,
  type WriterOptions,
  writeManifest,
  writePart,
  writeStored,
} from './segment/writer.ts'

export interface BuildOptions {
  /** Further bytes that travel with the index, by name; `rules` is one already. */
  readonly parts?: Readonly<Record<string, Uint8Array>>
  /** Without it documents are stored as they are: quicker to build, larger. */
  readonly deflate?: Deflate
  /** How many segments the documents are split into; 1 unless told otherwise. Answers do not depend on it. */
  readonly segments?: number
  readonly digest?: CreateDigest
}

/** The files by their names. Of articles with one id the latest is taken (see `choose`). */
export function buildIndex(articles: Iterable<Article>, options: BuildOptions = {}): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  const digest = options.digest ?? sha256
  const candidates = Array.from(articles, (article) => ({ ...candidateOf(article), article }))
  const documents = choose(candidates).chosen.map(({ article }) => ({
    article,
    record: encodeRecord(article),
    card: encodeCard(article),
  }))
  const rules = encodeHandWritten(documents.flatMap(({ article }) => handWrittenOf(article)))
  const parts = Object.entries({ rules, ...options.parts })
  const contents = [
    ...documents.map(({ record, card }) => [record, card]),
    ...parts.map(([, bytes]) => [bytes]),
  ]
  const build = buildId(
    contents.map((bytes) => digestOf(bytes, digest)),
    digest,
  )
  const writer: WriterOptions = { output: outputTo(files), digest, build }

  const inverted = split(documents, options.segments ?? 1).map(invert)
  const meanLength = meanOf(inverted.flatMap(({ lengths }) => lengths))
  const segments = inverted.map((segment, number) => {
    const files = { ...writer, segment: number, deflate: options.deflate ?? null }
    return writeSegment(segment, meanLength, files)
  })
  const entries = parts.map(([name, bytes]) => [name, writePart(name, bytes, writer)] as const)
  const manifest: Manifest = {
    analyzer: english.name,
    build: hexOf(build),
    documents: documents.length,
    segments,
    parts: Object.fromEntries(entries),
  }
  writeManifest(manifest, build, writer.output)
  return files
}

/** What decides whether and where an article stands in an index. */
export interface Candidate {
  readonly id: string | null
  readonly path: string
  readonly lastModified: string
  readonly product: string
}

export function candidateOf(article: Article): Candidate {
  return {
    id: article.id === null ? null : foldId(article.id),
    path: article.source.path ?? '',
    lastModified: article.lastModified ?? '',
    product: article.products[0]?.name ?? '',
  }
}

/** Two articles had one id. */
export interface Duplicate<T> {
  readonly kept: T
  readonly dropped: T
}

/**
 * The candidates in the order of their doc ids, one of each id: the one modified last, of these the first by path. Those
 * of one product stand together, which makes lists and blocks smaller. Without an id every article is its own.
 */
export function choose<T extends Candidate>(
  candidates: readonly T[],
): { chosen: T[]; duplicates: Duplicate<T>[] } {
  const byId = new Map<string, T>()
  const chosen: T[] = []
  const dropped: T[] = []
  for (const candidate of [...candidates].sort((a, b) => compareTerms(a.path, b.path))) {
    const known = candidate.id === null ? undefined : byId.get(candidate.id)
    if (candidate.id === null) chosen.push(candidate)
    else if (known === undefined || candidate.lastModified > known.lastModified) {
      byId.set(candidate.id, candidate)
      if (known !== undefined) dropped.push(known)
    } else dropped.push(candidate)
  }
  chosen.push(...byId.values())
  chosen.sort(
    (a, b) =>
      compareTerms(a.product, b.product) ||
      compareTerms(a.path, b.path) ||
      compareTerms(a.id ?? '', b.id ?? ''),
  )
  return { chosen, duplicates: dropped.map((dropped) => ({ dropped, kept: byId.get(dropped.id!)! })) }
}

interface Document {
  readonly article: Article
  readonly record: Uint8Array
  readonly card: Uint8Array
}

interface InvertedSegment {
  readonly documents: readonly Document[]
  readonly inverter: Inverter
  readonly lengths: readonly number[]
  readonly sequences: readonly InvertedDocument['sequences'][]
}

function invert(documents: readonly Document[]): InvertedSegment {
  const inverter = new Inverter(english, fields)
  const inverted = documents.map(({ article }, doc) =>
    inverter.add(doc, fieldTexts(article), facetTerms(article)),
  )
  return {
    documents,
    inverter,
    lengths: inverted.map(({ length }) => length),
    sequences: inverted.map(({ sequences }) => sequences),
  }
}

function writeSegment(
  { documents, inverter, lengths, sequences }: InvertedSegment,
  meanLength: number,
  {
    segment,
    deflate,
    ...options
  }: WriterOptions & { readonly segment: number; readonly deflate: Deflate | null },
): SegmentEntry {
  const terms = new TermsWriter(segment, options)
  /** By number in the inverter, the place among the sorted terms. */
  const places = new Uint32Array(inverter.terms.length)
  let place = 0
  for (const { number, term, docs, counts } of inverter.sorted()) {
    terms.add(term, docs, impactsOf(docs, counts, lengths, meanLength))
    places[number] = place++
  }
  const { ranks, entry } = terms.finish(isRanked)

  const store = (kind: StoredKind, deflate: Deflate | null, items: Iterable<Uint8Array>): FileEntry => {
    const packer = new BlockPacker(blockLimits[kind], deflate)
    return writeStored(new StoredWriter(kind, segment, options), packer, items)
  }
  return {
    documents: documents.length,
    terms: entry.terms,
    postings: entry.postings,
    firstTerms: entry.firstTerms,
    files: {
      ...entry.files,
      forward: store(
        'forward',
        null,
        encodeAll(sequences, (number) => ranks[places[number]!]!),
      ),
      display: store(
        'display',
        deflate,
        documents.map(({ article }) => encodeDisplay(article)),
      ),
      records: store(
        'records',
        deflate,
        documents.map(({ record }) => record),
      ),
      cards: store(
        'cards',
        deflate,
        documents.map(({ card }) => card),
      ),
    },
  }
}

/** What answers are made of: the card of an article and the rule derived from it. */
export function encodeCard(article: Article): Uint8Array {
  const rule = deriveRule(article, generalBackground)
  return encodeStoredCard({ card: cardOf(article), rules: rule === null ? null : compileRules([rule]) })
}

/** The rules that the authors of an article wrote. Those that are not valid are left out. */
export function handWrittenOf(article: Article): readonly Rule[] {
  return article.frontMatter === null ? [] : readHandWritten(article).rules
}

/** The part `rules`: the rules of all authors, compiled together. */
export function encodeHandWritten(rules: readonly Rule[]): Uint8Array {
  return encodeText(encodeRuleSet(compileRules(rules)))
}

function* encodeAll(
  documents: readonly InvertedDocument['sequences'][],
  rankOf: (number: number) => number,
): Generator<Uint8Array> {
  const item = new ByteWriter()
  for (const sequences of documents) {
    item.clear()
    encodeForward(sequences, rankOf, item)
    yield item.view()
  }
}

/** The same inputs give the same id, and so the same files. `contents`: of each document and part. */
export function buildId(contents: Iterable<string>, createDigest: CreateDigest): Uint8Array {
  const whole = createDigest()
  whole.update(encodeText(JSON.stringify([formatVersion, english.name, fields, saturation])))
  for (const content of contents) whole.update(encodeText(content))
  return Uint8Array.from(whole.hex().slice(0, 32).match(/../g)!, (byte) => Number.parseInt(byte, 16))
}

export function digestOf(pieces: readonly Uint8Array[], createDigest: CreateDigest): string {
  const digest = createDigest()
  for (const piece of pieces) digest.update(piece)
  return digest.hex()
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Of a term in its documents, which have these lengths. Facets, which count 0, only need to be there. */
export function impactsOf(
  docs: ArrayLike<number>,
  counts: ArrayLike<number>,
  lengths: ArrayLike<number>,
  meanLength: number,
): Uint8Array {
  return Uint8Array.from(counts, (count, i) =>
    count === 0 ? 1 : quantize(shareOf(count, lengths[docs[i]!]!, meanLength, saturation)),
  )
}

/** At least 1, so that nothing is divided by it in vain. */
export function meanOf(lengths: readonly number[]): number {
  return Math.max(1, lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length))
}

export function isRanked(term: string): boolean {
  return !term.startsWith('@')
}

/** Into `count` pieces as even as can be; at least one, none of them empty unless the list is. */
function split<T>(list: readonly T[], count: number): (readonly T[])[] {
  const pieces = Math.max(1, Math.min(count, list.length))
  return Array.from({ length: pieces }, (_, i) =>
    list.slice(Math.floor((i * list.length) / pieces), Math.floor(((i + 1) * list.length) / pieces)),
  )
}
