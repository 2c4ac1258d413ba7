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
import { derivedRule, type PhraseTrigger, type Rule, type Trigger } from './rule.ts'
import { partBits, printSignature, type Sentence, signatureOf } from './signature.ts'
import { phraseTriggers } from './told-trouble.ts'

/** `null` where nothing in the article could recognise a report. `coded` are its texts. Cost: linear in the article. */
export function deriveRule(
  article: Article,
  coded: readonly CodedText[] = codedTextsOf(article),
): Rule | null {
  if (article.id === null) return null
  const triggers = withoutRepeats(messageTriggers(article, coded)).concat(
    withoutRepeats(codeTriggers(article, coded)),
    phraseTriggers(article),
  )
  return triggers.length === 0 ? null : derivedRule(article.id, triggers, productFacts(article))
}

/** Phrases look after their repeats themselves. */
type Quoted = Exclude<Trigger, PhraseTrigger>

/** The first of equals stays: the order below is one of trust. */
function withoutRepeats(triggers: Quoted[]): Trigger[] {
  if (triggers.length < 2) return triggers
  const first = new Map<string, Quoted>()
  for (const trigger of triggers) {
    const key = keyOf(trigger)
    if (!first.has(key)) first.set(key, trigger)
  }
  return [...first.values()]
}

/** What a derived trigger recognises; the rest of it follows. */
function keyOf(trigger: Quoted): string {
  switch (trigger.type) {
    case 'message':
      return `message ${trigger.signature}`
    case 'code':
      return `code ${codeKey(trigger.code)}`
    case 'stop':
      return `stop ${trigger.code} ${trigger.parameters.join()}`
    case 'event':
      return `event ${trigger.id} ${trigger.source}`
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

function messageTriggers(article: Article, coded: readonly CodedText[]): Quoted[] {
  const triggers: Quoted[] = []
  const add = (text: string, weight: number, span: Span | null, codes?: readonly FoundCode[]): void => {
    const sentences = signatureOf(text, codes)
    if (isMessage(sentences))
      triggers.push({ type: 'message', signature: printSignature(sentences), weight, span })
  }
  for (const [i, message] of article.messages.entries()) {
    // the title is the first text, then come the messages
    if (message.form === 'block' || message.form === 'inline')
      add(message.text, weightIn(message, article), message.span, coded[i + 1]!.codes)
  }
  for (const { description, span } of article.events) if (description !== null) add(description, 1, span)
  for (const text of titleMessages(article.title ?? '')) add(text, titleWeight, article.spans.title ?? null)
  for (const { title, span } of article.references)
    for (const text of titleMessages(title ?? '')) add(text, citedWeight, span)
  return triggers
}

function weightIn(message: Message, article: Article): number {
  const section = article.sections[message.section]
  return section === undefined ? 1 : (sectionWeights[section.kind] ?? 1)
}

/** Whether it says as much as a message does. */
function isMessage(sentences: readonly Sentence[]): boolean {
  let bits = 0
  let fixed = 0
  for (const sentence of sentences) {
    for (const part of sentence) {
      bits += partBits(part, generalBackground)
      if (part.type !== 'slot') fixed++
      if (bits >= leastBits && fixed >= leastFixedParts) return true
    }
  }
  return false
}

/** "Err Msg: Cannot Find File" and "Setup Stops with "Cannot Find File"". Titles are cut at 64 characters. */
function titleMessages(title: string): string[] {
  if (!mayQuote.test(title)) return []
  const marked = /\b(?:err(?:or)? ?(?:msg|message)s?|errmsg|stop msg):?\s+(.+)$/i.exec(title)
  const texts = marked === null ? [] : [marked[1]!]
  if (hasQuote.test(title))
    for (const [, quoted] of title.matchAll(/["“]([^"“”]{8,})["”]/g)) texts.push(quoted!)
  return texts.map((text) => withoutCut(text, title))
}

const mayQuote = /["“]|err|stop msg/i
const hasQuote = /["“]/

const longestTitle = 62

/** The last word of a cut title may be half a word. */
function withoutCut(text: string, title: string): string {
  const cut = title.length >= longestTitle && !/[.!?"”]$/.test(title) && title.endsWith(text)
  return cut ? text.replace(/\s+\S+$/, '') : text
}

// --- codes and events

/** Those that are told, and the entries of logs. */
function codeTriggers(article: Article, coded: readonly CodedText[]): Quoted[] {
  const triggers: Quoted[] = []
  const telling = coded.filter(({ isTelling, marked }) => isTelling && marked !== 0)
  for (const { codes, span } of telling) for (const code of codes) addCode(code, span, triggers)
  for (const event of article.events) addEvent(event, event.span, triggers)
  for (const { events, span } of telling) for (const event of events) addEvent(event, span, triggers)
  return triggers
}

function addCode({ readings, parameters }: FoundCode, span: Span | null, triggers: Quoted[]): void {
  const { code, weight } = readings[0]!
  if (code.family === 'stop')
    triggers.push({ type: 'stop', code: code.value, parameters, module: null, weight: 1, span })
  else if (code.family !== 'number' && weight >= 0.4) triggers.push({ type: 'code', code, weight: 1, span })
}

function addEvent(
  { id, source }: { readonly id: number | null; readonly source: string | null },
  span: Span | null,
  triggers: Quoted[],
): void {
  if (id !== null) triggers.push({ type: 'event', id, source, weight: 1, span })
}
