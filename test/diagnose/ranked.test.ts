import { describe, expect, test } from 'vitest'
import type { FoundCode } from '../../src/codes/notation.ts'
import { diagnose, type Findings, type FoundText, whyNot } from '../../src/diagnose.ts'
import { cardOf, tellingOf } from '../../src/rules/card.ts'
import { compileRules } from '../../src/rules/compiler.ts'
import { Matcher } from '../../src/rules/matcher.ts'
import { articleOf } from '../support/collection.ts'

const articles = ['a', 'b', 'c'].map((id) => articleOf(id, { title: `Title of ${id}`, product: 'SBS 4.5' }))

/** What is found when the second stage gives these odds against none, in nats. */
function findingsOf(odds: Readonly<Record<string, number>>, facts = {}): Findings {
  const matcher = new Matcher(compileRules([]))
  const hits = Object.entries(odds).map(
    ([id, odds]): FoundText => ({
      id,
      share: 1,
      ranked: {
        reasons: { words: 2, message: 0.5, product: 1, kind: -0.25 },
        odds,
        said: [
          { span: [4, 8], weight: 1 },
          { span: [12, 16], weight: 2 },
        ],
      },
    }),
  )
  return {
    report: matcher.read('The line is busy'),
    facts,
    matches: [],
    hits,
    cards: new Map(articles.map((article) => [article.id!, cardOf(article)!])),
    vocabularies: new Map(),
    certain: 0.8,
  }
}

const told = new Map(articles.map((article) => [article.id!, tellingOf(article)]))

function ask(odds: Readonly<Record<string, number>>, facts = {}) {
  return diagnose(findingsOf(odds, facts)).answer(told)
}

const share = (odds: number, ...others: number[]): number =>
  Math.exp(odds) / (1 + [odds, ...others].reduce((sum, one) => sum + Math.exp(one), 0))

describe('an article that the second stage ranked', () => {
  test('is as probable as its odds against the others and against none say', () => {
    const answer = ask({ a: 1, b: 0 })
    expect(answer.confidence).toBeCloseTo(share(1, 0), 3)
    expect(answer.hits.map(({ confidence }) => confidence)).toEqual([
      expect.closeTo(share(1, 0), 3),
      expect.closeTo(share(0, 1), 3),
    ])
  })

  test('is the answer from the learnt probability on, whatever comes second', () => {
    expect(ask({ a: 3, b: 1 })).toMatchObject({
      verdict: 'answer',
      answered: true,
      confidence: expect.closeTo(0.844, 2),
    })
    expect(ask({ a: 1.2 })).toMatchObject({
      verdict: 'unknown',
      answered: false,
      confidence: expect.closeTo(0.769, 2),
    })
  })

  test('leaves a choice where two are likelier than none, and neither is certain', () => {
    const answer = ask({ a: 2, b: 1.8 })
    expect(answer.verdict).toBe('choose')
    expect(answer.decide!.choices.map(({ article }) => article)).toEqual(['a', 'b'])
  })

  test('is unknown where none is likelier', () => {
    expect(ask({ a: -1, b: -2 })).toMatchObject({ verdict: 'unknown', hits: [{ id: 'a' }, { id: 'b' }] })
  })

  test('has reasons that add up to its score', () => {
    const [hit] = ask({ a: 1, b: 0 }).hits
    expect(hit!.evidence.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(hit!.score, 3)
    expect(hit!.evidence.map(({ kind, found, report, points }) => [kind, found, report, points])).toEqual([
      ['words', 'line', [4, 8], 2],
      ['words', 'busy', [12, 16], 4],
      ['message', '', null, 1.5],
      ['fact', '', null, 3],
      ['prior', '', null, -0.75],
      ['prior', '', null, expect.any(Number)],
    ])
  })

  test('that is not first says by what it is behind', () => {
    const findings = findingsOf({ a: 2, b: 0 })
    const { hits } = diagnose(findings).answer(told)
    expect(whyNot('b', findings)).toEqual([
      `its score is ${hits[1]!.score}; a comes first with ${hits[0]!.score}`,
      'it is behind by 6 in prior',
    ])
    expect(whyNot('a', findings)).toEqual([])
  })

  test('shows how the stated product stands to what it applies to', () => {
    const fact = (facts: object) => ask({ a: 1 }, facts).hits[0]!.evidence.find(({ kind }) => kind === 'fact')
    expect(fact({ product: 'SBS 4.5' })).toMatchObject({ relation: 'agrees', found: 'SBS 4.5' })
    expect(fact({ product: 'Outlook 97' })).toMatchObject({ relation: 'clashes' })
    expect(fact({})).toMatchObject({ relation: 'unknown', found: '' })
  })
  test('about other products than the given one is no answer, however well it fits', () => {
    const answer = ask({ a: 6, b: 2 }, { product: 'Outlook 97' })
    expect(answer).toMatchObject({ verdict: 'unknown', hits: [{ id: 'a' }, { id: 'b' }] })
    expect(answer.confidence).toBeLessThan(0.5)
    expect(answer.hits[0]!.evidence.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(
      answer.hits[0]!.score,
      3,
    )
    expect(ask({ a: 6, b: 2 }, { product: 'SBS 4.0' }).verdict).toBe('answer')
    expect(ask({ a: 6, b: 2 }, { product: 'Outlook 97 / SBS 4.5' }).verdict).toBe('answer')
  })

  test('that says nothing of the code in the report is less probable than one that does', () => {
    const findings = { ...findingsOf({ a: 3, b: 1 }), codes: { first: code, articles: new Set(['b']) } }
    const answer = diagnose(findings).answer(told)
    // three nats less for the first
    expect(answer.hits.map(({ id, confidence }) => [id, confidence])).toEqual([
      ['b', expect.closeTo(share(1, 0), 3)],
      ['a', expect.closeTo(share(0, 1), 3)],
    ])
    expect(answer.hits[1]!.evidence.at(-1)).toMatchObject({
      kind: 'code',
      relation: 'clashes',
      found: 'line',
      report: [4, 8],
    })
  })
})

const code: FoundCode = {
  from: 4,
  to: 8,
  readings: [{ code: { family: 'hresult', value: '0x80070005' }, weight: 1 }],
  parameters: [],
}
