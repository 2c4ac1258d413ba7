// What does an index keep of an article, to answer from it without reading the rest?
//
// Its card, and the rule that was derived from it, ready to be matched. JSON, both halves in this file.

import type { Card } from './card.ts'
import { decodeRuleSet, encodeRuleSet, type RuleSet } from './rule-set.ts'

export interface StoredCard {
  /** `null` for an article that nothing can point to, having no id. */
  readonly card: Card | null
  /** `null` where the article gives no rule. */
  readonly rules: RuleSet | null
}

export function encodeStoredCard({ card, rules }: StoredCard): Uint8Array {
  return new TextEncoder().encode(JSON.stringify([card, rules === null ? null : encodeRuleSet(rules)]))
}

/** `fail` makes the error to throw where the bytes are not what `encodeStoredCard` has written. */
export function decodeStoredCard(bytes: Uint8Array, fail: (what: string) => Error): StoredCard {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    throw fail('has a card that is no JSON')
  }
  if (!Array.isArray(value) || value.length !== 2 || typeof value[0] !== 'object')
    throw fail('has a card of another form')
  const [card, rules] = value as [Card | null, unknown]
  return { card, rules: typeof rules === 'string' ? decodeRuleSet(rules) : null }
}
