// How are the files of an index written and read that never see a disk?

import { KbError } from '../errors.ts'
import { ByteWriter } from './bytes.ts'
import type { ReadBytes } from './format.ts'
import type { Output } from './writer.ts'

/** Files go into the map under their names. */
export function outputTo(files: Map<string, Uint8Array>): Output {
  return {
    create: () => {
      const bytes = new ByteWriter(4096)
      return { write: (piece) => bytes.raw(piece), finish: (name) => files.set(name, bytes.take()) }
    },
  }
}

export function readFrom(files: ReadonlyMap<string, Uint8Array>): ReadBytes {
  return async (name, from, to) => {
    const file = files.get(name)
    if (file !== undefined) return file.subarray(from, to)
    throw new KbError('E0301', `there is no ${name}`, {
      help: 'Build the index again.',
      place: { file: name },
    })
  }
}
