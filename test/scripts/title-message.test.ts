import { expect, test } from 'vitest'
import { byChance, titleMessage } from '../../scripts/support/title-message.ts'

test.each([
  ['Tool Err Msg: Cannot Open the Cellar...', 'Cannot Open the Cellar'],
  ['FIX: "Cellar Is Full" Error on Startup', 'Cellar Is Full'],
  ['Error Message: Cellar Full', null],
  ['Error Message: When Opening the Cellar', null],
  ['Err Msg: Opening the Cellar Door', null],
  ['How to Open "The Old Cellar"', null],
])('of %s it takes %s', (title, message) => {
  expect(titleMessage(title)).toBe(message)
})

test('chance is the same whatever order articles come in', () => {
  const ids = ['Q1', 'Q2', 'Q3', 'Q4'].map((id) => ({ id }))
  expect(byChance(ids.toReversed(), '1')).toEqual(byChance(ids, '1'))
  expect(byChance(ids, '2')).not.toEqual(byChance(ids, '1'))
})
