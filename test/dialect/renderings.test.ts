import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { rankDialects, readArticle } from '../../src/dialect/read-article.ts'
import { summarize } from '../support/record-summary.ts'

const root = new URL('../fixtures/', import.meta.url)
const folders = [
  'archive-page',
  'flattened-text',
  'msdn-cd-1998',
  'msdn-cd-1999',
  'msdn-cd-2000',
  'ftp-html-mirror',
  'archive-wiki',
  'support-site-2010',
  'unknown',
]
const texts = folders.flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, root))
    .filter((name) => name.endsWith('.txt'))
    .map((name) => readFileSync(new URL(`${folder}/${name}`, root), 'utf8')),
)

function check(text: string): void {
  const { sections, parts, issues, spans } = readArticle(text)
  expect(parts.map(({ span }) => text.slice(...span)).join('')).toBe(text)
  const all = [...sections.map(({ span }) => span), ...Object.values(spans)]
  for (const [from, to] of all) {
    expect(from).toBeGreaterThanOrEqual(0)
    expect(to).toBeGreaterThanOrEqual(from)
    expect(to).toBeLessThanOrEqual(text.length)
  }
  for (const { offset } of issues) expect(offset).toBeLessThanOrEqual(text.length)
}

describe('clues', () => {
  it('name the place where they were seen', () => {
    for (const text of texts) {
      for (const { clues, score } of rankDialects(text)) {
        expect(score).toBeLessThanOrEqual(100)
        for (const { offset } of clues) expect(offset).toBeLessThan(text.length)
      }
    }
  })
})

describe('a single mark', () => {
  it.each(['My tickets (123456)\n\nRust.', 'Rust.\n\nArticle Last Modified on 1/4/1999', '|\n\nRust.'])(
    'of a dialect does not make %j one',
    (text) => {
      expect(readArticle(text).issues.map(({ code }) => code)).toContain('unknown-dialect')
    },
  )
})

describe('texts that went through another editor', () => {
  it('read the same with a byte-order mark', () => {
    for (const text of texts)
      expect(summarize(readArticle(`\ufeff${text}`))).toEqual(summarize(readArticle(text)))
  })

  it('read the same with carriage returns', () => {
    for (const text of texts) {
      const returned = text.replaceAll('\n', '\r\n')
      expect(summarize(readArticle(returned))).toEqual(summarize(readArticle(text)))
    }
  })
})

describe('an archive page that contradicts itself', () => {
  it('has the id of its header, and an issue', () => {
    const { id, issues } = readArticle('Q999999: Rust\n\nArticle: Q888888\nProduct(s): Plum\n\nRust.')
    expect(id).toBe('Q888888')
    expect(issues).toContainEqual(expect.objectContaining({ code: 'id-mismatch' }))
  })
})

describe('texts that were cut off or torn', () => {
  it('are read up to any character', () => {
    for (const text of texts) {
      for (let length = 0; length < text.length; length += 31) check(text.slice(0, length))
    }
  })

  it('are read without any one of their lines', () => {
    for (const text of texts) {
      const lines = text.split('\n')
      for (let i = 0; i < lines.length; i++) check(lines.filter((_, l) => l !== i).join('\n'))
    }
  })

  it('are read with their lines in reverse', () => {
    for (const text of texts) check(text.split('\n').reverse().join('\n'))
  })
})

describe('texts of one line over and over', () => {
  const lines = [
    '',
    '|',
    '-',
    '1.',
    'CAUSE',
    'CAUSEThe',
    'APPLIES TO',
    'APPLIES TO\n\n',
    '  • Plum',
    'x\n• Plum',
    'Keywords:',
    'Keywords: kbhw',
    'Additional query words: a',
    'Version: 4.0',
    'Back to the top',
    'Properties',
    'Article ID: 999999',
    'Nummer: 999999 - Datum: 1.1.2000 - Version: 1.0',
    'The information in this article applies to:',
    'THE INFORMATION PROVIDED IN THE MICROSOFT KNOWLEDGE BASE IS.',
    '© 2000 Microsoft Corporation.',
    '**CAUSE**',
    '```',
    '// CAUSE',
    `${'='.repeat(70)}`,
    'CAUSE ===== Rust.',
    'an error: Disk full. ',
    '1. One. 2. Two. ',
  ]
  const heads = [
    'Title\nArticle ID: Q999999\nLast reviewed: May 1, 1999\n',
    'Title\nID: Q999999\n|\nThe information in this article applies to:\n',
    '|\nThe information in this article applies to:\nSUMMARYThis ',
    'Title (999999)\n\nModification Type:Major\n',
    'Microsoft KB Archive/999999\nFrom BetaArchive Wiki\n',
    'Title\nArticle ID: 999999 - View products that this article applies to.\n',
    'DOCUMENT:Q999999 01-MAY-1999 [plum] TITLE :Rust PRODUCT :Plum KEYWORDS: ',
    'Q999999: Title\n\nArticle: Q999999\nProduct(s): Plum\n',
    '',
  ]

  it.each(lines)('%j', (line) => {
    for (const head of heads) {
      const text = head + `${line}${head.startsWith('DOCUMENT') ? ' ' : '\n'}`.repeat(2_000)
      const begin = performance.now()
      check(text)
      expect(performance.now() - begin, head).toBeLessThan(1_500)
    }
  })
})
