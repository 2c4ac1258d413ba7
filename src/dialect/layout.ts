// Where in a text does everything stand that an article is made of?
//
// A dialect says only that. What the body says (messages, references, ways out) is read from the sections alike for
// all dialects.

import type { FrontMatter, Issue, Part, PartRole, Span, SpannedField } from '../article/article.ts'
import { packedMap } from '../body/packed-map.ts'
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
  const marks = [
    ...layout.marks,
    ...packedMap(layout.sections, ({ span }): Mark => ({ role: 'section', span })),
  ].sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1])
  const parts: { role: PartRole; span: [number, number] }[] = []
  const add = (role: PartRole, from: number, to: number): void => {
    if (from >= to) return
    const last = parts.at(-1)
    if (role !== 'section' && last?.role === role) last.span[1] = to
    else parts.push({ role, span: [from, to] })
  }
  let at = 0
  const fill = (to: number): void => {
    if (at < to) add(isBlankText(source, at, to) ? 'blank' : 'unknown', at, to)
    at = Math.max(at, to)
  }
  for (const { role, span } of marks) {
    const from = Math.max(span[0], at)
    fill(from)
    if (span[1] > at) {
      add(isBlankText(source, at, span[1]) ? 'blank' : role, at, span[1])
      at = span[1]
    }
  }
  fill(source.length)
  return parts
}

function isBlankText(source: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const code = source.charCodeAt(i)
    if (code > 32 && code !== 0xa0 && code !== 0xfeff) return false
  }
  return true
}
