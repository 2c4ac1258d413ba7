import { describe, expect, test } from 'vitest'
import { type Concept, readReport } from '../../src/query/reading.ts'
import { articleOf, openArticles } from '../support/collection.ts'

const many = (count: number, symptoms: string) =>
  Array.from({ length: count }, (_, i) => articleOf(`Q${1000 + i}`, { symptoms }))

const index = await openArticles([
  ...many(12, 'The modem cannot dial while the taskbar is hidden. Error 0x80070005.'),
  articleOf('Q1', { title: 'Mail', product: 'Outlook 97', symptoms: 'Licence of the mail client refused.' }),
  articleOf('Q2', { product: 'Small Business Server 4.5', symptoms: 'The colors are wrong.' }),
])
const reading = (text: string, facts = {}) => readReport(text, facts, index)
const termsOf = ({ terms }: Concept): string[] => terms.map(({ found }) => found.term)

describe('the words of a report', () => {
  test('are concepts in order, without what no article has', async () => {
    const { concepts } = await reading('modem zzzz dial')
    expect(concepts.map(termsOf)).toEqual([['modem'], ['dial']])
  })

  test('once each, with the order of all kept line by line', async () => {
    const { sequence, lines } = await reading('modem dial\ndial dial')
    expect([[...sequence], lines]).toEqual([
      [0, 1, -1, 1, 1, -1],
      [[0, 1], [1]],
    ])
  })

  test('that are mistyped mean what they may be a slip of, less surely', async () => {
    const [{ terms, weight }] = (await reading('modme')).concepts as [Concept]
    expect(terms.map(({ found, strength }) => [found.term, strength])).toEqual([['modem', 0.8]])
    expect(weight).toBeGreaterThan(0)
  })

  test('in another notation or spelling are one concept', async () => {
    const { concepts, sequence } = await reading('-2147024891 is 80070005: colours')
    expect(concepts.map(termsOf)).toEqual([['0x80070005'], ['color']])
    expect([...sequence]).toEqual([0, 0, 1, -1])
  })

  test('that may be written as one are looked for as one', async () => {
    const { concepts } = await reading('task bar')
    expect(concepts.map(termsOf)).toEqual([['taskbar'], ['taskbar']])
  })
})

test('the one line of a long log that carries the error is what it is about, at its place', async () => {
  const noise = Array.from({ length: 300 }, (_, i) => `12:0${i} the taskbar is hidden ${i}`).join('\n')
  const log = `${noise}\nport opened\nError: the modem cannot dial\nport closed\n${noise}`
  const { concepts } = await reading(log)
  expect(concepts.map(({ span }) => log.slice(...span))).toEqual(expect.arrayContaining(['modem', 'dial']))
  expect(concepts.flatMap(termsOf)).not.toContain('hidden')
})

describe('the products of a report', () => {
  test('that it names are apart from those that are stated', async () => {
    const { named, given } = await reading('SBS is slow', { product: 'Outlook', version: '97' })
    const names = (products: typeof named) =>
      products.map(({ names }) => names.map((terms) => terms.map(({ term }) => term).join(' ')))
    expect(names(named)).toEqual([expect.arrayContaining(['small busi server'])])
    expect(names(given)).toEqual([expect.arrayContaining(['outlook'])])
    expect(given[0]!.versions.map(({ term }) => term)).toContain('97')
  })

  test('are searched for with their version, unless the report says the words itself', async () => {
    const facts = { product: 'Outlook', version: '97', facts: { client: 'mail' } }
    const factTerms = async (text: string) => (await reading(text, facts)).factTerms.map(({ term }) => term)
    expect(await factTerms('modem')).toEqual(expect.arrayContaining(['outlook', '97', 'mail']))
    expect(await factTerms('outlook modem')).not.toContain('outlook')
  })
})

test('a report without a word that an article has is empty, and says of how many words of letters it is', async () => {
  const { concepts, unheard } = await reading('zzzz yyyy zzzz 你好 k8s-7f9 42')
  expect([concepts, unheard]).toEqual([[], 2])
})
