// Which error codes does this text hold, whatever their notation?
//
//     0x80070005 = 80070005 = &H80070005 = -2147024891        hresult 0x80070005, and inside it win32 5
//     STOP 0xA = STOP: 0x0000000A (0x00000000, ...)           stop 0x0000000A
//     Error 633                                               ras 633, win32 633 or somebody's own number
//
// A code says its family by its notation or by the words beside it. A bare number keeps every reading, ranked by those
// words: to guess one would lose the others.

/** A code in canonical form: `{ family: 'hresult', value: '0x80070005' }`, `{ family: 'win32', value: '5' }`. */
export interface Code {
  readonly family: CodeFamily
  readonly value: string
}

/** `number` is somebody's own number, of which nobody knows the family. */
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
] as const

export type CodeFamily = (typeof codeFamilies)[number]

/** A code in a text, at the offsets of its number. */
export interface FoundCode {
  readonly from: number
  readonly to: number
  /** Surest first; at least one. */
  readonly readings: readonly Reading[]
  /** Of a STOP code: the values in its brackets, canonical. */
  readonly parameters: readonly string[]
}

/** `weight`: from 0 to 1, how surely the number means this code. */
export interface Reading {
  readonly code: Code
  readonly weight: number
}

export function codeKey(code: Code): string {
  return `${code.family}:${code.value}`
}

/** All codes of a text in order, none inside another. Cost: a few passes. */
export function findCodes(text: string): FoundCode[] {
  const found: FoundCode[] = []
  const taken = new Set<number>()
  for (const { pattern, read } of notations) {
    for (const match of text.matchAll(pattern)) {
      const [from, to] = match.indices?.groups?.code ?? [0, 0]
      if (taken.has(from)) continue
      const code = read(match, () => surroundings(text, from, to))
      if (code === null) continue
      taken.add(from)
      found.push({ from, to, readings: code.readings, parameters: code.parameters ?? [] })
    }
  }
  return found.sort((a, b) => a.from - b.from)
}

/** The code that somebody wrote as such ("0x80070005", "C1001", "error 5"); `null` where it is none. */
export function readCode(text: string): Code | null {
  return findCodes(text)[0]?.readings[0]?.code ?? null
}

/** The canonical value within a family; `null` where the family has no such value. */
export function canonicalValue(family: CodeFamily, value: string): string | null {
  const printed = value.trim()
  switch (family) {
    case 'hresult':
    case 'ntstatus':
    case 'stop':
    case 'mapi': {
      const number = readInteger(printed, family === 'stop' ? 16 : undefined)
      return number === null ? null : hexadecimal(number)
    }
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
function readInteger(printed: string, base?: 16): number | null {
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

interface Notation {
  /** Global, with indices; the number is the group `code`. No two quantifiers of it can take the same character. */
  readonly pattern: RegExp
  /** `near` gives the words around the number, for what they say about its family. */
  readonly read: (
    match: RegExpMatchArray,
    near: () => string,
  ) => { readings: readonly Reading[]; parameters?: readonly string[] } | null
}

/** In order of trust: a number that one notation has taken is not read again by a later one. */
const notations: readonly Notation[] = [
  {
    // STOP: 0x0000001E (0xC0000005, ...), STOP 0A, bug check 0x7B
    pattern:
      /\b(?:stop|bug ?check)(?:[ \t]{1,4}(?:code|error|message|screen))?[: \t]{1,4}(?<code>(?:0x)?[\da-f]{1,8})\b(?:\s{0,3}\((?<parameters>[\da-fx, \t\n]{1,80})\))?/dgi,
    read: ({ groups }) => {
      const { code = '', parameters = '' } = groups ?? {}
      if (!/^0x|^[\da-f]{8}$|^0[\da-f]$/i.test(code)) return null
      const value = canonicalValue('stop', code)
      if (value === null) return null
      return {
        readings: [sure('stop', value)],
        parameters: parameters.split(/[,\s]+/).flatMap((printed) => canonicalValue('stop', printed) ?? []),
      }
    },
  },
  {
    // 0x80070005, &H80070005
    pattern: /(?<code>(?:\b0x|&h)[\da-f]{1,8})l?\b/dgi,
    read: ({ groups }, near) => numberReadings(readInteger(groups?.code ?? '') ?? 0, near),
  },
  {
    // 80070005, c0000005: eight digits with the bit of a failure set
    pattern: /(?<![\w.-]|[\da-f]{4}:)(?<code>[8c][\da-f]{7})h?\b/dgi,
    read: ({ groups }, near) => numberReadings(Number.parseInt(groups?.code ?? '', 16), near),
  },
  {
    // -2147024891
    pattern: /(?<![\w.])(?<code>-\d{9,10})\b/dg,
    read: ({ groups }, near) => {
      const number = Number(groups?.code)
      return number < -0x8000_0000 ? null : numberReadings(number >>> 0, near)
    },
  },
  {
    // C1001, LNK2001; the single letters of other tools only where the word before says so
    pattern:
      /(?<![\w.])(?<code>C[1-4]\d{3}|LNK[1-4]\d{3}|(?<=\b(?:error|warning|fatal)[: \t]{1,3})(?:[ADLMURN]|RC|BK|CVT|CVTRES|MIDL)\d{4,5})\b/dg,
    read: ({ groups }) => ({ readings: [sure('compiler', groups?.code ?? '')] }),
  },
  {
    pattern: /\bsqlstate\b[\s:='"[(]{0,6}(?<code>[\da-z]{5})\b/dgi,
    read: ({ groups }) => ({ readings: [sure('sqlstate', (groups?.code ?? '').toUpperCase())] }),
  },
  {
    // HTTP 404, HTTP/1.1 403.7, HTTP error 500
    pattern:
      /\bhttp(?:\/\d\.\d)?(?:[ \t]{1,3}(?:error|status|code)){0,3}[: \t-]{1,4}(?<code>[1-5]\d\d(?:\.\d{1,2})?)\b/dgi,
    read: ({ groups }) => ({ readings: [sure('http', groups?.code ?? '')] }),
  },
  {
    // Msg 17805, or Error: 17805, Severity: 20
    pattern: /(?:\bmsg|\berror(?=[: \t]{1,4}\d{1,6},?[ \t]{1,3}severity)):?[ \t]{1,3}(?<code>\d{1,6})\b/dgi,
    read: ({ groups }) => ({ readings: [sure('sql', groups?.code ?? '')] }),
  },
  {
    // run-time error '429', system error 5, RAS error 633, error code 5, error = 5
    pattern:
      /\b(?<word>error|err|errno|result|status|exception|code|rc)(?:[ \t]{1,3}(?:code|number|no|value|message|returned|is|was|of)\b){0,2}[\s:=#.'"([]{1,6}(?<code>\d{1,5})(?![\w]|[.,:/]\d)/dgi,
    read: ({ groups }, near) => ({ readings: bareReadings(Number(groups?.code), near()) }),
  },
]

function sure(family: CodeFamily, value: string): Reading {
  return { code: { family, value }, weight: 1 }
}

const surroundingChars = 60

function surroundings(text: string, from: number, to: number): string {
  return text.slice(Math.max(0, from - surroundingChars), to + surroundingChars).toLowerCase()
}

/** The readings of a whole 32-bit value. Facilities: 7 wraps a Win32 code, 10 one of Visual Basic. */
function numberReadings(number: number, near: () => string): { readings: readonly Reading[] } | null {
  const value = hexadecimal(number)
  const low = String(number & 0xffff)
  const facility = (number >>> 16) & 0x7ff
  switch (number >>> 28) {
    case 0x8: {
      const readings = [sure('hresult', value)]
      if (facility === 7) readings.push(sure('win32', low))
      if (facility === 10) readings.push(sure('vb', low))
      if (facility === 4 && near().includes('mapi')) readings.push(sure('mapi', value))
      return { readings }
    }
    case 0xc:
      return { readings: [sure('ntstatus', value)] }
    // an NTSTATUS in the clothes of an HRESULT
    case 0xd:
      return {
        readings: [sure('hresult', value), sure('ntstatus', hexadecimal((number & ~0x1000_0000) >>> 0))],
      }
    case 0x4:
      return { readings: [sure('hresult', value)] }
    default:
      return number <= 0xffff ? { readings: bareReadings(number, near()) } : null
  }
}

/** A family that a bare number may belong to, and the words that speak for it. */
interface Family {
  readonly family: CodeFamily
  readonly from: number
  readonly to: number
  /** Without any word for it. */
  readonly weight: number
  readonly words: RegExp
}

const bareFamilies: readonly Family[] = [
  {
    family: 'ras',
    from: 600,
    to: 999,
    weight: 0.3,
    words: /\b(?:ras|rasman|remote access|dial|dial-up|dialup|dialing|modem|phonebook|ppp)\b/,
  },
  {
    family: 'vb',
    from: 3,
    to: 32_767,
    weight: 0.1,
    words: /\b(?:run-?time|vba?|vbscript|automation|activex)\b/,
  },
  { family: 'sql', from: 100, to: 99_999, weight: 0.1, words: /\b(?:sql|severity|dblib|db-library|isql)\b/ },
  {
    family: 'http',
    from: 300,
    to: 599,
    weight: 0.1,
    words: /\b(?:http|https|web site|web server|browser|url)\b/,
  },
  {
    family: 'win32',
    from: 1,
    to: 15_999,
    weight: 0.4,
    words: /\b(?:system error|win32|os error|service|winsock|net|getlasterror|windows nt|lasterror)\b/,
  },
]

function bareReadings(number: number, near: string): Reading[] {
  const value = String(number)
  const readings = bareFamilies
    .filter(({ from, to }) => number >= from && number <= to)
    .map(({ family, weight, words }) => ({
      code: { family, value },
      weight: words.test(near) ? 0.9 : weight,
    }))
    .sort((a, b) => b.weight - a.weight)
  return [...readings, { code: { family: 'number', value }, weight: 0.2 }]
}
