import { describe, expect, test } from 'vitest'
import { renderArticle, type ShownArticle } from '../../../src/cli/render/article.ts'
import { openScreen } from '../../../src/cli/terminal.ts'

const screen = openScreen({ columns: 60 }, 'never', {})

const empty: ShownArticle = {
  id: null,
  title: null,
  lastModified: null,
  products: [],
  source: { path: null, bytes: 0, encoding: 'utf-8' },
  sections: [],
}

describe('an article', () => {
  test('begins with what it is and what it applies to', () => {
    const article: ShownArticle = {
      ...empty,
      id: 'Q4711',
      title: 'A printer that prints nothing',
      lastModified: '2001-02-03',
      products: [
        { text: 'Printer 97, used with:', name: 'Printer 97', versions: [], level: 1 },
        { text: 'Paper', name: 'Paper', versions: [], level: 2 },
      ],
      source: { ...empty.source, path: 'printer.txt' },
      sections: [
        { heading: null, text: 'Before.' },
        { heading: 'Cause:', text: 'No ink.' },
      ],
    }
    expect(renderArticle(article, screen)).toBe(`Q4711  A printer that prints nothing
applies to  Printer 97, used with:
              Paper
modified    2001-02-03
file        printer.txt

  Before.

CAUSE
  No ink.`)
  })

  test('has a title though the text has none', () => {
    expect(renderArticle(empty, screen)).toBe('(no id)  (no title)')
  })

  test('is shown without what a terminal would obey', () => {
    const hostile = 'a\x1b[2Jb'
    const article = { ...empty, id: hostile, title: hostile, sections: [{ heading: hostile, text: hostile }] }
    expect(renderArticle(article, screen)).toBe('a^[[2Jb  a^[[2Jb\n\nA^[[2JB\n  a^[[2Jb')
  })
})

describe('the text of a section', () => {
  const shown = (text: string): string => renderArticle(empty, screen, [{ heading: null, text }])

  test.each([
    {
      why: 'is shown as it is printed',
      text: 'One line\nand another,\n\n  indented   text',
      expected: '  One line\n  and another,\n\n    indented   text',
    },
    {
      why: 'is wrapped where it is too wide',
      text: 'one two three four five six seven eight nine ten eleven twelve',
      expected: '  one two three four five six seven eight nine ten eleven\n  twelve',
    },
    {
      why: 'hangs the text of steps behind their numbers',
      text: '12. one two three four five six seven eight nine ten eleven',
      expected: '  12. one two three four five six seven eight nine ten\n      eleven',
    },
    {
      why: 'hangs the text of list items, also of inner ones',
      text: '  - one two three four five six seven eight nine ten eleven',
      expected: '    - one two three four five six seven eight nine ten\n      eleven',
    },
    {
      why: 'keeps the columns of tables, however wide',
      text: `Name   Size\n${'a'.repeat(40)}   ${'b'.repeat(40)}\n| ${'c'.repeat(70)} |`,
      expected: `  Name   Size\n  ${'a'.repeat(40)}   ${'b'.repeat(40)}\n  | ${'c'.repeat(70)} |`,
    },
    {
      why: 'shows code without its fences, as wide as it is',
      text: `Type:\n\n\`\`\`text\n# no heading ${'x'.repeat(60)}\n\`\`\`\nThen`,
      expected: `  Type:\n\n    # no heading ${'x'.repeat(60)}\n  Then`,
    },
    { why: 'shows subheadings', text: '### Method 1\n\nDo it.', expected: '  Method 1\n\n  Do it.' },
  ])('$why', ({ text, expected }) => {
    expect(shown(text)).toBe(expected)
  })

  test('alone is shown with its heading and without the head of the article', () => {
    expect(renderArticle(empty, screen, [{ heading: 'Cause', text: 'No ink.' }])).toBe('CAUSE\n  No ink.')
  })
})
