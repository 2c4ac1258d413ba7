// Does this sentence of a signature stand at this place of a report?
//
//     cannot open file {path} error 3044        the anchor is `cannot open`
//     ^^^^^^^^^^^
//     Cannot open file C:\My Data\x.mdb (Error 3044).
//     ^^^^^^^^^^^ the anchor was found here: the rest is tried to the right, then to the left
//
// A hole may end at several words. Every pair of part and word is tried at most once, so a sentence costs at most its
// parts × the words that its holes can reach.

import { codeKey } from '../codes/code.ts'
import type { FoundCode } from '../codes/notation.ts'
import type { Report } from './report.ts'
import type { Part, Sentence } from './signature.ts'
import { type Slot, slotEnds } from './slot.ts'

/** Tokens, half-open. */
export type TokenRange = readonly [from: number, to: number]

export interface SentenceMatch {
  readonly range: TokenRange
  /** In order of the sentence. */
  readonly captures: readonly Capture[]
}

export interface Capture {
  readonly slot: Slot
  readonly range: TokenRange
}

/** A value of more words is no value. */
export const mostSlotTokens = 40

/** Marks that stand within a number, a time, a name of a file. */
const insideMarks = ':.,/\\-'

/** What of a report is looked at. */
type Place = Pick<Report, 'text' | 'tokens'>

/** `null` where the sentence does not stand there. `token` is where the part `anchor`, no hole, would begin. */
export function matchSentence(
  sentence: Sentence,
  anchor: number,
  report: Place,
  codes: ReadonlyMap<number, FoundCode>,
  token: number,
): SentenceMatch | null {
  const search = new Search(sentence, report, codes)
  const to = search.forward(anchor, token)
  if (to === -1) return null
  const from = search.backward(anchor, token)
  return from === -1 ? null : { range: [from, to], captures: search.captures() }
}

/** The codes of a report by the token that holds their last character. */
export function codesByToken({ codes, tokens }: Pick<Report, 'codes' | 'tokens'>): Map<number, FoundCode> {
  const byToken = new Map<number, FoundCode>()
  let token = 0
  for (const code of codes) {
    while (token < tokens.words.length && tokens.to[token]! < code.to) token++
    byToken.set(token, code)
  }
  return byToken
}

class Search {
  readonly #sentence: Sentence
  readonly #report: Place
  readonly #codes: ReadonlyMap<number, FoundCode>
  readonly #parts: number
  /** Pairs of part and token, forward and backward, that were tried. */
  #failed: Set<number> | null = null
  readonly #captures: (Capture | undefined)[] = []

  constructor(sentence: Sentence, report: Place, codes: ReadonlyMap<number, FoundCode>) {
    this.#sentence = sentence
    this.#parts = sentence.length + 1
    this.#report = report
    this.#codes = codes
  }

  captures(): Capture[] {
    return this.#captures.filter((capture) => capture !== undefined)
  }

  /** Where the parts from number `at` on end that begin at `token`; -1 where they do not stand there. */
  forward(at: number, token: number): number {
    const part = this.#sentence[at]
    if (part === undefined) return token
    if (part.type !== 'slot') return this.#isFixed(part, token) ? this.forward(at + 1, token + 1) : -1
    const key = 2 * (at + token * this.#parts)
    if (this.#failed?.has(key) === true) return -1
    for (const end of this.#ends(part.slot, token)) {
      const to = this.forward(at + 1, end)
      if (to === -1) continue
      this.#captures[at] = { slot: part.slot, range: [token, end] }
      return to
    }
    this.#fail(key)
    return -1
  }

  /** Where the parts before number `at` begin that end at `token`; -1 where they do not stand there. */
  backward(at: number, token: number): number {
    const part = this.#sentence[at - 1]
    if (part === undefined) return token
    if (part.type !== 'slot') return this.#isFixed(part, token - 1) ? this.backward(at - 1, token - 1) : -1
    const key = 2 * (at + token * this.#parts) + 1
    if (this.#failed?.has(key) === true) return -1
    for (const start of this.#startsBefore(token)) {
      if (!this.#ends(part.slot, start).includes(token)) continue
      const from = this.backward(at - 1, start)
      if (from === -1) continue
      this.#captures[at - 1] = { slot: part.slot, range: [start, token] }
      return from
    }
    this.#fail(key)
    return -1
  }

  #fail(key: number): void {
    this.#failed ??= new Set()
    this.#failed.add(key)
  }

  /** The nearest first; those in the midst of something last, for 11 is no number in 12:58:11. */
  *#startsBefore(token: number): Generator<number> {
    const last = Math.max(0, token - mostSlotTokens)
    for (let start = token; start >= last; start--) if (!this.#isInside(start)) yield start
    for (let start = token; start >= last; start--) if (this.#isInside(start)) yield start
  }

  #isInside(token: number): boolean {
    const { text, tokens } = this.#report
    const at = tokens.from[token] ?? text.length
    return at > 0 && insideMarks.includes(text[at - 1]!) && /\w/.test(text[at - 2] ?? '')
  }

  #ends(slot: Slot, token: number): readonly number[] {
    const { text, tokens } = this.#report
    return slotEnds(slot, text, tokens, token).filter((end) => end - token <= mostSlotTokens)
  }

  #isFixed(part: Exclude<Part, { type: 'slot' }>, token: number): boolean {
    if (part.type === 'word') return this.#report.tokens.words[token] === part.word
    const key = codeKey(part.code)
    return this.#codes.get(token)?.readings.some(({ code }) => codeKey(code) === key) ?? false
  }
}
