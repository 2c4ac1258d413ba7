import { expect, test } from 'vitest'
import { hasQuotes, messageWord } from '../../src/body/text.ts'
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
  ['"tape"', { quotes: true }],
  ['0x0A', { hex: true }],
  ['Q9', { ids: true }],
  ['a/b', { slashes: true }],
  ['HKLM', { registry: true }],
  ['tape', {}],
])('a section with %s holds %j', (text, holds) => {
  const none = {
    quotes: false,
    hex: false,
    ids: false,
    slashes: false,
    registry: false,
  }
  expect(rowOf(`${text}\n\n- item`).map((place) => place.holds)).toEqual(Array(2).fill({ ...none, ...holds }))
})

test.each(['"', "'", '`', '\u201c', '\u2018'])('quotes may begin with %s', (mark) => {
  expect(hasQuotes(`a ${mark}`)).toBe(true)
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
})
