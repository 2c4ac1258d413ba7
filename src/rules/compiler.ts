// How are rules made ready to be matched?
//
// Every signature is cut into sentences, and each sentence gets an anchor: its rarest pair of adjacent words. A report is
// matched by looking up each pair of its words, so the cost does not grow with the rules that do not match. Trying every
// sentence at every word would take rules × words steps: a minute for a long log.

import { codeKey } from '../codes/code.ts'
import { eventKey } from '../codes/event.ts'
import { type Background, bitsOf, generalBackground } from './background.ts'
import { meaningsOf, statesLike } from './phrase.ts'
import type { PhraseTrigger, Rule, Trigger } from './rule.ts'
import type { CompiledPhrase, CompiledSentence, CompiledTerm, Keyed, RuleSet, Unit } from './rule-set.ts'
import { leastSentenceBits, printSignature, readSignature, type Sentence, sentenceBits } from './signature.ts'
import { wordsOf } from './token.ts'

/** `background`: how rare words are in the collection. Cost: linear in the rules. */
export function compileRules(rules: readonly Rule[], background: Background = generalBackground): RuleSet {
  return new Compiler(rules, background).compile()
}

/** Rules that one anchor may lead to before a less rare pair is taken. */
const crowdedAnchor = 16

interface GrowingSentence extends CompiledSentence {
  readonly uses: (readonly [number, number])[]
}

class Compiler {
  readonly #rules: readonly Rule[]
  readonly #background: Background
  readonly #units: Unit[] = []
  readonly #sentences = new Map<string, GrowingSentence>()
  readonly #anchored = new Map<string, number>()
  readonly #terms: CompiledTerm[] = []
  /**
   * By meanings and worth, and by how they were printed: the same few expressions come again and again. What "fails" is
   * worth in one rule must not hang on whether another says "failed".
   */
  readonly #termNumbers = new Map<string, number>()
  readonly #printedTerms = new Map<string, number | null>()
  readonly #phrases: CompiledPhrase[] = []
  readonly #codes = new Map<string, number[]>()
  readonly #events = new Map<string, number[]>()
  readonly #stops = new Map<string, number[]>()

  constructor(rules: readonly Rule[], background: Background) {
    this.#rules = rules
    this.#background = background
  }

  compile(): RuleSet {
    for (const [rule, { triggers, unless }] of this.#rules.entries()) {
      for (const [index, trigger] of triggers.entries()) this.#add(trigger, { rule, index, excludes: false })
      for (const [index, exclusion] of unless.entries()) {
        if (exclusion.type === 'trigger') this.#add(exclusion.trigger, { rule, index, excludes: true })
      }
    }
    return {
      rules: this.#rules,
      units: this.#units,
      sentences: [...this.#sentences.values()],
      terms: this.#terms,
      phrases: this.#phrases,
      codes: this.#keyed(this.#codes),
      events: this.#keyed(this.#events),
      stops: this.#keyed(this.#stops),
    }
  }

  #add(trigger: Trigger, unit: Unit): void {
    const number = this.#units.push(unit) - 1
    switch (trigger.type) {
      case 'message':
        this.#addMessage(readSignature(trigger.signature), number)
        break
      case 'phrase':
        this.#addPhrase(trigger, number, unit.excludes)
        break
      case 'code':
        push(this.#codes, codeKey(trigger.code), number)
        break
      case 'event':
        push(this.#events, eventKey(trigger.id, trigger.source), number)
        break
      case 'stop':
        push(this.#stops, trigger.code, number)
    }
  }

  // --- messages

  #addMessage(signature: readonly Sentence[], unit: number): void {
    const bits = signature.map((sentence) => sentenceBits(sentence, this.#background))
    const best = bits.indexOf(Math.max(...bits))
    for (const [i, sentence] of signature.entries()) {
      if (bits[i]! < leastSentenceBits && i !== best) continue
      const text = printSignature([sentence])
      let compiled = this.#sentences.get(text)
      if (compiled === undefined) {
        compiled = { text, bits: round(bits[i]!), ...this.#anchorOf(sentence), uses: [] }
        this.#sentences.set(text, compiled)
      }
      compiled.uses.push([unit, i])
    }
  }

  /** The rarest pair of adjacent words that is not crowded yet; a word or a code alone where there is no pair. */
  #anchorOf(sentence: Sentence): { anchor: number; pair: boolean } {
    let best = { anchor: 0, pair: false, value: Number.NEGATIVE_INFINITY, key: '' }
    for (const [i, part] of sentence.entries()) {
      if (part.type === 'slot') continue
      const next = sentence[i + 1]
      const words = part.type === 'word' ? [part.word] : []
      const pair = words.length > 0 && next?.type === 'word'
      if (pair) words.push(next.word)
      const key = words.join(' ')
      const crowd = Math.max(0, Math.log2(((this.#anchored.get(key) ?? 0) + 1) / crowdedAnchor))
      const value = bitsOf(words, this.#background) - crowd + (pair ? pairBonus : 0)
      if (value > best.value) best = { anchor: i, pair, value, key }
    }
    this.#anchored.set(best.key, (this.#anchored.get(best.key) ?? 0) + 1)
    return { anchor: best.anchor, pair: best.pair }
  }

  // --- phrases

  /** What excludes is taken at its word. */
  #addPhrase(phrase: PhraseTrigger, unit: number, excludes: boolean): void {
    const about = this.#termsOf(phrase.about)
    const state = this.#termsOf(excludes ? phrase.state : phrase.state.flatMap(statesLike))
    if (about.length < phrase.atLeast || state.length === 0) return
    about.sort((a, b) => this.#terms[b]!.bits - this.#terms[a]!.bits || a - b)
    this.#phrases.push({ unit, about, keys: about.length - phrase.atLeast + 1, state })
  }

  /** Numbers of the terms, each meaning once; a term of words that carry nothing has none. */
  #termsOf(printed: readonly string[]): number[] {
    const numbers = new Map<string, number>()
    for (const expression of printed) {
      let number = this.#printedTerms.get(expression)
      if (number === undefined) this.#printedTerms.set(expression, (number = this.#termOf(expression)))
      if (number === null) continue
      const { text } = this.#terms[number]!
      if (!numbers.has(text)) numbers.set(text, number)
    }
    return [...numbers.values()]
  }

  #termOf(printed: string): number | null {
    const words = wordsOf(printed)
    const meanings = meaningsOf(words)
    if (meanings.words.length === 0) return null
    const bits = meanings.tokens.map((token) => this.#background.bits(words[token]!))
    const sum = bits.reduce((all, one) => all + one, 0)
    const text = meanings.words.join(' ')
    const term = { text, anchor: bits.indexOf(Math.max(...bits)), bits: round(Math.max(leastTermBits, sum)) }
    const key = `${text} ${term.anchor} ${term.bits}`
    const known = this.#termNumbers.get(key)
    if (known !== undefined) return known
    const number = this.#terms.push(term) - 1
    this.#termNumbers.set(key, number)
    return number
  }

  // --- codes and events

  /**
   * What a key is worth falls with the rules that have it, as a word's worth does. Of derived rules there are only those
   * that a question has brought up: they say nothing of how many have it, and must not count for one another.
   */
  #keyed(units: ReadonlyMap<string, readonly number[]>): Record<string, Keyed> {
    const isWritten = (rule: number): boolean => this.#rules[rule]!.origin === 'hand'
    const written = this.#rules.filter(({ origin }) => origin === 'hand').length
    const keyed: Record<string, Keyed> = {}
    for (const [key, numbers] of units) {
      const rules = new Set(numbers.map((number) => this.#units[number]!.rule).filter(isWritten)).size
      const bits = Math.log2((written + generalRules) / (Math.max(1, rules) + 1))
      keyed[key] = { bits: round(bits), units: numbers }
    }
    return keyed
  }
}

/** A small set of rules says little about how rare a code is. */
const generalRules = 2000
const pairBonus = 4
const leastTermBits = 1

function push(map: Map<string, number[]>, key: string, number: number): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [number])
  else list.push(number)
}

/** Hundredths of a bit: the same on every machine, and short in JSON. */
function round(bits: number): number {
  return Math.round(bits * 100) / 100
}
