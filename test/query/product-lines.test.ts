import { describe, expect, test } from 'vitest'
import { ProductLines } from '../../src/query/product-lines.ts'
import type { AskedProduct } from '../../src/query/reading.ts'

const words = ['small', 'server', 'sbs', '4.5', 'mail', '97']
const slotOf = (term: string): number => words.indexOf(term)
const found = (term: string) => ({ term, documents: 1, weight: 256, infos: [] })
const product = (names: readonly string[], versions: string): AskedProduct => ({
  names: names.map((name) => name.split(' ').map(found)),
  versions: versions === '' ? [] : versions.split(' ').map(found),
})
const slotsOf = (line: string): Int32Array => Int32Array.from(line.split(' '), slotOf)

function agreement(given: readonly AskedProduct[], named: readonly AskedProduct[], ...lines: string[]) {
  const reader = new ProductLines({ given, named }, words.length, slotOf)
  reader.begin()
  for (const line of lines) reader.add(slotsOf(line), slotsOf(line).length)
  return reader.agreement()
}

const server = product(['small server', 'sbs'], '4.5')

describe('a product that is asked about', () => {
  test('agrees by any of its names, and with its version in the same line', () => {
    expect(agreement([server], [], 'small server 4.5').given).toEqual({ name: 1, version: 1, clash: 0 })
    expect(agreement([server], [], 'sbs 4.5').given).toEqual({ name: 1, version: 1, clash: 0 })
    expect(agreement([server], [], 'small server', 'mail 4.5').given).toEqual({
      name: 1,
      version: 0,
      clash: 0,
    })
  })

  test('agrees by half with any version where it states none', () => {
    expect(agreement([product(['mail'], '')], [], 'mail 97').given).toEqual({
      name: 1,
      version: 0.5,
      clash: 0,
    })
  })

  test('does not agree with a version that the segment has no word for', () => {
    expect(agreement([product(['mail'], '2.0')], [], 'mail 97').given).toEqual({
      name: 1,
      version: 0,
      clash: 0,
    })
  })

  test('clashes with a list that does not have it, and with no list at all does not', () => {
    expect(agreement([server], [], 'mail 97', 'server 4.5').given).toEqual({ name: 0, version: 0, clash: 1 })
    expect(agreement([server], []).given).toEqual({ name: 0, version: 0, clash: 0 })
  })

  test('stated or named is told apart, and of several each has its share', () => {
    const { given, named } = agreement([server], [product(['mail'], ''), product(['server'], '')], 'mail')
    expect(given).toEqual({ name: 0, version: 0, clash: 1 })
    expect(named).toEqual({ name: 0.5, version: 0.25, clash: 0 })
  })

  test('is covered from none (-1) to all of its words (1); 0 where none is asked about', () => {
    expect(agreement([server], [], 'mail').covered).toBe(-1)
    expect(agreement([server], [], 'small server 4.5').covered).toBe(1)
    expect(agreement([server], [], 'server').covered).toBeCloseTo(2 / 3 - 1)
    expect(agreement([], [], 'server').covered).toBe(0)
  })
})

test('one document says nothing of the next', () => {
  const reader = new ProductLines({ given: [server], named: [] }, words.length, slotOf)
  reader.begin()
  reader.add(slotsOf('small server 4.5'), 3)
  reader.begin()
  expect([reader.count, reader.agreement()]).toEqual([
    0,
    {
      covered: -1,
      given: { name: 0, version: 0, clash: 0 },
      named: { name: 0, version: 0, clash: 0 },
    },
  ])
})
