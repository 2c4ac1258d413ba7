// Of which codes does this article speak, anywhere and where it tells the trouble?
//
// An index lists articles by what comes out here, so that a code finds the same ones in every notation, and misses none.
// Whatever could be a code counts: an address that looks like one costs a few bytes, a code that is missed an answer.

import type { Article, SectionKind, Span } from '../article/article.ts'
import { codeKey, wholeCode } from './code.ts'
import { eventKey, type FoundEvent, findEvents } from './event.ts'
import { marks, marksOf } from './marks.ts'
import { type FoundCode, findCodes } from './notation.ts'

/** A text in which codes were looked for. */
export interface CodedText {
  readonly text: string
  readonly codes: readonly FoundCode[]
  readonly events: readonly FoundEvent[]
  /** Of the whole text; `null` where the article does not say where it stands. */
  readonly span: Span | null
  /** Whether it tells the trouble. */
  readonly isTelling: boolean
  /** As `marksOf` gives them. */
  readonly marked: number
}

const tellingKinds: ReadonlySet<SectionKind> = new Set(['symptoms', 'question', 'summary', 'cause'])

/** Title, messages and sections, in this order. Cost: a few passes over the text. */
export function codedTextsOf({ title, spans, messages, sections }: Article): CodedText[] {
  const coded = [codedText(title ?? '', spans.title ?? null, true)]
  for (const { text, span } of messages) coded.push(codedText(text, span, true))
  for (const { text, span, kind } of sections) coded.push(codedText(text, span, tellingKinds.has(kind)))
  return coded
}

function codedText(text: string, span: Span | null, isTelling: boolean): CodedText {
  const marked = marksOf(text)
  return marked === 0
    ? { text, codes: noCodes, events: noEvents, span, isTelling, marked }
    : { text, codes: findCodes(text, marked), events: findEvents(text, marked), span, isTelling, marked }
}

/** Of most texts. */
const noCodes: readonly FoundCode[] = []
const noEvents: readonly FoundEvent[] = []

/** Keys as `codeKey` writes them; events are `event:7000` and `event:7000 source`. */
export interface ArticleCodes {
  readonly all: ReadonlySet<string>
  /** Those in the title, the messages and the sections that tell the trouble. */
  readonly told: ReadonlySet<string>
}

/** `texts` are those of the article. */
export function codesOf(article: Article, texts: readonly CodedText[] = codedTextsOf(article)): ArticleCodes {
  const told = new Set<string>()
  const all = new Set<string>()
  for (const { id, source } of article.events) if (id !== null) addEvent(id, source, told)
  for (const text of texts) if (text.marked !== 0) addCodes(text, text.isTelling ? told : all)
  for (const text of codedHeadings(article)) addCodes(text, text.isTelling ? told : all)
  for (const key of told) all.add(key)
  return { all, told }
}

/** Headings and keywords. Hardly any holds a code, so they are looked at all together first. */
function codedHeadings({ sections, queryWords, keywords }: Article): CodedText[] {
  const words = `${queryWords.join(' ')} ${keywords.join(' ')}`
  let whole = words
  for (const { heading } of sections) if (heading !== null) whole += ` ${heading}`
  if (marksOf(whole) === 0) return []
  return [
    ...sections.map(({ heading, kind }) => codedText(heading ?? '', null, tellingKinds.has(kind))),
    codedText(words, null, false),
  ]
}

/** A reading below it is only one of several that a bare number may have; the number itself is always kept. */
const leastWeight = 0.5

function addCodes({ text, codes, events, marked }: CodedText, into: Set<string>): void {
  for (const { readings } of codes) {
    for (const { code, weight } of readings) {
      if (weight >= leastWeight || code.family === 'number') into.add(codeKey(code))
    }
  }
  if ((marked & (marks.prefix | marks.long)) !== 0) addValues(text, into)
  for (const { id, source } of events) addEvent(id, source, into)
}

function addValues(text: string, into: Set<string>): void {
  // `matchAll` would copy the pattern for every text
  wholeValue.lastIndex = 0
  for (let match = wholeValue.exec(text); match !== null; match = wholeValue.exec(text)) {
    const [, prefixed, bare, decimal] = match
    const number = decimal === undefined ? Number.parseInt(prefixed ?? bare!, 16) : Number(decimal)
    const code = wholeCode(number)
    if (code !== null) into.add(codeKey(code))
  }
}

/** Values of 32 bits in any notation, wherever they stand. */
const wholeValue =
  /(?<!\w)(?:(?:0x|&h)([\da-f]{5,8})|([8cd][\da-f]{7})|(-\d{9,10}|[2-4]\d{9}))(?:h|&|u?l)?(?!\w)/gi

function addEvent(id: number, source: string | null, into: Set<string>): void {
  into.add(`event:${eventKey(id, null)}`)
  if (source !== null) into.add(`event:${eventKey(id, source)}`)
}
