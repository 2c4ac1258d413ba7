// Which machine messages does this article say the user receives?
//
// Articles set messages apart in four ways:
//
//     ... the following error message:          a lead-in, then a block that stands apart; several
//                                               alternatives as bullets or with -or- between them
//       Cannot load Studio.chk
//     ... a "File not found" error message      quotes next to a word for a message
//     Event ID: 1008 / Source: ...              the entry of an event log, whole
//     ... STOP 0x0000000A error message         a STOP code in prose
//
// Not messages: what is to be typed, code, addresses, citations, stack dumps.

import type { EventEntry, Message } from '../article/article.ts'
import { collapsed } from '../article/one-line.ts'
import { alternativesIn, isOr, paragraphsOf } from './alternative.ts'
import { type Cue, cueOf, isLabel } from './cue.ts'
import { readEvent } from './event.ts'
import { codeAt, lastCode } from './line.ts'
import { packedMap } from './packed-map.ts'
import { Passage } from './passage.ts'
import { namedStops, quotedMessages, stopNumber } from './quoted.ts'
import { messageWord, type PlacedText } from './text.ts'
import { following, message, quotes, stop } from './traits.ts'

export interface MessagesAndEvents {
  /** In order of first mention, each once (blanks and letter case aside). */
  readonly messages: Message[]
  readonly events: EventEntry[]
}

/** `row` is what `placeTexts` makes of the sections. */
export function readMessages(row: readonly PlacedText[]): MessagesAndEvents {
  const found = new Found()
  // "One of the following error messages", and then sub-headings or labels with a message under each.
  let announced: number | null = null
  for (let i = 0; i < row.length; ) {
    const place = row[i]!
    const prose = isProse(place)
    if (prose && mayQuote(place.passage)) found.addProse(place)
    const cue = prose && mayBeCue(row, i) ? cueOf(place.passage) : null
    let run = cue === null ? null : runAfter(row, i, cue)
    if (cue !== null) announced = run === null ? place.section : announced
    else if (announced === place.section && isLabelOf(row, i)) run = apartRun(row, i + 1, singular)
    if (run === null && (place.apart || place.role === 'item')) run = eventRun(row, i)
    if (run === null) i++
    else {
      for (const passage of run.passages) found.add(passage, place.section)
      i = run.next
    }
  }
  return found.result()
}

function mayQuote({ text, traits }: Passage): boolean {
  return (traits & (message | stop)) !== 0 && !isCitation(text)
}

function isProse({ role }: PlacedText): boolean {
  return role !== 'subheading' && role !== 'table' && role !== 'preformatted'
}

/** A sub-heading or a label with a text under it that stands apart. */
function isLabelOf(row: readonly PlacedText[], i: number): boolean {
  const { role, passage } = row[i]!
  return row[i + 1]?.apart === true && (role === 'subheading' || (role !== 'table' && isLabel(passage.text)))
}

/** Gathers what was found, each once. */
class Found {
  readonly #messages: Message[] = []
  /** Of all messages, made when there is a second one: most articles have none. */
  #keys: Set<string> | null = null
  readonly #events: EventEntry[] = []

  /** A text that a lead-in or its own form says is a message. */
  add(passage: Passage, section: number): void {
    const event = readEvent(passage)
    if (event !== null) this.#events.push(event)
    if (event !== null || isMessageText(passage.text)) {
      this.#put(passage, event === null ? 'block' : 'event', section)
    }
  }

  /** What prose quotes or names. */
  addProse({ passage, section }: PlacedText): void {
    const { text, traits } = passage
    if ((traits & quotes) !== 0 && (traits & message) !== 0 && messageWord.test(text)) {
      for (const quote of quotedMessages(passage)) this.#put(quote, 'inline', section)
    }
    if ((traits & stop) !== 0 && text.includes('0x')) {
      for (const named of namedStops(passage)) this.#put(named, 'stop', section)
    }
  }

  /** A STOP code in prose is no message of its own where another message shows it. */
  result(): MessagesAndEvents {
    const all = this.#messages
    if (!all.some(({ form }) => form === 'stop')) return { messages: all, events: this.#events }
    const shown = new Set(all.map(({ form, text }) => (form === 'stop' ? null : stopNumber(text))))
    return {
      messages: all.filter(({ form, text }) => form !== 'stop' || !shown.has(stopNumber(text))),
      events: this.#events,
    }
  }

  #put(passage: Passage, form: Message['form'], section: number): void {
    const trimmed = unquoted(withoutButtons(passage.trim()))
    const text = collapsed(trimmed.text)
    if (!saysSomething(text) || this.#holds(text)) return
    this.#messages.push({ text, span: trimmed.span, form, section })
  }

  /** Whether such a message was there before; if not, from now on it was. */
  #holds(text: string): boolean {
    if (this.#messages.length === 0) return false
    this.#keys ??= new Set(this.#messages.map((message) => keyOf(message.text)))
    const { size } = this.#keys
    return this.#keys.add(keyOf(text)).size === size
  }
}

function saysSomething(text: string): boolean {
  return /[a-z\d]/i.test(text) || keyOf(text) !== ''
}

/** What two spellings of a message share: their letters and digits, whatever the case. */
function keyOf(text: string): string {
  const lower = text.toLowerCase()
  const others = isAscii(lower) ? /[^a-z0-9]+/g : /[^\p{L}\p{N}]+/gu
  return lower.replace(others, ' ').trim()
}

/** Most messages are; to tell their letters costs a fifth. */
function isAscii(text: string): boolean {
  return !/[^\x00-\x7f]/.test(text)
}

/** Lead-ins end in a colon, say "following", or stop short of a text that stands apart. */
function mayBeCue(row: readonly PlacedText[], i: number): boolean {
  const { text, traits } = row[i]!.passage
  if ((traits & message) === 0) return false
  return (
    lastCode(text) === 58 ||
    (row[i + 1]?.apart === true && row[i + 1]!.section === row[i]!.section) ||
    ((traits & following) !== 0 && text.includes('following')) ||
    text.startsWith('Below')
  )
}

const singular: Cue = { points: true, plural: false, colon: true }

interface Run {
  readonly passages: readonly Passage[]
  readonly next: number
}

/** The messages that a lead-in at `row[at]` announces; `null` where none follow. */
function runAfter(row: readonly PlacedText[], at: number, cue: Cue): Run | null {
  const lead = row[at]!
  const inside = (place: PlacedText | undefined): place is PlacedText =>
    place !== undefined && place.section === lead.section && place.depth >= lead.depth
  let i = at + 1
  if (inside(row[i]) && row[i]!.role === 'note' && row[i + 1]?.apart === true) i++
  const first = row[i]
  if (!inside(first) || !holdsMessages(first)) return null
  if (first.role === 'item' && (lead.role !== 'item' || first.depth > lead.depth)) return itemRun(row, i, cue)
  if (first.apart) return apartRun(row, i, cue)
  // Inside a list item a message is no deeper than the item's own prose, and some renderings lost all indentation.
  if (!cue.colon || first.role === 'item' || (isLabel(first.passage.text) && row[i + 1]?.apart)) return null
  const passages = [first.passage]
  for (i++; inside(row[i]) && isOr(row[i]!.passage.text) && inside(row[i + 1]); i += 2) {
    passages.push(row[i + 1]!.passage)
  }
  return { passages: passages.flatMap(alternativesIn), next: i }
}

function holdsMessages({ role }: PlacedText): boolean {
  return role === 'item' || role === 'paragraph' || role === 'preformatted'
}

/** Bullets: one message each, or what stands under the bullet if that leads in to one. */
function itemRun(row: readonly PlacedText[], start: number, cue: Cue): Run | null {
  if (!cue.colon || !cue.points) return null
  const { depth, section } = row[start]!
  const passages: Passage[] = []
  let i = start
  while (
    i < row.length &&
    row[i]!.section === section &&
    row[i]!.role === 'item' &&
    row[i]!.depth === depth
  ) {
    let end = i + 1
    while (end < row.length && row[end]!.depth > depth && row[end]!.section === section) end++
    const item = row[i]!.passage
    if (cueOf(item) !== null) for (let k = i + 1; k < end; k++) passages.push(row[k]!.passage)
    else if (startsEvent(item.text)) passages.push(joined(row.slice(i, end)))
    else for (const quoted of quotedOr(withoutPlace(item))) passages.push(quoted)
    i = end
    if (i < row.length && isOr(row[i]!.passage.text)) i++
  }
  return { passages: passages.flatMap(alternativesIn), next: i }
}

/** A bullet that tells of a message quotes it. */
function quotedOr(item: Passage): readonly Passage[] {
  const quoted = quotedMessages(item)
  return quoted.length === 0 ? [item] : quoted
}

/** "From Windows NT: Logon failure" says where, and then what. */
function withoutPlace(passage: Passage): Passage {
  const found = /^(?:From|In|On|For|With|Under|Using) [A-Z][^:.]{2,40}: +(?=["A-Z])/.exec(passage.text)
  return found === null ? passage : passage.slice(found[0].length, passage.text.length)
}

/** Texts that stand apart, up to the next one that does not; -or- between them makes alternatives. */
function apartRun(row: readonly PlacedText[], start: number, cue: Cue): Run {
  const groups: Passage[][] = [[]]
  let split = false
  let i = start
  for (; i < row.length; i++) {
    const { passage, apart, section } = row[i]!
    if (isOr(passage.text) && row[i + 1]?.apart) {
      groups.push([])
      split = true
      continue
    }
    if (i > start && (!apart || section !== row[start]!.section || isCitation(passage.text))) break
    groups.at(-1)!.push(passage)
  }
  const filled = packedMap(
    groups.filter((group) => group.length > 0),
    (group) => Passage.join(group, '\n\n'),
  )
  const passages = cue.plural && !split ? filled.flatMap(paragraphsOf) : filled
  return { passages: passages.flatMap(alternativesIn), next: i }
}

/** The entry of an event log that begins at `row[start]` without a lead-in; `null` where none does. */
function eventRun(row: readonly PlacedText[], start: number): Run | null {
  const { section, passage } = row[start]!
  if (!startsEvent(passage.text) && readEvent(passage) === null) return null
  let next = start + 1
  while (next < row.length && row[next]!.apart && row[next]!.section === section) {
    if (isCitation(row[next]!.passage.text) || startsEvent(row[next]!.passage.text)) break
    next++
  }
  const whole = joined(row.slice(start, next))
  const event = readEvent(whole)
  // A list of descriptions is a catalogue, unless each is printed as the log does.
  if (event?.id == null || (event.source === null && !/event ?id *[:=]/i.test(passage.text))) return null
  return { passages: alternativesIn(whole), next }
}

function startsEvent(text: string): boolean {
  const first = codeAt(text, 0)
  return (first === 69 || first === 101 || first === 32) && /^\s*event\b/i.test(text)
}

function joined(places: readonly PlacedText[]): Passage {
  return Passage.join(
    places.map((place) => place.passage),
    '\n\n',
  )
}

function isCitation(text: string): boolean {
  const first = codeAt(text, 0)
  return (first === 81 || first === 65) && /^(?:Q ?\d{5,6}\b|ARTICLE-ID)/.test(text)
}

/** Addresses, citations, registry paths, folders, bare numbers, code. */
const noMessage =
  /^(?:(?:https?|ftp):\/\/\S*$|Q ?\d{5,6}\b|ARTICLE-ID|HKEY_|(?:[A-Za-z]:\\|\\\\|<[^>]*>:?\\)\S*$|[\s\d.,;:()*#=+-]*$|\/\/|\/\*|#include\b)/
/** A call, an assignment, a block. */
const statement = /\w\([^()]{0,200}\);|\w = [^=]{0,200};$|\{[^{}]{0,400};/

function isMessageText(text: string): boolean {
  const trimmed = text.trim()
  return trimmed.length >= 3 && !noMessage.test(trimmed) && !isStatement(trimmed) && !isDump(trimmed)
}

function isStatement(text: string): boolean {
  return text.includes(';') && statement.test(text)
}

/** A state dump says so; a stack dump has more hexadecimal words than others. */
function isDump(text: string): boolean {
  if (/^Application exception occurred:|\bException number: [0-9a-f]{8}/.test(text)) return true
  if (!/\b[0-9a-f]{8}\b/i.test(text) || /stop/i.test(text)) return false
  const words = text.split(/\s+/)
  const hex = words.filter((word) => /^(?:0x)?[0-9a-f]{8,16}$/i.test(word))
  return words.length >= 8 && hex.length * 3 > words.length
}

const buttons =
  /(?:\s*[[<(](?:ok|yes|no|cancel|retry|abort|ignore|fail|help|close|details|continue)[\]>)])+$/i

const closings = '])>'

/** A dialog's buttons, printed in brackets after its text, are not said to the user. */
function withoutButtons(passage: Passage): Passage {
  const found = closings.includes(passage.text.slice(-1)) ? buttons.exec(passage.text) : null
  return found === null ? passage : passage.slice(0, found.index)
}

const closing: Readonly<Record<string, string>> = {
  '"': '"',
  '\u201c': '\u201d',
  "'": "'",
  '`': "'",
  '\u2018': '\u2019',
}

function unquoted(passage: Passage): Passage {
  const { text } = passage
  const quote = text.indexOf('"')
  if (quote !== -1 && quote === text.lastIndexOf('"')) {
    // A stray quote at one end, its partner forgotten.
    if (text.startsWith('"')) return passage.slice(1, text.length).trim()
    if (text.endsWith('"')) return passage.slice(0, text.length - 1).trim()
  }
  const close = closing[text[0] ?? '']
  if (close === undefined || text.length < 3 || !text.endsWith(close)) return passage
  const inner = text.slice(1, -1)
  return inner.includes(close) && close !== "'" ? passage : passage.slice(1, text.length - 1).trim()
}
