import { describe, expect, test } from 'vitest'
import { RunIndex } from '../../scripts/overlap.ts'

const foreign =
  'This problem occurs because the spooler keeps the last page of every job in memory until somebody restarts it.'
const message = 'The print job could not be deleted because it is being printed by somebody else right now.'

describe('shared runs', () => {
  test('are found however they are wrapped, quoted or capitalised', () => {
    expect(
      shared('# Note\n\nIt fails:\n“THE SPOOLER keeps\n  the last page – of every job, in memory until…”'),
    ).toEqual([
      {
        file: 'a.md',
        line: 4,
        words: 'the spooler keeps the last page of every job in memory until',
        foreign: 'b.txt',
      },
    ])
  })

  test('are reported once at their full length', () => {
    expect(shared(`before ${foreign} after`).map(({ words }) => words.split(' ').length)).toEqual([19])
  })

  test('have at least twelve words', () => {
    expect(shared('the spooler keeps the last page of every job in memory.')).toEqual([])
  })

  test('do not run over a word of our own', () => {
    expect(
      shared('because the spooler keeps the last sheet of every job in memory until somebody restarts it'),
    ).toEqual([])
  })

  test('do not count the words of a quoted fact, nor of one cut short', () => {
    expect(shared(`You see: ${message}`, message)).toEqual([])
    expect(
      shared('You see: The print job could not be deleted because it is being printed by', message),
    ).toEqual([])
    expect(shared(`Shown is: ${message}`)).toHaveLength(1)
  })

  test('of numbers and single letters are nobody’s sentences', () => {
    const table = '0 1 2 3 4 5 6 7 8 9 a b c d e f'
    expect(shared(table, undefined, table)).toEqual([])
  })

  test('are found beside letters of any alphabet, which separate words', () => {
    expect(shared('Ł1Ж the spooler keeps the last page of every job in memory until')).toHaveLength(1)
  })
})

function shared(ours: string, fact?: string, theirs = `${foreign}\r\n${message}`) {
  const index = new RunIndex(fact === undefined ? [] : [fact])
  index.add('a.md', ours)
  return index.compare('b.txt', Buffer.from(theirs, 'latin1'))
}
