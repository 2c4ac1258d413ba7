// How does text enter and leave the process, without loading what is not needed for it?
//
// The streams of Node cost some milliseconds before the first byte is read or written, a fifth of what an empty process
// takes. A file is read by its descriptor; what is no terminal is written to by its descriptor at once; everything else
// goes through the stream. (A pipe has to: whoever waits for it by its descriptor cannot be interrupted.)

import { fstatSync, readSync, writeSync } from 'node:fs'
import type { Stdin } from './command.ts'
import type { Sink } from './main.ts'

/** `stream` is asked for where the descriptor is no file. */
export function openSource(descriptor: number, stream: () => Stdin): Stdin {
  return isFile(descriptor) ? chunksOf(descriptor) : stream()
}

function isFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile()
  } catch {
    return false
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
