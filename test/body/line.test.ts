import { describe, expect, it } from 'vitest'
import {
  codeAt,
  isBlank,
  isRule,
  joinLines,
  type Line,
  lastCode,
  outdent,
  passageOf,
  printedText,
  readLines,
} from '../../src/body/line.ts'

const bare = ({ text, indent, start, from, end }: Line): unknown => [text, indent, start, from, end]

describe('readLines', () => {
  it('gives each line with its indentation and its places', () => {
    expect(readLines('one\n  two \n').map(bare)).toEqual([
      ['one', 0, 0, 0, 4],
      ['two', 2, 4, 6, 11],
    ])
  })

  it.each([
    ['a\nb', ['a', 'b']],
    ['a\r\nb\r\n', ['a', 'b']],
    ['a\rb\rc', ['a', 'b', 'c']],
    ['a\n\nb', ['a', '', 'b']],
    ['a\r\rb', ['a', '', 'b']],
    ['a\r\nb\rc\nd', ['a', 'b', 'c', 'd']],
    ['\n', ['']],
    ['', []],
  ])('ends lines with any line end: %o', (text, lines) => {
    expect(readLines(text).map((line) => line.text)).toEqual(lines)
  })

  it('covers the text: each line begins where the one before ends', () => {
    const text = 'a\r\n\r b\n\n\tc \r\n'
    const lines = readLines(text)
    expect(lines.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text)
    for (const { text: own, from } of lines) expect(text.slice(from, from + own.length)).toBe(own)
  })

  it('drops one prefix, where it is, before it counts the indentation', () => {
    const lines = readLines('\tone\n\t\ttwo\nthree\n\t\n', 0, undefined, '\t')
    expect(lines.map(bare)).toEqual([
      ['one', 0, 0, 1, 5],
      ['two', 1, 5, 7, 11],
      ['three', 0, 11, 11, 17],
      ['', 0, 17, 18, 19],
    ])
  })

  it('counts tabs, hard blanks and form feeds as one blank each', () => {
    expect(readLines('\t\u00a0\f x').map(bare)).toEqual([['x', 4, 0, 4, 5]])
  })

  it('gives a line of blanks no text and no indentation', () => {
    expect(readLines('   \nx').map(bare)).toEqual([
      ['', 0, 0, 3, 4],
      ['x', 0, 4, 4, 5],
    ])
  })

  it('reads a part of a text only', () => {
    expect(readLines('a\nbc\nd', 2, 4).map(bare)).toEqual([['bc', 0, 2, 2, 4]])
    expect(readLines('a\rbc\rd', 2, 5).map(bare)).toEqual([['bc', 0, 2, 2, 5]])
  })
})

describe('passageOf', () => {
  it('is the line as it stands', () => {
    const [, line] = readLines('one\n  two')
    expect([passageOf(line!).text, passageOf(line!).span]).toEqual(['two', [6, 9]])
  })

  it('keeps the places of a line that was decoded', () => {
    const line = { text: 'a b', indent: 0, start: 0, from: 0, end: 7, pieces: [0, 0, 1, 1, 2, 5] }
    expect(passageOf(line).spanOf(2, 3)).toEqual([5, 6])
  })
})

describe('joinLines', () => {
  const lines = readLines('one\n   two\n\n  three')

  it('joins with glue and drops all indentation', () => {
    const passage = joinLines(lines, 0, 2, ' ')
    expect([passage.text, passage.pieces]).toEqual(['one two', [0, 0, 4, 7]])
  })

  it('keeps what is deeper than the margin', () => {
    const passage = joinLines(lines, 0, 4, '\n', 1)
    expect(passage.text).toBe('one\n  two\n\n three')
    expect(passage.spanOf(4, 5)).toEqual([5, 6])
    expect(passage.spanOf(12, 17)).toEqual([14, 19])
  })

  it('keeps the places of decoded lines', () => {
    const decoded = { text: 'a b', indent: 0, start: 0, from: 0, end: 7, pieces: [0, 0, 1, 1, 2, 5] }
    const after = { text: 'c', indent: 0, start: 8, from: 8, end: 9 }
    const passage = joinLines([decoded, after], 0, 2, ' ')
    expect([passage.text, passage.spanOf(2, 3), passage.spanOf(4, 5)]).toEqual(['a b c', [5, 6], [8, 9]])
  })

  it('is empty for no lines', () => {
    expect(joinLines(lines, 2, 2, ' ').span).toEqual([0, 0])
  })
})

describe('printedText', () => {
  it('gives lines as they are printed', () => {
    const lines = readLines('\tone\n\t   two\n\t\n\tthree', 0, undefined, '\t')
    expect(printedText(lines, 0, 4)).toBe('one\n   two\n\nthree')
    expect(printedText(lines, 1, 2)).toBe('   two')
    expect(printedText(lines, 1, 1)).toBe('')
  })
})

describe('outdent', () => {
  it('moves indented lines to the left, not beyond the margin', () => {
    const source = 'one\n two\n    three'
    expect(
      outdent(source, readLines(source), 2).map(({ text, indent, from }) => [text, indent, from]),
    ).toEqual([
      ['one', 0, 0],
      ['two', 0, 5],
      ['three', 2, 13],
    ])
  })

  it('leaves a tab of the author where it is', () => {
    const source = '\tone\n \ttwo'
    expect(outdent(source, readLines(source), 1).map(({ indent }) => indent)).toEqual([1, 1])
  })
})

describe('characters', () => {
  it.each([
    ['a', 0, 97],
    ['ab', 1, 98],
    ['ab', 2, 0],
    ['', 0, 0],
  ])('of %o at %i is %i', (text, at, code) => {
    expect(codeAt(text, at)).toBe(code)
  })

  it('end with the last one, or 0', () => {
    expect([lastCode('ab:'), lastCode('')]).toEqual([58, 0])
  })

  it.each([
    [' ', true],
    ['\t', true],
    ['\u00a0', true],
    ['\f', true],
    ['\n', false],
    ['x', false],
  ])('%o is a blank: %o', (character, blank) => {
    expect(isBlank(character.charCodeAt(0))).toBe(blank)
  })
})

describe('a rule', () => {
  it('is one sign and nothing else, however long', () => {
    for (const length of [1, 3, 79, 99, 100, 250]) {
      expect(isRule('-'.repeat(length), '-')).toBe(true)
      expect(isRule('='.repeat(length), '=')).toBe(true)
      expect(isRule('-'.repeat(length), '=')).toBe(false)
      expect(isRule(`${'-'.repeat(length)}=`, '-')).toBe(false)
    }
    expect(isRule('', '-')).toBe(false)
  })
})
