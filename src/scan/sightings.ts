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
import { leastMessageBits, type RuleTable } from './rule-table.ts'
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
}

export interface SightedArticle {
  readonly doc: number
  /** Certain enough to be told without anything else. */
  readonly answered: boolean
  /** How probable it is that this article is meant. */
  readonly confidence: number
}

/** Words between two sentences of one message. */
const mostBetween = 60
/** Sentences that are explained together. */
const mostTogether = 16
/** Articles that are named for one message. */
const mostArticles = 12

interface Explanation {
  readonly articles: readonly SightedArticle[]
  readonly others: number
  readonly bits: number
  /** What it explains. */
  readonly sentences: ReadonlySet<number>
}

export class Sightings {
  readonly #table: RuleTable
  readonly #report: (sighting: Sighting) => void
  #open: FoundSentence[] = []
  #endWord = 0
  /** By the sentences that were found together. */
  readonly #known = new Map<string, readonly Explanation[]>()
  readonly #knownAlone = new Map<number, readonly Explanation[]>()
  /** By message: what all of its sentences are worth. */
  readonly #worth: Float64Array

  constructor(table: RuleTable, report: (sighting: Sighting) => void) {
    this.#table = table
    this.#report = report
    this.#worth = new Float64Array(table.messages)
    for (let message = 0; message < table.messages; message++) {
      for (let i = table.firstSentence[message]!; i < table.firstSentence[message + 1]!; i++)
        this.#worth[message]! += table.bitsOf(table.sentencesOf[i]!)
    }
  }

  add(found: FoundSentence): void {
    const isFar = found.firstWord > this.#endWord + mostBetween || this.#open.length === mostTogether
    if (isFar || this.#open.some(({ sentence }) => sentence === found.sentence)) this.settle()
    this.#open.push(found)
    this.#endWord = Math.max(this.#endWord, found.endWord)
  }

  /** Nothing more belongs to what was found last. */
  settle(): void {
    const open = this.#open
    if (open.length === 0) return
    this.#open = []
    this.#endWord = 0
    const sightings = this.#explain(open).map((explanation) => sightingOf(explanation, open))
    for (const sighting of sightings.sort((a, b) => a.from - b.from)) this.#report(sighting)
  }

  #explain(open: readonly FoundSentence[]): readonly Explanation[] {
    if (open.length === 1) {
      const { sentence } = open[0]!
      let known = this.#knownAlone.get(sentence)
      if (known === undefined) this.#knownAlone.set(sentence, (known = this.#explainAll([sentence])))
      return known
    }
    const sentences = withoutOverlaps(open, this.#table)
    const key = sentences.join(' ')
    let known = this.#known.get(key)
    if (known === undefined) {
      if (this.#known.size >= mostKnown) this.#known.clear()
      this.#known.set(key, (known = this.#explainAll(sentences)))
    }
    return known
  }

  #explainAll(sentences: readonly number[]): Explanation[] {
    const explanations: Explanation[] = []
    for (let left = sentences; left.length > 0; ) {
      const best = this.#explainMost(left)
      if (best === null) break
      explanations.push(best)
      left = left.filter((sentence) => !best.sentences.has(sentence))
    }
    return explanations
  }

  /** The messages that have most of what was found; `null` where that is too little. */
  #explainMost(sentences: readonly number[]): Explanation | null {
    const table = this.#table
    const found = new Map<number, { bits: number; sentences: number[] }>()
    for (const sentence of sentences) {
      for (let i = table.firstMessage[sentence]!; i < table.firstMessage[sentence + 1]!; i++) {
        const message = table.messagesOf[i]!
        const one = found.get(message) ?? { bits: 0, sentences: [] }
        if (!one.sentences.includes(sentence)) {
          one.bits += table.bitsOf(sentence)
          one.sentences.push(sentence)
        }
        found.set(message, one)
      }
    }
    const bits = Math.max(...Array.from(found.values(), (one) => one.bits))
    const best = [...found].filter(([, one]) => one.bits === bits)
    const shares = this.#sharesOf(
      best.map(([message]) => message),
      bits,
    )
    const isWritten = shares.some(({ isHandWritten }) => isHandWritten)
    if (bits < leastMessageBits && !isWritten) return null
    const articles = shares.slice(0, mostArticles).map(({ doc, share, coverage }) => ({
      doc,
      answered: bits >= decisiveBits && share >= leastShare && coverage >= leastCoverage,
      confidence: share * certaintyOf(bits),
    }))
    const explained = new Set(best.flatMap(([, one]) => one.sentences))
    return { articles, others: shares.length - articles.length, bits, sentences: explained }
  }

  /** How the messages' articles share what is known, surest first. */
  #sharesOf(messages: readonly number[], bits: number): Share[] {
    const table = this.#table
    const byDoc = new Map<number, { weight: number; isHandWritten: boolean; coverage: number }>()
    for (const message of messages) {
      const coverage = bits / this.#worth[message]!
      for (let i = table.firstArticle[message]!; i < table.firstArticle[message + 1]!; i++) {
        const isHandWritten = table.handWritten[i] === 1
        const weight = table.weightOf(i) * coverage ** 2 * (isHandWritten ? writtenFactor : 1)
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

const mostKnown = 10_000
/** Less of all articles that quote it is no certain answer. */
const leastShare = 0.6
/** Of a long message, less than this may be what every message of its kind ends with. */
const leastCoverage = 0.5
/** What somebody wrote down for reports counts so much more than what was found in a text. */
const writtenFactor = 3

/** How probable it is that words worth so much do not stand there by chance: even at 14 bits, 8 to 1 at 20. */
function certaintyOf(bits: number): number {
  return 1 / (1 + 2 ** ((14 - bits) / 2))
}

/** Of two that share words the one that says more. In order of the sentences. */
function withoutOverlaps(open: readonly FoundSentence[], table: RuleTable): number[] {
  const kept: FoundSentence[] = []
  for (const one of [...open].sort((a, b) => table.bits[b.sentence]! - table.bits[a.sentence]!)) {
    if (!kept.some((other) => one.firstWord < other.endWord && other.firstWord < one.endWord)) kept.push(one)
  }
  return kept.map(({ sentence }) => sentence).sort((a, b) => a - b)
}

function sightingOf(
  { articles, others, bits, sentences }: Explanation,
  open: readonly FoundSentence[],
): Sighting {
  const explained = open.filter(({ sentence }) => sentences.has(sentence))
  const first = explained.reduce((a, b) => (b.from < a.from ? b : a))
  const last = explained.reduce((a, b) => (b.to > a.to ? b : a))
  return {
    articles,
    others,
    bits,
    line: first.line,
    lastLine: last.lastLine,
    from: first.from,
    to: last.to,
    slots: explained.flatMap(({ slots }) => slots),
  }
}
