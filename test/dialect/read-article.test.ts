import { describe, expect, it } from 'vitest'
import type { Article, Block, Span } from '../../src/article/article.ts'
import { rankDialects, readArticle, readArticles } from '../../src/dialect/read-article.ts'

const header = {
  Article: 'Q100001',
  'Product(s)': 'Plum Server',
  'Version(s)': 'winnt:4.0',
  'Operating System(s)': '',
  'Keyword(s)': 'kbjam',
  'Last Modified': '27-OCT-2000',
}

function page(body: readonly string[], fields: Partial<typeof header> = {}): string {
  const lines = Object.entries({ ...header, ...fields }).map(([name, value]) => `${name}: ${value}`.trim())
  return [
    '---',
    'title: "Q100001: Plum jam"',
    '---',
    '## Q100001: Plum jam',
    '',
    '{% raw %}',
    '',
    ...[...lines, '', ...body].map((line) => `\t${line}`),
    '',
    '{% endraw %}',
    '',
  ].join('\n')
}

const versionsOf = (line: string): (string | null)[][] =>
  readArticle(page(['Plums.'], { 'Version(s)': line })).versions.map(({ platform, version }) => [
    platform,
    version,
  ])

describe('texts that are read together', () => {
  it('are each read as if it were alone', () => {
    const steps = page(['RESOLUTION', '==========', '', '1. Pick plums.', '', '2. Type "jam".'])
    const texts = [
      { text: page(['SYMPTOMS', '========', '', 'You receive the error message "No plums left".']) },
      { text: '', path: 'empty.txt' },
      { text: steps, path: 'kb/jam.md', bytes: 7, encoding: 'windows-1252' as const },
    ]
    expect(readArticles(texts)).toEqual(texts.map(({ text, ...options }) => readArticle(text, options)))
    expect(readArticles([])).toEqual([])
  })
})

describe('versions', () => {
  it('stand behind their platform, with commas between them', () => {
    expect(versionsOf('WINDOWS:97; winnt:4.0,4.0 SP5')).toEqual([
      ['WINDOWS', '97'],
      ['winnt', '4.0'],
      ['winnt', '4.0 SP5'],
    ])
  })

  it('stand between bars and blanks in old articles', () => {
    expect(versionsOf('4.00 4.00b | 4.50')).toEqual([
      [null, '4.00'],
      [null, '4.00b'],
      [null, '4.50'],
    ])
  })

  it('keep their blanks where a comma divides them or a word begins them', () => {
    expect(versionsOf('4.0 SP1, 4.5')).toEqual([
      [null, '4.0 SP1'],
      [null, '4.5'],
    ])
    expect(versionsOf('WINDOWS:Release 2')).toEqual([['WINDOWS', 'Release 2']])
  })

  it('need no platform, and an empty one is none', () => {
    expect(versionsOf(':5.5')).toEqual([[null, '5.5']])
    expect(versionsOf('winnt:,;:')).toEqual([])
  })
})

describe('words of the header', () => {
  it('are divided by blanks of any kind and by bars', () => {
    expect(readArticle(page([], { 'Keyword(s)': 'kbjam  kbplum' })).keywords).toEqual(['kbjam', 'kbplum'])
    expect(readArticle(page([], { 'Keyword(s)': 'kbjam|kbplum\u00a0kbpear' })).keywords).toEqual([
      'kbjam',
      'kbplum',
      'kbpear',
    ])
  })

  it('leave out the number of the article itself, and no other', () => {
    const words = 'KB100001 KB100002 KB1 kbjam KB100001x'
    expect(readArticle(page([], { 'Keyword(s)': words })).keywords).toEqual([
      'KB100002',
      'KB1',
      'kbjam',
      'KB100001x',
    ])
  })

  it('name operating systems between bars', () => {
    const systems = (line: string): readonly string[] =>
      readArticle(page([], { 'Operating System(s)': line })).operatingSystems
    expect(systems('Plum OS 1.0 | Pear OS |')).toEqual(['Plum OS 1.0', 'Pear OS'])
    expect(systems('')).toEqual([])
  })
})

describe('the source', () => {
  it('is measured in bytes of UTF-8 where nobody says how long the file is', () => {
    expect(readArticle('plum').source).toEqual({ path: null, bytes: 4, encoding: 'utf-8' })
    expect(readArticle('pl\u00fcm').source.bytes).toBe(5)
  })

  it('is what the caller says', () => {
    const source = { path: 'plum.txt', bytes: 7, encoding: 'windows-1252' } as const
    expect(readArticle('plum', source).source).toEqual(source)
  })
})

describe('what is amiss', () => {
  const told = (article: Article): unknown => article.issues.map(({ code, message }) => [code, message])

  it('is nothing in a whole article', () => {
    expect(readArticle(page(['Plums.'])).issues).toEqual([])
  })

  it('is what is not there, and what reading the bytes found comes first', () => {
    const issue = { code: 'odd-bytes', message: 'One byte is no text.', offset: 3 } as const
    expect(told(readArticle('', { issues: [issue] }))).toEqual([
      ['odd-bytes', 'One byte is no text.'],
      ['unknown-dialect', 'No dialect claims this text; its sections are told by their headings.'],
      ['missing-id', 'The text does not say which article it is.'],
      ['missing-title', 'The text has no title.'],
      ['missing-sections', 'The article has no text.'],
    ])
  })

  it('is a heading over nothing, by its place', () => {
    const text = page(['SUMMARY', '=======', '', 'MORE INFORMATION', '================', '', 'Plums.'])
    const { issues } = readArticle(text)
    expect(issues.map(({ code, message }) => [code, message])).toEqual([
      ['empty-section', 'Nothing stands under SUMMARY.'],
    ])
    expect(text.slice(issues[0]!.offset).trimStart().startsWith('SUMMARY')).toBe(true)
  })
})

describe('the dialect', () => {
  it('is the one with the most for it', () => {
    const ranked = rankDialects(page(['Plums.']))
    expect([ranked[0]!.dialect.name, ranked[0]!.score]).toEqual(['kb-markdown', 100])
    expect(ranked[0]!.clues.reduce((sum, { points }) => sum + points, 0)).toBe(100)
    expect(ranked.map(({ score }) => score)).toEqual(ranked.map(({ score }) => score).sort((a, b) => b - a))
  })

  it('is unknown when nothing speaks for any', () => {
    expect(rankDialects('plum').map(({ dialect }) => dialect.name)).toEqual(['unknown'])
    expect(readArticle('plum').dialect).toBe('unknown')
  })
})

describe('spans', () => {
  const text = page([
    '-'.repeat(60),
    'The information in this article applies to:',
    '',
    ' - Plum Server',
    '-'.repeat(60),
    '',
    'RESOLUTION',
    '==========',
    '',
    'To cook jam:',
    '',
    '1. Wash the plums:',
    '',
    '   a. Take water.',
    '',
    '   b. Dry them.',
    '',
    '2. Boil them.',
    '',
    'NOTE: These are wild plums:',
    '',
    ' - blue ones',
    ' - yellow ones',
    '',
    'Plum      Sugar',
    '---------------',
    'blue      1 kg',
    'yellow    2 kg',
  ])
  const article = readArticle(text)
  const at = (span: Span): string => text.slice(...span).replace(/\s+/g, ' ')
  const blocks = article.sections[0]!.blocks
  const ofType = <T extends Block['type']>(type: T): Extract<Block, { type: T }> =>
    blocks.find((block): block is Extract<Block, { type: T }> => block.type === type)!

  it('of a list go from its first item to its last, and of an item over what is nested in it', () => {
    const steps = ofType('steps')
    expect(at(steps.span)).toBe('Wash the plums: a. Take water. b. Dry them. 2. Boil them.')
    expect(steps.items.map(({ number, text, span }) => [number, text, at(span)])).toEqual([
      ['1', 'Wash the plums:', 'Wash the plums: a. Take water. b. Dry them.'],
      ['2', 'Boil them.', 'Boil them.'],
    ])
  })

  it('of a note are those of its own text', () => {
    const note = ofType('note')
    expect([note.label, note.text, at(note.span)]).toEqual([
      'NOTE',
      'These are wild plums:',
      'These are wild plums:',
    ])
    expect(note.blocks.map(({ type, span }) => [type, at(span)])).toEqual([
      ['list', 'blue ones - yellow ones'],
    ])
  })

  it('of a table hold the header', () => {
    expect(at(ofType('table').span)).toMatch(/^Plum Sugar -+ blue 1 kg yellow 2 kg$/)
    expect(article.tables).toEqual([ofType('table')])
  })

  it('of a resolution go over all its blocks', () => {
    const [way] = article.resolutions
    expect(at(way!.span).startsWith('To cook jam: 1. Wash')).toBe(true)
    expect(way!.steps.map(({ number }) => number)).toEqual(['1', '2'])
  })

  it('of fields lead to what the header says', () => {
    expect(Object.entries(article.spans).map(([name, span]) => [name, at(span!)])).toEqual(
      expect.arrayContaining([
        ['id', 'Q100001'],
        ['title', 'Plum jam'],
        ['keywords', 'kbjam'],
      ]),
    )
    expect(article.products.map(({ text, level, span }) => [text, level, at(span)])).toEqual([
      ['Plum Server', 1, 'Plum Server'],
    ])
  })
})
