import { describe, expect, test } from 'vitest'
import { readFiles } from '../../src/body/file-list.ts'
import { rowOf } from '../support/body.ts'

const none = { date: null, time: null, version: null, size: null, platform: null }
const read = (...lines: string[]) =>
  readFiles(rowOf(lines.join('\n'))).map(({ span: _, ...attributes }) => attributes)
/** The attributes of one printed line behind a header. */
const attributes = (line: string) => read('Date     Size   File name', '-------------------------', line)[0]

describe('the words of a row', () => {
  test.each([
    ['a.dll  12  5/31/99', { date: '5/31/99', size: 12 }],
    ['a.dll  1999-05-31  1', { date: '1999-05-31' }],
    ['a.dll  31-May-1999', { date: '31-May-1999' }],
    ['a.dll  6:02p', { time: '6:02p' }],
    ['a.dll  06:02:03', { time: '06:02:03' }],
    ['a.dll  6:25 PM', { time: '6:25 PM' }],
    ['a.dll  1,164,112', { size: 1164112 }],
    ['a.dll  12bytes', { size: 12 }],
    ['a.dll  12b', { size: 12 }],
    ['a.dll  1', {}],
    ['a.dll  1234567890', {}],
    ['a.dll  442 KB', {}],
    ['a.dll  442k', {}],
    ['a.dll  4.0.1381.7', { version: '4.0.1381.7' }],
    ['a.dll  v4.0a', { version: 'v4.0a' }],
    ['a.dll  1.2.3.4.5.6', {}],
    ['a.dll  (x86)', { platform: 'x86' }],
    ['a.dll  Alpha', { platform: 'Alpha' }],
    ['a.dll  b.dll', {}],
    ['12 34  a.dll', { size: 12 }],
  ])('%s', (line, expected) => {
    expect(attributes(line)).toEqual({ name: 'a.dll', ...none, ...expected })
  })

  test('name a file by its extension', () => {
    expect(attributes('tape_1$.dl_  12')?.name).toBe('tape_1$.dl_')
    expect(attributes('a.tapes  12')).toBeUndefined()
    expect(attributes('a.123  12')).toBeUndefined()
    expect(attributes('tape  12')).toBeUndefined()
  })
})

describe('a table', () => {
  test.each([
    ['File name  Size', true],
    ['Filename  Date', true],
    ['File names  Time', true],
    ['File name  Version', true],
    ['File name  Platform', true],
    ['File name  Use', false],
    ['File  Size', false],
  ])('under "%s" lists files: %s', (header, lists) => {
    expect(read(header, '-'.repeat(40), 'a.dll      12')).toHaveLength(lists ? 1 : 0)
  })
})

describe('code', () => {
  test('lists files where each line dates one', () => {
    expect(read('Copy:', '', '   5/31/99  a.dll', '   6/30/99  b.dll')).toEqual([
      { name: 'a.dll', ...none, date: '5/31/99' },
      { name: 'b.dll', ...none, date: '6/30/99' },
    ])
  })

  test.each([
    ['does not where one line has no date', ['   5/31/99  a.dll', '   b.dll']],
    ['does not where one names no file', ['   5/31/99  a.dll', '   6/30/99']],
    ['does not without digits', ['   a/b  a.dll', '   c/d  b.dll']],
  ])('%s', (_, lines) => {
    expect(read('Copy:', '', ...lines)).toEqual([])
  })

  test('is none as prose', () => {
    expect(read('5/31/99 a.dll')).toEqual([])
  })
})

test('a row stands where it is printed', () => {
  const text = 'Copy:\n\n   5/31/99  a.dll\n   6/30/99  b.dll\n'
  expect(readFiles(rowOf(text)).map(({ span }) => text.slice(...span))).toEqual([
    '5/31/99  a.dll',
    '6/30/99  b.dll',
  ])
})
