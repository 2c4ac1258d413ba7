import { expect, test } from 'vitest'
import { matchesOf } from '../../src/body/matches.ts'

test('all matches are found, whatever the pattern was used for before', () => {
  const word = /[a-z]+/g
  word.lastIndex = 5
  expect(matchesOf(word, 'plum and pie').map((found) => [found[0], found.index])).toEqual([
    ['plum', 0],
    ['and', 5],
    ['pie', 9],
  ])
  expect(matchesOf(word, '123')).toEqual([])
})
