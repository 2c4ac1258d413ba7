import { describe, expect, it } from 'vitest'
import { readLines } from '../../src/body/line.ts'
import { type PageStyle, readPageLines } from '../../src/dialect/page.ts'

const plain: PageStyle = { title: 'first', products: 'head', headings: 'bare' }

function read(text: string, style: PageStyle = plain) {
  const { fields, products, sections, marks, issues } = readPageLines(text, readLines(text), style)
  return {
    ...Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value])),
    products: products.map(({ passage }) => passage.text),
    sections: sections.map(({ heading, text }) => [heading, text]),
    marks: marks
      .filter(({ role }) => role !== 'blank')
      .map(({ role, span }) => `${role}: ${text.slice(...span).trim()}`),
    issues: issues.map(({ code }) => code),
  }
}

describe('readPageLines', () => {
  it('takes head and foot off the body', () => {
    const text = [
      'The Title',
      '',
      'Article ID: Q999999',
      '',
      'APPLIES TO',
      '  • Plum 1',
      '',
      'CAUSE',
      '',
      'Rust.',
      '',
      'Additional query words: oxide',
      'Keywords: kbhw',
      '© 1999 Microsoft Corporation. All rights reserved.',
    ].join('\n')
    expect(read(text)).toEqual({
      title: 'The Title',
      id: 'Q999999',
      products: ['Plum 1'],
      sections: [['CAUSE', 'Rust.']],
      queryWords: 'oxide',
      keywords: 'kbhw',
      marks: [
        'header: The Title',
        'header: Article ID: Q999999',
        'applies-to: APPLIES TO\n  • Plum 1',
        'footer: Additional query words: oxide',
        'footer: Keywords: kbhw',
        'legal: © 1999 Microsoft Corporation. All rights reserved.',
      ],
      issues: [],
    })
  })

  it('takes any first line for the title, even one of versions', () => {
    expect(read('Windows 95\n\nCAUSE\n\nRust.')).toMatchObject({ title: 'Windows 95' })
  })

  it('takes a title over an id only where one is asked for', () => {
    const style = { ...plain, title: 'over-id' } as const
    expect(read('A Title\n\nArticle ID: 999999\n\nBody.', style)).toMatchObject({ title: 'A Title' })
    expect(read('A line.\n\nAnother.', style)).not.toHaveProperty('title')
    expect(read('A line.\n\nArticle ID: 999999', { ...plain, title: 'none' })).not.toHaveProperty('title')
  })

  it('takes the id off the end of a title', () => {
    const style = { ...plain, title: 'with-id' } as const
    expect(read('Plum (Trial) Ends (999999)\n\nBody.', style)).toMatchObject({
      title: 'Plum (Trial) Ends',
      id: 'Q999999',
    })
    expect(read('Plum (Trial)\n\nBody.', style)).toMatchObject({ title: 'Plum (Trial)' })
  })

  it('keeps the first of two ids and dates', () => {
    const text = 'T\nArticle ID: Q999999\nID: Q888888\nLast reviewed: May 1, 1999\nLast reviewed: May 2, 1999'
    expect(read(text)).toMatchObject({ id: 'Q999999', lastModified: '1999-05-01' })
  })

  it('says where a list of products is lost', () => {
    const found = read('T\n\nThe information in this article applies to:\n\nCAUSE\n\nRust.')
    expect(found).toMatchObject({
      products: [],
      issues: ['missing-products'],
      sections: [['CAUSE', 'Rust.']],
    })
    expect(read('T\n\nCAUSE\n\nRust.').issues).toEqual([])
  })

  it('keeps a notice before the products as text of its own', () => {
    expect(read('T\n\nBeware.\n\nAPPLIES TO\n\n• A\n\nBody.').sections).toEqual([
      [null, 'Beware.'],
      [null, 'Body.'],
    ])
  })

  it('does not look for products under a heading', () => {
    const found = read('T\n\nBody.\n\nCAUSE\n\nAPPLIES TO\n\n• A')
    expect(found).toMatchObject({
      products: [],
      sections: [
        [null, 'Body.'],
        ['CAUSE', 'APPLIES TO\n\n• A'],
      ],
    })
  })

  it('reads loose metadata before the products', () => {
    expect(read('T\n\nID: Q999999\n\n1.0 WINDOWS kbsetup\n\nAPPLIES TO\n\n• A\n\nBody.')).toMatchObject({
      products: ['A'],
      sections: [[null, 'Body.']],
    })
  })

  it('reads metadata of any words right under the id where the layout has such a line', () => {
    const style = { ...plain, metadataUnderId: true }
    const under = (line: string) => read(`T\nArticle ID: Q999999\n${line}\n\nBody.`, style).sections
    expect(under('4.0 PLUMNT plumsrv')).toEqual([[null, 'Body.']])
    expect(under('Wait a minute.')).toEqual([[null, 'Wait a minute.\n\nBody.']])
    expect(under('CAUSE')).toEqual([['CAUSE', 'Body.']])
    expect(under('\n4.0 PLUMNT plumsrv')).toEqual([[null, '4.0 PLUMNT plumsrv\n\nBody.']])
    expect(read('T\nID: Q999999\n4.0 PLUMNT plumsrv', plain).sections).toEqual([[null, '4.0 PLUMNT plumsrv']])
  })

  it('puts a blank line in the place of chrome inside the body', () => {
    const found = read('T\n\nCAUSE\n\nRust.\nBack to the top\nMore rust.')
    expect(found.sections).toEqual([['CAUSE', 'Rust.\n\nMore rust.']])
    expect(found.marks).toContain('chrome: Back to the top')
  })

  it('takes a phrase of page edges for chrome only there', () => {
    expect(read('T\n\nCAUSE\n\nProperties\n\nRust.').sections).toEqual([['CAUSE', 'Properties\n\nRust.']])
    expect(read('T\n\nCAUSE\n\nRust.\n\nProperties').sections).toEqual([['CAUSE', 'Rust.']])
  })

  it.each(['Version: 4.0', 'Platform: x86', '='.repeat(70)])(
    'leaves a last line of the body that a footer might have: %s',
    (line) => {
      expect(read(`T\n\nCAUSE\n\nRust.\n\n${line}`).sections).toEqual([['CAUSE', `Rust.\n\n${line}`]])
    },
  )

  it('takes such lines for the footer among surer ones', () => {
    const rule = '='.repeat(70)
    const found = read(`T\n\nCAUSE\n\nRust.\n\n${rule}\nKeywords : kbhw\nVersion : 4.0\n${rule}\n`)
    expect(found).toMatchObject({ keywords: 'kbhw', versions: '4.0', sections: [['CAUSE', 'Rust.']] })
  })

  it('finds no foot in the middle of a body', () => {
    const found = read('T\n\nKeywords: kbhw\n\nThe line above is an example.')
    expect(found.sections).toEqual([[null, 'Keywords: kbhw\n\nThe line above is an example.']])
  })

  it('reads keywords on the line under their label, if they are words', () => {
    const foot = (text: string) => read(`T\n\nCAUSE\n\nRust.\n\n${text}`)
    expect(foot('Keywords:\n\nkbhw kbprb')).toMatchObject({ keywords: 'kbhw kbprb' })
    expect(foot('Keywords:\nThis is a sentence!')).not.toHaveProperty('keywords')
    expect(foot('Keywords:\nAdditional query words: rust')).not.toHaveProperty('keywords')
  })

  it('joins wrapped query words, but no heading', () => {
    expect(read('T\n\nBody.\n\nAdditional query words: a b\nc d')).toMatchObject({ queryWords: 'a b c d' })
    expect(read('T\n\nBody.\n\nAdditional query words: a b\nCAUSE').sections.at(-1)).toEqual(['CAUSE', ''])
  })

  it('reads categories as keywords where there are no others', () => {
    expect(read('T\n\nBody.\n\nKBCategory: kbhw\nKBSubcategory: rust')).toMatchObject({
      keywords: 'kbhw rust',
    })
  })

  it('reads a wrapped disclaimer', () => {
    const legal = 'THE INFORMATION PROVIDED IN THE MICROSOFT KNOWLEDGE\nBASE COMES WITHOUT ANY\nPROMISE.'
    expect(read(`T\n\nBody.\n\n${legal}\n`).marks).toContain(`legal: ${legal}`)
  })

  it('reads products without bullets only where they may stand anywhere', () => {
    const text = 'APPLIES TO\n\nPlum 1\nPlum 2\n\nBody.'
    expect(read(text, { ...plain, title: 'none', products: 'anywhere' }).products).toEqual([
      'Plum 1',
      'Plum 2',
    ])
    expect(read(text, { ...plain, title: 'none' }).products).toEqual([])
  })

  it.each([
    'APPLIES TO\n\nThis is a sentence.',
    'APPLIES TO\n\nCAUSE',
    'APPLIES TO\n\nID: Q999999',
    'APPLIES TO',
  ])('takes nothing else for such products: %j', (text) => {
    expect(read(text, { ...plain, title: 'none', products: 'anywhere' }).products).toEqual([])
  })

  describe('translated', () => {
    const style: PageStyle = { title: 'first', products: 'foot', headings: 'bare', translated: true }
    const foot = [
      'Ιδιότητες',
      '',
      'Αναγνωριστικό: 999999 - Τελευταία αναθεώρηση: 2/17/2005 - Αναθεώρηση: 2.0',
      '',
      'Ισχύει για:',
      '',
      '  • Plum 1',
      '',
      'Λέξεις: kbhw KB999999',
    ]

    it('reads a foot in any language by its numbers and bullets', () => {
      expect(read(['Τίτλος', '', 'SUMMARY', '', 'Σκουριά.', '', ...foot].join('\n'), style)).toMatchObject({
        title: 'Τίτλος',
        id: 'Q999999',
        products: ['Plum 1'],
        keywords: 'kbhw KB999999',
        sections: [['SUMMARY', 'Σκουριά.']],
      })
    })

    it('passes over unknown lines before the one with the id', () => {
      const text = ['Τίτλος', 'Μεταφράσεις', 'Αναγνωριστικό: 999999 - Προϊόντα', '', 'Σκουριά.'].join('\n')
      expect(read(text, style)).toMatchObject({ id: 'Q999999', sections: [[null, 'Σκουριά.']] })
    })

    it('does not take a title with a number for the id', () => {
      expect(read('STOP: 123456\nArticle ID: 999999\n\nBody.', style)).toMatchObject({
        title: 'STOP: 123456',
        id: 'Q999999',
      })
    })

    it('leaves a list at the end of the body where it is', () => {
      expect(read('T\n\nBody:\n\n  • One\n  • Two', style).sections).toEqual([
        [null, 'Body:\n\n  • One\n  • Two'],
      ])
    })
  })
})
