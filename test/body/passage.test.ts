import { describe, expect, it } from 'vitest'
import { Passage } from '../../src/body/passage.ts'

// "plum jam" and "pie", the second printed 20 characters further on.
const source = 'see plum jam,            a pie and more'
const joined = Passage.join([Passage.verbatim('plum jam', 4), Passage.verbatim('pie', 27)], ' ')

describe('Passage', () => {
  it('stands in the source where it was taken from', () => {
    const passage = Passage.verbatim('plum jam', 4)
    expect(passage.span).toEqual([4, 12])
    expect(source.slice(...passage.spanOf(5, 8))).toBe('jam')
  })

  it('joins texts with glue and knows each of their places', () => {
    expect(joined.text).toBe('plum jam pie')
    expect(joined.pieces).toEqual([0, 4, 9, 27])
    expect(joined.span).toEqual([4, 30])
    expect(joined.spanOf(9, 12)).toEqual([27, 30])
  })

  it('puts no glue before the first text, and none between nothing', () => {
    expect(Passage.join([Passage.verbatim('', 3), Passage.verbatim('pie', 27)], ' ').text).toBe('pie')
    expect(Passage.join([], ' ')).toEqual(new Passage('', [0, 0]))
  })

  it('maps glue to the end of the text before it', () => {
    expect(joined.spanOf(8, 9)).toEqual([12, 13])
  })

  it('is empty at its start where nothing is asked for', () => {
    expect(joined.spanOf(9, 9)).toEqual([27, 27])
    expect(joined.spanOf(5, 3)).toEqual([9, 9])
    expect(Passage.verbatim('', 7).span).toEqual([7, 7])
  })

  it.each([
    [0, 4, 'plum', [4, 8]],
    [5, 8, 'jam', [9, 12]],
    [5, 12, 'jam pie', [9, 30]],
    [9, 12, 'pie', [27, 30]],
    [10, 11, 'i', [28, 29]],
  ] as const)('slices %i to %i with its places', (from, to, text, span) => {
    const slice = joined.slice(from, to)
    expect([slice.text, slice.span]).toEqual([text, span])
  })

  it('keeps the places inside a slice', () => {
    expect(joined.slice(5, 12).pieces).toEqual([0, 9, 4, 27])
    expect(joined.slice(9, 12).pieces).toEqual([0, 27])
    expect(joined.slice(5, 9).pieces).toEqual([0, 9])
  })

  it('counts a decoded character from where its code begins', () => {
    // `a<A0>b`: the blank stands at 1, b at 5.
    const decoded = new Passage('a b', [0, 0, 1, 1, 2, 5])
    expect([decoded.spanOf(1, 2), decoded.spanOf(2, 3), decoded.span]).toEqual([
      [1, 2],
      [5, 6],
      [0, 6],
    ])
  })

  it.each([
    ['  plum  ', 'plum', [2, 6]],
    ['plum ', 'plum', [0, 4]],
    [' plum', 'plum', [1, 5]],
    ['   ', '', [0, 0]],
  ] as const)('trims %o', (text, trimmed, span) => {
    const passage = Passage.verbatim(text, 0).trim()
    expect([passage.text, passage.span]).toEqual([trimmed, span])
  })

  it('is itself where there is nothing to trim', () => {
    expect(joined.trim()).toBe(joined)
  })

  it('finds its way among many pieces', () => {
    const lines = Array.from({ length: 1000 }, (_, i) => Passage.verbatim(`line ${i}`, i * 100))
    const log = Passage.join(lines, '\n')
    for (const i of [0, 1, 499, 500, 998, 999]) {
      const at = log.text.indexOf(`line ${i}`)
      expect(log.spanOf(at, at + 4)).toEqual([i * 100, i * 100 + 4])
    }
  })
})
