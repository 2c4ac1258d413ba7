// What is this code, in every notation, and which codes may somebody mean who asks for it?
//
//     5                          win32 5, ras 5? vb 5, event 5: every reading, the likeliest first
//     win32 5, error 5           what the words say
//     E_ACCESSDENIED             hresult 0x80070005, and inside it win32 5

import {
  type Code,
  type CodeFamily,
  canonicalValue,
  codeFamilies,
  codeKey,
  hexadecimal,
  readInteger,
  wholeCode,
} from './code.ts'
import { sameAs } from './equivalent.ts'
import { eventKey, findEvents } from './event.ts'
import { findCodes } from './notation.ts'
import { codesNamed, namesOf } from './symbol.ts'
import { familyNames, textOf } from './texts.ts'

/** An event is asked for like a code: `7000`, or `7000 servicecontrolmanager`. */
export interface AskedCode {
  readonly family: CodeFamily | 'event'
  readonly value: string
}

/** A code that may be meant; `weight` from 0 to 1. */
export interface AskedReading extends AskedCode {
  readonly weight: number
}

/** What is known of a code without looking into any article. */
export interface Meaning extends AskedCode {
  /** What the family is, for people. */
  readonly about: string
  /** What programs call it, the system's own names first. */
  readonly names: readonly string[]
  /** What the system says; `null` where no text is known. */
  readonly text: string | null
  /** How it is written, the canonical form first. */
  readonly notations: readonly string[]
  /** Codes of other families that mean the same. */
  readonly same: readonly NamedCode[]
}

export interface NamedCode extends Code {
  readonly names: readonly string[]
}

/** Cost: a look into the tables of names. */
export function meaningOf({ family, value }: AskedCode): Meaning {
  const about = familyNames[family] + facilityOf({ family, value })
  if (family === 'event')
    return { family, value, about, names: [], text: null, notations: [`event ${value}`], same: [] }
  const code: Code = { family, value }
  const same = sameAs(code).map((other) => ({ ...other, names: namesOf(other) }))
  const texts = isWhole(code) ? [code, ...same].map(textOf) : [textOf(code)]
  const names = namesOf(code)
  return {
    family,
    value,
    about,
    names,
    text: texts.find((text) => text !== null) ?? null,
    notations: [...new Set([...notationsOf(code), ...names])],
    same,
  }
}

/** Of 32 bits: what it holds says what it means. */
function isWhole({ family }: AskedCode): boolean {
  return family === 'hresult' || family === 'ntstatus'
}

/** Which part of the system an HRESULT comes from. */
function facilityOf({ family, value }: AskedCode): string {
  const name = family === 'hresult' ? facilityNames[(Number(value) >>> 16) & 0x7ff] : undefined
  return name === undefined ? '' : `, from ${name}`
}

const facilityNames: Readonly<Record<number, string>> = {
  1: 'remote procedure calls',
  2: 'late-bound calls (IDispatch)',
  3: 'structured storage',
  4: 'an interface of its own',
  7: 'the system (Win32)',
  8: 'the system',
  9: 'security',
  10: 'a control or script',
  11: 'certificates',
  12: 'the Internet functions',
  13: 'the media server',
  14: 'the message queue',
  15: 'device set-up',
}

function notationsOf({ family, value }: Code): string[] {
  const number = Number(value)
  switch (family) {
    case 'hresult':
    case 'ntstatus':
      return [value, value.slice(2), String(number | 0), `&H${value.slice(2)}`, String(number)]
    case 'stop':
      return [`STOP ${value}`, `STOP 0x${number.toString(16).toUpperCase()}`, `STOP ${value.slice(2)}`]
    case 'win32':
    case 'ras':
    case 'sql':
      return [`error ${value}`, value, `0x${number.toString(16).toUpperCase()}`]
    case 'vb':
      return [`run-time error '${value}'`, value]
    case 'http':
      return [`HTTP ${value}`, value]
    case 'sqlstate':
      return [`SQLSTATE ${value}`, value]
    case 'mapi':
      return [`MAPI error ${value}`, value]
    default:
      return [value]
  }
}

/** Every reading, the likeliest first; empty where the text is no code in any notation. */
export function readAsked(text: string): AskedReading[] {
  const asked = text.trim()
  if (asked.length > longestCode) return []
  const readings = [...eventReadings(asked), ...familyReadings(asked)]
  if (readings.length > 0) return readings
  const [found] = findCodes(asked)
  const whole =
    found === undefined
      ? bareReadings(asked)
      : found.readings.map(({ code, weight }) => ({ ...code, weight }))
  return withoutRepeats([...whole, ...blueScreens(asked)]).sort((a, b) => b.weight - a.weight)
}

/** With all that is said beside it; no code is longer. */
const longestCode = 200

/** `event 7000`, `event ID 7000 from Service Control Manager` */
function eventReadings(text: string): AskedReading[] {
  return findEvents(text)
    .slice(0, 1)
    .map(({ id, source }) => ({ family: 'event', value: eventKey(id, source), weight: 1 }))
}

/** `ras 633`, `ras:633`: a family as `kb explain` itself prints it. */
function familyReadings(text: string): AskedReading[] {
  const [, name, printed] = /^([a-z\d]+)[ :]\s*(\S+)$/i.exec(text) ?? []
  const family = codeFamilies.find((known) => known === name?.toLowerCase())
  const value = family === undefined || printed === undefined ? null : canonicalValue(family, printed)
  return value === null ? [] : [{ family: family!, value, weight: 1 }]
}

/** What stands without any word beside it: in a text it would be no code, but somebody asks for it. */
function bareReadings(text: string): AskedReading[] {
  const name = text.toUpperCase()
  const named = codesNamed(name).flatMap((code) => [code, ...sameAs(code).slice(0, 1)])
  if (named.length > 0) return named.map((code, i) => ({ ...code, weight: i === 0 ? 1 : 0.9 }))
  if (/^[A-Z]\w*_\w+$/.test(name)) return [{ family: 'symbol', value: name, weight: 1 }]
  const [found] = findCodes(`error ${text}`)
  const readings = found?.readings.map(({ code, weight }): AskedReading => ({ ...code, weight })) ?? []
  const number = readInteger(text)
  if (number !== null && /^\d{1,5}$/.test(text))
    readings.push({ family: 'event', value: String(number), weight: 0.25 })
  // eight digits are rather of base 16, as `90909090`
  const printed = /^[89]\d{7}$/.test(text) ? Number.parseInt(text, 16) : number
  const whole = printed === null || readings.length > 0 ? null : wholeCode(printed)
  if (whole !== null) readings.push({ ...whole, weight: 0.2 })
  const state = /^(?=.*\d)[\dA-Z]{5}$/.test(name) ? canonicalValue('sqlstate', name) : null
  if (state !== null)
    readings.push({ family: 'sqlstate', value: state, weight: /[A-Z]/.test(name) ? 0.5 : 0.1 })
  const compiler = canonicalValue('compiler', name)
  if (compiler !== null) readings.push({ family: 'compiler', value: compiler, weight: 0.6 })
  return readings
}

/** `0xA` and `0x0000000A` may be a blue screen too. */
function blueScreens(text: string): AskedReading[] {
  const number = /^0x[\da-f]{1,8}$/i.test(text) ? readInteger(text) : null
  if (number === null) return []
  const code: Code = { family: 'stop', value: hexadecimal(number) }
  return namesOf(code).length === 0 ? [] : [{ ...code, weight: 0.35 }]
}

function withoutRepeats(readings: readonly AskedReading[]): AskedReading[] {
  const first = new Map<string, AskedReading>()
  for (const reading of readings) {
    const key = keyOf(reading)
    if (!first.has(key)) first.set(key, reading)
  }
  return [...first.values()]
}

/** As an index lists it. */
export function keyOf(code: AskedCode): string {
  return code.family === 'event' ? `event:${code.value}` : codeKey({ family: code.family, value: code.value })
}
