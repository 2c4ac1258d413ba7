// What does standard input hold?

import { KbError } from '../errors.ts'
import type { Stdin } from './command.ts'

/** All of it. Throws E0204 when there is more than `limit` bytes, without reading on. */
export async function readAll(stdin: Stdin, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stdin) {
    size += chunk.length
    if (size > limit)
      throw new KbError('E0204', `there is more than ${limit / 1024 / 1024} MB on standard input`, {
        help: 'give only the part that matters, for example the last lines of a log (tail)',
      })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
