// For which products does an article say that it was written?
//
//     3.10 3.11                                        loose lines: version, platform and keywords once more
//     WINDOWS
//     kbsetup
//     ---------------------------------------------    79 wide
//     The information in this article applies to:
//
//     - The Microsoft Foundation Classes, used with:   level 1
//        - Microsoft Visual C++, version 2.1           level 2: three blanks a level
//     ---------------------------------------------
//
// Renderings keep the phrase or print `APPLIES TO`, lose the rules, and have other bullets.

import { codeAt, isBlank, isRule, type Line, passageOf } from '../body/line.ts'
import type { Mark, ProductLine } from './layout.ts'

export interface AppliesTo {
  readonly products: readonly ProductLine[]
  /** The block with its rules, and the loose lines before it. */
  readonly marks: readonly Mark[]
  /** What stood before the block without being part of its metadata (a notice); mostly none. */
  readonly before: readonly Line[]
  /** What follows the block: the body. All lines where there is no block. */
  readonly after: readonly Line[]
}

/**
 * Splits the lines after the header of a line dialect. The block counts only between rules, before the first ruled
 * heading, and with the colon: elsewhere the phrase is prose of the body. Cost: the lines up to the block.
 */
export function readAppliesTo(lines: readonly Line[]): AppliesTo {
  const phrase = findFramedPhrase(lines)
  if (phrase < 0) return { products: [], marks: [], before: [], after: lines }
  let frame = phrase - 1
  while (lines[frame]!.text === '') frame--
  const close = closingRule(lines, phrase + 1)
  const framed = close >= 0
  const list = readProducts(lines, phrase + 1, framed ? close : lines.length, framed)
  const past = framed ? close + 1 : list.end
  const before: Line[] = []
  const marks: Mark[] = []
  for (let i = 0; i < frame; i++) {
    const line = lines[i]!
    if (!isLooseMetadata(line.text)) before.push(line)
    else if (line.text !== '') marks.push({ role: 'header', span: [line.start, line.end] })
  }
  marks.push({ role: 'applies-to', span: [lines[frame]!.start, lines[past - 1]!.end] })
  return {
    products: list.products,
    marks,
    before,
    after: lines.slice(past),
  }
}

/** The phrase under a rule of dashes, or -1; nothing under the first ruled heading counts. */
function findFramedPhrase(lines: readonly Line[]): number {
  let above = ''
  for (let i = 0; i < lines.length; i++) {
    const { text } = lines[i]!
    if (text === '') continue
    if (text.startsWith('===')) return -1
    if (isListRule(above) && isAppliesToPhrase(text)) return i
    above = text
  }
  return -1
}

/** The rule of dashes that closes the block, or -1 where a heading comes first. */
function closingRule(lines: readonly Line[], from: number): number {
  for (let i = from; i < lines.length; i++) {
    const { text } = lines[i]!
    if (isListRule(text)) return i
    if (text.startsWith('===')) return -1
  }
  return -1
}

/** `The information in this article applies to:`, the colon included. */
export function isAppliesToPhrase(text: string): boolean {
  return text.startsWith(phrase) && text.length === phrase.length
}

const phrase = 'The information in this article applies to:'

/** The list's own rules are 69 to 79 wide; the rule under a subheading is as long as the subheading. */
function isListRule(text: string): boolean {
  return text.length >= 60 && isRule(text, '-')
}

/**
 * The items from `from` to `stop`, and where the line after the last one is. Without a closing rule (`framed` false)
 * the list ends at the first line that is neither blank nor an item; within a frame such a line ("as they apply to:")
 * is just no product. A bullet may stand alone on its line, with the product on the next.
 */
export function readProducts(
  lines: readonly Line[],
  from: number,
  stop: number = lines.length,
  framed = false,
): { products: ProductLine[]; end: number } {
  const products: ProductLine[] = []
  const indents: number[] = []
  let end = from
  for (let i = from; i < stop; i++) {
    const line = lines[i]!
    if (line.text === '') continue
    const skip = bulletLength(line.text)
    if (skip === 0) {
      if (framed) continue
      break
    }
    while (indents.length > 0 && indents.at(-1)! >= line.indent) indents.pop()
    indents.push(line.indent)
    end = i + 1
    if (skip === line.text.length) continue
    products.push({ passage: passageOf(line).slice(skip, line.text.length), level: indents.length })
  }
  return { products, end }
}

/** How many characters of a line are its bullet and the blanks after it; 0 for a line without bullet. */
export function bulletLength(text: string): number {
  if (text === '' || !bullets.includes(text.charAt(0))) return 0
  let length = 1
  while (isBlank(codeAt(text, length))) length++
  return length > 1 || text.length === 1 ? length : 0
}

const bullets = '-•·*◦▪●–'

/**
 * Old articles repeat their header in loose lines before the block, some renderings in one: `3.10 3.11`, `WINDOWS`,
 * `kbsetup kberrmsg`. What is anything else there (a beta notice, the registry warning) belongs to the body.
 */
export function isLooseMetadata(text: string): boolean {
  if (text === '') return true
  if (text.length > longestLoose) return false
  if (isListRule(text)) return true
  const words = text.split(' ')
  const keyworded = words.some(isKeyword)
  return words.every(
    (word) => isVersions(word) || isPlatform(word) || (keyworded && keyword.test(word)) || word === '|',
  )
}

const longestLoose = 200

/** `3.00a`, `5.x`, `'96-'97`, `MS-DOS:5.1,6.0;` */
function isVersions(word: string): boolean {
  const version = word.slice(word.indexOf(':') + 1)
  const first = codeAt(version, version.startsWith("'") ? 1 : 0)
  return first >= 48 && first <= 57
}

function isPlatform(word: string): boolean {
  return platforms.has(word.toLowerCase())
}

const platforms: ReadonlySet<string> = new Set([
  '',
  'windows',
  'nt',
  'ms-dos',
  'macintosh',
  'os/2',
  'xenix',
  'unix',
])

function isKeyword(word: string): boolean {
  return /^kb\w/i.test(word) || word === 'docerr' || word === 'unconfirmed'
}

/** Beside a word that is surely a keyword, any plain word is one. */
const keyword = /^[\w.-]+$/
