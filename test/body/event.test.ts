import { describe, expect, test } from 'vitest'
import { readEvent } from '../../src/body/event.ts'
import { Passage } from '../../src/body/passage.ts'

const none = { id: null, source: null, type: null, category: null, description: null }

function read(text: string) {
  const event = readEvent(Passage.verbatim(text, 0))
  if (event === null) return null
  const { span, ...fields } = event
  expect(span).toEqual([0, text.length])
  return fields
}

describe('an entry of an event log', () => {
  test.each([
    [
      'has one field a line',
      'Event ID: 12\nSource: Tape\nType: Error\nCategory: Drives\nDescription: None\n is left.',
      { id: 12, source: 'Tape', type: 'Error', category: 'Drives', description: 'None is left.' },
    ],
    [
      'may have longer labels',
      'Event Source: Tape\nEvent Type: Error\nEvent Category: Drives\nEventID: 12',
      { ...none, id: 12, source: 'Tape', type: 'Error', category: 'Drives' },
    ],
    [
      'may stand on one line',
      'Event ID: 12 Source: Tape; Type=Error | Description: None is left.',
      { ...none, id: 12, source: 'Tape;', type: 'Error |', description: 'None is left.' },
    ],
    [
      'has a description to its end, whatever that holds',
      'Event: 12\nDescription: None.\nSource: Tape',
      { ...none, id: 12, description: 'None. Source: Tape' },
    ],
    [
      'has a description without a label',
      'Event ID: 12\nSource: Tape\nNo tape\nis left.',
      { ...none, id: 12, source: 'Tape', description: 'No tape is left.' },
    ],
    [
      'may have it behind the id',
      'Event 12: No tape is left.',
      { ...none, id: 12, description: 'No tape is left.' },
    ],
    ['may have values under their labels', 'Event ID\n12\nSource\nTape', { ...none, id: 12, source: 'Tape' }],
    ['may use dashes', 'Event ID - 12\nSource - Tape', { ...none, id: 12, source: 'Tape' }],
    ['may use equal signs', 'Event ID=12\nSource = Tape', { ...none, id: 12, source: 'Tape' }],
    ['may use blanks', 'Event ID 12\nSource Tape', { ...none, id: 12, source: 'Tape' }],
    ['may have its id in brackets', 'Event ID: (12)\nSource: Tape', { ...none, id: 12, source: 'Tape' }],
    ['may number its id', 'Event ID: #12\nSource: Tape', { ...none, id: 12, source: 'Tape' }],
    [
      'needs more than a date, a user and a computer beside its id',
      'Date: 1/2/99\nEvent ID: 12\nUser: none\nComputer: tape\nTime: 1:00',
      null,
    ],
    [
      'needs no id beside a source and a description',
      'Source: Tape\nDescription: None is left.',
      { ...none, source: 'Tape', description: 'None is left.' },
    ],
    [
      'has the first of two values',
      'Event ID: 12\nSource: Tape\nSource: Disk\nEvent ID: 13',
      { ...none, id: 12, source: 'Tape' },
    ],
  ])('%s', (_, text, fields) => {
    expect(read(text)).toEqual(fields)
  })

  test.each([
    ['an id alone', 'Event ID: 12'],
    ['a source alone', 'Source: Tape'],
    ['a description alone', 'Description: an event'],
    ['an id of six digits', 'Event ID: 123456\nType: Error'],
    ['an id that is a word', 'Event ID: none\nType: Error'],
    ['words before it', 'The log has\nEvent ID: 12\nSource: Tape'],
    ['other words', 'Type: Error\nDescription: None is left.'],
    ['a label in the middle without a colon', 'The event source tape'],
  ])('is not %s', (_, text) => {
    expect(read(text)).toBeNull()
  })
})
