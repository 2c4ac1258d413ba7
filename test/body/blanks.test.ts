import { expect, test } from 'vitest'
import { collapsed } from '../../src/body/blanks.ts'

test.each([
  ['', ''],
  ['turn the tape', 'turn the tape'],
  ['turn  the   tape', 'turn the tape'],
  ['turn\nthe\ttape', 'turn the tape'],
  ['turn\u00a0the tape', 'turn the tape'],
  [' turn ', ' turn '],
  ['\n turn', ' turn'],
])('%j has single blanks as %j', (text, expected) => {
  expect(collapsed(text)).toBe(expected)
})
