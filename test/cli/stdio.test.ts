import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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
    const chunks: Uint8Array[] = []
    for await (const chunk of openSource(descriptor, noSource)) chunks.push(chunk)
    closeSync(descriptor)
    expect(chunks.length).toBeGreaterThan(1)
    expect(Buffer.concat(chunks).toString()).toBe(text)
  })

  test('comes through a stream where the descriptor is none', () => {
    const stream = openSource(987_654, () => empty)
    expect(stream).toBe(empty)
  })
})

const noSource = (): Stdin => {
  throw new Error('no stream is needed')
}

const empty: Stdin = { async *[Symbol.asyncIterator]() {} }
