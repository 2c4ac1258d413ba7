// Which articles were seen in this log so far, how often, and which of them is new?

import type { SightedArticle, Sighting } from './sightings.ts'

export interface Total {
  readonly doc: number
  readonly count: number
  readonly lastLine: number
}

interface Growing {
  count: number
  lastLine: number
  answered: boolean
}

export class Tally {
  readonly #byDoc = new Map<number, Growing>()

  /** Counts a sighting; the articles that were not seen before, or not for certain. */
  add({ articles, lastLine }: Sighting): readonly SightedArticle[] {
    return articles.filter(({ doc, answered }) => {
      const known = this.#byDoc.get(doc)
      if (known === undefined) {
        this.#byDoc.set(doc, { count: 1, lastLine, answered })
        return true
      }
      const isSurer = answered && !known.answered
      known.count++
      known.lastLine = Math.max(known.lastLine, lastLine)
      known.answered ||= answered
      return isSurer
    })
  }

  /** In the order in which the articles were first seen. */
  totals(): Total[] {
    return Array.from(this.#byDoc, ([doc, { count, lastLine }]) => ({ doc, count, lastLine }))
  }
}
