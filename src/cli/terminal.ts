// What may a terminal be shown, and in which colours and widths?
//
// Articles, logs, file names and reports are other people's bytes. Printed as they are they could move the cursor, set
// the clipboard or turn a line around. So every text passes `printable` (or `printableJson`) on its way out, whether
// the output is a terminal or not; the only escape sequences that kb prints are those `paint` adds afterwards.
//
//     source                          printed
//     CR LF, U+2028, U+2029           a line end
//     LF, TAB                         as they are
//     other C0, DEL                   ^[  ^?             caret notation
//     C1                              \x9b
//     U+202E and its like             <U+202E>           what changes the direction of writing
//     invisible characters            nothing            zero-width, fillers, tags, variation selectors
//     half a surrogate pair           U+FFFD

import { styleText } from 'node:util'

/**
 * What is not shown as it is. Ranges, for \p{Default_Ignorable_Code_Point} and the like take milliseconds to compile and
 * change with the version of Node.
 */
const hiddenRanges: readonly (readonly [from: number, to: number])[] = [
  [0x00, 0x1f], // C0
  [0x7f, 0x9f], // DEL, C1
  [0xad, 0xad], // soft hyphen
  [0x34f, 0x34f], // grapheme joiner
  [0x61c, 0x61c], // a mark of direction
  [0x115f, 0x1160], // Hangul fillers
  [0x17b4, 0x17b5], // Khmer vowels without a shape
  [0x180b, 0x180f], // Mongolian selectors
  [0x200b, 0x200f], // zero-width, marks of direction
  [0x2028, 0x202e], // line ends, overrides of direction
  [0x2060, 0x206f], // joiners, isolates, shaping
  [0x3164, 0x3164], // Hangul filler
  [0xd800, 0xdfff], // halves of surrogate pairs
  [0xfe00, 0xfe0f], // variation selectors
  [0xfeff, 0xfeff], // byte-order mark
  [0xffa0, 0xffa0], // Hangul filler
  [0xfff0, 0xfffb], // annotations
  [0x1bca0, 0x1bca3], // shorthand controls
  [0x1d173, 0x1d17a], // musical controls
  [0xe0000, 0xe0fff], // tags, variation selectors
]

const escaped = (code: number): string => `\\u{${code.toString(16)}}`
const hiddenClass = hiddenRanges.map(([from, to]) => `${escaped(from)}-${escaped(to)}`).join('')
const hidden = new RegExp(`\\r\\n|[${hiddenClass}]`, 'gu')
const turnsAround = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/

/** The text with every character made harmless that a terminal would obey or hide. Cost: one pass. */
export function printable(text: string): string {
  return text.replace(hidden, (found) => {
    if (found === '\t') return found
    if (/^(?:\n|\r\n|\u2028|\u2029)$/.test(found)) return '\n'
    const code = found.codePointAt(0)!
    if (code < 0x20 || code === 0x7f) return `^${String.fromCharCode(code ^ 0x40)}`
    if (code >= 0x80 && code < 0xa0) return `\\x${code.toString(16)}`
    if (turnsAround.test(found)) return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
    return code >= 0xd800 && code <= 0xdfff ? '\ufffd' : ''
  })
}

/** The same value with every string in it made printable, keys left as they are. */
export function allPrintable<T>(value: T): T {
  const clean = (part: unknown): unknown => {
    if (typeof part === 'string') return printable(part)
    if (Array.isArray(part)) return part.map(clean)
    if (typeof part !== 'object' || part === null) return part
    const members = part as Readonly<Record<string, unknown>>
    const cleaned: Record<string, unknown> = {}
    for (const name of Object.keys(members)) cleaned[name] = clean(members[name])
    return cleaned
  }
  // A printable string is still a string: the shape does not change.
  return clean(value) as T
}

/** One line of JSON that means exactly `value` and holds no character that a terminal would obey or hide. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value).replace(hidden, (found) =>
    Array.from({ length: found.length }, (_, i) => found.charCodeAt(i))
      .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
      .join(''),
  )
}

export type Paint = (format: Parameters<typeof styleText>[0], text: string) => string

export interface Screen {
  readonly isTerminal: boolean
  /** Columns that running text may fill. */
  readonly width: number
  /** Wraps text in the escapes of a colour; gives it back as it is where colours are not wanted. */
  readonly paint: Paint
}

export type ColourWish = 'auto' | 'always' | 'never'

interface Environment {
  readonly [name: string]: string | undefined
}

/** `--color` beats FORCE_COLOR, which beats NO_COLOR (as in Node itself), which beats what the terminal is. */
export function wantsColour(wish: ColourWish, env: Environment, isTerminal: boolean): boolean {
  if (wish !== 'auto') return wish === 'always'
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false'
  if (env.NO_COLOR) return false
  return isTerminal && env.TERM !== 'dumb'
}

/** Longer lines are hard to read, whatever the terminal could show. */
const widest = 100
const usual = 80
const narrowest = 40

export function openScreen(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  wish: ColourWish,
  env: Environment,
): Screen {
  const isTerminal = stream.isTTY === true
  const colour = wantsColour(wish, env, isTerminal)
  return {
    isTerminal,
    // a terminal that does not know its width says 0
    width: Math.min(Math.max(stream.columns || usual, narrowest), widest),
    paint: (format, text) =>
      colour && text !== '' ? styleText(format, text, { validateStream: false }) : text,
  }
}

/**
 * Breaks running text at blanks so that no line is wider than `width`; a longer word gets a line of its own. `first`
 * stands before the first line and counts in its width, `rest` before the others. Line ends in the text are kept.
 */
export function wrap(
  text: string,
  width: number,
  first = '',
  rest: string = ' '.repeat(first.length),
): string {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = lines.length === 0 ? first : rest
    let empty = true
    for (const word of paragraph.split(/[ \t]+/)) {
      if (word === '') continue
      if (!empty && columns(line) + 1 + columns(word) > width) {
        lines.push(line)
        line = rest
        empty = true
      }
      line += empty ? word : ` ${word}`
      empty = false
    }
    lines.push(empty ? line.trimEnd() : line)
  }
  return lines.join('\n')
}

/** How many columns of a terminal a printable text without line ends takes. */
function columns(text: string): number {
  // Latin and its punctuation; to tell scripts apart takes a millisecond to be made ready
  if (/^[\x20-\u02ff\u2010-\u205e]*$/.test(text)) return text.length
  const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u{ff01}-\u{ff60}]/gu
  const combining = /\p{Mn}/gu
  return [...text].length + (text.match(wide)?.length ?? 0) - (text.match(combining)?.length ?? 0)
}
