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
  return isPhrase(phrase) || edgePhrases.has(phrase)
}

/** Is it one that no article prints as its own words, so that it is recognised in the middle of a text too? */
export function isInnerChrome(line: string): boolean {
  return line.length <= longestChrome && isPhrase(line.toLowerCase())
}

function isPhrase(line: string): boolean {
  return phrases.has(line) || patterns.some((pattern) => pattern.test(line))
}

const longestChrome = 160

const phrases: ReadonlySet<string> = new Set([
  // the archive and its mirrors
  'knowledgebase archive',
  'an archive of early microsoft knowledgebase articles',
  'view on github',
  // the support site of 2003 to 2012
  'article translations',
  'article translations article translations',
  'view products that this article applies to.',
  'expand all',
  'collapse all',
  'expand all | collapse all',
  'collapse this table',
  'expand this table',
  'collapse this tableexpand this table',
  'collapse this imageexpand this image',
  'back to the top',
  'back to top',
  'back to the top |give feedback',
  'back to the top | give feedback',
  'send feedback to microsoft',
  // the wiki
  'from betaarchive wiki',
  '< microsoft kb archive',
  'jump to: navigation, search',
])

/** Words that an article may well print, so they are chrome only before its first line and after its last. */
const edgePhrases: ReadonlySet<string> = new Set([
  '|',
  'knowledge base',
  'on this page',
  'give feedback',
  'send feedback',
  'print page',
  'e-mail this page',
  'contact us',
  'privacy statement',
  'all rights reserved.',
  'terms of use',
  'terms of use.',
  'jump to navigation',
  'jump to search',
  'navigation menu',
  // the heading over a support page's last lines, in the languages of the site
  'properties',
  'eigenschaften',
  'propriétés',
  'propiedades',
  'propriedades',
  'proprietà',
  'egenskaper',
  'свойства',
  'właściwości',
  'ιδιότητες',
  'プロパティ',
  'คุณสมบัติ',
  '属性',
  '屬性',
  '속성',
])

const patterns: readonly RegExp[] = [
  /^(?:latest )?revision as of \d/,
  /^\(diff\) /,
  /^\(?← ?older (?:revision|edit)/,
  /^\|? *newer (?:revision|edit) ?→/,
  /^retrieved from "/,
  /^note: this article is from /,
]
