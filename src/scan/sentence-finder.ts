// Which sentences of known messages stand in this stream, and where?
//
//     bytes → words and hits → anchors → fixed words around the anchor → holes
//
// The naive way tries every sentence at every word: a hundred thousand rules would take a day for a gigabyte. Here a
// sentence is tried only where its rarest words stand, and almost always the next word says no.

import { matchSentence, mostSlotTokens } from '../rules/sentence-match.ts'
import type { Sentence } from '../rules/signature.ts'
import { mostWords, type SlotType } from '../rules/slot.ts'
import { wordsOf } from '../rules/token.ts'
import { type Anchors, anchorsOf, barredOf, farthestOf, leadOf, nearestOf } from './anchors.ts'
import { Region, stretched } from './region.ts'
import { letterKinds, type RuleTable } from './rule-table.ts'
import { Window } from './window.ts'
import { regularText, WordReader } from './word-reader.ts'

export interface FoundSentence {
  readonly sentence: number
  /** Numbers of words in the stream, half-open. */
  readonly firstWord: number
  readonly endWord: number
  /** Bytes of the stream, half-open. */
  readonly from: number
  readonly to: number
  /** Number of the line in which it begins, from 1, and the one in which it ends. */
  readonly line: number
  readonly lastLine: number
  readonly slots: readonly FoundSlot[]
}

export interface FoundSlot {
  /** Its own, or that of its type. */
  readonly name: string
  readonly type: SlotType
  /** The text that stands in the hole, as one reads it. */
  readonly value: string
  /** Bytes of the stream, half-open. */
  readonly from: number
  readonly to: number
}

/** An anchor that was found, and a message that goes on behind what has been read. */
interface Waiting {
  readonly sentence: number
  /** Number in the stream of the word at which the anchor begins. */
  readonly word: number
}

const none = 0
const found = 1
const unfinished = 2

/** Of a line that is longer, so much is taken for a line. */
export const longestLine = 64 * 1024

export class SentenceFinder {
  readonly window = new Window()
  readonly #table: RuleTable
  readonly #anchors: Anchors
  readonly #reader: WordReader
  readonly #report: (sentence: FoundSentence) => void
  readonly #wasRead: (window: Window) => void
  /** By sentence: the word after its last place, so that no two places overlap. */
  readonly #ends: Float64Array
  #waiting: Waiting[] = []
  #region: Region | null = null
  /** The word around which it was made. */
  #regionAt = 0
  #credit = mostCredit
  /** The word after the last stretch that has brought credit by itself. */
  #foundEnd = 0
  /** Lines that were cut because they are longer than `longestLine`, and anchors that were not followed. */
  cutLines = 0
  passedOver = 0

  /** `wasRead` is called whenever words came into view, before any of them goes out of it. */
  constructor(
    table: RuleTable,
    report: (sentence: FoundSentence) => void,
    wasRead: (window: Window) => void = () => {},
  ) {
    this.#table = table
    this.#anchors = anchorsOf(table)
    this.#reader = new WordReader(this.window, this.#anchors.filters)
    this.#report = report
    this.#wasRead = wasRead
    this.#ends = new Float64Array(table.sentences)
  }

  /** Takes some of the stream; reports what is found in all lines that are complete. */
  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; ) {
      at += this.window.append(chunk, at)
      this.#readOn(this.#endOfLines())
      if (this.window.room === 0) this.#makeRoom()
    }
  }

  /** No more will come: the last line is complete, and so is every message. */
  finish(): void {
    this.#readOn(this.window.length)
    this.settle()
    this.#waiting = []
  }

  /** Nothing has come for a while: a value that may go on is taken as it is. */
  settle(): void {
    this.#settle(true)
  }

  /** Just behind the last line end that was not read yet. */
  #endOfLines(): number {
    const { bytes, length, read } = this.window
    const last = bytes.subarray(read, length).lastIndexOf(0x0a)
    return last === -1 ? read : read + last + 1
  }

  /** The window is full. Where that is one line, it is cut behind a word. */
  #makeRoom(): void {
    const { window } = this
    if (window.length - window.read >= longestLine) {
      this.cutLines++
      this.#readOn(behindLastWord(window.bytes, window.read, window.length))
    }
    window.move()
  }

  #readOn(to: number): void {
    const { window } = this
    const before = window.read
    if (to <= before) return
    const hits = this.#reader.read(to)
    this.#credit = Math.min(mostCredit, this.#credit + (to - before) * creditPerByte)
    this.#region = null
    if (this.#waiting.length > 0) this.#settle(false)
    const { hitKeys, hitWords } = this.#reader
    this.#anchors.findAll(hitKeys, hits)
    for (let i = 0; i < hits; i++) if (hitKeys[i] !== -1) this.#follow(hitKeys[i]!, hitWords[i]!)
    this.#wasRead(window)
  }

  #settle(isEnd: boolean): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const { sentence, word } of waiting) this.#try(sentence, word - this.window.firstWord, isEnd)
  }

  /** Tries the sentences whose anchor stands there; see `WordReader.hitWords`. */
  #follow(firstEntry: number, hit: number): void {
    const anchors = this.#anchors
    const last = hit >> 2
    const first = last - (hit & 3)
    for (let entry = firstEntry; entry !== -1; entry = anchors.next(entry)) {
      if (this.#credit < 1) {
        this.passedOver++
        return
      }
      this.#credit--
      const look = anchors.look(entry)
      if (this.#fitsBeside(look, anchors.word(entry), first, last))
        this.#try(anchors.sentence(entry), first + leadOf(look), false)
    }
  }

  /** Whether the fixed word stands beside an anchor that does; words that have not been read may be it. */
  #fitsBeside(look: number, fixed: number, word: number, last: number): boolean {
    const { hashes, words } = this.window
    const near = nearestOf(look)
    const far = farthestOf(look)
    if (near !== 0) {
      const step = near < 0 ? -1 : 1
      let at = word + near
      const end = word + far + step
      while (at !== end && at >= 0 && at < words && hashes[at] !== fixed) at += step
      if (at === end || at < 0) return false
    }
    const barred = barredOf(look)
    return barred === 0 || (this.#hasNone(barred >>> 2, last + 1) && this.#hasNone(barred & 3, word - 1))
  }

  #try(sentence: number, word: number, isEnd: boolean): void {
    if (word < 0) return
    const outcome = this.#matchWords(sentence, word, isEnd)
    if (outcome === unfinished) this.#waiting.push({ sentence, word: word + this.window.firstWord })
  }

  /** The fixed words around the anchor, by their hashes; then, where there are any, the holes. */
  #matchWords(sentence: number, word: number, isEnd: boolean): number {
    const table = this.#table
    const { hashes, isWord, firstPart, parts, anchor } = table
    const words = this.window.words
    const seen = this.window.hashes
    const first = firstPart[sentence]!
    const end = firstPart[sentence + 1]!
    const at = first + (anchor[sentence]! >> 1)
    let right = at
    let place = word
    for (; right < end; right++, place++) {
      const part = parts[right]!
      if (isWord[part] === 0) break
      if (place >= words) return unfinished
      if (hashes[part] !== seen[place]) return none
    }
    const to = place
    let left = at - 1
    for (place = word - 1; left >= first; left--, place--) {
      const part = parts[left]!
      if (isWord[part] === 0) break
      if (place < 0 || hashes[part] !== seen[place]) return none
    }
    const from = place + 1
    if (left < first && right === end) {
      if (end - first === 1 && !this.#isSpelled(parts[first]!, from)) return none
      this.#found(sentence, from, to, noSlots)
      return found
    }
    if (right < end && !this.#hasNone(table.barredIn(parts[right]!), to)) return none
    if (left >= first && !this.#hasNone(table.barredIn(parts[left]!), from - 1)) return none
    if (!this.#fitsBehind(right, end, to) || !this.#fitsBefore(left, first, from)) return none
    return this.#matchHoles(sentence, word, isEnd)
  }

  /** Whether it is this word indeed: of the words of a long log one or two have the hash of another one by chance. */
  #isSpelled(part: number, word: number): boolean {
    const { bytes, from, to } = this.window
    if (this.#table.isSpelled(part, bytes, from[word]!, to[word]!)) return true
    const { text } = regularText(bytes, from[word]!, to[word]!, to[word]!)
    return wordsOf(text)[0] === this.#table.textOf(part)
  }

  /** Whether a word has no letter that is barred from values of a hole: most holes of most messages want a number. */
  #hasNone(barred: number, word: number): boolean {
    const { bytes, from, to, words } = this.window
    if (barred === 0 || word < 0 || word >= words) return true
    for (let at = from[word]!; at < to[word]!; at++)
      if ((letterKinds[bytes[at]!]! & barred) !== 0) return false
    return true
  }

  /** Whether the words behind each hole stand near enough, in a row; what has not been read may be they. */
  #fitsBehind(part: number, end: number, place: number): boolean {
    const { isWord, parts } = this.#table
    const { words } = this.window
    let near = place
    let far = place
    for (let at = part; at < end; ) {
      for (; at < end && isWord[parts[at]!] === 0; at++) {
        near += this.#table.leastOf(parts[at]!)
        far += this.#table.mostOf(parts[at]!)
      }
      let behind = at
      while (behind < end && isWord[parts[behind]!] === 1) behind++
      while (near <= far && near < words && !this.#stands(at, behind, near)) near++
      if (near > far) return false
      if (near >= words) return true
      near += behind - at
      far += behind - at
      at = behind
    }
    return true
  }

  /** The same to the left. `part` is the one before which nothing was looked at; all words there were read. */
  #fitsBefore(part: number, first: number, place: number): boolean {
    const { isWord, parts } = this.#table
    let near = place
    let far = place
    for (let at = part; at >= first; ) {
      for (; at >= first && isWord[parts[at]!] === 0; at--) {
        near -= this.#table.leastOf(parts[at]!)
        far -= this.#table.mostOf(parts[at]!)
      }
      let before = at
      while (before >= first && isWord[parts[before]!] === 1) before--
      const run = at - before
      far = Math.max(far, run)
      while (near >= far && !this.#stands(before + 1, at + 1, near - run)) near--
      if (near < far) return false
      near -= run
      far -= run
      at = before
    }
    return near >= 0
  }

  /** Whether these parts, all of them words, stand at a place; what has not been read may be they. */
  #stands(from: number, end: number, place: number): boolean {
    const { hashes, parts } = this.#table
    const { hashes: seen, words } = this.window
    for (let at = from; at < end; at++, place++)
      if (place < words && hashes[parts[at]!] !== seen[place]) return false
    return true
  }

  #matchHoles(number: number, word: number, isEnd: boolean): number {
    const near = reachOf(this.#table, number, usualSlotWords)
    this.#credit -= holesCost + near.holes ** 2
    const far = reachOf(this.#table, number, mostSlotTokens)
    const isWhole = near.left === far.left && near.right === far.right
    // Values are short. Only where that does not do, as much is looked at as there may be.
    const outcome = this.#matchNear(number, word, near, { isWhole, isEnd })
    if (outcome !== none) return outcome
    if (!isWhole && this.#mayBeLong(word - near.left, word + near.right)) {
      const further = this.#matchNear(number, word, far, { isWhole: true, isEnd })
      if (further !== none) return further
    }
    return word + far.right > this.window.words ? unfinished : none
  }

  /**
   * Whether some value there may have more words than is usual: without a blank in it, or with one between marks or in a
   * path. Looks on behind `end` until a blank.
   */
  #mayBeLong(first: number, end: number): boolean {
    const { bytes, from, to, words, read } = this.window
    let together = 1
    for (let word = Math.max(0, first - 1); word < words; word++) {
      let isApart = false
      const next = word + 1 < words ? from[word + 1]! : read
      for (let at = to[word]!; at < next; at++) {
        const mark = valueMarks[bytes[at]!]!
        if (mark === opensValue || (mark === slash && bytes[at - 1] === colon)) return true
        if (mark === blank) isApart = true
      }
      together = isApart ? 1 : together + 1
      if (together > usualSlotWords) return true
      if (isApart && word >= end) return false
    }
    return true
  }

  /**
   * Where not `isWhole`, a match that comes near the end of what was looked at might go on there, and is none. Where not
   * `isEnd`, one whose last hole comes to the end of what was read is not finished.
   */
  #matchNear(
    number: number,
    word: number,
    reach: Reach,
    { isWhole, isEnd }: { isWhole: boolean; isEnd: boolean },
  ): number {
    const sentence = this.#table.sentence(number)
    const region = this.#regionAround(word, reach)
    const codes = hasCode(sentence) ? this.#codesIn(region) : noCodes
    const anchor = this.#table.anchor[number]! >> 1
    const match = matchSentence(sentence, anchor, region, codes, word - region.first)
    if (match === null) return none
    const [from, to] = match.range
    const isCut = (from < margin && region.first > 0) || to > region.tokens.words.length - margin
    if (!isWhole && isCut) return none
    const captures = stretched(match, region)
    const isOpen = captures.at(-1)?.range[1] === this.window.words - region.first && region.mayGoOn
    if (isOpen && !isEnd) return unfinished
    const slots = captures.map(({ slot, range }): FoundSlot => {
      const span = this.#span(region.first + range[0], region.first + range[1])
      const lead = region.leadOf(slot.type, range[0])
      return {
        name: slot.name ?? slot.type,
        type: slot.type,
        value: lead + region.textOf(range),
        from: span.from - lead.length,
        to: span.to,
      }
    })
    const first = Math.min(from, captures[0]?.range[0] ?? from)
    const last = Math.max(to, captures.at(-1)?.range[1] ?? to)
    this.#found(number, region.first + first, region.first + last, slots)
    return found
  }

  #codesIn(region: Region): ReturnType<Region['codes']> {
    if (!region.hasCodes) this.#credit -= codesCost
    return region.codes()
  }

  #regionAround(word: number, { left, right }: Reach): Region {
    const { words } = this.window
    const from = Math.max(0, word - left)
    const to = Math.min(words, word + right)
    const region = this.#region
    if (region !== null && region.first <= from && region.end >= to) return region
    this.#credit -= regionCost
    // the next sentence that is tried here may want a little more
    const wide = this.#widened(from, to, word)
    this.#regionAt = word
    return (this.#region = new Region(this.window, ...wide))
  }

  /** Where many sentences are tried at one place, they soon share one region. */
  #widened(from: number, to: number, word: number): [from: number, to: number] {
    const before = this.#region
    const isShared = before !== null && Math.abs(word - this.#regionAt) <= spare
    const first = isShared ? Math.min(before.first, from) : from
    const end = isShared ? Math.max(before.end, to) : to
    return [Math.max(0, first - spare), Math.min(this.window.words, end + spare)]
  }

  #found(sentence: number, firstWord: number, endWord: number, slots: readonly FoundSlot[]): void {
    const { window } = this
    if (firstWord + window.firstWord < this.#ends[sentence]!) return
    this.#ends[sentence] = endWord + window.firstWord
    if (firstWord + window.firstWord >= this.#foundEnd) {
      this.#foundEnd = endWord + window.firstWord
      this.#credit += (window.to[endWord - 1]! - window.from[firstWord]!) * creditPerFoundByte
    }
    this.#report({
      sentence,
      firstWord: firstWord + window.firstWord,
      endWord: endWord + window.firstWord,
      ...this.#span(firstWord, endWord),
      line: window.lineOf(window.from[firstWord]!),
      lastLine: window.lineOf(window.from[endWord - 1]!),
      slots,
    })
  }

  #span(firstWord: number, endWord: number): { from: number; to: number } {
    const { window } = this
    const from = window.from[firstWord]!
    const to = endWord > firstWord ? window.to[endWord - 1]! : from
    return { from: from + window.start, to: to + window.start }
  }
}

const noSlots: readonly FoundSlot[] = []
const noCodes: ReturnType<Region['codes']> = new Map()

/**
 * A flood of anchors is not followed for ever. One step of credit is about the look at one sentence; each byte brings
 * one, of which ordinary text uses a hundredth, and what is saved up lasts for a log that is nothing but errors.
 */
const creditPerByte = 1
/** A log that is nothing but errors is no flood: what is found brings more, but the same bytes do so once. */
const creditPerFoundByte = 3
const mostCredit = 4_000_000
/** Of looking into holes, beside the square of the words they may take: that many ways there are to fill them. */
const holesCost = 20
/** Of making a text of bytes, and finding words in it. */
const regionCost = 40
/** Of looking for codes in all of their notations. */
const codesCost = 1500

/** Words on either side that a region has more than were asked for. */
const spare = 4

function behindLastWord(bytes: Uint8Array, from: number, to: number): number {
  const least = Math.max(from + 1, to - 4096)
  for (let at = to; at > least; at--) if (bytes[at - 1] === 0x20) return at
  return to
}

// --- holes

const blank = 1
const opensValue = 2
const slash = 3
const colon = 0x3a

/** By byte between words: what it says of a value that begins or goes on there. */
const valueMarks = Uint8Array.from({ length: 256 }, (_, byte) => {
  const mark = String.fromCharCode(byte)
  if (/[\t\n\r ]/.test(mark)) return blank
  if (mark === '/') return slash
  return byte >= 0x7f || byte < 0x20 || /[&"'`<\\]/.test(mark) ? opensValue : 0
})

interface Reach {
  /** Words on both sides of the anchor that may have to be seen. */
  readonly left: number
  readonly right: number
  /** Words that its holes may take, in all. */
  readonly holes: number
}

/** Words beside a match that a value in it might have taken. */
const margin = 2
/** Words that nearly every value has at most whose type allows for more than `any` may have. */
const usualSlotWords = 6

function reachOf(table: RuleTable, sentence: number, most: number): Reach {
  const first = table.firstPart[sentence]!
  const anchor = first + (table.anchor[sentence]! >> 1)
  let left = margin
  let right = margin
  let holes = 0
  for (let at = first; at < table.firstPart[sentence + 1]!; at++) {
    const words = table.mostOf(table.parts[at]!)
    const seen = words > mostWords ? Math.min(most, words) : words
    if (table.isWord[table.parts[at]!] === 0) holes += seen
    if (at < anchor) left += seen
    else right += seen
  }
  return { left, right, holes }
}

function hasCode(sentence: Sentence): boolean {
  return sentence.some(({ type }) => type === 'code')
}
