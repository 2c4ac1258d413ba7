// Which different parts, sentences and messages are in what all articles say?
//
//     cannot open {file=a.dll}        cannot  open  {file}         three parts, one sentence, two messages
//     cannot open {file=b.dll}
//
// Messages come one by one. What is written between blanks is read when it is first seen, and has a number from then on; a
// sentence is a sequence of such numbers, and so is a message. All is kept in flat lists: objects for each would be most
// of the cost.

import { Units } from '../analysis/units.ts'
import { doubled } from '../doubled.ts'
import type { Background } from '../rules/background.ts'
import { leastSentenceBits, type Part, partBits, printPart, readPart } from '../rules/signature.ts'
import type { KnownMessage } from './known-message.ts'
import { SequenceNumbers } from './sequence-numbers.ts'

/** A message that says less is no sign of anything in a log: every program prints some of its words now and then. */
const leastMessageBits = 12

/** A list for each of many things, end to end. */
export interface Lists {
  readonly lengths: number[]
  readonly items: number[]
}

/** Who has a message. */
export interface Articles {
  readonly docs: number[]
  readonly weights: number[]
  /** The sum of `origin`. */
  readonly origins: number[]
}

/** By message, how many have it, and these end to end. */
export interface ListedArticles extends Articles {
  readonly lengths: number[]
}

export const origin = { handWritten: 1, clue: 2 } as const

export class DistinctMessages {
  /** By part; behind them those of the values that were seen in holes. */
  readonly texts: string[] = []
  /** By sentence, its parts. */
  readonly parts: Lists = { lengths: [], items: [] }
  /** By sentence, where it is looked up: the part's place in it × 2, + 1 for a pair with the next one. */
  readonly anchors: number[] = []
  /** By sentence. */
  readonly bits: number[] = []
  /** By message, its sentences. */
  readonly sentences: Lists = { lengths: [], items: [] }
  /** Beside each of those, what an article saw in its holes in order, with blanks between; '' where it saw nothing. */
  readonly #values: string[] = []
  /** One for each that was added, by number of the message. */
  readonly #addedTo: number[] = []
  readonly #added: Articles = { docs: [], weights: [], origins: [] }

  readonly #background: Background
  readonly #characters = new Units()
  readonly #charactersOfPart = new Units()
  readonly #pieceNumbers = new SequenceNumbers()
  readonly #pieces: Piece[] = []
  /** Sequences of parts; beside each its number among those that are kept, what it is worth, and whether it has a word. */
  readonly #sentenceNumbers = new SequenceNumbers()
  readonly #kept: number[] = []
  readonly #worth: number[] = []
  readonly #hasPlainWord: boolean[] = []
  /** Sequences of pieces; beside each its number among the messages. */
  readonly #signatureNumbers = new SequenceNumbers()
  readonly #messages: number[] = []
  /** By a part or by two parts: how many sentences are looked up by them. */
  readonly #crowds = new Map<number, number>()
  /** The pieces of the signature at hand, and the parts that they are. */
  #line = new Int32Array(2 ** 8)
  #lineOfParts = new Int32Array(2 ** 8)

  constructor(background: Background) {
    this.#background = background
  }

  add({ doc, signature, weight, isHandWritten, isClue = false }: KnownMessage): void {
    const length = this.#readLine(signature)
    const number = this.#signatureNumbers.of(this.#line, 0, length)
    if (number === this.#messages.length) this.#messages.push(none)
    if (this.#messages[number] === none) this.#messages[number] = this.#keep(length, isHandWritten, isClue)
    if (this.#messages[number] === none) return
    this.#addedTo.push(this.#messages[number]!)
    this.#added.docs.push(doc)
    this.#added.weights.push(weight)
    this.#added.origins.push((isHandWritten ? origin.handWritten : 0) + (isClue ? origin.clue : 0))
  }

  /** To be asked when all were added. */
  articles(): ListedArticles {
    const { docs, weights, origins } = this.#added
    const articles: ListedArticles = { lengths: [], docs: [], weights: [], origins: [] }
    const places: number[][] = this.sentences.lengths.map(() => [])
    for (const [place, message] of this.#addedTo.entries()) places[message]!.push(place)
    for (const list of places) {
      const once = this.#eachOnce(list)
      articles.lengths.push(once.length)
      for (const place of once) {
        articles.docs.push(docs[place]!)
        articles.weights.push(weights[place]!)
        articles.origins.push(origins[place]!)
      }
    }
    return articles
  }

  /** Of one article the surest is enough. */
  #eachOnce(places: readonly number[]): readonly number[] {
    if (places.length === 1) return places
    const { docs } = this.#added
    const byDoc = new Map<number, number>()
    for (const place of places) {
      const known = byDoc.get(docs[place]!)
      if (known === undefined || this.#rank(place) > this.#rank(known)) byDoc.set(docs[place]!, place)
    }
    return [...byDoc.values()].sort((a, b) => docs[a]! - docs[b]!)
  }

  #rank(place: number): number {
    const from = this.#added.origins[place]!
    const isHandWritten = (from & origin.handWritten) !== 0
    const isClue = (from & origin.clue) !== 0
    return this.#added.weights[place]! + (isHandWritten ? 1000 : 0) + (isClue ? 0 : 100)
  }

  /**
   * Beside each sentence of a message 0, or the number of the text of its values, + 1; to be asked once, when all were
   * added, since these texts come behind those of parts.
   */
  values(): number[] {
    const numbers = new Map<string, number>([['', 0]])
    return this.#values.map((values) => {
      let number = numbers.get(values)
      if (number === undefined) numbers.set(values, (number = this.texts.push(`{${values}`)))
      return number
    })
  }

  /** Into `#line` and `#lineOfParts`; how many pieces there are. */
  #readLine(signature: string): number {
    const units = this.#characters.of(signature)
    let length = 0
    for (let from = 0, to = 0; from <= signature.length; from = to + 1) {
      for (to = from; to < signature.length && units[to] !== blank; ) to++
      if (length === this.#line.length) this.#growLine()
      const piece = this.#pieceAt(signature, units, from, to)
      this.#line[length] = piece
      this.#lineOfParts[length++] = this.#pieces[piece]!.part
    }
    return length
  }

  #growLine(): void {
    this.#line = doubled(this.#line)
    this.#lineOfParts = doubled(this.#lineOfParts)
  }

  #pieceAt(text: string, units: Uint16Array, from: number, to: number): number {
    const number = this.#pieceNumbers.of(units, from, to)
    if (number === this.#pieces.length) this.#readPiece(number, text.slice(from, to))
    return number
  }

  #readPiece(number: number, text: string): void {
    const read = readPart(text)
    const piece = pieceOf(number, read, this.#background)
    this.#pieces.push(piece)
    if (piece.text === text) return
    const units = this.#charactersOfPart.of(piece.text)
    piece.part = this.#pieceAt(piece.text, units, 0, piece.text.length)
  }

  /**
   * Keeps of the message at hand the sentences that `compileRules` would look for, all of a clue; its number, or `none`
   * where it says too little.
   */
  #keep(length: number, isHandWritten: boolean, isClue: boolean): number {
    const ends: number[] = []
    const sentences: number[] = []
    let most = 0
    let all = 0
    for (let from = 0, to = 0; from < length; from = to + 1) {
      for (to = from; to < length && this.#pieces[this.#line[to]!]!.text !== stop; ) to++
      const sentence = this.#sentenceIn(from, to)
      sentences.push(sentence)
      ends.push(to)
      most = Math.max(most, this.#worth[sentence]!)
      all += this.#worth[sentence]!
    }
    if (!isClue && !isHandWritten && all < leastMessageBits) return none
    let kept = 0
    for (const [i, sentence] of sentences.entries()) {
      const worth = this.#worth[sentence]!
      const isTelling = worth >= leastSentenceBits || worth === most
      if (!isClue && !(isTelling && (isHandWritten || this.#hasPlainWord[sentence]))) continue
      this.sentences.items.push(this.#numberOfSentence(sentence))
      this.#values.push(this.#valuesIn(i === 0 ? 0 : ends[i - 1]! + 1, ends[i]!))
      kept++
    }
    return kept === 0 ? none : this.sentences.lengths.push(kept) - 1
  }

  /** Of the pieces in the line. */
  #sentenceIn(from: number, to: number): number {
    const sentence = this.#sentenceNumbers.of(this.#lineOfParts, from, to)
    if (sentence < this.#kept.length) return sentence
    let worth = 0
    let hasPlainWord = false
    for (let at = from; at < to; at++) {
      const part = this.#pieces[this.#lineOfParts[at]!]!
      worth += part.bits
      hasPlainWord ||= part.isPlainWord
    }
    this.#kept.push(none)
    this.#worth.push(worth)
    this.#hasPlainWord.push(hasPlainWord)
    return sentence
  }

  #valuesIn(from: number, to: number): string {
    let values = ''
    let isAnySeen = false
    for (let at = from; at < to; at++) {
      const { isHole, value } = this.#pieces[this.#line[at]!]!
      if (!isHole) continue
      values += ` ${value}`
      isAnySeen ||= value !== ''
    }
    return isAnySeen ? values.slice(1) : ''
  }

  #numberOfSentence(sentence: number): number {
    if (this.#kept[sentence] !== none) return this.#kept[sentence]!
    const parts = this.#sentenceNumbers.items(sentence)
    for (const piece of parts) {
      const part = this.#pieces[piece]!
      if (part.number === none) part.number = this.texts.push(part.text) - 1
      this.parts.items.push(part.number)
    }
    this.parts.lengths.push(parts.length)
    this.anchors.push(this.#anchorOf(parts))
    this.bits.push(this.#worth[sentence]!)
    return (this.#kept[sentence] = this.bits.length - 1)
  }

  /**
   * The words that a sentence is looked up by: the rarest, where each sentence that has the same ones already makes them
   * look less rare, since all of them are tried at each place.
   */
  #anchorOf(parts: Int32Array): number {
    let best = 0
    let bestKey = -1
    let bestValue = -1000
    for (let i = 0; i < parts.length; i++) {
      const part = this.#pieces[parts[i]!]!
      if (part.isHole) continue
      const next = i + 1 < parts.length ? this.#pieces[parts[i + 1]!]! : null
      const isPair = next !== null && !next.isHole
      const worth = part.bits + (isPair ? next.bits + pairBonus : 0)
      if (worth <= bestValue) continue
      const key = part.number + (isPair ? (next.number + 1) * mostParts : 0)
      const value = worth - Math.log2((this.#crowds.get(key) ?? 0) + 1)
      if (value <= bestValue) continue
      best = i * 2 + (isPair ? 1 : 0)
      bestKey = key
      bestValue = value
    }
    this.#crowds.set(bestKey, (this.#crowds.get(bestKey) ?? 0) + 1)
    return best
  }
}

const none = -1
const blank = 0x20
/** Between the sentences of a signature. */
const stop = '.'

/** Two words in a row are rarer than one. */
const pairBonus = 4
/** So that two of them make one number. */
const mostParts = 2 ** 26

/** What stands between blanks in a signature. A hole with a value is the same part as one without. */
interface Piece {
  /** Of the part. */
  readonly text: string
  /** The number of the piece that is the part. */
  part: number
  /** What an article saw in a hole; '' for nothing in particular. */
  readonly value: string
  readonly bits: number
  readonly isHole: boolean
  /** A number or a code says something beside a word. Alone it is an address, a size or a line of a dump. */
  readonly isPlainWord: boolean
  /** Of a part, when a sentence that is kept has it: its number among all parts. */
  number: number
}

function pieceOf(piece: number, part: Part, background: Background): Piece {
  const isHole = part.type === 'slot'
  return {
    text: printPart(isHole ? { type: 'slot', slot: { ...part.slot, value: null } } : part),
    part: piece,
    value: isHole ? (part.slot.value ?? '') : '',
    bits: partBits(part, background),
    isHole,
    isPlainWord: part.type === 'word' && !/^\d/.test(part.word),
    number: none,
  }
}
