// Here are the files of an index, and a log as it streams: which known errors are in it?
//
//     bytes → sentences of messages → messages → articles → those whose rules hold there → what is told of them
//
// Of the index it reads the part `scan`, and of the articles only those that were seen; the rules of authors with the
// first error that one of them has written down (`sighted.ts`).

import { english } from './analysis/analyzer.ts'
import type { AnsweredOutcome } from './answer.ts'
import { KbError } from './errors.ts'
import type { GivenFacts } from './rules/fact.ts'
import type { Outcome } from './rules/rule.ts'
import { decodeOutcomes } from './rules/stored-card.ts'
import { type Limit, LogScan } from './scan/log-scan.ts'
import type { NewError } from './scan/new-errors.ts'
import { RuleTable } from './scan/rule-table.ts'
import type { FoundSlot } from './scan/sentence-finder.ts'
import type { Sighting } from './scan/sightings.ts'
import { Tally } from './scan/tally.ts'
import type { Inflate, ReadBytes } from './segment/format.ts'
import { type Index, openIndex } from './segment/reader.ts'
import { partOf, recordOf } from './segment/stored.ts'
import type { Weighing } from './sighted.ts'

export type { Limit } from './scan/log-scan.ts'
export type { FoundSlot } from './scan/sentence-finder.ts'

export interface Scanner {
  /** How many messages are looked for. */
  readonly messages: number
  /**
   * What is known in a log, as it comes. `null` in the log says that nothing more has come for a while: then what was
   * found so far is told, though a message may go on.
   */
  readonly scan: (log: AsyncIterable<Uint8Array | null>, options?: ScanOptions) => AsyncGenerator<ScanEvent>
}

export interface ScanOptions {
  /** Whether lines are told, too, that look like errors and hold nothing known. */
  readonly newErrors?: boolean
  /** What is known of the situation. Rejects with E0103 for a product that no article speaks of. */
  readonly facts?: GivenFacts
}

export type ScanEvent = ScanMatch | ScanTotal | ScanNewError | ScanSummary

/** A known error that was not seen before in this log; again only if it is certain now and was not then. */
export interface ScanMatch {
  readonly type: 'match'
  readonly article: string
  readonly title: string | null
  /** Certain enough to be told without anything else. */
  readonly answered: boolean
  /** How probable it is that this article is meant. */
  readonly confidence: number
  /** Line, from 1, and bytes of the log, half-open. */
  readonly first: { readonly line: number; readonly from: number; readonly to: number }
  readonly slots: readonly FoundSlot[]
  /** What was found: a message; or nothing but a code, an event or a phrase, or what holds only for a fact nobody knows. */
  readonly by: 'message' | 'clue'
  readonly outcome: AnsweredOutcome
  /** The other ways out, where nobody knows for whom it is; `when` says for whom each one is. */
  readonly otherOutcomes: readonly AnsweredOutcome[]
  /** How many articles quote what was found, this one included. */
  readonly quotedBy: number
}

export interface ScanTotal {
  readonly type: 'total'
  readonly article: string
  readonly count: number
  readonly lastLine: number
}

/** Lines of one shape that look like errors and hold nothing known. */
export interface ScanNewError extends NewError {
  readonly type: 'new'
}

export interface ScanSummary {
  readonly type: 'summary'
  readonly lines: number
  readonly bytes: number
  /** What was not looked at as it should have been. */
  readonly limits: readonly Limit[]
}

/** The name of the part of an index that is scanned with. */
export const scanPart = 'scan'

export interface IndexFiles {
  readonly read: ReadBytes
  readonly inflate: Inflate
}

/** Rejects with E0301 (no index), E0302 (damaged), E0303 (another version, or one without messages to look for). */
export async function openScanner(indexes: readonly IndexFiles[]): Promise<Scanner> {
  const opened = await Promise.all(indexes.map(openSource))
  return {
    messages: opened.reduce((sum, { table }) => sum + table.messages, 0),
    scan: async function* (log, { newErrors = false, facts = {} } = {}) {
      await checkGiven(facts, opened)
      yield* scanWith(
        log,
        opened.map((source) => new Pass(source, newErrors, facts)),
      )
    },
  }
}

/** Every known error in one log, as it comes; see `Scanner.scan`. Rejects as `openScanner` does. */
export async function* scan(
  log: AsyncIterable<Uint8Array | null>,
  index: IndexFiles,
  options: ScanOptions = {},
): AsyncGenerator<ScanEvent> {
  const scanner = await openScanner([index])
  yield* scanner.scan(log, options)
}

/** A product must be known to one of the indexes. */
async function checkGiven({ product = null }: GivenFacts, sources: readonly Source[]): Promise<void> {
  if (product === null) return
  const { checkProduct } = await import('./given.ts')
  const checked = await Promise.allSettled(sources.map(({ index }) => checkProduct(product, index)))
  const [refused] = checked.filter((one) => one.status === 'rejected')
  if (refused !== undefined && checked.every(({ status }) => status === 'rejected')) throw refused.reason
}

/** An index to scan with. */
interface Source {
  readonly index: Index
  readonly table: RuleTable
  readonly teller: Teller
}

async function openSource({ read, inflate }: IndexFiles): Promise<Source> {
  const index = await openIndex({ read, inflate, analyzer: english.name, cacheBytes })
  return { index, table: await openTable(index), teller: new Teller(index) }
}

async function openTable(index: Index): Promise<RuleTable> {
  const part = partOf(index, scanPart)
  if (part === null)
    throw new KbError('E0303', 'this index has no messages to look for in a log', {
      help: 'build it again with this version of kb',
    })
  return new RuleTable(await part.readOnce(0, part.length), index.documents, part.fail)
}

const tables = new WeakMap<Index, Promise<RuleTable>>()

/** The documents that quote what a report says, each once; none where the index has no messages to look for. */
export async function docsQuoting(report: string, index: Index): Promise<number[]> {
  if (partOf(index, scanPart) === null) return []
  let table = tables.get(index)
  if (table === undefined) tables.set(index, (table = openTable(index)))
  const scan = new LogScan(await table, { newErrors: false })
  const sightings = [...scan.push(new TextEncoder().encode(report)), ...scan.finish()]
  const quoting = sightings.flatMap(({ articles }) => articles.filter(({ isClue }) => !isClue))
  return [...new Set(quoting.map(({ doc }) => doc))]
}

/** At least one pass: one for each index. */
async function* scanWith(
  log: AsyncIterable<Uint8Array | null>,
  passes: readonly Pass[],
): AsyncGenerator<ScanEvent> {
  for await (const chunk of log) for (const pass of passes) yield* pass.push(chunk)
  for (const pass of passes) yield* pass.finish()
  for (const pass of passes) yield* pass.totals()
  yield* newInAll(passes)
  yield passes[0]!.summary()
}

/** A line is new where no index knows it. */
function* newInAll([first, ...others]: readonly Pass[]): Generator<ScanNewError> {
  const lists = others.map((pass) => new Set(pass.newErrors.map(({ shape }) => shape)))
  for (const error of first!.newErrors)
    if (lists.every((shapes) => shapes.has(error.shape))) yield { type: 'new', ...error }
}

/** One log seen with the eyes of one index. */
class Pass {
  readonly #index: Index
  readonly #teller: Teller
  readonly #scan: LogScan
  readonly #facts: GivenFacts
  readonly #isGiven: boolean
  readonly #tally = new Tally()
  #weighing: Weighing | null = null

  constructor({ index, table, teller }: Source, newErrors: boolean, facts: GivenFacts) {
    this.#index = index
    this.#teller = teller
    this.#scan = new LogScan(table, { newErrors })
    this.#facts = facts
    this.#isGiven = Boolean(facts.product ?? facts.version) || Object.keys(facts.facts ?? {}).length > 0
  }

  get newErrors(): readonly NewError[] {
    return this.#scan.newErrors
  }

  async *push(chunk: Uint8Array | null): AsyncGenerator<ScanMatch> {
    for (const sighting of chunk === null ? this.#scan.settle() : this.#scan.push(chunk))
      yield* this.#newIn(sighting)
  }

  async *finish(): AsyncGenerator<ScanMatch> {
    for (const sighting of this.#scan.finish()) yield* this.#newIn(sighting)
  }

  async *totals(): AsyncGenerator<ScanTotal> {
    for (const { doc, count, lastLine } of this.#tally.totals())
      yield { type: 'total', article: (await this.#teller.tell(doc)).article, count, lastLine }
  }

  summary(): ScanSummary {
    const { lines, bytes, limits } = this.#scan
    const count = this.#weighing?.passedOver ?? 0
    const message = 'a known error was taken for what it was before, since there are too many of them'
    return {
      type: 'summary',
      lines,
      bytes,
      limits: count === 0 ? limits : [...limits, { limit: 'rules', count, message }],
    }
  }

  async *#newIn(seen: Sighting): AsyncGenerator<ScanMatch> {
    const sighting = await this.#weighed(seen)
    if (sighting === null) return
    const { line, from, to, slots, articles, others } = sighting
    for (const { doc, answered, confidence, isClue } of this.#tally.add(sighting)) {
      const { outcomes, ...told } = await this.#teller.tell(doc)
      const { waysOut } = await import('./sighted.ts')
      const [outcome, ...otherOutcomes] = waysOut(outcomes, this.#facts, sighting.around)
      yield {
        type: 'match',
        ...told,
        outcome: outcome!,
        otherOutcomes,
        answered,
        confidence: Math.round(confidence * 1000) / 1000,
        first: { line, from, to },
        slots,
        by: isClue ? 'clue' : 'message',
        quotedBy: articles.length + others,
      }
    }
  }

  /** By what is given, and by what authors say of it; `null` where it is of no article then. */
  async #weighed(sighting: Sighting): Promise<Sighting | null> {
    if (sighting.around === null && !this.#isGiven) return sighting
    this.#weighing ??= await weighingOf(this.#index, this.#facts)
    return this.#weighing.weigh(sighting)
  }
}

async function weighingOf(index: Index, facts: GivenFacts): Promise<Weighing> {
  const { Weighing } = await import('./sighted.ts')
  return new Weighing(index, facts)
}

type Told = Pick<ScanMatch, 'article' | 'title'> & { readonly outcomes: readonly Outcome[] }

/** What is told of an article, read when it was seen. */
class Teller {
  readonly #index: Index
  readonly #told = new Map<number, Told>()

  constructor(index: Index) {
    this.#index = index
  }

  async tell(doc: number): Promise<Told> {
    const known = this.#told.get(doc)
    if (known !== undefined) return known
    const { record, further, fail } = await recordOf(this.#index, doc)
    const outcomes = decodeOutcomes(further, fail)
    if (record.id === null || outcomes.length === 0) throw fail('has an article that nothing can point to')
    const told = { article: record.id, title: record.title, outcomes }
    if (this.#told.size >= mostTold) this.#told.clear()
    this.#told.set(doc, told)
    return told
  }
}

const mostTold = 1000
/** Articles are read once each, so little of the index is wanted twice. */
const cacheBytes = 2 ** 22
