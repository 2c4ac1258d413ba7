import { describe, expect, it } from 'vitest'
import { kbMarkdown } from '../../src/dialect/kb-markdown.ts'
import { readArticle } from '../../src/dialect/read-article.ts'

const front = ['---', 'layout: page', 'title: "Q100001: Plum jam"', 'permalink: /kb/100/Q100001/', '---']
const heading = ['', '## Q100001: Plum jam', '']
const header = [
  'Article: Q100001',
  'Product(s): Plum Server',
  'Version(s): winnt:4.0',
  'Operating System(s): ',
  'Keyword(s): kbjam',
  'Last Modified: 27-OCT-2000',
]

const tabbed = (lines: readonly string[]): string[] => lines.map((line) => `\t${line}`)

function page(
  body: readonly string[],
  options: { title?: string; open?: boolean; close?: boolean; article?: string } = {},
): string {
  const { title = 'Q100001: Plum jam', open = true, close = true, article = 'Q100001' } = options
  return [
    ...front.map((line) => line.replace('Q100001: Plum jam', title)),
    ...heading,
    ...(open ? ['{% raw %}', ''] : []),
    ...tabbed([`Article: ${article}`, ...header.slice(1), '', ...body]),
    ...(close ? ['', '{% endraw %}'] : []),
    '',
  ].join('\n')
}

describe('a page of the Markdown archive', () => {
  it('gives its header, and its body without the tabs', () => {
    const article = readArticle(page(['SUMMARY', '=======', '', 'Plums', '  and jam.']))
    expect(article).toMatchObject({ id: 'Q100001', title: 'Plum jam', dialect: 'kb-markdown' })
    expect(article.keywords).toEqual(['kbjam'])
    expect(article.sections.map(({ heading, text }) => [heading, text])).toEqual([
      ['SUMMARY', 'Plums\n  and jam.'],
    ])
    expect(article.issues).toEqual([])
  })

  it('is known by its address where it has lost its title', () => {
    const untitled = page(['SUMMARY', '=======', '', 'Plums.'])
      .replace(front[2]!, '')
      .replace('## Q100001: Plum jam', '')
    expect(readArticle(untitled)).toMatchObject({
      id: 'Q100001',
      title: null,
      dialect: 'kb-markdown',
      keywords: ['kbjam'],
      sections: [{ kind: 'summary', text: 'Plums.' }],
    })
  })

  it('has no title where nothing stands behind its id', () => {
    const { id, title, dialect } = readArticle(page(['Plums.'], { title: 'Q100001: ' }))
    expect({ id, title, dialect }).toEqual({ id: 'Q100001', title: null, dialect: 'kb-markdown' })
  })

  it('says where in the source id and title stand', () => {
    const text = page(['Plums.'], { title: 'Q100001: Plum &amp; jam' })
    const { title, spans } = readArticle(text)
    expect(title).toBe('Plum & jam')
    expect(text.slice(...spans.title!)).toBe('Plum &amp; jam')
    expect(text.slice(...spans.id!)).toBe('Q100001')
  })

  it('tiles itself with front matter, chrome, header and body', () => {
    const text = page(['Plums.'])
    const parts = readArticle(text).parts.map(({ role, span }) => [role, text.slice(...span).trim()])
    expect(parts.filter(([role]) => role !== 'blank')).toEqual([
      ['front-matter', front.join('\n')],
      ['header', '## Q100001: Plum jam'],
      ['chrome', '{% raw %}'],
      ['header', tabbed(header).join('\n').trim()],
      ['section', 'Plums.'],
      ['chrome', '{% endraw %}'],
    ])
  })

  it.each([
    [true, true, []],
    [false, false, []],
    [true, false, ['The raw wrapper is opened, never closed.']],
    [false, true, ['The raw wrapper is closed, never opened.']],
  ])('may be wrapped or not (opened %o, closed %o)', (open, close, messages) => {
    const text = page(['Plums.'], { open, close })
    const { issues, sections } = readArticle(text)
    expect(issues.map(({ message }) => message)).toEqual(messages)
    expect(sections.map((section) => section.text)).toEqual(['Plums.'])
    for (const { code, offset } of issues) {
      expect(code).toBe('half-wrapper')
      expect(text.slice(offset)).toMatch(/^\{% (?:end)?raw %\}/)
    }
  })

  it('is believed by its header where title and header name two articles', () => {
    const text = page(['Plums.'], { article: 'Q100002' })
    const { id, issues } = readArticle(text)
    expect(id).toBe('Q100002')
    expect(issues).toEqual([
      {
        code: 'id-mismatch',
        message: 'The title says Q100001, the header Q100002.',
        offset: text.indexOf('Q100002'),
      },
    ])
  })

  it('gives six written-out bytes back, each with its place, and no others', () => {
    const text = page(['A<A0>B <B7> <A7>1 <AE> <B6> <A9> <AB> <00>'], { title: 'Q100001: Plum<A0>jam' })
    const { title, sections } = readArticle(text)
    expect(title).toBe('Plum\u00a0jam')
    expect(sections[0]!.text).toBe('A\u00a0B \u00b7 \u00a71 \u00ae \u00b6 \u00a9 <AB> <00>')
    const [block] = sections[0]!.blocks
    expect(text.slice(...block!.span)).toBe('A<A0>B <B7> <A7>1 <AE> <B6> <A9> <AB> <00>')
  })

  it('counts a hard blank at the beginning of a line as indentation', () => {
    const text = page([
      'You receive the following error message:',
      '',
      '<A0><A0>No more plums.',
      '',
      '<A0>',
      '',
      'More.',
    ])
    const { messages, sections } = readArticle(text)
    expect(messages.map((message) => [message.text, text.slice(...message.span)])).toEqual([
      ['No more plums.', 'No more plums.'],
    ])
    expect(sections[0]!.text).toBe(
      'You receive the following error message:\n\n  No more plums.\n\n\n\nMore.',
    )
  })

  it('takes categories for keywords where there are no others', () => {
    const text = page(['Plums.', '', 'KBCategory: kbtool', 'KBSubcategory: plums']).replace('kbjam', '')
    expect(readArticle(text).keywords).toEqual(['kbtool', 'plums'])
    expect(readArticle(page(['Plums.', '', 'KBCategory: kbtool'])).keywords).toEqual(['kbjam'])
  })

  it('is read without front matter too', () => {
    const { sections, fields } = kbMarkdown.read('plums\njam')
    expect([sections.map(({ text }) => text), fields.id]).toEqual([['jam'], undefined])
  })
})

describe('what speaks for the Markdown archive', () => {
  it('is the title with the id, and the header', () => {
    expect(kbMarkdown.clues(page(['Plums.'])).map(({ points }) => points)).toEqual([50, 50])
    const marked = `\ufeff${page([])}`
    expect(kbMarkdown.clues(marked).map(({ offset }) => marked.slice(offset, offset + 6))).toEqual([
      'title:',
      '\tArtic',
    ])
    expect(kbMarkdown.clues(front.join('\n')).map(({ what }) => what)).toEqual([
      'front matter with the id in its title or address',
    ])
  })

  it.each(['', 'Plums', '---\ntitle: "Plum jam"\n---\n', ' ---\ntitle: "Q100001: Plum jam"\n---'])(
    'is nothing in %o',
    (text) => {
      expect(kbMarkdown.clues(text)).toEqual([])
    },
  )
})
