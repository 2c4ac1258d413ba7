import { describe, expect, test } from 'vitest'
import { Passage } from '../../src/body/passage.ts'
import { namedStops, quotedMessages, stopNumber } from '../../src/body/quoted.ts'

const quoted = (text: string): string[] =>
  quotedMessages(Passage.verbatim(text, 0)).map((quote) => quote.text)

describe('a quote beside a word for a message is one', () => {
  test.each([
    ['You see a "Tape is upside down" error.', 'Tape is upside down'],
    ['You see a "Tape jam" error message.', 'Tape jam'],
    ['You see a "Tape jam" fatal system error.', 'Tape jam'],
    ['You see the error "Tape is upside down".', 'Tape is upside down'],
    ['You see error 12: "Tape is upside down".', 'Tape is upside down'],
    ['You see error code 12, "Tape is upside down".', 'Tape is upside down'],
    ['You see the message box with the text "Tape is upside down".', 'Tape is upside down'],
    ['A dialog box opens and says "Tape is upside down".', 'Tape is upside down'],
    ['You are prompted with "Insert the next tape".', 'Insert the next tape'],
    ['You see the warning \u201cTape is upside down\u201d.', 'Tape is upside down'],
    ["You see the warning 'Tape is upside down'.", 'Tape is upside down'],
    ["You see the warning `Tape isn't ready yet'.", "Tape isn't ready yet"],
    ['You see the warning \u2018Tape is upside down\u2019.', 'Tape is upside down'],
  ])('%s', (text, message) => {
    expect(quoted(text)).toEqual([message])
  })

  test('and so is the one that is joined to it', () => {
    const both = ['Tape is upside down', 'Tape jam']
    expect(quoted('The error "Tape is upside down" or "Tape jam" appears.')).toEqual(both)
    expect(quoted('Either "Tape is upside down" and "Tape jam" errors appear.')).toEqual(both)
    expect(quoted('The error "Tape is upside down" on the "Tape jam" drive appears.')).toEqual([
      'Tape is upside down',
    ])
  })

  test('at the place where it is printed', () => {
    const [quote] = quotedMessages(Passage.verbatim('The error "Tape is upside down" appears.', 100))
    expect(quote!.span).toEqual([111, 130])
  })
})

describe('other quotes are none', () => {
  test.each([
    ['the name of a window', 'Errors grow when you open "My Old Tapes" by hand.'],
    ['one word', 'You see a "Jam" error.'],
    ['two words that nothing follows', 'You see the error "Tape jam".'],
    ['an article', 'The error in "Q999999 on old tapes" error.'],
    ['an address', 'You see the error "https://example.com/ is a page".'],
    ['a file', 'You see the "tape.dll" error.'],
    ['numbers', 'You see the error "1 2 3 4".'],
    ['the banner of a start', 'You see the "Starting Windows 95" message.'],
    ['a word with an apostrophe', "The error isn't that the drive doesn't turn."],
    ['two letters', 'You see the error "ab".'],
  ])('%s', (_, text) => {
    expect(quoted(text)).toEqual([])
  })
})

describe('a STOP code in prose', () => {
  const stops = (text: string): string[] => namedStops(Passage.verbatim(text, 0)).map((stop) => stop.text)

  test.each([
    ['a STOP 0x0000000A error', ['STOP 0x0000000A']],
    ['a Stop: 0x1E message', ['Stop: 0x1E']],
    ['the error is stop code 0X7B', ['stop code 0X7B']],
    ['a STOP error 0x50 appears', ['STOP error 0x50']],
    ['the blue screen STOP 0x0A (0x01, 0x02) appears', ['STOP 0x0A (0x01, 0x02)']],
    ['the screen STOP 0x0A (parameter, xxxx) appears', ['STOP 0x0A (parameter, xxxx)']],
    ['the error STOP 0x0A (on the left)', ['STOP 0x0A']],
    ['the errors STOP 0x0A and STOP 0x0B', ['STOP 0x0A', 'STOP 0x0B']],
    ['the error STOP 0x123456789', []],
    ['they stop 0x0A times', []],
    ['the error 0x0A', []],
  ])('%s', (text, expected) => {
    expect(stops(text)).toEqual(expected)
  })

  test('is known by its number', () => {
    expect(stopNumber('STOP 0x0000000A (0x1)')).toBe(10)
    expect(stopNumber('stop: 0xa')).toBe(10)
    expect(stopNumber('STOP 0xZ')).toBeNull()
    expect(stopNumber('0x0A')).toBeNull()
  })
})
