import { describe, expect, test } from 'vitest'
import { english } from '../../src/analysis/analyzer.ts'
import { type Query, queryOf } from '../../src/query/query.ts'
import { search } from '../../src/query/searcher.ts'
import { articleOf, openArticles, randomArticles } from '../support/collection.ts'
import { scoreEverything } from '../support/exhaustive.ts'
import { pick, randomFrom } from '../support/random.ts'

function randomQueries(count: number, seed: number): Query[] {
  const random = randomFrom(seed)
  return Array.from({ length: count }, () => ({
    terms: Array.from(
      new Set(Array.from({ length: 1 + pick(random, 12) }, () => `w${Math.floor(640 * random() ** 2)}`)),
      (term) => ({ term, boost: [1, 1, 0.5, 3][pick(random, 4)]! }),
    ),
    ...(pick(random, 3) === 0 && {
      filters: [{ facet: 'product' as const, values: [`Product ${pick(random, 9)}`, 'Product 1'] }],
    }),
  }))
}

describe('searching', async () => {
  const articles = randomArticles(9000)
  const index = await openArticles(articles)

  test('gives exactly what scoring everything gives', async () => {
    for (const [i, query] of randomQueries(2500, 2).entries()) {
      const top = [1, 3, 10, 50][i % 4]!
      expect((await search(index, query, { top })).hits).toEqual(await scoreEverything(index, query, top))
    }
  })

  test('gives the same from one, two and eight segments', async () => {
    const others = await Promise.all([2, 8].map((segments) => openArticles(articles, { segments })))
    for (const query of randomQueries(400, 3)) {
      const expected = await search(index, query)
      for (const other of others) expect(await search(other, query)).toEqual(expected)
    }
  })

  test('says when a bound left out a term, and then takes the rarest', async () => {
    const query = queryOf('w1 w500 w3 nowhere', english)
    const { terms } = await search(index, query)
    expect(terms.map(({ term }) => term)).toEqual(['w500', 'w3', 'w1'])
    const bounded = await search(index, query, { mostTerms: 2 })
    expect([bounded.bounded, bounded.terms.map(({ term }) => term)]).toEqual([true, ['w500', 'w3']])
    expect((await search(index, query, { mostLookups: 1 })).bounded).toBe(true)
    expect((await search(index, query)).bounded).toBe(false)
  })

  test('of nothing, or of words that nobody wrote, gives nothing', async () => {
    for (const report of ['', 'the of and', 'xyzzy', '!!!']) {
      expect((await search(index, queryOf(report, english))).hits).toEqual([])
    }
  })
})

describe('ranking a small collection', async () => {
  const index = await openArticles([
    articleOf('Q1', { title: 'Modem is busy', symptoms: 'The modem cannot dial.', product: 'Server' }),
    articleOf('Q2', {
      title: 'Printing is slow',
      symptoms: 'While the modem is busy, printing takes long.',
      product: 'Server',
    }),
    articleOf('Q3', { title: 'Busy signal', symptoms: 'A caller hears a busy signal.', product: 'Client' }),
    articleOf('Q4', {
      title: 'Disk is full',
      symptoms: `Nothing can be saved. ${'More words. '.repeat(50)}modem`,
      product: 'Client',
    }),
  ])
  const idsOf = async (report: string, filters?: Query['filters']): Promise<(string | null)[]> => {
    const query = queryOf(report, english)
    const { hits } = await search(index, filters === undefined ? query : { ...query, filters })
    return Promise.all(hits.map(async ({ doc }) => (await index.display(doc)).id))
  }

  test('a title counts more than a symptom, two words more than one, a short text more than a long one', async () => {
    expect(await idsOf('modem busy')).toEqual(['Q1', 'Q2', 'Q3', 'Q4'])
  })

  test('a filter leaves the others out and the order as it is', async () => {
    expect(await idsOf('modem busy', [{ facet: 'product', values: ['Client'] }])).toEqual(['Q3', 'Q4'])
    expect(await idsOf('modem busy', [{ facet: 'product', values: ['Nobody'] }])).toEqual([])
  })
})
