// How does a log come in: a file, a file that grows, standard input, compressed or not?

import { type FileHandle, open, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { createGunzip } from 'node:zlib'
import { KbError } from '../errors.ts'
import { decodeText } from './decoded.ts'
import { fileError } from './texts.ts'

const chunkBytes = 2 ** 18

/**
 * The bytes of a log, of a file by its path or of standard input, unpacked. Throws `KbError` where it is not there, cannot
 * be read or is no text.
 */
export function openLog(log: string | AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const name = typeof log === 'string' ? log : '(standard input)'
  return textual(unpacked(typeof log === 'string' ? readLog(log) : log, name), name)
}

async function* readLog(path: string): AsyncGenerator<Uint8Array> {
  let file: FileHandle | null = null
  try {
    file = await open(path)
    for (let bytes = await readNext(file); bytes !== null; bytes = await readNext(file)) yield bytes
  } catch (problem) {
    throw fileError(problem, path)
  } finally {
    await file?.close()
  }
}

async function readNext(file: FileHandle, position: number | null = null): Promise<Uint8Array | null> {
  const buffer = new Uint8Array(chunkBytes)
  const { bytesRead } = await file.read(buffer, 0, chunkBytes, position)
  return bytesRead === 0 ? null : buffer.subarray(0, bytesRead)
}

/** How often a file is looked at that may have grown. */
const pollMilliseconds = 40

export interface FollowOptions {
  /** Ends the following. */
  readonly signal: AbortSignal
  /** Is told once what happened to the file: it was begun anew, or it is gone and waited for. */
  readonly report: (what: string) => void
}

/** The bytes of a file, and whatever is added to it until `signal`. A file that is begun anew is read from its start. */
export async function* followLog(
  path: string,
  { signal, report }: FollowOptions,
): AsyncGenerator<Uint8Array> {
  let file = await openFile(path)
  let place = 0
  try {
    while (!signal.aborted) {
      const bytes = await readNext(file, place)
      if (bytes !== null) {
        place += bytes.length
        yield bytes
        continue
      }
      await wait(pollMilliseconds, undefined, { signal }).catch(() => {})
      const fate = await fateOf(path, file, place)
      if (fate === 'same') continue
      if (fate === 'gone') {
        report('it is gone; waiting for it to come back')
        if (!(await waitFor(path, signal))) return
      } else report('it was begun anew')
      await file.close()
      file = await openFile(path)
      place = 0
      yield lineEnd
    }
  } finally {
    await file.close()
  }
}

/** The last line of the old file and the first one of the new are two. */
const lineEnd = new Uint8Array([0x0a])

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path)
  } catch (problem) {
    throw fileError(problem, path)
  }
}

async function fateOf(path: string, file: FileHandle, place: number): Promise<'same' | 'anew' | 'gone'> {
  const [held, named] = await Promise.all([file.stat(), stat(path).catch(() => null)])
  if (named === null) return 'gone'
  if (named.ino !== held.ino || named.dev !== held.dev) return held.size > place ? 'same' : 'anew'
  return held.size < place ? 'anew' : 'same'
}

async function waitFor(path: string, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    if ((await stat(path).catch(() => null)) !== null) return true
    await wait(pollMilliseconds, undefined, { signal }).catch(() => {})
  }
  return false
}

/** The same bytes, unpacked where they are gzip. Throws E0202 where they begin so and are not. */
async function* unpacked(log: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  const chunks = log[Symbol.asyncIterator]()
  try {
    const { done, value } = await chunks.next()
    if (done === true) return
    if (value[0] !== 0x1f || value[1] !== 0x8b) {
      yield value
      for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value
      return
    }
    yield* gunzip(value, chunks, name)
  } finally {
    await chunks.return?.()
  }
}

async function* gunzip(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
  name: string,
): AsyncGenerator<Uint8Array> {
  const packed = Readable.from(
    (async function* () {
      yield first
      for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
    })(),
  )
  const unzip = createGunzip({ chunkSize: 2 ** 16 })
  packed.on('error', (problem) => unzip.destroy(problem))
  try {
    yield* packed.pipe(unzip) as AsyncIterable<Uint8Array>
  } catch (problem) {
    if (problem instanceof KbError || !/^Z_/.test(String((problem as NodeJS.ErrnoException).code)))
      throw problem
    throw new KbError('E0202', `it cannot be read: ${(problem as Error).message}, as gzip`, {
      help: 'is the file whole? gzip -t checks it',
      place: { file: name },
      cause: problem,
    })
  }
}

/** So many bytes at the start of a log say whether it is text. */
const judgedBytes = 2 ** 16

/** The same bytes. Throws E0203 where they begin as no text does. */
export async function* textual(log: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  let isJudged = false
  for await (const chunk of log) {
    if (!isJudged) decodeText(chunk.subarray(0, judgedBytes), name)
    isJudged = true
    yield chunk
  }
}

/** `null` where nothing has come for so many milliseconds; once, until something comes. */
export async function* withPauses(
  log: AsyncIterable<Uint8Array>,
  milliseconds: number,
): AsyncGenerator<Uint8Array | null> {
  const chunks = log[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = chunks.next()
      const timer = new AbortController()
      const pause = wait(milliseconds, null, { signal: timer.signal }).catch(() => null)
      const come = await Promise.race([next, pause])
      timer.abort()
      if (come === null) yield null
      const { done, value } = come ?? (await next)
      if (done === true) return
      yield value
    }
  } finally {
    await chunks.return?.()
  }
}

/** The same, until `signal`. */
export async function* stopped(
  log: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const chunks = log[Symbol.asyncIterator]()
  // made anew for each chunk: a promise that is raced against all of them would hold them all
  let stop = (): void => {}
  signal.addEventListener('abort', () => stop(), { once: true })
  while (!signal.aborted) {
    const { done, value } = await new Promise<IteratorResult<Uint8Array>>((resolve, reject) => {
      stop = () => resolve({ done: true, value: undefined })
      chunks.next().then(resolve, reject)
    })
    if (done === true) break
    yield value
  }
  // a read that is under way may never end, so nobody waits for it
  void chunks.return?.()
}
