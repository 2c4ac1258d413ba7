import fc from 'fast-check'
import { expect, test } from 'vitest'
import { collapsed, oneLine } from '../../src/article/one-line.ts'

test.each([
  ['', ''],
  [' \n ', ''],
  ['one line', 'one line'],
  ['  two\r\n\tlines  of\n text ', 'two lines of text'],
  ['hard\u00a0 blanks \u2003count', 'hard blanks count'],
])('%j is "%s"', (text, line) => {
  expect(oneLine(text)).toBe(line)
})

const texts = fc
  .array(fc.constantFrom('a', ' ', '\n', '\t', '\u00a0'), { maxLength: 12 })
  .map((all) => all.join(''))

test('each run of blanks is one', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(oneLine(text)).toBe(text.replace(/\s+/g, ' ').trim())
    }),
    { seed: 3, numRuns: 2000 },
  )
})

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
