import { describe, expect, test } from 'vitest'
import type { Article, Resolution } from '../../src/article/article.ts'
import { readArticle } from '../../src/dialect/read-article.ts'
import { causeOf, outcomesOf } from '../../src/rules/outcome.ts'
import { authored } from '../support/authored.ts'

const withWays = (...whens: (string | null)[]): Article => {
  const article = authored({})
  const [way] = article.resolutions as [Resolution]
  return { ...article, resolutions: whens.map((when) => ({ ...way, when, text: `For ${when}.` })) }
}
const whenOf = (article: Article) =>
  outcomesOf(article).map(({ when }) =>
    when.map(({ fact, values }) => `${fact}=${values.join('/')}`).join(','),
  )

describe('each way out for some is an outcome of its own', () => {
  test.each([
    [
      ['BackOffice Server 4.0 NFR', 'Retail Version of BackOffice Server 4.0'],
      ['edition=nfr', 'edition=retail'],
    ],
    [
      ['On an Intel System', 'On an Alpha System'],
      ['platform=intel', 'platform=alpha'],
    ],
    [
      ['Windows 95', 'Windows NT 4.0'],
      ['os=Windows 95', 'os=Windows NT 4.0'],
    ],
    [
      ['Word 97', 'Excel 97'],
      ['product=Word 97', 'product=Excel 97'],
    ],
    [
      [null, 'OEM version'],
      ['', 'edition=oem'],
    ],
  ])('%j', (whens, facts) => {
    expect(whenOf(withWays(...whens))).toEqual(facts)
  })
})

describe('ways out for everybody are one outcome', () => {
  test.each([
    [['Method 1', 'Method 2']],
    [['Word 97 from the menu', 'Word 97 from a macro']],
    [['Windows 95']],
    [['a heading of so many words that it can hardly be the name of an edition such as nfr']],
  ])('%j', (whens) => {
    expect(whenOf(withWays(...whens))).toEqual([''])
  })

  test('with the text of all and the steps of the first that has some', () => {
    const [outcome] = outcomesOf(withWays('Method 1', 'Method 2'))
    expect(outcome!.text).toBe('Method 1:\nFor Method 1.\n\nMethod 2:\nFor Method 2.')
    expect(outcome!.steps).toEqual([{ text: 'Mend it.', cost: null }])
    expect(outcome!.label).toBeNull()
  })
})

describe('the type of a way out for some', () => {
  const article = withWays('NFR edition', 'Retail edition')
  const typed = (change: Partial<Resolution>): string =>
    outcomesOf({ ...article, resolutions: article.resolutions.map((way) => ({ ...way, ...change })) })[0]!
      .type

  test('follows from what it says', () => {
    expect(typed({})).toBe('steps')
    expect(typed({ kind: 'workaround' })).toBe('workaround')
    expect(typed({ text: 'To work around this, wait.' })).toBe('workaround')
    expect(typed({ steps: [] })).toBe(article.outcomeType)
  })
})

describe('an article without a resolution', () => {
  test('answers with its status, or what comes nearest', () => {
    const status = authored({ body: '## Symptoms\n\nIt hangs.\n\n## Status\n\nNobody knows.\n' })
    expect(outcomesOf(status)[0]!.text).toContain('Nobody knows.')
    const nothing = authored({ body: '## Symptoms\n\nIt hangs.\n' })
    expect(outcomesOf(nothing)).toHaveLength(1)
    expect(outcomesOf(nothing)[0]!.text).toBe('')
  })

  test('has the steps that stand elsewhere, if they mend it', () => {
    const body =
      '## Symptoms\n\nIt hangs.\n\n## More information\n\nTo install the hotfix:\n\n1. Run it.\n2. Restart.\n'
    expect(outcomesOf(authored({ body }))[0]!.steps.map(({ text }) => text)).toEqual(['Run it.', 'Restart.'])
    const other = body.replace('To install the hotfix', 'To reproduce it')
    expect(outcomesOf(authored({ body: other }))[0]!.steps).toEqual([])
  })
})

test('the cause is one paragraph, or none', () => {
  expect(causeOf(authored({ body: '## Cause\n\nOne.\n\nTwo\nthree.\n' }))).toBe('One. Two three.')
  expect(causeOf(authored({}))).toBeNull()
})

test('the lists of a cause keep their items apart', () => {
  const body = '## Cause\n\nOne of\nthese:\n\n- the disk\n- the\n  tape\n\nOr none.\n\n1. First.\n2. Then.\n'
  expect(causeOf(authored({ body }))).toBe(
    'One of these:\n- the disk\n- the tape\nOr none.\n1. First.\n2. Then.',
  )
})

test('a text without headings is told by its first paragraph', () => {
  const text = readArticle('Switches of the press\n\nA switch is sensitive.\n\nMore of it.\n')
  expect(text.sections.map(({ kind }) => kind)).toEqual(['other'])
  expect(outcomesOf(text)[0]!.text).not.toBe('')
})
