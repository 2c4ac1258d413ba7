import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findEvents } from '../../src/codes/event.ts'
import { marks, marksOf } from '../../src/codes/marks.ts'
import { findCodes } from '../../src/codes/notation.ts'

test.each([
  ['0x5', marks.prefix],
  ['&H5', marks.prefix],
  ['80070005', marks.long],
  ['(c0000005)', marks.long],
  ['-2147024891', marks.long],
  ['E_FAIL', marks.symbol],
  ['WSAEINTR', marks.symbol],
  ['MY_E_TROUBLE', marks.symbol],
  ['ERROR_ACCESS_DENIED', marks.symbol],
  ['LNK2001', marks.lettered],
  ['error 5', marks.labelled],
  ['errors: the error code is 5', marks.labelled],
  ["error = '5'", marks.labelled],
  ['Msg 5', marks.labelled | marks.severe],
  ['Error: 5, Severity: 20', marks.labelled | marks.severe],
  ['STOP: a', marks.stop],
  ['Bug check a', marks.stop],
  ['bugcheck a', marks.stop],
  ['SQLSTATE a', marks.sqlstate],
  ['HTTP/1.1', marks.http],
  ['Event 7', marks.event],
])('%s has a mark', (text, mark) => {
  expect(marksOf(text)).toBe(mark)
})

test.each([
  'Windows 95',
  'the 5 of them',
  'stops',
  'check',
  'http://host',
  'number 5',
  'a_b',
  '\\\\S_1',
  'prevent',
  'the event log',
  'stop all',
  'A4711',
  'Q4711',
  'equals',
  'LB_ADDSTRING',
  'my_E_FAIL',
  'cabbages',
  '1234567',
  'é5',
])('%s has none', (text) => {
  expect(marksOf(text)).toBe(0)
})

const pieces = fc.constantFrom(
  ...'0x &h 80070005 c0000005 -2147024891 2147942405 deadbeef E_ACCESSDENIED MY_E_TROUBLE WM_PAINT WSAECONNRESET C1001 LNK2001'.split(
    ' ',
  ),
  ...'D4002 SQLSTATE 08S01 HTTP http /1.1 404 Msg 17805 severity error err errno rc code number is of 5 31'.split(
    ' ',
  ),
  ...'stop STOP bug check bugcheck screen was 0A 7B 1E event Event id log entry s 7000 source the value'.split(
    ' ',
  ),
  ...[' ', '  ', '\t', '\n', ': ', '=', '#', "'", '"', '(', ')', ',', '.', '-', '_', '\u00a0', 'é'],
)
const texts = fc.array(pieces, { maxLength: 14 }).map((all) => all.join(''))

const all = Object.values(marks).reduce((sum, mark) => sum + mark, 0)

test('what has no mark of a notation has no code of it either', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(findCodes(text)).toEqual(findCodes(text, all))
      expect(findEvents(text)).toEqual(findEvents(text, all))
    }),
    { seed: 5, numRuns: 20_000 },
  )
})
