// Does this report speak of a thing, and of what it does?
//
//     about: [modem, modem pool]  state: [busy, in use, cannot dial]
//
//     "The shared modem seems to be in use"      modem … in use
//     "I can't dial out through the modem pool"  not dial … modem pool
//     "the modem is not busy"                    denied: no match
//
// Words are compared by stem and meaning (`synonyms.ts`). A term of several words is found where they stand close
// together, in any order; `in use`, `used by` and denials keep theirs.

import { stem } from '../analysis/stemmer.ts'
import { denials, denialsBeforeTo, emptyWords, sameStates, sameWords } from './synonyms.ts'
import { wordsOf } from './token.ts'

/** The words that count, as meanings, with the number of the token each came from. */
export interface Meanings {
  readonly words: readonly string[]
  readonly tokens: readonly number[]
}

/** A term as meanings, the denial as `not`. */
export type Term = readonly string[]

/** Half-open range of `Meanings`. */
export type Place = readonly [from: number, to: number]

export function meaningsOf(words: readonly string[]): Meanings {
  const meanings: string[] = []
  const tokens: number[] = []
  for (const [i, word] of words.entries()) {
    const meaning = words[i + 1] === 'to' && beforeTo.has(word) ? 'not' : meaningOf(word)
    if (meaning === '') continue
    meanings.push(meaning)
    tokens.push(i)
    joinServicePack(meanings, tokens)
  }
  return { words: meanings, tokens }
}

const beforeTo: ReadonlySet<string> = new Set(denialsBeforeTo)

/** `service pack 4` is `sp4`. */
function joinServicePack(meanings: string[], tokens: number[]): void {
  if (meanings.at(-2) !== 'pack' || meanings.at(-3) !== 'servic') return
  const number = meanings.at(-1)!
  if (!packNumber.test(number)) return
  meanings.splice(-3, 3, `sp${number}`)
  tokens.splice(-2, 2)
}

const packNumber = /^\d[a-z]?$/

const known = new Map<string, string>()
/** A log may hold any number of different words. */
const mostKnown = 100_000

/** What all words of this meaning share: the first of their row, or their stem; '' for a word that carries none. */
export function meaningOf(word: string): string {
  let meaning = known.get(word)
  if (meaning === undefined) {
    meaning = workOutMeaning(word)
    if (known.size < mostKnown) known.set(word, meaning)
  }
  return meaning
}

/** The same, for who remembers it. */
export function workOutMeaning(word: string): string {
  const { words, stems } = tables()
  const told = words.get(word)
  if (told !== undefined) return told
  const stemmed = stem(word)
  return stems.get(stemmed) ?? stemmed
}

interface Tables {
  /** As written. */
  readonly words: ReadonlyMap<string, string>
  /** By stem, where the word as written is in no table: `us` is the stem of `use`, and not the empty word. */
  readonly stems: ReadonlyMap<string, string>
}

let read: Tables | undefined

function tables(): Tables {
  if (read !== undefined) return read
  const words = new Map<string, string>()
  const stems = new Map<string, string>()
  for (const row of sameWords) {
    const meaning = row[0]!
    for (const word of row) {
      words.set(word, meaning)
      const stemmed = stem(word)
      if (!stems.has(stemmed)) stems.set(stemmed, meaning)
    }
  }
  for (const word of denials) words.set(word, 'not')
  for (const word of emptyWords) words.set(word, '')
  read = { words, stems }
  return read
}

export function readTerm(words: readonly string[]): Term {
  return meaningsOf(words).words
}

/** The expression and every other one for the same state, as printed. */
export function statesLike(state: string): readonly string[] {
  const others = stateRows().get(readTerm(wordsOf(state)).join(' ')) ?? []
  return [...new Set([state, ...others])]
}

let rows: Map<string, string[]> | undefined

/** By meanings. */
function stateRows(): Map<string, string[]> {
  if (rows !== undefined) return rows
  rows = new Map()
  for (const row of sameStates) {
    for (const state of row) {
      const key = readTerm(state.split(' ')).join(' ')
      rows.set(key, [...(rows.get(key) ?? []), ...row])
    }
  }
  return rows
}

/** Words that may stand between those of one term. */
const looseness = 2
/** A denial reaches this many words further. */
const reach = 2

/** Where the term stands that has `anchor`, one of its words, at place `at`; `null` where the rest is missing. */
export function findTerm(term: Term, anchor: number, meanings: Meanings, at: number): Place | null {
  if (term.length === 1) return [at, at + 1]
  return keepsOrder(term) ? findInOrder(term, anchor, meanings, at) : findAround(term, meanings, at)
}

/** The first place of the term; `null` where it is nowhere. */
export function findAnywhere(term: Term, meanings: Meanings): Place | null {
  const [first] = term
  if (first === undefined) return null
  for (let at = meanings.words.indexOf(first); at !== -1; at = meanings.words.indexOf(first, at + 1)) {
    const place = findTerm(term, 0, meanings, at)
    if (place !== null) return place
  }
  return null
}

/** Small words of place and denials mean something only before what they belong to. */
function keepsOrder(term: Term): boolean {
  return term.some((word) => orderedWords.has(word))
}

const orderedWords: ReadonlySet<string> = new Set([
  'not',
  'in',
  'by',
  'up',
  'out',
  'down',
  'off',
  'over',
  'being',
  'alreadi',
])

function findInOrder(term: Term, anchor: number, { words }: Meanings, at: number): Place | null {
  let from = at
  for (let i = anchor - 1; i >= 0; i--) {
    from = lastIndexWithin(words, term[i]!, from - 1, looseness + (term[i] === 'not' ? reach : 0))
    if (from === -1) return null
  }
  let to = at
  for (let i = anchor + 1; i < term.length; i++) {
    const most = looseness + (term[i - 1] === 'not' ? reach : 0)
    to = indexWithin(words, term[i]!, to + 1, most)
    if (to === -1) return null
  }
  return [from, to + 1]
}

function findAround(term: Term, { words }: Meanings, at: number): Place | null {
  const most = term.length - 1 + looseness
  let from = at
  let to = at
  for (const word of new Set(term)) {
    if (word === words[at]) continue
    const after = indexWithin(words, word, at + 1, most)
    const before = lastIndexWithin(words, word, at - 1, most)
    if (after === -1 && before === -1) return null
    if (before === -1 || (after !== -1 && after - at <= at - before)) to = Math.max(to, after)
    else from = Math.min(from, before)
  }
  return to - from <= most ? [from, to + 1] : null
}

function indexWithin(words: readonly string[], word: string, from: number, most: number): number {
  for (let i = from; i <= from + most && i < words.length; i++) if (words[i] === word) return i
  return -1
}

function lastIndexWithin(words: readonly string[], word: string, from: number, most: number): number {
  for (let i = from; i >= from - most && i >= 0; i--) if (words[i] === word) return i
  return -1
}

/**
 * Whether a denial stands before a state of trouble. A term that denies by itself is not denied, and a thing that is
 * missing ("no failover") is trouble too.
 */
export function isDenied(term: Term, { words }: Meanings, [from]: Place): boolean {
  if (term.includes('not') || !isTrouble(term)) return false
  return words[from - 1] === 'not' || (words[from - 2] === 'not' && !endsDenial.has(words[from - 1]!))
}

/** "could not connect: modem busy": what was denied stands between. */
const endsDenial: ReadonlySet<string> = new Set(['connect', 'dial', 'open', 'becaus', 'get'])

/** Whether a term is a state of trouble that the table knows. */
export function isTrouble(term: Term): boolean {
  return stateRows().has(term.length === 1 ? term[0]! : term.join(' '))
}

/** What is asked of a word in a sentence of an article. Of several the sum. */
export const sign = {
  /** Has no meaning. */
  empty: 1,
  denial: 2,
  denialBeforeTo: 4,
  to: 8,
  /** Means a state of trouble. */
  trouble: 16,
  digits: 32,
  // of `service pack 4`
  service: 64,
  pack: 128,
  packNumber: 256,
} as const

/** Without one of these no trouble is told. */
export const signsOfTrouble = sign.denial | sign.denialBeforeTo | sign.trouble

export function signsOf(word: string, meaning = meaningOf(word)): number {
  return (
    (meaning === '' ? sign.empty : 0) |
    (meaning === 'not' ? sign.denial : 0) |
    (beforeTo.has(word) ? sign.denialBeforeTo : 0) |
    (word === 'to' ? sign.to : 0) |
    (isTrouble([meaning]) ? sign.trouble : 0) |
    (/^\d+$/.test(word) ? sign.digits : 0) |
    (meaning === 'servic' ? sign.service : 0) |
    (meaning === 'pack' ? sign.pack : 0) |
    (packNumber.test(meaning) ? sign.packNumber : 0)
  )
}

/**
 * Words that may have one of `signsOfTrouble`: these, and what has one of these stems. Some of them have none after all.
 */
export function wordsOfTrouble(): { readonly words: readonly string[]; readonly stems: readonly string[] } {
  const { words, stems } = tables()
  const told = [...words.keys(), ...beforeTo].filter((word) => (signsOf(word) & signsOfTrouble) !== 0)
  const meant = [...stems.keys()].filter((stem) => isTrouble([stems.get(stem)!]))
  const states = [...stateRows().keys()].filter((state) => !state.includes(' '))
  return { words: told, stems: ['not', ...meant, ...states] }
}
