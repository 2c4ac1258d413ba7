import { describe, expect, test } from 'vitest'
import { type Cue, cueOf as cueOfPassage, isLabel } from '../../src/body/cue.ts'
import { Passage } from '../../src/body/passage.ts'

const cueOf = (text: string): Cue | null => cueOfPassage(Passage.verbatim(text, 0))

describe('a lead-in points ahead', () => {
  test.each([
    'You receive the following error message:',
    'The tool then shows the following warning:',
    'The following STOP error appears:',
    'The following dialog box appears:',
    'The following blue screen appears:',
    'You see this message:',
    'An error similar to the following:',
    'An error message similar to this:',
    'An error message that resembles one of these:',
    'The error message has the following text:',
    'The service writes the following lines to the event log:',
    'The event viewer shows the following description:',
    'The following information is logged in setup.log with an error:',
    'Error message:',
    'Warning:',
    'Error 2:',
    'Scanner error text:',
  ])('%s', (text) => {
    expect(cueOf(text)).toEqual({ points: true, plural: false, colon: true })
  })
})

describe('a lead-in without a pointer', () => {
  test.each([
    'Now and then the older tool displays an error message:',
    'The driver reports a fault:',
    'You are prompted with a pop-up:',
    'Printing fails with an exception:',
  ])('says what is shown: %s', (text) => {
    expect(cueOf(text)).toEqual({ points: false, plural: false, colon: true })
  })

  test('may tell of events that are logged', () => {
    expect(cueOf('Two events are recorded in the System Log:')).toEqual({
      points: false,
      plural: true,
      colon: true,
    })
  })
})

describe('the plural announces several', () => {
  test.each([
    'You receive one of the following error messages:',
    'The following errors appear:',
    'The following warnings appear:',
    'The following alerts appear:',
    'The following events are logged with an error:',
    'The following error entries appear:',
  ])('%s', (text) => {
    expect(cueOf(text)?.plural).toBe(true)
  })
})

describe('without a colon', () => {
  test.each([
    ['a text that stops short leads in', 'You receive the following error message'],
    ['so does one that ends in a comma', 'You receive the following error message,'],
    ['so does one that ends in a dash', 'You receive the following error message -'],
    ['so does one that ends in a semicolon', 'You receive the following error message;'],
    ['so does a whole sentence that points', 'The following error message appears.'],
    ['so does one that says "below"', 'Below is the text of these messages.'],
  ])('%s', (_, text) => {
    expect(cueOf(text)).toMatchObject({ points: true, colon: false })
  })

  test.each([
    'An error message appears.',
    'The following menu appears. It shows no errors.',
    'Which of the following error messages do you see?',
    'Errors are shown below.',
  ])('a finished sentence does not: %s', (text) => {
    expect(cueOf(text)).toBeNull()
  })
})

describe('no message is announced', () => {
  test.each([
    ['where no word speaks of one', 'Follow these steps:'],
    ['by what is to be typed at a prompt', 'Type the following at the command prompt:'],
    ['by what the reader is told to check', 'To mend the error, check the following messages:'],
    ['by what the reader is told to add', 'If the error stays, add the following message:'],
    ['by a list of files', 'The error is caused by the following files:'],
    ['by steps that avoid it', 'To avoid the error message, follow these steps:'],
    ['by steps about a message', 'The following sequence causes the error message:'],
    ['by a pointer to what precedes', 'The above error message is displayed:'],
    ['by how to suppress it', 'A switch is shown to suppress the error message:'],
    ['by causes of an error', 'An error occurs because of one of the following:'],
    ['by meanings of an error', 'This error indicates the following:'],
    ['by another noun that comes last', 'The error message is displayed by these drives:'],
    ['by a noun without a verb that shows', 'Long notes on the history of the error message:'],
    ['by a message that something else follows', 'The error message shows a list of values:'],
    ['by exceptions to a rule', 'Every error is fixed, with the following exceptions:'],
    ['by the words after a DOS prompt', 'The error is shown at the DOS prompt in these folders:'],
    ['by "following," as a preposition', 'In the hours following, errors grow:'],
    ['by "this" elsewhere', 'Because of this the error message list is:'],
    ['by the text for this message', 'Go to the table for this message:'],
  ])('%s', (_, text) => {
    expect(cueOf(text)).toBeNull()
  })
})

describe('only the end of a text counts', () => {
  test('the last sentence decides', () => {
    expect(cueOf('You receive the following error message. Then open the next drawer:')).toBeNull()
    expect(cueOf('Open the drawer and wait. You receive the following error message:')).not.toBeNull()
  })

  test('and of a long one, the last three hundred letters', () => {
    const long = (words: number): string => `The following error ${'ab '.repeat(words)}:`
    expect(cueOf(long(10))).not.toBeNull()
    expect(cueOf(long(120))).toBeNull()
  })

  test('the last pointer decides', () => {
    expect(cueOf('After the following steps you see these messages:')?.points).toBe(true)
    expect(cueOf('After the following messages take these steps:')).toBeNull()
  })
})

describe('a label', () => {
  test.each([
    ['In Windows NT 4.0:', true],
    ['At start –', true],
    ['At start -', true],
    ['At start', false],
    [`${'x'.repeat(98)}:`, true],
    [`${'x'.repeat(99)}:`, false],
  ])('%s: %s', (text, label) => {
    expect(isLabel(text)).toBe(label)
  })
})
