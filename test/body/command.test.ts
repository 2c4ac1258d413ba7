import { describe, expect, test } from 'vitest'
import { readCommands } from '../../src/body/command.ts'
import { rowOf } from '../support/body.ts'

const read = (...lines: string[]): string[] => readCommands(rowOf(lines.join('\n'))).map(({ text }) => text)

describe('quotes behind "type" and "enter"', () => {
  test.each([
    ['Now type "turn tape" twice.', ['turn tape']],
    ['Then enter "turn tape" now.', ['turn tape']],
    ['Then type the following "turn tape".', ['turn tape']],
    ['Then type the following long command "turn tape".', ['turn tape']],
    ['Now type "turn tape," twice.', ['turn tape']],
    ['Type "turn" and type "stop", then type "turn".', ['turn', 'stop']],
    ['Press "turn" now.', []],
    ['The file type "tape" is old.', []],
    ['The type "tape" is old.', []],
    ['The prototype "tape" is old.', []],
    ['Now type "t" twice.', []],
    ["Now type 'turn' twice.", []],
  ])('%s', (text, commands) => {
    expect(read(text)).toEqual(commands)
  })

  test('stand where they are printed', () => {
    expect(readCommands(rowOf('Now type "turn tape" twice.'))).toEqual([
      { text: 'turn tape', span: [10, 19] },
    ])
  })
})

describe('a lead-in to what is typed', () => {
  test.each([
    'Type the following:',
    'Typing the following:',
    'Enter the following line:',
    'Entering this:',
    'Run the following command:',
    'Running this:',
    'Issue any of the following commands:',
    'Issuing this:',
    'Execute one of the following commands:',
    'Executing this:',
    'Use the following command:',
    'Using this command:',
    'Go to a command prompt:',
    'Turn it at the MS-DOS prompt and wait:',
  ])('%s', (lead) => {
    expect(read(lead, '', '   turn tape', '', 'Done.')).toEqual(['turn tape'])
  })

  test.each([
    'Type the following.',
    'Turn the following:',
    'Run the following program:',
    'Use the following steps:',
    'Use the following code:',
    'Use the following settings:',
    'Use the following. It is old:',
    'Go to a prompt:',
  ])('is not "%s"', (lead) => {
    expect(read(lead, '', '   turn tape', '', 'Done.')).toEqual([])
  })

  const lead = 'Type the following:'

  test.each([
    ['without quotes', ['   "turn tape" (without the quotation marks).'], ['turn tape']],
    ['without other remarks', ['   "turn tape" (without quotes)'], ['turn tape']],
    ['with the quotes inside', ['   turn "tape"'], ['turn "tape"']],
    ['without the comma of the sentence', ['   turn tape,'], ['turn tape']],
    ['with two commas', ['   turn tape,,'], ['turn tape,,']],
    ['as one text', ['   turn  tape', '    now'], ['turn tape now']],
    ['and its alternative', ['   turn', '', '   -or-', '', '   stop'], ['turn', 'stop']],
    ['but no other text', ['   turn', '', '   stop'], ['turn']],
    ['but no prose', ['Turn it.'], []],
    ['but no steps', ['1. turn'], []],
    ['but no program', ['   Dim tape', '   tape = 1'], []],
    ['but no block of a program', ['   if (tape) {', '   turn'], []],
    ['with twelve lines', Array(12).fill('   turn'), [Array(12).fill('turn').join(' ')]],
    ['but no more', Array(13).fill('   turn'), []],
    ['of three hundred letters', [`   ${'x'.repeat(300)}`], ['x'.repeat(300)]],
    ['but no more letters', [`   ${'x'.repeat(301)}`], []],
    ['but not in the next section', ['CAUSE', '=====', '', '   turn'], []],
  ])('takes what stands apart, %s', (_, under, commands) => {
    expect(read(lead, '', ...under)).toEqual(commands)
  })

  test.each([
    'Type the following commands:',
    'Type the following lines:',
    'Type the following, and press ENTER after each line:',
    'Type one of the following:',
  ])('takes each line under "%s"', (several) => {
    expect(read(several, '', '   turn tape', '    stop', '', 'Done.')).toEqual(['turn tape', 'stop'])
  })

  test('takes what is deeper in a step', () => {
    expect(read('1. Type the following:', '', '      turn tape', '', '2. Wait.')).toEqual(['turn tape'])
    expect(read('1. Type the following:', '', '   turn tape', '', '2. Wait.')).toEqual(['turn tape'])
  })
})
