// Is this page small and flat enough for a parser of trees?
//
// A browser's parser looks through the open elements at nearly every tag, and opens formatting elements that were never
// closed again in each paragraph: nesting makes its time grow with the square of the page. So tags are counted first,
// without understanding scripts or comments, rather too many than too few. Within the limits the slowest page found takes
// about a second.

import type { Issue } from '../article/article.ts'

export const pageLimits = {
  size: 1_048_576,
  tags: 30_000,
  depth: 256,
  /** For each tag the formatting elements that are open there, added up. */
  reopened: 500_000,
} as const

/** Elements that have no content. */
const empty = new Set(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr'.split(
    ' ',
  ),
)
/** Elements that end where the next of their kind begins, so they do not nest by themselves. */
const selfEnding = new Set(
  'p li dt dd tr td th tbody thead tfoot option optgroup colgroup rb rt rp rtc'.split(' '),
)
/** Elements that are opened again after the block in which they were open. */
const formatting = new Set('a b big code em font i nobr s small strike strong tt u'.split(' '))

/** What is too much for a tree, or `null`. Cost: one pass, ended at the first excess. */
export function findPageExcess(text: string): Issue | null {
  if (text.length > pageLimits.size) {
    return { code: 'too-large', message: `more than ${pageLimits.size / 1_048_576} MB`, offset: 0 }
  }
  const open: string[] = []
  const marks = new Map<string, number>()
  let tags = 0
  let marked = 0
  let reopened = 0
  for (const { 1: slash, 2: printed, index } of text.matchAll(/<(\/?)([a-z][a-z\d-]{0,30})/gi)) {
    const name = printed!.toLowerCase()
    tags++
    reopened += marked
    if (tags > pageLimits.tags || reopened > pageLimits.reopened) {
      return {
        code: 'too-large',
        message: `more than ${pageLimits.tags} tags, or tags that are never closed`,
        offset: index,
      }
    }
    if (empty.has(name) || selfEnding.has(name)) continue
    if (formatting.has(name)) {
      const change = slash === '' ? 1 : (marks.get(name) ?? 0) > 0 ? -1 : 0
      marks.set(name, (marks.get(name) ?? 0) + change)
      marked += change
    } else if (slash === '') open.push(name)
    else if (open.includes(name)) open.length = open.lastIndexOf(name)
    if (open.length + marked > pageLimits.depth) {
      return {
        code: 'too-deep',
        message: `more than ${pageLimits.depth} elements in each other`,
        offset: index,
      }
    }
  }
  return null
}
