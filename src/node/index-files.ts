// How does Node read the files of an index?
//
// Synchronously, behind the promise that readers expect: a page from the system's cache takes less time than handing
// the request to another thread.

import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { KbError } from '../errors.ts'
import { type Deflate, damaged, type Inflate, manifestName, type ReadBytes } from '../segment/format.ts'

/** That zlib takes for one. */
const leastChunk = 64

/** With a byte to spare zlib sees that it has come to the end, and does not ask for a second buffer. */
export const inflate: Inflate = async (bytes, size, preset) => {
  const limit = { maxOutputLength: Math.max(1, size), chunkSize: Math.max(leastChunk, size + 1) }
  const options = preset.length === 0 ? limit : { ...limit, dictionary: preset }
  const { buffer, byteOffset, length } = inflateRawSync(bytes, options)
  return new Uint8Array(buffer, byteOffset, length)
}

/**
 * The next level would make blocks a twenty-fifth smaller in half as much time again. Most are a fifth afterwards: room
 * that is not needed is garbage, and much of it sets the collector to work.
 */
export const deflate: Deflate = (bytes, preset) => {
  const options = { level: 4, chunkSize: Math.max(leastChunk, Math.ceil(bytes.length / 3)) }
  return deflateRawSync(bytes, preset.length === 0 ? options : { ...options, dictionary: preset })
}

/** The files of an index in a folder. They stay open until `close`, so a new index beside them takes nothing away. */
export function openFolder(folder: string): { readonly read: ReadBytes; readonly close: () => void } {
  const open = new Map<string, OpenFile>()
  const read: ReadBytes = async (name, from, to) => {
    try {
      let file = open.get(name)
      if (file === undefined) {
        file = openFile(join(folder, name))
        open.set(name, file)
      }
      return readRange(file, from, to)
    } catch (problem) {
      throw unreadable(problem, name, folder)
    }
  }
  const close = (): void => {
    for (const { descriptor } of open.values()) closeSync(descriptor)
    open.clear()
  }
  return { read, close }
}

interface OpenFile {
  readonly descriptor: number
  readonly size: number
}

function openFile(path: string): OpenFile {
  const descriptor = openSync(path, 'r')
  return { descriptor, size: fstatSync(descriptor).size }
}

/** Fewer bytes where the file ends before. */
function readRange({ descriptor, size }: OpenFile, from: number, to: number): Uint8Array {
  const bytes = new Uint8Array(Math.max(0, Math.min(to, size) - from))
  let filled = 0
  while (filled < bytes.length) {
    const got = readSync(descriptor, bytes, filled, bytes.length - filled, from + filled)
    if (got === 0) break
    filled += got
  }
  return bytes.subarray(0, filled)
}

/** What the system said, in words that name the file and the remedy. */
function unreadable(cause: unknown, name: string, folder: string): unknown {
  const { code } = cause as NodeJS.ErrnoException
  if (code === undefined) return cause
  if (code !== 'ENOENT' && code !== 'ENOTDIR') {
    const [reason, help] = reasons[code] ?? [code, 'Copy the index to another place, or build it again.']
    const place = { file: join(folder, name) }
    return new KbError('E0304', `it cannot be read: ${reason}`, { help, place, cause })
  }
  if (name !== manifestName) return damaged(name, 'is missing')
  return new KbError('E0301', 'there is no index', {
    help: 'Build one with `kb build PATH… --out DIR`, or name another folder with --index.',
    place: { file: folder },
    cause,
  })
}

const reasons: Readonly<Record<string, readonly [reason: string, help: string]>> = {
  EACCES: ['permission denied', 'Ask the owner of the index for the right to read it.'],
  EPERM: ['permission denied', 'Ask the owner of the index for the right to read it.'],
  EISDIR: ['it is a folder', 'Build the index again with `kb build`.'],
  ELOOP: ['its links go round in a circle', 'Build the index again with `kb build`.'],
  EMFILE: ['too many files are open', 'Close other programs, or raise the limit (ulimit -n).'],
  EIO: ['the disk reports an error', 'Check the disk.'],
}
