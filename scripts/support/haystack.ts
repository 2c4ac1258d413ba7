// What does a large log look like that nobody has seen before?
//
// Every line of the collection, shuffled, with lines of made-up logs between them: nothing repeats, and most of what a
// message is made of stands there in pieces, which is the hardest thing to scan.

import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { eachFile } from '../../src/node/texts.ts'
import { pick, randomFrom } from '../../test/support/random.ts'

/** Writes at least `bytes` bytes, a third of them log lines. Returns how many were written. */
export function writeHaystack(path: string, corpus: string, bytes: number, seed = 1): number {
  const random = randomFrom(seed)
  const { text, starts } = shuffledLines(corpus, bytes, random)
  const file = openSync(path, 'w')
  let written = 0
  let piece: Uint8Array[] = []
  const flush = (): void => {
    written += writeSync(file, Buffer.concat(piece))
    piece = []
  }
  for (const start of starts) {
    if (written > bytes) break
    piece.push(text.subarray(start, text.indexOf(10, start) + 1))
    if (random() < logShare) piece.push(Buffer.from(`${logLine(random)}\n`))
    if (piece.length > 10_000) flush()
  }
  flush()
  closeSync(file)
  return written
}

const logShare = 0.25

function shuffledLines(
  corpus: string,
  bytes: number,
  random: () => number,
): { text: Buffer; starts: Uint32Array } {
  const files = [...eachFile([corpus])].filter((file) => typeof file === 'string')
  const texts: Buffer[] = []
  let size = 0
  for (const file of files) {
    if (size > bytes) break
    texts.push(readFileSync(file), Buffer.from('\n'))
    size += texts.at(-2)!.length + 1
  }
  const text = Buffer.concat(texts)
  const starts: number[] = []
  for (let at = 0; at < text.length; at = text.indexOf(10, at) + 1) {
    if (text[at] !== 10) starts.push(at)
  }
  const order = Uint32Array.from(starts)
  for (let i = order.length - 1; i > 0; i--) {
    const j = pick(random, i + 1)
    const start = order[i]!
    order[i] = order[j]!
    order[j] = start
  }
  return { text, starts: order }
}

const levels = ['INFO', 'DEBUG', 'WARN', 'ERROR', 'TRACE']
const hosts = ['web-1', 'web-2', 'db-master', 'cache', 'queue-7']
const subjects = ['request', 'session', 'worker', 'connection', 'job', 'cache entry', 'transaction', 'upload']
const verbs = [
  'started',
  'finished',
  'timed out',
  'was retried',
  'was queued',
  'failed',
  'is waiting',
  'closed',
]

/** One line of a program that no article is about. */
export function logLine(random: () => number): string {
  const one = (words: readonly string[]): string => words[pick(random, words.length)]!
  const digits = (n: number): string => String(pick(random, 10 ** n)).padStart(n, '0')
  const time = `20${digits(2)}-0${1 + pick(random, 9)}-${10 + pick(random, 18)}T${10 + pick(random, 13)}:${10 + pick(random, 49)}:${10 + pick(random, 49)}.${digits(3)}Z`
  const id = Array.from({ length: 4 }, () => pick(random, 65536).toString(16)).join('')
  return `${time} ${one(levels)} [${one(hosts)}] ${one(subjects)} ${id} ${one(verbs)} after ${digits(4)} ms (user=${digits(6)}, path=/api/${one(subjects)}/${digits(5)}, status=${200 + pick(random, 400)})`
}
