// What is a report about, in words that articles may use?
//
//     report, facts → terms → concepts: every term that says the same, as the index has it
//                           → the products named, as the words of their names
//
// A concept is one word of the report with its variants and what it may be a slip of. An article that has any of them
// has something of the concept.

import { english, termsOf as termsBy } from '../analysis/analyzer.ts'
import type { Span } from '../article/article.ts'
import { findProducts, type NamedProduct, readProduct, splitProducts } from '../article/product.ts'
import { termsNear } from '../segment/near.ts'
import type { Index } from '../segment/reader.ts'
import { kindredOf } from './kindred.ts'
import { ownFolders } from './own-folders.ts'
import { type FoundTerm, findTerm } from './searcher.ts'
import { tellingLines } from './telling-lines.ts'
import { joined, variantsOf } from './variant.ts'

export interface Reading {
  /** In order of first mention. */
  readonly concepts: readonly Concept[]
  /** Words of letters that no article has, nor anything like them. */
  readonly unheard: number
  /** The concepts in the order of the words, by number; -1 where a line ends. */
  readonly sequence: Int32Array
  /** By line of the report, the concepts in it. */
  readonly lines: readonly (readonly number[])[]
  /** Named in the report. */
  readonly named: readonly AskedProduct[]
  /** Stated beside it. */
  readonly given: readonly AskedProduct[]
  /** The terms of given facts that no word of the report has. */
  readonly factTerms: readonly FoundTerm[]
}

export interface Concept {
  readonly terms: readonly SameTerm[]
  /** What articles may say for it, in other words (`kindred.ts`). */
  readonly kindred: readonly FoundTerm[]
  /** Where the report mentions it first. */
  readonly span: Span
  /** How much it is searched for, up to 1. */
  readonly boost: number
  /** How rare it is: the idf of its surest terms together, times the boost. */
  readonly weight: number
  readonly isNumber: boolean
  /** The name of a file, without its folder. */
  readonly isFile: boolean
  readonly isCode: boolean
  /** Several words tied to one: a file, a path, a version. */
  readonly isCompound: boolean
  /** Part of the name of a product. */
  readonly isProduct: boolean
}

export interface SameTerm {
  readonly found: FoundTerm
  /** How surely it says the same, up to 1. */
  readonly strength: number
}

export interface AskedProduct {
  /** Every way to call it, each as the terms of its words. */
  readonly names: readonly (readonly FoundTerm[])[]
  readonly versions: readonly FoundTerm[]
}

export interface Facts {
  readonly product?: string | null
  readonly version?: string | null
  /** Whatever else is known, by name. */
  readonly facts?: Readonly<Record<string, string>>
}

const termsOf = (text: string): string[] => termsBy(english, text)

/** Further words of a long log are not read. */
const mostConcepts = 400
const longestSequence = 3000
/** Reports are read up to here; the rest of a log that is longer tells nothing new. */
const longestReport = 2 ** 20
const mostRepairs = 8

export async function readReport(report: string, facts: Facts, index: Index): Promise<Reading> {
  const text = report.slice(0, longestReport)
  const named = findProducts(text.slice(0, longestNaming))
  const { distinct: words, lines: termsOfLines } = wordsOf(text, named)
  const given = givenProducts(facts)
  const mentioned = named.map((one) => ({ ...one, text: text.slice(one.from, one.to) }))
  const [{ concepts, numbers, unheard }, askedNamed, askedGiven] = await Promise.all([
    conceptsOf(words, index),
    askedProducts(distinct([...mentioned, ...systemOf(facts)]), index),
    askedProducts(given, index),
  ])
  const sequence: number[] = []
  const lines: number[][] = []
  for (const line of termsOfLines) {
    const inLine = line.flatMap((term) => numbers.get(term) ?? [])
    if (inLine.length > 0) lines.push([...new Set(inLine)])
    if (sequence.length < longestSequence) sequence.push(...inLine.slice(0, longestSequence), -1)
  }
  return {
    concepts,
    unheard,
    sequence: Int32Array.from(sequence),
    lines,
    named: askedNamed,
    given: askedGiven,
    factTerms: await factTermsOf(facts, given, concepts, index),
  }
}

async function factTermsOf(
  { product, version, facts = {} }: Facts,
  given: readonly NamedProduct[],
  concepts: readonly Concept[],
  index: Index,
): Promise<FoundTerm[]> {
  const said = new Set(concepts.flatMap(({ terms }) => terms.map(({ found }) => found.term)))
  const texts = [product ?? '', version ?? '', ...given.map(({ name }) => name), ...Object.values(facts)]
  const terms = [...new Set(termsOf(texts.join(' ')))].filter((term) => !said.has(term))
  const found = await Promise.all(terms.map((term) => findTerm(index, { term, boost: 1 })))
  return found.filter(({ documents }) => documents > 0)
}

const longestNaming = 20_000
const longestLine = 20_000

interface Word {
  /** Of the first mention. */
  readonly span: Span
  /** The word and the next one, where only a blank or a hyphen is between them. */
  readonly pairs: string[]
  isProduct: boolean
  /** Wherever it is mentioned, it is part of a folder that the reporter has named. */
  isOwn: boolean
}

function wordsOf(
  text: string,
  named: readonly { readonly from: number; readonly to: number }[],
): { distinct: Map<string, Word>; lines: string[][] } {
  const words = new Map<string, Word>()
  const lines: string[][] = []
  let start = 0
  let next = 0
  const all = text.split('\n')
  const telling = tellingLines(all)
  for (const [number, line] of all.entries()) {
    if (telling !== null && !telling.has(number)) {
      start += line.length + 1
      continue
    }
    const terms: string[] = []
    let last: { word: Word; from: number; to: number } | null = null
    const read = line.slice(0, longestLine)
    const own = ownFolders(read)
    english.analyze(read, (term, from, to) => {
      const isOwn = own.some((folder) => folder[0] <= from && to <= folder[1])
      while (next < named.length && named[next]!.to < start + to) next++
      const isProduct = next < named.length && named[next]!.from <= start + from
      let word = words.get(term)
      if (word === undefined)
        words.set(term, (word = { span: [start + from, start + to], pairs: [], isProduct, isOwn }))
      word.isProduct &&= isProduct
      word.isOwn &&= isOwn
      if (last !== null && from === last.to + 1) {
        const pair = line.slice(last.from, to)
        if (last.word.pairs.length < 2) last.word.pairs.push(pair)
        if (word.pairs.length < 2) word.pairs.push(pair)
      }
      last = { word, from, to }
      terms.push(term)
    })
    lines.push(terms)
    start += line.length + 1
  }
  return { distinct: words, lines }
}

async function conceptsOf(
  words: ReadonlyMap<string, Word>,
  index: Index,
): Promise<{ concepts: Concept[]; numbers: Map<string, number>; unheard: number }> {
  const concepts: Concept[] = []
  /** By term of the report, and by every term that surely says the same. */
  const numbers = new Map<string, number>()
  let repairs = mostRepairs
  let unheard = 0
  for (const wave of waves([...words])) {
    if (concepts.length === mostConcepts) break
    const heard = await Promise.all(wave.map(([term, word]) => hear(term, word, index)))
    const doubtful = doubtfulOf(heard, numbers).slice(0, repairs)
    repairs -= doubtful.length
    const slips = new Map(
      await Promise.all(doubtful.map(async (one) => [one, await slipsOf(one, index)] as const)),
    )
    for (const one of heard) {
      if (concepts.length === mostConcepts) break
      if (numbers.has(one.term)) continue
      const concept = conceptOf(one, slips.get(one) ?? [], index.documents)
      if (concept === null) {
        if (/^[a-z]{3,}$/.test(one.term)) unheard++
        continue
      }
      const known = one.same.find(({ term }) => numbers.has(term))
      const number = known === undefined ? concepts.length : numbers.get(known.term)!
      for (const term of [one.term, ...one.same.map(({ term }) => term)]) numbers.set(term, number)
      if (known === undefined) concepts.push(concept)
    }
  }
  return { concepts, numbers, unheard }
}

/** Words that are asked for together: from far away, asking takes longer than reading. */
const waveSize = 64

function* waves<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += waveSize) yield all.slice(at, at + waveSize)
}

/** What the index has of a word. */
interface Heard {
  readonly term: string
  readonly word: Word
  /** The word and its variants, those of them that some document has, */
  readonly same: readonly FoundTerm[]
  /** and how many documents those are. */
  readonly documents: number
  /** Written as one with the word before or behind. */
  readonly together: readonly FoundTerm[]
  readonly kindred: readonly FoundTerm[]
}

async function hear(term: string, word: Word, index: Index): Promise<Heard> {
  const findAll = async (terms: readonly string[]): Promise<FoundTerm[]> => {
    const found = await Promise.all(terms.map((one) => findTerm(index, { term: one, boost: 1 })))
    return found.filter(({ documents }) => documents > 0)
  }
  const pairs = word.pairs.map(joined).filter((one) => one !== '')
  const [same, together, kindred] = await Promise.all([
    findAll([term, ...variantsOf(term)]),
    findAll(pairs),
    findAll(word.isProduct ? [] : kindredOf(term)),
  ])
  const documents = same.reduce((sum, found) => sum + found.documents, 0)
  return { term, word, same, documents, together, kindred }
}

/** The words that may be slips, each once. */
function doubtfulOf(heard: readonly Heard[], numbers: ReadonlyMap<string, number>): Heard[] {
  const said = new Set<string>()
  return heard.filter(({ term, same, documents }) => {
    if (numbers.has(term) || said.has(term)) return false
    for (const found of same) said.add(found.term)
    return documents <= rareWord && /^[a-z]{4,}$/.test(term)
  })
}

/** `null` for a word that no article has, nor anything like it. */
function conceptOf(
  { term, word, same, documents, together, kindred }: Heard,
  slips: readonly SameTerm[],
  documentsInAll: number,
): Concept | null {
  const terms = [
    ...same.map((found) => ({ found, strength: 1 })),
    ...slips,
    ...together.filter((found) => found.documents >= leastJoined).map((found) => ({ found, strength: 0.9 })),
  ]
  if (terms.length === 0) return null
  const weight = idf(documents, documentsInAll)
  const meant = slips[0]
  const boost = word.isOwn ? ownName : 1
  return {
    terms,
    kindred,
    span: word.span,
    boost,
    weight:
      boost *
      (meant === undefined ? weight : Math.min(idf(meant.found.documents, documentsInAll), mostForSlip)),
    ...formOf(term),
    isProduct: word.isProduct,
  }
}

type Form = Pick<Concept, 'isNumber' | 'isFile' | 'isCode' | 'isCompound'>

const plainWord: Form = { isNumber: false, isFile: false, isCode: false, isCompound: false }

function formOf(term: string): Form {
  if (/^[a-z]+$/.test(term)) return plainWord
  return {
    isNumber: /^[0-9a-fx.]*\d[0-9a-fx.]*$/.test(term),
    isFile: /^[a-z][\w$~-]*\.[a-z][a-z0-9]{1,3}$/.test(term),
    isCode: /^(?:0x[0-9a-f]+|[0-9a-f]{8}|\d{3,}|[a-z]{1,5}\d{3,6}[a-z]?)$/.test(term) && /\d/.test(term),
    isCompound: /\w[.\\/_:@-]\w/.test(term),
  }
}

/** A word in so few documents may be a slip, in the articles as well as in the report. */
const rareWord = 3
const mostForSlip = 9
const leastJoined = 5
/** What a name that the reporter gave counts beside a word of everybody. */
const ownName = 0.4

async function slipsOf({ term, documents }: Heard, index: Index): Promise<SameTerm[]> {
  const counts = new Map<string, number>()
  for (const segment of index.segments) {
    for (const near of await termsNear(segment.dictionary, term))
      counts.set(near.term, (counts.get(near.term) ?? 0) + near.count)
  }
  const likely = [...counts].filter(([near, count]) => near !== term && count >= (documents + 1) * 8)
  likely.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  const meant = await Promise.all(
    likely.slice(0, 3).map(([near]) => findTerm(index, { term: near, boost: 1 })),
  )
  return meant.map((found, i) => ({ found, strength: 0.8 / (i + 1) }))
}

function idf(documents: number, all: number): number {
  return Math.log(1 + (all - documents + 0.5) / (documents + 0.5))
}

function distinct<T extends NamedProduct>(products: readonly T[]): T[] {
  return products.filter((one, i) => products.findIndex((other) => other.name === one.name) === i)
}

interface MentionedProduct extends NamedProduct {
  /** As it is put, version and all. */
  readonly text: string
}

function givenProducts({ product, version }: Facts): MentionedProduct[] {
  if (product === undefined || product === null) return []
  return splitProducts(product).map((name) => {
    const text = `${name} ${version ?? ''}`
    return { ...readProduct(text), text }
  })
}

/** The system that is stated as a fact: often only the ground on which something else fails. */
function systemOf({ facts }: Facts): MentionedProduct[] {
  const text = facts?.os
  return text === undefined ? [] : [{ ...readProduct(text), text }]
}

function askedProducts(products: readonly MentionedProduct[], index: Index): Promise<AskedProduct[]> {
  return Promise.all(products.map((product) => askedProduct(product, index)))
}

async function askedProduct(
  { row, name, versions, text }: MentionedProduct,
  index: Index,
): Promise<AskedProduct> {
  const find = (text: string): Promise<FoundTerm[]> =>
    Promise.all(termsOf(text).map((term) => findTerm(index, { term, boost: 1 })))
  const names = await Promise.all([name, ...(row?.aliases ?? [])].map(find))
  const printed = versions.flatMap(({ from, to }) =>
    [from, to].flatMap((version) =>
      version === null ? [] : [version.numbers.filter((number) => number >= 0).join('.')],
    ),
  )
  // articles call a version by its year or by its number
  const numbered = text.split(/\s+/).filter((word) => /\d/.test(word))
  return {
    names: names.filter((terms) => terms.length > 0 && terms.every(({ documents }) => documents > 0)),
    versions: (await find([...new Set([...numbered, ...printed])].join(' '))).filter(
      ({ documents }) => documents > 0,
    ),
  }
}
