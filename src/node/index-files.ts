// How does Node read the files of an index?
//
// Synchronously, behind the promise that readers expect: a page from the system's cache takes less time than handing
// the request to another thread.

import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { KbError } from '../errors.ts'
import type { CreateDigest } from '../segment/digest.ts'
import type { Deflate, Inflate, ReadBytes } from '../segment/format.ts'

export const inflate: Inflate = async (bytes, size) => {
  const { buffer, byteOffset, length } = inflateRawSync(bytes, { maxOutputLength: Math.max(1, size) })
  return new Uint8Array(buffer, byteOffset, length)
}

export const deflate: Deflate = (bytes) => deflateRawSync(bytes, { level: 6 })

/** Node's own SHA-256. */
export const digest: CreateDigest = () => {
  const hash = createHash('sha256')
  return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') }
}

/** The files of an index in a folder. They stay open until `close`, so a new index beside them takes nothing away. */
export function openFolder(folder: string): { readonly read: ReadBytes; readonly close: () => void } {
  const open = new Map<string, { descriptor: number; size: number }>()
  const read: ReadBytes = async (name, from, to) => {
    let file = open.get(name)
    if (file === undefined) {
      file = openFile(join(folder, name), folder)
      open.set(name, file)
    }
    const bytes = new Uint8Array(Math.max(0, Math.min(to, file.size) - from))
    let filled = 0
    while (filled < bytes.length) {
      const got = readSync(file.descriptor, bytes, filled, bytes.length - filled, from + filled)
      if (got === 0) break
      filled += got
    }
    return bytes.subarray(0, filled)
  }
  const close = (): void => {
    for (const { descriptor } of open.values()) closeSync(descriptor)
    open.clear()
  }
  return { read, close }
}

function openFile(path: string, folder: string): { descriptor: number; size: number } {
  try {
    const descriptor = openSync(path, 'r')
    return { descriptor, size: fstatSync(descriptor).size }
  } catch (cause) {
    throw new KbError(
      'E0301',
      `there is no index in ${folder}: ${cause instanceof Error ? cause.message : cause}`,
      {
        help: 'Build one with `kb build PATH… --out DIR`, or name another folder with --index.',
        place: { file: path },
        cause,
      },
    )
  }
}
