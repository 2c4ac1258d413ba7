// Which marks of a dialect does this text bear?

import type { Clue } from './dialect.ts'

export interface Mark {
  readonly what: string
  readonly points: number
  readonly pattern: RegExp
  /** The first or the last `reach` characters are searched, or first these and then those. */
  readonly in: 'head' | 'tail' | 'either'
  /** Without it nothing else counts. */
  readonly must?: true
}

const reach = 1500

/** The marks that are there, strongest first. Texts in the archive's two own forms, which are most, cost nothing. */
export function findMarks(text: string, marks: readonly Mark[]): Clue[] {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0
  if (text.startsWith('---', start) || text.startsWith('DOCUMENT:', start)) return []
  const head = { part: text.slice(start, reach), from: start }
  const tail = { part: text.slice(-reach), from: Math.max(0, text.length - reach) }
  const zones = { head: [head], tail: [tail], either: [head, tail] }
  const clues: Clue[] = []
  for (const { what, points, pattern, in: zone, must } of marks) {
    const offset = zones[zone]
      .map(({ part, from }) => ({ at: part.search(pattern), from }))
      .find(({ at }) => at >= 0)
    if (offset !== undefined) clues.push({ what, points, offset: offset.from + offset.at })
    else if (must === true) return []
  }
  return clues.sort((a, b) => b.points - a.points)
}
