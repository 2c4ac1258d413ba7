import { describe, expect, test } from 'vitest'
import { codeKey } from '../../src/codes/code.ts'
import { canonicalReport, findCodes, readCode } from '../../src/codes/notation.ts'

const readingsOf = (text: string): string[][] =>
  findCodes(text).map(({ readings }) => readings.map(({ code }) => codeKey(code)))

describe('a code is the same in every notation', () => {
  test.each([
    '0x80070005',
    '0X80070005L',
    '80070005',
    '&H80070005',
    '-2147024891',
    '(80070005)',
    'hr=0x80070005;',
    'E_ACCESSDENIED',
    'MAPI_E_NO_ACCESS',
    'the result is 2147942405.',
  ])('%s', (text) => {
    expect(readingsOf(text)).toEqual([['hresult:0x80070005', 'win32:5']])
  })

  test.each([
    'STOP 0xA',
    'STOP: 0x0000000A',
    'Stop 0000000A',
    '*** STOP: 0x0000000A (0x1, 0x2)',
    'stop code 0x0A',
    'bugcheck 0xA',
    'The bugcheck was : 0x0000000a (0x00000010, 0x00000002)',
    'IRQL_NOT_LESS_OR_EQUAL',
  ])('%s', (text) => {
    expect(readCode(text)).toEqual({ family: 'stop', value: '0x0000000A' })
  })
})

describe('codes are found', () => {
  const cases: readonly [text: string, readings: readonly string[][]][] = [
    ['c0000022', [['ntstatus:0xC0000022']]],
    ['0xD0000022', [['hresult:0xD0000022', 'ntstatus:0xC0000022']]],
    ['0x800A01AD', [['hresult:0x800A01AD', 'vb:429']]],
    ['MAPI error 0x8004010F', [['hresult:0x8004010F', 'mapi:0x8004010F']]],
    ['0x8004010F', [['hresult:0x8004010F']]],
    ['0x40040000', [['hresult:0x40040000']]],
    ['fatal error C1001: INTERNAL', [['compiler:C1001']]],
    ['LNK2001', [['compiler:LNK2001']]],
    ['warning: D4002', [['compiler:D4002']]],
    ['room A4002', []],
    ["SQLSTATE: '08s01'", [['sqlstate:08S01']]],
    ['HTTP/1.1 403.7 Forbidden', [['http:403.7']]],
    ['HTTP error 404', [['http:404']]],
    ['Msg 17805, Level 20', [['sql:17805']]],
    ['Error: 17805, Severity: 20', [['sql:17805']]],
    ["Run-time error '429'", [['vb:429', 'win32:429', 'http:429', 'sql:429', 'number:429']]],
    ['RAS error 633', [['ras:633', 'win32:633', 'vb:633', 'sql:633', 'number:633']]],
    ['system error 5 has occurred', [['win32:5', 'vb:5', 'number:5']]],
    ['error code 99999', [['number:99999', 'sql:99999']]],
    ['error = 31', [['win32:31', 'vb:31', 'number:31']]],
    ['0x7ffe1234', []],
    ['STOP 7B', [['stop:0x0000007B']]],
    ['STOP 50 services', [['stop:0x00000050']]],
    ['stop 7b', []],
    ['0x0000007B', [['stop:0x0000007B', 'win32:123', 'vb:123', 'sql:123', 'number:123']]],
    ['STATUS_ACCESS_DENIED', [['ntstatus:0xC0000022']]],
    ['ERROR_ACCESS_DENIED', [['win32:5']]],
    ['WSAECONNRESET', [['win32:10054']]],
    ['NERR_UserNotFound', [['win32:2221']]],
    ['FOO_E_BAR', [['symbol:FOO_E_BAR']]],
    ['HKEY_LOCAL_MACHINE', []],
    ['MAPI error 3', [['mapi:3', 'win32:3', 'vb:3', 'number:3']]],
    ['0xE06D7363', [['ntstatus:0xE06D7363']]],
    ['{80070005-1234-11d0-8000-00aa00b8c5a4}', []],
    ['call 2147942405 now', []],
    ['rc 0x57', [['win32:87', 'number:87', 'vb:87']]],
    ['version 4.0, 12 users, 1999-06-21', []],
    ['STOP the presses', []],
    ['stop 5 services', []],
    ['-9999999999', []],
    ['12345678', []],
    ['', []],
  ]
  test.each(cases)('%s', (text, readings) => {
    expect(readingsOf(text).map((keys) => [...keys].sort())).toEqual(readings.map((keys) => [...keys].sort()))
  })

  test('with the surest reading first, by the words beside a number', () => {
    const first = (text: string): string => codeKey(findCodes(text)[0]!.readings[0]!.code)
    expect(first('0x0000007B')).toBe('win32:123')
    expect(first('blue screen: 0x0000007B')).toBe('stop:0x0000007B')
    expect(first('error 633')).toBe('win32:633')
    expect(first('Dial-Up Networking: error 633')).toBe('ras:633')
    expect(first('VBScript run-time error 13')).toBe('vb:13')
    expect(first('web server says error 404')).toBe('http:404')
    expect(first('isql error 208')).toBe('sql:208')
  })

  test('with the parameters of a blue screen', () => {
    const [stop] = findCodes('*** STOP: 0x0000001E (0xC0000005, 0x80001234,0x0 ,0x1)')
    expect(stop!.parameters).toEqual(['0xC0000005', '0x80001234', '0x00000000', '0x00000001'])
  })

  test('in order, at the place of their number', () => {
    const text = 'error 5, then 0x80070005 and C1001'
    expect(findCodes(text).map(({ from, to }) => text.slice(from, to))).toEqual(['5', '0x80070005', 'C1001'])
  })
})

test('nothing is read where there is no code', () => {
  expect(readCode('no code here')).toBeNull()
})

describe('a report that is nothing but a code', () => {
  test.each([
    ['-2147024891', '0x80070005'],
    ['80070005h', '0x80070005'],
    [' E_ACCESSDENIED ', '0x80070005'],
    ['Error: 80070005.', '0x80070005'],
    ['STOP: 0000000A', 'STOP 0x0000000A'],
    ['IRQL_NOT_LESS_OR_EQUAL', 'STOP 0x0000000A'],
  ])('%j is %s', (text, canonical) => {
    expect(canonicalReport(text)).toBe(canonical)
  })

  test.each([
    'error 5',
    'the widget gives 80070005',
    '0x80070005 0x80004005',
    'STOP 0xA (0x1, 0x2, 0x3)',
    `${' '.repeat(200)}0x80070005`,
    '',
  ])('%j stays as it is', (text) => {
    expect(canonicalReport(text)).toBe(text)
  })
})
