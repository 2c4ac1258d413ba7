import { describe, expect, test } from 'vitest'
import { readLines } from '../../src/body/line.ts'
import { markOf } from '../../src/body/list-mark.ts'

const mark = (text: string) => markOf(readLines(text)[0]!)

describe('markOf', () => {
  test.each([
    ['- text', 'bullet', '-', 0, 2],
    ['* text', 'bullet', '*', 0, 2],
    ['o  text', 'bullet', 'o', 0, 3],
    ['\u2022\ttext', 'bullet', '\u2022', 0, 2],
    ['\u00b7\u00a0text', 'bullet', '\u00b7', 0, 2],
    ['  1. text', 'number', '1', 1, 3],
    ['9) text', 'number', '9', 9, 3],
    ['(12)  text', 'number', '12', 12, 6],
    ['007. text', 'number', '007', 7, 5],
    ['0. text', 'number', '0', 0, 3],
    ['3.', 'number', '3', 3, 2],
    ['a. text', 'letter', 'a', 1, 3],
    ['Z) text', 'letter', 'Z', 26, 3],
    ['(b) text', 'letter', 'b', 2, 4],
    ['i. text', 'letter', 'i', 9, 3],
    ['ii. text', 'letter', 'ii', 2, 4],
    ['VIII. text', 'letter', 'VIII', 8, 6],
    ['xiii) text', 'letter', 'xiii', 13, 6],
    ['xv. text', 'letter', 'xv', 15, 4],
  ])('reads the mark of "%s"', (text, kind, label, value, textAt) => {
    expect(mark(text)).toEqual({ kind, label, value, textAt })
  })

  test.each([
    '-text',
    '-',
    '+ text',
    'x text',
    '1.text',
    '1: text',
    '1 text',
    '(1. text',
    '1999. text',
    '. text',
    '() text',
    'a.',
    '(a. text',
    'xvi. text',
    'iiiiii. text',
    'No. text',
    '1a. text',
    '@. text',
    '[. text',
    '{. text',
  ])('"%s" opens no item', (text) => {
    expect(mark(text)).toBeNull()
  })
})
