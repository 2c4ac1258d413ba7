// Here are the bytes of a log, piece by piece: which known errors are in it?

import type { RuleTable } from './rule-table.ts'
import { longestLine, SentenceFinder } from './sentence-finder.ts'
import { type Sighting, Sightings } from './sightings.ts'

/** What was not looked at as it should have been. */
export interface Limit {
  readonly limit: 'long-line' | 'flood'
  readonly count: number
  readonly message: string
}

/** A pass over one log. Its memory does not grow with the log. */
export class LogScan {
  readonly #finder: SentenceFinder
  readonly #sightings: Sightings
  #seen: Sighting[] = []
  bytes = 0

  constructor(table: RuleTable) {
    this.#sightings = new Sightings(table, (sighting) => this.#seen.push(sighting))
    this.#finder = new SentenceFinder(table, (sentence) => this.#sightings.add(sentence))
  }

  /** What is known for sure by now; a message that may go on is not told yet. */
  push(chunk: Uint8Array): readonly Sighting[] {
    this.bytes += chunk.length
    this.#finder.push(chunk)
    return this.#take()
  }

  /** Nothing has come for a while: whatever was found so far. */
  settle(): readonly Sighting[] {
    this.#sightings.settle()
    return this.#take()
  }

  finish(): readonly Sighting[] {
    this.#finder.finish()
    return this.settle()
  }

  /** Lines so far; a last one without a line end counts. */
  get lines(): number {
    const { window } = this.#finder
    const whole = window.firstLine - 1 + window.lines
    const last = window.lines === 0 ? 0 : window.lineStarts[window.lines - 1]!
    return window.length > last ? whole + 1 : whole
  }

  get limits(): readonly Limit[] {
    const { cutLines, passedOver } = this.#finder
    return [
      {
        limit: 'long-line' as const,
        count: cutLines,
        message: `lines of more than ${longestLine} bytes were cut`,
      },
      {
        limit: 'flood' as const,
        count: passedOver,
        message: 'places where a message may begin were passed over, since there are too many of them',
      },
    ].filter(({ count }) => count > 0)
  }

  #take(): readonly Sighting[] {
    const seen = this.#seen
    if (seen.length > 0) this.#seen = []
    return seen
  }
}
