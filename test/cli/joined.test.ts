import { describe, expect, test } from 'vitest'
import type { Answer, Hit } from '../../src/answer.ts'
import { joinKnowledgeBases } from '../../src/cli/joined.ts'
import type { KnowledgeBase } from '../../src/knowledge-base.ts'

const hit = (id: string, confidence: number): Hit => ({
  id,
  title: null,
  score: confidence * 10,
  confidence,
  outcome: { type: 'steps', cause: null, steps: [], text: '', when: null },
  evidence: [],
})

const answering = (verdict: Answer['verdict'], ...hits: readonly Hit[]): KnowledgeBase => ({
  query: async () => ({
    verdict,
    answered: verdict === 'answer',
    confidence: hits[0]?.confidence ?? 0,
    decide: null,
    hits,
  }),
  article: async () => null,
  products: async () => new Map([['Printer 97', 2]]),
  size: 1,
  search: async () => [],
  whyNot: async () => null,
  explain: async (code) => ({ code, known: false, readings: [], articles: [], similar: [] }),
  session: () => Promise.reject(new Error('nobody is asked back')),
  informant: { suspects: async () => [], tell: async () => null, chain: async () => null },
})

const ask = (all: Readonly<Record<string, KnowledgeBase>>, top?: number): Promise<Answer> =>
  joinKnowledgeBases(Object.entries(all).map(([name, knowledgeBase]) => ({ name, knowledgeBase }))).query({
    text: 'any',
    ...(top === undefined ? {} : { top }),
  })

const placed = ({ hits }: Answer): string[] => hits.map(({ id, index }) => `${index}/${id}`)

describe('what several knowledge bases say of a code', () => {
  const explaining = (articles: readonly string[]): KnowledgeBase => ({
    ...answering('unknown'),
    explain: async (code) => ({
      code,
      known: articles.length > 0,
      readings: [{ ...meaning, articles: articles.length }],
      articles: articles.map((id) => ({ id, title: null, code: 'win32:5', told: true })),
      similar: articles.length > 0 ? [] : ['win32 5'],
    }),
  })
  const meaning = {
    family: 'win32',
    value: '5',
    weight: 1,
    about: 'system error',
    names: [],
    text: null,
    notations: [],
    same: [],
  } as const
  const explain = (...all: readonly (readonly string[])[]): ReturnType<KnowledgeBase['explain']> =>
    joinKnowledgeBases(
      all.map((articles, i) => ({ name: String(i), knowledgeBase: explaining(articles) })),
    ).explain('5')

  test('is one meaning with the articles of all, each once', async () => {
    const { known, readings, articles, similar } = await explain(['A', 'B'], [], ['B', 'C'])
    expect({ known, similar }).toEqual({ known: true, similar: [] })
    expect(readings.map(({ articles }) => articles)).toEqual([4])
    expect(articles.map(({ id }) => id)).toEqual(['A', 'B', 'C'])
  })

  test('is what it may be where none of them knows it', async () => {
    expect(await explain([], [])).toMatchObject({ known: false, articles: [], similar: ['win32 5'] })
  })
})

describe('several knowledge bases', () => {
  test('the one that knows the answer speaks for all, and hits say where they come from', async () => {
    const answer = await ask({
      a: answering('unknown', hit('near', 0.3)),
      b: answering('answer', hit('right', 0.9), hit('other', 0.05)),
    })
    expect(answer).toMatchObject({ verdict: 'answer', answered: true, confidence: 0.9 })
    expect(placed(answer)).toEqual(['b/right', 'a/near', 'b/other'])
  })

  test('two that are sure of different articles leave the choice to the user', async () => {
    const answer = await ask({ a: answering('answer', hit('x', 0.8)), b: answering('answer', hit('y', 0.9)) })
    expect(answer).toMatchObject({
      verdict: 'choose',
      answered: false,
      decide: { fact: 'index', values: ['b', 'a'] },
    })
    expect(answer.confidence).toBeCloseTo(0.9 / 1.7)
    expect(placed(answer)).toEqual(['b/y', 'a/x'])
  })

  test('an article that both hold is one answer, from the one that was named first', async () => {
    const answer = await ask({ a: answering('answer', hit('x', 0.9)), b: answering('answer', hit('x', 0.9)) })
    expect(answer).toMatchObject({ verdict: 'answer', confidence: 0.9 })
    expect(placed(answer)).toEqual(['a/x'])
  })

  test('where none knows, the nearest of all are listed, at most so many', async () => {
    const all = {
      a: answering('unknown', hit('x', 0.1), hit('y', 0.05)),
      b: answering('unknown', hit('z', 0.2)),
    }
    expect(placed(await ask(all))).toEqual(['b/z', 'a/x', 'a/y'])
    expect(placed(await ask(all, 2))).toEqual(['b/z', 'a/x'])
    expect(await ask({ a: answering('unknown'), b: answering('unknown') })).toMatchObject({
      hits: [],
      confidence: 0,
    })
  })

  test('an article is shown from the first that holds it', async () => {
    const holding = (id: string): KnowledgeBase => ({
      ...answering('unknown'),
      article: async (asked) => (asked === id ? ({ id } as never) : null),
    })
    const joined = joinKnowledgeBases([
      { name: 'a', knowledgeBase: holding('x') },
      { name: 'b', knowledgeBase: holding('y') },
    ])
    expect(await joined.article('y')).toEqual({ id: 'y' })
    expect(await joined.article('z')).toBe(null)
  })

  test('count the articles of each product together', async () => {
    const all = ['a', 'b'].map((name) => ({ name, knowledgeBase: answering('unknown') }))
    expect(await joinKnowledgeBases(all).products()).toEqual(new Map([['Printer 97', 4]]))
  })
})
