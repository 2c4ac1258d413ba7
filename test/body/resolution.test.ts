import { describe, expect, test } from 'vitest'
import { passagesOf, readWaysOut, textOf } from '../../src/body/resolution.ts'
import { sectionsOf } from '../support/body.ts'

const resolution = ['RESOLUTION', '==========', '']
const read = (...lines: string[]) =>
  readWaysOut(sectionsOf(lines.join('\n'))).map(({ kind, when, blocks, steps }) => ({
    kind,
    when,
    text: textOf(blocks),
    steps: steps.map(({ number }) => number).join(' '),
  }))
const whens = (...lines: string[]) => read(...resolution, ...lines).map(({ when }) => when)

describe('ways out', () => {
  test('stand in resolutions and workarounds', () => {
    expect(
      read(
        'CAUSE',
        '=====',
        '',
        'Age.',
        '',
        ...resolution,
        '1. Turn it.',
        '',
        'WORKAROUND',
        '==========',
        '',
        'Wait.',
      ),
    ).toEqual([
      { kind: 'resolution', when: null, text: '1. Turn it.', steps: '1' },
      { kind: 'workaround', when: null, text: 'Wait.', steps: '' },
    ])
  })

  test('are several under labels, each with its steps', () => {
    expect(
      read(
        ...resolution,
        'Use one of the following methods.',
        '',
        'Method 1: Turn',
        '--------------',
        '',
        '1. Open it.',
        '',
        '2. Turn it.',
        '',
        '-or-',
        '',
        'Method 2: Wait',
        '--------------',
        '',
        'Wait.',
      ),
    ).toEqual([
      { kind: 'resolution', when: 'Method 1: Turn', text: '1. Open it.\n2. Turn it.', steps: '1 2' },
      { kind: 'resolution', when: 'Method 2: Wait', text: 'Wait.', steps: '' },
    ])
  })

  test('count the numbers of a list and of none of its steps', () => {
    expect(read(...resolution, ' - Turn:', '', '    1. Open it.', '', '       a. Lift it.')).toMatchObject([
      { steps: '1' },
    ])
    expect(read(...resolution, 'a. Open it.', '', 'b. Turn it.')).toMatchObject([{ steps: '' }])
  })

  test('keep what says more than which ways there are', () => {
    expect(whens('The tape is old.', '', 'Method 1: Wait.', '', 'Method 2: Turn.')).toEqual([
      null,
      'Method 1',
      'Method 2',
    ])
    expect(whens('Use either of these methods.', '', 'Method 1: Wait.', '', 'Method 2: Turn.')).toEqual([
      'Method 1',
      'Method 2',
    ])
  })
})

describe('a condition', () => {
  test.each([
    ['For old tapes:'],
    ['On a tape of glass:'],
    ['In the drive:'],
    ['With a tape:'],
    ['Under glass:'],
    ['When using tapes:'],
    ['Tape Reader 4.0:'],
    ['Tapes 3.x and Reader 2:'],
    ['Method 1:'],
    ['Workaround B:'],
    ['Solution Two:'],
    ['Option 3: Turn the tape:'],
  ])('is "%s"', (label) => {
    expect(whens(label, '', 'Turn it.')).toEqual([label.slice(0, -1)])
  })

  test.each([
    ['To turn a tape:'],
    ['On this page:'],
    ['In the box, click:'],
    ['For example:'],
    ['Tape Reader:'],
    ['tape reader 4.0:'],
    ['On a tape'],
    [`On a tape of ${'glass '.repeat(12)}:`],
    ['Method of old:'],
    ['Method 12 of the old ones turns it.'],
  ])('is not "%s"', (label) => {
    expect(whens(label, '', 'Turn it.')).toEqual([null])
  })

  test('opens a paragraph that says more', () => {
    expect(read(...resolution, 'Method 1: Turn the tape and wait.')).toEqual([
      { kind: 'resolution', when: 'Method 1', text: 'Method 1: Turn the tape and wait.', steps: '' },
    ])
  })

  test('needs something under it, and does not stand apart', () => {
    expect(whens('Turn it.', '', 'For old tapes:')).toEqual([null])
    expect(whens('Turn it.', '', '   For old tapes:', '', 'Wait.')).toEqual([null])
  })

  test('is a sub-heading, unless that names a part', () => {
    const under = (heading: string) => whens(heading, '-'.repeat(heading.length), '', 'Turn it.')
    expect(under('On an Old Drive:')).toEqual(['On an Old Drive'])
    for (const part of [
      'Sample Code',
      'Step 1',
      'Notes',
      'Files',
      'Part 2',
      'To Turn the Following',
      'Cause',
    ]) {
      expect(under(part)).toEqual([null])
    }
  })

  test('that is the only one names a case, or begins anew after steps', () => {
    const heading = ['Old Drives', '----------', '', 'Wait.']
    expect(whens(...heading)).toEqual([null])
    expect(whens('Turn it.', '', ...heading)).toEqual([null])
    expect(whens('1. Turn it.', '', ...heading)).toEqual([null, 'Old Drives'])
    expect(whens(...heading, '', 'New Drives', '----------', '', 'Turn it.')).toEqual([
      'Old Drives',
      'New Drives',
    ])
    expect(whens('Drive Version', '-------------', '', 'Wait.')).toEqual(['Drive Version'])
  })

  test('that a sub-heading opened has no cases', () => {
    expect(whens('Method 1', '--------', '', 'For old tapes:', '', 'Wait.')).toEqual(['Method 1'])
  })
})

test('the text of blocks is for people, their passages come in order', () => {
  const [section] = sectionsOf('Turn it.\n\n- a\n\n  1. b\n\nNOTE: Type:\n\n   turn tape\n')
  expect(textOf(section!.blocks)).toBe('Turn it.\n- a\n1. b\nNOTE: Type:\nturn tape')
  expect(passagesOf(section!.blocks).map(({ text }) => text)).toEqual([
    'Turn it.',
    'a',
    'b',
    'Type:',
    'turn tape',
  ])
  expect(textOf([])).toBe('')
})
