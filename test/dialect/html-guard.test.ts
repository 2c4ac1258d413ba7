// Pages that keep a browser's parser busy for minutes, or nest beyond any stack, are read within two seconds.

import { describe, expect, test } from 'vitest'
import { html } from '../../src/dialect/html.ts'
import { findPageExcess, pageLimits } from '../../src/dialect/html-guard.ts'
import { tile } from '../../src/dialect/layout.ts'
import { quickest } from '../support/quickest.ts'

/** Each writes about so many characters of one kind. */
const families: Record<string, (size: number) => string> = {
  'nested blocks': (size) => '<div>'.repeat(size / 5),
  'nested blocks that are closed': (size) => `${'<div>'.repeat(size / 11)}x${'</div>'.repeat(size / 11)}`,
  'nested lists': (size) => '<ul><li>'.repeat(size / 8),
  'nested tables': (size) => '<table><tr><td>'.repeat(size / 15),
  'nested quotes': (size) => '<blockquote>'.repeat(size / 12),
  'nested definitions': (size) => '<dl><dd>'.repeat(size / 8),
  'nested notes': (size) => '<div class="note">x'.repeat(size / 19),
  'nested formatting': (size) => '<b>'.repeat(size / 3),
  'nested formatting, each different': (size) =>
    Array.from({ length: size / 12 }, (_, i) => `<font x=${i}>`).join(''),
  'formatting and paragraphs': (size) => '<b><p>'.repeat(size / 6),
  'formatting before paragraphs': (size) =>
    `${Array.from({ length: 200 }, (_, i) => `<b x=${i}>`).join('')}${'<p>x'.repeat(size / 4)}`,
  'formatting that is closed crosswise': (size) => '<i><b></i>'.repeat(size / 10),
  'formatting around blocks': (size) => '<b><div></b>'.repeat(size / 12),
  links: (size) => '<a href="/kb/123456">'.repeat(size / 21),
  'links around blocks': (size) => '<a><div>'.repeat(size / 8),
  'two hundred lists deep': (size) =>
    `${'<ul><li>'.repeat(100)}${'<p>x'.repeat(Math.min(size, 100_000) / 4)}`,
  'two hundred definitions deep': (size) => `${'<dl><dd>'.repeat(100)}${'x '.repeat(size / 2)}`,
  'layouts in each other': (size) =>
    `${'<table><tr><td>'.repeat(60)}${'<p>x'.repeat(Math.min(size, 100_000) / 4)}`,
  'chrome in chrome': (size) =>
    `${'<div class=nav>'.repeat(200)}${'<p>x'.repeat(Math.min(size, 100_000) / 4)}`,
  'elements of vector images': (size) => '<svg><g>'.repeat(size / 8),
  'elements of formulas': (size) => '<math><mi>'.repeat(size / 10),
  'unknown elements': (size) => '<x-y>'.repeat(size / 5),
  'end tags without a start': (size) => '</p></x></div>'.repeat(size / 14),
  paragraphs: (size) => '<p>x'.repeat(size / 4),
  items: (size) => '<li>x'.repeat(size / 5),
  headings: (size) => '<h2>Cause</h2>x'.repeat(size / 15),
  'a title of many parts': (size) => `<title>a${' - Support'.repeat(size / 10)}</title><p>x`,
  'first-level headings under a long title': (size) =>
    `<title>${'a'.repeat(size / 2)}</title>${'<h1>ab'.repeat(size / 12)}`,
  'bold lines': (size) => '<b>x</b><br><br>'.repeat(size / 16),
  'line breaks': (size) => 'x<br>'.repeat(size / 5),
  rows: (size) => `<table>${'<tr><td>a<td>b'.repeat(size / 14)}`,
  'text that leaves its table': (size) => `<table>${'x<tr>'.repeat(size / 5)}`,
  'options of a selection': (size) => `<select>${'<option>x'.repeat(size / 9)}`,
  attributes: (size) => `<p ${Array.from({ length: size / 9 }, (_, i) => `a${i}=1`).join(' ')}>x`,
  'one long attribute': (size) => `<p class="${'nav '.repeat(size / 4)}">x`,
  'open tags': (size) => '<a '.repeat(size / 3),
  'less-than signs': (size) => '<'.repeat(size),
  'open comments': (size) => '<!--'.repeat(size / 4),
  'open scripts': (size) => '<script>'.repeat(size / 8),
  entities: (size) => '&amp;'.repeat(size / 5),
  'entities without an end': (size) => '&notit'.repeat(size / 6),
  'text and entities': (size) => 'a &lt;b&gt; c\n'.repeat(size / 14),
  NUL: (size) => `<p>${'\0a'.repeat(size / 2)}`,
  blanks: (size) => `<p>x${' '.repeat(size)}y`,
  'code with blank lines': (size) => `<pre>${'\n'.repeat(size)}x</pre>`,
  'one long word': (size) => 'a'.repeat(size),
  prose: (size) => `<p>${'The printer stays silent, although its lamp is on.\n'.repeat(size / 51)}`,
  'comments before the page': (size) => `${'<!-- -->'.repeat(size / 8)}<html>`,
}

/** The larger sizes take minutes: KB_SOAK=1 runs them. */
const sizes = [30_000, 1_000_000]
const soakSizes = [...sizes, 1_000, 4_000, 120_000, 400_000]
const milliseconds = 2_000

const cases = Object.entries(families).flatMap(([family, write]) =>
  (process.env.KB_SOAK === undefined ? sizes : soakSizes).map((size) => ({ family, size, write })),
)

describe('hostile pages', () => {
  test.each(cases)('$family, $size characters', ({ size, write }) => {
    const text = write(size)
    let layout = html.read('')
    const elapsed = quickest(milliseconds, () => {
      html.clues(text)
      layout = html.read(text)
    })
    expect(elapsed).toBeLessThanOrEqual(milliseconds)
    const ends = tile(text, layout).map(({ span }) => span)
    expect(ends.at(-1)?.[1] ?? 0).toBe(text.length)
    expect(ends.every(([from, to], i) => from === (ends[i - 1]?.[1] ?? 0) && from < to)).toBe(true)
  })

  test('a hundred thousand elements in each other do not overflow', () => {
    const { sections, issues } = html.read(`<h2>Cause</h2>${'<div>'.repeat(100_000)}deep`)
    expect(issues).toMatchObject([{ code: 'too-deep' }])
    expect(sections.map(({ heading, text }) => [heading, text])).toEqual([['Cause', 'deep']])
  })
})

describe('limits', () => {
  test.each([
    {
      limit: 'size',
      most: 'a'.repeat(pageLimits.size),
      more: 'a'.repeat(pageLimits.size + 1),
      code: 'too-large',
    },
    {
      limit: 'tags',
      most: '<br>'.repeat(pageLimits.tags),
      more: '<br>'.repeat(pageLimits.tags + 1),
      code: 'too-large',
    },
    {
      limit: 'depth',
      most: '<div>'.repeat(pageLimits.depth),
      more: '<div>'.repeat(pageLimits.depth + 1),
      code: 'too-deep',
    },
    {
      limit: 'formatting',
      most: '<b>'.repeat(pageLimits.depth),
      more: '<b>'.repeat(pageLimits.depth + 1),
      code: 'too-deep',
    },
    {
      limit: 'reopening',
      most: `${'<b>'.repeat(100)}${'<br>'.repeat(pageLimits.reopened / 100 - 50)}`,
      more: `${'<b>'.repeat(100)}${'<br>'.repeat(pageLimits.reopened / 100)}`,
      code: 'too-large',
    },
  ])('$limit: as much as allowed becomes a tree, one more does not', ({ most, more, code }) => {
    expect(findPageExcess(most)).toBeNull()
    expect(findPageExcess(more)).toMatchObject({ code })
  })

  test('elements that are closed, or end by themselves, do not nest', () => {
    expect(findPageExcess('<div><b>x</b></div>'.repeat(5_000))).toBeNull()
    expect(findPageExcess('<p>x<li>y<td>z'.repeat(5_000))).toBeNull()
    expect(findPageExcess('<div><span></div>'.repeat(5_000))).toBeNull()
  })

  test('past a limit the page is read as the text between its tags', () => {
    const page = `<title>x</title><script>if (a<b) "</p>"</script><h1>T &amp; U</h1><h2>Cause</h2><p>One <b>fuse</b>.<br>Two&nbsp;lamps.${'<div>'.repeat(300)}`
    const { fields, sections, issues } = html.read(page)
    expect(fields.title?.value).toBe('T & U')
    expect(sections.map(({ heading, text }) => [heading, text])).toEqual([['Cause', 'One fuse. Two lamps.']])
    expect(issues).toEqual([
      {
        code: 'too-deep',
        message: `Read as the text between its tags: more than ${pageLimits.depth} elements in each other.`,
        offset: expect.any(Number),
      },
    ])
  })
})
