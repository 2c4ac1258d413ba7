import { describe, expect, test } from 'vitest'
import type { Article, Block, Section, Span } from '../../../src/article/article.ts'
import { renderArticle } from '../../../src/cli/render/article.ts'
import { openScreen } from '../../../src/cli/terminal.ts'
import { readArticle } from '../../../src/dialect/read-article.ts'

const screen = openScreen({ columns: 60 }, 'never', {})
const span: Span = [0, 0]
const empty = readArticle('')

const section = (heading: string | null, ...blocks: readonly Block[]): Section => ({
  kind: 'other',
  heading,
  text: '',
  span,
  blocks,
})
const paragraph = (text: string): Block => ({ type: 'paragraph', text, span })
const shown = (blocks: readonly Block[]): string =>
  renderArticle(empty, screen, [section('H', ...blocks)]).replace('H\n', '')

describe('an article', () => {
  test('begins with what it is and what it applies to', () => {
    const article: Article = {
      ...empty,
      id: 'Q4711',
      title: 'A printer that prints nothing',
      lastModified: '2001-02-03',
      products: [
        { text: 'Printer 97, used with:', name: 'Printer 97', versions: [], level: 1, span },
        { text: 'Paper', name: 'Paper', versions: [], level: 2, span },
      ],
      sections: [section(null, paragraph('Before.')), section('Cause:', paragraph('No ink.'))],
    }
    expect(renderArticle(article, screen)).toBe(`Q4711  A printer that prints nothing
applies to  Printer 97, used with:
              Paper
modified    2001-02-03

  Before.

CAUSE
  No ink.`)
  })

  test('has a title though the text has none', () => {
    expect(renderArticle(empty, screen)).toBe('(no id)  (no title)')
  })
})

describe('a section', () => {
  test.each<{ why: string; blocks: readonly Block[]; expected: string }>([
    {
      why: 'wraps its paragraphs',
      blocks: [
        paragraph('one two three four five six seven eight nine ten eleven twelve'),
        paragraph('next'),
      ],
      expected: '  one two three four five six seven eight nine ten eleven\n  twelve\n\n  next',
    },
    {
      why: 'keeps the lines of what is preformatted',
      blocks: [{ type: 'preformatted', text: 'a   b\n  c', span }],
      expected: '    a   b\n      c',
    },
    {
      why: 'has subheadings',
      blocks: [{ type: 'subheading', text: 'Method 1', span }, paragraph('Do it.')],
      expected: '  Method 1\n\n  Do it.',
    },
    {
      why: 'has lists',
      blocks: [
        {
          type: 'list',
          items: [
            { text: 'one', blocks: [], span },
            { text: 'two', blocks: [paragraph('more')], span },
          ],
          span,
        },
      ],
      expected: '  - one\n  - two\n    more',
    },
    {
      why: 'numbers steps as they are printed, with what stands inside them',
      blocks: [
        {
          type: 'steps',
          items: [
            { number: '9', text: 'Nine.', blocks: [{ type: 'preformatted', text: 'cmd', span }], span },
            { number: '10', text: 'Ten.', blocks: [], span },
          ],
          span,
        },
      ],
      expected: '  9.  Nine.\n        cmd\n  10. Ten.',
    },
    {
      why: 'has notes',
      blocks: [{ type: 'note', label: 'NOTE', text: 'Mind the gap.', blocks: [paragraph('Really.')], span }],
      expected: '  NOTE: Mind the gap.\n    Really.',
    },
    {
      why: 'aligns tables',
      blocks: [
        {
          type: 'table',
          header: ['File', 'Size'],
          rows: [
            ['a.dll', '12'],
            ['longer.dll', '3'],
          ],
          span,
        },
      ],
      expected: '  File        Size\n  a.dll       12\n  longer.dll  3',
    },
    {
      why: 'wraps cells where a table is too wide',
      blocks: [
        {
          type: 'table',
          header: [],
          rows: [['left', 'one two three four five six seven eight nine ten eleven']],
          span,
        },
      ],
      expected: '  left  one two three four five six seven eight nine ten\n        eleven',
    },
    {
      why: 'gives rows of different length',
      blocks: [{ type: 'table', header: ['a'], rows: [['b', 'c'], []], span }],
      expected: '  a\n  b  c\n',
    },
  ])('$why', ({ blocks, expected }) => {
    expect(shown(blocks)).toBe(expected)
  })

  test('alone is shown without the head of the article', () => {
    expect(renderArticle(empty, screen, [section('Cause', paragraph('No ink.'))])).toBe('CAUSE\n  No ink.')
  })
})
