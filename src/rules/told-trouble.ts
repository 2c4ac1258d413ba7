// With which phrases does an article tell its trouble?
//
//     Setup cannot open the file that is on the shared drive      sentence
//     setup not open file shared drive                            meanings
//     [shared, drive, file ...]  [not open]                       what it is about, the rarest first; its state
//
// Most sentences tell none, and are not cut into words (`trouble-word.ts`). Of the others each word is looked up
// (`word-facts.ts`), and only those that a phrase keeps become strings.

import type { Article, Section, Span } from '../article/article.ts'
import { placesOfProducts } from '../article/product.ts'
import { doubled } from '../doubled.ts'
import { meaningOf, sign } from './phrase.ts'
import type { PhraseTrigger } from './rule.ts'
import { endOfWord, foldWord, nextWord, unitsOf } from './token.ts'
import { troubledSentences } from './trouble-word.ts'
import { bitsIn, signsIn, withoutSigns, wordFacts } from './word-facts.ts'

const phraseWeight = 0.5
const mostPhrases = 8
const mostAbout = 6
const mostStates = 6
/** Words that say less are no subject. */
const leastAboutBits = 2.5
/** To deny a word that says less tells no state. */
const leastDeniedBits = 1
const phraseWindow = 25

/**
 * From the title and the sentences that tell the trouble; from the summary where there are no symptoms. None of the same
 * words as one before.
 */
export function phraseTriggers(article: Article): PhraseTrigger[] {
  return withoutRepeats(phrasesOf(article))
}

/** They are few: to compare them all takes less than to make a text of each to find it by. */
function withoutRepeats(phrases: readonly PhraseTrigger[]): PhraseTrigger[] {
  const kept: PhraseTrigger[] = []
  for (const phrase of phrases) if (!kept.some((one) => isSame(one, phrase))) kept.push(phrase)
  return kept
}

function isSame(one: PhraseTrigger, other: PhraseTrigger): boolean {
  return areSame(one.about, other.about) && areSame(one.state, other.state)
}

function areSame(words: readonly string[], others: readonly string[]): boolean {
  return words.length === others.length && words.every((word, i) => word === others[i])
}

function phrasesOf(article: Article): readonly PhraseTrigger[] {
  const phrases: PhraseTrigger[] = []
  const add = (text: string, isOneSentence: boolean, span: Span | null): void => {
    const units = unitsOf(text)
    const places = troubledSentences(text, units, isOneSentence)
    for (let i = 0; i < places.length && phrases.length < mostPhrases; i += 2) {
      sentence.read(text, units, places[i]!, places[i + 1]!)
      const phrase = phraseOf(sentence, span)
      if (phrase !== null) phrases.push(phrase)
    }
  }
  add(article.title ?? '', true, article.spans.title ?? null)
  for (const { blocks } of tellingSections(article)) {
    for (const block of blocks) {
      if (phrases.length === mostPhrases) return phrases
      if (block.type === 'paragraph') add(block.text, false, block.span)
      else if (block.type === 'list') for (const item of block.items) add(item.text, false, item.span)
    }
  }
  return phrases
}

function tellingSections({ sections }: Article): readonly Section[] {
  const telling = sections.filter(({ kind }) => kind === 'symptoms' || kind === 'question')
  return telling.length > 0
    ? telling
    : sections.filter(({ kind }) => kind === 'summary' || kind === 'more-information')
}

/** The words of a sentence: parallel arrays, which are used again for the next one. */
class Sentence {
  text = ''
  /** Where it stands in its text. */
  start = 0
  end = 0
  length = 0
  /** As `WordFacts` has them. */
  facts = new Int32Array(64)
  meanings = new Int32Array(64)
  numbers = new Int32Array(64)
  from = new Int32Array(64)
  to = new Int32Array(64)

  /** As `troubledSentences` gives it. */
  read(text: string, units: Uint16Array, start: number, end: number): void {
    wordFacts.begin()
    this.text = text
    this.start = start
    this.length = 0
    let to = start
    for (let from = nextWord(units, start, end); from < end; from = nextWord(units, to, end)) {
      to = endOfWord(units, from)
      this.#add(wordFacts.find(text, units, from, to), from, to)
    }
    this.end = end === text.length ? end : to
  }

  #add(place: number, from: number, to: number): void {
    const i = this.length++
    if (i === this.facts.length) this.#grow()
    this.facts[i] = wordFacts.factsAt(place)
    this.meanings[i] = wordFacts.meaningAt(place)
    this.numbers[i] = wordFacts.numberAt(place)
    this.from[i] = from
    this.to[i] = to
  }

  wordAt(i: number): string {
    const number = this.numbers[i]!
    return number === -1 ? foldWord(this.text.slice(this.from[i], this.to[i])) : wordFacts.wordOf(number)
  }

  /** Puts word `i` at the place `to`, which is not behind it. */
  move(i: number, to: number): void {
    this.facts[to] = this.facts[i]!
    this.meanings[to] = this.meanings[i]!
    this.numbers[to] = this.numbers[i]!
    this.from[to] = this.from[i]!
    this.to[to] = this.to[i]!
  }

  #grow(): void {
    this.facts = doubled(this.facts)
    this.meanings = doubled(this.meanings)
    this.numbers = doubled(this.numbers)
    this.from = doubled(this.from)
    this.to = doubled(this.to)
  }
}

const sentence = new Sentence()

/** The words of trouble in a sentence, and its rarest others; products are facts and stay out. */
function phraseOf(sentence: Sentence, span: Span | null): PhraseTrigger | null {
  dropProducts(sentence)
  dropMeaningless(sentence)
  const { facts, meanings } = sentence
  const state: string[] = []
  about.clear()
  let isDenied = false
  for (let i = 0; i < sentence.length; i++) {
    const fact = facts[i]!
    const signs = signsIn(fact)
    const wasDenied = isDenied
    isDenied = (signs & sign.denial) !== 0
    if (isDenied) continue
    const bits = bitsIn(fact)
    if (wasDenied && bits >= leastDeniedBits) addState(`not ${sentence.wordAt(i)}`, state)
    else if ((signs & sign.trouble) !== 0) addState(sentence.wordAt(i), state)
    else if ((signs & sign.digits) === 0 && bits >= leastAboutBits) about.set(meanings[i]!, i)
  }
  if (state.length === 0 || about.size < 2) return null
  const rarest = rarestOf(sentence, about.values())
  return {
    type: 'phrase',
    about: rarest,
    state,
    atLeast: Math.min(3, Math.max(2, Math.ceil(rarest.length / 2))),
    within: phraseWindow,
    weight: phraseWeight,
    span,
  }
}

/** By meaning, the last word of a sentence that has it. Used again for the next one. */
const about = new Map<number, number>()

function addState(state: string, states: string[]): void {
  if (states.length < mostStates && !states.includes(state)) states.push(state)
}

/** Of the words at these places. */
function rarestOf(sentence: Sentence, places: Iterable<number>): string[] {
  const rarest: number[] = []
  for (const place of places) {
    let at = Math.min(rarest.length, mostAbout - 1)
    if (rarest.length === mostAbout && !isRarer(sentence, place, rarest[at]!)) continue
    for (; at > 0 && isRarer(sentence, place, rarest[at - 1]!); at--) rarest[at] = rarest[at - 1]!
    rarest[at] = place
  }
  return rarest.map((place) => sentence.wordAt(place))
}

function isRarer(sentence: Sentence, one: number, other: number): boolean {
  const more = bitsIn(sentence.facts[one]!) - bitsIn(sentence.facts[other]!)
  return more > 0 || (more === 0 && sentence.wordAt(one) < sentence.wordAt(other))
}

function dropProducts(sentence: Sentence): void {
  const { text, start, end } = sentence
  const places = placesOfProducts(text.slice(start, end))
  if (places.length === 0) return
  let kept = 0
  for (let i = 0, place = 0; i < sentence.length; i++) {
    const at = sentence.from[i]! - start
    while (place < places.length && at >= places[place + 1]!) place += 2
    if (place === places.length || at < places[place]!) sentence.move(i, kept++)
  }
  sentence.length = kept
}

/** What `meaningsOf` does. Of the words for a service pack the first one stays, with the meaning of all. */
function dropMeaningless(sentence: Sentence): void {
  const { facts, meanings } = sentence
  let kept = 0
  for (let i = 0; i < sentence.length; i++) {
    const isBeforeTo = i + 1 < sentence.length && (facts[i + 1]! & sign.to) !== 0
    if ((facts[i]! & sign.denialBeforeTo) !== 0 && isBeforeTo) facts[i] = sign.denial
    if ((facts[i]! & sign.empty) !== 0) continue
    sentence.move(i, kept++)
    if ((facts[kept - 1]! & sign.packNumber) === 0 || kept < 3) continue
    if ((facts[kept - 2]! & sign.pack) === 0 || (facts[kept - 3]! & sign.service) === 0) continue
    const number = meaningOf(sentence.wordAt(kept - 1))
    kept -= 2
    meanings[kept - 1] = wordFacts.numberOfMeaning(`sp${number}`)
    facts[kept - 1] = withoutSigns(facts[kept - 1]!)
  }
  sentence.length = kept
}
