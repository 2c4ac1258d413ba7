import { expect, test } from 'vitest'
import { SequenceNumbers } from '../../src/scan/sequence-numbers.ts'
import { pick, randomFrom } from '../support/random.ts'

test('sequences are numbered in the order in which they are first seen, and are known again', () => {
  const random = randomFrom(11)
  const numbers = new SequenceNumbers()
  const known = new Map<string, number>()
  for (let round = 0; round < 60_000; round++) {
    const items = Int32Array.from({ length: pick(random, 6) }, () => pick(random, 9) * 2 ** pick(random, 28))
    const sequence = Int32Array.from([7, ...items, 7])
    const key = items.join()
    if (!known.has(key)) known.set(key, known.size)
    const number = numbers.of(sequence, 1, sequence.length - 1)
    expect(number).toBe(known.get(key))
    expect(numbers.items(number).join()).toBe(key)
  }
  expect(numbers.length).toBe(known.size)
  expect(known.size).toBeGreaterThan(2 ** 15)
})

test('characters are a sequence too', () => {
  const numbers = new SequenceNumbers()
  const of = (text: string): number =>
    numbers.of(
      Uint16Array.from(text, (char) => char.charCodeAt(0)),
      0,
      text.length,
    )
  expect(['disk', 'drive', '', 'disk', ''].map(of)).toEqual([0, 1, 2, 0, 2])
})
