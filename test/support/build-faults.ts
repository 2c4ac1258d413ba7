// Does a build that fails at this call leave a sound index behind?
//
// A folder with an old index, over which the new one is built again and again, failing somewhere else each time.

import { cpSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { KbError } from '../../src/errors.ts'
import { buildFolder } from '../../src/node/build.ts'
import type { FileSystem } from '../../src/node/build-folder.ts'
import { countedFs, failingAt, killedAt } from './faulty-fs.ts'
import { filesIn, markdownArticle, writeFiles } from './folder.ts'

type Indexes = Readonly<Record<'old' | 'new', ReadonlyMap<string, Uint8Array>>>

export class BuildTrial {
  readonly #folder: string
  readonly #indexes: Indexes
  readonly #update: boolean

  private constructor(folder: string, indexes: Indexes, update: boolean) {
    this.#folder = folder
    this.#indexes = indexes
    this.#update = update
  }

  /** `update`: the builds on trial update the old index; one article in two is what it was. */
  static async prepare(folder: string, articles: number, update = false): Promise<BuildTrial> {
    const built = async (word: string): Promise<ReadonlyMap<string, Uint8Array>> => {
      const texts = Array.from({ length: articles }, (_, i) => {
        const said = update && i % 2 === 0 ? 'stay' : word
        return [`a${i}.md`, markdownArticle(`a-${i}`, `${said} ${i}`, `It ${said}s at ${i % 7}.`)]
      })
      writeFiles(join(folder, 'texts'), Object.fromEntries(texts))
      await buildFolder([join(folder, 'texts')], join(folder, word), { workers: 0 })
      return filesIn(join(folder, word))
    }
    return new BuildTrial(folder, { old: await built('stop'), new: await built('hang') }, update)
  }

  get texts(): string {
    return join(this.#folder, 'texts')
  }

  /** A folder with the old index in it. */
  freshOut(): string {
    const out = join(this.#folder, 'out')
    rmSync(out, { recursive: true, force: true })
    cpSync(join(this.#folder, 'stop'), out, { recursive: true })
    return out
  }

  async callsOfBuild(): Promise<number> {
    const counted = countedFs(() => {})
    await this.#build(this.freshOut(), counted.fs)
    return counted.calls()
  }

  /** Which index is there, all of its files byte for byte; throws if it is neither. */
  soundIndexIn(out: string): 'old' | 'new' {
    const files = filesIn(out)
    const holds = (index: ReadonlyMap<string, Uint8Array>): boolean =>
      [...index].every(([name, bytes]) => Buffer.compare(files.get(name) ?? new Uint8Array(0), bytes) === 0)
    for (const which of ['old', 'new'] as const) if (holds(this.#indexes[which])) return which
    throw new Error(`neither the old index nor the new one: ${readdirSync(out).join(' ')}`)
  }

  /** Kills a build before its call `at`, then lets another one end. Returns which index the first one left. */
  async kill(at: number): Promise<'old' | 'new'> {
    const out = this.freshOut()
    await this.#build(out, killedAt(at)).catch(() => {})
    const left = this.soundIndexIn(out)
    await this.rebuild(out)
    return left
  }

  /** Builds as if nothing had happened; throws if anything is left of what had. */
  async rebuild(out: string): Promise<void> {
    await buildFolder([this.texts], out, { workers: 0 })
    if (this.soundIndexIn(out) !== 'new') throw new Error('the new index did not take its place')
    const hidden = readdirSync(out).filter((name) => name.startsWith('.'))
    if (hidden.length > 0) throw new Error(`left behind: ${hidden.join(' ')}`)
  }

  /** Lets the call `at` of a build fail. Returns the code of the error that it ended in, `null` if it did not mind. */
  async fail(at: number, code: string): Promise<string | null> {
    const out = this.freshOut()
    const problem = await this.#build(out, failingAt(at, code)).then(
      () => null,
      (problem: unknown) => problem,
    )
    this.soundIndexIn(out)
    if (problem === null) return null
    if (!(problem instanceof KbError)) throw problem
    const hidden = readdirSync(out).filter((name) => name.startsWith('.'))
    if (hidden.length > 0) throw new Error(`left behind: ${hidden.join(' ')}`)
    return problem.code
  }

  async #build(out: string, fs: FileSystem): Promise<void> {
    await buildFolder([this.texts], out, { workers: 0, fs, update: this.#update })
  }
}
