// How else could a word of a report be written in an article?
//
//     0x80070005      80070005, -2147024891, E_ACCESSDENIED: notations of one number
//     colour          color: British and American spelling
//     task bar        taskbar; filename: file name
//
// Variants say the same; what a word may be a slip of (`reading.ts`) only may.

import { english, termsOf } from '../analysis/analyzer.ts'
import { type Code, wholeCode } from '../codes/code.ts'
import { codesNamed, namesOf } from '../codes/symbol.ts'

/** Terms that mean what `term` does, without itself. */
export function variantsOf(term: string): string[] {
  const variants = [...notationsOf(term), ...americanSpellings(term)]
  return [...new Set(variants)].filter((variant) => variant !== term)
}

/** Of a 32-bit number that is written in base 16 or has the bit of a failure set. */
function notationsOf(term: string): string[] {
  const value = numberOf(term)
  if (value === null) return []
  const digits = value.toString(16)
  const padded = digits.padStart(8, '0')
  const failure = value >= 2 ** 31 ? [padded, `${padded}h`, String(value), String(2 ** 32 - value)] : []
  const names = value >= 2 ** 31 ? namesOf(wholeCode(value)!).map((name) => name.toLowerCase()) : []
  return [`0x${digits}`, `0x${padded}`, `0x${digits.padStart(2, '0')}`, ...failure, ...names]
}

function numberOf(term: string): number | null {
  if (term.includes('_')) return valueNamed(term)
  if (term.startsWith('0x') && /^0x[0-9a-f]{1,8}$/.test(term)) return Number.parseInt(term.slice(2), 16)
  if (term.length < 8 || term.length > 10) return null
  if (/^[89a-f][0-9a-f]{7}h?$/.test(term)) return Number.parseInt(term, 16)
  // without its sign: the minus before it is no part of the term
  if (/^[12]\d{9}$/.test(term) && Number(term) <= 2 ** 31) return 2 ** 32 - Number(term)
  return /^[234]\d{9}$/.test(term) && Number(term) < 2 ** 32 ? Number(term) : null
}

/** Of a name that stands for a value of 32 bits: `e_accessdenied`. */
function valueNamed(term: string): number | null {
  const isWhole = ({ family }: Code): boolean => family === 'hresult' || family === 'ntstatus'
  const code = codesNamed(term.toUpperCase()).find(isWhole)
  return code === undefined ? null : Number(code.value)
}

/** Endings of stems, British and American. */
const spellings: readonly (readonly [has: string, british: RegExp, american: string])[] = [
  ['our', /^(\w{2,})our/, '$1or'],
  ['is', /^(\w{3,})is(e|ed|ing|ation|)$/, '$1iz$2'],
  ['tre', /^(\w{2,})tre$/, '$1ter'],
  ['logu', /^(\w{3,})logu(e?)$/, '$1log$2'],
  ['ys', /^(\w{3,})yse?$/, '$1yz'],
  ['enc', /^(licen|defen|offen)c(e?)$/, '$1s$2'],
  ['grey', /^grey/, 'gray'],
  ['programm', /^programme?$/, 'program'],
  ['disc', /^disc$/, 'disk'],
  ['chequ', /^cheque?$/, 'check'],
  ['ll', /^(\w{3,})ll$/, '$1l'],
]

function americanSpellings(term: string): string[] {
  if (!/^[a-z]{4,}$/.test(term)) return []
  // most words have none, and an expression that is used has to be made ready first
  return spellings.flatMap(([has, british, american]) =>
    term.includes(has) && british.test(term) ? [term.replace(british, american)] : [],
  )
}

/** The term of two words written as one: `task bar` → `taskbar`; '' where they are no words. */
export function joined(text: string): string {
  const words = /^([a-z]{2,})[ -]([a-z]{2,})$/i.exec(text)
  return words === null ? '' : (termsOf(english, words[1]! + words[2]!)[0] ?? '')
}
