import { expect, test } from 'vitest'
import { messageWord } from '../../src/body/text.ts'
import * as traits from '../../src/body/traits.ts'
import { rowOf } from '../support/body.ts'

test('texts are laid out in the order of print, with their depth', () => {
  const text = [
    'CAUSE\n=====\n\nAge:\n\n   turn tape\n',
    'STATUS\n======\n\n1. One\n\n   - Two\n\n     More.\n\nNOTE: Type:\n\n   stop tape\n',
    'Turn it\n-------\n\n| a | b |\n| c | d |\n\nx;\n',
  ].join('\n')
  expect(rowOf(text).map(({ role, apart, depth, section }) => [role, apart, depth, section])).toEqual([
    ['paragraph', false, 0, 0],
    ['paragraph', true, 0, 0],
    ['step', false, 0, 1],
    ['item', false, 1, 1],
    ['paragraph', false, 2, 1],
    ['note', false, 0, 1],
    ['paragraph', true, 0, 1],
    ['subheading', false, 0, 1],
    ['table', false, 0, 1],
    ['preformatted', false, 0, 1],
  ])
  expect(rowOf(text).flatMap(({ table }) => (table === null ? [] : [table.rows]))).toEqual([[['c', 'd']]])
})

test.each([
  ['the message', true],
  ['an error', true],
  ['WARNINGS', true],
  ['an alert', true],
  ['Stop: 0x1', true],
  ['exceptions', true],
  ['prompted', true],
  ['a fault', true],
  ['a dialog box', true],
  ['a blue screen', true],
  ['it traps', true],
  ['a pop-up', true],
  ['events', true],
  ['the log', true],
  ['an NDR', true],
  ['default', false],
  ['nonstop', false],
  ['catalog', false],
  ['tape', false],
])('"%s" may speak of a message: %s', (text, may) => {
  expect(messageWord.test(text)).toBe(may)
  if (may) expect(traits.traitsOf(text) & traits.message).not.toBe(0)
})
