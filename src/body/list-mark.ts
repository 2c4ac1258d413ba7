// Which list mark does this line open with?
//
//     - text   * text   o text   • text   · text      a bullet
//     1. text   1) text   (1) text                    a number
//     a. text   a) text   (a) text   iv. text         a letter, or a roman number

import { codeAt, isBlank, isDigit, type Line } from './line.ts'

export interface ListMark {
  readonly kind: 'bullet' | 'number' | 'letter'
  /** `1`, `a`, `iv`; for bullets the bullet. */
  readonly label: string
  /** What the label counts; 0 for bullets. */
  readonly value: number
  /** Where the item's text begins in the line's text. */
  readonly textAt: number
}

/** `null` where the line opens no item. A bullet or a letter needs a text after it, a number does not. */
export function markOf(line: Line): ListMark | null {
  const { text } = line
  const first = codeAt(text, 0)
  const second = codeAt(text, 1)
  if (isBullet(first) && isBlank(second)) {
    return { kind: 'bullet', label: text[0]!, value: 0, textAt: textAfter(text, 1) }
  }
  if (opensWord(first, second)) return null
  const open = first === openBracket ? 1 : 0
  let end = open
  while (isDigit(codeAt(text, end))) end++
  const digits = end - open
  if (digits > 3) return null
  if (digits === 0) end = endOfLetters(text, open)
  if (end === open || !closes(codeAt(text, end), open)) return null
  if (end + 1 < text.length && !isBlank(codeAt(text, end + 1))) return null
  const label = text.slice(open, end)
  const textAt = textAfter(text, end + 1)
  if (digits > 0) return { kind: 'number', label, value: Number(label), textAt }
  const value = textAt === text.length ? 0 : letterValue(label)
  return value === 0 ? null : { kind: 'letter', label, value, textAt }
}

const openBracket = 40

/** As most lines do: a letter that no mark follows, and that begins no roman number. */
function opensWord(first: number, second: number): boolean {
  return isLetter(first) && !isRoman(first) && second !== 41 && second !== 46
}

/** `)` closes both forms, a dot only the one without a bracket. */
function closes(code: number, open: number): boolean {
  return code === 41 || (open === 0 && code === 46)
}

/** `-`, `*`, `o`, a bullet, a middle dot. */
function isBullet(code: number): boolean {
  return code === 45 || code === 42 || code === 111 || code === 0x2022 || code === 0xb7
}

function textAfter(text: string, at: number): number {
  while (isBlank(codeAt(text, at))) at++
  return at
}

/** Past one letter, or past the letters of a roman number. */
function endOfLetters(text: string, from: number): number {
  let end = from
  while (end - from < longestRoman && isRoman(codeAt(text, end))) end++
  return end === from && isLetter(codeAt(text, from)) ? from + 1 : end
}

const longestRoman = 4

/** I, V, X in either case. */
function isRoman(code: number): boolean {
  const upper = code & ~32
  return upper === 73 || upper === 86 || upper === 88
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
}

/** A single letter counts from `a`, more are a roman number; 0 for a word that is neither. */
function letterValue(label: string): number {
  const lower = label.toLowerCase()
  return label.length === 1 ? lower.charCodeAt(0) - 96 : romans.indexOf(lower) + 1
}

const romans = 'i ii iii iv v vi vii viii ix x xi xii xiii xiv xv'.split(' ')
