// What does a command say while it runs, and how does it end?
//
// It is started without a shell, has our standard input and environment, and is told of the signals that we are told of.

import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:os'
import type { Readable } from 'node:stream'
import { KbError } from '../errors.ts'

export interface Child {
  /** What it writes, as it comes; ends when it has closed both streams. */
  readonly pieces: AsyncGenerator<Piece>
  /** Nobody reads this stream of it any more. */
  readonly close: (stream: Stream) => void
  /** Its exit code, as a shell has it: 128 + n where signal n has ended it. */
  readonly ended: Promise<number>
}

export interface Piece {
  readonly stream: Stream
  readonly bytes: Uint8Array
}

export type Stream = 'stdout' | 'stderr'

/** Rejects with E0211 where there is no such command, or it cannot be started. */
export async function startChild(command: string, args: readonly string[]): Promise<Child> {
  const child = spawn(command, args, { stdio: ['inherit', 'pipe', 'pipe'], shell: false })
  const ended = once(child, 'close').then(([code, signal]) => exitCodeOf(code, signal))
  // a rejection is for whoever waits for it
  ended.catch(() => {})
  try {
    await once(child, 'spawn')
  } catch (problem) {
    throw startError(problem as NodeJS.ErrnoException, command)
  }
  const stopRelaying = relaySignals(child)
  return {
    pieces: merge({ stdout: child.stdout, stderr: child.stderr }),
    close: (stream) => child[stream].destroy(),
    ended: ended.finally(stopRelaying),
  }
}

function exitCodeOf(code: number | null, signal: NodeJS.Signals | null): number {
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal])
}

/** A terminal interrupts the whole group, the command too; these are sent to one process alone. */
const relayed: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGHUP']

function relaySignals(child: ChildProcessByStdio<null, Readable, Readable>): () => void {
  const relay = (signal: NodeJS.Signals): void => {
    child.kill(signal)
  }
  for (const signal of relayed) process.on(signal, relay)
  return () => {
    for (const signal of relayed) process.off(signal, relay)
  }
}

/** Both streams in the order in which they come. Of neither is more read than is taken. */
async function* merge(streams: Readonly<Record<Stream, Readable>>): AsyncGenerator<Piece> {
  const waiting: Piece[] = []
  let open = 0
  let wake = (): void => {}
  for (const stream of ['stdout', 'stderr'] as const) {
    open++
    streams[stream].on('data', (bytes: Uint8Array) => {
      streams[stream].pause()
      waiting.push({ stream, bytes })
      wake()
    })
    streams[stream].on('close', () => {
      open--
      wake()
    })
    // what ends in an error has ended
    streams[stream].on('error', () => {})
  }
  for (;;) {
    const piece = waiting.shift()
    if (piece !== undefined) {
      yield piece
      streams[piece.stream].resume()
    } else if (open === 0) return
    else
      await new Promise<void>((resolve) => {
        wake = resolve
      })
  }
}

function startError(problem: NodeJS.ErrnoException, command: string): KbError {
  const [reason, help] = reasons[problem.code ?? ''] ?? [
    `it cannot be started: ${problem.message}`,
    'try it without kb run',
  ]
  return new KbError('E0211', `"${command}": ${reason}`, { help, cause: problem })
}

const reasons: Readonly<Record<string, readonly [reason: string, help: string]>> = {
  ENOENT: [
    'there is no such command',
    'check the spelling, or give its path; no shell is started, so what only a shell knows needs sh -c',
  ],
  EACCES: ['permission denied', 'is it a program, and may it be executed (chmod +x)?'],
  ENOEXEC: ['it is no program that this system can run', 'name the program that runs it, for example sh'],
  E2BIG: ['its arguments are too long', 'give it less to work on at once'],
}
