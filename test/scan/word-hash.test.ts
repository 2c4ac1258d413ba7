import { expect, test } from 'vitest'
import { bytesBehind, hashBytes, hashWord } from '../../src/scan/word-hash.ts'

/** The hash of a text as it stands between other bytes. */
function inBytes(text: string): number {
  const bytes = new TextEncoder().encode(`x ${text} ${'~'.repeat(bytesBehind)}`)
  return hashBytes(new DataView(bytes.buffer), 2, 2 + text.length)
}

test.each([
  'a',
  'dll',
  'file',
  'error',
  'setup32',
  '80070005',
  'recovery_',
  'application1',
  'administrators12',
  'internationalization',
  'a_word_that_is_longer_than_three_blocks_of_it',
])('%s has one hash, as a word, in a text, and in any case', (word) => {
  expect(inBytes(word)).toBe(hashWord(word))
  expect(inBytes(word.toUpperCase())).toBe(hashWord(word))
})

test('words that differ in one letter, its place or their length have other hashes', () => {
  const words = ['a', 'aa', 'aaa', 'aaaaaaaa', 'aaaaaaaaa', 'b', 'ab', 'ba', 'aaaaaaab', 'baaaaaaa']
  const others = ['é', 'ж', 'жж', 'зж', '語', '語a', 'a語', '0', 'p', 'P1', '_']
  const hashes = [...words, ...others].map(hashWord)
  expect(new Set(hashes).size).toBe(words.length + others.length)
})
