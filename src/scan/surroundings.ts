// What stands around a known error in a log?
//
//     20 lines before     ┐
//     the message         ├ as one would paste them into a report
//     20 lines behind     ┘
//
// What people wrote also says with what it is meant, and beside what it is not. So whatever they wrote waits, once it was
// sighted, until the lines behind it have come or nothing more comes. It is not many that wait, nor are they long.

import type { Sighting } from './sightings.ts'
import type { Window } from './window.ts'

/** On either side. */
export const linesAround = 20
/** Of lines that are long, no more than so much on either side. */
const bytesAround = 4096
/** Then what waits longest is taken with what has come. */
const mostWaiting = 100

interface Waiting {
  readonly sighting: Sighting
  /** Bytes of the text, half-open. */
  readonly from: number
  readonly to: number
}

export class Surroundings {
  #waiting: Waiting[] = []

  /** `from` and `to`: bytes of the text, which are not always those of the log. */
  wait(sighting: Sighting, from: number, to: number): void {
    this.#waiting.push({ sighting, from, to })
  }

  /** In order, those that wait no longer; all of them where nothing has come for a while. */
  settle(window: Window, isEnd: boolean): readonly Sighting[] {
    if (this.#waiting.length === 0) return []
    const lastLine = window.firstLine + window.lines
    const most = this.#waiting.length - mostWaiting
    const settled = this.#waiting.filter(
      ({ sighting }, i) => isEnd || i < most || sighting.lastLine + linesAround < lastLine,
    )
    this.#waiting = this.#waiting.filter((one) => !settled.includes(one))
    return settled.map((one) => ({ ...one.sighting, around: textAround(one, window) }))
  }
}

const decoder = new TextDecoder()

/** As far as it is in view. */
function textAround({ sighting, from, to }: Waiting, window: Window): string {
  const first = Math.max(window.startOfLine(sighting.line - linesAround), from - window.start - bytesAround)
  const end = Math.min(
    window.startOfLine(sighting.lastLine + linesAround + 1),
    to - window.start + bytesAround,
  )
  return decoder.decode(window.bytes.subarray(Math.max(0, first), Math.max(0, end)))
}
