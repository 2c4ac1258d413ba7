import { describe, expect, test } from 'vitest'
import { cardOf, tellingOf } from '../../src/rules/card.ts'
import { deriveRule } from '../../src/rules/derive.ts'
import {
  decodeOutcomes,
  decodeStoredCard,
  encodeOutcomes,
  encodeStoredCard,
} from '../../src/rules/stored-card.ts'
import { authored } from '../support/authored.ts'

const fail = (what: string): Error => new Error(`it ${what}`)
const article = authored({
  id: 'spooler',
  title: 'Error Message: The label spooler is damaged, error 0x80070005',
})

describe('a stored card', () => {
  test('gives back the card and the derived rule of its article', () => {
    const stored = { card: cardOf(article), rule: deriveRule(article) }
    const types = stored.rule!.triggers.map(({ type }) => type)
    expect(types).toContain('message')
    expect(types).toContain('code')
    expect(decodeStoredCard(encodeStoredCard(stored), fail)).toEqual(stored)
  })

  test('of an article that nothing can point to has neither', () => {
    expect(decodeStoredCard(encodeStoredCard({ card: null, rule: null }), fail)).toEqual({
      card: null,
      rule: null,
    })
  })

  test('that was damaged is an error', () => {
    const bytes = encodeStoredCard({ card: { ...cardOf(article)!, ways: [] }, rule: null })
    expect(() => decodeStoredCard(bytes, fail)).toThrow('it has a card without a way out')
    expect(() => decodeStoredCard(bytes.subarray(1), fail)).toThrow('it has a document that is no JSON')
  })
})

test('stored outcomes are those that were told', () => {
  const { outcomes } = tellingOf(article)
  expect(decodeOutcomes(encodeOutcomes(outcomes), fail)).toEqual(outcomes)
})
