import { readdirSync, readFileSync } from 'node:fs'
import { stemmer } from 'stemmer'
import { expect, test } from 'vitest'
import { stem } from '../../src/analysis/stemmer.ts'
import { pick, randomFrom } from '../support/random.ts'

test.each([
  ['caresses', 'caress'],
  ['ponies', 'poni'],
  ['agreed', 'agre'],
  ['hopping', 'hop'],
  ['filing', 'file'],
  ['falling', 'fall'],
  ['happy', 'happi'],
  ['sky', 'sky'],
  ['yearly', 'yearli'],
  ['relational', 'relat'],
  ['electricity', 'electr'],
  ['adoption', 'adopt'],
  ['rate', 'rate'],
  ['controller', 'control'],
  ['is', 'is'],
])('%s → %s', (word, expected) => {
  expect(stem(word)).toBe(expected)
})

test('the words of our articles have the stems that the package of Porter’s rules gives them', () => {
  const folder = new URL('../../articles/', import.meta.url)
  const texts = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'))
  const words = new Set(
    texts
      .join(' ')
      .toLowerCase()
      .match(/[a-z]+/g),
  )
  expect(words.size).toBeGreaterThan(1000)
  for (const word of words) expect([word, stem(word)]).toEqual([word, stemmer(word)])
})

test('and so have words of any letters with any endings', () => {
  const random = randomFrom(5)
  const oneOf = (list: readonly string[]): string => list[pick(random, list.length)]!
  for (let i = 0; i < 20_000; i++) {
    const letters = Array.from({ length: pick(random, 6) }, () => oneOf([...'aeiouybcdlstwxz']))
    const word = letters.join('') + oneOf(endings) + oneOf(endings)
    expect([word, stem(word)]).toEqual([word, stemmer(word)])
  }
})

const endings =
  `s es ss ed ing eed y ies sses e ll at bl iz ational tional enci izer bli alli ousli ization ator alism iveness
  biliti logi icate ative alize iciti ical ful ness al ance er ible ement ion sion tion ou ism iti ous ive ize`
    .split(/\s+/)
    .concat('')
