// How does each line of a body begin?
//
//     Date   Size   File name       plain, over a rule
//     ----------------------        a dash
//                                   blank
//     1. First line of a step,      a list mark
//        wrapped                    plain
//
// Most lines are plain: they open neither list nor table, and are no rule. To find that out, every reader of blocks would
// look at the characters of a line and of the three below it, several times over; so each line is told once, and one number
// says it.

import type { Line } from './line.ts'
import { markOf } from './list-mark.ts'
import { mayOpenTable } from './table.ts'

export interface Outline {
  readonly lines: readonly Line[]
  /** For each line a sum of the values below; 0 for a plain one with no rule near under it. */
  readonly openings: readonly number[]
}

export const blank = 1
/** Opens a list item. */
export const marked = 2
/** Begins with `-`, as a rule does. */
export const dash = 4
/** Begins with `=`. */
export const equals = 8
/** May be the first line of a table that needs no rule under it. */
export const tabular = 16
/** Has a line that begins with `-` among the three under it. */
export const overDash = 32

/** Cost: one pass, a few characters of each line. */
export function outlineOf(lines: readonly Line[]): Outline {
  const openings: number[] = []
  let lastDash = -4
  for (let i = 0; i < lines.length; i++) {
    const opening = openingOf(lines[i]!)
    openings.push(opening)
    if ((opening & dash) === 0) continue
    for (let above = Math.max(lastDash, i - 3, 0); above < i; above++) openings[above]! |= overDash
    lastDash = i
  }
  return { lines, openings }
}

function openingOf(line: Line): number {
  const { text } = line
  if (text === '') return blank
  const first = text.charCodeAt(0)
  let opening = markOf(line) === null ? 0 : marked
  if (first === 45) opening |= dash
  else if (first === 61) opening |= equals
  else if (mayOpenTable(text, first)) opening |= tabular
  return opening
}
