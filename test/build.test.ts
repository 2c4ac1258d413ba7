import { describe, expect, test } from 'vitest'
import { buildIndex } from '../src/build.ts'
import { KbError } from '../src/errors.ts'
import { deflate } from '../src/node/index-files.ts'
import { decodeOutcomes } from '../src/rules/stored-card.ts'
import { candidateOf, choose } from '../src/segment/collection.ts'
import { fields as fieldNames } from '../src/segment/fields.ts'
import { decodeForward, nameOfTerm } from '../src/segment/forward.ts'
import { termsStartingWith } from '../src/segment/near.ts'
import {
  cardOf,
  documentOf,
  facetValuesOf,
  forwardItemsOf,
  forwardOf,
  partOf,
  recordOf,
} from '../src/segment/stored.ts'
import { articleOf, openArticles, openFiles, randomArticles } from './support/collection.ts'

describe('an index', async () => {
  const article = articleOf('Q4711', {
    title: 'Modem is busy',
    symptoms: 'The modem cannot dial.',
    product: 'Small Server',
    keywords: ['kbmodem'],
    outcomeType: 'workaround',
    resolutions: [{ kind: 'workaround', when: null, text: 'Wait\n  a while.', steps: [], span: [1, 2] }],
  })
  const index = await openArticles([article, articleOf('modem-off', { title: 'Modem is off' })], {
    parts: { rules: new Uint8Array([1, 2, 3]) },
  })

  test.each(['Q4711', 'q4711', 'KB4711', '4711', ' Q4711 '])(
    'finds an article by its id written %s',
    async (id) => {
      const doc = await documentOf(index, id)
      expect((await recordOf(index, doc!)).record.id).toBe('Q4711')
    },
  )

  test('finds articles whose authors named them, and only what is there', async () => {
    expect(await documentOf(index, 'Modem-Off')).not.toBeNull()
    expect(await documentOf(index, 'Q4712')).toBeNull()
    expect(await documentOf(index, '')).toBeNull()
  })

  test('gives back what a list of results shows', async () => {
    expect(await index.display((await documentOf(index, 'Q4711'))!)).toEqual({
      id: 'Q4711',
      path: null,
      title: 'Modem is busy',
      products: ['Small Server'],
      outcomeType: 'workaround',
      cause: '',
      fix: 'Wait a while.',
    })
  })

  test('gives back the record, without what leads into its source', async () => {
    const { record } = await recordOf(index, (await documentOf(index, 'Q4711'))!)
    expect(record).toMatchObject({
      id: 'Q4711',
      title: 'Modem is busy',
      products: [{ text: 'Small Server', name: 'Small Server', versions: [], level: 1 }],
      sections: [{ kind: 'symptoms', heading: 'Symptoms', text: 'The modem cannot dial.' }],
      resolutions: [{ kind: 'workaround', when: null, text: 'Wait\n  a while.', steps: [] }],
      outcomeSentence: null,
      frontMatter: null,
    })
    expect(record.sections[0]).not.toHaveProperty('blocks')
    expect(record).not.toHaveProperty('parts')
  })

  test('gives back the ways out beside the record', async () => {
    const { further, fail } = await recordOf(index, (await documentOf(index, 'Q4711'))!)
    expect(decodeOutcomes(further, fail)).toEqual([
      { when: [], label: null, type: 'workaround', cause: null, steps: [], text: 'Wait\n  a while.' },
    ])
  })

  test('lists the values of a facet with their counts', async () => {
    expect(await facetValuesOf(index, 'product')).toEqual(new Map([['Small Server', 1]]))
    expect(await facetValuesOf(index, 'type')).toEqual(
      new Map([
        ['information', 1],
        ['workaround', 1],
      ]),
    )
    expect(await facetValuesOf(index, 'version')).toEqual(new Map())
  })

  test('carries parts that it does not understand', async () => {
    const rules = partOf(index, 'rules')!
    expect([rules.length, await rules.read(1, 3)]).toEqual([3, new Uint8Array([2, 3])])
    expect(partOf(index, 'toString')).toBeNull()
  })

  test('tells the terms of a document by field, in order', async () => {
    const { segment, fields } = await forwardOf(index, (await documentOf(index, 'Q4711'))!)
    const { rank } = (await segment.dictionary.find('modem'))!
    const busy = (await segment.dictionary.find('busi'))!
    expect(rank).toBeGreaterThan(0)
    expect([...(fields[0]!.terms as Uint32Array)]).toEqual([rank, nameOfTerm(busy)])
    expect(fields.map(({ field, length }) => [field, length])).toEqual([
      [0, 2],
      [2, 1],
      [4, 3],
      // what stays apart comes last
      [3, 2],
    ])
  })

  test('keeps each product and each message apart', async () => {
    const two = await openArticles([
      articleOf('Q4712', {
        title: '',
        products: ['Small Server Two', 'Big Server'].map((text) => ({
          text,
          name: text,
          versions: [],
          level: 1 as const,
          span: [0, 0] as const,
        })),
        messages: ['Line busy', 'Printer', 'Paper tray empty'].map((text) => ({
          text,
          span: [0, 0] as const,
          form: 'block' as const,
          section: 0,
        })),
      }),
    ])
    const { fields } = await forwardOf(two, 0)
    expect(fields.map(({ field, length }) => [fieldNames[field]!.name, length])).toEqual([
      ['products', 3],
      ['products', 2],
      ['messages', 2],
      ['messages', 1],
      ['messages', 3],
    ])
  })

  test('keeps the beginning of a long field, and says how long it was', async () => {
    const text = Array.from({ length: 100 }, (_, i) => `w${i}`).join(' ')
    const section = { kind: 'more-information', heading: null, text, span: [0, 0], blocks: [] } as const
    const long = await openArticles([articleOf('Q4713', { title: '', symptoms: text, sections: [section] })])
    const { fields } = await forwardOf(long, 0)
    expect(fields.map(({ length, terms }) => [length, terms.length])).toEqual([[100, 60]])
  })

  test('gives items of the forward file in the order asked for', async () => {
    const both = await forwardItemsOf(index, [1, 0, 1])
    expect(both.map(({ segment }) => segment)).toEqual([0, 0, 0])
    expect(both.map(({ item, fail }) => decodeForward(item, fail))).toEqual([
      (await forwardOf(index, 1)).fields,
      (await forwardOf(index, 0)).fields,
      (await forwardOf(index, 1)).fields,
    ])
  })

  test('of no articles opens and has nothing', async () => {
    const empty = await openArticles([])
    expect([empty.documents, await documentOf(empty, 'Q1'), await facetValuesOf(empty, 'product')]).toEqual([
      0,
      null,
      new Map(),
    ])
  })
})

describe('building', () => {
  test('gives the same bytes for the same articles in any order', () => {
    const articles = randomArticles(200)
    const names = (articles_: typeof articles): string[] => [...buildIndex(articles_, { deflate }).keys()]
    const files = buildIndex(articles, { deflate })
    expect(buildIndex([...articles].reverse(), { deflate })).toEqual(files)
    expect(names(articles.slice(1))).not.toEqual(names(articles))
  })

  test('writes the manifest last', () => {
    expect([...buildIndex(randomArticles(5)).keys()].at(-1)).toBe('index.kb')
  })

  test('takes the latest of articles with one id, the first path of equally old ones', () => {
    const at = (path: string, id: string, lastModified: string | null) => ({
      ...candidateOf(articleOf(id, { lastModified })),
      path,
    })
    const { chosen, duplicates } = choose([
      at('d', 'q1', '2001-01-01'),
      at('a', 'Q1', '1999-01-01'),
      at('c', 'KB1', '2001-01-01'),
      at('b', 'Q2', null),
    ])
    expect(chosen.map(({ path }) => path)).toEqual(['b', 'c'])
    expect(duplicates.map(({ kept, dropped }) => `${dropped.path} < ${kept.path}`)).toEqual([
      'a < c',
      'd < c',
    ])
  })

  test('gives files of which each cut or missing one is an error that names it', async () => {
    const files = buildIndex(randomArticles(30), { deflate })
    for (const name of files.keys()) {
      const cut = new Map(files).set(name, files.get(name)!.subarray(0, 40))
      const error = await useAll(cut).then(
        () => null,
        (error: unknown) => error,
      )
      expect(error).toBeInstanceOf(KbError)
      expect((error as KbError).place?.file).toContain(name)
    }
  })
})

async function useAll(files: Map<string, Uint8Array>): Promise<void> {
  const index = await openFiles(files)
  await facetValuesOf(index, 'product')
  for (const segment of index.segments) {
    for (const info of await termsStartingWith(segment.dictionary, 'w')) await segment.postings(info)
  }
  for (let doc = 0; doc < index.documents; doc++) {
    await Promise.all([index.display(doc), recordOf(index, doc), forwardOf(index, doc), cardOf(index, doc)])
  }
  for (const name of Object.keys(index.manifest.parts)) {
    const part = partOf(index, name)!
    await part.read(0, part.length)
  }
}
