// Where in a text does everything stand that an article is made of?
//
// A dialect says only that. What the body says (messages, references, ways out) is read from the sections alike for
// all dialects.

import type { FrontMatter, Issue, Part, PartRole, Span, SpannedField } from '../article/article.ts'
import type { Passage } from '../body/passage.ts'
import type { BodySection } from '../body/section.ts'

export interface Layout {
  /** Printed values: dates already ISO, ids already `Q` + digits, titles decoded and without their id. */
  readonly fields: Readonly<Partial<Record<SpannedField, Field>>>
  readonly products: readonly ProductLine[]
  readonly sections: readonly BodySection[]
  /** What was recognised, in any order; of two that overlap the earlier one wins. Sections need no entry. */
  readonly marks: readonly Mark[]
  /** Authored articles only. */
  readonly frontMatter: FrontMatter | null
  readonly issues: readonly Issue[]
}

export interface Field {
  readonly value: string
  /** The entries of a list, where blanks in `value` do not separate them. */
  readonly values?: readonly string[]
  readonly span: Span
}

/** One line of an "applies to" list, bullet removed. Top level is 1. */
export interface ProductLine {
  readonly passage: Passage
  readonly level: number
}

export interface Mark {
  readonly role: PartRole
  readonly span: Span
}

/**
 * Tiles `source` with the marks and sections: gaps become `blank` where they hold only blanks, else `unknown`; marks
 * without a visible character become `blank`, neighbours of one role are merged.
 */
export function tile(source: string, layout: Pick<Layout, 'marks' | 'sections'>): Part[] {
  const parts: OpenPart[] = []
  let at = 0
  for (const { role, span } of inOrder(layout)) {
    if (span[0] > at) {
      addPart(parts, 'unknown', source, at, span[0])
      at = span[0]
    }
    if (span[1] > at) {
      addPart(parts, role, source, at, span[1])
      at = span[1]
    }
  }
  if (at < source.length) addPart(parts, 'unknown', source, at, source.length)
  return parts
}

interface OpenPart {
  readonly role: PartRole
  readonly span: [number, number]
}

/** Most dialects tell marks and sections in their order, so that they need only be merged. */
function inOrder({ marks, sections }: Pick<Layout, 'marks' | 'sections'>): Mark[] {
  const all: Mark[] = []
  let next = 0
  for (const { span } of sections) {
    const section: Mark = { role: 'section', span }
    while (next < marks.length && order(marks[next]!, section) <= 0) all.push(marks[next++]!)
    all.push(section)
  }
  while (next < marks.length) all.push(marks[next++]!)
  for (let i = 1; i < all.length; i++) {
    if (order(all[i - 1]!, all[i]!) > 0) return all.sort(order)
  }
  return all
}

function order(a: Mark, b: Mark): number {
  return a.span[0] - b.span[0] || a.span[1] - b.span[1]
}

function addPart(parts: OpenPart[], meant: PartRole, source: string, from: number, to: number): void {
  const role = isBlankText(source, from, to) ? 'blank' : meant
  const last = parts.at(-1)
  if (role !== 'section' && last?.role === role) last.span[1] = to
  else parts.push({ role, span: [from, to] })
}

function isBlankText(source: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const code = source.charCodeAt(i)
    if (code > 32 && code !== 0xa0 && code !== 0xfeff) return false
  }
  return true
}
