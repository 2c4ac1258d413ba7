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
import { readEvent } from './event.ts'
import { Passage } from './passage.ts'
import type { PlacedText } from './text.ts'

export interface MessagesAndEvents {
  /** In order of first mention, each once (blanks and letter case aside). */
  readonly messages: Message[]
  readonly events: EventEntry[]
}

export function readMessages(row: readonly PlacedText[]): MessagesAndEvents {
  const messages = new Map<string, Message>()
  const events: EventEntry[] = []
  const add = (passage: Passage, form: Message['form'], section: number): void => {
    const trimmed = unquoted(withoutButtons(passage.trim()))
    const text = trimmed.text.replace(/\s+/g, ' ')
    const key = text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim()
    if (key !== '' && !messages.has(key)) messages.set(key, { text, span: trimmed.span, form, section })
  }
  // "One of the following error messages", and then sub-headings or labels with a message under each.
  let announced: number | null = null
  for (let i = 0; i < row.length; ) {
    const place = row[i]!
    if (announced !== place.section) announced = null
    let run: Run | null = null
    if (place.role === 'subheading') {
      if (announced !== null && row[i + 1]?.apart) run = apart(row, i + 1, singular)
    } else if (place.role !== 'table') {
      if (place.role !== 'preformatted') {
        for (const quote of quotedIn(place.passage)) add(quote, 'inline', place.section)
        for (const stop of stopsIn(place.passage)) add(stop, 'stop', place.section)
      }
      const cue = cueOf(place.passage.text)
      if (cue !== null) {
        run = runAfter(row, i, cue)
        if (run === null) announced = place.section
      } else if (announced !== null && isLabel(place.passage.text) && row[i + 1]?.apart) {
        run = apart(row, i + 1, singular)
      }
    }
    if (run !== null) {
      for (const passage of run.passages) {
        const event = readEvent(passage)
        if (event !== null) events.push(event)
        if (event !== null || isMessageText(passage.text))
          add(passage, event === null ? 'block' : 'event', place.section)
      }
      i = Math.max(i + 1, run.next)
      continue
    }
    if (place.apart || place.role === 'item') {
      const event = readEvent(place.passage)
      if (event !== null && event.id !== null && (event.source !== null || event.description !== null)) {
        const end = endOfApart(row, i)
        const whole = join(row.slice(i, end))
        events.push({ ...event, span: whole.span })
        add(whole, 'event', place.section)
        i = end
        continue
      }
    }
    i++
  }
  return { messages: [...messages.values()], events }
}

interface Cue {
  /** "one of the following error messages": several blocks are several messages. */
  readonly plural: boolean
  /** Names what follows a message, error or the like; otherwise only the sentence as a whole speaks of one. */
  readonly named: boolean
  /** Ends in a colon, so that what follows is meant even where it does not stand apart. */
  readonly colon: boolean
}

const messageNoun =
  /\b(?:messages?|errors?|warnings?|alerts?|stop|exceptions?|prompts?|faults?|dialog(?: box)?(?:es)?|blue screen|trap|pop-?up|events?|(?:log|event|error) entr(?:y|ies)|text)\b/i
const otherNoun =
  /\b(?:commands?|code|lines?|syntax|steps?|samples?|examples?|programs?|procedures?|articles?|registry|keys?|methods?|statements?|macros?|functions?|quer(?:y|ies)|formats?|files?|conditions?|propert(?:y|ies)|parameters?|settings?|values?|options?|locations?|sections?|tables?|lists?|folders?|web sites?|workarounds?|products?|services?|ways|reasons?|causes?|information|words|topics?|issues?|situations?|scenarios?|items?|features?|symptoms?|problems?|results?|fields?|columns?|components?|resources?|changes?|questions?|phrases?|names?|types?|versions?|switch(?:es)?|cases?|true|entr(?:y|ies))\b/i
const shows =
  /\b(?:is|are|be|receives?|displays?|displayed|appears?|occurs?|returns?|returned|reports?|reported|generates?|generated|logged|shows?|shown|sees?|gives?|given|says?|states?|reads?|similar|produces?|issues?|encounters?|prompted|error|message)\b/i
const tells =
  /\b(?:type|enter|insert|add|use|run|issue|set|change|create|send|write)\s+(?:(?:in|one|any|either|both|all|of|the|a)\s+)*$/i

/** What a text says of the texts after it; `null` where it announces no message. */
function cueOf(text: string): Cue | null {
  const colon = text.endsWith(':')
  if (
    !colon &&
    !/^below (?:is|are) the .*messages?\b|\bfollowing [^.:]{0,60}\b(?:messages?|errors?)\b[^.:]{0,200}\.$/i.test(
      text.slice(-300),
    )
  )
    return null
  const tail = lastSentence(text)
  const pointer = lastPointer(tail)
  let named = messageNoun.test(tail.slice(-25))
  if (pointer === null) {
    if (!messageNoun.test(tail) || !shows.test(tail) || otherNoun.test(tail.slice(-28))) return null
  } else {
    // "the following ... message": the noun that comes first says what follows; without any, the sentence does.
    const noun = messageNoun.exec(pointer.after)
    const other = otherNoun.exec(pointer.after)
    if (
      noun === null
        ? other !== null || !messageNoun.test(pointer.before)
        : other !== null && other.index < noun.index
    ) {
      return null
    }
    if (tells.test(pointer.before)) return null
    named = noun !== null
  }
  return { plural: /\b(?:messages|errors|warnings|events|alerts|entries)\b/i.test(tail), named, colon }
}

/** The last "following", "this", "similar to": what stands before it and after it. */
function lastPointer(tail: string): { before: string; after: string } | null {
  let found: { before: string; after: string } | null = null
  for (const match of tail.matchAll(/\b(?:following|similar to (?:this|these)|these)\b/gi)) {
    found = { before: tail.slice(0, match.index), after: tail.slice(match.index + match[0].length) }
  }
  return found
}

const singular: Cue = { plural: false, named: true, colon: true }

/** "In Windows NT 4.0:" */
function isLabel(text: string): boolean {
  return text.length < 100 && /[:–-]$/.test(text)
}

function lastSentence(text: string): string {
  const tail = text.slice(-300)
  const cut = Math.max(tail.lastIndexOf('. '), tail.lastIndexOf('? '), tail.lastIndexOf('! '))
  return cut === -1 || tail.length - cut < 12 ? tail : tail.slice(cut + 2)
}

interface Run {
  readonly passages: Passage[]
  readonly next: number
}

/** The messages that a lead-in at `row[at]` announces. */
function runAfter(row: readonly PlacedText[], at: number, cue: Cue): Run | null {
  const lead = row[at]!
  let i = at + 1
  const inside = (place: PlacedText | undefined): place is PlacedText =>
    place !== undefined && place.section === lead.section && place.depth >= lead.depth
  if (inside(row[i]) && row[i]!.role === 'note' && row[i + 1]?.apart === true) i++
  const first = row[i]
  if (!inside(first) || first.role === 'table' || first.role === 'subheading') return null
  if (first.role === 'item' && (lead.role !== 'item' || first.depth > lead.depth)) return listed(row, i, cue)
  if (first.role === 'step' || first.role === 'note') return null
  if (first.apart) return apart(row, i, cue)
  // Inside a list item a message is no deeper than the item's own prose, and some renderings lost all indentation.
  if (!cue.colon || first.role === 'item' || (isLabel(first.passage.text) && row[i + 1]?.apart)) return null
  const passages = [first.passage]
  i++
  while (inside(row[i]) && row[i + 1] !== undefined && isOr(row[i]!.passage.text) && inside(row[i + 1])) {
    passages.push(row[i + 1]!.passage)
    i += 2
  }
  return { passages: passages.flatMap(alternatives), next: i }
}

/** Bullets: one message each, with what stands inside the bullet. */
function listed(row: readonly PlacedText[], start: number, cue: Cue): Run | null {
  if (!cue.colon || !cue.named) return null
  const depth = row[start]!.depth
  const passages: Passage[] = []
  let i = start
  while (
    i < row.length &&
    row[i]!.role === 'item' &&
    row[i]!.depth === depth &&
    row[i]!.section === row[start]!.section
  ) {
    let end = i + 1
    while (end < row.length && row[end]!.depth > depth) end++
    const cueInside = cueOf(row[i]!.passage.text)
    if (cueInside === null) passages.push(row[i]!.passage)
    else passages.push(...row.slice(i + 1, end).map((place) => place.passage))
    i = end
    if (i < row.length && isOr(row[i]!.passage.text)) i++
  }
  return { passages: passages.flatMap(alternatives), next: i }
}

/** Texts that stand apart, up to the next one that does not; -or- between them makes alternatives. */
function apart(row: readonly PlacedText[], start: number, cue: Cue): Run {
  const groups: PlacedText[][] = [[]]
  let split = false
  let i = start
  for (; i < row.length; i++) {
    const place = row[i]!
    if (isOr(place.passage.text) && i + 1 < row.length && row[i + 1]!.apart) {
      groups.push([])
      split = true
      continue
    }
    if (i > start && (!place.apart || place.section !== row[start]!.section)) break
    if (i > start && isCitation(place.passage.text)) break
    groups.at(-1)!.push(place)
  }
  const filled = groups.filter((group) => group.length > 0)
  const passages = cue.plural && !split ? filled.flatMap(paragraphsOf) : filled.map(join)
  return { passages: passages.flatMap(alternatives), next: i }
}

/** Announced in the plural, each paragraph is a message; of log entries, each that begins with the event. */
function paragraphsOf(places: readonly PlacedText[]): Passage[] {
  const passages = places.flatMap((place) => cutAt(place.passage, /\n[ \t]*\n\s*/g))
  if (!passages.some((passage) => /^\s*event\b/i.test(passage.text))) return passages
  const entries: Passage[][] = []
  for (const passage of passages) {
    if (entries.length === 0 || /^\s*event\b/i.test(passage.text)) entries.push([passage])
    else entries.at(-1)!.push(passage)
  }
  return entries.map((parts) => Passage.join(parts, '\n'))
}

function cutAt(passage: Passage, separator: RegExp): Passage[] {
  const parts: Passage[] = []
  let from = 0
  for (const found of passage.text.matchAll(separator)) {
    parts.push(passage.slice(from, found.index))
    from = found.index + found[0].length
  }
  parts.push(passage.slice(from, passage.text.length))
  return parts.filter((part) => part.text.trim() !== '')
}

function endOfApart(row: readonly PlacedText[], start: number): number {
  let i = start + 1
  while (
    i < row.length &&
    row[i]!.apart &&
    row[i]!.section === row[start]!.section &&
    !isCitation(row[i]!.passage.text)
  ) {
    if (/^\s*event/i.test(row[i]!.passage.text)) break
    i++
  }
  return i
}

function join(places: readonly PlacedText[]): Passage {
  return Passage.join(
    places.map((place) => place.passage),
    '\n',
  )
}

function isOr(text: string): boolean {
  return text.length <= 14 && /^[-–—\s(*]*or[-–—\s):*,]*$/i.test(text)
}

const timestamp = /^\[?\d{2,4}[/.-]\d\d[/.-]\d{2,4}[ ,T]+\d\d?:\d\d/m

/** Timestamped lines of a log are one message each, with the lines that continue them. */
function logLines(passage: Passage): Passage[] {
  const starts = [...passage.text.matchAll(new RegExp(timestamp, 'gm'))].map((found) => found.index)
  if (starts[0] !== 0) starts.unshift(0)
  return starts.map((from, n) => passage.slice(from, starts[n + 1] ?? passage.text.length).trim())
}

/** A block cut at its `-or-` lines. */
function alternatives(passage: Passage): Passage[] {
  const text = passage.text
  if (timestamp.test(text)) return logLines(passage)
  if (!/\bor\b/i.test(text) || !text.includes('\n')) return [passage]
  return cutAt(passage, /(?:^|\n)[ \t]*[-–— (]*or[-–— ):]*(?=\n|$)/gi)
}

function isCitation(text: string): boolean {
  return /^(?:Q ?\d{5,6}\b|ARTICLE-ID)/.test(text)
}

const noMessages: readonly RegExp[] = [
  /^(?:https?|ftp):\/\/\S*$/i,
  /^(?:Q ?\d{5,6}\b|ARTICLE-ID)/,
  /^HKEY_/,
  /^(?:[A-Za-z]:|\\\\|<[^>]*>:?)\\\S*$/,
  /^[\s\d.,;:()*#=+-]*$/,
]

/** A stack dump has more hexadecimal words than others. */
function isDump(text: string): boolean {
  const words = text.split(/\s+/)
  if (words.length < 8) return false
  return (
    words.filter((word) => /^(?:0x)?[0-9a-f]{8,16}$/i.test(word)).length * 3 > words.length &&
    !/stop/i.test(text)
  )
}

function isMessageText(text: string): boolean {
  const trimmed = text.trim()
  return trimmed.length >= 3 && !noMessages.some((pattern) => pattern.test(trimmed)) && !isDump(trimmed)
}

const pairs: Readonly<Record<string, string>> = {
  '"': '"',
  '\u201c': '\u201d',
  "'": "'",
  '`': "'",
  '\u2018': '\u2019',
}

const buttons =
  /(?:\s*[[<(](?:ok|yes|no|cancel|retry|abort|ignore|fail|help|close|details|continue)[\]>)])+$/i

/** A dialog's buttons, printed in brackets after its text, are not said to the user. */
function withoutButtons(passage: Passage): Passage {
  const found = buttons.exec(passage.text)
  return found === null ? passage : passage.slice(0, found.index)
}

function unquoted(passage: Passage): Passage {
  const text = passage.text
  if (text.split('"').length === 2) {
    // A stray quote at one end, its partner forgotten.
    if (text.startsWith('"')) return passage.slice(1, text.length).trim()
    if (text.endsWith('"')) return passage.slice(0, text.length - 1).trim()
  }
  const close = pairs[text[0] ?? '']
  if (close === undefined || text.length < 3 || !text.endsWith(close)) return passage
  const inner = text.slice(1, -1)
  return inner.includes(close) && close !== "'" ? passage : passage.slice(1, text.length - 1).trim()
}

const quotePattern =
  /(?<![\w])(["\u201c])([^"\u201c\u201d]{3,400})["\u201d]|(?<![\w])['`\u2018]((?:[^'\u2019\n]|'(?=[a-z])){6,300})['\u2019](?!\w)/g
// Looked for before any pattern runs: most texts have none of them.
const quoteMarks = ['"', "'", '\u201c', '`', '\u2018']
const messageStems = ['essage', 'rror', 'arning', 'rompt', 'lert', 'ERROR', 'MESSAGE']
const beforeQuote =
  /\b(?:messages?|errors?|warnings?|prompts?|alerts?)(?: (?:number|code|#) ?\d*| \d+)?[,:;]?(?: (?:box|dialog|text|is|was|are|were|appears?|occurs?|displayed|returned|received|stating|states?|says?|saying|reads?|reading|that|which|will|may|similar|to|like|of|such|as|for example|e\.g\.|contains|with|the|text|following|and|or|a|an))*[,:;(-]* ?$/i
const saysBefore =
  /\b(?:errors?|messages?|warnings?|prompt)\b[^."]{0,60}\b(?:says?|states?|stating|reads?|saying|reading)\b[^."]{0,12}$/i
const afterQuote =
  /^,?\s+(?:(?:error|warning|stop|alert|status|fatal|syntax|informational|prompt|postscript|printer|system|run-?time|compiler?|linker|application)\s+)*(?:messages?|errors?|warnings?|dialog box(?:es)?|prompt|alert)\b/i

/** Quotes that stand next to a word for a message. A name of a menu, file or field in quotes does not. */
function quotedIn(passage: Passage): Passage[] {
  const text = passage.text
  if (!quoteMarks.some((mark) => text.includes(mark)) || !messageStems.some((stem) => text.includes(stem)))
    return []
  const found: Passage[] = []
  for (const quote of text.matchAll(quotePattern)) {
    const inner = quote[2] ?? quote[3]!
    const before = text.slice(Math.max(0, quote.index - 90), quote.index)
    const after = text.slice(quote.index + quote[0].length, quote.index + quote[0].length + 40)
    const follows = afterQuote.test(after)
    if (!follows && !beforeQuote.test(before) && !saysBefore.test(before)) continue
    if (!looksQuotable(inner, follows)) continue
    const at = quote.index + quote[0].indexOf(inner)
    found.push(passage.slice(at, at + inner.length))
  }
  return found
}

function looksQuotable(text: string, follows: boolean): boolean {
  const words = text.trim().split(/\s+/)
  if (!/[a-z]{2}/i.test(text) || /^(?:Q\d{5,6}|https?:)/.test(text)) return false
  if (/^\.?\w+\.\w{3}$/.test(text)) return false
  return words.length >= 3 || (follows && words.length >= 2)
}

const stopPattern =
  /\b(?:STOP|Stop|stop)(?: error)?:? ?(?:code )?(0[xX][0-9A-Fa-f]{1,8})\b(?: ?\((?:0[xX][0-9A-Fa-f]+|[^)]{0,40}x{3,})[^)]*\))?/g

/** STOP codes that prose names as a message. */
function stopsIn(passage: Passage): Passage[] {
  const text = passage.text
  if (
    !(text.includes('top') || text.includes('STOP')) ||
    !/\b(?:messages?|errors?|screen|blue)\b/i.test(text)
  )
    return []
  return [...text.matchAll(stopPattern)].map((found) =>
    passage.slice(found.index, found.index + found[0].length),
  )
}
