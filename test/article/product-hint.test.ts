import { expect, test } from 'vitest'
import { mayNameProduct } from '../../src/article/product-hint.ts'
import { productNames } from '../../src/article/product-names.ts'

test('every name of a product is noticed, in any case and with anything around it', () => {
  for (const { name, aliases } of productNames) {
    for (const spelling of [name, ...aliases]) {
      expect([spelling, mayNameProduct(spelling)]).toEqual([spelling, true])
      expect(mayNameProduct(`(a tape, ${spelling.toUpperCase()}; it turns)`)).toBe(true)
    }
  }
})

test('so is a genitive', () => {
  expect(mayNameProduct("a tape that is Excel's")).toBe(true)
  expect(mayNameProduct('a tape that is Excel\u2019s')).toBe(true)
})

test('most texts name none', () => {
  expect(mayNameProduct('')).toBe(false)
  expect(mayNameProduct('The tape turns, and turns again.')).toBe(false)
  expect(mayNameProduct('words that begin as names do: excellent, accessible')).toBe(false)
})
