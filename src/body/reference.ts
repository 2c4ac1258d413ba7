// Which other articles does this body cite?
//
//     Qnnnnnn How to Obtain ...             an id that opens a text or a line, with its title
//     ... see article Qnnnnnn ...           an id in prose
//     105163 How to ...                     bare digits, only under a line that leads in to an article
//     article 105163, KB105163, see 105163  or behind a word that leaves no doubt
//     .../articles/Q123/4/56.ASP            an address; also ?kbid=n, /kb/n
//
// No references: `Q2200510.WPD` (a file), `q248838engi.exe`, `Q3\N3`.

import type { Reference } from '../article/article.ts'
import { collapsed } from '../article/one-line.ts'
import { codeAt, isDigit, lastCode } from './line.ts'
import { matchesOf } from './matches.ts'
import type { Passage } from './passage.ts'
import type { PlacedText } from './text.ts'
import { cited, ids, number, slash } from './traits.ts'

/** In order of first mention, each id once, `own` left out. A title printed at a later mention is still taken. */
export function readReferences(row: readonly PlacedText[], own: string | null): Reference[] {
  if (!row.some(mayCite)) return []
  const found = new Map<string, Reference>()
  const add = (reference: Reference): void => {
    const known = found.get(reference.id)
    if (reference.id === own || (known !== undefined && known.title !== null)) return
    if (known === undefined) found.set(reference.id, reference)
    else if (reference.title !== null) {
      found.set(reference.id, { id: known.id, title: reference.title, span: known.span })
    }
  }
  let lead = ''
  for (const { passage, role } of row) {
    const { traits } = passage
    const numbers = (traits & number) !== 0
    const bare = numbers && opensWithNumber(passage.text) && isLeadIn(lead)
    if (bare) addBare(passage, add)
    if (numbers && (traits & ids) !== 0) addIds(passage, add)
    if ((traits & cited) !== 0) {
      if (numbers) addNamed(passage, add)
      if ((traits & slash) !== 0) addAddresses(passage, add)
    }
    if (!bare && role !== 'note') lead = passage.text
  }
  return [...found.values()]
}

function mayCite({ passage }: PlacedText): boolean {
  return (passage.traits & (number | slash)) !== 0
}

function isLeadIn(text: string): boolean {
  return lastCode(text) === 58 && /\b(?:articles?|knowledge base|numbers?)\b/i.test(text.slice(-220))
}

type Add = (reference: Reference) => void

function opensWithNumber(text: string): boolean {
  return isDigit(codeAt(text, 0)) && /^\d{6}(?=\s+\S)/.test(text)
}

/** Six digits and a title. */
function addBare(passage: Passage, add: Add): void {
  const { text } = passage
  add({ id: `Q${text.slice(0, 6)}`, title: titleFrom(text, 6), span: passage.spanOf(0, 6) })
}

const identifier = /(?<![\w\\./])Q ?(\d{5,6})(?!\d)/g

function addIds(passage: Passage, add: Add): void {
  const { text } = passage
  for (const found of matchesOf(identifier, text)) {
    const end = found.index + found[0].length
    if (isFileName(text.slice(end, end + 16))) continue
    const before = lineBefore(text, found.index)
    const title = opensCitation(before) ? titleFrom(text, end) : titleBeside(text, before, end)
    add({ id: `Q${found[1]}`, title, span: passage.spanOf(found.index, end) })
  }
}

/**
 * `article 105163`, `KB article number 105163`, `KB105163`; behind `see` six digits that end what is said. Five digits
 * behind `article` are often the number of some other maker.
 */
const named =
  /\b(?:(?:articles?(?:[ \n](?:id|number|no\.?))?[ \n#:]{1,2}(?=\d{6})|KB[ \n#:]{0,2})(\d{5,6})|see[ \n](\d{6})(?=[ \n]?[.,;:)]|$|[ \n](?:for|to|in)\b))(?![\d-]|[.,/]\d|\w)/gi

function addNamed(passage: Passage, add: Add): void {
  for (const found of matchesOf(named, passage.text)) {
    const digits = found[1] ?? found[2]!
    const end = found.index + found[0].length
    if (isFileName(passage.text.slice(end, end + 16))) continue
    add({
      id: `Q${digits}`,
      title: titleBeside(passage.text, '', end),
      span: passage.spanOf(end - digits.length, end),
    })
  }
}

const address =
  /(?:\/articles\/q(\d{3})\/(\d)\/(\d{2})\.asp|microsoft\.com\/(?:kb|help)\/(?:[a-z]{2}(?:-[a-z]{2})?\/)?(\d{5,6})\b|[?&;]kbid=(\d{5,6})|[;=]kb;[a-z-]*;?q?(\d{5,6}))/gi

function addAddresses(passage: Passage, add: Add): void {
  const { text } = passage
  if (!/articles\/q|\/kb\/|\/help\/|kbid|[;=]kb;/i.test(text)) return
  for (const found of matchesOf(address, text)) {
    const parts = found[1] === undefined ? undefined : found[1] + found[2] + found[3]
    const digits = parts ?? found[4] ?? found[5] ?? found[6]
    add({ id: `Q${digits}`, title: null, span: passage.spanOf(found.index, found.index + found[0].length) })
  }
}

/** `Q2200510.WPD`, `Q262694i.exe`, `Q3\N3`. */
function isFileName(rest: string): boolean {
  return /^(?:[a-z]*\.[A-Za-z]|_|\\)/.test(rest)
}

/** Nothing but a bullet or a label stands before the id. */
function opensCitation(before: string): boolean {
  return /^(?:[-*•\s]*|\s*ARTICLE-ID\s*:\s*)$/i.test(before)
}

function lineBefore(text: string, at: number): string {
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, at)
}

/** Titles of the archive have 64 characters, those of newer pages rarely 200. */
const longestTitle = 400

/** The title after an id that opens a line: the rest of it and of lines that open no other citation. */
function titleFrom(text: string, end: number): string | null {
  const rest = text.slice(end, end + longestTitle)
  const stop = rest.includes('\n') ? rest.search(/\n\s*(?:Q ?\d{5,6}|\d{6} |$)|\n\s*\n/) : -1
  const printed = (stop === -1 ? rest : rest.slice(0, stop)).replace(/^[\s:,.)\]-]+(?:TITLE\s*:\s*)?/, '')
  const title = collapsed(printed).trimEnd()
  return title === '' ? null : title
}

/** A title in prose: quoted behind the id, or in front of its bracket, or all that follows a colon and the id. */
function titleBeside(text: string, before: string, end: number): string | null {
  const behind = /^[,:]?\s+(?:titled\s+|entitled\s+)?"([^"]{8,160})"/.exec(text.slice(end, end + 190))
  const inFront = /"([^"]{8,160})",? \($/.exec(before)
  const rest = before.endsWith(': ') ? /^\s+([A-Z][^.?!]{8,160})\.?$/.exec(text.slice(end)) : null
  const title = behind?.[1] ?? inFront?.[1] ?? rest?.[1]
  return title === undefined ? null : collapsed(title)
}
