import { expect, test } from 'vitest'
import { WordTable } from '../../src/analysis/word-table.ts'
import { pick, randomFrom } from '../support/random.ts'

/** The term of the word that stands there. */
function termAt(table: WordTable, text: string, from: number, to: number): string {
  const units = Uint16Array.from(text, (char) => char.charCodeAt(0))
  return table.terms[table.numberAt(units, from, to)]!
}

test('a word has the term that it was given first, wherever it stands', () => {
  const asked: string[] = []
  const table = new WordTable((word) => {
    asked.push(word)
    return word.toUpperCase()
  })
  const random = randomFrom(3)
  const words = Array.from(
    { length: 300 },
    () => 'abc'.charAt(pick(random, 3)).repeat(1 + pick(random, 9)) + pick(random, 40),
  )
  for (let round = 0; round < 5000; round++) {
    const word = words[pick(random, words.length)]!
    const before = ' '.repeat(pick(random, 4))
    expect(termAt(table, `${before}${word}x`, before.length, before.length + word.length)).toBe(
      word.toUpperCase(),
    )
  }
  expect(asked).toHaveLength(new Set(asked).size)
})

test('more words than it remembers are asked for again', () => {
  let asked = 0
  const table = new WordTable((word) => {
    asked++
    return `<${word}>`
  })
  const termOf = (word: string): string => termAt(table, word, 0, word.length)
  for (let i = 0; i < 140_000; i++) termOf(`w${i}`)
  expect([termOf('w139999'), asked]).toEqual(['<w139999>', 140_000])
  expect([termOf('w0'), asked]).toEqual(['<w0>', 140_001])
})
