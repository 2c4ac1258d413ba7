import { expect, test } from 'vitest'
import { english, termsOf } from '../../src/analysis/analyzer.ts'
import { kindredOf } from '../../src/query/kindred.ts'

const kindredOfWord = (word: string): readonly string[] => termsOf(english, word).flatMap(kindredOf)

test.each([
  ['freezes', 'respond'],
  ['erased', 'delete'],
  ['pictures', 'graphics'],
])('%s may be %s in an article', (word, ofArticles) => {
  expect(kindredOfWord(word)).toContain(termsOf(english, ofArticles)[0])
})

test('a word is not kindred to itself, nor twice to another', () => {
  for (const word of ['delete', 'remove', 'display', 'error', 'stop', 'file']) {
    const kindred = kindredOfWord(word)
    expect(kindred).toEqual([...new Set(kindred)])
    expect(kindred).not.toContain(termsOf(english, word)[0])
  }
})

test('most words have no kin', () => {
  expect(kindredOf('sbs')).toEqual([])
  expect(kindredOf('constructor')).toEqual([])
})
