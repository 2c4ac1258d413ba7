import { describe, expect, test } from 'vitest'
import { readMessages } from '../../src/body/message.ts'
import { rowOf } from '../support/body.ts'

const read = (...lines: string[]) => readMessages(rowOf(lines.join('\n')))
const texts = (...lines: string[]): string[] => read(...lines).messages.map(({ text }) => text)
const lead = 'You receive the following error message:'
const several = 'You receive one of the following error messages:'

describe('a text under a lead-in', () => {
  test('is a message, with its place, form and section', () => {
    const text = `SYMPTOMS\n========\n\n${lead}\n\n   No   tape is left.\n`
    const [message, ...more] = readMessages(rowOf(text)).messages
    expect(more).toEqual([])
    expect(message).toMatchObject({ text: 'No tape is left.', form: 'block', section: 0 })
    expect(text.slice(...message!.span)).toBe('No   tape is left.')
  })

  test.each([
    ['set apart', [lead, '', '   No tape is left.', '', 'Then stop.'], ['No tape is left.']],
    [
      'set apart, of several paragraphs',
      [lead, '', '   No tape is left.', '', '   Insert one.', '', 'Then stop.'],
      ['No tape is left. Insert one.'],
    ],
    ['in the prose, after a colon', [lead, '', 'No tape is left.', '', 'Then stop.'], ['No tape is left.']],
    ['not after a comma', ['You receive the following error message,', '', 'No tape.'], []],
    [
      'behind a note',
      [lead, '', 'NOTE: The number may differ.', '', '   No tape is left.'],
      ['No tape is left.'],
    ],
    ['not in the next section', [lead, '', 'CAUSE', '=====', '', 'The tape is old.'], []],
    ['not under another label', [lead, '', 'At night:', '', '   No tape is left.'], ['No tape is left.']],
    [
      'between -or-',
      [lead, '', '   No tape.', '', '   -or-', '', '   No disk.', '', 'Then stop.'],
      ['No tape.', 'No disk.'],
    ],
    [
      'between -or- in the prose',
      [lead, '', 'No tape.', '', '-or-', '', 'No disk.', '', 'Then stop.'],
      ['No tape.', 'No disk.'],
    ],
    [
      'each paragraph, in the plural',
      [several, '', '   No tape.', '', '   No disk.'],
      ['No tape.', 'No disk.'],
    ],
    [
      'each bullet',
      [several, '', ' - No tape.', '', ' - No disk.', '', 'Then stop.'],
      ['No tape.', 'No disk.'],
    ],
    [
      'each bullet around -or-',
      [several, '', ' - No tape.', '', '-or-', '', ' - No disk.'],
      ['No tape.', 'No disk.'],
    ],
    ['no bullets without a pointer', ['At times a drive reports a fault:', '', ' - It is old.'], []],
    [
      'bullets that say where',
      [several, '', ' - From Windows NT: No tape.', '', ' - In the tray: no tape.'],
      ['No tape.', 'In the tray: no tape.'],
    ],
    [
      'bullets that quote it',
      [several, '', ' - The drive shows a "No tape is left" error message.'],
      ['No tape is left'],
    ],
    [
      'what stands under a bullet that leads in to it',
      [several, '', ' - At night you receive the following error message:', '', '      No tape.'],
      ['No tape.'],
    ],
    [
      'under a lead-in that is a bullet itself',
      [
        ' - At night you receive the following error message:',
        '',
        '      No tape.',
        '',
        ' - By day it works.',
      ],
      ['No tape.'],
    ],
  ] as const)('%s', (_, lines, expected) => {
    expect(texts(...lines)).toEqual(expected)
  })

  test('stands under labels and sub-headings too', () => {
    expect(
      texts(
        several,
        '',
        'At night:',
        '',
        '   No tape.',
        '',
        'By day',
        '------',
        '',
        '   No disk.',
        '',
        'Stop.',
      ),
    ).toEqual(['No tape.', 'No disk.'])
  })
})

describe('what is said to the user', () => {
  test.each([
    ['"No tape is left."', ['No tape is left.']],
    ['\u201cNo tape is left.\u201d', ['No tape is left.']],
    ["`No tape is left.'", ['No tape is left.']],
    ['"No tape is left.', ['No tape is left.']],
    ['No tape is left."', ['No tape is left.']],
    ['"No tape" in "Drive A"', ['"No tape" in "Drive A"']],
    ['No tape is left. [OK] <Cancel>', ['No tape is left.']],
    ['No tape is left. [Tape]', ['No tape is left. [Tape]']],
    ['No', []],
    ['Not', ['Not']],
    ['https://example.com/tapes', []],
    ['Q999999 On tapes', []],
    ['HKEY_LOCAL_MACHINE\\Tape', []],
    ['C:\\Tapes\\Old', []],
    ['<drive>:\\Tapes', []],
    ['12.5, 3', []],
    ['// tape', []],
    ['/* tape */', []],
    ['turn(tape);', []],
    ['tape = old;', []],
    ['Application exception occurred: tape', []],
    ['00000001 00000002 00000003 00000004 tape of the drive', []],
    [
      'STOP 00000001 00000002 00000003 00000004 tape of the',
      ['STOP 00000001 00000002 00000003 00000004 tape of the'],
    ],
    ['00000001 00000002 tape of the drive in a corner', ['00000001 00000002 tape of the drive in a corner']],
    ['00000001 00000002 00000003 of the drive a', ['00000001 00000002 00000003 of the drive a']],
  ])('%s', (text, expected) => {
    expect(texts(lead, '', `   ${text}`)).toEqual(expected)
  })

  test('is one message however often it is printed', () => {
    expect(texts(lead, '', '   No tape is left!', '', 'A "NO TAPE is  left" error message.')).toEqual([
      'No tape is left!',
    ])
  })
})

describe('prose', () => {
  test('quotes messages', () => {
    expect(read('You see a "No tape is left" error message.').messages).toMatchObject([
      { text: 'No tape is left', form: 'inline', span: [11, 26] },
    ])
  })

  test('does not quote them where it cites an article', () => {
    expect(texts('Q999999 The "No tape is left" error message')).toEqual([])
  })

  test('names STOP codes', () => {
    expect(read('You see a STOP 0x0000000A error.').messages).toMatchObject([
      { text: 'STOP 0x0000000A', form: 'stop', span: [10, 25] },
    ])
  })

  test('but a STOP code that a message shows is no other one', () => {
    expect(texts('You see a STOP 0x0A error.', '', lead, '', '   STOP: 0x0000000A (tape)')).toEqual([
      'STOP: 0x0000000A (tape)',
    ])
    expect(texts('You see a STOP 0x0B error.', '', lead, '', '   STOP: 0x0000000A (tape)')).toEqual([
      'STOP 0x0B',
      'STOP: 0x0000000A (tape)',
    ])
  })
})

describe('the entry of an event log', () => {
  const entry = ['   Event ID: 12', '   Source: Tape', '   Description: No tape is left.']

  test('needs no lead-in', () => {
    const { messages, events } = read('The drive is full of events.', '', ...entry, '', 'Then stop.')
    expect(messages).toMatchObject([
      { text: 'Event ID: 12 Source: Tape Description: No tape is left.', form: 'event' },
    ])
    expect(events).toMatchObject([{ id: 12, source: 'Tape', description: 'No tape is left.' }])
  })

  test('has what stands apart under it, up to the next entry or a citation', () => {
    const more = [
      ...entry,
      '',
      '   Insert one.',
      '',
      '   Event ID: 13',
      '   Source: Tape',
      '',
      '   Q999999 Tapes',
    ]
    expect(texts('The log is full.', '', ...more)).toEqual([
      'Event ID: 12 Source: Tape Description: No tape is left. Insert one.',
      'Event ID: 13 Source: Tape',
    ])
  })

  test('needs an id', () => {
    expect(texts('The log is full.', '', '   Source: Tape', '   Description: No tape.')).toEqual([])
  })

  test('needs a source, or to be printed as the log does', () => {
    expect(texts('The log is full.', '', '   Event 12', '   Description: No tape.')).toEqual([])
    expect(texts('The log is full.', '', '   Event ID: 12', '   Description: No tape.')).toEqual([
      'Event ID: 12 Description: No tape.',
    ])
  })

  test('may be a bullet of a lead-in', () => {
    const { events } = read(several, '', ' - Event ID: 12', '', '   Source: Tape', '', ' - No tape.')
    expect(events).toMatchObject([{ id: 12, source: 'Tape' }])
  })
})

test('a body without a word for a message has none', () => {
  expect(read('Turn it on.', '', '   0x0A "No tape is left"')).toEqual({ messages: [], events: [] })
})
