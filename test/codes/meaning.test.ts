import { describe, expect, test } from 'vitest'
import { keyOf, meaningOf, readAsked } from '../../src/codes/meaning.ts'
import { similarCodes } from '../../src/codes/similar.ts'

const readings = (text: string): string[] => readAsked(text).map(keyOf)

describe('what is asked for', () => {
  const cases: readonly [text: string, readings: readonly string[]][] = [
    ['0x80070005', ['hresult:0x80070005', 'win32:5']],
    ['80070005', ['hresult:0x80070005', 'win32:5']],
    ['-2147024891', ['hresult:0x80070005', 'win32:5']],
    ['2147942405', ['hresult:0x80070005', 'win32:5']],
    ['e_accessdenied', ['hresult:0x80070005', 'win32:5']],
    ['MAPI_E_NO_ACCESS', ['hresult:0x80070005', 'win32:5']],
    ['C0000022', ['ntstatus:0xC0000022']],
    ['STOP 0xA', ['stop:0x0000000A']],
    ['event 7000', ['event:7000']],
    ['Event ID 7000 from Service Control Manager', ['event:7000 servicecontrolmanager']],
    ['ras 633', ['ras:633']],
    ['win32:0x5', ['win32:5']],
    ['sqlstate s1000', ['sqlstate:S1000']],
    ['S1000', ['compiler:S1000', 'sqlstate:S1000']],
    ['C1001', ['compiler:C1001']],
    ['c1001', ['compiler:C1001']],
    ['HTTP 404', ['http:404']],
    ['http 404', ['http:404']],
    ['FOO_BAR', ['symbol:FOO_BAR']],
    ['0x12345678', ['number:0x12345678']],
    ['90909090', ['hresult:0x90909090']],
    ['E06D7363', ['ntstatus:0xE06D7363']],
    ['', []],
    ['hello', []],
    ['\u0000\u0007', []],
  ]
  test.each(cases)('%j', (text, expected) => {
    expect(readings(text).slice(0, Math.max(1, expected.length))).toEqual(expected)
  })

  test('a bare number keeps every reading', () => {
    expect(new Set(readings('633'))).toEqual(
      new Set(['win32:633', 'ras:633', 'vb:633', 'sql:633', 'number:633', 'event:633']),
    )
  })

  test('a short value in hexadecimal may be a blue screen', () => {
    expect(readings('0xA')).toContain('stop:0x0000000A')
  })
})

describe('what a code means', () => {
  test('an HRESULT: names, text, notations, and what means the same', () => {
    expect(meaningOf({ family: 'hresult', value: '0x80070005' })).toEqual({
      family: 'hresult',
      value: '0x80070005',
      about: 'HRESULT, what COM and Automation return, from the system (Win32)',
      names: ['E_ACCESSDENIED', 'MAPI_E_NO_ACCESS'],
      text: 'General access denied error',
      notations: [
        '0x80070005',
        '80070005',
        '-2147024891',
        '&H80070005',
        '2147942405',
        'E_ACCESSDENIED',
        'MAPI_E_NO_ACCESS',
      ],
      same: [
        { family: 'win32', value: '5', names: ['ERROR_ACCESS_DENIED'] },
        { family: 'ntstatus', value: '0xC0000022', names: ['STATUS_ACCESS_DENIED'] },
        { family: 'hresult', value: '0xD0000022', names: [] },
      ],
    })
  })

  test.each([
    ['win32', '5', ['hresult:0x80070005', 'ntstatus:0xC0000022', 'hresult:0xD0000022']],
    ['ntstatus', '0xC0000022', ['win32:5', 'hresult:0xD0000022', 'hresult:0x80070005']],
    // deleting what is about to go is denied too, but that is not what it is
    ['ntstatus', '0xC0000056', ['win32:5', 'hresult:0xD0000056', 'hresult:0x80070005']],
    ['vb', '429', ['hresult:0x800A01AD']],
    ['hresult', '0x800A01AD', ['vb:429']],
    ['ras', '633', ['hresult:0x80070279', 'win32:633']],
    ['stop', '0xC000021A', ['ntstatus:0xC000021A', 'hresult:0xD000021A']],
    ['http', '404', []],
  ] as const)('%s %s is the same as %j', (family, value, same) => {
    expect(meaningOf({ family, value }).same.map(keyOf)).toEqual(same)
  })

  test.each([
    ['win32', '5', 'Access is denied.'],
    ['vb', '13', 'Type mismatch'],
    ['http', '404', 'Not Found'],
    ['sqlstate', 'S1000', 'General error'],
    ['compiler', 'C1001', 'fatal error of the C compiler'],
    ['compiler', 'LNK4098', 'warning of the linker'],
    ['compiler', 'XY1234', null],
    ['hresult', '0x80070002', 'The system cannot find the file specified.'],
    ['number', '5', null],
  ] as const)('%s %s says %j', (family, value, text) => {
    expect(meaningOf({ family, value }).text).toBe(text)
  })

  test('an event is called by its id', () => {
    expect(meaningOf({ family: 'event', value: '7000' }).notations).toEqual(['event 7000'])
  })
})

describe('a mistyped code', () => {
  test.each([
    ['E_ACCESDENIED', 'E_ACCESSDENIED'],
    ['e_acecssdenied', 'E_ACCESSDENIED'],
    ['0x80070050', '0x80070005'],
    ['8007005', '0x80070005'],
  ])('%s is %s', (typed, meant) => {
    expect(similarCodes(typed, ['hresult:0x80070005', 'number:5'])).toContain(meant)
  })

  test('is not guessed at where it is short or far from all', () => {
    expect(similarCodes('5', ['number:4'])).toEqual([])
    expect(similarCodes('QQQQQQQQQQ', ['hresult:0x80070005'])).toEqual([])
  })
})
