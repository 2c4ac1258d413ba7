// What can a build take over from the index that is already there?
//
//     sources        → which files are what they were, and what decides whether and where their articles stand
//     stored items   → as they are
//     dictionary, postings, sources → one run more to merge
//
// All of it is read, and checked, before anything is written; whatever is wrong with it makes it `NotReusable`.

import { english } from '../analysis/analyzer.ts'
import { articleScheme, encodeHandWritten } from '../build.ts'
import { KbError } from '../errors.ts'
import { isRanked, meanOf } from '../segment/assembly.ts'
import { ByteReader, ByteWriter, encodeText } from '../segment/bytes.ts'
import { allItems, allTerms } from '../segment/everything.ts'
import { damaged } from '../segment/format.ts'
import { decodeForward, encodeForward, nameOfTerm, termOfName } from '../segment/forward.ts'
import { Impacts } from '../segment/impact.ts'
import type { TermDocuments } from '../segment/inverter.ts'
import { type Index, openIndex, type Segment } from '../segment/reader.ts'
import { RunWriter } from '../segment/run.ts'
import { partOf } from '../segment/stored.ts'
import type { TermInfo } from '../segment/term-dictionary.ts'
import type { StoredKind } from '../segment/writer.ts'
import { storedKinds } from './build-unit.ts'
import { inflate, openFolder } from './index-files.ts'
import { decodeSources, type Sources, versionOfSources } from './sources.ts'
import { version } from './version.ts'

/** Why an index cannot be updated: its message is the end of a sentence. */
export class NotReusable extends Error {}

export class EarlierIndex {
  readonly sources: Sources
  readonly close: () => void
  readonly #index: Index
  readonly #segment: Segment
  readonly #fail: (what: string) => Error

  private constructor(index: Index, sources: Sources, fail: (what: string) => Error, close: () => void) {
    this.sources = sources
    this.close = close
    this.#index = index
    this.#segment = index.segments[0]!
    this.#fail = fail
  }

  /** Rejects with `NotReusable`. */
  static async open(folder: string): Promise<EarlierIndex> {
    const { read, close } = openFolder(folder)
    try {
      return await reading(async () => {
        const index = await openIndex({ read, inflate, analyzer: english.name, cacheBytes: 2 ** 20 })
        const part = partOf(index, 'sources')
        if (part === null || index.segments.length !== 1)
          throw new NotReusable('it does not say what it was built from')
        const { name } = index.manifest.parts.sources!
        const fail = (what: string): Error => damaged(name, what)
        const bytes = await part.read(0, part.length)
        const builder = versionOfSources(bytes, fail)
        if (builder !== version) throw new NotReusable(`kb ${builder} has built it, and this is ${version}`)
        const sources = await decodeSources(bytes, inflate, fail)
        if (sources.indexed.length !== index.documents) throw fail('names another number of documents')
        checkRules(sources, fail)
        return new EarlierIndex(index, sources, fail, close)
      })
    } catch (problem) {
      close()
      throw problem
    }
  }

  /** Writes the postings of all documents, which are numbered from `firstNumber`, as a run. Returns what its terms are numbered below. */
  writeRun(firstNumber: number, append: (bytes: Uint8Array) => void): Promise<number> {
    return reading(async () => {
      const run = new RunWriter(append)
      const counts = new CountReader(this.sources, this.#fail)
      for await (const info of allTerms(this.#segment.dictionary)) {
        const documents = await this.#documentsOf(info, counts)
        const numbers = Int32Array.from(documents.docs, (doc) => doc + firstNumber)
        run.add({ ...documents, docs: numbers, number: this.#numberOf(nameOfTerm(info)) })
      }
      counts.finish()
      run.finish()
      return this.#numberOf(nameOfTerm({ rank: 0, number: this.#segment.entry.terms }))
    })
  }

  /** The stored items of every document in turn, the terms of forward items by their numbers in the run. */
  async *items(): AsyncGenerator<Readonly<Record<StoredKind, Uint8Array>>> {
    const kinds = storedKinds.map((kind) => ({ kind, all: allItems(this.#segment[kind]) }))
    const forward = new ByteWriter()
    for (let doc = 0; doc < this.#index.documents; doc++) {
      yield await reading(async () => {
        const items = await Promise.all(
          kinds.map(async ({ kind, all }) => [kind, (await all.next()).value] as const),
        )
        const stored = Object.fromEntries(items) as Record<StoredKind, Uint8Array>
        const sequences = decodeForward(stored.forward, this.#segment.forward.fail)
        forward.clear()
        encodeForward(sequences, (name) => this.#numberOf(name), forward)
        return { ...stored, forward: forward.view() }
      })
    }
  }

  /** In the run: ranks first, then numbers of terms. */
  #numberOf(name: number): number {
    const term = termOfName(name)
    return 'rank' in term ? term.rank : this.#segment.entry.terms + 1 + term.number
  }

  async #documentsOf(info: TermInfo, counts: CountReader): Promise<TermDocuments> {
    const list = await this.#segment.postings(info)
    list.decodeAll()
    const { docs, impacts } = list
    return {
      term: encodeText(info.term),
      docs,
      counts: isRanked(info.term)
        ? docs.map((doc, i) => counts.next(doc, impacts[i]!))
        : new Int32Array(docs.length),
    }
  }
}

/** The counts behind the impacts, posting by posting. */
class CountReader {
  readonly #impacts: Impacts
  readonly #excess: ByteReader
  readonly #fail: (what: string) => Error

  constructor({ indexed, excess }: Sources, fail: (what: string) => Error) {
    const lengths = indexed.map(({ length }) => length)
    this.#impacts = new Impacts(lengths, meanOf(lengths), articleScheme.saturation)
    this.#excess = new ByteReader(excess, fail)
    this.#fail = fail
  }

  next(doc: number, impact: number): number {
    const excess = this.#excess.varint()
    return excess === 0 ? 0 : this.#impacts.leastCount(impact, doc) + excess - 1
  }

  finish(): void {
    if (this.#excess.left > 0) throw this.#fail('counts more postings than there are')
  }
}

function checkRules({ indexed }: Sources, fail: (what: string) => Error): void {
  try {
    encodeHandWritten(indexed.flatMap(({ rules }) => rules))
  } catch {
    throw fail('has rules that are none')
  }
}

/** What an index says when it is not there, damaged or of another version is why it cannot be updated. */
async function reading<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (problem) {
    if (!(problem instanceof KbError)) throw problem
    const file = problem.place?.file
    throw new NotReusable(
      problem.code === 'E0301' || file === undefined ? problem.message : `${file}: ${problem.message}`,
      { cause: problem },
    )
  }
}
