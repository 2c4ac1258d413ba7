// Which rules know something in this report?
//
//     words of the report → pairs → anchors → sentences → messages
//                         → meanings → terms → phrases
//     codes and events of the report → the rules that name them
//
// Cost: linear in the report, whatever it holds, plus what is found.

import { codeKey } from '../codes/code.ts'
import { eventKey } from '../codes/event.ts'
import { findTerm, isDenied, type Place } from './phrase.ts'
import { type Report, readReport } from './report.ts'
import type { Rule, StopTrigger, Trigger } from './rule.ts'
import { type CompiledPhrase, type Keyed, type RuleSet, triggerOf } from './rule-set.ts'
import { codesByToken, matchSentence, type SentenceMatch, type TokenRange } from './sentence-match.ts'
import { readSignature, type Sentence } from './signature.ts'
import { Speller } from './spelling.ts'
import { wordsOf } from './token.ts'

export interface RuleMatch {
  readonly rule: Rule
  readonly found: readonly FoundTrigger[]
  /** Triggers of `unless` that were found. */
  readonly excluding: readonly FoundTrigger[]
}

export interface FoundTrigger {
  readonly trigger: Trigger
  /** What was found is worth, without the trigger's weight. */
  readonly bits: number
  /** Tokens of the report, in order, not overlapping. */
  readonly ranges: readonly TokenRange[]
  /** What the holes of a message took. */
  readonly slots: readonly BoundSlot[]
}

export interface BoundSlot {
  readonly name: string
  readonly range: TokenRange
  /** Whether it is the value that the article saw; `null` where it saw none in particular. */
  readonly expected: boolean | null
}

/** A set of rules with the hash tables that matching needs. Opening costs one pass over the set. */
export class Matcher {
  readonly #set: RuleSet
  readonly #sentences: readonly Sentence[]
  readonly #words = new Map<string, number>()
  readonly #singles = new Map<number, number[]>()
  readonly #pairs = new Map<number, number[]>()
  readonly #coded = new Map<string, number[]>()
  /** By their rarest word. */
  readonly #terms = new Map<string, number[]>()
  readonly #termWords: readonly (readonly string[])[]
  readonly #speller: Speller
  /** The phrases that a term may be the key of. */
  readonly #phrases = new Map<number, CompiledPhrase[]>()

  /** The events of an id that name their source. */
  readonly #sourced = new Map<number, Keyed[]>()

  constructor(set: RuleSet) {
    this.#set = set
    this.#sentences = set.sentences.map(({ text }) => readSignature(text)[0]!)
    for (const number of this.#sentences.keys()) this.#anchor(number)
    this.#termWords = set.terms.map(({ text }) => text.split(' '))
    this.#speller = new Speller(new Set(this.#termWords.flat()), () => set.rules.flatMap(phraseWords))
    for (const [number, { anchor }] of set.terms.entries()) {
      push(this.#terms, this.#termWords[number]![anchor]!, number)
    }
    for (const [key, keyed] of Object.entries(set.events)) {
      const [id, source] = key.split(' ')
      if (source !== undefined) push(this.#sourced, Number(id), keyed)
    }
    for (const phrase of set.phrases) {
      for (const term of phrase.about.slice(0, phrase.keys)) push(this.#phrases, term, phrase)
    }
  }

  /** Reads what a user pasted or typed, with the words of the rules put right where they were mistyped. */
  read(source: string): Report {
    return this.#speller.repair(readReport(source))
  }

  /**
   * One match per rule that has a trigger or an exclusion in the report, in order of the rules. A trigger is found once,
   * where it says most: a log repeats its lines a thousand times, and tells no more by that.
   */
  match(report: Report): RuleMatch[] {
    const best = new Map<number, FoundTrigger>()
    for (const [unit, trigger] of this.#findUnits(report)) {
      if (trigger.bits > (best.get(unit)?.bits ?? -1)) best.set(unit, trigger)
    }
    const found = new Map<number, { found: FoundTrigger[]; excluding: FoundTrigger[] }>()
    for (const [unit, trigger] of best) {
      const { rule, excludes } = this.#set.units[unit]!
      let match = found.get(rule)
      if (match === undefined) found.set(rule, (match = { found: [], excluding: [] }))
      match[excludes ? 'excluding' : 'found'].push(trigger)
    }
    return [...found]
      .sort(([a], [b]) => a - b)
      .map(([rule, match]) => ({ rule: this.#set.rules[rule]!, ...match }))
  }

  /** The sentences of signatures that stand in the report, each at its first place; by number, ascending. */
  matchSentences(report: Report): Map<number, SentenceMatch> {
    const { words } = report.tokens
    const codes = codesByToken(report)
    const matches = new Map<number, SentenceMatch>()
    const verify = (numbers: readonly number[] | undefined, token: number): void => {
      for (const number of numbers ?? []) {
        if (matches.has(number)) continue
        const { anchor } = this.#set.sentences[number]!
        const match = matchSentence(this.#sentences[number]!, anchor, report, codes, token)
        if (match !== null) matches.set(number, match)
      }
    }
    let before = -1
    for (let token = 0; token < words.length; token++) {
      const word = this.#words.get(words[token]!) ?? -1
      if (word !== -1) {
        verify(this.#singles.get(word), token)
        if (before !== -1) verify(this.#pairs.get(pairKey(before, word)), token - 1)
      }
      for (const { code } of codes.get(token)?.readings ?? []) verify(this.#coded.get(codeKey(code)), token)
      before = word
    }
    return new Map([...matches].sort(([a], [b]) => a - b))
  }

  #anchor(number: number): void {
    const { anchor, pair } = this.#set.sentences[number]!
    const [part, next] = this.#sentences[number]!.slice(anchor)
    if (part?.type === 'code') push(this.#coded, codeKey(part.code), number)
    else if (part?.type !== 'word') return
    else if (!pair || next?.type !== 'word') push(this.#singles, this.#wordNumber(part.word), number)
    else push(this.#pairs, pairKey(this.#wordNumber(part.word), this.#wordNumber(next.word)), number)
  }

  #wordNumber(word: string): number {
    let number = this.#words.get(word)
    if (number === undefined) this.#words.set(word, (number = this.#words.size))
    return number
  }

  *#findUnits(report: Report): Generator<[unit: number, trigger: FoundTrigger]> {
    yield* this.#findMessages(report)
    yield* this.#findPhrases(report)
    yield* this.#findCodes(report)
    yield* this.#findEvents(report)
  }

  // --- messages

  *#findMessages(report: Report): Generator<[number, FoundTrigger]> {
    const byUnit = new Map<number, { sentence: number; order: number }[]>()
    const matches = this.matchSentences(report)
    for (const sentence of matches.keys()) {
      for (const [unit, order] of this.#set.sentences[sentence]!.uses) push(byUnit, unit, { sentence, order })
    }
    for (const [unit, parts] of byUnit) {
      parts.sort((a, b) => a.order - b.order)
      const trigger = triggerOf(this.#set, this.#set.units[unit]!)
      const found = this.#message(
        trigger,
        parts.map(({ sentence }) => ({ sentence, match: matches.get(sentence)! })),
        report,
      )
      if (found !== null) yield [unit, found]
    }
  }

  /**
   * The best sentence, and those that stand near it. Sentences that overlap, or bind a name to another value than an
   * earlier one, do not count.
   */
  #message(
    trigger: Trigger,
    parts: readonly { sentence: number; match: SentenceMatch }[],
    report: Report,
  ): FoundTrigger | null {
    const ranges: TokenRange[] = []
    const slots: BoundSlot[] = []
    const bound = new Map<string, string>()
    let bits = 0
    const worth = (sentence: number): number => this.#set.sentences[sentence]!.bits
    for (const { sentence, match } of [...parts].sort((a, b) => worth(b.sentence) - worth(a.sentence))) {
      if (ranges.some((range) => overlap(range, match.range) || distance(range, match.range) > mostBetween))
        continue
      if (!bind(match, bound, report)) continue
      ranges.push(match.range)
      bits += worth(sentence)
      for (const { slot, range } of match.captures) {
        const expected = slot.value === null ? null : slot.value === textOf(range, report)
        if (expected === true) bits += expectedBits
        slots.push({ name: slot.name ?? slot.type, range, expected })
      }
    }
    return ranges.length === 0 ? null : { trigger, bits, ranges: ranges.sort(([a], [b]) => a - b), slots }
  }

  // --- phrases

  *#findPhrases(report: Report): Generator<[number, FoundTrigger]> {
    const places = this.#findTerms(report)
    const tried = new Set<number>()
    for (const term of places.keys()) {
      for (const phrase of this.#phrases.get(term) ?? []) {
        if (tried.has(phrase.unit)) continue
        tried.add(phrase.unit)
        const found = this.#phrase(phrase, places, report)
        if (found !== null) yield [phrase.unit, found]
      }
    }
  }

  #findTerms({ meanings }: Report): Map<number, Place[]> {
    const places = new Map<number, Place[]>()
    for (const [at, word] of meanings.words.entries()) {
      for (const term of this.#terms.get(word) ?? []) {
        const place = findTerm(this.#termWords[term]!, this.#set.terms[term]!.anchor, meanings, at)
        if (place !== null) push(places, term, place)
      }
    }
    return places
  }

  /** The state whose surroundings hold most of what the phrase is about. */
  #phrase(phrase: CompiledPhrase, places: ReadonlyMap<number, Place[]>, report: Report): FoundTrigger | null {
    const trigger = triggerOf(this.#set, this.#set.units[phrase.unit]!)
    if (trigger.type !== 'phrase') return null
    let best: FoundTrigger | null = null
    for (const state of phrase.state) {
      const term = this.#termWords[state]!
      for (const place of (places.get(state) ?? []).slice(0, mostPlaces)) {
        if (isDenied(term, report.meanings, place)) continue
        const about = this.#aboutNear(phrase, place, trigger.within, places, report)
        if (about.length < trigger.atLeast) continue
        const bits = about.reduce((sum, one) => sum + one.bits, this.#set.terms[state]!.bits)
        if (best !== null && bits <= best.bits) continue
        const ranges = [place, ...about.map((one) => one.place)].map((one) => tokensOf(one, report))
        best = { trigger, bits, ranges: merge(ranges), slots: [] }
      }
    }
    return best
  }

  /** The terms near the state, dearest first, none inside another; one where one is asked for. */
  #aboutNear(
    phrase: CompiledPhrase,
    state: Place,
    within: number,
    places: ReadonlyMap<number, Place[]>,
    report: Report,
  ): { bits: number; place: Place }[] {
    const near: { bits: number; place: Place }[] = []
    for (const term of phrase.about) {
      const place = closest(places.get(term) ?? [], state, within, report)
      if (place === null || near.some((other) => overlap(other.place, place))) continue
      near.push({ bits: this.#set.terms[term]!.bits, place })
    }
    return phrase.keys === phrase.about.length ? near.slice(0, 1) : near
  }

  // --- codes and events

  *#findCodes(report: Report): Generator<[number, FoundTrigger]> {
    const codes = codesByToken(report)
    for (const [token, { readings, parameters }] of codes) {
      for (const { code, weight } of readings) {
        yield* this.#keyed(this.#set.codes[codeKey(code)], weight, token)
        if (code.family === 'stop') yield* this.#stops(code.value, parameters, token)
      }
    }
  }

  *#stops(code: string, parameters: readonly string[], token: number): Generator<[number, FoundTrigger]> {
    for (const [unit, found] of this.#keyed(this.#set.stops[code], 1, token)) {
      const agreement = compareParameters(found.trigger as StopTrigger, parameters)
      if (agreement !== null) yield [unit, { ...found, bits: found.bits + agreement * parameterBits }]
    }
  }

  *#findEvents(report: Report): Generator<[number, FoundTrigger]> {
    for (const { id, source, from } of report.events) {
      const token = report.tokens.from.indexOf(from)
      yield* this.#keyed(this.#set.events[eventKey(id, null)], sourcelessWeight, token)
      if (source !== null) yield* this.#keyed(this.#set.events[eventKey(id, source)], 1, token)
      // an id without its source is not a key, but a hint
      else for (const keyed of this.#sourced.get(id) ?? []) yield* this.#keyed(keyed, sourcelessWeight, token)
    }
  }

  *#keyed(keyed: Keyed | undefined, weight: number, token: number): Generator<[number, FoundTrigger]> {
    for (const unit of keyed?.units ?? []) {
      const trigger = triggerOf(this.#set, this.#set.units[unit]!)
      yield [unit, { trigger, bits: keyed!.bits * weight, ranges: [[token, token + 1]], slots: [] }]
    }
  }
}

/** A file that the article names too says as much as an uncommon word. */
const expectedBits = 8
const parameterBits = 4
const sourcelessWeight = 0.5
/** A word that a report repeats a thousand times is looked at so often. */
const mostPlaces = 50

/** Words between two sentences of one message. */
const mostBetween = 60

const wordLimit = 2 ** 26

function pairKey(a: number, b: number): number {
  return a * wordLimit + b
}

/** As its author has printed them. */
function phraseWords({ triggers }: Rule): string[] {
  return triggers.flatMap((trigger) =>
    trigger.type === 'phrase' ? [...trigger.about, ...trigger.state].flatMap(wordsOf) : [],
  )
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}

export function overlap([a, b]: TokenRange, [c, d]: TokenRange): boolean {
  return a < d && c < b
}

function distance([a, b]: TokenRange, [c, d]: TokenRange): number {
  return Math.max(a, c) - Math.min(b, d)
}

function merge(ranges: TokenRange[]): TokenRange[] {
  const merged: [number, number][] = []
  for (const [from, to] of ranges.sort(([a], [b]) => a - b)) {
    const last = merged.at(-1)
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}

function bind({ captures }: SentenceMatch, bound: Map<string, string>, report: Report): boolean {
  const own = new Map<string, string>()
  for (const { slot, range } of captures) {
    if (slot.name === null) continue
    const value = textOf(range, report)
    if ((own.get(slot.name) ?? bound.get(slot.name) ?? value) !== value) return false
    own.set(slot.name, value)
  }
  for (const [name, value] of own) bound.set(name, value)
  return true
}

/** The folded text of tokens. */
function textOf([from, to]: TokenRange, { text, tokens }: Report): string {
  return to <= from ? '' : text.slice(tokens.from[from], tokens.to[to - 1]).toLowerCase()
}

function tokensOf([from, to]: Place, { meanings }: Report): TokenRange {
  return [meanings.tokens[from]!, meanings.tokens[to - 1]! + 1]
}

/** The place nearest to the state, in its sentence or the next, and not in it. */
function closest(places: readonly Place[], state: Place, within: number, report: Report): Place | null {
  let best: Place | null = null
  let least = within
  const stateTokens = tokensOf(state, report)
  for (const place of places) {
    if (overlap(place, state)) continue
    const [from, to] = tokensOf(place, report)
    const distance = Math.max(to, stateTokens[1]) - Math.min(from, stateTokens[0])
    const sentences = Math.abs(report.sentences[from]! - report.sentences[stateTokens[0]]!)
    if (distance > least || sentences > 1) continue
    least = distance
    best = place
  }
  return best
}

/** How many parameters are equal; `null` where one differs. */
function compareParameters({ parameters }: StopTrigger, found: readonly string[]): number | null {
  let equal = 0
  for (const [i, parameter] of parameters.entries()) {
    if (parameter === null || found[i] === undefined) continue
    if (parameter === found[i]) equal++
    else if (!isAddress(parameter)) return null
  }
  return equal
}

/** Addresses differ from machine to machine. */
function isAddress(parameter: string): boolean {
  return Number(parameter) >= 0x8000_0000 && Number(parameter) < 0xc000_0000
}
