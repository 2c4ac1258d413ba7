import { describe, expect, test } from 'vitest'
import { type Slot, type SlotType, slotEnds } from '../../src/rules/slot.ts'
import { tokenize } from '../../src/rules/token.ts'

const slot = (type: SlotType, rest: Partial<Slot> = {}): Slot => ({
  type,
  name: null,
  words: [1, 1],
  family: null,
  value: null,
  ...rest,
})

/** What the hole would take of the text, from its first word. */
function taken(wanted: Slot, text: string): string[] {
  const tokens = tokenize(text)
  return slotEnds(wanted, text, tokens, 0).map((end) =>
    end === 0 ? '' : text.slice(tokens.from[0], tokens.to[end - 1]),
  )
}

describe('a hole takes', () => {
  const cases: readonly [type: SlotType, text: string, value: string | null][] = [
    ['path', 'C:\\My Files\\x y\\a.txt not found', 'C:\\My Files\\x y\\a.txt'],
    ['path', 'c:/windows/win.ini not found', 'c:/windows/win.ini'],
    ['path', 'windows not found', null],
    ['unc', '\\\\SERVER\\Share$\\x not found', 'SERVER\\Share$\\x'],
    ['url', 'http://a.b/c?d=e, please', 'http://a.b/c?d=e'],
    ['file', 'Setup32.exe stopped', 'Setup32.exe'],
    ['file', 'setup stopped', null],
    ['num', '1,234.5 bytes', '1,234.5'],
    ['num', '-12 bytes', '12'],
    ['num', '12th floor', null],
    ['hex', '0x1F4 there', '0x1F4'],
    ['hex', 'deadbeefh there', 'deadbeefh'],
    ['addr', '0028:C0011E36 there', '0028:C0011E36'],
    ['addr', '12 there', null],
    ['guid', '{00020906-0000-0000-C000-000000000046} there', '00020906-0000-0000-C000-000000000046'],
    ['ip', '10.0.0.1:80 there', '10.0.0.1:80'],
    ['date', '6/21/99 there', '6/21/99'],
    ['date', '21-JUN-1999 there', '21-JUN-1999'],
    ['date', 'June 21, 1999 there', 'June 21, 1999'],
    ['date', '1999-06-21 there', '1999-06-21'],
    ['time', '12:02:11 PM there', '12:02:11 PM'],
    ['quoted', '"two words" there', 'two words'],
    ['quoted', '“two words” there', 'two words'],
    ['quoted', 'bare there', 'bare'],
    ['name', 'SRV-01.local there', 'SRV-01.local'],
    ['name', '"My Server" there', 'My Server'],
  ]
  test.each(cases)('%s: %j', (type, text, value) => {
    expect(taken(slot(type), text)[0] ?? null).toBe(value)
  })

  test('any number of words within its limits', () => {
    expect(taken(slot('any', { words: [0, 2] }), 'a b c')).toEqual(['', 'a', 'a b'])
    expect(taken(slot('any', { words: [1, 9] }), 'a b')).toEqual(['a', 'a b'])
    expect(taken(slot('any', { words: [1, 9] }), '')).toEqual([])
  })

  test('a code of its family', () => {
    expect(taken(slot('code'), '0x80070005 there')).toEqual(['0x80070005'])
    expect(taken(slot('code', { family: 'win32' }), '5 there')).toEqual(['5'])
    expect(taken(slot('code', { family: 'win32' }), '-2147024891 there')).toEqual(['2147024891'])
    expect(taken(slot('code', { family: 'compiler' }), '5 there')).toEqual([])
    expect(taken(slot('code'), 'word there')).toEqual([])
  })

  test('whole words only', () => {
    expect(taken(slot('ip'), '10.0.0.1x there')).toEqual([])
  })
})
