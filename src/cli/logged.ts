// Which known error of a log is it about, and what does the log say there?
//
//     12:04:17 svc  Starting …                                  ┐
//     12:04:18 svc  Could not open …. Access is denied.   ◀──   ├ the report
//     12:04:18 svc  Error 0x80070005                            ┘
//
// The last known error that has come up, unless a line is named: whoever asks has just seen it. Where nothing is known, the end of
// the log is the report.

import type { LogText } from '../scan/log-text.ts'
import type { ScanEvent } from '../scanning.ts'
import type { Call } from './command.ts'
import { openScanners } from './indexes.ts'
import { linesOf, readAll } from './input.ts'

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
const longestPiped = 16 * 1024 * 1024

/** `null` for a log that says nothing. `line`: the one that is meant, if it was named. Throws where the log cannot be read. */
export async function errorInLog(path: string, line: number | null, call: Call): Promise<LoggedError | null> {
  const read = await reader(path, call)
  const firsts = line === null ? await knownErrors(read(), call) : [line]
  const [at] = firsts.slice(-1)
  const kept: { text: string; number: number }[] = []
  let number = 0
  for await (const text of linesOf(decoded(read()))) {
    number++
    if (at !== undefined && number > at + linesAfter) break
    if (at !== undefined && number < at - linesBefore) continue
    if (at === undefined && text.trim() === '') continue
    kept.push({ text, number })
    if (at === undefined && kept.length > lastLines) kept.shift()
  }
  const report = kept.map(({ text }) => text).join('\n')
  if (report.trim() === '') return null
  return {
    report,
    line: at ?? kept.at(-1)!.number,
    isKnown: at !== undefined && line === null,
    others: firsts.slice(0, -1),
  }
}

type Read = () => AsyncIterable<Uint8Array>

/** Whatever is read twice: a file as it streams, standard input from memory. */
async function reader(path: string, { stdin }: Call): Promise<Read> {
  const { readLog, unpacked } = await import('../node/logs.ts')
  if (path !== '-') return () => unpacked(readLog(path), path)
  const bytes = await readAll(stdin, longestPiped)
  return () => unpacked(once(bytes), '(standard input)')
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes
}

async function* decoded(log: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { logTextFor } = await import('../scan/log-text.ts')
  let text: LogText | null = null
  for await (const chunk of log) {
    text ??= logTextFor(chunk)
    yield text.push(chunk)
  }
  if (text !== null) yield text.finish()
}

/** The lines at which each was first seen; the one that was seen last comes last. */
async function knownErrors(log: AsyncIterable<Uint8Array>, call: Call): Promise<number[]> {
  const { scanner } = await openScanners(call)
  const seen = new Map<string, { first: number; last: number }>()
  for await (const event of scanner.scan(log)) note(event, seen)
  const byLine = new Map<number, number>()
  for (const { first, last } of seen.values()) byLine.set(first, Math.max(last, byLine.get(first) ?? 0))
  return [...byLine].sort(([a, last], [b, other]) => last - other || a - b).map(([first]) => first)
}

function note(event: ScanEvent, seen: Map<string, { first: number; last: number }>): void {
  if (event.type === 'match' && !seen.has(event.article))
    seen.set(event.article, { first: event.first.line, last: event.first.line })
  if (event.type === 'total') seen.get(event.article)!.last = event.lastLine
}
