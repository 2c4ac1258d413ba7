// Which day does this printed date name?
//
//     06-AUG-2002   1-DEC-1989   April 29, 1996   29 April 1996   2/17/2005   10/25/06   2002-02-17   97-10-29   2004年2月17日
//
// All-digit dates are US order unless the first number is too large for a month and a day. Two-digit years are those
// of 1980 to 2079. A date that no calendar has is no date.

import type { Issue } from '../article/article.ts'
import { isDigit } from '../body/line.ts'
import type { Field } from './layout.ts'

/** A date that was found: `iso` is null where the form is right and the calendar has no such day. */
export interface FoundDate {
  readonly iso: string | null
  readonly end: number
}

/** Month names by language; any beginning of three letters or more stands for the name. */
const monthNames: readonly (readonly string[])[] = [
  'january february march april may june july august september october november december',
  'januar februar märz april mai juni juli august september oktober november dezember',
  'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
  'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
].map((names) => names.split(' '))

type Part = 'year' | 'month' | 'name' | 'day'

/** Every form with the meaning of its groups. All are linear: each group is bounded. */
const forms: readonly { readonly pattern: RegExp; readonly parts: readonly Part[] }[] = [
  { pattern: /(\d{1,2})[- ](\p{L}{3,10})\.?[- ](\d{4}|\d{2})(?![\d-])/uy, parts: ['day', 'name', 'year'] },
  {
    pattern: /(\d{1,2})\.? (?:de )?(\p{L}{3,10})\.? (?:de )?(\d{4})(?!\d)/uy,
    parts: ['day', 'name', 'year'],
  },
  {
    pattern: /(\p{L}{3,10})\.? {1,2}(\d{1,2})(?:st|nd|rd|th)?,? {1,2}(\d{4})(?!\d)/uy,
    parts: ['name', 'day', 'year'],
  },
  { pattern: /(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d-])/y, parts: ['year', 'month', 'day'] },
  { pattern: /(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]/y, parts: ['year', 'month', 'day'] },
  { pattern: /(3[2-9]|[4-9]\d)-(\d{1,2})-(\d{1,2})(?![\d-])/y, parts: ['year', 'month', 'day'] },
  { pattern: /(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/y, parts: ['day', 'month', 'year'] },
  { pattern: /(\d{1,2})[-/](\d{1,2})[-/](\d{4}|\d{2})(?![\d-/])/y, parts: ['month', 'day', 'year'] },
]

/** The date that begins at `from`, a weekday before it skipped; `null` where none begins there. */
export function dateAt(text: string, from = 0): FoundDate | null {
  const weekday = /\p{L}{2,12}, /uy
  weekday.lastIndex = from
  const starts = weekday.test(text) ? [from, weekday.lastIndex] : [from]
  for (const start of starts) {
    for (const { pattern, parts } of forms) {
      pattern.lastIndex = start
      const match = pattern.exec(text)
      if (match === null) continue
      const part = (name: Part): string => match[parts.indexOf(name) + 1] ?? ''
      const month = parts.includes('name') ? monthNamed(part('name')) : Number(part('month'))
      if (month === null) continue
      return { iso: calendarDay(fullYear(part('year')), month, Number(part('day'))), end: pattern.lastIndex }
    }
  }
  return null
}

/** The ISO form of a text that is a date and nothing else; `null` for any other text. */
export function isoDate(printed: string): string | null {
  const text = printed.trim()
  const archived = archivedDay(text)
  if (archived !== null) return archived
  const found = dateAt(text)
  return found !== null && found.end === text.length ? found.iso : null
}

/** What `dateAt` makes of the form that nearly all articles have, `6-AUG-2002`, without a pattern; `null` for any other. */
function archivedDay(text: string): string | null {
  const dash = text.length - 9
  if ((dash !== 1 && dash !== 2) || text.charCodeAt(dash) !== 45 || text.charCodeAt(dash + 4) !== 45)
    return null
  const day = numberIn(text, 0, dash)
  const year = numberIn(text, dash + 5, text.length)
  const month = monthAt(text, dash + 1)
  return day === null || year === null || month === null ? null : calendarDay(year, month, day)
}

/** `null` where another character than a digit stands there. */
function numberIn(text: string, from: number, to: number): number | null {
  let number = 0
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i)
    if (!isDigit(code)) return null
    number = number * 10 + code - 48
  }
  return number
}

const months = 'JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC'

/** The month whose three letters stand at `at` in capitals. */
function monthAt(text: string, at: number): number | null {
  for (let month = 0; month < 12; month++) {
    const i = month * 3
    if (
      text.charCodeAt(at) === months.charCodeAt(i) &&
      text.charCodeAt(at + 1) === months.charCodeAt(i + 1) &&
      text.charCodeAt(at + 2) === months.charCodeAt(i + 2)
    )
      return month + 1
  }
  return null
}

/** A printed date field with its ISO form, or an issue saying why there is none; neither for an empty one. */
export function dateField(printed: Field): { readonly field?: Field; readonly issue?: Issue } {
  const value = isoDate(printed.value)
  if (value !== null) return { field: { value, span: printed.span } }
  if (printed.value.trim() === '') return {}
  return {
    issue: {
      code: 'odd-date',
      message: `"${printed.value.trim().slice(0, 40)}" is no date that a calendar has`,
      offset: printed.span[0],
    },
  }
}

function monthNamed(printed: string): number | null {
  const name = printed.toLowerCase()
  for (const names of monthNames) {
    const index = names.findIndex((full) => full.startsWith(name))
    if (index >= 0) return index + 1
  }
  return null
}

function fullYear(digits: string): number {
  const year = Number(digits)
  if (digits.length > 2) return year
  return year >= 80 ? 1900 + year : 2000 + year
}

function calendarDay(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}
