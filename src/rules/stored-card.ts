// What does an index keep of an article, to weigh it and to answer from it?
//
// Its card, with the triggers of the rule that was derived from it: tens of thousands of them, so in few bytes. What its
// outcomes say is kept apart, beside the record, and read for what is shown.
//
//     ["Q4711",false,[…],[…],[],null,[…],[…],[…],[…],[…]]
//      members of the card           triggers of each type, phrases last

import { decodeShaped, encodeShaped, type Members, type Shape } from '../shape.ts'
import type { Card } from './card.ts'
import { derivedRule, type Outcome, type Rule, type Trigger } from './rule.ts'

export interface StoredCard {
  /** `null` for an article that nothing can point to, having no id. */
  readonly card: Card | null
  /** The derived rule; `null` where the article gives none. */
  readonly rule: Rule | null
}

const condition: Members = { fact: 'text', values: 'texts', weight: 'number', required: 'flag' }
const way: Members = { when: [condition], label: 'text?' }
const base: Members = { weight: 'number', span: 'span?' }

/** The order is part of the format, here and below. */
const triggers = {
  message: [{ ...base, signature: 'text' }],
  code: [{ ...base, code: { family: 'text', value: 'text' } }],
  stop: [{ ...base, code: 'text', parameters: 'texts?', module: 'text?' }],
  event: [{ ...base, id: 'number', source: 'text?' }],
  phrase: [{ ...base, about: 'texts', state: 'texts', atLeast: 'number', within: 'number' }],
} as const satisfies Readonly<Record<Trigger['type'], Shape>>
const triggerTypes = Object.keys(triggers) as readonly Trigger['type'][]

const shape = {
  id: 'text?',
  authored: 'flag',
  facts: [condition],
  ways: [way],
  questions: [{ fact: 'text', text: 'text' }],
  vocabulary: 'texts?',
  ...triggers,
} as const satisfies Readonly<Record<keyof Card | Trigger['type'], Shape>>

/** The text that is to be stored in UTF-8; so below. */
export function encodeStoredCard({ card, rule }: StoredCard): string {
  const byType: { readonly [Type in Trigger['type']]: Trigger[] } = {
    message: [],
    code: [],
    stop: [],
    event: [],
    phrase: [],
  }
  for (const trigger of rule?.triggers ?? []) byType[trigger.type].push(trigger)
  return encodeShaped({ ...(card ?? noCard), ...byType }, shape)
}

const noCard = { id: null, authored: false, facts: [], ways: [], questions: [], vocabulary: null }

/** `fail` makes the error to throw where the bytes are not what `encodeStoredCard` has written. */
export function decodeStoredCard(bytes: Uint8Array, fail: (what: string) => Error): StoredCard {
  const stored = decodeShaped(bytes, shape, fail) as Card & { [Type in Trigger['type']]: Trigger[] }
  const { id, authored, facts, ways, questions, vocabulary } = stored
  if (id === null) return { card: null, rule: null }
  if (ways.length === 0) throw fail('has a card without a way out')
  const triggers = triggerTypes.flatMap((type) => stored[type].map((trigger) => ({ ...trigger, type })))
  return {
    card: { id, authored, facts, ways, questions, vocabulary },
    rule: triggers.length === 0 ? null : derivedRule(id, triggers as Trigger[], facts),
  }
}

const { phrase: _, ...scanned } = triggers

/**
 * The triggers of the derived rule but for its phrases. A build asks each card for them, and most have none: so what stands
 * before and behind them is not decoded. `fail` as above, where their own bytes are not what was written.
 */
export function decodeScanned(bytes: Uint8Array, fail: (what: string) => Error): readonly Trigger[] {
  const from = endOfItems(bytes, 0, Object.keys(shape).length - triggerTypes.length)
  const to = endOfItems(bytes, from, scannedTypes.length)
  if (to - from === leastScanned) return []
  const list = bytes.slice(from, to + 1)
  list[0] = opening
  list[list.length - 1] = closing
  const stored = decodeShaped(list, scanned, fail) as Record<ScannedType, Trigger[]>
  return scannedTypes.flatMap((type) => stored[type].map((trigger) => ({ ...trigger, type }) as Trigger))
}

type ScannedType = keyof typeof scanned
const scannedTypes = Object.keys(scanned) as readonly ScannedType[]
/** `,[],[],[],[]` */
const leastScanned = ',[]'.length * scannedTypes.length

/** Of JSON: the comma or bracket behind so many items of the list that begins, or goes on, with the mark at `from`. */
function endOfItems(bytes: Uint8Array, from: number, items: number): number {
  let left = items
  let depth = 0
  for (let at = from + 1; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (byte === quote) at = endOfString(bytes, at)
    else if (byte === opening) depth++
    else if (byte === closing) depth--
    else if (byte === comma && depth === 0 && --left === 0) return at
  }
  return bytes.length
}

function endOfString(bytes: Uint8Array, from: number): number {
  let at = from + 1
  while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1
  return at
}

const quote = 0x22
const comma = 0x2c
const opening = 0x5b
const backslash = 0x5c
const closing = 0x5d

const outcomes: Shape = [
  { ...way, type: 'text', cause: 'text?', steps: [{ text: 'text', cost: 'number?' }], text: 'text' },
]

export function encodeOutcomes(list: readonly Outcome[]): string {
  return encodeShaped(list, outcomes)
}

/** `fail` as above. */
export function decodeOutcomes(bytes: Uint8Array, fail: (what: string) => Error): readonly Outcome[] {
  return decodeShaped(bytes, outcomes, fail) as readonly Outcome[]
}
