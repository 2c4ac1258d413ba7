// What does an index keep of an article, to weigh it and to answer from it?
//
// Its card, with the triggers of the rule that was derived from it: tens of thousands of them, so in few bytes. What its
// outcomes say is kept apart, beside the record, and read for what is shown.

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

export function encodeStoredCard({ card, rule }: StoredCard): Uint8Array {
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

const outcomes: Shape = [
  { ...way, type: 'text', cause: 'text?', steps: [{ text: 'text', cost: 'number?' }], text: 'text' },
]

export function encodeOutcomes(list: readonly Outcome[]): Uint8Array {
  return encodeShaped(list, outcomes)
}

/** `fail` as above. */
export function decodeOutcomes(bytes: Uint8Array, fail: (what: string) => Error): readonly Outcome[] {
  return decodeShaped(bytes, outcomes, fail) as readonly Outcome[]
}
