// Which product is meant, in which version?
//
//     Small Business Server 4.0 - 4.5      a product and a range of its versions
//     SBS 4.5                              the same product in one of them: agrees
//     Outlook 97 = Outlook 8.0             a year that stands for a version
//
// Names come from the table of `product-names.ts`; a name that is not in it is compared word by word.

import { SuspectedWords } from './product-hint.ts'
import { everydayNames, type ProductName, productNames } from './product-names.ts'
import { makers, splitWords, type Word, wordsOfName } from './product-words.ts'

export interface NamedProduct {
  /** The row of the table; `null` for a product that is not in it. */
  readonly row: ProductName | null
  /** The table's name, or the folded words of an unknown one. */
  readonly name: string
  /** Empty where none is named: all versions. */
  readonly versions: readonly VersionRange[]
}

/** Both ends included; `null`: open. One version is a range from itself to itself. */
export interface VersionRange {
  readonly from: Version | null
  readonly to: Version | null
}

/** `4.0a SP3` is `{ numbers: [4, 0], letter: 'a', pack: '3' }`. */
export interface Version {
  readonly numbers: readonly number[]
  readonly letter: string
  /** Service pack or release; `null` where none is named. */
  readonly pack: string | null
}

export interface FoundProduct extends NamedProduct {
  readonly from: number
  readonly to: number
}

/** `unknown`: nothing follows from it, as when one is a part of the other. */
export type Agreement = 'agree' | 'clash' | 'unknown'

interface Entry {
  readonly words: readonly string[]
  readonly row: ProductName
  /** Digits of an alias that its product's name has not (`VB5`). */
  readonly version: string
}

/** `Windows SDK / Visual C++` names two. */
export function splitProducts(given: string): string[] {
  return given.split(' / ')
}

/** Reads a name as it stands in a list or an option: `Microsoft Outlook 97`, `NT4 SP5`, `SBS 4.0 - 4.5`. */
export function readProduct(text: string): NamedProduct {
  const words = splitWords(text)
  let first = 0
  while (entryAt(words, first) === null && makers.has(words[first]?.word ?? '')) first++
  const entry = entryAt(words, first)
  if (entry === null) return readUnknown(text.slice(words[first]?.from ?? 0))
  const end = words[first + entry.words.length - 1]!.to
  const printed = text.slice(end)
  const versions = readVersions(entry.version === '' ? printed : `${entry.version} ${printed.trimStart()}`)
  return {
    row: entry.row,
    name: entry.row.name,
    versions: versions.map((range) => yearless(range, entry.row)),
  }
}

/** The products that a running text names, in order. Cost: one pass, a cheap one over the texts that name none: most. */
export function findProducts(text: string): FoundProduct[] {
  const found: FoundProduct[] = []
  eachProduct(text, ({ row, version }, printed, from, to) => {
    const versions = readVersions(`${version} ${printed}`)
    found.push({ row, name: row.name, versions: versions.map((range) => yearless(range, row)), from, to })
  })
  return found
}

/** Where they begin and end, in pairs. */
export function placesOfProducts(text: string): readonly number[] {
  const places: number[] = []
  eachProduct(text, (_entry, _version, from, to) => places.push(from, to))
  return places
}

const suspects = new SuspectedWords()

/** `visit` itself can ask for no products. */
function eachProduct(
  text: string,
  visit: (entry: Entry, version: string, from: number, to: number) => void,
): void {
  const words = suspects.read(text)
  for (let i = words.suspected(0); i < words.length; ) {
    const entry = entryAt(words, i)
    if (entry === null) {
      i = words.suspected(i + 1)
      continue
    }
    const { from } = words.at(i)!
    let { to } = words.at(i + entry.words.length - 1)!
    versionAfter.lastIndex = to
    const version = versionAfter.exec(text)
    if (isProduct(entry, words, i, text, version !== null)) {
      if (version !== null) to += version[0].length
      visit(entry, version?.[1] ?? '', from, to)
    }
    i = words.suspected(words.behind(to, i))
  }
}

export function compareProducts(one: NamedProduct, other: NamedProduct): Agreement {
  if (one.row === null || other.row === null) return compareUnknown(one, other)
  if (one.row === other.row) return compareVersions(one.versions, other.versions)
  if (isWithin(one.row, other.row) || isWithin(other.row, one.row)) {
    const together = one.row.releases !== undefined && other.row.releases !== undefined
    return together && compareVersions(one.versions, other.versions) === 'clash' ? 'clash' : 'unknown'
  }
  return one.row.system !== other.row.system || isShortFor(one, other.row) ? 'unknown' : 'clash'
}

/** People say FoxPro and mean Visual FoxPro, unless they say which version. */
function isShortFor({ name, versions }: NamedProduct, row: ProductName): boolean {
  if (versions.length > 0) return false
  const words = row.name.toLowerCase().split(' ')
  return name
    .toLowerCase()
    .split(' ')
    .every((word) => words.includes(word))
}

/** Whether a version lies in one of the ranges. No versions on a side: agrees with everything. */
export function compareVersions(given: readonly VersionRange[], ranges: readonly VersionRange[]): Agreement {
  if (given.length === 0 || ranges.length === 0) return 'agree'
  let agreement: Agreement = 'clash'
  for (const one of given) {
    for (const range of ranges) {
      if (overlaps(one, range)) return 'agree'
      if (isVaguer(one, range)) agreement = 'unknown'
    }
  }
  return agreement
}

/** `4.0, 4.0a`, `4.0 - 4.5`, `4.5 or later`, `up to 3.1`, `97`, `2.0 SP1`. What is no version is skipped. */
export function readVersions(text: string): VersionRange[] {
  return /\d/.test(text) ? (plainVersions(text) ?? spelledVersions(text)) : []
}

/** @internal What `readVersions` says, of any text. */
export function spelledVersions(text: string): VersionRange[] {
  const ranges: VersionRange[] = []
  for (const match of text.matchAll(versionPattern)) {
    const { before, number = '', letter = '', pack, to, later, earlier } = match.groups ?? {}
    const version = readVersion(number, letter, pack)
    if (to !== undefined) ranges.push({ from: version, to: readVersions(to)[0]!.from })
    else if (later !== undefined) ranges.push({ from: version, to: null })
    else if (earlier !== undefined || before !== undefined) ranges.push({ from: null, to: version })
    else ranges.push({ from: version, to: version })
  }
  return ranges
}

/** Names that a misspelt one may have meant: of the table, or of `more`; closest first, at most three. */
export async function similarProducts(name: string, more: readonly string[] = []): Promise<string[]> {
  const { default: Fuse } = await import('fuse.js')
  const names = [
    ...productNames.flatMap((row) =>
      [row.name, ...row.aliases].map((spelling) => ({ spelling, name: row.name })),
    ),
    ...more.map((spelling) => ({ spelling, name: spelling })),
  ]
  // of so few letters one that is wrong leaves nothing to go by
  const threshold = name.trim().length <= shortName ? 0.1 : 0.4
  const fuse = new Fuse(names, { keys: ['spelling'], threshold, ignoreLocation: true })
  for (const spelling of spellings(name.slice(0, 60))) {
    if (spelling.trim().length < shortName) continue
    const found = fuse.search(spelling)
    if (found.length > 0) return [...new Set(found.map(({ item }) => item.name))].slice(0, 3)
  }
  return []
}

const shortName = 3

/** As it was typed, with what is glued taken apart (`Ofice97`), and without the version (`exch 5.5`). */
function spellings(name: string): string[] {
  const apart = name.replace(/(?<=[a-z])(?=\d)/gi, ' ')
  const bare = apart.replace(/\s+\d[\w.]*\s*$/, '')
  return [...new Set([name, apart, bare])].filter((spelling) => spelling.trim() !== '')
}

/** By first word, the names that begin so; of few of them a text has a word. */
let names: Map<string, { readonly name: string; readonly row: ProductName }[]> | undefined

function namesByWord(): NonNullable<typeof names> {
  if (names !== undefined) return names
  names = new Map()
  for (const row of productNames) {
    for (const name of [row.name, ...row.aliases]) {
      const first = firstWordOf(name)
      const list = names.get(first)
      if (list === undefined) names.set(first, [{ name, row }])
      else list.push({ name, row })
    }
  }
  return names
}

function firstWordOf(name: string): string {
  const first = /[a-z0-9]+(?:['’]s\b)?/i.exec(name)![0].toLowerCase().replace(/['’]/, '')
  return makers.has(first) ? wordsOfName(name)[0]! : first
}

const entries = new Map<string, readonly Entry[]>()

/** Those that begin with the word, longest first. */
function entriesFrom(word: string): readonly Entry[] {
  const named = namesByWord().get(word)
  if (named === undefined) return none
  const known = entries.get(word)
  if (known !== undefined) return known
  const list = named.map(entryOf).sort((a, b) => b.words.length - a.words.length)
  entries.set(word, list)
  return list
}

const none: readonly Entry[] = []

function entryOf({ name, row }: { readonly name: string; readonly row: ProductName }): Entry {
  const version = (/\d{1,4}(?:\.\d{1,2})?$/.exec(name) ?? [''])[0]
  return { words: wordsOfName(name), row, version: row.name.includes(version) ? '' : version }
}

/** Some words of a text, by place. */
type Words = Pick<readonly Word[], 'at'>

function entryAt(words: Words, first: number): Entry | null {
  const word = words.at(first)?.word ?? ''
  const entry = entriesFrom(word).find((entry) => standsAt(words, first, entry.words)) ?? null
  // `Microsoft Windows` begins `Microsoft Windows NT Server`, whose name stands behind its maker's
  const behind = entry !== null && makers.has(word) ? entryAt(words, first + 1) : null
  return behind !== null && behind.words.length >= entry!.words.length ? null : entry
}

function standsAt(words: Words, first: number, name: readonly string[]): boolean {
  for (let i = 0; i < name.length; i++) if (words.at(first + i)?.word !== name[i]) return false
  return true
}

/** The maker's name before it, a version after it, or a capital inside a sentence tell a product from a word. */
function isProduct(entry: Entry, words: Words, i: number, text: string, hasVersion: boolean): boolean {
  if (hasVersion || entry.words.length > 1 || !everydayNames.has(entry.words[0]!)) return true
  // a mark that only the name has (`Plus!`)
  const { from, to } = words.at(i)!
  if (text[to] === '!' && entry.row.name.includes('!')) return true
  const before = i === 0 ? undefined : words.at(i - 1)
  if (before === undefined) return false
  if (makers.has(before.word) && before.word !== 'the') return true
  const printed = text.slice(from, to)
  const isName = /^[A-Z]/.test(printed) && (printed.length <= 3 || printed !== printed.toUpperCase())
  return (
    isName &&
    /[a-z,]\s+$/.test(text.slice(Math.max(0, from - 3), from)) &&
    /^[a-z]/.test(text.slice(before.from))
  )
}

const versionAfter =
  /[\s,(]{0,2}(?:(?:edition|server|workstation|versions?|ver|release|v)\b\.?\s?)?((?:\d{1,2}(?:\.\d{1,4}){0,3}|97|98|2000|2002)(?!\d)[a-z]?(?![\w.]\w|%|[-/:]\d)(?:[,/ -]{0,2}(?:SP|SR|service pack|service release) ?\d{1,2}[a-z]?\b)?)/iy

/**
 * @internal The same of a plain list, as most texts are; `null` for others, and what reads those takes two milliseconds to
 * be made ready.
 */
export function plainVersions(text: string): VersionRange[] | null {
  const ranges: VersionRange[] = []
  for (const item of text
    .replace(/^[\s,]*(?:versions? )?/i, '')
    .trimEnd()
    .split(', ')) {
    const [, number, letter, pack] = plainVersion.exec(item) ?? []
    if (number === undefined) return null
    const version = readVersion(number, letter!, pack)
    ranges.push({ from: version, to: version })
  }
  return ranges
}

const plainVersion = /^(\d{1,4}(?:\.\d{1,4}){0,3})([a-z]?)(?: SP(\d{1,2}[a-z]?))?$/i

const versionNumber =
  '(?<number>\\d{1,2}\\.x|\\d{1,4}(?:\\.\\d{1,4}){0,3})(?<letter>[a-z]?)\\b(?:,? ?(?:\\(?(?:SP|SR|service (?:pack|release)) ?(?<pack>\\d{1,2}[a-z]?)\\)?))?'
const versionPattern = new RegExp(
  `(?<before>(?:up to|before|through) )?(?<![\\w.])${versionNumber}` +
    `(?:\\s?(?:-|–|to|through)\\s?(?<to>\\d{1,4}(?:\\.\\d{1,4}){0,3}[a-z]?)|(?<later>,? (?:or|and) (?:later|newer|above|higher)|\\+)|(?<earlier>,? (?:or|and) (?:earlier|older|below)))?`,
  'gi',
)

function readVersion(number: string, letter: string, pack: string | undefined): Version {
  return {
    numbers: number.split('.').map((part) => (part === 'x' ? -1 : Number(part))),
    letter: letter.toLowerCase(),
    pack: pack?.toLowerCase() ?? null,
  }
}

/** `Outlook 97` as `Outlook 8.0`. */
function yearless(range: VersionRange, row: ProductName): VersionRange {
  const same = range.from === range.to
  const from = withoutYear(range.from, row)
  return { from, to: same ? from : withoutYear(range.to, row) }
}

function withoutYear(version: Version | null, { releases }: ProductName): Version | null {
  const release = version === null ? undefined : releases?.[version.numbers.join('.')]
  return release === undefined || version === null
    ? version
    : { ...version, numbers: release.split('.').map(Number) }
}

function overlaps(one: VersionRange, other: VersionRange): boolean {
  return (
    (one.to === null || other.from === null || compare(one.to, other.from) >= 0) &&
    (other.to === null || one.from === null || compare(other.to, one.from) >= 0)
  )
}

/** Where a side names no letter or service pack, or `.x`, it means all of them. */
function compare(a: Version, b: Version): number {
  const length = Math.max(a.numbers.length, b.numbers.length)
  for (let i = 0; i < length; i++) {
    const [one, other] = [a.numbers[i] ?? 0, b.numbers[i] ?? 0]
    if (one === -1 || other === -1) return 0
    // 3.1 and 3.11 are decimals of each other's age: 3.11 is the later one either way
    if (one !== other) return one - other
  }
  if (a.letter !== b.letter && a.letter !== '' && b.letter !== '') return a.letter < b.letter ? -1 : 1
  if (a.pack === null || b.pack === null || a.pack === b.pack) return 0
  return Number.parseInt(a.pack, 10) - Number.parseInt(b.pack, 10) || (a.pack < b.pack ? -1 : 1)
}

/** "Exchange 5" may be 5.0 or 5.5. */
function isVaguer(one: VersionRange, range: VersionRange): boolean {
  const given = one.from
  const known = range.from
  return (
    given !== null && known !== null && given.numbers.length === 1 && given.numbers[0] === known.numbers[0]
  )
}

function isWithin(row: ProductName, other: ProductName): boolean {
  return row.within?.some((name) => name === other.name || isWithin(rowOf(name), other)) ?? false
}

function rowOf(name: string): ProductName {
  return productNames.find((row) => row.name === name)!
}

function readUnknown(text: string): NamedProduct {
  const words = splitWords(text.replace(/,? (?:for|versions?) .*$/i, '')).map(({ word }) => word)
  const name = words.filter((word) => !/^\d/.test(word) && !makers.has(word)).join(' ')
  return { row: null, name: name === '' ? words.join(' ') : name, versions: readVersions(text) }
}

/** Unknown names agree where the words of one are all in the other. */
function compareUnknown(one: NamedProduct, other: NamedProduct): Agreement {
  if (one.row?.system !== other.row?.system) return 'unknown'
  const words = one.name.toLowerCase().split(' ')
  const others = other.name.toLowerCase().split(' ')
  const [few, many] = words.length <= others.length ? [words, others] : [others, words]
  if (!few.every((word) => many.includes(word))) return 'clash'
  return compareVersions(one.versions, other.versions)
}
