// kb scan: which known errors are in this log?

import { KbError } from '../../errors.ts'
import type { ScanEvent, ScanMatch, ScanNewError, Scanner, ScanOptions, ScanSummary } from '../../scanning.ts'
import type { Call, Command, ExitCode, Output } from '../command.ts'
import { indexOption, openScanners } from '../indexes.ts'
import { isPiped, pipedInto } from '../input.ts'
import { type Found, type NewFound, type ScanFormat, type ScanResult, scanFormats } from '../render/scan.ts'
import { knownOf, situationOptions } from '../situation.ts'

export const command: Command = {
  name: 'scan',
  summary: 'every known error in a log, as it streams',
  usage: ['kb scan [FILE… | -] [options]', 'tail -f LOG | kb scan -'],
  about: [
    'Reads logs of any length and prints each known error when it is first seen: its article, what its holes took, and the way out; at the end how often each was there, and where last. Messages are found behind timestamps, wrapped over lines, in any case, with entities or colours in them.',
    'The rules of authors are held against the 20 lines before and behind an error, and against what --product, --version and --fact say: they leave out what is not meant, and decide what is certain.',
    'Compressed logs (gzip) are unpacked. What could not be looked at as it should, such as lines of more than 64 KB, is told at the end. The exit code is 0 if something known was found, else 1.',
  ],
  options: {
    follow: { short: 'f', about: 'goes on as the file grows, until Ctrl-C' },
    format: { value: 'NAME', about: 'text, jsonl, github, sarif or junit' },
    jsonl: { about: 'one JSON object a line; the same as --format jsonl' },
    json: { about: 'the same' },
    new: { about: 'also lines that look like errors and hold nothing known, by their shape' },
    ...situationOptions,
    index: indexOption,
  },
  examples: [
    { line: 'kb scan setup.log', about: 'a file' },
    {
      line: 'kb scan - < setup.log',
      about: 'what is piped in, also as it grows: tail -f app.log | kb scan -',
    },
    { line: 'kb scan --format github setup.log', about: 'notes in a build' },
  ],
  run,
}

async function* run(call: Call): AsyncGenerator<Output, ExitCode> {
  const { words, options } = call
  const format = formatOf(call)
  if (isPiped(words)) pipedInto(call)
  const names = isPiped(words) ? ['-'] : words
  if (options.has('follow') && (names.length !== 1 || names[0] === '-'))
    throw new KbError('E0101', '--follow takes one file', { help: 'standard input is followed without it' })
  const { scanner, unread } = await openScanners(call)
  yield* unread
  const log = new ScannedLogs(scanner, format, { newErrors: options.has('new'), facts: knownOf(call) })
  const stop = new AbortController()
  let wasStopped = false
  call.onInterrupt(() => {
    wasStopped = true
    stop.abort()
  })
  for (const name of names) {
    if (wasStopped) break
    const problems: KbError[] = []
    const stream = upToFailure(() => streamOf(name, call, stop.signal), problems)
    yield* log.scan(name === '-' ? null : name, stream)
    yield* problems
    log.failed ||= problems.length > 0
  }
  yield format.end(log.end())
  if (wasStopped) return 130
  return log.failed ? 3 : log.wasFound ? 0 : 1
}

function formatOf({ options, screen }: Call): ScanFormat {
  const wanted = options.has('jsonl') || options.has('json') ? 'jsonl' : (options.one('format') ?? 'text')
  const open = Object.hasOwn(scanFormats, wanted) ? scanFormats[wanted] : undefined
  if (open === undefined)
    throw new KbError('E0101', `--format is "${wanted}", which is none`, {
      help: `there are ${Object.keys(scanFormats).join(', ')}`,
    })
  return open(screen)
}

/** So long after a line its error is told, though the next line may belong to it. */
const pauseMilliseconds = 50

async function streamOf(
  name: string,
  { stdin, options, status }: Call,
  signal: AbortSignal,
): Promise<AsyncIterable<Uint8Array | null>> {
  const { followLog, openLog, stopped, textual, withPauses } = await import('../../node/logs.ts')
  if (name === '-') return withPauses(openLog(stopped(stdin, signal)), pauseMilliseconds)
  if (!options.has('follow')) return stopped(openLog(name), signal)
  const report = (what: string): void => status(`${name}: ${what}`)
  return withPauses(textual(followLog(name, { signal, report }), name), pauseMilliseconds)
}

/** A log as far as it can be read: what stands before a damaged part of it counts. */
async function* upToFailure<T>(
  open: () => Promise<AsyncIterable<T>>,
  problems: KbError[],
): AsyncGenerator<T> {
  try {
    yield* await open()
  } catch (problem) {
    if (!(problem instanceof KbError)) throw problem
    problems.push(problem)
  }
}

/** Several logs as one: an error is first seen once, and counted in all of them. */
class ScannedLogs {
  readonly #scanner: Scanner
  readonly #format: ScanFormat
  readonly #options: ScanOptions
  readonly #new = new Map<string, NewFound>()
  readonly #found = new Map<string, Found>()
  readonly #summary = { lines: 0, bytes: 0, limits: new Map<string, { count: number; message: string }>() }
  wasFound = false
  failed = false

  constructor(scanner: Scanner, format: ScanFormat, options: ScanOptions) {
    this.#scanner = scanner
    this.#options = options
    this.#format = format
  }

  async *scan(file: string | null, stream: AsyncIterable<Uint8Array | null>): AsyncGenerator<string> {
    for await (const event of this.#scanner.scan(stream, this.#options)) {
      const told = this.#take(event, file)
      if (told !== null) yield this.#format.match(told, file)
    }
  }

  /** The match, where it is one to be told. */
  #take(event: ScanEvent, file: string | null): ScanMatch | null {
    if (event.type === 'summary') this.#add(event)
    else if (event.type === 'new') this.#addNew(event, file)
    else if (event.type === 'total') {
      const found = this.#found.get(event.article)!
      found.count += event.count
      found.lastLine = event.lastLine
      found.lastFile = file
    } else {
      this.wasFound = true
      const known = this.#found.get(event.article)
      if (known === undefined) {
        const found = { match: event, file, count: 0, lastLine: event.first.line, lastFile: file }
        this.#found.set(event.article, found)
      } else if (known.match.answered || !event.answered) return null
      return event
    }
    return null
  }

  #addNew(event: ScanNewError, file: string | null): void {
    const known = this.#new.get(event.shape)
    if (known === undefined) this.#new.set(event.shape, { ...event, file, lastFile: file })
    else {
      const { count, lastLine } = event
      this.#new.set(event.shape, { ...known, count: known.count + count, lastLine, lastFile: file })
    }
  }

  #add({ lines, bytes, limits }: ScanSummary): void {
    this.#summary.lines += lines
    this.#summary.bytes += bytes
    for (const { limit, count, message } of limits) {
      const known = this.#summary.limits.get(limit)
      this.#summary.limits.set(limit, { count: (known?.count ?? 0) + count, message })
    }
  }

  end(): ScanResult {
    const { lines, bytes, limits } = this.#summary
    return {
      found: [...this.#found.values()],
      newErrors: [...this.#new.values()],
      summary: {
        type: 'summary',
        lines,
        bytes,
        limits: Array.from(limits, ([limit, rest]) => ({ limit: limit as 'long-line', ...rest })),
      },
    }
  }
}
