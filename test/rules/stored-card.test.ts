import { describe, expect, test } from 'vitest'
import { type Card, cardOf, tellingOf } from '../../src/rules/card.ts'
import { deriveRule } from '../../src/rules/derive.ts'
import { derivedRule, type Trigger } from '../../src/rules/rule.ts'
import {
  decodeOutcomes,
  decodeScanned,
  decodeStoredCard,
  encodeOutcomes,
  encodeStoredCard,
} from '../../src/rules/stored-card.ts'
import { authored } from '../support/authored.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
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
    expect(decodeStoredCard(encode(encodeStoredCard(stored)), fail)).toEqual(stored)
  })

  test('of an article that nothing can point to has neither', () => {
    expect(decodeStoredCard(encode(encodeStoredCard({ card: null, rule: null })), fail)).toEqual({
      card: null,
      rule: null,
    })
  })

  test('gives the triggers that are looked for in logs without the rest of it', () => {
    const base = { weight: 1, span: null }
    const scanned: Trigger[] = [
      { ...base, type: 'message', signature: 'a "quoted" ] \\ name , [ {path} ü' },
      { ...base, type: 'message', signature: 'ends with \\' },
      { ...base, type: 'code', code: { family: 'win32', value: '5' } },
      { ...base, type: 'stop', code: '0x0000000A', parameters: [null, '0x1'], module: null },
      { ...base, type: 'event', id: 7, source: null },
    ]
    const phrase: Trigger = { ...base, type: 'phrase', about: ['a]'], state: ['['], atLeast: 1, within: 2 }
    const hostile = { ...cardOf(article)!, id: 'a","[\\', vocabulary: ['],[', '\\"', '\\'] }
    const decoded = (triggers: readonly Trigger[], card: Card | null = hostile): readonly Trigger[] => {
      const rule = triggers.length === 0 ? null : derivedRule('x', triggers, [])
      return decodeScanned(encode(encodeStoredCard({ card, rule })), fail)
    }
    expect(decoded([...scanned, phrase])).toEqual(scanned)
    for (const trigger of scanned) expect(decoded([trigger])).toEqual([trigger])
    expect(decoded([phrase])).toEqual([])
    expect(decoded([], null)).toEqual([])
  })

  test('gives those of an article as the whole of it has them', () => {
    const bytes = encode(encodeStoredCard({ card: cardOf(article), rule: deriveRule(article) }))
    const whole = decodeStoredCard(bytes, fail).rule!.triggers
    expect(decodeScanned(bytes, fail)).toEqual(whole.filter(({ type }) => type !== 'phrase'))
  })

  test('that was damaged is an error', () => {
    const bytes = encode(encodeStoredCard({ card: { ...cardOf(article)!, ways: [] }, rule: null }))
    expect(() => decodeStoredCard(bytes, fail)).toThrow('it has a card without a way out')
    expect(() => decodeStoredCard(bytes.subarray(1), fail)).toThrow('it has a document that is no JSON')
    expect(() => decodeScanned(bytes.subarray(0, 60), fail)).toThrow('it has a document')
  })
})

test('stored outcomes are those that were told', () => {
  const { outcomes } = tellingOf(article)
  expect(decodeOutcomes(encode(encodeOutcomes(outcomes)), fail)).toEqual(outcomes)
})
