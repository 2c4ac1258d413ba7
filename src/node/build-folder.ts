// How does a new index take the place of an old one, so that nobody ever sees half of it?
//
//     out/.building/        everything that is being written; making this folder is the lock
//     out/terms-….kb …      moved here when all are complete, synced and named by their content
//     out/index.kb          moved last: from then on the new index is there
//
// Killed at any moment the folder holds the old index or the new one, and perhaps files that nobody asks for; the next
// build takes those away. The files of the index before stay, for readers that opened it.

import type * as nodeFs from 'node:fs'
import { join } from 'node:path'
import { KbError } from '../errors.ts'
import { manifestName } from '../segment/format.ts'
import { decodeManifest, filesOf } from '../segment/manifest.ts'
import { openWhole } from '../segment/pages.ts'
import { wholeName } from '../segment/pieces.ts'
import type { Output, OutputFile } from '../segment/writer.ts'
import { makeFolder } from './new-folder.ts'

/** What of `node:fs` a build uses to write; tests give one whose calls fail. */
export type FileSystem = Pick<
  typeof nodeFs,
  | 'closeSync'
  | 'fsyncSync'
  | 'mkdirSync'
  | 'openSync'
  | 'readdirSync'
  | 'readFileSync'
  | 'readSync'
  | 'renameSync'
  | 'rmSync'
  | 'writeFileSync'
  | 'writeSync'
>

const lockName = '.building'
/** How the files of an index and a site are called; whatever else lies in the folder is nobody's business here. */
const nameByContent = /^[a-z]+-[0-9a-f]{20}(?:-\d+k-\d+)?\.(?:kb|js|kb\.js)$/

export class BuildFolder implements Output {
  readonly out: string
  readonly #work: string
  readonly #fs: FileSystem
  readonly #open = new Set<number>()
  readonly #finished: string[] = []
  #created = 0

  /** Throws E0401 where another build is writing, or nothing can be written. */
  constructor(out: string, fs: FileSystem) {
    this.out = out
    this.#work = join(out, lockName)
    this.#fs = fs
    this.#writing(() => {
      makeFolder(out, (path) => fs.mkdirSync(path))
      this.#lock()
    })
  }

  create = (): OutputFile => {
    const path = join(this.#work, `${this.#created++}`)
    const file = this.#writing(() => new AppendedFile(this.#fs, this.#open, path))
    return {
      write: (bytes) => this.#writing(() => file.write(bytes)),
      finish: (name) =>
        this.#writing(() => {
          file.finish()
          this.#fs.renameSync(path, join(this.#work, name))
          this.#finished.push(name)
        }),
    }
  }

  /** A file of the build's own, which can be read back and goes away with it. */
  spool(): Spool {
    const path = join(this.#work, `${this.#created++}`)
    const file = this.#writing(() => new AppendedFile(this.#fs, this.#open, path))
    return {
      append: (bytes) => this.#writing(() => file.append(bytes)),
      read: (bytes, from) => this.#writing(() => file.read(bytes, from)),
    }
  }

  /** The new index is there when this returns. `kept`: all files of it; the manifest is one of those finished here. */
  publish(kept: ReadonlySet<string>): void {
    this.#writing(() => {
      const before = this.#filesOfOldIndex()
      for (const name of this.#finished) {
        if (name !== manifestName) this.#fs.renameSync(join(this.#work, name), join(this.out, name))
      }
      this.#syncFolder(this.out)
      this.#fs.renameSync(join(this.#work, manifestName), join(this.out, manifestName))
      this.#syncFolder(this.out)
      for (const name of this.#fs.readdirSync(this.out)) {
        const ours = nameByContent.test(name)
        // Of a piece, and of a script that stands for it, the file that it was cut from counts.
        const whole = wholeName(name.replace(/\.kb\.js$/, '.kb'))
        if (ours && !kept.has(whole) && !before.has(whole)) this.#fs.rmSync(join(this.out, name))
      }
    })
  }

  /** Whether it ended well or not: nothing of the work is left. What cannot be removed, the next build removes. */
  close(): void {
    for (const descriptor of this.#open) ignoreFailure(() => this.#fs.closeSync(descriptor))
    this.#open.clear()
    ignoreFailure(() => this.#fs.rmSync(this.#work, { recursive: true, force: true }))
    held.delete(this.#work)
  }

  /** Our folder gets its name with our process id in it, so that there is no moment at which nobody can tell whose it is. */
  #lock(): void {
    for (const name of this.#fs.readdirSync(this.out)) {
      if (!name.startsWith(lockName)) continue
      const owner = this.#ownerOf(join(this.out, name))
      if (owner !== null) throw busy(this.out, owner)
      this.#fs.rmSync(join(this.out, name), { recursive: true, force: true })
    }
    const prepared = `${this.#work}-${process.pid}`
    try {
      this.#fs.mkdirSync(prepared)
      this.#fs.writeFileSync(join(prepared, pidName), String(process.pid))
      this.#fs.renameSync(prepared, this.#work)
    } catch (problem) {
      ignoreFailure(() => this.#fs.rmSync(prepared, { recursive: true, force: true }))
      throw problem
    }
    held.add(this.#work)
  }

  /** The process that works in a lock folder; `null` if it has ended. */
  #ownerOf(folder: string): number | null {
    const pid = Number(
      ignoreFailure(() => this.#fs.readFileSync(join(folder, pidName), 'utf8')) ?? Number.NaN,
    )
    if (!Number.isInteger(pid)) return null
    // In containers every process has the same few numbers: another one's lock may carry ours.
    if (pid === process.pid) return held.has(folder) ? pid : null
    return isAlive(pid) ? pid : null
  }

  #filesOfOldIndex(): Set<string> {
    const manifest = ignoreFailure(() => {
      const bytes = this.#fs.readFileSync(join(this.out, manifestName))
      return decodeManifest(openWhole(manifestName, bytes).payload)
    })
    return manifest === null ? new Set() : filesOf(manifest)
  }

  /** What was written is on the disk before anything that builds on it. */
  #syncFolder(folder: string): void {
    const descriptor = this.#fs.openSync(folder, 'r')
    try {
      this.#fs.fsyncSync(descriptor)
    } finally {
      this.#fs.closeSync(descriptor)
    }
  }

  #writing<T>(work: () => T): T {
    try {
      return work()
    } catch (problem) {
      throw cannotWrite(problem, this.out)
    }
  }
}

export interface Spool {
  /** Where the bytes begin in it. */
  readonly append: (bytes: Uint8Array) => number
  /** Fills the array with what stands there. */
  readonly read: (bytes: Uint8Array, from: number) => void
}

const pidName = 'pid'

/** Lock folders of this process. */
const held = new Set<string>()

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (problem) {
    return (problem as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const bufferBytes = 2 ** 18

/** A new file that grows at its end. Small pieces are gathered. */
class AppendedFile {
  readonly #fs: FileSystem
  readonly #open: Set<number>
  readonly #descriptor: number
  readonly #buffer = new Uint8Array(bufferBytes)
  #buffered = 0
  #written = 0

  constructor(fs: FileSystem, open: Set<number>, path: string) {
    this.#fs = fs
    this.#open = open
    this.#descriptor = fs.openSync(path, 'wx+')
    open.add(this.#descriptor)
  }

  append(bytes: Uint8Array): number {
    const start = this.#written + this.#buffered
    this.write(bytes)
    return start
  }

  write(bytes: Uint8Array): void {
    if (this.#buffered + bytes.length > bufferBytes) this.#flush()
    if (bytes.length > bufferBytes) {
      this.#writeAll(bytes)
    } else {
      this.#buffer.set(bytes, this.#buffered)
      this.#buffered += bytes.length
    }
  }

  read(bytes: Uint8Array, from: number): void {
    if (from + bytes.length > this.#written) this.#flush()
    for (let filled = 0; filled < bytes.length; ) {
      const got = this.#fs.readSync(this.#descriptor, bytes, filled, bytes.length - filled, from + filled)
      if (got === 0) throw new Error('a file of the build is shorter than what was written')
      filled += got
    }
  }

  finish(): void {
    this.#flush()
    this.#fs.fsyncSync(this.#descriptor)
    this.#open.delete(this.#descriptor)
    this.#fs.closeSync(this.#descriptor)
  }

  #flush(): void {
    this.#writeAll(this.#buffer.subarray(0, this.#buffered))
    this.#buffered = 0
  }

  #writeAll(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) {
      const written = this.#fs.writeSync(this.#descriptor, bytes, done, bytes.length - done, this.#written)
      done += written
      this.#written += written
    }
  }
}

function ignoreFailure<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}

function busy(out: string, pid: number): KbError {
  return new KbError('E0401', `another build (process ${pid}) is writing here`, {
    help: 'Wait until it has ended, or name another folder with --out.',
    place: { file: out },
  })
}

const remedies: Readonly<Record<string, readonly [reason: string, help: string]>> = {
  ENOSPC: ['the disk is full', 'Make room, or name a folder on another disk with --out.'],
  EDQUOT: ['the quota is used up', 'Make room, or name a folder on another disk with --out.'],
  EACCES: ['permission denied', 'Name a folder with --out that you may write to.'],
  EPERM: ['permission denied', 'Name a folder with --out that you may write to.'],
  EROFS: ['the disk is read-only', 'Name a folder on another disk with --out.'],
  EIO: ['the disk reports an error', 'Check the disk, or name a folder on another one with --out.'],
  EEXIST: ['there is a file of that name', 'Name a folder with --out.'],
  ENOTDIR: ['there is a file of that name', 'Name a folder with --out.'],
  ENOENT: ['no folder can be made there', 'Name a folder on a disk with --out.'],
  EMFILE: ['too many files are open', 'Close other programs, or raise the limit (ulimit -n).'],
}

function cannotWrite(problem: unknown, out: string): unknown {
  if (problem instanceof KbError) return problem
  const { code } = problem as NodeJS.ErrnoException
  if (code === undefined) return problem
  const [reason, help] = remedies[code] ?? [code, 'Name another folder with --out.']
  return new KbError('E0401', `the index cannot be written: ${reason}`, {
    help,
    place: { file: out },
    cause: problem,
  })
}
