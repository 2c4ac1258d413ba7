import { expect, test } from 'vitest'
import { english } from '../../src/analysis/analyzer.ts'
import { decodeText, encodeText } from '../../src/segment/bytes.ts'
import { eachTerm, Inverter } from '../../src/segment/inverter.ts'
import { mergeRuns, RunWriter } from '../../src/segment/run.ts'
import { compareTerms } from '../../src/segment/term-dictionary.ts'
import { pick, randomFrom } from '../support/random.ts'

interface Term {
  readonly term: string
  readonly number: number
  readonly docs: readonly number[]
  readonly counts: readonly number[]
}

/** The run of these terms in pieces of so many bytes. */
function runOf(terms: readonly Term[], pieceBytes: number): Uint8Array[] {
  const bytes: number[] = []
  const writer = new RunWriter((piece) => bytes.push(...piece))
  for (const { term, ...documents } of terms) writer.add({ term: encodeText(term), ...documents })
  writer.finish()
  const pieces: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += pieceBytes)
    pieces.push(Uint8Array.from(bytes.slice(at, at + pieceBytes)))
  return pieces
}

function merged(runs: readonly (readonly Uint8Array[])[], docIdOf: Int32Array): unknown[] {
  return Array.from(mergeRuns(runs, docIdOf), ({ term, docs, counts, length, sources }) => ({
    term: decodeText(term),
    postings: Array.from(docs.subarray(0, length), (doc, i) => [doc, counts[i]]),
    sources: sources.map(({ run, number }) => [run, number]),
  }))
}

test('runs become one list of terms, the documents of each in the order of the index', () => {
  const runs = [
    [
      { term: 'disk', number: 3, docs: [0, 2], counts: [10, 300] },
      { term: 'modem', number: 0, docs: [1], counts: [4] },
    ],
    [
      { term: '@id:q1', number: 9, docs: [4], counts: [0] },
      { term: 'disk', number: 7, docs: [3, 4], counts: [1, 2] },
    ],
  ].map((terms) => runOf(terms, 1000))
  // document 1 is dropped, and its word with it
  expect(merged(runs, Int32Array.of(3, -1, 2, 0, 1))).toEqual([
    { term: '@id:q1', postings: [[1, 0]], sources: [[1, 9]] },
    {
      term: 'disk',
      postings: [
        [0, 1],
        [1, 2],
        [2, 300],
        [3, 10],
      ],
      sources: [
        [0, 3],
        [1, 7],
      ],
    },
  ])
})

test('lists of any length are in order, in whatever pieces the runs are read', () => {
  const random = randomFrom(11)
  const documents = 3000
  const docIdOf = shuffled(documents, random)
  docIdOf[5] = -1
  const names = Array.from({ length: 40 }, (_, i) => `${['', 'a', 'é中', '\ufb01', '\u{1f4be}'][i % 5]}${i}`)
  const expected = new Map<string, [number, number][]>()
  const runs = [0, 1, 2].map((run) => {
    const terms: Term[] = [...names].sort(compareTerms).flatMap((term, number) => {
      const docs: number[] = []
      const share = random() ** 6
      for (let doc = run * 1000; doc < (run + 1) * 1000; doc++) if (random() < share) docs.push(doc)
      if (docs.length === 0) return []
      const counts = docs.map(() => pick(random, 3) * 10 ** pick(random, 7))
      const known = expected.get(term) ?? []
      for (const [i, doc] of docs.entries()) if (docIdOf[doc]! >= 0) known.push([docIdOf[doc]!, counts[i]!])
      expected.set(term, known)
      return [{ term, number, docs, counts }]
    })
    return runOf(terms, [1, 7, 100_000][run]!)
  })
  const sorted = [...expected]
    .filter(([, postings]) => postings.length > 0)
    .sort(([one], [other]) => compareTerms(one, other))
    .map(([term, postings]) => ({ term, postings: postings.sort((a, b) => a[0] - b[0]) }))
  expect(merged(runs, docIdOf)).toMatchObject(sorted)
  expect(merged(runs, docIdOf)).toHaveLength(sorted.length)
})

test('all that an inverter has is written as its terms one by one', () => {
  const inverter = new Inverter(english, [{ name: 'text', weight: 3 }])
  const random = randomFrom(11)
  for (let doc = 70_000; doc < 71_000; doc++) {
    const text = Array.from({ length: 40 }, () => `w${Math.floor(3000 * random() ** 3)}`).join(' ')
    inverter.add(doc, [{ field: 0, text: `common ${text}` }], [`@id:q${doc}`])
  }
  const written = (write: (run: RunWriter) => void): number[] => {
    const bytes: number[] = []
    const run = new RunWriter((piece) => bytes.push(...piece))
    write(run)
    run.finish()
    return bytes
  }
  const oneByOne = written((run) => {
    for (const term of eachTerm(inverter.sorted())) run.add(term)
  })
  expect(oneByOne.length).toBeGreaterThan(2 ** 16)
  expect(written((run) => run.addAll(inverter.sorted()))).toEqual(oneByOne)
})

test('a run that ends too soon is an error', () => {
  const [bytes] = runOf([{ term: 'disk', number: 0, docs: [0, 1], counts: [1, 1] }], 1000)
  expect(() => merged([[bytes!.subarray(0, bytes!.length - 4)]], Int32Array.of(0, 1))).toThrow(
    'ended too soon',
  )
})

function shuffled(length: number, random: () => number): Int32Array {
  const numbers = Int32Array.from({ length }, (_, i) => i)
  for (let i = length - 1; i > 0; i--) {
    const other = pick(random, i + 1)
    ;[numbers[i], numbers[other]] = [numbers[other]!, numbers[i]!]
  }
  return numbers
}
