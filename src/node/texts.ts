// Which texts are in these files and folders?
//
// Folders are read with all that is in them; what cannot be read is reported, and the rest goes on.

import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { megabytes, tooMuch } from '../article/too-much.ts'
import { KbError } from '../errors.ts'
import { decodeText, type SourceText } from './decoded.ts'

/** Larger files hold no article; anything smaller is read whole. */
export const largestFile = 16 * 1024 * 1024
/** No article has as many, and what is kept of each line is a hundred times what the shortest take. */
const mostLines = 500_000

/**
 * The texts in files and folders, ordered by path, each once. Yields a `KbError` in place of a file that cannot be read.
 * Holds one text at a time.
 */
export async function* readTexts(paths: readonly string[]): AsyncGenerator<SourceText | KbError> {
  let count = 0
  for (const found of eachFile(paths)) {
    // Files are read synchronously: the asynchronous way costs more than reading the article in them. Now and then
    // everybody else has a turn, Ctrl-C for one.
    if (count++ % 16 === 0) await setImmediate()
    if (found instanceof KbError) yield found
    else yield tryReading(found)
  }
}

function tryReading(path: string): SourceText | KbError {
  try {
    return readText(path)
  } catch (problem) {
    if (problem instanceof KbError) return problem
    throw problem
  }
}

/** The text of a file. Throws `KbError` where it is not there, cannot be read, is too large or holds no text. */
export function readText(path: string): SourceText {
  room.clear()
  return articleText(room.read(path), path)
}

/** The text of an article that was read. Throws `KbError` where it is none, or has too many lines. */
export function articleText(bytes: Uint8Array, path: string | null): SourceText {
  const source = decodeText(bytes, path)
  if (!hasMoreLines(source.text, mostLines)) return source
  const lines = mostLines.toLocaleString('en')
  throw tooMuch(`more than ${lines} lines are too many for one article`, {
    file: path ?? '(standard input)',
  })
}

function hasMoreLines(text: string, most: number): boolean {
  if (text.length <= most) return false
  const end = text.includes('\n') ? '\n' : '\r'
  let lines = 0
  for (let at = text.indexOf(end); at !== -1 && lines <= most; at = text.indexOf(end, at + 1)) lines++
  return lines > most
}

/** Where files are read to, one behind the other: to make an array for each takes as long as to read it. */
export class FileRoom {
  #bytes: Uint8Array<ArrayBuffer>
  #filled = 0

  constructor(capacity: number) {
    this.#bytes = new Uint8Array(capacity)
  }

  /** Bytes that the files fill. */
  get filled(): number {
    return this.#filled
  }

  /** What was read may be written over from now on. */
  clear(): void {
    this.#filled = 0
  }

  /** What is in a file. Throws `KbError` where it is not there, cannot be read or is too large for an article. */
  read(path: string): Uint8Array {
    try {
      const file = openSync(path, 'r')
      try {
        return this.#readWhole(file, path)
      } finally {
        closeSync(file)
      }
    } catch (problem) {
      throw fileError(problem, path)
    }
  }

  /** To its end, which of a pipe or a device nobody knows beforehand; some have none. */
  #readWhole(file: number, path: string): Uint8Array {
    const start = this.#filled
    let end = start
    for (let got = -1; got !== 0; end += got) {
      if (end - start > largestFile) throw tooLarge(sizeOf(file), path)
      if (end === this.#bytes.length) this.#grow(start + largestFile + 1)
      got = readSync(file, this.#bytes, end, this.#bytes.length - end, null)
    }
    this.#filled = end
    return this.#bytes.subarray(start, end)
  }

  #grow(most: number): void {
    const larger = new Uint8Array(Math.min(this.#bytes.length * 4, most))
    larger.set(this.#bytes)
    this.#bytes = larger
  }
}

/** Nearly every article fits. */
const room = new FileRoom(2 ** 16)

/** As it is told. */
function sizeOf(file: number): string {
  const stat = fstatSync(file)
  return stat.isFile() ? megabytes(stat.size) : `more than ${megabytes(largestFile)}`
}

/**
 * The files in files and folders, ordered by the code points of their paths, each once. In folders hidden names,
 * symbolic links, whatever is no regular file and the reports owed by articles (`*.reports.yaml`) are passed over; a
 * path that is named is read whatever it is called. Errors come after the files. One folder is looked into while its
 * files are asked for.
 */
export function* eachFile(paths: readonly string[]): Generator<string | KbError> {
  const errors: KbError[] = []
  if (paths.length === 1) yield* filesAt(paths[0]!, errors)
  else yield* new Set(paths.flatMap((path) => [...filesAt(path, errors)]).sort(byCodePoints))
  yield* errors
}

function* filesAt(path: string, errors: KbError[]): Generator<string> {
  try {
    if (!statSync(path).isDirectory()) {
      yield path
      return
    }
  } catch (problem) {
    errors.push(fileError(problem, path))
    return
  }
  yield* filesIn(path, errors)
}

/** Folders end with a separator while they wait: they stand among files where what is in them does. */
function* filesIn(top: string, errors: KbError[]): Generator<string> {
  const waiting = entriesOf(top, join(top, 'x').slice(0, -1), errors)
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (!path.endsWith(sep)) yield path
    else for (const inner of entriesOf(path.slice(0, -1), path, errors)) waiting.push(inner)
  }
}

/** The last comes first. `within`: what their paths begin with. */
function entriesOf(folder: string, within: string, errors: KbError[]): string[] {
  const paths: string[] = []
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.name.startsWith('.') || entry.name.endsWith(reportsSuffix)) continue
      if (entry.isDirectory()) paths.push(within + entry.name + sep)
      else if (entry.isFile()) paths.push(within + entry.name)
    }
  } catch (problem) {
    errors.push(fileError(problem, folder))
  }
  return paths.sort((a, b) => byCodePoints(b, a))
}

/** What the file is called that holds the reports an article owes; beside `modem.md` it is `modem.reports.yaml`. */
export const reportsSuffix = '.reports.yaml'

export interface OwedReports {
  /** Where they are, or would be. */
  readonly path: string
  /** `null` where there are none. */
  readonly text: string | null
}

/** The reports owed by the article in a file. */
export function readReports(articlePath: string): OwedReports | KbError {
  const path = articlePath.replace(/\.[^./\\]*$/, '') + reportsSuffix
  const source = tryReading(path)
  if (!(source instanceof KbError)) return { path, text: source.text }
  return source.code === 'E0201' ? { path, text: null } : source
}

/** An order of strings. That of UTF-16 is another one: there surrogates come before U+E000. */
export function byCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return codePointRank(x) - codePointRank(y)
  }
  return a.length - b.length
}

function codePointRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}

/** The bytes of a named file, as they stream. Throws `KbError` where it is not there or cannot be read. */
export async function openFile(path: string): Promise<AsyncIterable<Uint8Array>> {
  try {
    return (await open(path)).createReadStream()
  } catch (problem) {
    throw fileError(problem, path)
  }
}

/** What the system said, in words that name the file and the remedy. Anything unforeseen is thrown on. */
export function fileError(problem: unknown, path: string): KbError {
  if (problem instanceof KbError) return problem
  const { code } = problem as NodeJS.ErrnoException
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new KbError('E0201', 'there is no such file or folder', {
      help: 'check the spelling; relative paths start from the folder kb is run in',
      place: { file: path },
      cause: problem,
    })
  const reason = code === undefined ? undefined : reasons[code]
  if (reason === undefined) throw problem
  return new KbError('E0202', `it cannot be read: ${reason[0]}`, {
    help: reason[1],
    place: { file: path },
    cause: problem,
  })
}

const reasons: Readonly<Record<string, readonly [reason: string, help: string]>> = {
  EACCES: ['permission denied', 'ask its owner for the right to read it'],
  EPERM: ['permission denied', 'ask its owner for the right to read it'],
  EISDIR: ['it is a folder', 'name the files in it'],
  ELOOP: ['its links go round in a circle', 'name the file itself'],
  ENAMETOOLONG: ['the path is too long', 'move it to a shorter path'],
  EMFILE: ['too many files are open', 'close other programs, or raise the limit (ulimit -n)'],
  ENFILE: ['too many files are open', 'close other programs, or raise the limit'],
  EIO: ['the disk reports an error', 'check the disk'],
  ENXIO: ['it is no regular file', 'leave it out'],
  EBUSY: ['it is in use', 'close the program that uses it'],
}

function tooLarge(size: string, file: string): KbError {
  const limit = `at most ${megabytes(largestFile)} are read`
  return tooMuch(`${size} are too much for one article`, { limit, file })
}
