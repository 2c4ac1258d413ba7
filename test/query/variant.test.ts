import { describe, expect, test } from 'vitest'
import { joined, variantsOf } from '../../src/query/variant.ts'

describe('what says the same as', () => {
  test.each([
    ['0x80070005', ['80070005', '2147024891', '2147942405']],
    ['80070005', ['0x80070005', '2147024891']],
    ['2147024891', ['0x80070005', '80070005']],
    ['0xa', ['0x0000000a', '0x0a']],
    ['colour', ['color']],
    ['licenc', ['licens']],
    ['programm', ['program']],
    ['disc', ['disk']],
  ])('%s has %j', (term, expected) => {
    expect(variantsOf(term)).toEqual(expect.arrayContaining(expected))
  })

  test.each(['modem', '42', '1999', 'setup.inf', ''])('“%s”: nothing else', (term) => {
    expect(variantsOf(term)).toEqual([])
  })
})

describe('a code is asked for in every notation', () => {
  const notations = [
    '0x80070005',
    '80070005',
    '2147024891',
    '2147942405',
    'e_accessdenied',
    'mapi_e_no_access',
  ]
  test.each(notations)('%s', (term) => {
    expect(variantsOf(term)).toEqual(expect.arrayContaining(notations.filter((other) => other !== term)))
  })

  test('a name of another kind has none', () => {
    expect(variantsOf('error_access_denied')).toEqual([])
    expect(variantsOf('hkey_local_machine')).toEqual([])
  })
})

test('two words may be written as one', () => {
  expect([joined('task bar'), joined('file-name'), joined('task 7'), joined('task')]).toEqual([
    'taskbar',
    'filenam',
    '',
    '',
  ])
})
