// How does text enter and leave the process, without loading what is not needed for it?
//
// The streams of Node cost some milliseconds before the first byte is read or written, a fifth of what an empty process
// takes. A file is read by its descriptor, and so is what a pipe holds already; what is no terminal is written to by its
// descriptor at once; everything else goes through the stream. (Who waits for a pipe has to: waiting for it by its
// descriptor, one cannot be interrupted.)

import { closeSync, constants, fstatSync, openSync, readSync, writeSync } from 'node:fs'
import type { Stdin } from './command.ts'
import type { Sink } from './main.ts'

/** `stream` is asked for where the descriptor is neither a file nor a pipe, or a pipe that has to be waited for. */
export function openSource(descriptor: number, stream: () => Stdin): Stdin {
  const kind = kindOf(descriptor)
  if (kind === 'file') return chunksOf(descriptor)
  return kind === 'pipe' ? chunksOfPipe(descriptor, stream) : stream()
}

function kindOf(descriptor: number): 'file' | 'pipe' | 'other' {
  try {
    const status = fstatSync(descriptor)
    return status.isFile() ? 'file' : status.isFIFO() ? 'pipe' : 'other'
  } catch {
    return 'other'
  }
}

async function* chunksOf(descriptor: number): AsyncGenerator<Uint8Array, void> {
  for (;;) {
    const chunk = new Uint8Array(chunkBytes)
    const length = readSync(descriptor, chunk)
    if (length === 0) return
    yield chunk.subarray(0, length)
  }
}

const chunkBytes = 65_536

/** Not for ever, should somebody write as fast as we read: nothing else would happen meanwhile. */
const mostChunks = 16

async function* chunksOfPipe(descriptor: number, stream: () => Stdin): AsyncGenerator<Uint8Array, void> {
  const own = openedAnew(descriptor)
  if (own !== null) {
    try {
      for (let i = 0; i < mostChunks; i++) {
        const chunk = readNow(own)
        if (chunk === null) break
        if (chunk.length === 0) return
        yield chunk
      }
    } finally {
      closeSync(own)
    }
  }
  yield* stream()
}

/** Apart from those who have the pipe as well, and would be surprised not to wait for it; `null` where that cannot be. */
function openedAnew(descriptor: number): number | null {
  try {
    return openSync(`/proc/self/fd/${descriptor}`, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch {
    return null
  }
}

/** Empty at the end, `null` where one would have to wait. */
function readNow(descriptor: number): Uint8Array | null {
  const chunk = new Uint8Array(chunkBytes)
  try {
    return chunk.subarray(0, readSync(descriptor, chunk))
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'EAGAIN') return null
    throw problem
  }
}

/** `stream` is asked for where the descriptor is a terminal, or not ready to take what is written. */
export function openSink(descriptor: number, stream: () => Sink): Sink {
  return mayBeTerminal(descriptor) ? stream() : new DescriptorSink(descriptor, stream)
}

function mayBeTerminal(descriptor: number): boolean {
  try {
    const status = fstatSync(descriptor)
    return status.isCharacterDevice() && status.rdev >> 8 !== memoryDevices
  } catch {
    return true
  }
}

/** Major number of /dev/null on Linux. */
const memoryDevices = 1

class DescriptorSink implements Sink {
  readonly #descriptor: number
  readonly #stream: () => Sink
  #left: Sink | null = null

  constructor(descriptor: number, stream: () => Sink) {
    this.#descriptor = descriptor
    this.#stream = stream
  }

  write(text: string | Uint8Array, done: (problem?: Error | null) => void): void {
    const left = this.#left === null ? this.#writeNow(text, done) : text
    if (left === null) return
    if (this.#left === null) {
      this.#left = this.#stream()
      this.#left.on('error', () => {})
    }
    this.#left.write(left, done)
  }

  /** What the descriptor was not ready to take, if anything. */
  #writeNow(text: string | Uint8Array, done: (problem?: Error | null) => void): Uint8Array | null {
    const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
    let written = 0
    try {
      while (written < bytes.length) written += writeSync(this.#descriptor, bytes, written)
      done()
    } catch (problem) {
      if ((problem as NodeJS.ErrnoException).code === 'EAGAIN') return bytes.subarray(written)
      done(problem as Error)
    }
    return null
  }

  on(): void {}
}
