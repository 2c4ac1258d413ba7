import { describe, expect, test } from 'vitest'
import * as traits from '../../src/body/traits.ts'

const { traitsOf } = traits

const has = (text: string, trait: number): boolean => (traitsOf(text) & trait) !== 0

test('a text that says nothing has what every text has', () => {
  expect(traitsOf('')).toBe(traits.any)
  expect(traitsOf('a tape')).toBe(traits.any)
})

describe('characters', () => {
  test.each([
    ['two blanks', 'a  b', traits.gap],
    ['a tab', 'a\tb', traits.tab],
    ['a double quote', 'a "b', traits.quotes],
    ['a single quote', "a 'b", traits.quotes],
    ['a grave accent', 'a `b', traits.quotes],
    ['a typographic double quote', 'a \u201cb', traits.quotes],
    ['a typographic single quote', 'a \u2018b', traits.quotes],
    ['a slash', 'a/b', traits.slash],
    ['a Q', 'Q9', traits.ids],
    ['five digits', 'a12345b', traits.number],
  ])('%s', (_, text, trait) => {
    expect(has(text, trait)).toBe(true)
  })

  test('single blanks, four digits and a small q are nothing', () => {
    for (const trait of [traits.gap, traits.ids, traits.number])
      expect(has('q 1234 5\n 6', trait)).toBe(false)
  })
})

describe('words', () => {
  test.each([
    ['an ERROR', traits.message],
    ['logged', traits.message],
    ['a log', traits.message],
    ['stop', traits.stop],
    ['HKEY_USERS', traits.registry],
    ['HKU\\a', traits.registry],
    ['Types', traits.typed],
    ['KB12345', traits.cited],
    ['KB 12345', traits.cited],
    ['KB: 12345', traits.cited],
    ['see 123456', traits.cited],
    ['the fix', traits.resolve],
    ['"fix"', traits.resolve],
    ['\u00e9fix\u00e9', traits.resolve],
  ])('%s', (text, trait) => {
    expect(has(text, trait)).toBe(true)
  })

  test.each([
    ['terror', traits.message],
    ['catalog', traits.message],
    ['x86stop', traits.stop],
    ['st-op', traits.stop],
    ['fixture', traits.resolve],
    ['seen', traits.cited],
  ])('%s is another one', (text, trait) => {
    expect(has(text, trait)).toBe(false)
  })
})

test('a text may be longer than what is looked at together', () => {
  const filler = 'a '.repeat(8190)
  for (let more = 0; more < 8; more++) {
    const text = `${filler}${'.'.repeat(more)} stop`
    expect([more, has(text, traits.stop), has(text, traits.number)]).toEqual([more, true, false])
    expect(has(`${filler}${'.'.repeat(more)}12345`, traits.number)).toBe(true)
  }
})

test('half a character that takes two does no harm', () => {
  expect(has('\ud800 stop', traits.stop)).toBe(true)
})
