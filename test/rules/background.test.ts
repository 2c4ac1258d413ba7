import { describe, expect, test } from 'vitest'
import {
  backgroundOf,
  bitsOf,
  generalBackground,
  isGeneralWord,
  rareBits,
} from '../../src/rules/background.ts'

describe('what a word is worth', () => {
  test('grows with its rareness', () => {
    const [the, disk, sticker] = ['the', 'disk', 'sticker'].map(generalBackground.bits)
    expect(the).toBe(0)
    expect(disk).toBeGreaterThan(2)
    expect(sticker).toBeGreaterThan(disk!)
    expect(generalBackground.bits('qwertzuiop')).toBe(rareBits)
    expect([isGeneralWord('disk'), isGeneralWord('qwertzuiop')]).toEqual([true, false])
  })

  test('adds up', () => {
    expect(bitsOf(['the', 'disk'], generalBackground)).toBe(generalBackground.bits('disk'))
    expect(bitsOf([], generalBackground)).toBe(0)
  })

  test('is general in a small collection', () => {
    const { bits } = backgroundOf(4, new Map([['disk', 4]]))
    expect(Math.abs(bits('disk') - generalBackground.bits('disk'))).toBeLessThan(0.1)
  })

  test('is its own in a large one', () => {
    const { bits } = backgroundOf(
      50_000,
      new Map([
        ['disk', 50_000],
        ['the', 50_000],
      ]),
    )
    expect(bits('disk')).toBeLessThan(0.1)
    expect(bits('the')).toBe(0)
    expect(bits('sticker')).toBe(rareBits)
  })
})
