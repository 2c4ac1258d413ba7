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
import { type InvertedDocument, Inverter } from './segment/inverter.ts'
import type { FileEntry, Manifest, SegmentEntry } from './segment/manifest.ts'
import { encodeDisplay, encodeRecord } from './segment/record.ts'
import { compareTerms } from './segment/term-dictionary.ts'
import {
  blockLimits,
  type Output,
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

/** The files by their names. Of articles with one id the latest is taken (see `chooseArticles`). */
export function buildIndex(articles: Iterable<Article>, options: BuildOptions = {}): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  const digest = options.digest ?? sha256
  const documents = chooseArticles(articles).articles.map((article) => ({
    article,
    record: encodeRecord(article),
  }))
  const rules = encodeHandWritten(documents.map(({ article }) => article))
  const parts = Object.entries({ rules, ...options.parts })
  const build = buildId(
    [...documents.map(({ record }) => record), ...parts.map(([, bytes]) => bytes)],
    digest,
  )
  const writer: WriterOptions = { output: outputTo(files), digest, build }

  const inverted = split(documents, options.segments ?? 1).map(invert)
  const length = inverted.flatMap(({ lengths }) => lengths).reduce((sum, length) => sum + length, 0)
  const segments = inverted.map((segment, number) => {
    const files = { ...writer, segment: number, deflate: options.deflate ?? null }
    return writeSegment(segment, Math.max(1, length / documents.length), files)
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

/** Two articles had one id. */
export interface Duplicate {
  readonly kept: Article
  readonly dropped: Article
}

/**
 * The articles in the order of their doc ids, one of each id: the one modified last, of these the first by path. Articles
 * of one product stand together, which makes lists and blocks smaller. Without an id every article is its own.
 */
export function chooseArticles(articles: Iterable<Article>): {
  articles: Article[]
  duplicates: Duplicate[]
} {
  const sorted = [...articles].sort((a, b) => compareTerms(a.source.path ?? '', b.source.path ?? ''))
  const byId = new Map<string, Article>()
  const chosen: Article[] = []
  const duplicates: Duplicate[] = []
  for (const article of sorted) {
    const id = article.id === null ? null : foldId(article.id)
    const known = id === null ? undefined : byId.get(id)
    if (known === undefined || id === null) {
      if (id !== null) byId.set(id, article)
      else chosen.push(article)
    } else if ((article.lastModified ?? '') > (known.lastModified ?? '')) {
      byId.set(id, article)
      duplicates.push({ kept: article, dropped: known })
    } else {
      duplicates.push({ kept: known, dropped: article })
    }
  }
  chosen.push(...byId.values())
  return { articles: chosen.sort(compareArticles), duplicates }
}

function compareArticles(a: Article, b: Article): number {
  return (
    compareTerms(a.products[0]?.name ?? '', b.products[0]?.name ?? '') ||
    compareTerms(a.source.path ?? '', b.source.path ?? '') ||
    compareTerms(a.id ?? '', b.id ?? '')
  )
}

interface Document {
  readonly article: Article
  readonly record: Uint8Array
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
    const impacts = Uint8Array.from(counts, (count, i) =>
      count === 0 ? 1 : quantize(shareOf(count, lengths[docs[i]!]!, meanLength, saturation)),
    )
    terms.add(term, docs, impacts)
    places[number] = place++
  }
  const { ranks, entry } = terms.finish((term) => !term.startsWith('@'))

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
        documents.map(({ article }) => encodeCard(article)),
      ),
    },
  }
}

/** What answers are made of: the card of an article and the rule derived from it. */
export function encodeCard(article: Article): Uint8Array {
  const rule = deriveRule(article, generalBackground)
  return encodeStoredCard({ card: cardOf(article), rules: rule === null ? null : compileRules([rule]) })
}

/** The part `rules`: the rules that authors wrote, compiled together. Rules that are not valid are left out. */
export function encodeHandWritten(articles: readonly Article[]): Uint8Array {
  const rules = articles.flatMap((article) =>
    article.frontMatter === null ? [] : readHandWritten(article).rules,
  )
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

/** The same inputs give the same id, and so may have the same files. */
function buildId(contents: readonly Uint8Array[], createDigest: CreateDigest): Uint8Array {
  const whole = createDigest()
  whole.update(encodeText(JSON.stringify([formatVersion, english.name, fields, saturation])))
  for (const content of contents) {
    const one = createDigest()
    one.update(content)
    whole.update(encodeText(one.hex()))
  }
  return Uint8Array.from(whole.hex().slice(0, 32).match(/../g)!, (byte) => Number.parseInt(byte, 16))
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function outputTo(files: Map<string, Uint8Array>): Output {
  return {
    create: () => {
      const bytes = new ByteWriter(4096)
      return { write: (piece) => bytes.raw(piece), finish: (name) => files.set(name, bytes.take()) }
    },
  }
}

/** Into `count` pieces as even as can be; at least one, none of them empty unless the list is. */
function split<T>(list: readonly T[], count: number): (readonly T[])[] {
  const pieces = Math.max(1, Math.min(count, list.length))
  return Array.from({ length: pieces }, (_, i) =>
    list.slice(Math.floor((i * list.length) / pieces), Math.floor(((i + 1) * list.length) / pieces)),
  )
}
