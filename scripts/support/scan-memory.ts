// How much memory does `kb scan` take, whatever is piped into it?

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { pick, randomFrom } from '../../test/support/random.ts'
import { logLine } from './haystack.ts'

const most = 200_000_000

export interface Streams {
  /** Of a log of many lines, and of one line. */
  readonly bytes: number
  /** Of input that never ends. */
  readonly seconds: number
}

/** Bytes that are resident at most, by what goes through standard input. Needs Linux. */
export async function memoryOf(index: string, { bytes, seconds }: Streams): Promise<unknown> {
  const random = randomFrom(12)
  const lines = pieceOf(() => `${logLine(random)}\n`)
  const words = pieceOf(() => `word${pick(random, 10_000)} `)
  const endless = pieceOf(() => `${pick(random, 1e9)} Setup could not open the file x${pick(random, 1e6)}\n`)
  const rows = {
    'many lines': await peakOf(index, lines, bytes, Number.POSITIVE_INFINITY),
    'one line': await peakOf(index, words, bytes, Number.POSITIVE_INFINITY),
    endless: await peakOf(index, endless, Number.POSITIVE_INFINITY, seconds),
  }
  return { ...rows, most, reached: Object.values(rows).every(({ peak }) => peak <= most) }
}

interface Resident {
  readonly peak: number
  /** After each quarter of the input. */
  readonly quarters: readonly number[]
  readonly megabytesPerSecond: number
}

async function peakOf(index: string, piece: Buffer, bytes: number, seconds: number): Promise<Resident> {
  const scan = spawn('node', ['dist/cli/kb.js', 'scan', '--index', index, '-'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  const ended = once(scan, 'exit')
  const begun = Date.now()
  const isOver = (): boolean => Date.now() - begun > seconds * 1000
  const quarters: number[] = []
  let peak = 0
  let sent = 0
  const share = (): number =>
    Number.isFinite(bytes) ? sent / bytes : (Date.now() - begun) / (seconds * 1000)
  for (; sent < bytes && !isOver(); sent += piece.length) {
    if (!scan.stdin.write(piece)) await once(scan.stdin, 'drain')
    peak = Math.max(peak, residentOf(scan.pid!, 'VmHWM'))
    if (share() * 4 >= quarters.length + 1) quarters.push(residentOf(scan.pid!, 'VmRSS'))
  }
  const took = (Date.now() - begun) / 1000
  scan.stdin.end()
  await ended
  return { peak, quarters, megabytesPerSecond: sent / 1e6 / took }
}

function residentOf(process: number, field: string): number {
  const status = readFileSync(`/proc/${process}/status`, 'utf8')
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0) * 1024
}

/** A megabyte of it. */
function pieceOf(next: () => string): Buffer {
  const parts: string[] = []
  for (let length = 0; length < 2 ** 20; length += parts.at(-1)!.length) parts.push(next())
  return Buffer.from(parts.join(''))
}
