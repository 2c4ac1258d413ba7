import { describe, expect, test } from 'vitest'
import { findCandidates } from '../../src/query/candidates.ts'
import { features } from '../../src/query/features.ts'
import { learned } from '../../src/query/learned.ts'
import { type Learned, rank, traits } from '../../src/query/ranking.ts'
import type { Facts } from '../../src/query/reading.ts'
import type { Index } from '../../src/segment/reader.ts'
import { articleOf, openArticles, randomArticles } from '../support/collection.ts'

const fillers = Array.from({ length: 30 }, (_, i) =>
  articleOf(`Q${2000 + i}`, {
    title: `Chapter ${i}`,
    symptoms: 'The printer and the modem and the disk are slow when the server starts.',
    product: 'Small Business Server 4.5',
  }),
)
const message = (text: string) => ({ text, span: [0, 0] as const, form: 'block' as const, section: 0 })
const index = await openArticles([
  ...fillers,
  articleOf('Q1', {
    title: 'Printer is slow when a modem dials',
    symptoms: 'The printer is slow.',
    product: 'SBS',
  }),
  articleOf('Q2', {
    title: 'Modem dials when a slow printer starts',
    symptoms: 'A printer.',
    product: 'SBS',
  }),
  articleOf('Q3', {
    title: 'Disk',
    symptoms: 'You see this: Cannot open the archive file',
    messages: [message('Cannot open the archive file')],
    product: 'Outlook 97',
  }),
  articleOf('Q4', {
    title: 'Disk',
    symptoms: 'An archive is on a file server. Open the window. It cannot be seen.',
    product: 'Outlook 98',
  }),
])

async function order(text: string, facts: Facts = {}, weights: Learned = learned, of: Index = index) {
  const { reading, candidates } = await findCandidates(text, facts, of, 100)
  const { documents, presence } = rank(reading, candidates, weights)
  const ids = await Promise.all(documents.map(async ({ doc }) => (await of.display(doc)).id))
  return { ids, documents, presence }
}

describe('what comes first', () => {
  test.each([
    ['the order of words tells titles apart', 'printer is slow when a modem dials', {}, 'Q1'],
    ['also the other way around', 'modem dials when a slow printer starts', {}, 'Q2'],
    ['a message word for word, before its words', 'cannot open the archive file', {}, 'Q3'],
    ['the stated product decides', 'disk archive', { product: 'Outlook 98' }, 'Q4'],
    ['and the other one otherwise', 'disk archive', { product: 'Outlook 97' }, 'Q3'],
    ['so does one that the report names', 'Outlook 98: archive, file, open', {}, 'Q4'],
  ] as const)('%s', async (_, text, facts, expected) => {
    expect((await order(text, facts)).ids[0]).toBe(expected)
  })

  test('is more probable to be there the more of the report it has', async () => {
    const some = await order('archive')
    const all = await order('cannot open the archive file', { product: 'Outlook', version: '97' })
    expect(all.presence).toBeGreaterThan(some.presence)
  })
})

test('words that nobody has heard of speak against all of them', async () => {
  const known = await order('cannot open the archive file')
  const odd = await order('cannot open the archive file: zzzz yyyy xxxx')
  expect(odd.documents[0]!.score).toBeCloseTo(known.documents[0]!.score, 6)
  expect(odd.presence).toBeLessThan(known.presence)
})

test('a score is the sum of its reasons', async () => {
  for (const { score, reasons } of (await order('slow modem')).documents)
    expect(score).toBeCloseTo(reasons.words + reasons.message + reasons.product + reasons.kind, 12)
})

test('what a document has of the report is told in pieces of it', async () => {
  const text = 'today: cannot open the  archive file, zzzz'
  const { documents } = await order(text)
  expect(documents[0]!.said.map(({ span }) => text.slice(...span))).toEqual(['cannot open', 'archive file'])
})

test('what no article has a word of brings up nothing', async () => {
  expect((await order('zzzz')).documents).toEqual([])
})

test('the weights are those of the features and traits, in their order', () => {
  expect(learned.features.map(({ name }) => name)).toEqual(features.map(({ name }) => name))
  expect(Object.keys(learned.presence)).toEqual(traits)
  expect(learned.features.every(({ deviation }) => deviation > 0)).toBe(true)
})

describe('one, two and eight segments', async () => {
  const articles = randomArticles(400, 5)
  const indexes = await Promise.all([1, 2, 8].map((segments) => openArticles(articles, { segments })))

  test.each(['w1 w2 w3', 'w5 w60 w200 w17 w5', 'w0\nw300 w301\nw9 w10', 'Product 3 w44 w45'])(
    'give the same scores for “%s”',
    async (text) => {
      const [one, ...others] = await Promise.all(
        indexes.map((index) => order(text, { product: 'Product 1' }, learned, index)),
      )
      expect(one!.documents.length).toBeGreaterThan(20)
      for (const other of others) expect(other).toEqual(one)
    },
  )
})
