import { describe, expect, test } from 'vitest'
import { canonicalValue, codeKey, wholeCode } from '../../src/codes/code.ts'

describe('a value within its family', () => {
  test.each([
    ['hresult', '80070005h', '0x80070005'],
    ['hresult', '-2147024891', '0x80070005'],
    ['win32', '5', '5'],
    ['win32', '0x5', '5'],
    ['win32', 'five', null],
    ['stop', '1E', '0x0000001E'],
    ['stop', '12', '0x00000012'],
    ['stop', '0xFFFFFFFFF', null],
    ['compiler', 'lnk2001', 'LNK2001'],
    ['compiler', '2001', null],
    ['sqlstate', '08s01', '08S01'],
    ['sqlstate', '8', null],
    ['http', '404', '404'],
    ['http', '99', null],
    ['ras', '633', '633'],
    ['mapi', '3', '3'],
    ['mapi', '0x8004010f', '0x8004010F'],
    ['symbol', 'Foo_E_Bar', 'FOO_E_BAR'],
    ['symbol', 'foo', null],
  ] as const)('%s %s', (family, value, canonical) => {
    expect(canonicalValue(family, value)).toBe(canonical)
  })
})

test.each([
  [0x8007_0005, 'hresult:0x80070005'],
  [-2147024891, 'hresult:0x80070005'],
  [0xc000_0022, 'ntstatus:0xC0000022'],
  [0xd000_0022, 'hresult:0xD0000022'],
  [0xe06d_7363, 'ntstatus:0xE06D7363'],
  [0x1_0000, 'number:0x00010000'],
  [0xffff, null],
  [2 ** 32, null],
  [-(2 ** 31) - 1, null],
])('a whole value %d is %s', (number, key) => {
  const code = wholeCode(number)
  expect(code === null ? null : codeKey(code)).toBe(key)
})
