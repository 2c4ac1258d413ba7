// Which different parts, sentences and messages are in what all articles say?
//
//     cannot open {file=a.dll}        cannot  open  {file}         three parts, one sentence, two messages
//     cannot open {file=b.dll}
//
// Messages come one by one, and are kept as numbers in flat lists. A part is read once, however many sentences it is in.

import type { Background } from '../rules/background.ts'
import { leastSentenceBits, type Part, partBits, printPart, readPart } from '../rules/signature.ts'
import type { KnownMessage } from './known-message.ts'

/** A message that says less is no sign of anything in a log: every program prints some of its words now and then. */
const leastMessageBits = 12

/** A list for each of many things, end to end. */
export interface Lists<T> {
  readonly lengths: number[]
  readonly items: T[]
}

export class DistinctMessages {
  /** By part; behind them those of the values that were seen in holes. */
  readonly texts: string[] = []
  /** By sentence, its parts. */
  readonly parts: Lists<number> = { lengths: [], items: [] }
  /** By sentence, where it is looked up: the part's place in it × 2, + 1 for a pair with the next one. */
  readonly anchors: number[] = []
  /** By sentence. */
  readonly bits: number[] = []
  /** By message, its sentences. */
  readonly sentences: Lists<number> = { lengths: [], items: [] }
  /** Beside each of those what an article saw in its holes, as `WrittenSentence` has it. */
  readonly #values: string[] = []

  readonly #background: Background
  /** By text, as it stands in signatures. */
  readonly #writtenParts = new Map<string, WrittenPart>()
  readonly #writtenSentences = new Map<string, WrittenSentence>()
  /** By signature, in the order of messages: those of all articles. */
  readonly #bySignature = new Map<string, KnownMessage[]>()
  /** By a part or by two parts: how many sentences are looked up by them. */
  readonly #crowds = new Map<number, number>()

  constructor(background: Background) {
    this.#background = background
  }

  add(message: KnownMessage): void {
    const { signature } = message
    const same = this.#bySignature.get(signature)
    if (same !== undefined) {
      same.push(message)
      return
    }
    const kept = this.#keptSentences(message)
    if (kept.length === 0) return
    this.#bySignature.set(signature, [message])
    this.sentences.lengths.push(kept.length)
    for (const { sentence, values } of kept) {
      this.sentences.items.push(this.#numberOfSentence(sentence))
      this.#values.push(values)
    }
  }

  /** By message, of each article that has it the surest; to be asked when all were added. */
  articles(): Lists<KnownMessage> {
    const lists: Lists<KnownMessage> = { lengths: [], items: [] }
    for (const messages of this.#bySignature.values()) {
      const once = eachOnce(messages)
      lists.lengths.push(once.length)
      for (const message of once) lists.items.push(message)
    }
    return lists
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

  /** Those that `compileRules` would look for; none of a message that says too little; all of a clue. */
  #keptSentences({ signature, isHandWritten, isClue = false }: KnownMessage): WrittenSentence[] {
    const sentences = signature.split(' . ').map((text) => this.#readSentence(text))
    if (isClue) return sentences
    let most = 0
    let all = 0
    for (const { sentence } of sentences) {
      most = Math.max(most, sentence.bits)
      all += sentence.bits
    }
    if (!isHandWritten && all < leastMessageBits) return []
    return sentences.filter(
      ({ sentence: { bits, hasPlainWord } }) =>
        (bits >= leastSentenceBits || bits === most) && (isHandWritten || hasPlainWord),
    )
  }

  #readSentence(text: string): WrittenSentence {
    const known = this.#writtenSentences.get(text)
    if (known !== undefined) return known
    const written = text.split(' ').map((part) => this.#readPart(part))
    const parts = written.map(({ part }) => part)
    const same = parts.map(({ text }) => text).join(' ')
    const read =
      same === text
        ? { sentence: sentenceOf(parts), values: '' }
        : { sentence: this.#readSentence(same).sentence, values: valuesIn(written) }
    this.#writtenSentences.set(text, read)
    return read
  }

  #readPart(text: string): WrittenPart {
    const known = this.#writtenParts.get(text)
    if (known !== undefined) return known
    const part = readPart(text)
    const same = printPart(valueless(part))
    const read =
      same === text
        ? { part: partOf(text, part, this.#background), value: '' }
        : { part: this.#readPart(same).part, value: part.type === 'slot' ? (part.slot.value ?? '') : '' }
    this.#writtenParts.set(text, read)
    return read
  }

  #numberOfSentence(sentence: KnownSentence): number {
    if (sentence.number !== unnumbered) return sentence.number
    const { parts, bits } = sentence
    for (const part of parts) {
      if (part.number === unnumbered) part.number = this.texts.push(part.text) - 1
      this.parts.items.push(part.number)
    }
    this.parts.lengths.push(parts.length)
    this.anchors.push(this.#anchorOf(parts))
    return (sentence.number = this.bits.push(bits) - 1)
  }

  /**
   * The words that a sentence is looked up by: the rarest, where each sentence that has the same ones already makes them
   * look less rare, since all of them are tried at each place.
   */
  #anchorOf(parts: readonly KnownPart[]): number {
    let best = 0
    let bestKey = -1
    let bestValue = -1000
    for (let i = 0; i < parts.length; i++) {
      if (parts[i]!.isHole) continue
      const isPair = i + 1 < parts.length && !parts[i + 1]!.isHole
      const worth = parts[i]!.bits + (isPair ? parts[i + 1]!.bits + pairBonus : 0)
      if (worth <= bestValue) continue
      const key = parts[i]!.number + (isPair ? (parts[i + 1]!.number + 1) * mostParts : 0)
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

/** Two words in a row are rarer than one. */
const pairBonus = 4
/** So that two of them make one number. */
const mostParts = 2 ** 26

interface KnownPart {
  readonly text: string
  readonly bits: number
  readonly isHole: boolean
  /** A number or a code says something beside a word. Alone it is an address, a size or a line of a dump. */
  readonly isPlainWord: boolean
  /** Given when a sentence that is kept has it. */
  number: number
}

interface KnownSentence {
  readonly parts: readonly KnownPart[]
  readonly bits: number
  readonly hasPlainWord: boolean
  /** Given when a message that is kept has it. */
  number: number
}

const unnumbered = -1

/** A hole as an article has it is the same part whatever the article saw in it. */
interface WrittenPart {
  readonly part: KnownPart
  /** '' where it saw nothing in particular. */
  readonly value: string
}

interface WrittenSentence {
  readonly sentence: KnownSentence
  /** Of its holes in order, with blanks between; a hole without one has none. '' where none has one. */
  readonly values: string
}

function partOf(text: string, part: Part, background: Background): KnownPart {
  const isPlainWord = part.type === 'word' && !/^\d/.test(part.word)
  return {
    text,
    bits: partBits(part, background),
    isHole: part.type === 'slot',
    isPlainWord,
    number: unnumbered,
  }
}

function valueless(part: Part): Part {
  return part.type === 'slot' ? { type: 'slot', slot: { ...part.slot, value: null } } : part
}

function sentenceOf(parts: readonly KnownPart[]): KnownSentence {
  let bits = 0
  let hasPlainWord = false
  for (const part of parts) {
    bits += part.bits
    hasPlainWord ||= part.isPlainWord
  }
  return { parts, bits, hasPlainWord, number: unnumbered }
}

function valuesIn(written: readonly WrittenPart[]): string {
  const holes = written.filter(({ part }) => part.isHole)
  return holes.every(({ value }) => value === '') ? '' : holes.map(({ value }) => value).join(' ')
}

/** Of one article the surest is enough. */
function eachOnce(messages: readonly KnownMessage[]): readonly KnownMessage[] {
  if (messages.length === 1) return messages
  const byDoc = new Map<number, KnownMessage>()
  for (const message of messages) {
    const known = byDoc.get(message.doc)
    if (known === undefined || rank(message) > rank(known)) byDoc.set(message.doc, message)
  }
  return [...byDoc.values()].sort((a, b) => a.doc - b.doc)
}

function rank({ weight, isHandWritten, isClue = false }: KnownMessage): number {
  return weight + (isHandWritten ? 1000 : 0) + (isClue ? 0 : 100)
}
