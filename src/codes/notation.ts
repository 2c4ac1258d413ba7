// Which error codes does this text hold?
//
//     0x80070005 = 80070005 = &H80070005 = -2147024891        hresult 0x80070005, and inside it win32 5
//     E_ACCESSDENIED                                          the same, by its name
//     Error 633                                               ras 633, win32 633 or somebody's own number
//
// A code says its family by its notation or by the words beside it. A bare number keeps every reading, ranked by those
// words: to guess one would lose the others.

import { type Code, type CodeFamily, canonicalValue, hexadecimal, readInteger } from './code.ts'
import { marks, marksOf } from './marks.ts'
import { codesNamed, isFailure, namesOf } from './symbol.ts'

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

/** All codes of a text in order, none inside another. Cost: a pass, and one for each notation that may be there. */
export function findCodes(text: string, marked = marksOf(text)): FoundCode[] {
  const found: FoundCode[] = []
  if (marked === 0) return found
  const taken = new Set<number>()
  const parameters: (readonly [from: number, to: number])[] = []
  for (const { needs, pattern, read } of notations) {
    if ((marked & needs) === 0) continue
    // `matchAll` would copy the pattern for every text
    pattern.lastIndex = 0
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const [from, to] = match.indices?.groups?.code ?? [
        pattern.lastIndex - match.groups!.code!.length,
        pattern.lastIndex,
      ]
      if (taken.has(from)) continue
      const code = read(match, () => surroundings(text, from, to))
      if (code === null || (isSmall(code.readings) && isInside(from, parameters))) continue
      taken.add(from)
      if (match.indices?.groups?.parameters !== undefined) parameters.push(match.indices.groups.parameters)
      found.push({ from, to, readings: code.readings, parameters: code.parameters ?? [] })
    }
  }
  return found.sort((a, b) => a.from - b.from)
}

/** A small number is a code where it stands alone, and a mere parameter in the brackets of a blue screen. */
function isSmall(readings: readonly Reading[]): boolean {
  return readings.some(({ code }) => code.family === 'number')
}

function isInside(at: number, ranges: readonly (readonly [from: number, to: number])[]): boolean {
  return ranges.some(([from, to]) => at >= from && at < to)
}

/** The code that somebody wrote as such ("0x80070005", "C1001", "error 5"); `null` where it is none. */
export function readCode(text: string): Code | null {
  return findCodes(text)[0]?.readings[0]?.code ?? null
}

/**
 * A report that is nothing but one code, in the notation in which most articles print it, so that each notation brings up
 * the same articles; any other report as it is.
 */
export function canonicalReport(text: string): string {
  if (text.length > longestAlone) return text
  const [found, ...others] = findCodes(text)
  if (found === undefined || others.length > 0) return text
  const beside = `${text.slice(0, found.from)} ${text.slice(found.to)}`.replace(ofCodesAlone, '')
  const { family, value } = found.readings[0]!.code
  if (/[\p{L}\p{N}]/u.test(beside)) return text
  if (family === 'stop') return `STOP ${value}`
  return family === 'hresult' || family === 'ntstatus' ? value : text
}

const longestAlone = 100
/** What may stand beside a code and says no more than that it is one. */
const ofCodesAlone = /\b(?:stop|error|code|message|hr|hresult|ntstatus|bug ?check|h|l)\b/gi

interface Notation {
  /** It is nowhere where none of these marks is. */
  readonly needs: number
  /**
   * Global; the number is the group `code`. With indices where the match does not end with it: they cost more than the
   * match. No two quantifiers of it can take the same character.
   */
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
    // STOP: 0x0000001E (0xC0000005, ...), STOP 0A, STOP 7B, bug check 0x7B, the bugcheck was : 0x0000000a
    needs: marks.stop,
    pattern:
      /\b(?:stop|bug ?check)(?:[ \t]{1,4}(?:code|error|message|screen|was)){0,2}[: \t]{1,4}(?<code>(?:0x)?[\da-f]{1,8})\b(?:\s{0,3}\((?<parameters>[\da-fx, \t\n]{1,80})\))?/dgi,
    read: ({ 0: whole, groups }) => {
      const { code = '', parameters = '' } = groups ?? {}
      // without its zeros a number is a code only where it looks like one
      const isShort = /^STOP/.test(whole) && /^(?:\d[\dA-F]|[A-F]\d)$/.test(code)
      if (!isShort && !/^0x|^[\da-f]{8}$|^0[\da-f]$/i.test(code)) return null
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
    needs: marks.prefix,
    pattern: /(?<code>(?:\b0x|&h)[\da-f]{1,8})(?=l?\b)/gi,
    read: ({ groups }, near) => {
      const printed = groups?.code ?? ''
      const read = numberReadings(readInteger(printed) ?? 0, near)
      return printed.length < paddedLength || read === null ? read : withStop(read.readings, printed, near())
    },
  },
  {
    // 80070005, c0000005: eight digits with the bit of a failure set
    needs: marks.long,
    pattern: /(?<![\w.-]|[\da-f]{4}:)(?<code>[8c][\da-f]{7})(?=h?\b(?!-[\da-f]{4}-))/gi,
    read: ({ groups }, near) => numberReadings(Number.parseInt(groups?.code ?? '', 16), near),
  },
  {
    // -2147024891
    needs: marks.long,
    pattern: /(?<![\w.])(?<code>-\d{9,10})\b/g,
    read: ({ groups }, near) => {
      const number = Number(groups?.code)
      return number < -0x8000_0000 ? null : numberReadings(number >>> 0, near)
    },
  },
  {
    // 2147942405, where the words beside it say that it is a code
    needs: marks.long,
    pattern: /(?<![\w.,-])(?<code>[2-4]\d{9})(?![\w-]|[.,]\d)/g,
    read: ({ groups }, near) => {
      const number = Number(groups?.code)
      const isCode = number >= 0x8000_0000 && number <= 0xffff_ffff && ofCodes.test(near())
      return isCode ? numberReadings(number, near) : null
    },
  },
  {
    // E_ACCESSDENIED, WSAECONNRESET; names that end as those of failures do, also where nobody knows their value
    needs: marks.symbol,
    pattern: /(?<![\w$.\\/])(?<code>[A-Z][A-Za-z\d]{0,15}_\w{1,60}|WSA[A-Z]{4,20})\b/g,
    read: ({ groups }, near) => symbolReadings(groups?.code ?? '', near),
  },
  {
    // C1001, LNK2001; the single letters of other tools only where the word before says so
    needs: marks.lettered,
    pattern:
      /(?<![\w.])(?<code>C[1-4]\d{3}|LNK[1-4]\d{3}|(?<=\b(?:error|warning|fatal)[: \t]{1,3})(?:[ADLMURN]|RC|BK|CVT|CVTRES|MIDL)\d{4,5})\b/g,
    read: ({ groups }) => ({ readings: [sure('compiler', groups?.code ?? '')] }),
  },
  {
    needs: marks.sqlstate,
    pattern: /\bsqlstate\b[\s:='"[(]{0,6}(?<code>[\da-z]{5})\b/gi,
    read: ({ groups }) => ({ readings: [sure('sqlstate', (groups?.code ?? '').toUpperCase())] }),
  },
  {
    // HTTP 404, HTTP/1.1 403.7, HTTP error 500
    needs: marks.http,
    pattern:
      /\bhttp(?:\/\d\.\d)?(?:[ \t]{1,3}(?:error|status|code)){0,3}[: \t-]{1,4}(?<code>[1-5]\d\d(?:\.\d{1,2})?)\b/gi,
    read: ({ groups }) => ({ readings: [sure('http', groups?.code ?? '')] }),
  },
  {
    // Msg 17805, or Error: 17805, Severity: 20
    needs: marks.severe,
    pattern: /(?:\bmsg|\berror(?=[: \t]{1,4}\d{1,6},?[ \t]{1,3}severity)):?[ \t]{1,3}(?<code>\d{1,6})\b/gi,
    read: ({ groups }) => ({ readings: [sure('sql', groups?.code ?? '')] }),
  },
  {
    // run-time error '429', system error 5, RAS error 633, error code 5, error = 5
    needs: marks.labelled,
    pattern:
      /\b(?<word>error|err|errno|result|status|exception|code|rc)(?:[ \t]{1,3}(?:code|number|no|value|message|returned|is|was|of)\b){0,2}[\s:=#.'"([]{1,6}(?<code>\d{1,5})(?![\w]|[.,:/]\d)/gi,
    read: ({ groups }, near) => ({ readings: bareReadings(Number(groups?.code), near()) }),
  },
]

/** `0x0000000A`: no less is written with all of its digits. */
const paddedLength = 10
const ofCodes = /\b(?:error|hresult|hr|result|code|status|returns?|returned|scode)\b/
const ofBlueScreens = /\b(?:stop|blue screen|bug ?check)\b/

function sure(family: CodeFamily, value: string): Reading {
  return { code: { family, value }, weight: 1 }
}

const surroundingChars = 60

function surroundings(text: string, from: number, to: number): string {
  return text.slice(Math.max(0, from - surroundingChars), to + surroundingChars).toLowerCase()
}

/** A small value with all of its digits may be a blue screen. */
function withStop(
  readings: readonly Reading[],
  printed: string,
  near: string,
): { readings: readonly Reading[] } {
  const code: Code = { family: 'stop', value: hexadecimal(Number(printed)) }
  if (namesOf(code).length === 0) return { readings }
  const weight = ofBlueScreens.test(near) ? 0.9 : 0.35
  return { readings: [...readings, { code, weight }].sort((a, b) => b.weight - a.weight) }
}

function symbolReadings(name: string, near: () => string): { readings: readonly Reading[] } | null {
  const codes = codesNamed(name)
  if (codes.length === 0) {
    return isFailure.test(name) ? { readings: [sure('symbol', name.toUpperCase())] } : null
  }
  return { readings: codes.flatMap((code) => readingsOf(code, near)) }
}

/** What else a code of that value is. */
function readingsOf(code: Code, near: () => string): readonly Reading[] {
  const isWhole = code.family === 'hresult' || code.family === 'ntstatus'
  const read = isWhole ? numberReadings(Number(code.value), near) : null
  return read?.readings ?? [sure(code.family, code.value)]
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
    case 0xe:
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
  /** Without any word for it; 0: only with one. */
  readonly weight: number
  readonly words: RegExp
}

const bareFamilies: readonly Family[] = [
  { family: 'mapi', from: 2, to: 26, weight: 0, words: /\bmapi\b/ },
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
  const readings: Reading[] = []
  for (const { family, from, to, weight, words } of bareFamilies) {
    if (number < from || number > to) continue
    const isSaid = words.test(near)
    if (isSaid || weight > 0) readings.push({ code: { family, value }, weight: isSaid ? 0.9 : weight })
  }
  readings.sort((a, b) => b.weight - a.weight)
  return [...readings, { code: { family: 'number', value }, weight: 0.2 }]
}
