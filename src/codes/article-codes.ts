// Of which codes does this article speak, anywhere and where it tells the trouble?
//
// An index lists articles by what comes out here, so that a code finds the same ones in every notation, and misses none.
// Whatever could be a code counts: an address that looks like one costs a few bytes, a code that is missed an answer.

import type { Article, SectionKind } from '../article/article.ts'
import { codeKey, wholeCode } from './code.ts'
import { eventKey, findEvents } from './event.ts'
import { marks, marksOf } from './marks.ts'
import { findCodes } from './notation.ts'

/** Keys as `codeKey` writes them; events are `event:7000` and `event:7000 source`. */
export interface ArticleCodes {
  readonly all: ReadonlySet<string>
  /** Those in the title, the messages and the sections that tell the trouble. */
  readonly told: ReadonlySet<string>
}

const telling: ReadonlySet<SectionKind> = new Set(['symptoms', 'question', 'summary', 'cause'])

/** Cost: a few passes over the text. */
export function codesOf(article: Article): ArticleCodes {
  const told = new Set<string>()
  const all = new Set<string>()
  addCodes(article.title ?? '', told)
  for (const { text } of article.messages) addCodes(text, told)
  for (const { id, source } of article.events) if (id !== null) addEvent(id, source, told)
  for (const { kind, heading, text } of article.sections) {
    const into = telling.has(kind) ? told : all
    addCodes(heading ?? '', into)
    addCodes(text, into)
  }
  addCodes([...article.queryWords, ...article.keywords].join(' '), all)
  for (const key of told) all.add(key)
  return { all, told }
}

/** A reading below it is only one of several that a bare number may have; the number itself is always kept. */
const leastWeight = 0.5

function addCodes(text: string, into: Set<string>): void {
  const marked = marksOf(text)
  for (const { readings } of findCodes(text, marked)) {
    for (const { code, weight } of readings) {
      if (weight >= leastWeight || code.family === 'number') into.add(codeKey(code))
    }
  }
  if ((marked & (marks.prefix | marks.long)) !== 0) addValues(text, into)
  for (const { id, source } of findEvents(text, marked)) addEvent(id, source, into)
}

function addValues(text: string, into: Set<string>): void {
  for (const [, prefixed, bare, decimal] of text.matchAll(wholeValue)) {
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
