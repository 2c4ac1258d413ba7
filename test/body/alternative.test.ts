import { describe, expect, test } from 'vitest'
import { alternativesIn, isOr, paragraphsOf } from '../../src/body/alternative.ts'
import { Passage } from '../../src/body/passage.ts'

const alternatives = (text: string): string[] =>
  alternativesIn(Passage.verbatim(text, 0)).map((part) => part.text)
const paragraphs = (text: string): string[] =>
  paragraphsOf(Passage.verbatim(text, 0)).map((part) => part.text)

describe('alternatives in a block', () => {
  test.each([
    ['No tape.', ['No tape.']],
    ['No tape\n or no disk', ['No tape\n or no disk']],
    ['No tape.\n-or-\nNo disk.', ['No tape.', '\nNo disk.']],
    ['No tape.\n (OR):\nNo disk.', ['No tape.', '\nNo disk.']],
    ['No tape.\n-and-\nNo disk.', ['No tape.', '\nNo disk.']],
    ['-or-\nNo disk.', ['\nNo disk.']],
    ['No tape.\n-nor-\nNo disk.', ['No tape.\n-nor-\nNo disk.']],
    ['No tape.\n\nNo disk.', ['No tape.\n\nNo disk.']],
  ])('%j', (text, expected) => {
    expect(alternatives(text)).toEqual(expected)
  })

  test('each entry of an event log is one', () => {
    expect(alternatives('Event ID: 1\nSource: A\nEvent ID: 2\nSource: B')).toEqual([
      'Event ID: 1\nSource: A',
      'Event ID: 2\nSource: B',
    ])
    expect(alternatives('Source: A\nEvent ID: 1\n-or-\nSource: B')).toEqual([
      'Source: A\nEvent ID: 1',
      'Source: B',
    ])
  })

  test('each line of a log is one, with the lines that go on with it', () => {
    expect(alternatives('1999-10-20 14:01:02 Tape\n  is in\n1999-10-20 14:01:03 Tape is out')).toEqual([
      '1999-10-20 14:01:02 Tape\n  is in',
      '1999-10-20 14:01:03 Tape is out',
    ])
    expect(alternatives('Tape log\n[10/20/99 4:01] Tape is in')).toEqual([
      'Tape log',
      '[10/20/99 4:01] Tape is in',
    ])
    expect(alternatives('-or-\n10.20.99,14:01 Tape is in')).toEqual(['10.20.99,14:01 Tape is in'])
  })

  test('keep their place', () => {
    const [, second] = alternativesIn(Passage.verbatim('No tape.\n-or-\nNo disk.', 50))
    expect(second!.trim().span).toEqual([64, 72])
  })
})

test.each([
  ['-or-', true],
  ['- OR -', true],
  ['(or)', true],
  ['and:', true],
  ['\u2013or\u2014,', true],
  ['-----or------', true],
  ['-----or-------', true],
  ['------or-------', false],
  ['-nor-', false],
  ['or so', false],
  ['', false],
])('%s says no more than "or": %s', (text, or) => {
  expect(isOr(text)).toBe(or)
})

test('in the plural, each paragraph is a text, or each entry of a log', () => {
  expect(paragraphs('No tape.\nNone.\n \n  No disk.\n\n\n')).toEqual(['No tape.\nNone.', 'No disk.'])
  expect(paragraphs('Event 1\n\nlost\nEvent 2')).toEqual(['Event 1\n\nlost', 'Event 2'])
  expect(paragraphs('Event source: A\nEvent 1\n  event source: B')).toEqual([
    'Event source: A\nEvent 1',
    '  event source: B',
  ])
})
