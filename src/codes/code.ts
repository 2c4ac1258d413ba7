// What is an error code, whatever its notation?
//
//     0x80070005 = 80070005 = &H80070005 = -2147024891        hresult 0x80070005
//     STOP 0xA = STOP: 0x0000000A (0x00000000, ...)           stop 0x0000000A

/** A code in canonical form: `{ family: 'hresult', value: '0x80070005' }`, `{ family: 'win32', value: '5' }`. */
export interface Code {
  readonly family: CodeFamily
  readonly value: string
}

/** `number` is somebody's own number, of which nobody knows the family; `symbol` a name without a known value. */
export const codeFamilies = [
  'win32',
  'hresult',
  'ntstatus',
  'stop',
  'compiler',
  'ras',
  'vb',
  'http',
  'sqlstate',
  'sql',
  'mapi',
  'number',
  'symbol',
] as const

export type CodeFamily = (typeof codeFamilies)[number]

export function codeKey(code: Code): string {
  return `${code.family}:${code.value}`
}

/** The canonical value within a family; `null` where the family has no such value. */
export function canonicalValue(family: CodeFamily, value: string): string | null {
  const printed = value.trim()
  switch (family) {
    case 'hresult':
    case 'ntstatus':
    case 'stop': {
      const number = readInteger(printed, family === 'stop' ? 16 : undefined)
      return number === null ? null : hexadecimal(number)
    }
    case 'mapi': {
      // 3 of Simple MAPI, 0x8004010F of its successor
      const number = readInteger(printed)
      return number === null ? null : number > 0xffff ? hexadecimal(number) : String(number)
    }
    case 'symbol':
      return /^[a-z]\w*_\w+$/i.test(printed) ? printed.toUpperCase() : null
    case 'compiler':
      return /^[a-z]{1,5}\d{4,5}$/i.test(printed) ? printed.toUpperCase() : null
    case 'sqlstate':
      return /^[0-9a-z]{5}$/i.test(printed) ? printed.toUpperCase() : null
    case 'http':
      return /^[1-5]\d\d(?:\.\d{1,2})?$/.test(printed) ? printed : null
    default: {
      const number = readInteger(printed)
      return number === null ? null : String(number)
    }
  }
}

/** `0x`, `&H`, a trailing `h` or a letter among the digits say base 16; `null` where it is no 32-bit number. */
export function readInteger(printed: string, base?: 16): number | null {
  const parts = /^(-?)(0x|&h|)([\da-f]{1,10})(h?)l?$/i.exec(printed)
  if (parts === null) return null
  const [, sign, prefix, digits = '', suffix] = parts
  const isHexadecimal = base === 16 || prefix !== '' || suffix !== '' || /[a-f]/i.test(digits)
  const number = Number.parseInt(digits, isHexadecimal ? 16 : 10)
  if (number > 0xffff_ffff) return null
  return sign === '-' ? -number >>> 0 : number
}

/** `0x0000007B` */
export function hexadecimal(number: number): string {
  return `0x${number.toString(16).toUpperCase().padStart(8, '0')}`
}

/** A value of 32 bits, of whatever family such values are; `null` for one that is small enough to be a number, or too large. */
export function wholeCode(number: number): Code | null {
  if (number < -0x8000_0000 || number > 0xffff_ffff || (number >= 0 && number <= 0xffff)) return null
  const whole = number >>> 0
  const isStatus = whole >>> 28 === 0xc || whole >= 0xe000_0000
  const family = whole < 0x8000_0000 ? 'number' : isStatus ? 'ntstatus' : 'hresult'
  return { family, value: hexadecimal(whole) }
}
