// Which known error of a log is it about, and what does the log say there?
//
//     12:04:17 svc  Starting …                                  ┐
//     12:04:18 svc  Could not open …. Access is denied.   ◀──   ├ the report
//     12:04:18 svc  Error 0x80070005                            ┘
//
// The last known error that has come up, unless a line is named: whoever asks has just seen it. Where nothing is known, the end of
// the log is the report. The log is read once: what is said around an error is kept when it is first seen.

import { type LogText, logTextFor } from '../scan/log-text.ts'
import type { ScanEvent } from '../scanning.ts'
import type { Call } from './command.ts'
import { openScanners } from './indexes.ts'
import { Lines } from './input.ts'

export interface LoggedError {
  readonly report: string
  /** From 1; where nothing known was found, the last one that is not empty. */
  readonly line: number
  readonly isKnown: boolean
  /** Lines at which other known errors were first seen, in order. */
  readonly others: readonly number[]
}

const linesBefore = 2
const linesAfter = 3
/** Of a log without a known error. */
const lastLines = 20

/** `null` for a log that says nothing. `line`: the one that is meant, if it was named. Throws where the log cannot be read. */
export async function errorInLog(path: string, line: number | null, call: Call): Promise<LoggedError | null> {
  const { openLog } = await import('../node/logs.ts')
  const lines = new LatestLines()
  const log = lines.watch(openLog(path === '-' ? call.stdin : path))
  const firsts = line === null ? await knownErrors(log, lines, call) : [await excerptAt(line, log, lines)]
  const last = firsts.at(-1)
  const said = last?.lines ?? lines.last(lastLines)
  const report = said.map(({ text }) => text).join('\n')
  if (report.trim() === '') return null
  return {
    report,
    line: last?.line ?? said.at(-1)!.number,
    isKnown: last !== undefined && line === null,
    others: firsts.slice(0, -1).map((first) => first.line),
  }
}

async function excerptAt(line: number, log: AsyncIterable<Uint8Array>, lines: LatestLines): Promise<Excerpt> {
  const excerpt = lines.around(line)
  for await (const _ of log) if (lines.count > line + linesAfter) break
  return excerpt
}

/** What is said where each was first seen; the one that was seen last comes last. */
async function knownErrors(
  log: AsyncIterable<Uint8Array>,
  lines: LatestLines,
  call: Call,
): Promise<Excerpt[]> {
  const { scanner } = await openScanners(call)
  const seen = new Map<string, { first: Excerpt; last: number }>()
  const byLine = new Map<number, Excerpt>()
  for await (const event of scanner.scan(log)) note(event)
  const lasts = new Map<Excerpt, number>()
  for (const { first, last } of seen.values()) lasts.set(first, Math.max(last, lasts.get(first) ?? 0))
  return [...lasts].sort(([a, last], [b, other]) => last - other || a.line - b.line).map(([first]) => first)

  function note(event: ScanEvent): void {
    if (event.type === 'total') seen.get(event.article)!.last = event.lastLine
    if (event.type !== 'match' || seen.has(event.article)) return
    const { line } = event.first
    const first = byLine.get(line) ?? lines.around(line)
    byLine.set(line, first)
    seen.set(event.article, { first, last: line })
  }
}

interface Line {
  readonly number: number
  readonly text: string
}

/** Some lines, and those of them that are still to come. */
interface Excerpt {
  readonly line: number
  readonly lines: Line[]
}

/** An error is told when so much has come behind it at most, so nobody asks for what is farther back. */
const keptCharacters = 2 ** 20
/** So much of it is handed on at a time. */
const pieceBytes = 2 ** 16

/** Lines of a log that is read by somebody else. */
class LatestLines {
  count = 0
  #kept: Line[] = []
  #characters = 0
  #open: Excerpt[] = []

  /** The same bytes. */
  async *watch(log: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const lines = new Lines()
    let text: LogText | null = null
    for await (const chunk of log) {
      text ??= logTextFor(chunk)
      for (let at = 0; at < chunk.length; at += pieceBytes) {
        const piece = chunk.subarray(at, at + pieceBytes)
        this.#take(lines.push(text.push(piece)))
        yield piece
      }
    }
    if (text !== null) this.#take(lines.push(text.finish()))
    this.#take(lines.finish())
  }

  around(line: number): Excerpt {
    const excerpt = { line, lines: this.#kept.filter(({ number }) => isNear(number, line)) }
    if (this.count < line + linesAfter) this.#open.push(excerpt)
    return excerpt
  }

  /** That are not empty. */
  last(count: number): readonly Line[] {
    return this.#kept.filter(({ text }) => text.trim() !== '').slice(-count)
  }

  #take(texts: readonly string[]): void {
    for (const text of texts) {
      const line = { number: ++this.count, text }
      this.#kept.push(line)
      this.#characters += text.length + 1
      for (const { lines, line: near } of this.#open) if (isNear(line.number, near)) lines.push(line)
    }
    if (this.#open.length > 0) this.#open = this.#open.filter(({ line }) => this.count < line + linesAfter)
    if (this.#characters > 2 * keptCharacters) this.#forget()
  }

  #forget(): void {
    let first = 0
    for (; this.#characters > keptCharacters && first < this.#kept.length - 1; first++)
      this.#characters -= this.#kept[first]!.text.length + 1
    this.#kept = this.#kept.slice(first)
  }
}

function isNear(number: number, line: number): boolean {
  return number >= line - linesBefore && number <= line + linesAfter
}
