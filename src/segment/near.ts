// Which terms stand near this one: start as it does, or are what it is a slip of?

import { encodeText } from './bytes.ts'
import type { PageCursor, TermDictionary, TermInfo } from './term-dictionary.ts'
import { compareBytes } from './top-level.ts'

/** All terms that start so, in order, at most `limit`. Reads the pages that hold them. */
export async function termsStartingWith(
  dictionary: TermDictionary,
  prefix: string,
  limit = Number.POSITIVE_INFINITY,
): Promise<TermInfo[]> {
  const found: TermInfo[] = []
  for await (const cursor of walk(dictionary, encodeText(prefix))) {
    if (found.length >= limit) return found
    found.push(cursor.info())
  }
  return found
}

/** Goes to one term that starts so after the other. */
async function* walk(dictionary: TermDictionary, start: Uint8Array): AsyncGenerator<PageCursor> {
  const { topLevel } = dictionary
  for (let page = Math.max(0, topLevel.pageOf(start)); page < topLevel.pages; page++) {
    const cursor = await dictionary.page(page)
    cursor.seek(start)
    while (cursor.next()) {
      const order = compareBytes(cursor.bytes, Math.min(cursor.length, start.length), start)
      if (order === 0) yield cursor
      else if (order > 0) return
    }
  }
}

/**
 * Terms of small letters that `term` may be a slip of: one letter more, less, other, or two swapped; from `longSlip`
 * letters on, two such. The first two letters are taken to be right. Reads the pages that begin with them.
 */
export async function termsNear(dictionary: TermDictionary, term: string): Promise<TermInfo[]> {
  const found: TermInfo[] = []
  const wanted = encodeText(term)
  const most = wanted.length >= longSlip ? 2 : 1
  for await (const cursor of walk(dictionary, wanted.subarray(0, 2)))
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
