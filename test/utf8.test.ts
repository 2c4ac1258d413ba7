import fc from 'fast-check'
import { expect, test } from 'vitest'
import { utf8Of } from '../src/utf8.ts'

const encoder = new TextEncoder()
const texts = fc.array(
  fc.oneof(fc.string({ unit: 'binary', maxLength: 50 }), fc.constantFrom('\ud800', '\udc00é', '\0')),
  {
    maxLength: 20,
  },
)

test('the bytes are those of a TextEncoder, and stay what they are when others are asked for', () => {
  fc.assert(
    fc.property(texts, (all) => {
      const bytes = all.map(utf8Of)
      expect(bytes).toEqual(all.map((text) => encoder.encode(text)))
    }),
    { seed: 7, numRuns: 2000 },
  )
})

test.each([0, 1, 21_844, 21_845, 21_846, 65_536, 200_000])('%d characters of three bytes', (length) => {
  const text = '€'.repeat(length)
  const before = utf8Of('before')
  expect(utf8Of(text)).toEqual(encoder.encode(text))
  expect(before).toEqual(encoder.encode('before'))
})
