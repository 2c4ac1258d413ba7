// Texts that keep a Markdown parser busy for minutes, or overflow its stack, are read within two seconds.

import { describe, expect, test } from 'vitest'
import { authoredMarkdown } from '../../src/dialect/authored-markdown.ts'
import { tile } from '../../src/dialect/layout.ts'
import { findExcess, treeLimits } from '../../src/dialect/markdown-guard.ts'
import { quickest } from '../support/quickest.ts'

/** Each writes about so many characters of one kind. */
const families: Record<string, (size: number) => string> = {
  'list markers on one line': (size) => '* '.repeat(size / 2),
  'list markers and a word': (size) => `${'- '.repeat(size / 2)}a`,
  'numbers on one line': (size) => '1. '.repeat(size / 3),
  'quote marks on one line': (size) => '>'.repeat(size),
  'quote marks and blanks': (size) => `${'> '.repeat(size / 2)}a`,
  'quotes and lists in turn': (size) => `${'> - '.repeat(size / 4)}a`,
  'sixty quotes a line': (size) => `${'>'.repeat(60)} a\n\n`.repeat(size / 64),
  'sixty lists a line': (size) => `${'* '.repeat(60)}a\n`.repeat(size / 122),
  'lists one level deeper a line': (size) =>
    Array.from({ length: Math.sqrt(size) }, (_, i) => `${'  '.repeat(i)}- a`).join('\n'),
  'lists up and down': (size) =>
    `${Array.from({ length: 60 }, (_, i) => `${'  '.repeat(i)}- a`).join('\n')}\n`.repeat(size / 3_800),
  'open links': (size) => '[a]('.repeat(size / 4),
  'open brackets': (size) => '['.repeat(size),
  'bracket pairs': (size) => '[a]'.repeat(size / 3),
  'open references': (size) => '[a]['.repeat(size / 4),
  'open images': (size) => '!['.repeat(size / 2),
  'open emphasis': (size) => '*a '.repeat(size / 3),
  'emphasis of both kinds': (size) => '*a _b '.repeat(size / 6),
  'strong and emphasis crossed': (size) => 'a**b c* '.repeat(size / 8),
  'closed emphasis': (size) => '*a* '.repeat(size / 4),
  'backticks in growing runs': (size) =>
    Array.from({ length: Math.sqrt(2 * size) }, (_, i) => '`'.repeat(i + 1)).join(' '),
  'open code': (size) => '`a '.repeat(size / 3),
  'open tags': (size) => '<a '.repeat(size / 3),
  'open comments': (size) => `x ${'<!-- a '.repeat(size / 7)}`,
  'open instructions': (size) => `x ${'<? '.repeat(size / 3)}`,
  'open CDATA': (size) => `x ${'<![CDATA[ '.repeat(size / 10)}`,
  autolinks: (size) => '<http://a.b> '.repeat(size / 13),
  entities: (size) => '&amp;'.repeat(size / 5),
  escapes: (size) => '\\*'.repeat(size / 2),
  definitions: (size) => Array.from({ length: size / 14 }, (_, i) => `[a${i}]: /url`).join('\n'),
  'definitions apart': (size) => Array.from({ length: size / 15 }, (_, i) => `[a${i}]: /url`).join('\n\n'),
  'definitions with open titles': (size) => '[a]: b "c\n'.repeat(size / 10),
  'definitions and references': (size) =>
    Array.from({ length: size / 24 }, (_, i) => `[a${i}]: /url\n\n[a${i}]`).join('\n\n'),
  'ruled headings': (size) => 'a\n-\n'.repeat(size / 4),
  'marked headings': (size) => '# a\n'.repeat(size / 4),
  'headings of sections': (size) => '## Cause\n\na\n\n'.repeat(size / 13),
  'quotes apart': (size) => '> a\n\n'.repeat(size / 5),
  'lists with paragraphs': (size) => '- a\n\n  b\n\n'.repeat(size / 10),
  'thematic breaks': (size) => '---\n'.repeat(size / 4),
  fences: (size) => '```\n```\n'.repeat(size / 8),
  'an open fence': (size) => `\`\`\`\n${'a\n'.repeat(size / 2)}`,
  'tags that open blocks': (size) => '<div>\n\n'.repeat(size / 7),
  'rows of a table': (size) => `| a | b |\n|---|---|\n${'| a | b |\n'.repeat(size / 10)}`,
  'cells of a table': (size) => `${'|a'.repeat(size / 4)}\n${'|-'.repeat(size / 4)}`,
  'hard breaks': (size) => 'a  \n'.repeat(size / 4),
  'empty lines': (size) => '\n'.repeat(size),
  'one long word': (size) => 'a'.repeat(size),
  blanks: (size) => `${' '.repeat(size)}a`,
  tabs: (size) => `${'\t'.repeat(size)}a`,
  prose: (size) =>
    'The printer stays silent, although its lamp is on and paper is there.\n'.repeat(size / 70),
  NUL: (size) => '\0'.repeat(size),
}

/** The larger sizes take minutes: KB_SOAK=1 runs them. */
const sizes = [30_000, 1_000_000]
const soakSizes = [...sizes, 1_000, 4_000, 120_000, 400_000]
const milliseconds = 2_000

const cases = Object.entries(families).flatMap(([family, write]) =>
  (process.env.KB_SOAK === undefined ? sizes : soakSizes).map((size) => ({ family, size, write })),
)

describe('hostile texts', () => {
  test.each(cases)('$family, $size characters', ({ size, write }) => {
    const text = write(size)
    let layout = authoredMarkdown.read('')
    const elapsed = quickest(milliseconds, () => {
      layout = authoredMarkdown.read(text)
    })
    expect(elapsed).toBeLessThanOrEqual(milliseconds)
    const ends = tile(text, layout).map(({ span }) => span)
    expect(ends.at(-1)?.[1] ?? 0).toBe(text.length)
    expect(ends.every(([from, to], i) => from === (ends[i - 1]?.[1] ?? 0) && from < to)).toBe(true)
  })
})

describe('limits', () => {
  const nested = (depth: number): string => `${'> '.repeat(depth)}a`
  test.each([
    { limit: 'depth', most: nested(treeLimits.depth), more: nested(treeLimits.depth + 1), code: 'too-deep' },
    {
      limit: 'depth by indentation',
      most: Array.from({ length: treeLimits.depth }, (_, i) => `${'  '.repeat(i)}- a`).join('\n'),
      more: Array.from({ length: treeLimits.depth + 1 }, (_, i) => `${'  '.repeat(i)}- a`).join('\n'),
      code: 'too-deep',
    },
    {
      limit: 'lines',
      most: 'a\n'.repeat(treeLimits.lines),
      more: 'a\n'.repeat(treeLimits.lines + 1),
      code: 'too-large',
    },
    {
      limit: 'size',
      most: 'a'.repeat(treeLimits.size),
      more: 'a'.repeat(treeLimits.size + 1),
      code: 'too-large',
    },
    {
      limit: 'marks',
      most: `${'*'.repeat(100)}\n\n`.repeat(treeLimits.marks / 100),
      more: `${'*'.repeat(100)}\n\n`.repeat(treeLimits.marks / 100 + 1),
      code: 'too-large',
    },
  ])('$limit: as much as allowed becomes a tree, one more does not', ({ most, more, code }) => {
    expect(findExcess(most)).toBeNull()
    expect(findExcess(more)).toMatchObject({ code })
  })

  test('lists that end are not counted on', () => {
    expect(findExcess('- a\n  - b\n\nText\n\n'.repeat(200))).toBeNull()
    expect(findExcess('> quoted\n\n'.repeat(200))).toBeNull()
  })

  test('past a limit the article is read as lines, and says so', () => {
    const text = `## Symptoms\n\nIt hangs.\n\n## Cause ##\n\n${'> '.repeat(100)}deep\nand on\n`
    const { sections, issues } = authoredMarkdown.read(text)
    expect(issues).toEqual([
      {
        code: 'too-deep',
        message: 'Read as plain lines: more than 64 lists and quotes in each other.',
        offset: text.indexOf('> >'),
      },
    ])
    expect(sections.map(({ kind, heading, text }) => [kind, heading, text.slice(-9)])).toEqual([
      ['symptoms', 'Symptoms', 'It hangs.'],
      ['cause', 'Cause', 'ep\nand on'],
    ])
    expect(sections[0]!.blocks).toHaveLength(1)
  })
})
