import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BodyBlock } from '../../src/body/block.ts'
import type { Passage } from '../../src/body/passage.ts'
import { authoredMarkdown } from '../../src/dialect/authored-markdown.ts'
import { type Layout, tile } from '../../src/dialect/layout.ts'

const score = (text: string): number =>
  authoredMarkdown.clues(text).reduce((sum, { points }) => sum + points, 0)

describe('clues', () => {
  test.each<[string, string, boolean]>([
    ['front matter with our key', '---\nkb: a\n---\nText', true],
    ['front matter with our key, a mark and CRLF', '\ufeff---\r\ntitle: b\r\nkb: a\r\n---\r\n', true],
    ['two headings of Markdown', '# A\n\n## Symptoms\n\nx\n\n## Cause:\n\ny\n', true],
    ['front matter of somebody else', '---\nlayout: page\ntitle: a\n---\nText', false],
    ['one heading of Markdown', '## Symptoms\n\nText\n', false],
    ['headings that a pasted page kept', '## SYMPTOMS\n\nx\n\n## CAUSE\n\ny\n', false],
    ['our key in the body', 'kb: a\n---\n', false],
    ['nothing', '', false],
  ])('%s', (_, text, believed) => {
    expect(score(text) >= 40).toBe(believed)
  })
})

describe('front matter', () => {
  const read = (...lines: string[]): Layout => authoredMarkdown.read(`---\n${lines.join('\n')}\n---\nText\n`)
  const values = ({ fields, products }: Layout): unknown => ({
    ...Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.values ?? field.value])),
    ...(products.length === 0 ? {} : { products: products.map(({ passage }) => passage.text) }),
  })

  test.each<[string[], unknown]>([
    [['kb: Q224499'], { id: 'Q224499' }],
    [['kb: 224499'], { id: 'Q224499' }],
    [['kb: kb224499'], { id: 'Q224499' }],
    [['kb: modem-busy-2'], { id: 'modem-busy-2' }],
    [['title: "Q: Why?"'], { title: 'Q: Why?' }],
    [['updated: 2026-11-21'], { lastModified: '2026-11-21' }],
    [['updated: 21-NOV-2026'], { lastModified: '2026-11-21' }],
    [['versions: 4.10'], { versions: '4.10' }],
    [['versions: [4.10, 4.5 SP1]'], { versions: ['4.10', '4.5 SP1'] }],
    [['keywords:', '  - modem sharing', '  - fax'], { keywords: ['modem sharing', 'fax'] }],
    [['keywords: modem fax'], { keywords: 'modem fax' }],
    [['products: Windows 95'], { products: ['Windows 95'] }],
    [['products: [Windows 95, "Plus!"]'], { products: ['Windows 95', 'Plus!'] }],
    [
      ['products:', '  - { name: Small Business Server, versions: [4.0, 4.5] }'],
      { products: ['Small Business Server, versions 4.0, 4.5'] },
    ],
    [
      ['products:', '  - { name: Exchange, versions: "5.5" }', '  - { name: Outlook }'],
      { products: ['Exchange, version 5.5', 'Outlook'] },
    ],
    [['kb:', 'title: a'], { title: 'a' }],
  ])('%j', (lines, expected) => {
    const layout = read(...lines)
    expect(values(layout)).toEqual(expected)
    expect(layout.issues).toEqual([])
  })

  test.each<[string[], string, string, string]>([
    [['kb: a', 'updated: soon'], 'odd-date', '"soon" is no date that a calendar has', 'soon'],
    [
      ['kb: a', 'keyword: b'],
      'bad-front-matter',
      'The key keyword is not known. Known are kb, title, updated, versions, keywords, products, rules, elsewhere.',
      'keyword',
    ],
    [
      ['title: { a: b }'],
      'bad-front-matter',
      'The value of title must be a text or a list of texts.',
      'title',
    ],
    [
      ['keywords: [a, [b]]'],
      'bad-front-matter',
      'The value of keywords must be a text or a list of texts.',
      'keywords',
    ],
    [
      ['products: { name: a }'],
      'bad-front-matter',
      'A product is a text, or a name with a list of versions.',
      'products',
    ],
    [
      ['products: [{ versions: "1" }]'],
      'bad-front-matter',
      'A product is a text, or a name with a list of versions.',
      'products',
    ],
    [
      ['products: [{ name: a, edition: b }]'],
      'bad-front-matter',
      'A product is a text, or a name with a list of versions.',
      'products',
    ],
    [
      ['products: [[a]]'],
      'bad-front-matter',
      'A product is a text, or a name with a list of versions.',
      'products',
    ],
    [
      ['kb: &a b'],
      'bad-front-matter',
      'The front matter is not read: an anchor (&) cannot begin a value; quote it if it is text.',
      '&',
    ],
  ])('%j is an issue', (lines, code, message, at) => {
    expect(read(...lines).issues).toEqual([{ code, message, offset: `---\n${lines.join('\n')}`.indexOf(at) }])
  })

  test('fields and products stand where they are written', () => {
    const text =
      "---\nkb: \"Q224499\"\nproducts:\n  - 'It''s 95'\n  - {name: SBS, versions: [4.0, 4.5]}\n---\n"
    const { fields, products } = authoredMarkdown.read(text)
    expect(text.slice(...fields.id!.span)).toBe('"Q224499"')
    expect(products.map(({ passage }) => text.slice(...passage.span).slice(0, 6))).toEqual([
      "'It''s",
      'SBS, v',
    ])
  })
})

describe('the title', () => {
  test.each<[string, string, string | undefined, (string | null)[]]>([
    ['front matter before a heading', '---\ntitle: A\n---\n# B\n\n## Cause\n', 'A', ['Cause']],
    ['a heading of the first level', '# B *c*\n\n## Cause\n', 'B c', ['Cause']],
    ['no title where that heading is a section', '# Cause\n\nx\n', undefined, ['Cause']],
    ['no title where text comes first', 'x\n\n# B\n', undefined, [null, 'B']],
    ['no title in an empty heading', '#\n\n## Cause\n', undefined, ['Cause']],
  ])('%s', (_, text, title, headings) => {
    const layout = authoredMarkdown.read(text)
    expect(layout.fields.title?.value).toBe(title)
    expect(layout.sections.map(({ heading }) => heading)).toEqual(headings)
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
    ['wrapped lines are joined', 'a b\nc\td\r\n  e', [{ paragraph: 'a b c d e' }]],
    [
      'marks of text are dropped',
      '*a* __b__ `c  d` ~e~ \\*f &lt;g&gt;',
      [{ paragraph: 'a b c d ~e~ *f <g>' }],
    ],
    ['hard breaks are blanks', 'a  \nb\\\nc<br>d', [{ paragraph: 'a b c d' }]],
    ['placeholders are no tags', 'Type <drive>:\\setup', [{ paragraph: 'Type <drive>:\\setup' }]],
    ['comments are dropped', 'a <!-- b --> c\n\n<!-- d -->', [{ paragraph: 'a c' }]],
    ['images are their text', '![a lamp](x.png) ![lid][]\n\n[lid]: y.png', [{ paragraph: 'a lamp lid' }]],
    ['links are their text', '[a](http://x.y/z) <http://b.c>', [{ paragraph: 'a http://b.c' }]],
    [
      'links to articles name them',
      '[a](../Q123456.md) [Q123457 b](Q123457.md)',
      [{ paragraph: 'a (Q123456) Q123457 b' }],
    ],
    ['code stands apart', '```sh\na\n\n  b\n```', [{ 'preformatted, apart': 'a\n\n  b' }]],
    [
      'indented code stands apart',
      'x\n\n    a\n      b',
      [{ paragraph: 'x' }, { 'preformatted, apart': 'a\n  b' }],
    ],
    ['quotes stand apart', '> a\n> b\n>\n> c', [{ 'paragraph, apart': 'a b' }, { 'paragraph, apart': 'c' }]],
    ['a quote with a list is its blocks', '> a\n>\n> - b', [{ paragraph: 'a' }, { list: [['b']] }]],
    ['quoted notes', '> **Note**\n> a\n>\n> b', [{ Note: ['a', { paragraph: 'b' }] }]],
    ['alerts', '> [!WARNING]\n> a', [{ WARNING: ['a'] }]],
    ['notes', 'NOTE: a\n\n**Important:** b', [{ NOTE: ['a'] }, { Important: ['b'] }]],
    ['no notes', 'Note that a.\n\nnoted: b', [{ paragraph: 'Note that a.' }, { paragraph: 'noted: b' }]],
    [
      'numbers are as printed',
      '3. a\n5. b\n\n7) c',
      [
        {
          steps: [
            ['3', 'a'],
            ['5', 'b'],
          ],
        },
        { steps: [['7', 'c']] },
      ],
    ],
    [
      'what stands in a step',
      '1. a\n\n   b\n   - c\n\n   > d\n2. e',
      [
        {
          steps: [
            ['1', 'a', { paragraph: 'b' }, { list: [['c']] }, { 'paragraph, apart': 'd' }],
            ['2', 'e'],
          ],
        },
      ],
    ],
    [
      'a step that begins with code',
      '1. ```\n   a\n   ```',
      [{ steps: [['1', '', { 'preformatted, apart': 'a' }]] }],
    ],
    ['an empty item', '-\n- a', [{ list: [[''], ['a']] }]],
    [
      'a table',
      '| a | b |\n|:--|---|\n| `c` | **d** |\n| e |',
      [
        {
          table: [
            ['a', 'b'],
            ['c', 'd'],
            ['e', ''],
          ],
        },
      ],
    ],
    [
      'a table without outer pipes',
      'a | b\n-- | :-:\nc \\| d | e | f',
      [
        {
          table: [
            ['a', 'b'],
            ['c | d', 'e'],
          ],
        },
      ],
    ],
    [
      'text above a table',
      'x\na|b\n-|-\nc|d',
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
    [
      'a table in a quote',
      '> | a | b |\n> |---|---|\n> | c | d |',
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
      'a table in an item',
      '- | a | b |\n  |---|---|\n  | c | d |',
      [
        {
          list: [
            [
              '',
              {
                table: [
                  ['a', 'b'],
                  ['c', 'd'],
                ],
              },
            ],
          ],
        },
      ],
    ],
    [
      'a row of dashes with another number of cells',
      '| a | b |\n|---|\n',
      [{ paragraph: '| a | b | |---|' }],
    ],
    ['pipes in prose', 'dir | more', [{ paragraph: 'dir | more' }]],
    ['subheadings', '### a *b*\n\nc', [{ subheading: 'a b' }, { paragraph: 'c' }]],
    ['tags of blocks', '<div>\na\n</div>', [{ 'preformatted, apart': '<div>\na\n</div>' }]],
    ['nothing', '---\n\n[a]: b\n', []],
  ])('%s', (_, body, expected) => {
    const { sections } = authoredMarkdown.read(`## Status\n\n${body}\n`)
    expect(sections).toHaveLength(1)
    expect(sections[0]!.blocks.map(plain)).toEqual(expected)
  })

  test('every character of a block is traced to where it stands', () => {
    const text = [
      '\ufeff---',
      'kb: a',
      '---',
      '## Cause',
      '',
      '> > The *lamp* &amp; the',
      '> > fan \\[2\\] stop.',
      '',
      '1. Click',
      '   **File**',
      '',
      '   ```',
      '   a:\\b',
      '   ```',
      '',
    ].join('\r\n')
    const { blocks } = authoredMarkdown.read(text).sections[0]!
    const steps = blocks[1] as Extract<BodyBlock, { type: 'steps' }>
    const quote = (blocks[0] as { passage: Passage }).passage
    const at = (passage: Passage, word: string): string => {
      const from = passage.text.indexOf(word)
      return text.slice(...passage.spanOf(from, from + word.length))
    }
    expect(quote.text).toBe('The lamp & the fan [2] stop.')
    for (const word of ['The', 'lamp', 'the', 'fan', 'stop.']) expect(at(quote, word)).toBe(word)
    expect(at(quote, '& the')).toBe('&amp; the')
    expect(at(quote, '[2]')).toBe('[2\\]')
    expect(at(steps.items[0]!.passage, 'File')).toBe('File')
    expect(at((steps.items[0]!.blocks[0] as { passage: Passage }).passage, 'a:\\b')).toBe('a:\\b')
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

describe('properties', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '\n',
      '\r\n',
      '\n\n',
      '## Cause\n',
      '# ',
      '- ',
      '1. ',
      '> ',
      '    ',
      '```\n',
      '| a | b |\n',
      '|---|---|\n',
    ),
    fc.constantFrom(
      '*',
      '_',
      '`',
      '[',
      '](',
      ')',
      '<',
      '>',
      '&amp;',
      '&#x41;',
      '&',
      '\\',
      '---\n',
      'kb: a\n',
      '\t',
      '\ufeff',
      'Q123456',
      'NOTE: ',
    ),
    fc.string({ unit: 'binary', maxLength: 8 }),
  )
  const texts = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))

  test('no text makes it throw; places lie inside the text and the parts tile it', () => {
    fc.assert(
      fc.property(texts, fc.boolean(), (body, fenced) => {
        const text = fenced ? `---\nkb: a\n---\n${body}` : body
        const layout = authoredMarkdown.read(text)
        for (const [from, to] of spansOf(layout)) {
          expect(from).toBeGreaterThanOrEqual(0)
          expect(to).toBeGreaterThanOrEqual(from)
          expect(to).toBeLessThanOrEqual(text.length)
        }
        expect(tile(text, layout).reduce((at, { span }) => (span[0] === at ? span[1] : Number.NaN), 0)).toBe(
          text.length,
        )
        expect(layout.issues.every(({ offset }) => offset >= 0 && offset <= text.length)).toBe(true)
      }),
      { numRuns: 5_000, seed: 20261121 },
    )
  })

  const words = fc
    .array(fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/), { minLength: 1, maxLength: 12 })
    .map((list) => list.join(' '))
  const block = fc.oneof(
    words.map((text) => ({ printed: text, read: { type: 'paragraph', texts: [text] } })),
    fc.array(words, { minLength: 1, maxLength: 5 }).map((items) => ({
      printed: items.map((item, i) => `${i + 1}. ${item}`).join('\n'),
      read: { type: 'steps', texts: items },
    })),
    fc.array(words, { minLength: 1, maxLength: 3 }).map((lines) => ({
      printed: ['```', ...lines, '```'].join('\n'),
      read: { type: 'preformatted', texts: [lines.join('\n')] },
    })),
  )
  const section = fc.record({
    heading: fc.constantFrom(
      'Symptoms',
      'Cause',
      'Resolution',
      'Status',
      'More information',
      'Anything else',
    ),
    blocks: fc.array(block, { maxLength: 4 }),
  })

  test('what is printed as an article is read back equal', () => {
    fc.assert(
      fc.property(words, fc.array(section, { maxLength: 5 }), (title, written) => {
        // Two lists in a row are one list.
        const sections = written.map(({ heading, blocks }) => ({
          heading,
          blocks: blocks.filter(
            ({ read }, i) => read.type !== 'steps' || blocks[i - 1]?.read.type !== 'steps',
          ),
        }))
        const text = [
          `---\nkb: a\ntitle: ${title}\n---`,
          ...sections.map(({ heading, blocks }) =>
            [`## ${heading}`, ...blocks.map(({ printed }) => printed)].join('\n\n'),
          ),
        ].join('\n\n')
        const layout = authoredMarkdown.read(text)
        expect(layout.issues).toEqual([])
        expect(layout.fields.title?.value).toBe(title)
        expect(
          layout.sections.map((read) => ({
            heading: read.heading,
            blocks: read.blocks.map((inner) => ({
              type: inner.type,
              texts: 'items' in inner ? inner.items.map(({ passage }) => passage.text) : [inner.passage.text],
            })),
          })),
        ).toEqual(
          sections.map(({ heading, blocks }) => ({ heading, blocks: blocks.map(({ read }) => read) })),
        )
      }),
      { numRuns: 1_000, seed: 20261121 },
    )
  })
})
