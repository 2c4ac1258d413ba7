import { describe, expect, it } from 'vitest'
import { readLines } from '../../src/body/line.ts'
import { joinLoneMarks, restoreParagraphs } from '../../src/dialect/lost-blanks.ts'

function texts(lines: readonly { readonly text: string }[]): string[] {
  return lines.map((line) => line.text)
}

describe('joinLoneMarks', () => {
  it.each([
    ['-\nPlum Mail', ['- Plum Mail']],
    ['1.\nClick Start.\n2.\nWait.', ['1. Click Start.', '2. Wait.']],
    ['-\n-\nPlum Mail', ['-', '- Plum Mail']],
    ['mended in Service Pack\n3.\nSTATUS', ['mended in Service Pack', '3.', 'STATUS']],
    ['-', ['-']],
    ['-\n', ['-']],
    ['100.\nClick', ['100.', 'Click']],
  ])('reads %j', (text, lines) => {
    expect(texts(joinLoneMarks(readLines(text)))).toEqual(lines)
  })

  it('traces the joined text to both lines', () => {
    const [line] = joinLoneMarks(readLines('-\nPlum'))
    expect(line).toMatchObject({ start: 0, end: 6, pieces: [0, 0, 2, 2] })
  })
})

describe('restoreParagraphs', () => {
  const full = 'a line that is as long as lines can be before the next word is wrapped to the'
  const short = 'a short line.'

  it.each([
    ['a line after which the next word had room', [full, short, full], [full, short, '', full]],
    ['a line that leads in', [`${full}:`, full], [`${full}:`, '', full]],
    ['a sentence before a list item', [`${full}.`, '1. Wait.'], [`${full}.`, '', '1. Wait.']],
    ['a line that was never wrapped', ['word '.repeat(30), short], ['word '.repeat(30).trim(), '', short]],
  ])('ends a paragraph after %s', (_, lines, restored) => {
    expect(texts(restoreParagraphs(readLines(lines.join('\n'))))).toEqual(restored)
  })

  it.each([
    ['a wrapped line', [full, full]],
    ['a heading and its rule', ['CAUSE', '=====']],
    ['a text that has its blank lines', [short, '', short, '', short, '', short, '', short, short]],
  ])('leaves %s alone', (_, lines) => {
    expect(texts(restoreParagraphs(readLines(lines.join('\n'))))).toEqual(lines)
  })
})
