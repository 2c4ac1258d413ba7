import { describe, expect, it } from 'vitest'
import { programmersLibrary } from '../../src/dialect/programmers-library.ts'
import { readArticle } from '../../src/dialect/read-article.ts'

function page(product: string, keywords: string, body: readonly string[]): string {
  return [
    '---',
    'layout: page',
    'title: "Q100001: Plum jam"',
    'permalink: /kb/100/Q100001/',
    '---',
    '',
    '## Q100001: Plum jam',
    '',
    '\tArticle: Q100001',
    `\tProduct(s): ${product}`,
    '\tVersion(s): 4.00 4.00b | 4.50',
    '\tOperating System(s): MS-DOS | OS/2',
    `\tKeyword(s): ${keywords}`,
    '\tLast Modified: 1-DEC-1989',
    '\t',
    ...body.map((line) => `\t${line}`),
    '',
  ].join('\n')
}

const keywords = 'ENDUSER | plum | mspl13_basic'

describe("an article of the Programmer's Library", () => {
  it('has columns of versions, systems and keywords', () => {
    expect(readArticle(page('See article', keywords, ['Plums.']))).toMatchObject({
      dialect: 'programmers-library',
      lastModified: '1989-12-01',
      versions: [
        { platform: null, version: '4.00' },
        { platform: null, version: '4.00b' },
        { platform: null, version: '4.50' },
      ],
      operatingSystems: ['MS-DOS', 'OS/2'],
      keywords: ['ENDUSER', 'plum', 'mspl13_basic'],
    })
  })

  it('has labels for headings', () => {
    const { sections } = readArticle(
      page('See article', keywords, ['Question:', '', 'Why plums?', '', 'Response:', '', 'Because.']),
    )
    expect(sections.map(({ kind, heading, text }) => [kind, heading, text])).toEqual([
      ['question', 'Question:', 'Why plums?'],
      ['response', 'Response:', 'Because.'],
    ])
  })

  it.each([
    ['Plum Server', keywords],
    ['See article', 'kbjam'],
  ])('is none with the product %o and the keywords %o', (product, words) => {
    const text = page(product, words, ['Plums.'])
    expect(programmersLibrary.clues(text)).toEqual([])
    expect(readArticle(text).dialect).toBe('kb-markdown')
  })

  it('is none without the page around it', () => {
    expect(programmersLibrary.clues(`Product(s): See article\nKeyword(s): ${keywords}`)).toEqual([])
  })

  it('has two clues more than other pages of the archive', () => {
    const text = page('See article', keywords, ['Plums.'])
    expect(
      programmersLibrary
        .clues(text)
        .map(({ points, what }) => [points, what])
        .slice(2),
    ).toEqual([
      [5, 'no program named ("See article")'],
      [5, 'keyword mspl13_basic'],
    ])
    expect(
      programmersLibrary
        .clues(text)
        .map(({ offset }) => text.slice(offset, offset + 7))
        .slice(2),
    ).toEqual(['Product', 'Keyword'])
  })
})
