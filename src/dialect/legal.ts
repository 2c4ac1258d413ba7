// Which words of a text belong to its publisher or its page, and never to the article?
//
// Only recognised words are set aside: everything else stays where it is, and shows up as `unknown` if no section
// holds it.

import type { Span } from '../article/article.ts'
import type { Line } from '../body/line.ts'
import type { Mark } from './layout.ts'

/**
 * The disclaimer that begins at `from`, or `null`. It is wrapped in many ways and capital letters throughout, so it is
 * known by its opening words and goes on to the last full stop before any small letter.
 */
export function disclaimerAt(source: string, from: number): Span | null {
  disclaimer.lastIndex = from
  if (!disclaimer.test(source)) return null
  let end = disclaimer.lastIndex
  const limit = Math.min(source.length, from + longestDisclaimer)
  for (let i = end; i < limit; i++) {
    const code = source.charCodeAt(i)
    if (code >= 97 && code <= 122) break
    if (code === 46) end = i + 1
  }
  return [from, end]
}

const disclaimer = /THE\s+INFORMATION\s+PROVIDED\s+IN\s+THE\s+MICROSOFT\s+KNOWLEDGE\s+BASE/y
const longestDisclaimer = 1500

/** The copyright notice that begins at `from`, with the site's "all rights reserved", or `null`. */
export function copyrightAt(source: string, from: number): Span | null {
  copyright.lastIndex = from
  return copyright.test(source) ? [from, copyright.lastIndex] : null
}

const copyright =
  /(?:Copyright(?: ?(?:©|\(c\)))?|©|\(c\)) ?(?:\d{4}(?:-\d{4})?,? )?Microsoft Corp(?:oration|\.)?(?: ?,? ?\d{4}(?:-\d{4})?)?[.,]?(?: ?All rights reserved\.?)?(?: ?(?:Terms of Use|Legal Notices)\.?)?/iy

/**
 * The lines before the legal text that closes an article, and a mark for each piece of it. Lines that end in anything
 * else come back whole. Looks at the last `farthestLegal` lines only.
 */
export function cutLegal(source: string, lines: readonly Line[]): { rest: readonly Line[]; marks: Mark[] } {
  const marks: Mark[] = []
  let count = lines.length
  for (;;) {
    while (count > 0 && lines[count - 1]!.text === '') count--
    const begin = legalStart(source, lines, count)
    if (begin === null) break
    marks.unshift({ role: 'legal', span: [lines[begin]!.from, lines[count - 1]!.end] })
    count = begin
  }
  return { rest: lines.slice(0, count), marks }
}

/** Where the piece of legal text begins that ends with the last of `count` lines. */
function legalStart(source: string, lines: readonly Line[], count: number): number | null {
  const last = lines[count - 1]
  if (last === undefined) return null
  const stop = last.from + last.text.length
  for (let i = count - 1; i >= Math.max(0, count - farthestLegal); i--) {
    const { from, text } = lines[i]!
    const span = text.startsWith('THE') ? disclaimerAt(source, from) : copyrightAt(source, from)
    if (span !== null) return span[1] >= stop ? i : null
  }
  return null
}

const farthestLegal = 30

/** Is the whole line one of the phrases that sites print around articles? */
export function isChrome(line: string): boolean {
  if (line.length > longestChrome) return false
  const phrase = line.toLowerCase()
  return chromePhrases.has(phrase) || chromePatterns.some((pattern) => pattern.test(phrase))
}

const longestChrome = 160

const chromePhrases: ReadonlySet<string> = new Set([
  // the archive and its mirrors
  'knowledgebase archive',
  'an archive of early microsoft knowledgebase articles',
  'view on github',
  'maintained by jeff parsons',
  // the support site of 2003 to 2012
  'article translations',
  'article translations article translations',
  'expand all',
  'collapse all',
  'expand all | collapse all',
  'on this page',
  'collapse this table',
  'expand this table',
  'collapse this tableexpand this table',
  'collapse this imageexpand this image',
  'back to the top',
  'back to the top |give feedback',
  'back to the top | give feedback',
  'give feedback',
  'properties',
  'send feedback',
  'send feedback to microsoft',
  'print page',
  'e-mail this page',
  'view products that this article applies to.',
  // the wiki
  'from betaarchive wiki',
  'jump to: navigation, search',
  'jump to navigation',
  'jump to search',
  'navigation menu',
  // everywhere
  'terms of use',
  'terms of use.',
  'all rights reserved.',
  'contact us',
  'privacy statement',
])

const chromePatterns: readonly RegExp[] = [
  /^revision as of /,
  /^\(diff\)/,
  /^\(← ?older edit\)|^← ?older (revision|edit)/,
  /^latest revision as of /,
  /^\|?\s*newer revision → \(diff\)$/,
  /^retrieved from "/,
  /^note: this article is from /,
]
