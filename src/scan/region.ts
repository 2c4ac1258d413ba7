// Which text do these words of a log stand in, and what do the holes of a message take there?
//
//     words of the window → bytes around them → text and tokens, as for a pasted report → holes that take all they may

import { findCodes } from '../codes/notation.ts'
import { type Capture, codesByToken, type SentenceMatch } from '../rules/sentence-match.ts'
import type { SlotType } from '../rules/slot.ts'
import { endsClause, type Tokens, tokenize, wordsOf } from '../rules/token.ts'
import type { Window } from './window.ts'
import { regularText } from './word-reader.ts'
import { isOneWidth, type Wrap } from './wrapping.ts'

/** Some words of the window as `matchSentence` wants them. */
export class Region {
  readonly first: number
  readonly end: number
  /** A line end that is only there for a width is a blank. */
  readonly text: string
  readonly tokens: Tokens
  readonly #wraps: readonly Wrap[]
  #codes: ReturnType<typeof codesByToken> | null = null

  constructor(window: Window, first: number, end: number) {
    this.first = first
    this.end = end
    const from = first === 0 ? Math.max(0, window.from[0]! - 16) : window.to[first - 1]!
    const to = end < window.words ? window.from[end]! : window.read
    const { text, wraps, stretches } = regularText(window.bytes, from, to, window.read)
    this.text = text
    this.#wraps = wraps
    this.tokens =
      stretches === null ? lastOf(tokenize(text), end - first) : tokensOf(window, first, end, text, stretches)
  }

  /** Of a range of tokens. */
  textOf([from, to]: readonly [number, number]): string {
    return to <= from
      ? ''
      : this.text.slice(this.tokens.from[from], this.tokens.to[to - 1]).replaceAll('\n', ' ')
  }

  /** What stands before its first word and belongs to a value. */
  leadOf(type: SlotType, token: number): string {
    const lead = leads[type]
    const from = this.tokens.from[token] ?? 0
    return lead !== undefined && this.text.slice(from - lead.length, from) === lead ? lead : ''
  }

  /** Whether the last token may have another one beside it that has not been read yet. */
  get mayGoOn(): boolean {
    const behind = this.tokens.to.at(-1) ?? 0
    const lineEnd = this.text.indexOf('\n', behind)
    const isOpen = lineEnd === -1 || lineEnd === this.text.length - 1
    return isOpen && !endsClause(this.text, behind, this.text.length)
  }

  /** Whether two neighbouring tokens stand in one clause and one line, or in lines that a width has broken. */
  areTogether(token: number, isProven: (wrap: Wrap) => boolean): boolean {
    const [from, to] = [this.tokens.to[token], this.tokens.from[token + 1]]
    if (from === undefined || to === undefined) return false
    if (this.text.slice(from, to).includes('\n') || endsClause(this.text, from, to)) return false
    return this.#wraps.every((wrap) => wrap.at < from || wrap.at >= to || isProven(wrap))
  }

  /** The line ends in a range of tokens that are only there for a width. */
  wrapsIn([first, end]: readonly [number, number]): readonly Wrap[] {
    const [from, to] = [this.tokens.from[first]!, this.tokens.to[end - 1]!]
    return this.#wraps.filter(({ at }) => at > from && at < to)
  }

  /** Whether they were asked for before. */
  get hasCodes(): boolean {
    return this.#codes !== null
  }

  codes(): ReturnType<typeof codesByToken> {
    return (this.#codes ??= codesByToken({ codes: findCodes(this.text), tokens: this.tokens }))
  }
}

const leads: Readonly<Partial<Record<SlotType, string>>> = { unc: '\\\\', num: '-' }

/** The same as `tokenize` has for the text; the window knows already where the words are. */
function tokensOf(
  window: Window,
  first: number,
  end: number,
  text: string,
  stretches: readonly number[],
): Tokens {
  const words: string[] = []
  const [from, to]: [number[], number[]] = [[], []]
  const folded = text.toLowerCase()
  const isPlain = !apostrophes.test(text)
  let stretch = 0
  for (let i = first; i < end; i++) {
    const at = window.from[i]!
    while (stretch + 3 < stretches.length && stretches[stretch + 3]! <= at) stretch += 2
    const shift = stretches[stretch]! - stretches[stretch + 1]!
    const word = folded.slice(at + shift, window.to[i]! + shift)
    words.push(isPlain ? word : (wordsOf(word)[0] ?? word))
    from.push(at + shift)
    to.push(window.to[i]! + shift)
  }
  return { words, from, to }
}

/** Of all that is ASCII nothing else stands in a word beside letters and digits. */
const apostrophes = /['`]/

/** What stands before the first word in view may be a piece of a timestamp. */
function lastOf({ words, from, to }: Tokens, count: number): Tokens {
  const before = words.length - count
  return before <= 0
    ? { words, from, to }
    : { words: words.slice(before), from: from.slice(before), to: to.slice(before) }
}

// --- holes at the ends

/**
 * A hole for some words at an end of a sentence takes the fewest, for nothing says where it ends. In a log the line says
 * so, or a full stop. It goes on in the next line where a width has broken this one.
 */
export function stretched({ range, captures }: SentenceMatch, region: Region): readonly Capture[] {
  if (captures.every(({ slot }) => slot.type !== 'any')) return captures
  const within = region.wrapsIn(range)
  return captures.map(({ slot, range: [from, to] }) => {
    if (slot.type !== 'any') return { slot, range: [from, to] }
    const most = slot.words[1]
    let start = from
    let end = to
    while (
      to === range[1] &&
      end - start < most &&
      region.areTogether(end - 1, (wrap) => goesOnBehind(wrap, within))
    )
      end++
    while (
      from === range[0] &&
      start > 0 &&
      end - start < most &&
      region.areTogether(start - 1, (wrap) => isSameWidth(wrap, within))
    )
      start--
    return { slot, range: [start, end] }
  })
}

function goesOnBehind(wrap: Wrap, within: readonly Wrap[]): boolean {
  return !wrap.beginsWithTime && (within.length > 0 ? isSameWidth(wrap, within) : !wrap.beginsSentence)
}

/** Whether the message was broken at the same width before. */
function isSameWidth(wrap: Wrap, within: readonly Wrap[]): boolean {
  return within.length > 0 && isOneWidth([...within, wrap])
}
