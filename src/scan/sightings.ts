// Which known error is this, now that some of its sentences were found?
//
//     … Setup cannot continue.  Access is denied.        sentences, near each other
//            ▼                       ▼
//       message 17              messages 17, 23, 88      each of some articles
//            └──── 17 explains both ────┘
//
// Sentences that stand together are explained together: by the message that has most of them, then what is left by the
// next one. A sentence that a hundred articles quote says that one of them is meant, not which.

import { decisiveBits } from '../rules/signature.ts'
import { denials } from '../rules/synonyms.ts'
import { wordsOf } from '../rules/token.ts'
import type { RuleTable } from './rule-table.ts'
import type { FoundSentence, FoundSlot } from './sentence-finder.ts'

/** One place of a log at which a known error stands. */
export interface Sighting {
  /** Surest first, at least one; all of them quote what was found. */
  readonly articles: readonly SightedArticle[]
  /** How many more articles quote it. */
  readonly others: number
  /** What the words that were found are worth. */
  readonly bits: number
  readonly line: number
  readonly lastLine: number
  readonly from: number
  readonly to: number
  readonly slots: readonly FoundSlot[]
  /** What stands around it, where the author of an article has written down what was found; else `null`. */
  readonly around: string | null
}

export interface SightedArticle {
  readonly doc: number
  /** Certain enough to be told without anything else. */
  readonly answered: boolean
  /** How probable it is that this article is meant. */
  readonly confidence: number
  /** Whether nothing but a code, an event or a phrase speaks for it. */
  readonly isClue: boolean
  /** Whether its author has written down what was found. */
  readonly isHandWritten: boolean
  /** Its part of what all articles have that know what was found. */
  readonly share: number
  /** Whether so much of a message was found that it would be certain if no other article had it. */
  readonly isWhole: boolean
  /** Whether most of its message is not there: what was found may begin or end others that no article has. */
  readonly isPart: boolean
}

/** What is known of an article by now, and what follows from it. */
export function judged(
  article: Omit<SightedArticle, 'answered' | 'confidence'>,
  bits: number,
): SightedArticle {
  const { share, isWhole, isClue, isPart } = article
  return {
    ...article,
    answered: isWhole && share >= leastShare,
    confidence: share * certaintyOf(bits) * (isClue || isPart ? trustInClues : 1),
  }
}

/** What is worth less supports what stands beside it, and is told nowhere alone: one line in 65,000 has it by chance. */
const leastSightBits = 16
/** Words between two sentences of one message. */
const mostBetween = 60
/** Sentences that are explained together. */
const mostTogether = 16
/** Articles that are named for one message. */
const mostArticles = 12

const denying: ReadonlySet<string> = new Set(denials)

interface Explanation {
  readonly articles: readonly SightedArticle[]
  readonly others: number
  readonly bits: number
  /** What it explains. */
  readonly places: ReadonlySet<number>
}

/** What a message has of what was found. */
interface Explained {
  /** What its sentences are worth, */
  bits: number
  /** and the values in their holes, too. */
  worth: number
  readonly places: number[]
}

/** A stretch of the log, and the sentences that say most about it. */
interface Place {
  readonly found: readonly FoundSentence[]
}

export class Sightings {
  readonly #table: RuleTable
  readonly #report: (sighting: Sighting) => void
  #open: FoundSentence[] = []
  /** Places that are open. */
  #together = 0
  #endWord = 0
  readonly #known = new Map<string, readonly Explanation[]>()
  /** By message: what all of its sentences are worth. */
  readonly #worth: Float64Array
  /** By message: 1 for a code, an event or a phrase. */
  readonly #isClue: Uint8Array
  /** By sentence: whether some article saw a value in one of its holes. */
  readonly #hasValues: Uint8Array

  constructor(table: RuleTable, report: (sighting: Sighting) => void) {
    this.#table = table
    this.#report = report
    this.#worth = new Float64Array(table.messages)
    this.#isClue = new Uint8Array(table.messages)
    this.#hasValues = new Uint8Array(table.sentences)
    for (let message = 0; message < table.messages; message++) {
      this.#isClue[message] = table.isClue(message) ? 1 : 0
      for (let use = table.firstSentence[message]!; use < table.firstSentence[message + 1]!; use++) {
        this.#worth[message]! += table.bitsOf(table.sentencesOf[use]!)
        if (table.hasValues(use)) this.#hasValues[table.sentencesOf[use]!] = 1
      }
    }
  }

  add(found: FoundSentence): void {
    if (this.#isDenied(found)) return
    const isApart = found.firstWord >= this.#endWord
    const isFar = found.firstWord > this.#endWord + mostBetween
    if (isFar || (isApart && this.#together === mostTogether) || this.#isOpen(found.sentence)) this.settle()
    if (isApart || this.#open.length === 0) this.#together++
    this.#open.push(found)
    this.#endWord = Math.max(this.#endWord, found.endWord)
  }

  /** "The modem is not busy" is no phrase of a modem that is busy. */
  #isDenied({ sentence, slots }: FoundSentence): boolean {
    return (
      slots.length > 0 &&
      slots.some(({ value }) => wordsOf(value).some((word) => denying.has(word))) &&
      this.#isOfClues(sentence)
    )
  }

  #isOfClues(sentence: number): boolean {
    const { firstMessage, messagesOf } = this.#table
    for (let i = firstMessage[sentence]!; i < firstMessage[sentence + 1]!; i++)
      if (this.#isClue[messagesOf[i]!] === 0) return false
    return true
  }

  #isOpen(sentence: number): boolean {
    for (const one of this.#open) if (one.sentence === sentence) return true
    return false
  }

  /** Whatever is found from this word of the stream on belongs to something else than what was found far before it. */
  settleBefore(word: number): void {
    if (word > this.#endWord + mostBetween) this.settle()
  }

  /** Nothing more belongs to what was found last. */
  settle(): void {
    const open = this.#open
    if (open.length === 0) return
    this.#open = []
    this.#together = 0
    this.#endWord = 0
    const places = placesOf(open, this.#table)
    const sightings = this.#explain(places).map((explanation) => sightingOf(explanation, places))
    for (const sighting of sightings.sort((a, b) => a.from - b.from)) this.#report(sighting)
  }

  /** The same sentences with the same values mean the same again. */
  #explain(places: readonly Place[]): readonly Explanation[] {
    const key = places.map(({ found }) => found.map((one) => this.#keyOf(one)).join('|')).join(' ')
    let known = this.#known.get(key)
    if (known === undefined) {
      if (this.#known.size >= mostKnown) this.#known.clear()
      this.#known.set(key, (known = this.#explainAll(places)))
    }
    return known
  }

  #keyOf({ sentence, slots }: FoundSentence): string {
    if (this.#hasValues[sentence] === 0) return String(sentence)
    return `${sentence}${slots.map(({ value }) => `{${value.toLowerCase()}`).join('')}`
  }

  #explainAll(places: readonly Place[]): Explanation[] {
    const explanations: Explanation[] = []
    const supported = this.#supportedBy(places)
    for (let left = places.map((_, i) => i); left.length > 0; ) {
      const best = this.#explainMost(places, left, supported)
      if (best === null) break
      const isSupport = best.articles.some(
        ({ doc, isClue }) =>
          isClue && explanations.some(({ articles }) => articles.some((one) => one.doc === doc)),
      )
      if (!isSupport && best.articles.length > 0) explanations.push(best)
      left = left.filter((place) => !best.places.has(place))
    }
    return explanations
  }

  /** The articles that know a clue that stands there. */
  #supportedBy(places: readonly Place[]): ReadonlySet<number> {
    const table = this.#table
    const docs = new Set<number>()
    if (places.length === 1) return docs
    for (const [message, { bits }] of this.#messagesOf(places, places.keys())) {
      if (this.#isClue[message] === 0 || bits < this.#worth[message]!) continue
      for (let i = table.firstArticle[message]!; i < table.firstArticle[message + 1]!; i++)
        docs.add(table.docs[i]!)
    }
    return docs
  }

  /** The messages that have most of what was found, without articles where that is too little; `null`: there are none. */
  #explainMost(
    places: readonly Place[],
    left: readonly number[],
    supported: ReadonlySet<number>,
  ): Explanation | null {
    const messages = [...this.#messagesOf(places, left)].filter(
      ([message, { bits }]) => this.#isClue[message] === 0 || bits >= this.#worth[message]!,
    )
    if (messages.length === 0) return null
    const worth = Math.max(...messages.map(([, one]) => one.worth))
    const best = messages.filter(([, one]) => one.worth === worth)
    const bits = best[0]![1].bits
    const isClue = best.every(([message]) => this.#isClue[message] === 1)
    const shares = this.#sharesOf(best, supported)
    const explained = new Set(best.flatMap(([, one]) => one.places))
    const isWritten = !isClue && shares.some(({ isHandWritten }) => isHandWritten)
    const isTold = worth >= leastSightBits || isWritten || (isClue && shares.length <= mostOfClue)
    const articles = shares.slice(0, isTold ? mostArticles : 0).map(({ coverage, ...share }) => {
      const isPart = coverage < leastCoverage
      const isWhole = !isClue && bits >= decisiveBits && !isPart
      return judged({ ...share, isClue, isWhole, isPart }, worth)
    })
    return { articles, others: shares.length - articles.length, bits: worth, places: explained }
  }

  /** What each message has of some places. */
  #messagesOf(places: readonly Place[], which: Iterable<number>): Map<number, Explained> {
    const table = this.#table
    const messages = new Map<number, Explained>()
    for (const place of which) {
      for (const found of places[place]!.found) {
        const { sentence } = found
        for (let i = table.firstMessage[sentence]!; i < table.firstMessage[sentence + 1]!; i++) {
          const bits = table.bitsOf(sentence)
          const worth = bits + this.#agreement(found, table.usesOf[i]!) * expectedBits
          addPlace(messages, table.messagesOf[i]!, { place, bits, worth })
        }
      }
    }
    return messages
  }

  /** How many holes took the value that the article saw. */
  #agreement({ slots }: FoundSentence, use: number): number {
    const values = this.#table.valuesOf(use)
    if (values === null) return 0
    return slots.filter(({ value }, i) => values[i] === value.toLowerCase()).length
  }

  /** How the messages' articles share what is known, surest first. */
  #sharesOf(
    messages: readonly (readonly [message: number, explained: Explained])[],
    supported: ReadonlySet<number>,
  ): Share[] {
    const table = this.#table
    const byDoc = new Map<number, { weight: number; isHandWritten: boolean; coverage: number }>()
    for (const [message, { bits }] of messages) {
      const coverage = bits / this.#worth[message]!
      for (let i = table.firstArticle[message]!; i < table.firstArticle[message + 1]!; i++) {
        const isHandWritten = table.isHandWritten(i)
        const factor =
          (isHandWritten ? writtenFactor : 1) * (supported.has(table.docs[i]!) ? supportFactor : 1)
        const weight = table.weightOf(i) * coverage ** 2 * factor
        const known = byDoc.get(table.docs[i]!)
        if (known === undefined || known.weight < weight)
          byDoc.set(table.docs[i]!, { weight, isHandWritten, coverage })
      }
    }
    const total = [...byDoc.values()].reduce((sum, { weight }) => sum + weight, 0)
    return [...byDoc]
      .map(([doc, { weight, ...rest }]) => ({ doc, share: total === 0 ? 0 : weight / total, ...rest }))
      .sort((a, b) => b.share - a.share || a.doc - b.doc)
  }
}

interface Share {
  readonly doc: number
  readonly share: number
  readonly isHandWritten: boolean
  /** Which part of the message was found, by its worth. */
  readonly coverage: number
}

const mostKnown = 20_000
/** A value that the article names too says as much as an uncommon word. */
const expectedBits = 8
/** Less of all articles that quote it is no certain answer. */
const leastShare = 0.6
/** Of a long message, less than this may be what every message of its kind ends with. */
const leastCoverage = 0.5
/** What somebody wrote down for reports counts so much more than what was found in a text. */
const writtenFactor = 3

/** An article that knows a code which stands beside its message counts so much more than one that does not. */
const supportFactor = 2
/** Two troubles may have one code, event, phrase or part of a message; the articles know one of them. */
const trustInClues = 0.5
/** What so few articles know is told alone. */
const mostOfClue = 3

/** How probable it is that words worth so much do not stand there by chance: even at 14 bits, 8 to 1 at 20. */
function certaintyOf(bits: number): number {
  return 1 / (1 + 2 ** ((14 - bits) / 2))
}

function addPlace(
  messages: Map<number, Explained>,
  message: number,
  { place, bits, worth }: { place: number; bits: number; worth: number },
): void {
  const known = messages.get(message)
  if (known === undefined) messages.set(message, { bits, worth, places: [place] })
  else if (!known.places.includes(place)) {
    known.bits += bits
    known.worth += worth
    known.places.push(place)
  }
}

/** Of sentences that share words those that say most; all of them where they say the same. */
function placesOf(open: readonly FoundSentence[], table: RuleTable): Place[] {
  if (open.length === 1) return [{ found: open }]
  const places: { found: FoundSentence[] }[] = []
  for (const one of [...open].sort((a, b) => table.bits[b.sentence]! - table.bits[a.sentence]!)) {
    const place = places.find(({ found }) => found.some((other) => overlap(one, other)))
    if (place === undefined) places.push({ found: [one] })
    else if (table.bits[place.found[0]!.sentence] === table.bits[one.sentence]) place.found.push(one)
  }
  return places.sort((a, b) => a.found[0]!.firstWord - b.found[0]!.firstWord)
}

function overlap(a: FoundSentence, b: FoundSentence): boolean {
  return a.firstWord < b.endWord && b.firstWord < a.endWord
}

function sightingOf(
  { articles, others, bits, places: explained }: Explanation,
  places: readonly Place[],
): Sighting {
  const all = places.filter((_, i) => explained.has(i)).map(({ found }) => found[0]!)
  const first = all.reduce((a, b) => (b.from < a.from ? b : a))
  const last = all.reduce((a, b) => (b.to > a.to ? b : a))
  return {
    articles,
    others,
    bits,
    line: first.line,
    lastLine: last.lastLine,
    from: first.from,
    to: last.to,
    // what stands between the words of a clue says nothing
    slots: articles.every(({ isClue }) => isClue) ? [] : all.flatMap(({ slots }) => slots),
    around: null,
  }
}
