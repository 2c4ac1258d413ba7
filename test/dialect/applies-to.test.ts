import { describe, expect, it } from 'vitest'
import { readLines } from '../../src/body/line.ts'
import { bulletLength, readAppliesTo, readProducts } from '../../src/dialect/applies-to.ts'

const rule = '-'.repeat(79)
const phrase = 'The information in this article applies to:'

function read(...text: string[]) {
  const source = text.join('\n')
  const { products, marks, before, after } = readAppliesTo(readLines(source))
  return {
    products: products.map(({ passage, level }) => `${level} ${passage.text}`),
    spelled: products.map(({ passage }) => source.slice(...passage.span)),
    marks: marks.map(({ role, span }) => [role, source.slice(...span).trim()]),
    before: before.map((line) => line.text).filter((line) => line !== ''),
    after: after.map((line) => line.text).filter((line) => line !== ''),
  }
}

describe('readAppliesTo', () => {
  it('reads one product a line, up to the closing rule', () => {
    const block = [rule, phrase, '', '- Plum Mail, version 2.0 ', '- Plum Fax ', rule]
    const found = read(...block, '', 'SUMMARY', '=======')
    expect(found.products).toEqual(['1 Plum Mail, version 2.0', '1 Plum Fax'])
    expect(found.spelled).toEqual(['Plum Mail, version 2.0', 'Plum Fax'])
    expect(found.after).toEqual(['SUMMARY', '======='])
    expect(found.marks).toEqual([['applies-to', block.join('\n').trim()]])
  })

  it('counts levels by indentation', () => {
    expect(
      read(
        rule,
        phrase,
        '',
        '- A Library, used with:',
        '   - B Compiler, on platform(s):',
        '      - the operating system: C',
        '         - the hardware: D',
        '   - E Compiler',
        '- F',
        rule,
      ).products,
    ).toEqual([
      '1 A Library, used with:',
      '2 B Compiler, on platform(s):',
      '3 the operating system: C',
      '4 the hardware: D',
      '2 E Compiler',
      '1 F',
    ])
  })

  it('takes an empty block as a block without products', () => {
    const found = read(rule, phrase, '', rule, '', 'Body.')
    expect(found.products).toEqual([])
    expect(found.after).toEqual(['Body.'])
  })

  it('reads 63 products', () => {
    const items = Array.from({ length: 63 }, (_, i) => `- Plum ${i}`)
    expect(read(rule, phrase, '', ...items, rule).products).toHaveLength(63)
  })

  it('passes over a line between the items that is no item', () => {
    const found = read(
      rule,
      phrase,
      '',
      '- A Wizard',
      '',
      'as they apply to:',
      '',
      '- B Studio',
      rule,
      'Body',
    )
    expect(found.products).toEqual(['1 A Wizard', '1 B Studio'])
    expect(found.after).toEqual(['Body'])
  })

  it('ends at the last item where the closing rule is missing', () => {
    const found = read(rule, phrase, '', '- A', '- B', '', 'CAUSE', '=====', '', 'Rust.')
    expect(found.products).toEqual(['1 A', '1 B'])
    expect(found.after).toEqual(['CAUSE', '=====', 'Rust.'])
  })

  it.each([
    [['3.10 3.11', '', 'WINDOWS', '', 'kbusage kberrmsg']],
    [['3.00 3.10 | 3.x', '', 'WINDOWS   | MS-DOS', '', 'kbprg']],
    [['MS-DOS:5.1,6.0; OS/2:5.1', '', 'WINDOWS NT:1.0,2.0', '', 'docerr']],
    [["'96-'97", '', 'WINDOWS MACINTOSH']],
    [['1.00', '', 'MACINTOSH', '', 'unconfirmed kb3rdparty']],
  ])('sets loose metadata aside: %j', (loose) => {
    const found = read(...loose, '', rule, phrase, '', '- A', rule, 'Body')
    expect(found.before).toEqual([])
    expect(found.marks[0]).toEqual(['header', loose[0]])
    expect(found.products).toEqual(['1 A'])
  })

  it('keeps a notice that stands before the block as body', () => {
    const found = read(
      'This article is about a test release.',
      'It may change.',
      '',
      rule,
      phrase,
      '',
      '- A',
      rule,
      'B',
    )
    expect(found.before).toEqual(['This article is about a test release.', 'It may change.'])
    expect(found.marks.map(([role]) => role)).toEqual(['applies-to'])
  })

  it.each([
    ['without a rule above', [phrase, '', '- A', '', 'Body']],
    ['without the colon', [rule, 'The information in this article applies to', 'Plum Mail and others.']],
    ['with more words', [rule, 'The information in this article applies to the following:', '', '- A']],
    ['below the first heading', ['SUMMARY', '=======', '', rule, phrase, '', '- A', rule]],
    ['under a subheading', ['A Topic', '-------', phrase]],
  ])('takes the phrase as prose %s', (_, text) => {
    const found = read(...text)
    expect(found.products).toEqual([])
    expect(found.marks).toEqual([])
    expect(found.after).toEqual(text.filter((line) => line !== ''))
  })

  it('leaves a second phrase to the body', () => {
    const found = read(rule, phrase, '', '- A', rule, '', 'SUMMARY', '=======', '', phrase, '', '- B')
    expect(found.products).toEqual(['1 A'])
    expect(found.after.slice(2)).toEqual([phrase, '- B'])
  })
})

describe('readProducts', () => {
  it('reads the bullets of other renderings, and stops at the first other line', () => {
    const lines = readLines('  • A\n     ◦ B\n\n  • C\nThis article')
    const { products, end } = readProducts(lines, 0)
    expect(products.map(({ passage, level }) => `${level} ${passage.text}`)).toEqual(['1 A', '2 B', '1 C'])
    expect(end).toBe(4)
  })

  it('takes an empty bullet for no product', () => {
    expect(readProducts(readLines('- A\n-\n- B'), 0)).toMatchObject({
      products: [{ level: 1 }, { level: 1 }],
      end: 3,
    })
  })
})

describe('bulletLength', () => {
  it.each([
    ['- A', 2],
    ['•   A', 4],
    ['-', 1],
    ['-A', 0],
    ['A - B', 0],
    ['', 0],
    ['-----', 0],
  ])('of "%s" is %d', (text, length) => {
    expect(bulletLength(text)).toBe(length)
  })
})
