import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellsOf, columnsOf, isAligned, joinCells, piecesOf, withRowNames } from '../../src/body/columns.ts'
import { type Line, readLines } from '../../src/body/line.ts'

const line = (text: string): Line => readLines(text)[0]!
const ends = Number.POSITIVE_INFINITY

test('two blanks keep pieces apart', () => {
  expect(piecesOf(line('  Date of it  Size'))).toEqual([
    { text: 'Date of it', from: 2, to: 12 },
    { text: 'Size', from: 14, to: 18 },
  ])
})

describe('columns', () => {
  test.each([
    [
      'are the pieces of a header',
      ['Date  Size'],
      null,
      [
        ['Date', 0, 6],
        ['Size', 6, ends],
      ],
    ],
    [
      'are the pieces over one run of dashes',
      ['Date  Size'],
      '----------',
      [
        ['Date', 0, 6],
        ['Size', 6, ends],
      ],
    ],
    [
      'are the runs of a rule',
      ['Date  Size'],
      '---  ----',
      [
        ['Date', 0, 5],
        ['Size', 5, ends],
      ],
    ],
    [
      'are those of the line with most',
      ['      Bytes', 'Date  Size  Name', 'of it'],
      null,
      [
        ['Date of it', 0, 6],
        ['Bytes Size', 6, 12],
        ['Name', 12, ends],
      ],
    ],
    [
      'of the first such line',
      ['Date  Size', ' Day   Use'],
      null,
      [
        ['Date Day', 0, 6],
        ['Size Use', 6, ends],
      ],
    ],
    [
      'may have no name',
      ['Date'],
      '====  ----',
      [
        ['Date', 0, 6],
        ['', 6, ends],
      ],
    ],
  ] as const)('%s', (_, header, rule, expected) => {
    const columns = columnsOf(header.map(line), rule === null ? null : line(rule))
    expect(columns).toEqual(expected.map(([name, from, to]) => ({ name, from, to })))
  })

  test('have one without a name in front where rows begin left of them', () => {
    const columns = columnsOf([line('     Date  Size')], null)
    expect(withRowNames(columns, [line('One  1999  12')])).toEqual([{ name: '', from: 0, to: 5 }, ...columns])
    expect(withRowNames(columns, [line('   1999  12')])).toBe(columns)
    expect(withRowNames(columns, [line('  9  1999  12')])[0]).toEqual({ name: '', from: 2, to: 5 })
    expect(withRowNames(columns, [line('Eleven  1999')])).toBe(columns)
  })
})

describe('cells', () => {
  const columns = columnsOf([line('Name      Size  Place')], null)

  test.each([
    ['a.dll     12    Here', ['a.dll', '12', 'Here']],
    ['a.dll           Here', ['a.dll', '', 'Here']],
    ['          12', ['', '12', '']],
    ['a.dll    1,212  Here', ['a.dll', '1,212', 'Here']],
    ['longer.dll 12   Here', ['longer.dll', '12', 'Here']],
    ['a.dll     12 or over there', ['a.dll', '12 or', 'over there']],
    ['a  b      12', ['a b', '12', '']],
    [' ', ['', '', '']],
  ])('of "%s"', (text, cells) => {
    expect(cellsOf(line(text), columns)).toEqual(cells)
  })

  test('go on with one blank', () => {
    expect(joinCells('up', 'down')).toBe('up down')
    expect(joinCells('', 'down')).toBe('down')
    expect(joinCells('up', '')).toBe('up')
  })
})

test.each([
  ['a.dll     12', true],
  [' a.dll   12', true],
  ['  a.dll   12', false],
  ['a.dll   12', false],
  ['a.dll', false],
  ['a.dll       12  Here', true],
])('"%s" is in line with two columns: %s', (text, aligned) => {
  expect(isAligned(line(text), columnsOf([line('Name      Size  Place')], null))).toBe(aligned)
})

test('pieces are what one pattern finds', () => {
  const signs = fc.array(fc.constantFrom('a', 'b.', ' ', ' ', '\t', '\u00a0', '\u3000', 'é'))
  fc.assert(
    fc.property(signs, (list) => {
      const text = list.join('')
      const found = [...text.matchAll(/\S+(?: \S+)*/g)].map(({ 0: piece, index }) => {
        return { text: piece, from: 3 + index, to: 3 + index + piece.length }
      })
      expect(piecesOf({ text, indent: 3, start: 0, from: 0, end: 0 })).toEqual(found)
    }),
    { numRuns: 1000, seed: 4711 },
  )
})
