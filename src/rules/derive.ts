// Which rules follow from what this article says?
//
// One rule an article, with every trigger that its text gives: the messages it quotes (also in its title and in the
// titles of articles it cites), the codes and events in them, and its sentences about trouble as phrases. Derived rules
// are data like hand-written ones; the same article always gives the same rule.

import type { Article, Message, SectionKind, Span } from '../article/article.ts'
import { type CodedText, codedTextsOf } from '../codes/article-codes.ts'
import { codeKey } from '../codes/code.ts'
import type { FoundCode } from '../codes/notation.ts'
import { generalBackground } from './background.ts'
import { productFacts } from './hand-written.ts'
import { derivedRule, type Rule, type Trigger } from './rule.ts'
import { printSignature, sentenceBits, signatureOf } from './signature.ts'
import { phraseTriggers } from './told-trouble.ts'

/** `null` where nothing in the article could recognise a report. `coded` are its texts. Cost: linear in the article. */
export function deriveRule(
  article: Article,
  coded: readonly CodedText[] = codedTextsOf(article),
): Rule | null {
  if (article.id === null) return null
  const triggers = withoutRepeats([
    ...messageTriggers(article),
    ...codeTriggers(article, coded),
    ...phraseTriggers(article),
  ])
  return triggers.length === 0 ? null : derivedRule(article.id, triggers, productFacts(article))
}

/** The first of equals stays: the order below is one of trust. */
function withoutRepeats(triggers: readonly Trigger[]): Trigger[] {
  const first = new Map<string, Trigger>()
  for (const trigger of triggers) {
    const key = keyOf(trigger)
    if (!first.has(key)) first.set(key, trigger)
  }
  return [...first.values()]
}

/** What a derived trigger recognises; the rest of it follows. */
function keyOf(trigger: Trigger): string {
  switch (trigger.type) {
    case 'message':
      return `message ${trigger.signature}`
    case 'code':
      return `code ${codeKey(trigger.code)}`
    case 'stop':
      return `stop ${trigger.code} ${trigger.parameters.join()}`
    case 'event':
      return `event ${trigger.id} ${trigger.source}`
    case 'phrase':
      return `phrase ${trigger.about.join()}: ${trigger.state.join()}`
  }
}

// --- messages

/** How surely a message in such a section is what the user sees, and not one that a step of the way out prints. */
const sectionWeights: Readonly<Partial<Record<SectionKind, number>>> = {
  resolution: 0.5,
  workaround: 0.5,
  references: 0.5,
  status: 0.5,
  'more-information': 0.8,
  response: 0.8,
}
const titleWeight = 1
const citedWeight = 0.7
/** Less is no message: "OK", "Error". */
const leastBits = 6
const leastFixedParts = 2

function messageTriggers(article: Article): Trigger[] {
  return [
    ...article.messages.flatMap((message) =>
      message.form === 'block' || message.form === 'inline'
        ? messageTrigger(message.text, weightIn(message, article), message.span)
        : [],
    ),
    ...article.events.flatMap(({ description, span }) =>
      description === null ? [] : messageTrigger(description, 1, span),
    ),
    ...titleMessages(article.title ?? '').flatMap((text) =>
      messageTrigger(text, titleWeight, article.spans.title ?? null),
    ),
    ...article.references.flatMap(({ title, span }) =>
      titleMessages(title ?? '').flatMap((text) => messageTrigger(text, citedWeight, span)),
    ),
  ]
}

function weightIn(message: Message, article: Article): number {
  const section = article.sections[message.section]
  return section === undefined ? 1 : (sectionWeights[section.kind] ?? 1)
}

function messageTrigger(text: string, weight: number, span: Span | null): Trigger[] {
  const sentences = signatureOf(text)
  const bits = sentences.reduce((sum, sentence) => sum + sentenceBits(sentence, generalBackground), 0)
  const fixed = sentences.flat().filter(({ type }) => type !== 'slot').length
  if (bits < leastBits || fixed < leastFixedParts) return []
  return [{ type: 'message', signature: printSignature(sentences), weight, span }]
}

/** "Err Msg: Cannot Find File" and "Setup Stops with "Cannot Find File"". Titles are cut at 64 characters. */
function titleMessages(title: string): string[] {
  if (!mayQuote.test(title)) return []
  const marked = /\b(?:err(?:or)? ?(?:msg|message)s?|errmsg|stop msg):?\s+(.+)$/i.exec(title)
  const texts = marked === null ? [] : [marked[1]!]
  for (const [, quoted] of title.matchAll(/["“]([^"“”]{8,})["”]/g)) texts.push(quoted!)
  return texts.map((text) => withoutCut(text, title))
}

const mayQuote = /["“]|err|stop msg/i

const longestTitle = 62

/** The last word of a cut title may be half a word. */
function withoutCut(text: string, title: string): string {
  const cut = title.length >= longestTitle && !/[.!?"”]$/.test(title) && title.endsWith(text)
  return cut ? text.replace(/\s+\S+$/, '') : text
}

// --- codes and events

/** Those that are told, and the entries of logs. */
function codeTriggers(article: Article, coded: readonly CodedText[]): Trigger[] {
  const telling = coded.filter(({ isTelling }) => isTelling)
  return [
    ...telling.flatMap(({ codes, span }) => codes.flatMap((code) => codeTrigger(code, span))),
    ...article.events.flatMap((event) => eventTrigger(event, event.span)),
    ...telling.flatMap(({ events, span }) => events.flatMap((event) => eventTrigger(event, span))),
  ]
}

function codeTrigger({ readings, parameters }: FoundCode, span: Span | null): Trigger[] {
  const { code, weight } = readings[0]!
  if (code.family === 'stop')
    return [{ type: 'stop', code: code.value, parameters, module: null, weight: 1, span }]
  return code.family !== 'number' && weight >= 0.4 ? [{ type: 'code', code, weight: 1, span }] : []
}

function eventTrigger(
  { id, source }: { readonly id: number | null; readonly source: string | null },
  span: Span | null,
): Trigger[] {
  return id === null ? [] : [{ type: 'event', id, source, weight: 1, span }]
}
