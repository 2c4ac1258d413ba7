// Does leaving out what cannot win change what wins?
//
//     npx tsx scripts/equality.ts --index DIR [--random N]
//
// Asks all labelled queries of ../shared/gold/queries and N random ones (10,000) of an index: pruned search against
// scoring every document of every list, and one segment against the same documents in two and in eight. Random queries
// draw their terms from the dictionary, common ones more often than rare ones. Any difference is printed, and the exit code 1.

import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { english } from '../src/analysis/analyzer.ts'
import { digest } from '../src/node/digest.ts'
import { deflate, inflate, openFolder } from '../src/node/index-files.ts'
import { type Query, queryOf } from '../src/query/query.ts'
import { search } from '../src/query/searcher.ts'
import { isRanked, isRankedTerm } from '../src/segment/assembly.ts'
import { encodeText } from '../src/segment/bytes.ts'
import { BlockPacker } from '../src/segment/documents.ts'
import { allTerms } from '../src/segment/everything.ts'
import { outputTo, readFrom } from '../src/segment/in-memory.ts'
import type { Manifest, SegmentEntry } from '../src/segment/manifest.ts'
import { type Index, openIndex } from '../src/segment/reader.ts'
import { StoredWriter, TermsWriter, type WriterOptions, writeManifest } from '../src/segment/writer.ts'
import { scoreEverything } from '../test/support/exhaustive.ts'
import { pick, randomFrom } from '../test/support/random.ts'
import { answerableFile, readReports } from './support/labelled.ts'
import { report } from './support/results.ts'

const { values: options } = parseArgs({
  options: { index: { type: 'string' }, random: { type: 'string', default: '10000' } },
})
if (options.index === undefined) {
  console.error('Name an index with --index.')
  process.exit(2)
}

const index = await openIndex({
  read: openFolder(options.index).read,
  inflate,
  analyzer: english.name,
  cacheBytes: 2 ** 28,
})
const terms = await termsByCount(index)
const others = await Promise.all([2, 8].map((segments) => splitIndex(index, segments)))

const labelled = existsSync(answerableFile)
  ? readReports(answerableFile).map(({ query }) => queryOf(query, english))
  : []
const counts = {
  labelled: await compareAll(labelled),
  random: await compareAll(randomQueries(Number(options.random))),
}
report('equality', { documents: index.documents, ...counts })
if (counts.labelled.different + counts.random.different > 0) process.exitCode = 1

async function compareAll(queries: Iterable<Query>): Promise<{ queries: number; different: number }> {
  const counts = { queries: 0, different: 0 }
  const unbounded = { mostTerms: Number.POSITIVE_INFINITY, mostLookups: Number.POSITIVE_INFINITY }
  for (const query of queries) {
    const pruned = await search(index, query, unbounded)
    const expected = JSON.stringify(await scoreEverything(index, query, 10))
    const found = [pruned, ...(await Promise.all(others.map((other) => search(other, query, unbounded))))]
    counts.queries++
    if (found.every(({ hits }) => JSON.stringify(hits) === expected)) continue
    counts.different++
    console.error(JSON.stringify({ query, expected, found: found.map(({ hits }) => hits) }).slice(0, 2000))
  }
  return counts
}

function* randomQueries(count: number): Generator<Query> {
  const random = randomFrom(61)
  for (let i = 0; i < count; i++) {
    const words = Array.from(
      { length: 1 + pick(random, 10) },
      () => terms[Math.floor(terms.length * random() ** 3)]!,
    )
    const boosts = [1, 1, 0.5, 3]
    yield { terms: [...new Set(words)].map((term) => ({ term, boost: boosts[pick(random, 4)]! })) }
  }
}

/** The commonest first. */
async function termsByCount({ segments }: Index): Promise<string[]> {
  const counted: { readonly term: string; readonly count: number }[] = []
  for await (const { term, count } of allTerms(segments[0]!.dictionary))
    if (isRanked(term)) counted.push({ term, count })
  return counted.sort((a, b) => b.count - a.count).map(({ term }) => term)
}

/** The same terms and postings in several segments; nothing is stored for the documents. */
async function splitIndex(whole: Index, segments: number): Promise<Index> {
  const files = new Map<string, Uint8Array>()
  const build = new Uint8Array(16)
  const writing: WriterOptions = { output: outputTo(files), digest, deflate, build }
  const starts = Array.from({ length: segments + 1 }, (_, i) => Math.floor((i * whole.documents) / segments))
  const writers = starts.slice(1).map((_, number) => new TermsWriter(number, isRankedTerm, writing))
  const [{ dictionary }] = whole.segments as readonly [Index['segments'][number]]
  for await (const info of allTerms(dictionary)) {
    const { docs, impacts } = await decoded(whole, info)
    let from = 0
    for (const [number, writer] of writers.entries()) {
      const [start, end] = [starts[number]!, starts[number + 1]!]
      let to = from
      while (to < docs.length && docs[to]! < end) to++
      if (to > from)
        writer.add(
          encodeText(info.term),
          docs.subarray(from, to).map((doc) => doc - start),
          impacts.subarray(from, to),
          to - from,
        )
      from = to
    }
  }
  const manifest: Manifest = {
    analyzer: whole.manifest.analyzer,
    build: '0'.repeat(32),
    documents: whole.documents,
    segments: writers.map((writer, number) => {
      const { entry } = writer.finish()
      const documents = starts[number + 1]! - starts[number]!
      return { ...entry, documents, files: { ...entry.files, ...emptyItems(number, documents, writing) } }
    }),
    parts: {},
  }
  writeManifest(manifest, build, writing.output)
  return openIndex({ read: readFrom(files), inflate, analyzer: english.name, cacheBytes: 2 ** 28 })
}

async function decoded(
  whole: Index,
  info: Parameters<Index['segments'][number]['postings']>[0],
): Promise<{ docs: Int32Array; impacts: Uint8Array }> {
  const list = await whole.segments[0]!.postings(info)
  list.decodeAll()
  return list
}

function emptyItems(
  segment: number,
  documents: number,
  writing: WriterOptions,
): Omit<SegmentEntry['files'], 'terms' | 'postings'> {
  const store = (kind: 'forward' | 'display' | 'records' | 'cards') => {
    const writer = new StoredWriter(kind, segment, writing)
    const packer = new BlockPacker(4000, null)
    for (let doc = 0; doc < documents; doc++) writer.add(packer.add(new Uint8Array(0)))
    writer.add(packer.finish())
    return writer.finish()
  }
  return {
    forward: store('forward'),
    display: store('display'),
    records: store('records'),
    cards: store('cards'),
  }
}
