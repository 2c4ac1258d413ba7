// Which files is an index built of, while some are still looked for?
//
// To look into every folder takes as long as to read some thousand articles. So the first are read meanwhile: whoever
// wants files has them in order, and no more are looked for than somebody wants soon.

import * as nodeFs from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'
import { KbError } from '../errors.ts'
import type { UnitFile } from './build-unit.ts'
import { eachFile } from './texts.ts'

/** Files given to a worker at a time. */
const unitSize = 64
/** A worker's turn takes longer than to find so many. */
const ahead = 16 * unitSize

export class FoundFiles {
  readonly #here = withSeparator(resolve())
  /** The folder that all names start from. */
  readonly #within: string
  readonly #search: Iterator<string | KbError>
  readonly #files: UnitFile[] = []
  readonly #problems: KbError[] = []
  #isComplete = false

  constructor(paths: readonly string[]) {
    this.#within = withSeparator(commonFolder(paths))
    this.#search = eachFile(paths)
  }

  /** By number, as far as they are found. */
  get files(): readonly UnitFile[] {
    return this.#files
  }

  /** Files and folders that cannot be read. */
  get problems(): readonly KbError[] {
    return this.#problems
  }

  /** Whether there are no more. */
  get isComplete(): boolean {
    return this.#isComplete
  }

  /** Looks for files until so many are found, or all. */
  find(count: number): void {
    while (!this.#isComplete && this.#files.length < count) {
      const { value, done } = this.#search.next()
      if (done === true) this.#isComplete = true
      else if (value instanceof KbError) this.#problems.push(value)
      else this.#files.push(this.#numbered(value))
    }
  }

  /** All files, a worker's turn at a time. */
  *units(): Generator<readonly UnitFile[]> {
    for (let at = 0; ; at += unitSize) {
      this.find(at + ahead)
      if (at >= this.#files.length) return
      yield this.#files.slice(at, at + unitSize)
    }
  }

  #numbered(path: string): UnitFile {
    return { number: this.#files.length, path, name: this.#nameOf(path), known: null }
  }

  /** A path that nothing has to be resolved in is but cut: the rest takes as long as to find the file. */
  #nameOf(path: string): string {
    const whole = path.startsWith(sep) ? path : this.#here + path
    if (sep === '/' && !turn.test(whole) && whole.startsWith(this.#within))
      return whole.slice(this.#within.length)
    return relative(this.#within, resolve(path)).split(sep).join('/')
  }
}

/** Steps that stay where they are, or lead back. */
const turn = /\/\.{0,2}(?:\/|$)/

/** Files in turns of a worker. */
export function* unitsOf(files: readonly UnitFile[]): Generator<readonly UnitFile[]> {
  for (let at = 0; at < files.length; at += unitSize) yield files.slice(at, at + unitSize)
}

/** The deepest folder that holds all that was named, so that an index does not tell where it was built. */
function commonFolder(paths: readonly string[]): string {
  const folders = paths.map((path) => {
    const whole = resolve(path)
    return nodeFs.statSync(whole, { throwIfNoEntry: false })?.isDirectory() === true ? whole : dirname(whole)
  })
  return folders.reduce((common, folder) => {
    let shared = common
    while (shared !== folder && !folder.startsWith(withSeparator(shared))) shared = dirname(shared)
    return shared
  })
}

export function withSeparator(folder: string): string {
  return folder.endsWith(sep) ? folder : folder + sep
}
