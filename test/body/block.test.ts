import { describe, expect, test } from 'vitest'
import { type BodyBlock, isSubheading, readBlocks } from '../../src/body/block.ts'
import { readLines } from '../../src/body/line.ts'
import { outlineOf } from '../../src/body/outline.ts'

const long = 'The drive turns and turns until the last tape has been read'

/** Blocks in short: paragraphs as texts, other kinds under their name, what stands apart with a `>`. */
function outline(blocks: readonly BodyBlock[]): unknown[] {
  return blocks.map((block) => {
    switch (block.type) {
      case 'list':
        return { list: block.items.map((item) => within(item.passage.text, item.blocks)) }
      case 'steps':
        return {
          steps: block.items.map((item) => within(`${item.number} ${item.passage.text}`, item.blocks)),
        }
      case 'note':
        return { [block.label]: within(block.passage.text, block.blocks) }
      case 'table':
        return { table: block.rows }
      case 'paragraph':
        return block.apart ? `> ${block.passage.text}` : block.passage.text
      default:
        return { [block.type]: block.apart ? `> ${block.passage.text}` : block.passage.text }
    }
  })
}

function within(text: string, blocks: readonly BodyBlock[]): unknown {
  return blocks.length === 0 ? text : [text, ...outline(blocks)]
}

const read = (...lines: string[]): unknown[] => outline(readBlocks(outlineOf(readLines(lines.join('\n')))))

describe('text', () => {
  test.each([
    ['is wrapped', [`${long}.`, 'Then it stops.', '', 'Done.'], [`${long}. Then it stops.`, 'Done.']],
    ['stands apart where it is deeper', ['Turn:', '', '   A tape.'], ['Turn:', '> A tape.']],
    ['is code where lines are short', ['turn tape', ' stop'], [{ preformatted: 'turn tape\n stop' }]],
    [
      'is code apart where that is deeper',
      ['Turn.', '', '   turn tape', '    stop tape'],
      ['Turn.', { preformatted: '> turn tape\n stop tape' }],
    ],
    [
      'is code over one or two blank lines',
      ['turn;', '', '', 'stop;', '', 'The drive stops.'],
      [{ preformatted: 'turn;\n\n\nstop;' }, 'The drive stops.'],
    ],
    [
      'but not over three',
      ['turn;', '', '', '', 'stop;'],
      [{ preformatted: 'turn;' }, { preformatted: 'stop;' }],
    ],
    [
      'nor where it is less deep',
      ['  turn;', '', ' stop;'],
      [{ preformatted: '> turn;' }, { preformatted: '> stop;' }],
    ],
    ['nor over a list', ['turn;', '', '- stop;'], [{ preformatted: 'turn;' }, { list: ['stop;'] }]],
    ['ends at a list', ['Turn:', '- a', '- b'], ['Turn:', { list: ['a', 'b'] }]],
    ['ends at a sub-heading', [long, 'Turn it', '-------'], [long, { subheading: 'Turn it' }]],
    ['ends at a table', ['Turn:', '| a | b |', '| c | d |'], ['Turn:', { table: [['c', 'd']] }]],
  ] as const)('%s', (_, lines, blocks) => {
    expect(read(...lines)).toEqual(blocks)
  })
})

describe('a sub-heading', () => {
  test.each([
    [['Turn it', '-------'], true],
    [['Turn it', '---------'], true],
    [['Turn it', '-----'], true],
    [['Turn it', '----------'], false],
    [['Turn it', '----'], false],
    [['Me', '--'], false],
    [['Me', '---'], true],
    [['Turn it', ' -------'], false],
    [['Turn it', '----.--'], false],
    [['-------', '-------'], false],
    [['One   Two', '---------'], false],
    [['Turn it', '======='], false],
    [['Turn it'], false],
  ])('%j: %s', (printed, expected) => {
    const lines = readLines(printed.join('\n'))
    expect(isSubheading(outlineOf(lines), 0, lines.length)).toBe(expected)
  })
})

describe('a list', () => {
  test.each([
    [
      'has items, wrapped, with what stands inside',
      [' - One', '   goes on', '', '   More.', '', ' - Two', '', 'Done.'],
      [{ list: [['One goes on', 'More.'], 'Two'] }, 'Done.'],
    ],
    ['ends where another bullet begins', ['- a', '', '* b'], [{ list: ['a'] }, { list: ['b'] }]],
    ['ends where it is less deep', [' - a', '', '- b'], [{ list: ['a'] }, { list: ['b'] }]],
    ['holds a deeper one', ['- a', '', '  - b', '', '- c'], [{ list: [['a', { list: ['b'] }], 'c'] }]],
    ['may begin behind a lead-in', ['Turn:', '- a'], ['Turn:', { list: ['a'] }]],
    ['may begin where another item follows', [long, '- a', '- b'], [long, { list: ['a', 'b'] }]],
    ['does not begin in prose', [long, '- a tape'], [{ preformatted: `${long}\n- a tape` }]],
    [
      'may slip with its first item',
      ['   - a tape', '  that turns', '', '- b'],
      [{ list: ['a tape that turns', 'b'] }],
    ],
    ['wraps flush under a full line', [`- ${long}`, 'now.', '', '- b'], [{ list: [`${long} now.`, 'b'] }]],
    ['does not wrap flush under a short one', ['- a', 'b'], [{ list: ['a'] }, 'b']],
  ] as const)('%s', (_, lines, blocks) => {
    expect(read(...lines)).toEqual(blocks)
  })
})

describe('steps', () => {
  test.each([
    ['count', ['1. One', '2. Two', '', '3. Three'], [{ steps: ['1 One', '2 Two', '3 Three'] }]],
    ['may count by letters', ['a. One', '', 'b. Two'], [{ steps: ['a One', 'b Two'] }]],
    [
      'go on behind a note',
      ['1. One', '', 'NOTE: Wait.', '', '2. Two'],
      [{ steps: [['1 One', { NOTE: 'Wait.' }], '2 Two'] }],
    ],
    ['may miss two numbers', ['1. One', '', '4. Four'], [{ steps: ['1 One', '4 Four'] }]],
    ['but not three', ['1. One', '', '5. Five'], [{ steps: ['1 One'] }, { steps: ['5 Five'] }]],
    ['may print a number twice', ['1. One', '', '1. Two'], [{ steps: ['1 One', '1 Two'] }]],
    [
      'miss none behind a text',
      ['1. One', '', 'Wait.', '', '3. Three'],
      [{ steps: ['1 One'] }, 'Wait.', { steps: ['3 Three'] }],
    ],
    [
      'begin anew',
      ['1. One', '', 'Then:', '', '1. First', '', '2. Second'],
      [{ steps: ['1 One'] }, 'Then:', { steps: ['1 First', '2 Second'] }],
    ],
    [
      'end at a sub-heading',
      ['1. One', '', 'Turn it', '-------', '', '2. Two'],
      [{ steps: ['1 One'] }, { subheading: 'Turn it' }, { steps: ['2 Two'] }],
    ],
    [
      'end at another way out',
      ['1. One', '', 'Method 2:', '', '2. Two'],
      [{ steps: ['1 One'] }, 'Method 2:', { steps: ['2 Two'] }],
    ],
    [
      'hold letters, though flush',
      ['1. One', '', 'a. Left', '', 'b. Right', '', '2. Two'],
      [{ steps: [['1 One', { steps: ['a Left', 'b Right'] }], '2 Two'] }],
    ],
    [
      'hold deeper text, apart where it is deeper than theirs',
      ['1. One', '', '   More.', '', '      turn tape', '', '2. Two'],
      [{ steps: [['1 One', 'More.', '> turn tape'], '2 Two'] }],
    ],
    [
      'hold text as deep as their shallowest line',
      ['1. One', '', '  More.', '', '   Turn.', '', '2. Two'],
      [{ steps: [['1 One', 'More.', '> Turn.'], '2 Two'] }],
    ],
    [
      'hold tables',
      ['1. One', '   | a | b |', '   | c | d |'],
      [{ steps: [['1 One', { table: [['c', 'd']] }]] }],
    ],
    ['may go on at 2 behind a blank line', ['Wait.', '', '2. Two'], ['Wait.', { steps: ['2 Two'] }]],
    ['of letters may not', ['Wait.', '', 'b. Two'], ['Wait.', 'b. Two']],
    ['begin behind a sentence', ['Wait here.', '1. One'], ['Wait here.', { steps: ['1 One'] }]],
    ['begin behind a lead-in', ['Do:', '1. One'], ['Do:', { steps: ['1 One'] }]],
    ['begin where the next follows', [long, '1. One', '2. Two'], [long, { steps: ['1 One', '2 Two'] }]],
    [
      'begin where the next follows behind what is deeper',
      [long, '1. One', '   more', '2. Two'],
      [long, { steps: ['1 One more', '2 Two'] }],
    ],
    ['do not begin in prose', [`${long} in`, '1. Not before that.'], [`${long} in 1. Not before that.`]],
    ['nor at 2 there', [`${long}.`, '2. Two', '3. Three'], [{ preformatted: `${long}.\n2. Two\n3. Three` }]],
  ] as const)('%s', (_, lines, blocks) => {
    expect(read(...lines)).toEqual(blocks)
  })
})

describe('a note', () => {
  test.each([
    ['NOTE', 'NOTE: Wait.'],
    ['NOTES', 'NOTES : Wait.'],
    ['Note', 'Note: Wait.'],
    ['IMPORTANT', 'IMPORTANT:Wait.'],
    ['WARNING', 'WARNING: Wait.'],
    ['Caution', 'Caution: Wait.'],
    ['TIP', 'TIP: Wait.'],
  ])('is labelled %s', (label, text) => {
    expect(read(text)).toEqual([{ [label]: 'Wait.' }])
  })

  test.each([
    ['is none without a colon', ['Note that it turns.'], ['Note that it turns.']],
    ['is none by another word', ['Nota: Wait.'], ['Nota: Wait.']],
    ['may stand apart', ['Turn:', '', '   NOTE: Wait.'], ['Turn:', { NOTE: 'Wait.' }]],
    ['but not a warning: a machine says it', ['Turn:', '', '   WARNING: Hot.'], ['Turn:', '> WARNING: Hot.']],
    [
      'holds what it leads in to',
      ['NOTE: Type:', '', '   turn tape', '', '   stop tape', '', 'Done.'],
      [{ NOTE: ['Type:', '> turn tape', '> stop tape'] }, 'Done.'],
    ],
    [
      'holds bullets',
      ['NOTE:', '', '- a', '', '- b', '', 'Done.'],
      [{ NOTE: ['', { list: ['a', 'b'] }] }, 'Done.'],
    ],
    ['holds nothing without a lead-in', ['NOTE: Wait.', '', '   turn'], [{ NOTE: 'Wait.' }, '> turn']],
    ['holds nothing at the end', ['NOTE: Wait:', ''], [{ NOTE: 'Wait:' }]],
  ] as const)('%s', (_, lines, blocks) => {
    expect(read(...lines)).toEqual(blocks)
  })
})

test('a passage stands where it is printed', () => {
  const text = 'Turn.\n\n1. One\n   goes on\n'
  const [, steps] = readBlocks(outlineOf(readLines(text)))
  if (steps?.type !== 'steps') throw new Error('no steps')
  const { passage } = steps.items[0]!
  expect(passage.text).toBe('One goes on')
  expect(text.slice(...passage.span)).toBe('One\n   goes on')
})
