// Which marks of a dialect does this text bear?

import type { Clue } from './dialect.ts'

export interface Mark {
  readonly what: string
  readonly points: number
  readonly pattern: RegExp
  /** The first or the last `reach` characters are searched. */
  readonly in: 'head' | 'tail'
  /** Without it nothing else counts. */
  readonly must?: true
}

const reach = 1500

/** The marks that are there, strongest first. Texts in the archive's two own forms, which are most, cost nothing. */
export function findMarks(text: string, marks: readonly Mark[]): Clue[] {
  if (text.startsWith('---') || text.startsWith('DOCUMENT:')) return []
  const zones = {
    head: { part: text.slice(0, reach), from: 0 },
    tail: { part: text.slice(-reach), from: Math.max(0, text.length - reach) },
  }
  const clues: Clue[] = []
  for (const { what, points, pattern, in: zone, must } of marks) {
    const { part, from } = zones[zone]
    const found = pattern.exec(part)
    if (found !== null) clues.push({ what, points, offset: from + found.index })
    else if (must === true) return []
  }
  return clues.sort((a, b) => b.points - a.points)
}
