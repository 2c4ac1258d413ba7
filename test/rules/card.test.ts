import { describe, expect, test } from 'vitest'
import { cardOf, tellingOf } from '../../src/rules/card.ts'
import { authored } from '../support/authored.ts'

const rules = `- id: plain
  when: { any: [{ message: The disk is full }] }
- id: full
  when: { any: [{ message: The disk is full }] }
  outcome: { type: by-design, text: Live with it. }
  ask: [{ fact: edition, text: Which edition? }]`

describe('the card of an article', () => {
  test('has what an answer shows and weighs', () => {
    const card = cardOf(authored({ id: 'x', title: 'Broken floppies', products: ['SBS 4.5'] }))
    expect(card).toMatchObject({
      id: 'x',
      authored: true,
      facts: [{ fact: 'product', values: ['SBS 4.5'] }],
      ways: [{ when: [], label: null }],
      questions: [],
    })
  })

  test('names products as one would, not as the lines that lead to others', () => {
    const products = ['Tape Reader version 4.0, on platform(s):', 'Disk Reader, used with:']
    const card = cardOf(authored({ products }))!
    expect(card.facts[0]!.values).toEqual(['Tape Reader version 4.0', 'Disk Reader'])
  })

  test('has what its author says of the ways out', () => {
    const card = cardOf(authored({ rules }))
    expect(tellingOf(authored({ rules })).outcomes.map(({ text }) => text)).toEqual(['Live with it.'])
    expect(card!.questions).toEqual([{ fact: 'edition', text: 'Which edition?' }])
  })

  test('has the meanings of its words of trouble, each once', () => {
    const words = cardOf(authored({ title: 'Floppy disks are damaged' }))!.vocabulary!
    expect(words.slice(0, 2)).toEqual(['disk', 'damaged'])
    expect(words.filter((word) => word === '' || word === 'mend')).toEqual([])
    expect(new Set(words).size).toBe(words.length)
  })

  test('is none for an article that nothing could point to', () => {
    expect(cardOf({ ...authored({}), id: null })).toBeNull()
  })
})
