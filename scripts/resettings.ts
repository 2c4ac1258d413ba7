// Is an article read alike in every layout?
//
//     npx tsx scripts/resettings.ts [COUNT] [LAYOUT] [ID...]      400 articles, all layouts
//
// Takes articles of the archive as the Markdown dialect reads them, sets each in the layouts of `dialects.md` 14, reads
// that back, and compares field by field. What a layout loses by its nature (the wiki has no title, line breaks take
// messages with them) is not compared. Prints a line a difference for named articles, else the figures and examples;
// writes the figures to scripts/results/resettings.json. Needs the archive in .corpus.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Article, Block, DialectName, Item, Section } from '../src/article/article.ts'
import { decode } from '../src/dialect/encoding.ts'
import { readArticle } from '../src/dialect/read-article.ts'
import {
  type Difference,
  differences,
  type RecordSummary,
  summarize,
} from '../test/support/record-summary.ts'
import { wrap } from './support/wrap.ts'

interface Layout {
  readonly dialect: DialectName
  /** `null` where this article cannot be set in the layout. */
  readonly set: (article: Article, source: string) => string | null
  /** What the layout keeps of a record. */
  readonly keeps: (record: RecordSummary, article: Article) => Partial<RecordSummary>
}

// --- what stands around the body --------------------------------------------------------------------------------------

const months = 'January February March April May June July August September October November December'.split(
  ' ',
)

function day(article: Article): { long: string; us: string } {
  const [year, month, date] = (article.lastModified ?? '1999-01-01').split('-').map(Number)
  return { long: `${months[month! - 1]} ${date}, ${year}`, us: `${month}/${date}/${year}` }
}

function digits(article: Article): string {
  return article.id!.slice(1)
}

function bullets(article: Article): string[] {
  return article.products.map(({ text, level }) => `${' '.repeat(3 * level - 1)}• ${text}`)
}

// --- bodies -----------------------------------------------------------------------------------------------------------

interface Setting {
  /** Width to which paragraphs are wrapped. */
  readonly width: number
  readonly indent: boolean
  readonly blankLines: boolean
  readonly pipeTables: boolean
}

const unwrapped: Setting = {
  width: Number.POSITIVE_INFINITY,
  indent: true,
  blankLines: true,
  pipeTables: false,
}

function setSections(article: Article, source: string, setting: Setting): string[] {
  return article.sections.flatMap((section) => [
    ...(setting.blankLines ? ['', ''] : []),
    ...(section.heading === null ? [] : [section.heading]),
    ...setBlocks(section.blocks, source, setting, 0),
  ])
}

function setBlocks(blocks: readonly Block[], source: string, setting: Setting, indent: number): string[] {
  return blocks.flatMap((block) => [
    ...(setting.blankLines ? [''] : []),
    ...setBlock(block, source, setting, indent),
  ])
}

function setBlock(block: Block, source: string, setting: Setting, indent: number): string[] {
  const margin = setting.indent ? ' '.repeat(indent) : ''
  switch (block.type) {
    case 'paragraph':
    case 'subheading':
      return wrap(block.text.replace(/\s+/g, ' '), setting.width).map((line) => margin + line)
    case 'note':
      return [
        ...wrap(`${block.label}: ${block.text}`, setting.width).map((line) => margin + line),
        ...setBlocks(block.blocks, source, setting, indent),
      ]
    case 'preformatted':
      return block.text.split('\n').map((line) => (setting.indent ? `${margin}   ${line}` : line.trim()))
    case 'list':
      return block.items.flatMap((item) => setItem('•', item, source, setting, indent))
    case 'steps':
      return block.items.flatMap((item) => setItem(`${item.number}.`, item, source, setting, indent))
    case 'table':
      if (!setting.pipeTables) return printedTable(source.slice(...block.span))
      return [
        'Collapse this tableExpand this table',
        ...[block.header, ...block.rows].map((row) => `| ${row.join(' | ')} |`),
      ]
  }
}

function setItem(mark: string, item: Item, source: string, setting: Setting, indent: number): string[] {
  const text = `${mark} ${item.text.replace(/\s+/g, ' ')}`
  const margin = setting.indent ? ' '.repeat(indent + 2) : ''
  return [
    ...wrap(text, setting.width).map((line) => margin + line),
    ...setBlocks(item.blocks, source, setting, indent + 5).filter(
      (line) => line !== '' || setting.blankLines,
    ),
  ]
}

function printedTable(text: string): string[] {
  return text.split('\n').map((line) => line.replace(/^\t/, '').trimEnd())
}

// --- layouts ----------------------------------------------------------------------------------------------------------

const phrase = 'The information in this article applies to:'
const capitals =
  'THE INFORMATION PROVIDED IN THE MICROSOFT KNOWLEDGE BASE COMES AS IT IS. NO WARRANTY. NO LIABILITY.'

function ownNumber(article: Article): string {
  return [...article.keywords, `KB${digits(article)}`].join(' ')
}

const layouts: readonly Layout[] = [
  {
    dialect: 'archive-page',
    set: (article, source) => {
      const title = `${article.id}: ${article.title}`
      const body = source.slice(source.indexOf('\n\tArticle:') + 1).replace(/^\t/gm, '')
      const chrome =
        'KnowledgeBase Archive\n\nAn Archive of Early Microsoft KnowledgeBase Articles\n\nView on GitHub\n\n'
      return `${chrome + title}\n\n${body.replace(/\n*\{% endraw %\}\s*$/, '\n')}`
    },
    keeps: (record) => record,
  },
  {
    dialect: 'flattened-text',
    set: (article) => {
      const id = article.id!
      const path = join('.corpus/txt', digits(article).padStart(6, '0').slice(0, 3), `${id}.TXT`)
      return existsSync(path) ? decode(readFileSync(path)).text.replace(/\s+/g, ' ') : null
    },
    keeps: ({ tables: _, messages: __, ...record }) => record,
  },
  {
    dialect: 'msdn-cd-1998',
    set: (article, source) =>
      [
        article.title,
        '',
        `Last reviewed: ${day(article).long}`,
        `Article ID: ${article.id}`,
        '95 WINDOWS kbreadme',
        '',
        ...(article.products.length > 0 ? [phrase, '', ...bullets(article)] : []),
        ...setSections(article, source, unwrapped),
        '',
        '',
        `Additional query words: ${article.queryWords.join(' ')}`,
        `KBCategory: ${article.keywords.join(' ')}`,
        'KBSubcategory:',
        '',
        '',
        capitals,
      ].join('\n'),
    keeps: (record) => record,
  },
  {
    dialect: 'msdn-cd-1999',
    set: (article, source) =>
      [
        article.title,
        `ID: ${article.id}`,
        '|',
        phrase,
        ...article.products.flatMap(({ text }) => ['-', text]),
        ...setSections(article, source, { width: 80, indent: false, blankLines: false, pipeTables: false }),
      ]
        .filter((line) => line !== '')
        .join('\n'),
    keeps: ({ lastModified: _, keywords: __, tables: ___, ...record }) => record,
  },
  {
    dialect: 'msdn-cd-2000',
    set: (article) =>
      [
        '| ',
        ` ${phrase} `,
        ` ${article.sections.map(gluedSection).join('')}${glued(article.queryWords.join(' '))}`,
        `Keywords          : ${article.keywords.join(' ')}  | `,
        `| Last Reviewed: ${day(article).long} © 2000 Microsoft Corporation. All rights reserved. Terms of Use. |`,
      ].join('\n'),
    keeps: (record) => ({
      id: null,
      title: null,
      products: [],
      lastModified: record.lastModified,
      keywords: record.keywords,
    }),
  },
  {
    dialect: 'ftp-html-mirror',
    set: (article, source) =>
      [
        `${article.title} (${digits(article)})`,
        '',
        '',
        '',
        ...(article.products.length > 0 ? [phrase, '', ...bullets(article), ''] : []),
        `This article was previously published under ${article.id}`,
        ...setSections(article, source, unwrapped),
        '',
        '',
        `Modification Type:MajorLast Reviewed:${day(article).us}`,
        `Keywords:${ownNumber(article)}`,
        '',
      ].join('\n'),
    keeps: (record) => record,
  },
  {
    dialect: 'archive-wiki',
    set: (article, source) =>
      [
        `Microsoft KB Archive/${digits(article)}`,
        '',
        'From BetaArchive Wiki',
        '',
        `Article ID: ${digits(article)}`,
        '',
        `Article Last Modified on ${day(article).us}`,
        '',
        '',
        ...(article.products.length > 0 ? ['APPLIES TO', '', ...bullets(article), '', ''] : []),
        `This article was previously published under ${article.id}`,
        ...setSections(article, source, unwrapped),
        '',
        '',
        `Additional query words: ${article.queryWords.join(' ')}`,
        '',
        `Keywords: ${ownNumber(article)}`,
        '',
      ].join('\n'),
    keeps: (record) => ({ ...record, title: null }),
  },
  {
    dialect: 'support-site-2010',
    set: (article, source) =>
      [
        article.title,
        '',
        'Article translations Article translations',
        `Article ID: ${digits(article)} - View products that this article applies to.`,
        `This article was previously published under ${article.id}`,
        'Expand all | Collapse all',
        ...setSections(article, source, { ...unwrapped, pipeTables: true }),
        '',
        'Properties',
        '',
        `Article ID: ${digits(article)} - Last Review: ${day(article).long} - Revision: 2.0`,
        '',
        ...(article.products.length > 0 ? ['APPLIES TO', '', ...bullets(article), ''] : []),
        'Keywords: ',
        ownNumber(article),
        '',
      ].join('\n'),
    keeps: (record) => record,
  },
]

/** Lists, code and tables are gone; headings and subheadings are glued to what follows. */
function gluedSection({ heading, blocks }: Section): string {
  const texts = blocks.flatMap((block) =>
    block.type === 'paragraph' || block.type === 'subheading' || block.type === 'note' ? [block.text] : [],
  )
  return `${heading ?? ''}${texts.map((text, t) => text + (blocks[t]?.type === 'subheading' ? '' : ' ')).join('')}`
}

function glued(words: string): string {
  return `Additional query words: ${words} `
}

// --- the comparison ---------------------------------------------------------------------------------------------------

const corpus = '.corpus/kb'
if (!existsSync(corpus)) {
  console.error(`${corpus}: not there. This measure needs the archive.`)
  process.exit(0)
}

const [count = '400', only = '', ...named] = process.argv.slice(2)
const ids = named.length > 0 ? named : sample(Number(count))
const figures: Record<string, { articles: number; alike: number; wrong: Record<string, number> }> = {}
const examples: Record<string, string[]> = {}

for (const id of ids) {
  const path = join(corpus, id.slice(1).padStart(6, '0').slice(0, 3), id, 'README.md')
  const source = readFileSync(path, 'utf8')
  const article = readArticle(source)
  if (article.dialect !== 'kb-markdown' || !isPlain(article)) continue
  for (const layout of layouts) {
    if (only !== '' && only !== 'all' && layout.dialect !== only) continue
    const text = layout.set(article, source)
    if (text !== null) compare(layout, article, text)
  }
}
for (const [field, list] of Object.entries(examples)) console.log(`${field}: ${list.slice(0, 12).join(' ')}`)
console.log(JSON.stringify(figures, null, 1))
if (named.length === 0) {
  const results = 'scripts/results/resettings.json'
  mkdirSync(dirname(results), { recursive: true })
  writeFileSync(results, `${JSON.stringify(figures, null, 2)}\n`)
}

function compare(layout: Layout, article: Article, text: string): void {
  const record = { ...summarize(article), dialect: layout.dialect }
  const expected = layout.keeps(record, article)
  const found = readArticle(text)
  const all = differences(expected as RecordSummary, summarize(found))
  figures[layout.dialect] ??= { articles: 0, alike: 0, wrong: {} }
  const figure = figures[layout.dialect]!
  figure.articles++
  if (all.length === 0) figure.alike++
  for (const field of new Set(all.map((difference) => difference.field))) {
    figure.wrong[field] = (figure.wrong[field] ?? 0) + 1
    examples[`${layout.dialect} ${field}`] ??= []
    examples[`${layout.dialect} ${field}`]!.push(article.id!)
  }
  if (named.length > 0) {
    for (const difference of all) console.log(show(layout, article, difference))
    if (process.env.SHOW !== undefined) console.log(text)
  }
}

function show(layout: Layout, article: Article, { field, expected, found }: Difference): string {
  return `${layout.dialect} ${article.id} ${field}\n    expected ${expected}\n    found    ${found}`
}

/** Headings that are none of the known names cannot be told without their rule. */
function isPlain(article: Article): boolean {
  return article.sections.every(({ kind, heading }, s) => kind !== 'other' || (s === 0 && heading === null))
}

/** Every n-th article, by id. */
function sample(size: number): string[] {
  const all = readdirSync(corpus)
    .filter((folder) => /^\d{3}$/.test(folder))
    .flatMap((folder) => readdirSync(join(corpus, folder)))
    .sort()
  const step = Math.max(1, Math.floor(all.length / size))
  return all.filter((_, i) => i % step === 0)
}
