import { execFileSync } from 'node:child_process'
import {
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Stdin } from '../../src/cli/command.ts'
import type { Sink } from '../../src/cli/main.ts'
import { openSink, openSource } from '../../src/cli/stdio.ts'

const folder = mkdtempSync(join(tmpdir(), 'kb-stdio-'))
afterAll(() => rmSync(folder, { recursive: true }))

const noStream = (): Sink => {
  throw new Error('no stream is needed')
}

function writeTo(descriptor: number, text: string | Uint8Array): Promise<Error | null> {
  return new Promise((resolve) =>
    openSink(descriptor, noStream).write(text, (problem) => resolve(problem ?? null)),
  )
}

describe('what is written to a file or pipe', () => {
  test('is there as soon as it is written', async () => {
    const path = join(folder, 'out')
    const descriptor = openSync(path, 'w')
    expect(await writeTo(descriptor, 'Über ')).toBeNull()
    expect(await writeTo(descriptor, new Uint8Array([0x21, 0x0a]))).toBeNull()
    expect(readFileSync(path, 'utf8')).toBe('Über !\n')
    closeSync(descriptor)
  })

  test('is reported to whoever waits where it cannot be', async () => {
    const path = join(folder, 'locked')
    closeSync(openSync(path, 'w'))
    const descriptor = openSync(path, 'r')
    expect(await writeTo(descriptor, 'x')).toMatchObject({ code: 'EBADF' })
    closeSync(descriptor)
  })

  test('goes through a stream where the descriptor is none', () => {
    const stream: Sink = { write: () => {}, on: () => {} }
    expect(openSink(987_654, () => stream)).toBe(stream)
  })
})

describe('what is read from a file', () => {
  test('comes without a stream, all of it', async () => {
    const path = join(folder, 'in')
    const text = 'The printer stops. '.repeat(10_000)
    writeFileSync(path, text)
    const descriptor = openSync(path, 'r')
    expect(await textOf(openSource(descriptor, noSource))).toBe(text)
    closeSync(descriptor)
  })

  test('comes through a stream where the descriptor is none', () => {
    const stream = openSource(987_654, () => empty)
    expect(stream).toBe(empty)
  })
})

// Systems without /proc wait for every pipe.
describe.runIf(process.platform === 'linux')('what is read from a pipe', () => {
  test('comes without a stream where it is there already', async () => {
    const { reading, writing } = openPipe('whole')
    writeSync(writing, 'The printer stops.')
    closeSync(writing)
    expect(await textOf(openSource(reading, noSource))).toBe('The printer stops.')
    closeSync(reading)
  })

  test('and through a stream from where one has to wait', async () => {
    const { reading, writing } = openPipe('slow')
    writeSync(writing, 'The printer ')
    const rest: Stdin = {
      async *[Symbol.asyncIterator]() {
        yield new TextEncoder().encode('stops.')
      },
    }
    expect(await textOf(openSource(reading, () => rest))).toBe('The printer stops.')
    closeSync(writing)
    closeSync(reading)
  })
})

function openPipe(name: string): { readonly reading: number; readonly writing: number } {
  const path = join(folder, name)
  execFileSync('mkfifo', [path])
  const reading = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  return { reading, writing: openSync(path, 'w') }
}

async function textOf(source: Stdin): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of source) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

const noSource = (): Stdin => {
  throw new Error('no stream is needed')
}

const empty: Stdin = { async *[Symbol.asyncIterator]() {} }
