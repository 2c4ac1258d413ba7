// Here are articles: give me the files of an index.
//
//     articles → one of each id, in order → what is searched of each   ┐
//                                         → what is stored of each     ├→ files, the manifest last
//                                         → the rules that they state  ┘
//
// Pure, and in memory: for collections of up to some thousand articles, for tests, for the bundled index. Large ones
// are built by workers from the same pieces, to the same bytes (`node/build.ts`).

import { english } from './analysis/analyzer.ts'
import type { Article } from './article/article.ts'
import { megabytes, tooMuch } from './article/too-much.ts'
import { type CodedText, codedTextsOf, codesOf } from './codes/article-codes.ts'
import type { KbError } from './errors.ts'
import { cardOf, tellingOf } from './rules/card.ts'
import { compileRules } from './rules/compiler.ts'
import { deriveRule } from './rules/derive.ts'
import { readHandWritten } from './rules/hand-written.ts'
import type { Rule } from './rules/rule.ts'
import { encodeRuleSet } from './rules/rule-set.ts'
import { decodeScanned, encodeOutcomes, encodeStoredCard } from './rules/stored-card.ts'
import { type KnownMessage, messagesOf } from './scan/known-message.ts'
import { encodeRuleTable } from './scan/rule-table.ts'
import { assemble, type ItemKind, type Items, type Scheme } from './segment/assembly.ts'
import { ByteWriter, encodeText } from './segment/bytes.ts'
import { candidateOf, choose, named } from './segment/collection.ts'
import { type CreateDigest, sha256 } from './segment/digest.ts'
import { encodeDisplay } from './segment/display.ts'
import { largestItem } from './segment/documents.ts'
import { facetTerm, facetTerms } from './segment/facets.ts'
import { type FieldText, fields, fieldTexts } from './segment/fields.ts'
import type { Deflate } from './segment/format.ts'
import { saturation } from './segment/impact.ts'
import { outputTo } from './segment/in-memory.ts'
import { encodeRecord } from './segment/record.ts'

export interface BuildOptions {
  /** Further bytes that travel with the index, by name; `rules` and `scan` are there already. */
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
  const candidates = Array.from(articles, named).map((article) => ({ ...candidateOf(article), article }))
  const chosen = choose(candidates).chosen.map(({ article }) => article)
  const documents = documentsOf(chosen, itemWriters())
  for (const [doc, { items }] of documents.entries()) checkSize(items, chosen[doc]!)
  assemble(documents, {
    scheme: articleScheme,
    output: outputTo(files),
    digest: options.digest ?? sha256,
    parts: options.parts ?? {},
    following: {
      rules: encodeHandWritten(chosen.flatMap(handWrittenOf)),
      scan: encodeRuleTable(
        documents.flatMap(({ items }, doc) => scannedOf(doc, items.cards, handWrittenOf(chosen[doc]!))),
      ),
    },
    deflate: options.deflate ?? null,
    segments: options.segments ?? 1,
  })
  return files
}

export const articleScheme: Scheme = { analyzer: english, fields, saturation }

export interface Document {
  /** What is searched of it. */
  readonly texts: readonly FieldText[]
  readonly facetTerms: ReadonlySet<string>
  /** Where they were written to. */
  readonly items: Items
}

/** Where the items of documents are written to, by their kinds: to make an array for each takes longer than to fill it. */
export type ItemWriters = Readonly<Record<ItemKind, ByteWriter>>

export function itemWriters(): ItemWriters {
  const room = 2 ** 16
  return { records: new ByteWriter(room), display: new ByteWriter(room), cards: new ByteWriter(room) }
}

/**
 * What an index has of each article. A step is done for all of them before the next one begins, so what it needs, its
 * code and its tables of words, stays in the caches of the processor: article by article takes a tenth longer.
 */
export function documentsOf(articles: readonly Article[], into: ItemWriters): Document[] {
  const coded = articles.map(codedTextsOf)
  const rules = articles.map((article, i) => deriveRule(article, coded[i]!))
  const tellings = articles.map(tellingOf)
  const records = articles.map((article, i) =>
    written(into.records, (record) => encodeRecord(article, encodeOutcomes(tellings[i]!.outcomes), record)),
  )
  const display = articles.map((article) =>
    written(into.display, (item) => item.utf8(encodeDisplay(article))),
  )
  const cards = articles.map((article, i) =>
    written(into.cards, (item) =>
      item.utf8(encodeStoredCard({ card: cardOf(article, tellings[i], rules[i]), rule: rules[i]! })),
    ),
  )
  const facetTerms = articles.map((article, i) => facetTermsOf(article, coded[i]!))
  return articles.map((article, i) => ({
    texts: fieldTexts(article),
    facetTerms: facetTerms[i]!,
    items: { records: records[i]!, display: display[i]!, cards: cards[i]! },
  }))
}

function written(into: ByteWriter, write: (into: ByteWriter) => void): Uint8Array {
  const start = into.length
  write(into)
  return into.view(start)
}

/** By what an article is looked up: what it states, and the codes it speaks of. */
function facetTermsOf(article: Article, coded: readonly CodedText[]): Set<string> {
  const terms = facetTerms(article)
  const { all, told } = codesOf(article, coded)
  for (const key of all) terms.add(facetTerm('code', key))
  for (const key of told) terms.add(facetTerm('told-code', key))
  return terms
}

/** Throws a `KbError` where that is more than may be stored of one article. */
export function checkSize({ records, display, cards }: Items, article: Article): void {
  const size = Math.max(records.length, display.length, cards.length)
  if (size > largestItem) throw tooLarge(size, article)
}

function tooLarge(size: number, { source }: Article): KbError {
  const limit = `at most ${megabytes(largestItem)} are stored of each`
  return tooMuch(`its record takes ${megabytes(size)}, too much for one article`, {
    limit,
    file: source.path,
  })
}

/** The rules that the authors of an article wrote. Those that are not valid are left out. */
export function handWrittenOf(article: Article): readonly Rule[] {
  return article.frontMatter === null ? [] : readHandWritten(article).rules
}

/**
 * For the part `scan`: the messages that a document quotes, as its stored card has them, and those of its authors; codes
 * and events.
 */
export function scannedOf(doc: number, card: Uint8Array, rules: readonly Rule[]): KnownMessage[] {
  const triggers = decodeScanned(card, (what) => new Error(`a card of the build ${what}`))
  const written = rules.flatMap((rule) => messagesOf(rule, doc))
  return triggers.length === 0
    ? written
    : [...written, ...messagesOf({ origin: 'derived', mode: 'any', triggers }, doc)]
}

/** The part `rules`: the rules of all authors, compiled together. */
export function encodeHandWritten(rules: readonly Rule[]): Uint8Array {
  return encodeText(encodeRuleSet(compileRules(rules)))
}
