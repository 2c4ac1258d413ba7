import { describe, expect, it } from 'vitest'
import { rawText } from '../../src/dialect/raw-text.ts'
import { readArticle } from '../../src/dialect/read-article.ts'

const header = [
  'DOCUMENT:Q100001  30-APR-1999  [winnt]',
  'TITLE   :Plum jam',
  'PRODUCT :Plum Server',
  'PROD/VER:winnt:4.0,4.5',
  'OPER/SYS:',
  'KEYWORDS:kbjam kbpie ',
]
const rule = '='.repeat(70)

const text = (...lines: string[]): string => lines.join('\r\n')

describe('a raw text of the archive', () => {
  it('gives its header', () => {
    const article = readArticle(text(...header, '', rule, ' Plums.'))
    expect(article).toMatchObject({
      dialect: 'raw-text',
      id: 'Q100001',
      title: 'Plum jam',
      lastModified: '1999-04-30',
      versions: [
        { platform: 'winnt', version: '4.0' },
        { platform: 'winnt', version: '4.5' },
      ],
      operatingSystems: [],
      keywords: ['kbjam', 'kbpie'],
      issues: [],
    })
    expect(Object.keys(article.spans).sort()).toEqual(['id', 'keywords', 'lastModified', 'title', 'versions'])
  })

  it('says where each of its fields stands', () => {
    const source = text(...header, '', rule, ' Plums.')
    const { spans } = readArticle(source)
    expect(
      Object.fromEntries(Object.entries(spans).map(([name, span]) => [name, source.slice(...span)])),
    ).toEqual({
      id: 'Q100001',
      lastModified: '30-APR-1999',
      title: 'Plum jam',
      versions: 'winnt:4.0,4.5',
      keywords: 'kbjam kbpie',
    })
  })

  it('stands one blank deeper than other forms', () => {
    const source = text(
      ...header,
      '',
      rule,
      'SYMPTOMS',
      '========',
      '',
      'The following error occurs:',
      '',
      '   No plums.',
      '',
      ' - One',
      '   more',
    )
    const { sections } = readArticle(source)
    expect(sections[0]!.text).toBe('The following error occurs:\n\n  No plums.\n\n- One\n  more')
    expect(source.slice(...sections[0]!.span)).toBe(source.slice(source.indexOf('SYMPTOMS')))
  })

  it('needs no rule under its header', () => {
    const { sections, parts } = readArticle(text(...header, '', 'Plums.'))
    expect(sections.map((section) => section.text)).toEqual(['Plums.'])
    expect(parts[0]!.role).toBe('header')
  })

  it('takes the footer before the header, and categories where neither has keywords', () => {
    const footer = ['', rule, 'Keywords          : kbcake', '', '='.repeat(77)]
    expect(readArticle(text(...header, '', rule, ' Plums.', ...footer)).keywords).toEqual(['kbcake'])
    const bare = header.map((line) => (line.startsWith('KEYWORDS') ? 'KEYWORDS:' : line))
    expect(readArticle(text(...bare, '', rule, ' Plums.', '', ' KBCategory: kbtool')).keywords).toEqual([
      'kbtool',
    ])
  })

  it('reports a date that no calendar has', () => {
    const source = text(header[0]!.replace('30-APR', '31-APR'), ...header.slice(1), '', rule, ' Plums.')
    expect(readArticle(source)).toMatchObject({
      lastModified: null,
      issues: [{ code: 'odd-date', offset: 18 }],
    })
  })

  it('keeps what is written before its body apart', () => {
    const source = text(...header, '', rule)
    const { sections, parts, issues } = readArticle(source)
    expect([sections, parts.map(({ role }) => role), issues.map(({ code }) => code)]).toEqual([
      [],
      ['header'],
      ['missing-sections'],
    ])
  })
})

describe('what speaks for a raw text', () => {
  it('is its first line, and the title under it', () => {
    expect(rawText.clues(text(...header)).map(({ points, offset }) => [points, offset])).toEqual([
      [50, 0],
      [50, 40],
    ])
    expect(rawText.clues(`\ufeff${header[0]}`).map(({ points }) => points)).toEqual([50])
  })

  it.each(['', 'TITLE   :Plum jam', 'DOCUMENT:plum', ' DOCUMENT:Q100001  30-APR-1999'])(
    'is nothing in %o',
    (source) => {
      expect(rawText.clues(source)).toEqual([])
    },
  )
})
