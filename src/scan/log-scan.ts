// Here are the bytes of a log, piece by piece: which known errors are in it?
//
//     bytes → text → sentences → sightings
//                  → lines that look like errors → those in which nothing was sighted

import { type LogText, logTextFor } from './log-text.ts'
import { type NewError, NewErrors } from './new-errors.ts'
import type { RuleTable } from './rule-table.ts'
import { longestLine, SentenceFinder } from './sentence-finder.ts'
import { type Sighting, Sightings } from './sightings.ts'
import { Surroundings } from './surroundings.ts'
import type { Window } from './window.ts'

/** What was not looked at as it should have been. */
export interface Limit {
  readonly limit: 'long-line' | 'flood' | 'shapes' | 'rules'
  readonly count: number
  readonly message: string
}

export interface LogScanOptions {
  /** Whether lines are told that look like errors and hold nothing known. */
  readonly newErrors: boolean
}

/** What looks at the text of a log. */
interface Looking {
  readonly text: LogText
  readonly finder: SentenceFinder
  readonly sightings: Sightings
}

/** A pass over one log. Its memory does not grow with the log. */
export class LogScan {
  readonly #table: RuleTable
  readonly #newErrors: NewErrors | null
  /** Made when the log begins, for it takes longer than all else before that. */
  #looking: Looking | null = null
  readonly #surroundings = new Surroundings()
  #seen: Sighting[] = []
  bytes = 0

  constructor(table: RuleTable, { newErrors }: LogScanOptions) {
    this.#table = table
    this.#newErrors = newErrors ? new NewErrors() : null
  }

  /** What is known for sure by now; a message that may go on is not told yet. */
  push(chunk: Uint8Array): readonly Sighting[] {
    if (chunk.length === 0) return []
    this.bytes += chunk.length
    const { finder, text } = (this.#looking ??= this.#look(logTextFor(chunk)))
    finder.push(text.push(chunk))
    return this.#take()
  }

  /** Nothing has come for a while: whatever was found so far. */
  settle(): readonly Sighting[] {
    if (this.#looking === null) return []
    const { finder, sightings } = this.#looking
    finder.settle()
    sightings.settle()
    this.#seen.push(...this.#surroundings.settle(finder.window, true))
    return this.#take()
  }

  finish(): readonly Sighting[] {
    if (this.#looking === null) return []
    const { text, finder } = this.#looking
    finder.push(text.finish())
    finder.finish()
    const seen = this.settle()
    this.#settleNew(Number.POSITIVE_INFINITY)
    return seen
  }

  #look(text: LogText): Looking {
    const sightings = new Sightings(this.#table, (sighting) => this.#sight(sighting))
    const finder = new SentenceFinder(
      this.#table,
      (sentence) => sightings.add(sentence),
      (window) => this.#settleBehind(window, sightings),
    )
    return { text, finder, sightings }
  }

  /** Lines so far; a last one without a line end counts. */
  get lines(): number {
    if (this.#looking === null) return 0
    const { window } = this.#looking.finder
    const whole = window.firstLine - 1 + window.lines
    const last = window.lines === 0 ? 0 : window.lineStarts[window.lines - 1]!
    return window.length > last ? whole + 1 : whole
  }

  get newErrors(): readonly NewError[] {
    return this.#newErrors?.found() ?? []
  }

  get limits(): readonly Limit[] {
    const { cutLines, passedOver } = this.#looking?.finder ?? { cutLines: 0, passedOver: 0 }
    return [
      {
        limit: 'long-line' as const,
        count: cutLines,
        message: `a line of more than ${longestLine} bytes was cut`,
      },
      {
        limit: 'flood' as const,
        count: passedOver,
        message: 'a place where a message may begin was passed over, since there are too many of them',
      },
      {
        limit: 'shapes' as const,
        count: this.#newErrors?.passedOver ?? 0,
        message: 'a line that looks like an error is not listed, since there are too many kinds of them',
      },
    ].filter(({ count }) => count > 0)
  }

  /** What was read ends what has begun long before it. */
  #settleBehind(window: Window, sightings: Sightings): void {
    sightings.settleBefore(window.firstWord + window.words)
    this.#seen.push(...this.#surroundings.settle(window, false))
    this.#newErrors?.look(window)
    this.#settleNew(window.firstLine + window.lines - linesOfMessage)
  }

  #sight(sighting: Sighting): void {
    this.#newErrors?.know(sighting.line, sighting.lastLine)
    const placed = this.#placed(sighting)
    if (sighting.articles.some(({ isHandWritten }) => isHandWritten))
      this.#surroundings.wait(placed, sighting.from, sighting.to)
    else this.#seen.push(placed)
  }

  #settleNew(before: number): void {
    this.#newErrors?.settle(before, (from, to) => this.#looking!.text.placeOf(from, to))
  }

  /** With bytes of the log instead of the text. */
  #placed(sighting: Sighting): Sighting {
    const place = ({ from, to }: { from: number; to: number }): { from: number; to: number } => {
      const [rawFrom, rawTo] = this.#looking!.text.placeOf(from, to)
      return { from: rawFrom, to: rawTo }
    }
    return {
      ...sighting,
      ...place(sighting),
      slots: sighting.slots.map((slot) => ({ ...slot, ...place(slot) })),
    }
  }

  #take(): readonly Sighting[] {
    const seen = this.#seen
    if (seen.length > 0) this.#seen = []
    return seen
  }
}

/** A message does not reach over more lines, so a line so far back is not part of one that is still open. */
const linesOfMessage = 40
