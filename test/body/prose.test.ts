import { describe, expect, test } from 'vitest'
import { joinLines, readLines } from '../../src/body/line.ts'
import { isProse } from '../../src/body/prose.ts'

const full = 'The drive turns and turns until the last tape has been read'
const prose = (text: string, loose = false): boolean => {
  const lines = readLines(text)
  return isProse(lines, 0, lines.length, loose, joinLines(lines, 0, lines.length, ' '))
}

describe('a single line', () => {
  test.each([
    ['The drive turns.', true],
    ['The drive turns  a tape that is old;', true],
    ['The drive  turns a tape.', true],
    ['the drive  turns', false],
    ['tape  disk', false],
    ['The drive   turns a tape.', false],
    ['Tape.  Disk.', true],
    ['tape\tdisk', false],
    ['turn tape;', false],
    ['if tape {', false],
    ['}', false],
    ['Turn _', false],
    ['turn_', true],
    ["' a comment", false],
    ["'quoted'", true],
    ['x =', false],
    ['#include <tape>', false],
    ['#define tape', false],
    ['// tape', false],
    ['/* tape', false],
    ['<b>tape', false],
    ['</b>', false],
    ['<3 tapes', true],
    ['Dim tape', false],
    ['Sub tape', false],
    ['end sub', false],
    ['private tape', false],
    ['public sub tape', false],
    ['public tape', true],
    ['If tape then', false],
    ['If tape then stop', true],
    ['print tape', false],
    ['@echo tape', false],
    ['rem tape', false],
  ])('%j is prose: %s', (text, expected) => {
    expect(prose(text)).toBe(expected)
  })
})

describe('several lines are prose', () => {
  test.each([
    ['full to sixty columns', `${full}.\nThen it stops.`, true],
    ['full to fifty-nine, where the next word fitted', `${full}\na tape.`, false],
    ['so full that the next word did not fit', `${full}\nunread before.`, true],
    ['full with their indentation', ` ${full}\n a tape.`, true],
    ['at least fifty columns', `${full.slice(0, 49)}\nelectromagnetically`, false],
    ['fifty columns before a long word', `${full.slice(0, 48)}ve\n${'x'.repeat(15)}`, true],
    ['fifty columns, where the next word fitted', `${full.slice(0, 48)}ve\n${'x'.repeat(14)}`, false],
    ['the first line indented', `   ${full}\nThen it stops.`, true],
    ['not a later one', `${full} now\n${full} now\n   then it stops.`, false],
    ['not short lines', 'The drive turns.\nThe tape stops.', false],
    ['without a blank line', `${full} now\n\nThen it stops.`, false],
    ['with columns of their own', `${full} now\nThen   it stops.`, false],
    ['with one slip', `${full} now\nThen  it stops.`, true],
    ['with two slips', `${full}  now\nThen  it stops.`, false],
    ['with two slips in a line', `${full} now\nThen  it  stops.`, false],
    ['with a slip and code', `${full} now\nx  = 1`, false],
    ['after a sentence', `${full}.   Now\nthen.  It stops.`, true],
    ['not code', `${full} now {\nthen`, false],
    ['not with a log line', `${full} now\n06/12/95 16:52:14 tape`, false],
    ['not with log lines of another land', `${full} now\n1995-06-12T6:52 tape`, false],
    ['but with a date', `${full} now\n06/12/95 was the day`, true],
    ['not of citations', `Q999999 ${full}\nQ999998 ${full}`, false],
    ['but of one citation', `Q999999 ${full}\nand the title goes on`, true],
    ['nor of few digits', `Q9999 ${full}\nQ9998 ${full}`, true],
  ])('%s', (_, text, expected) => {
    expect(prose(text)).toBe(expected)
  })
})

describe('loose prose', () => {
  test.each([
    ['The drive turns.\nThe tape stops.', true],
    ['"The drive turns."\n"The tape stops."', true],
    ['The drive turns:\nThe tape stops', true],
    ['The drive turns\nThe tape stops', false],
    ['The drive turns.\nthe tape stops', false],
    ['Turns.\nThe tape stops', false],
    ['x = a b.\nThe tape stops', false],
    ['The drive turns.\nTape = none', false],
    ['The drive turns.\nTAPE stops', false],
  ])('may end a line with a sentence: %j %s', (text, expected) => {
    expect(prose(text, true)).toBe(expected)
    expect(prose(text, false)).toBe(false)
  })
})
