// Which terms stand near this one: start as it does, or are what it is a slip of?

import { encodeText } from './bytes.ts'
import type { PageCursor, TermDictionary, TermInfo } from './term-dictionary.ts'
import { compareBytes } from './top-level.ts'

/** All terms that start so, in order, at most `limit`. Reads the pages that hold them, one after the other. */
export async function termsStartingWith(
  dictionary: TermDictionary,
  prefix: string,
  limit = Number.POSITIVE_INFINITY,
): Promise<TermInfo[]> {
  const found: TermInfo[] = []
  const start = encodeText(prefix)
  const [first, last] = pagesWith(dictionary, start)
  for (let page = first; page <= last; page++) {
    for (const cursor of startingWith(start, await dictionary.page(page))) {
      if (found.length >= limit) return found
      found.push(cursor.info())
    }
  }
  return found
}

/** The pages that may hold terms that start so. */
function pagesWith({ topLevel }: TermDictionary, start: Uint8Array): [first: number, last: number] {
  const behind = Uint8Array.from(start)
  // no byte of UTF-8 is 255
  if (behind.length > 0) behind[behind.length - 1]!++
  return [
    Math.max(0, topLevel.pageOf(start)),
    start.length === 0 ? topLevel.pages - 1 : topLevel.pageOf(behind),
  ]
}

/** Goes to one term of a page that starts so after the other. */
function* startingWith(start: Uint8Array, cursor: PageCursor): Generator<PageCursor> {
  cursor.seek(start)
  while (cursor.next()) {
    const order = compareBytes(cursor.bytes, Math.min(cursor.length, start.length), start)
    if (order === 0) yield cursor
    else if (order > 0) return
  }
}

/**
 * Terms of small letters that `term` may be a slip of: one letter more, less, other, or two swapped; from `longSlip`
 * letters on, two such. The first two letters are taken to be right. Reads the pages that begin with them, all at once.
 */
export async function termsNear(dictionary: TermDictionary, term: string): Promise<TermInfo[]> {
  const wanted = encodeText(term)
  const most = wanted.length >= longSlip ? 2 : 1
  const start = wanted.subarray(0, 2)
  const [first, last] = pagesWith(dictionary, start)
  const pages = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => dictionary.page(first + i))
  const found: TermInfo[] = []
  for (const page of await Promise.all(pages))
    for (const cursor of startingWith(start, page))
      if (slipsBetween(cursor.bytes, cursor.length, wanted, most) <= most) found.push(cursor.info())
  return found
}

/** Shorter words have too many neighbours. */
const longSlip = 8

/**
 * Optimal string alignment: letters put in, left out, replaced, or swapped with the next. More than `most`, or any
 * other character than a small letter, gives `most + 1`. Cost: length × (2 × most + 1).
 */
function slipsBetween(bytes: Uint8Array, length: number, wanted: Uint8Array, most: number): number {
  const other = wanted.length
  if (Math.abs(length - other) > most) return most + 1
  for (let i = 0; i < length; i++) if (bytes[i]! < 97 || bytes[i]! > 122) return most + 1
  let before = new Uint8Array(other + 1)
  let last = Uint8Array.from(before, (_, j) => j)
  for (let i = 1; i <= length; i++) {
    const row = new Uint8Array(other + 1).fill(most + 1)
    row[0] = i
    let least = most + 1
    for (let j = Math.max(1, i - most); j <= Math.min(other, i + most); j++) {
      const replaced = last[j - 1]! + (bytes[i - 1] === wanted[j - 1] ? 0 : 1)
      let slips = Math.min(replaced, last[j]! + 1, row[j - 1]! + 1)
      const swapped = i > 1 && j > 1 && bytes[i - 1] === wanted[j - 2] && bytes[i - 2] === wanted[j - 1]
      if (swapped) slips = Math.min(slips, before[j - 2]! + 1)
      row[j] = slips
      least = Math.min(least, slips)
    }
    if (least > most) return most + 1
    before = last
    last = row
  }
  return last[other]!
}
