import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readLines } from '../../src/body/line.ts'
import { markOf } from '../../src/body/list-mark.ts'
import { blank, dash, equals, marked, outlineOf, overDash, tabular } from '../../src/body/outline.ts'
import { readTable } from '../../src/body/table.ts'

const openings = (...lines: string[]): readonly number[] => outlineOf(readLines(lines.join('\n'))).openings

describe('how a line begins', () => {
  test.each([
    ['The tape turns.', 0],
    ['\n', blank],
    ['   ', blank],
    ['- turn', marked | dash],
    ['--------', dash],
    ['========', equals],
    ['1. Turn', marked],
    ['iv) Turn', marked],
    ['ill) Turn', 0],
    ['+------+', tabular],
    ['| a | b |', tabular],
    ['Date  Size', tabular],
    ['Version', tabular],
    ['Drive', 0],
  ])('%j', (line, expected) => {
    expect(openings(line)).toEqual([expected])
  })
})

test('a rule is near for the three lines over it', () => {
  expect(openings('turn', 'turn', '', 'turn', '----', 'turn')).toEqual([
    0,
    overDash,
    blank | overDash,
    overDash,
    dash,
    0,
  ])
})

test('every rule is near for those over it, over one another too', () => {
  expect(openings('turn', '---', 'turn', '---')).toEqual([overDash, dash | overDash, overDash, dash])
})

const part = fc.constantFrom(
  ...['-', '--------', '=', '1', 'iv', 'x', 'xv', 'b', 'Date', 'Time', 'Size', 'File name', 'Version'],
  ...['.', ')', '(', ' ', '  ', '   ', 'turn', '|', '+', 'x.dll', 'o', 'Tape'],
)
const lines = fc.array(
  fc.array(part, { maxLength: 7 }).map((parts) => parts.join('')),
  { maxLength: 9 },
)

test('a line that is told to be plain opens neither item nor table', () => {
  fc.assert(
    fc.property(lines, (texts) => {
      const outline = outlineOf(readLines(texts.join('\n')))
      for (let i = 0; i < outline.lines.length; i++) {
        const opening = outline.openings[i]!
        expect((opening & marked) !== 0).toBe(markOf(outline.lines[i]!) !== null)
        expect((opening & blank) !== 0).toBe(outline.lines[i]!.text === '')
        const under = i + 1 < outline.lines.length ? outline.openings[i + 1]! : 0
        const spaced = outline.lines[i]!.text.includes('  ')
        if ((opening & (tabular | overDash)) === 0 && ((under & blank) === 0 || !spaced)) {
          expect(readTable(outline.lines, i, outline.lines.length)).toBeNull()
        }
      }
    }),
    { numRuns: 2000, seed: 4711 },
  )
})
