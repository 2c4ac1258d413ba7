// How do thousands of messages lie in a file, so that a scan can begin at once?
//
//     message   stop {=stop:0x0000000A} . irql not less or equal       of articles 17 and 4711
//     sentence  stop {=stop:0x0000000A}      irql not less or equal    each different one once
//     part      stop   irql   not   {=…}   …                           each different one once
//
// A sentence of which an article saw one value in a hole, and another article another one, is the same sentence: the
// value belongs to the message. So a hundred messages that name a module each are looked for at once.
//
// Columns of small numbers: each is a count, a width (1, 2 or 4 bytes) and the numbers, lowest byte first. Nothing is
// parsed when the table is opened; a sentence becomes parts only when its anchor was found in a log and the words around
// it fit.
//
//     parts      texts, one after the other     ends of the texts
//     sentences  lengths    parts    anchor (place × 2, + 1 for a pair)    bits × 4
//     messages   lengths    sentences    values that were seen in them, as numbers of texts, + 1
//                articles: how many    document    weight × 20    origin: + 1 written by hand, + 2 a clue

import { KbError } from '../errors.ts'
import { type Background, generalBackground } from '../rules/background.ts'
import { mostSlotTokens } from '../rules/sentence-match.ts'
import { readSignature, type Sentence, SignatureError } from '../rules/signature.ts'
import type { Slot, SlotType } from '../rules/slot.ts'
import { ByteReader, ByteWriter, encodeText } from '../segment/bytes.ts'
import { codeWords } from './code-words.ts'
import { DistinctMessages, origin } from './distinct-messages.ts'
import type { KnownMessage } from './known-message.ts'
import { bytesBehind, hashBytes, hashWord, pairKey, tripleKey } from './word-hash.ts'

const version = 4
/** The same, where nobody knows who wrote a clue. */
const oldestVersion = 3
const bitsScale = 4
const weightScale = 20

// --- articles in, bytes out

/** The part `scan` of an index. The same messages in the same order give the same bytes. */
export function encodeRuleTable(
  messages: Iterable<KnownMessage>,
  background: Background = generalBackground,
): Uint8Array {
  const distinct = new DistinctMessages(background)
  for (const message of messages) distinct.add(message)
  return encodeMessages(distinct)
}

/** The same, where all of them were added. */
export function encodeMessages(distinct: DistinctMessages): Uint8Array {
  const { parts, anchors, bits, sentences } = distinct
  const values = distinct.values()
  const articles = distinct.articles()
  const texts = distinct.texts.map(encodeText)
  const bytes = new ByteWriter(2 ** 16)
  bytes.fixed(version, 4)
  writeColumn(bytes, endsOf(texts.map(({ length }) => length)))
  for (const text of texts) bytes.raw(text)
  writeColumn(bytes, parts.lengths)
  writeColumn(bytes, parts.items)
  writeColumn(bytes, anchors)
  writeColumn(
    bytes,
    bits.map((bits) => Math.round(bits * bitsScale)),
  )
  writeColumn(bytes, sentences.lengths)
  writeColumn(bytes, sentences.items)
  writeColumn(bytes, values)
  writeColumn(bytes, articles.lengths)
  writeColumn(bytes, articles.docs)
  writeColumn(
    bytes,
    articles.weights.map((weight) => Math.min(255, Math.round(weight * weightScale))),
  )
  writeColumn(bytes, articles.origins)
  return bytes.take()
}

// --- bytes in, a table out

export class RuleTable {
  readonly sentences: number
  readonly messages: number
  /** By part: the hash of a word; 0 for a hole or a code. */
  readonly hashes: Int32Array
  /** By part: 1 for a word. */
  readonly isWord: Uint8Array
  /** By part: fewest and most words that stand for it; 0 as the most where nobody has asked yet. */
  readonly #least: Uint8Array
  readonly #most: Uint8Array
  readonly #barred: Uint8Array
  /** By sentence: its first part; one more at the end. */
  readonly firstPart: Uint32Array
  readonly parts: Column
  /** By sentence: the part that is looked up; with the next one where it says so. */
  readonly anchor: Column
  readonly bits: Column
  /** By message: its first sentence; one more at the end. */
  readonly firstSentence: Uint32Array
  readonly sentencesOf: Column
  /** Beside each of those: 0, or the number of the text that holds its values, + 1. */
  readonly #valuesOf: Column
  /** By message: its first article; one more at the end. */
  readonly firstArticle: Uint32Array
  readonly docs: Column
  readonly weights: Column
  readonly #origins: Column
  /** By sentence: its first message; one more at the end. */
  readonly firstMessage: Uint32Array
  readonly messagesOf: Uint32Array
  /** Beside each of those: where in `sentencesOf` the message has the sentence. */
  readonly usesOf: Uint32Array
  readonly #textEnds: Column
  readonly #texts: Uint8Array
  readonly #fail: (what: string) => Error
  readonly #read = new Map<number, Sentence>()

  /**
   * `fail` makes the error to throw where the bytes are not what `encodeRuleTable` has written. Throws E0303 where
   * another version of it has.
   */
  constructor(bytes: Uint8Array, documents: number, fail: (what: string) => Error) {
    this.#fail = fail
    const reader = new ByteReader(bytes, fail)
    const written = reader.fixed(4)
    if (written < oldestVersion || written > version) throw anotherForm(written)
    const column = (below: number, count?: number): Column => readColumn(reader, below, count, fail)
    this.#textEnds = column(bytes.length + 1)
    this.#texts = reader.raw(this.#textEnds.at(-1) ?? 0)
    const lengths = column(256)
    this.sentences = lengths.length
    this.firstPart = firstOf(lengths)
    this.parts = column(this.#textEnds.length, this.firstPart[this.sentences]!)
    this.anchor = column(512, this.sentences)
    this.bits = column(2 ** 16, this.sentences)
    const messageLengths = column(256)
    this.messages = messageLengths.length
    this.firstSentence = firstOf(messageLengths)
    this.sentencesOf = column(this.sentences, this.firstSentence[this.messages]!)
    this.#valuesOf = column(this.#textEnds.length + 1, this.firstSentence[this.messages]!)
    this.firstArticle = firstOf(column(2 ** 32, this.messages))
    const articles = this.firstArticle[this.messages]!
    this.docs = column(documents, articles)
    this.weights = column(256, articles)
    this.#origins = column(origin.handWritten + origin.clue + 1, articles)
    if (reader.left > 0) throw fail(`has ${reader.left} bytes behind its messages`)
    this.isWord = new Uint8Array(this.#textEnds.length)
    this.hashes = new Int32Array(this.#textEnds.length)
    this.#least = new Uint8Array(this.#textEnds.length).fill(1)
    this.#most = new Uint8Array(this.#textEnds.length)
    this.#barred = new Uint8Array(this.#textEnds.length)
    this.#hashParts(fail)
    this.#checkAnchors(fail)
    const { first, lists, places } = inverted(this.firstSentence, this.sentencesOf, this.sentences)
    this.firstMessage = first
    this.messagesOf = lists
    this.usesOf = places
  }

  /** The sentence, read when it is first asked for. */
  sentence(number: number): Sentence {
    let sentence = this.#read.get(number)
    if (sentence === undefined) {
      const texts: string[] = []
      for (let i = this.firstPart[number]!; i < this.firstPart[number + 1]!; i++)
        texts.push(this.textOf(this.parts[i]!))
      if (this.#read.size >= mostRead) this.#read.clear()
      this.#read.set(number, (sentence = this.#readSentence(texts.join(' '))))
    }
    return sentence
  }

  /**
   * What an article saw in the holes of sentence `use` (a place in `sentencesOf`), in order, '' where it saw nothing in
   * particular; `null` where it did so nowhere.
   */
  valuesOf(use: number): readonly string[] | null {
    const text = this.#valuesOf[use]!
    return text === 0
      ? null
      : this.textOf(text - 1)
          .slice(1)
          .split(' ')
  }

  hasValues(use: number): boolean {
    return this.#valuesOf[use] !== 0
  }

  /** Fewest words that stand for a part. */
  leastOf(part: number): number {
    this.mostOf(part)
    return this.#least[part]!
  }

  /** Most words that stand for a part. */
  mostOf(part: number): number {
    if (this.#most[part] === 0) {
      const [read] = this.#readSentence(this.textOf(part))
      ;[this.#least[part], this.#most[part]] = read?.type === 'slot' ? widthOf(read.slot) : [1, 1]
      this.#barred[part] = read?.type === 'slot' ? (barredLetters[read.slot.type] ?? 0) : 0
    }
    return this.#most[part]!
  }

  /** Bits of the kinds of letters that no word of a value has; see `letterKinds`. */
  barredIn(part: number): number {
    this.mostOf(part)
    return this.#barred[part]!
  }

  bitsOf(sentence: number): number {
    return this.bits[sentence]! / bitsScale
  }

  weightOf(article: number): number {
    return this.weights[article]! / weightScale
  }

  /** A message, or a clue. */
  isHandWritten(article: number): boolean {
    return (this.#origins[article]! & origin.handWritten) !== 0
  }

  /** Whether a message is none, but a code, an event or a phrase. */
  isClue(message: number): boolean {
    for (let i = this.firstArticle[message]!; i < this.firstArticle[message + 1]!; i++)
      if ((this.#origins[i]! & origin.clue) === 0) return false
    return true
  }

  /**
   * The parts that a sentence is looked up by, first one × 4, + how many: its anchor, with a third word behind or before
   * two where there is one, for three are rarer than two.
   */
  lookedUp(sentence: number): number {
    const { isWord, parts } = this
    const first = this.firstPart[sentence]!
    const at = first + (this.anchor[sentence]! >> 1)
    if ((this.anchor[sentence]! & 1) === 0) return at * 4 + 1
    if (isWord[parts[at]!] === 0 || isWord[parts[at + 1]!] === 0) return at * 4 + 2
    if (at + 2 < this.firstPart[sentence + 1]! && isWord[parts[at + 2]!] === 1) return at * 4 + 3
    return at > first && isWord[parts[at - 1]!] === 1 ? (at - 1) * 4 + 3 : at * 4 + 2
  }

  wordsLookedUp(sentence: number): number {
    return this.lookedUp(sentence) & 3
  }

  /** Hands over the keys under which a sentence is looked up. */
  anchorKeys(sentence: number, take: (key: number) => void): void {
    const { hashes, isWord, parts } = this
    const lookedUp = this.lookedUp(sentence)
    const count = lookedUp & 3
    const first = parts[lookedUp >> 2]!
    const last = parts[(lookedUp >> 2) + count - 1]!
    if (count === 3) {
      take(tripleKey(pairKey(hashes[first]!, hashes[parts[(lookedUp >> 2) + 1]!]!), hashes[last]!))
    } else if (isWord[first] === 1 && isWord[last] === 1) {
      take(count === 2 ? pairKey(hashes[first]!, hashes[last]!) : hashes[first]!)
    } else {
      for (const hash of this.#hashesOf(first)) {
        if (count === 1) take(hash)
        else for (const after of this.#hashesOf(last)) take(pairKey(hash, after))
      }
    }
  }

  /** Of the word, or of the words that a code may stand as; empty for a hole. */
  #hashesOf(part: number): readonly number[] {
    if (this.isWord[part] === 1) return [this.hashes[part]!]
    const [read] = this.#readSentence(this.textOf(part))
    return read?.type === 'code' ? codeWords(read.code).map(hashWord) : []
  }

  #readSentence(text: string): Sentence {
    try {
      return readSignature(text)[0]!
    } catch (problem) {
      if (problem instanceof SignatureError)
        throw this.#fail(`has a message that is none: ${problem.message}`)
      throw problem
    }
  }

  /** As it stands in a signature. */
  textOf(part: number): string {
    return decoder.decode(this.#texts.subarray(this.#textStart(part), this.#textEnds[part]))
  }

  #textStart(part: number): number {
    return part === 0 ? 0 : this.#textEnds[part - 1]!
  }

  /** Whether these are the letters of a part, in any case; a word with a mark in it is not told so. */
  isSpelled(part: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = this.#textStart(part)
    const length = this.#textEnds[part]! - start
    if (length !== to - from) return false
    for (let i = 0; i < length; i++)
      if ((bytes[from + i]! | smallBit) !== (this.#texts[start + i]! | smallBit)) return false
    return true
  }

  #hashParts(fail: (what: string) => Error): void {
    const texts = new DataView(this.#texts.buffer, this.#texts.byteOffset, this.#texts.length)
    let from = 0
    for (let part = 0; part < this.#textEnds.length; part++) {
      const to = this.#textEnds[part]!
      if (to <= from) throw fail('has a part without a text')
      if (this.#texts[from] !== brace) {
        this.isWord[part] = 1
        const isHere = to + bytesBehind <= this.#texts.length && isPlain(this.#texts, from, to)
        this.hashes[part] = isHere ? hashBytes(texts, from, to) : hashWord(this.textOf(part))
      }
      from = to
    }
  }

  #checkAnchors(fail: (what: string) => Error): void {
    for (let sentence = 0; sentence < this.sentences; sentence++) {
      const last = (this.anchor[sentence]! >> 1) + (this.anchor[sentence]! & 1)
      if (this.firstPart[sentence]! + last >= this.firstPart[sentence + 1]!)
        throw fail('has a message with an anchor outside')
    }
  }
}

function anotherForm(written: number): KbError {
  const which = written < version ? 'an older' : 'a newer'
  return new KbError('E0303', `what to look for in a log is in form ${written}, this kb reads ${version}`, {
    help: `the index was written by ${which} version of kb: build it again with this one`,
  })
}

/** Sentences that are kept as parts; a log holds few of all. */
const mostRead = 50_000
const brace = 0x7b
/** Makes a letter of ASCII small, and leaves a digit as it is. */
const smallBit = 0x20
const decoder = new TextDecoder()

function isPlain(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i]! >= 0x80) return false
  return true
}

// --- how many words a value may have

function widthOf({ type, words }: Slot): readonly [least: number, most: number] {
  return type === 'any' ? words : [1, widths[type] ?? mostSlotTokens]
}

/** Most words that a value of a short type may have. */
const widths: Readonly<Partial<Record<SlotType, number>>> = {
  num: 8,
  hex: 1,
  addr: 2,
  ip: 5,
  time: 4,
  date: 4,
  guid: 5,
  code: 2,
}

const inHexadecimal = 1
const inNoNumber = 2

/** By byte: whether it is a letter that hexadecimal numbers may have, another one, or none. */
export const letterKinds = Uint8Array.from({ length: 256 }, (_, byte) => {
  const letter = String.fromCharCode(byte).toLowerCase()
  if (!/[a-z]/.test(letter)) return 0
  return /[a-fhx]/.test(letter) ? inHexadecimal : inNoNumber
})

const barredLetters: Readonly<Partial<Record<SlotType, number>>> = {
  num: inHexadecimal | inNoNumber,
  ip: inHexadecimal | inNoNumber,
  hex: inNoNumber,
  addr: inNoNumber,
  guid: inNoNumber,
}

// --- columns, both halves

export type Column = Uint8Array | Uint16Array | Uint32Array

function writeColumn(bytes: ByteWriter, values: readonly number[]): void {
  let most = 0
  for (const value of values) most = Math.max(most, value)
  const width = most < 2 ** 8 ? 1 : most < 2 ** 16 ? 2 : 4
  bytes.fixed(values.length, 4)
  bytes.byte(width)
  const column = new columnTypes[width](values)
  bytes.raw(new Uint8Array(column.buffer))
}

const columnTypes = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array } as const

/** Throws where a number is not below `below`, or there are not `count` of them. */
function readColumn(
  reader: ByteReader,
  below: number,
  count: number | undefined,
  fail: (what: string) => Error,
): Column {
  const length = reader.fixed(4)
  const width = reader.byte()
  if (count !== undefined && length !== count) throw fail(`has ${length} entries where ${count} belong`)
  if (width !== 1 && width !== 2 && width !== 4) throw fail(`has numbers of ${width} bytes`)
  // A copy begins where numbers of any width may begin.
  const raw = new Uint8Array(reader.raw(length * width))
  const values = width === 1 ? raw : width === 2 ? new Uint16Array(raw.buffer) : new Uint32Array(raw.buffer)
  for (let i = 0; i < length; i++)
    if (values[i]! >= below) throw fail(`has ${values[i]} where less than ${below} can be`)
  return values
}

function endsOf(lengths: readonly number[]): number[] {
  let end = 0
  return lengths.map((length) => (end += length))
}

function firstOf(lengths: Column): Uint32Array {
  const first = new Uint32Array(lengths.length + 1)
  for (let i = 0; i < lengths.length; i++) first[i + 1] = first[i]! + lengths[i]!
  return first
}

/** From lists of numbers to the lists that hold each number, and where. */
function inverted(
  first: Uint32Array,
  values: Column,
  count: number,
): { first: Uint32Array; lists: Uint32Array; places: Uint32Array } {
  const starts = new Uint32Array(count + 1)
  for (const value of values) starts[value + 1]!++
  for (let i = 0; i < count; i++) starts[i + 1]! += starts[i]!
  const next = starts.slice()
  const lists = new Uint32Array(values.length)
  const places = new Uint32Array(values.length)
  for (let list = 0; list + 1 < first.length; list++) {
    for (let i = first[list]!; i < first[list + 1]!; i++) {
      const at = next[values[i]!]!++
      lists[at] = list
      places[at] = i
    }
  }
  return { first: starts, lists, places }
}
