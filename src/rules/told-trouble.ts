// With which phrases does an article tell its trouble?
//
//     Setup cannot open the file that is on the shared drive      sentence
//     setup not open file shared drive                            meanings
//     [shared, drive, file ...]  [not open]                       what it is about, the rarest first; its state
//
// Most words of most sentences are no part of a phrase. So sentences are read as numbers of words with their *signs*,
// what matters of a word and is known of its number, and only the words of a phrase become strings.

import type { Article, Section, Span } from '../article/article.ts'
import { placesOfProducts } from '../article/product.ts'
import type { Background } from './background.ts'
import { meaningOf, sign } from './phrase.ts'
import type { PhraseTrigger } from './rule.ts'
import { endOfWord, knownWords, nextWord, numberOf, unitsOf, wordOf } from './token.ts'
import { signsAt, troubledSentences } from './trouble-word.ts'

const phraseWeight = 0.5
const mostPhrases = 8
const mostAbout = 6
/** Words that say less are no subject. */
const leastAboutBits = 2.5
/** To deny a word that says less tells no state. */
const leastDeniedBits = 1
const phraseWindow = 25

/** From the title and the sentences that tell the trouble; from the summary where there are no symptoms. */
export function phraseTriggers(article: Article, background: Background): PhraseTrigger[] {
  const phrases: PhraseTrigger[] = []
  const add = (text: string, isOneSentence: boolean, span: Span | null): void => {
    const units = unitsOf(text)
    const places = troubledSentences(text, units, isOneSentence)
    for (let i = 0; i < places.length && phrases.length < mostPhrases; i += 2) {
      sentence.read(text, units, places[i]!, places[i + 1]!)
      const phrase = phraseOf(sentence, span, background)
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
  /** See `numberOf`. */
  words = new Int32Array(64)
  from = new Int32Array(64)
  to = new Int32Array(64)
  signs = new Int32Array(64)
  /** See `WordTable.forgotten`. */
  #forgotten = 0

  /** As `troubledSentences` gives it. */
  read(text: string, units: Uint16Array, start: number, end: number): void {
    this.text = text
    this.start = start
    this.length = 0
    let to = start
    for (let from = nextWord(units, start, end); from < end; from = nextWord(units, to, end)) {
      to = endOfWord(units, from)
      const word = numberOf(units, from, to)
      this.#add(word, from, to, signsAt(text, word, from, to))
    }
    this.end = end === text.length ? end : to
  }

  #add(word: number, from: number, to: number, signs: number): void {
    if (this.length === this.words.length) this.#grow()
    if (this.#forgotten !== knownWords.forgotten) {
      // numbers from before are those of other words now
      this.words.fill(-1, 0, this.length)
      this.#forgotten = knownWords.forgotten
    }
    this.words[this.length] = word
    this.from[this.length] = from
    this.to[this.length] = to
    this.signs[this.length++] = signs
  }

  wordAt(i: number): string {
    return wordOf(this.text, this.words[i]!, this.from[i]!, this.to[i]!)
  }

  /** Puts word `i` at the place `to`, which is not behind it. */
  move(i: number, to: number): void {
    this.words[to] = this.words[i]!
    this.from[to] = this.from[i]!
    this.to[to] = this.to[i]!
    this.signs[to] = this.signs[i]!
  }

  #grow(): void {
    this.words = doubled(this.words)
    this.from = doubled(this.from)
    this.to = doubled(this.to)
    this.signs = doubled(this.signs)
  }
}

function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2)
  larger.set(array)
  return larger
}

const sentence = new Sentence()

/** The words of trouble in a sentence, and its rarest others; products are facts and stay out. */
function phraseOf(sentence: Sentence, span: Span | null, background: Background): PhraseTrigger | null {
  dropProducts(sentence)
  const packs = dropMeaningless(sentence)
  const bitsAt = (i: number): number => {
    const word = sentence.words[i]!
    return word === -1 ? background.bits(sentence.wordAt(i)) : background.bitsOfKnown(word)
  }
  const state = new Set<string>()
  const about = new Map<string, { readonly word: string; readonly bits: number }>()
  for (let i = 0; i < sentence.length; i++) {
    const signs = sentence.signs[i]!
    if ((signs & sign.denial) !== 0) continue
    const bits = bitsAt(i)
    const denied = i > 0 && (sentence.signs[i - 1]! & sign.denial) !== 0
    if (denied && bits >= leastDeniedBits) state.add(`not ${sentence.wordAt(i)}`)
    else if ((signs & sign.trouble) !== 0) state.add(sentence.wordAt(i))
    else if ((signs & sign.digits) === 0 && bits >= leastAboutBits) {
      const word = sentence.wordAt(i)
      about.set(packs?.get(i) ?? meaningOf(word), { word, bits })
    }
  }
  if (state.size === 0 || about.size < 2) return null
  const rarest = [...about.values()]
    .sort((a, b) => b.bits - a.bits || (a.word < b.word ? -1 : 1))
    .slice(0, mostAbout)
    .map(({ word }) => word)
  return {
    type: 'phrase',
    about: rarest,
    state: [...state].slice(0, mostAbout),
    atLeast: Math.min(3, Math.max(2, Math.ceil(rarest.length / 2))),
    within: phraseWindow,
    weight: phraseWeight,
    span,
  }
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

/** What `meaningsOf` does; tells the meanings of words that stand for a whole service pack, by their places. */
function dropMeaningless(sentence: Sentence): Map<number, string> | null {
  const { signs } = sentence
  let packs: Map<number, string> | null = null
  let kept = 0
  for (let i = 0; i < sentence.length; i++) {
    const isBeforeTo = i + 1 < sentence.length && (signs[i + 1]! & sign.to) !== 0
    if ((signs[i]! & sign.denialBeforeTo) !== 0 && isBeforeTo) signs[i] = sign.denial
    if ((signs[i]! & sign.empty) !== 0) continue
    sentence.move(i, kept++)
    if ((signs[kept - 1]! & sign.packNumber) === 0 || kept < 3) continue
    if ((signs[kept - 2]! & sign.pack) === 0 || (signs[kept - 3]! & sign.service) === 0) continue
    packs ??= new Map()
    packs.set(kept - 3, `sp${meaningOf(sentence.wordAt(kept - 1))}`)
    kept -= 2
    signs[kept - 1] = 0
  }
  sentence.length = kept
  return packs
}
