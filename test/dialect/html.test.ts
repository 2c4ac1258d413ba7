import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BodyBlock } from '../../src/body/block.ts'
import type { Passage } from '../../src/body/passage.ts'
import { html } from '../../src/dialect/html.ts'
import { type Layout, tile } from '../../src/dialect/layout.ts'

const read = html.read

describe('clues', () => {
  test.each<[string, string, boolean]>([
    ['a document type', '<!DOCTYPE html><p>a', true],
    [
      'the element html past a mark, blanks and a comment',
      '\ufeff \n<!-- saved - from --> <HTML lang=en>',
      true,
    ],
    ['an XML declaration', '<?xml version="1.0"?>\n<html>', true],
    ['a fragment', '<h1 class="x">a</h1><p>b', true],
    ['text with tags in it', 'a <p>b</p>', false],
    ['an autolink of Markdown', '<http://a.b> is down', false],
    ['a placeholder', '<drive>:\\setup', false],
    ['an open comment', '<!-- a', false],
    ['nothing', '', false],
  ])('%s', (_, text, believed) => {
    expect(html.clues(text).reduce((sum, { points }) => sum + points, 0) >= 40).toBe(believed)
  })
})

describe('title and id', () => {
  test.each<[string, string, string | undefined, string | undefined]>([
    ['the heading that the title repeats', '<title>B | Site</title><h1>Site</h1><h1>B</h1>', 'B', undefined],
    ['the only heading of the first level', '<title>Site</title><h1>B</h1>', 'B', undefined],
    ['no heading that names a section', '<title>B</title><h1>Symptoms</h1>x', 'B', undefined],
    [
      'the title without the site',
      '<title>B - C - Plum Support - Knowledge Base</title><p>x',
      'B - C',
      undefined,
    ],
    ['the title with all its parts', '<title>B - C</title><p>x', 'B - C', undefined],
    ['a heading above all text', '<h2>B</h2><p>x', 'B', undefined],
    ['no heading below text', '<p>x</p><h2>B</h2>', undefined, undefined],
    ['the old form of ids', '<title>Q123456: B</title>', 'B', 'Q123456'],
    ['the new form of ids', '<h1>KB123456 - B</h1>', 'B', 'Q123456'],
    ['ids in brackets', '<h1>B (123456)</h1>', 'B', 'Q123456'],
    ['ids in square brackets', '<h1>B [Q123456]</h1>', 'B', 'Q123456'],
    ['numbers that are no ids', '<h1>B (1234)</h1>', 'B (1234)', undefined],
    ['a canonical address', '<link rel="canonical" href="http://x.y/kb/123456"><h1>B</h1>', 'B', 'Q123456'],
    [
      'a line before the address',
      '<link rel=canonical href=/kb/123456><h1>B</h1>Article ID: 123457<p>x',
      'B',
      'Q123457',
    ],
    ['a document number', '<h1>B</h1><p>Document number: KB123456<p>x', 'B', 'Q123456'],
    ['entities and tags', '<h1>B &amp; <i>C</i>&nbsp;D</h1>', 'B & C D', undefined],
  ])('%s', (_, page, title, id) => {
    const { fields } = read(page)
    expect(fields.title?.value).toBe(title)
    expect(fields.id?.value).toBe(id)
  })
})

describe('facts', () => {
  test.each<[string, string, string | undefined]>([
    ['the support site', 'Article ID: 123456 - Last Review: May 7, 2003 - Revision: 1.0', '2003-05-07'],
    ['a wiki', 'This page was last edited on 17 February 2018, at 10:02.', '2018-02-17'],
    ['another wiki', 'Created by A. B., last modified by C. D. on Mar 05, 2019', '2019-03-05'],
    ['a label', 'Updated: 2020-01-31', '2020-01-31'],
    ['an element for machines', '<time datetime="2021-05-06T07:08:09Z">long ago</time>', '2021-05-06'],
    ['prose', 'Updated drivers are available since May 7, 2003.', undefined],
    ['a date that no calendar has', 'Last Reviewed: June 31, 1997', undefined],
  ])('the date of %s', (_, line, date) => {
    expect(read(`<h1>B</h1><p>${line}</p><h2>Cause</h2><p>x`).fields.lastModified?.value).toBe(date)
  })

  test('what the page tells machines counts less than what it shows', () => {
    const page =
      '<meta name="last-modified" content="2001-02-03"><meta name=keywords content="a b, c"><h1>B</h1>'
    expect(read(page).fields).toMatchObject({
      lastModified: { value: '2001-02-03' },
      keywords: { values: ['a b', 'c'] },
    })
    expect(read(`${page}<p>Updated 2002-03-04<br>Tags: d e`).fields).toMatchObject({
      lastModified: { value: '2002-03-04' },
      keywords: { values: ['d', 'e'] },
    })
  })

  test.each<[string, string, [string, number][]]>([
    [
      'a list under a heading',
      '<h3>Applies to</h3><ul><li>A 1<li>B, used with:<ul><li>C</ul></ul>',
      [
        ['A 1', 1],
        ['B, used with:', 1],
        ['C', 2],
      ],
    ],
    ['a list under the phrase', '<p>The information in this article applies to:<ul><li>A</ul>', [['A', 1]]],
    [
      'lines under the phrase',
      '<p>The information in this article applies to:<br>- A<br>• B',
      [
        ['A', 1],
        ['B', 1],
      ],
    ],
    [
      'lines under a heading',
      '<h4>APPLIES TO</h4><p>A<br>B</p><h2>x</h2>',
      [
        ['A', 1],
        ['B', 1],
      ],
    ],
    [
      'a line',
      '<p><b>Applies to:</b> A 7, B 8',
      [
        ['A 7', 1],
        ['B 8', 1],
      ],
    ],
    [
      'a line with versions',
      '<p>Products: A, versions 7, 8; B',
      [
        ['A, versions 7, 8', 1],
        ['B', 1],
      ],
    ],
    ['a row of a table', '<table><tr><th>Product<td>A 7<tr><th>Keywords<td>k</table>', [['A 7', 1]]],
    ['a pair of a list', '<dl><dt>Products<dd>A 7<dt>Article ID<dd>123456</dl>', [['A 7', 1]]],
    ['prose', '<p>It applies to: A', []],
  ])('products from %s', (_, page, products) => {
    const layout = read(`<h1>T</h1>${page}<h2>Cause</h2><p>x</p>`)
    expect(layout.products.map(({ passage, level }) => [passage.text, level])).toEqual(products)
  })

  test('facts leave the sections; a heading with nothing else goes too', () => {
    const { sections, marks } = read(
      '<h1>T</h1><h2>Cause</h2><p>x</p><h2>Properties</h2><table><tr><td>Article ID<td>123456<tr><td>Keywords<td>k</table>',
    )
    expect(sections.map(({ heading, text }) => [heading, text])).toEqual([['Cause', 'x']])
    expect(marks.filter(({ role }) => role === 'footer')).toHaveLength(1)
  })

  test('fields stand where the page prints them', () => {
    const page =
      '<link rel=canonical href="/kb/123456"><h1>Caf&eacute; &amp; bar (123457)</h1><p>Last Review: <b>May 7</b>, 2003'
    const { fields } = read(page)
    expect(page.slice(...fields.id!.span)).toBe('123457')
    expect(page.slice(...fields.title!.span)).toBe('Caf&eacute; &amp; bar')
    expect(page.slice(...fields.lastModified!.span)).toBe('May 7</b>, 2003')
  })
})

describe('chrome', () => {
  test.each([
    [
      'scripts, styles and hidden parts',
      '<script>a</script><style>b</style><template>c</template><p hidden>d</p><i aria-hidden=true>e</i>',
    ],
    ['controls of forms', '<button>a</button><select><option>b</select><textarea>c</textarea>'],
    ['elements for navigation', '<nav>a</nav><footer>b</footer><header>c</header><aside>d</aside>'],
    ['roles', '<div role=navigation>a</div><div role=contentinfo>b</div>'],
    [
      'classes and ids',
      '<div class="left-nav">a</div><ul id=breadcrumbs><li>b</ul><div class=siteFooter>c</div><table><tr><td class=toc>d</table>',
    ],
    ['links to skip it', '<a class="skip-link" href="#x">a</a>'],
    ['marks of wikis', '<span class="mw-editsection">[edit]</span><sup class=reference>1</sup>'],
    ['comments', '<!-- a -->'],
  ])('%s are no text of the article', (_, chrome) => {
    const page = `${chrome}<div class="page with-sidebar"><h1>T</h1>${chrome}<p>x</p>${chrome}</div>`
    const { sections } = read(page)
    expect(sections.map(({ text }) => text)).toEqual(['x'])
  })

  test('every character outside of sections and facts is chrome', () => {
    const page = '<title>T</title><nav>a</nav><h1>T</h1><h2>Cause</h2>\n<p>x</p>\n<footer>b</footer>'
    expect(tile(page, read(page)).map(({ role, span }) => [role, page.slice(...span)])).toEqual([
      ['chrome', '<title>T</title><nav>a</nav><h1>'],
      ['header', 'T'],
      ['chrome', '</h1><h2>'],
      ['section', 'Cause</h2>\n<p>x'],
      ['chrome', '</p>\n<footer>b</footer>'],
    ])
  })
})

describe('sections', () => {
  const outline = (page: string): unknown =>
    read(`<h1>T</h1>${page}`).sections.map(({ kind, heading, text }) => [kind, heading, text])

  test.each<[string, string, unknown[]]>([
    [
      'text before the first heading',
      '<p>a<h2>Cause</h2>b',
      [
        ['other', null, 'a'],
        ['cause', 'Cause', 'b'],
      ],
    ],
    ['deeper headings stay inside', '<h2>Cause</h2>a<h3>Then</h3>b', [['cause', 'Cause', 'a\n\nThen\n\nb']]],
    [
      'headings as high as a known one begin sections',
      '<h3>Cause</h3>a<h3>Then</h3>b',
      [
        ['cause', 'Cause', 'a'],
        ['other', 'Then', 'b'],
      ],
    ],
    [
      'known names begin sections however deep',
      '<h2>Case 1</h2><h4>Cause</h4>a',
      [
        ['other', 'Case 1', ''],
        ['cause', 'Cause', 'a'],
      ],
    ],
    [
      'without known names the highest headings do',
      '<h3>A</h3>a<h4>B</h4>b<h3>C</h3>c',
      [
        ['other', 'A', 'a\n\nB\n\nb'],
        ['other', 'C', 'c'],
      ],
    ],
    [
      'names in bold',
      '<p><b>SYMPTOMS</b><br>a<p><strong>Cause:</strong></p><p>b',
      [
        ['symptoms', 'SYMPTOMS', 'a'],
        ['cause', 'Cause:', 'b'],
      ],
    ],
    ['names in capitals on their line', '<p>STATUS<br>a', [['status', 'STATUS', 'a']]],
    ['names in the middle of a line', '<p>The <b>cause</b> is a.', [['other', null, 'The cause is a.']]],
    [
      'short lines in bold stay inside',
      '<h2>Resolution</h2><p><b>Method 1</b><p>a',
      [['resolution', 'Resolution', 'Method 1\n\na']],
    ],
    [
      'sentences in bold are text',
      '<p><b>Switch it off.</b><h2>Cause</h2>a',
      [
        ['other', null, 'Switch it off.'],
        ['cause', 'Cause', 'a'],
      ],
    ],
    ['nothing', '<h2> </h2>', []],
  ])('%s', (_, page, expected) => {
    expect(outline(page)).toEqual(expected)
  })
})

describe('blocks', () => {
  const plain = (block: BodyBlock): unknown => {
    switch (block.type) {
      case 'list':
        return { list: block.items.map(({ passage, blocks }) => [passage.text, ...blocks.map(plain)]) }
      case 'steps':
        return {
          steps: block.items.map(({ number, passage, blocks }) => [
            number,
            passage.text,
            ...blocks.map(plain),
          ]),
        }
      case 'table':
        return { table: [block.header, ...block.rows] }
      case 'note':
        return { [block.label]: [block.passage.text, ...block.blocks.map(plain)] }
      default:
        return { [block.apart === true ? `${block.type}, apart` : block.type]: block.passage.text }
    }
  }

  test.each<[string, string, unknown[]]>([
    ['blanks are one', '<p>a\n  <b>b</b>&nbsp;c<p>d', [{ paragraph: 'a b c' }, { paragraph: 'd' }]],
    [
      'blocks inside blocks',
      '<div>a<div>b</div>c</div>',
      [{ paragraph: 'a' }, { paragraph: 'b' }, { paragraph: 'c' }],
    ],
    ['two line breaks', 'a<br><br>b', [{ paragraph: 'a' }, { paragraph: 'b' }]],
    ['links', '<p><a href="http://x.y">a</a>', [{ paragraph: 'a' }]],
    [
      'links to articles',
      '<p><a href="/kb/123456">123456</a> a <a href="Q123457.htm">b</a> <a href="?kbid=123458">Q123458</a>',
      [{ paragraph: 'Q123456 a b (Q123457) Q123458' }],
    ],
    ['code', '<pre>\n\na\n  b &lt;c&gt;\n</pre>', [{ 'preformatted, apart': 'a\n  b <c>' }]],
    ['code with tags', '<pre>a<br><b>b</b>\n c</pre><pre> </pre>', [{ 'preformatted, apart': 'a\nb\n c' }]],
    ['quotes', '<blockquote>a<p>b</blockquote>', [{ 'paragraph, apart': 'a' }, { 'paragraph, apart': 'b' }]],
    [
      'lists',
      '<ul><li>a<li><p>b</p><p>c</p><ul><li>d</ul></ul>',
      [{ list: [['a'], ['b', { paragraph: 'c' }, { list: [['d']] }]] }],
    ],
    [
      'lists in lists without an item',
      '<ol><li>a<ul><li>b</ul><ul><li>c</ul></ol>',
      [{ steps: [['1', 'a', { list: [['b']] }, { list: [['c']] }]] }],
    ],
    ['lists that only indent', '<ul>a<p>b</ul>', [{ paragraph: 'a' }, { paragraph: 'b' }]],
    [
      'numbers',
      '<ol start=3><li>a<li value=7>b<li>c</ol>',
      [
        {
          steps: [
            ['3', 'a'],
            ['7', 'b'],
            ['8', 'c'],
          ],
        },
      ],
    ],
    [
      'letters and roman numbers',
      '<ol type=a><li>a<li>b</ol><ol type=I><li>a<li>b<li>c<li>d</ol>',
      [
        {
          steps: [
            ['a', 'a'],
            ['b', 'b'],
          ],
        },
        {
          steps: [
            ['I', 'a'],
            ['II', 'b'],
            ['III', 'c'],
            ['IV', 'd'],
          ],
        },
      ],
    ],
    [
      'an item that begins with code',
      '<ol><li><pre>a</pre></ol>',
      [{ steps: [['1', '', { 'preformatted, apart': 'a' }]] }],
    ],
    [
      'numbers that are typed',
      '<p>1. a<br>2. b',
      [
        {
          steps: [
            ['1', 'a'],
            ['2', 'b'],
          ],
        },
      ],
    ],
    [
      'tables',
      '<table><tr><th>a<th>b<tr><td>c<td>d</table>',
      [
        {
          table: [
            ['a', 'b'],
            ['c', 'd'],
          ],
        },
      ],
    ],
    [
      'tables without header cells',
      '<table><tr><td>a<td>b<tr><td>c<td>d</table>',
      [
        {
          table: [
            ['a', 'b'],
            ['c', 'd'],
          ],
        },
      ],
    ],
    [
      'tables with names at the side',
      '<table><tr><th>a<td>b<tr><th>c<td>d</table>',
      [{ table: [[], ['a', 'b'], ['c', 'd']] }],
    ],
    [
      'tables with a caption',
      '<table><caption>x</caption><thead><tr><td>a<td>b<tbody><tr><td>c<td>d</table>',
      [
        { paragraph: 'x' },
        {
          table: [
            ['a', 'b'],
            ['c', 'd'],
          ],
        },
      ],
    ],
    ['tables of one column', '<table><tr><td>a<tr><td>b</table>', [{ paragraph: 'a' }, { paragraph: 'b' }]],
    ['tables of one row', '<table><tr><td>a<td>b</table>', [{ paragraph: 'a b' }]],
    [
      'tables around blocks',
      '<table><tr><td>a<td><pre>b</pre><tr><td>c<td>d</table>',
      [{ paragraph: 'a' }, { 'preformatted, apart': 'b' }, { paragraph: 'c d' }],
    ],
    [
      'tables for looks',
      '<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>',
      [{ paragraph: 'a b' }, { paragraph: 'c d' }],
    ],
    [
      'definitions',
      '<dl><dt>a<dd>b<dd><p>c<dt>d</dl>',
      [{ list: [['a', { paragraph: 'b' }, { paragraph: 'c' }], ['d']] }],
    ],
    [
      'notes by label',
      '<p>NOTE: a<p><b>Important</b> b<p>Note that c',
      [{ NOTE: ['a'] }, { Important: ['b'] }, { paragraph: 'Note that c' }],
    ],
    [
      'notes by class',
      '<div class="admonition tip"><p>Tip</p><p>a</p><ul><li>b</ul></div>',
      [{ Tip: ['a', { list: [['b']] }] }],
    ],
    ['notes with a label of their own', '<div class=note><b>Caution</b> a</div>', [{ Caution: ['a'] }]],
    [
      'a note that begins with a list',
      '<aside class=warning><ul><li>a</ul></aside>',
      [{ Warning: ['', { list: [['a']] }] }],
    ],
  ])('%s', (_, page, expected) => {
    const { sections } = read(`<h1>T</h1><h2>Status</h2>${page}`)
    expect(sections).toHaveLength(1)
    expect(sections[0]!.blocks.map(plain)).toEqual(expected)
  })

  test('the text of a section keeps marks, rows and code', () => {
    const { sections } = read(
      '<h1>T</h1><h2>Status</h2>a<ol><li>b<pre>c\n d</pre><li>e</ol><table><tr><td>f<td>g<tr><td>h<td>i</table><p>NOTE: j',
    )
    expect(sections[0]!.text).toBe('a\n\n1. b\n  c\n   d\n2. e\n\nf | g\nh | i\n\nNOTE: j')
  })

  test('characters are traced to where they stand', () => {
    const page =
      '\ufeff<h1>T</h1>\r\n<h2>Cause</h2>\r\n<p>The <b>fan</b> &amp;\r\n  the lamp &lt;2&gt;\r\n stop.</p>'
    const block = read(page).sections[0]!.blocks[0] as { passage: Passage }
    expect(block.passage.text).toBe('The fan & the lamp <2> stop.')
    for (const word of ['The', 'fan', 'the', 'lamp', '2', 'stop.']) {
      const from = block.passage.text.indexOf(word)
      expect(page.slice(...block.passage.spanOf(from, from + word.length))).toBe(word)
    }
    expect(page.slice(block.passage.spanOf(8, 9)[0]).slice(0, 5)).toBe('&amp;')
  })
})

/** Every place that a layout names. */
function* spansOf({ fields, products, sections, marks }: Layout): Generator<readonly [number, number]> {
  for (const field of Object.values(fields)) yield field.span
  for (const { passage } of products) yield passage.span
  for (const { span } of marks) yield span
  for (const { span, blocks } of sections) {
    yield span
    yield* blocks.flatMap(blockSpans)
  }
}

function blockSpans(block: BodyBlock): (readonly [number, number])[] {
  if (block.type !== 'list' && block.type !== 'steps') {
    return [block.passage.span, ...('blocks' in block ? block.blocks.flatMap(blockSpans) : [])]
  }
  return block.items.flatMap(({ passage, blocks }) => [passage.span, ...blocks.flatMap(blockSpans)])
}

test('no text makes it throw; places lie inside the text and the parts tile it', () => {
  const names =
    'p div b i a h1 h2 h3 ul ol li table tr td th pre br hr blockquote dl dt dd nav script title head body html font span'
  const tag = fc.constantFrom(...names.split(' '))
  const piece = fc.oneof(
    tag.map((name) => `<${name}>`),
    tag.map((name) => `</${name}>`),
    fc.constantFrom(
      '<b>Cause</b>',
      'Applies to:',
      '<div class="note">',
      '<a href="/kb/123456">',
      'Last Review: May 7, 2003',
      'Keywords: a b',
      '<!--',
      '-->',
    ),
    fc.constantFrom(
      'a',
      ' ',
      '\r\n',
      '&amp;',
      '&lt',
      '&#x41;',
      '&',
      '<',
      '>',
      '"',
      '\0',
      '1. ',
      '| a | b |',
      '\ufeff',
      '<![CDATA[',
    ),
    fc.string({ unit: 'binary', maxLength: 6 }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('')
      const layout = read(text)
      for (const [from, to] of spansOf(layout)) {
        expect(from).toBeGreaterThanOrEqual(0)
        expect(to).toBeGreaterThanOrEqual(from)
        expect(to).toBeLessThanOrEqual(text.length)
      }
      const parts = tile(text, layout)
      expect(parts.reduce((at, { span }) => (span[0] === at ? span[1] : Number.NaN), 0)).toBe(text.length)
      expect(parts.some(({ role }) => role === 'unknown')).toBe(false)
      expect(layout.issues.every(({ offset }) => offset >= 0 && offset <= text.length)).toBe(true)
    }),
    { numRuns: 5_000, seed: 20261121 },
  )
})
