import { describe, expect, it } from 'vitest'
import { readLines } from '../../src/body/line.ts'
import { readFooter } from '../../src/dialect/footer.ts'

const open = '='.repeat(70)
const close = '='.repeat(77)
const prose = ['Some words of', 'the body.']

function read(...text: string[]) {
  const source = text.join('\n')
  const { fields, categories, marks, body } = readFooter(readLines(source))
  for (const field of Object.values(fields)) {
    expect(source.slice(...field.span).replace(/\s+/g, ' ')).toBe(field.value)
  }
  return {
    ...Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value])),
    categories: categories?.value,
    mark: marks.map(({ span }) => source.slice(...span))[0],
    body: body.map((line) => line.text).filter((line) => line !== ''),
  }
}

describe('readFooter', () => {
  const block = [
    open,
    'Keywords          : kbsetup kberrmsg ',
    'Component         : Setup',
    'Technology        : kbPlumSearch',
    'Version           : :4.0',
    'Platform          : winnt',
    'Hardware          : ALPHA x86',
    'Issue type        : kbbug',
    'Solution Type     : kbfix',
    '',
    close,
    '',
  ]

  it('reads every field of a whole footer', () => {
    expect(read(...prose, '', 'Additional query words: plum jam', '', ...block)).toEqual({
      queryWords: 'plum jam',
      keywords: 'kbsetup kberrmsg',
      components: 'Setup',
      technologies: 'kbPlumSearch',
      versions: ':4.0',
      operatingSystems: 'winnt',
      hardware: 'ALPHA x86',
      issueTypes: 'kbbug',
      solutionTypes: 'kbfix',
      categories: undefined,
      mark: ['Additional query words: plum jam', '', ...block].join('\n'),
      body: prose,
    })
  })

  it.each([
    'Additional query words: plum',
    'Additional reference words: plum',
    'Additional querey words: plum',
    'Additional qeury words: plum',
    'ADDITIONAL QUERY WORDS: plum',
  ])('knows "%s"', (label) => {
    expect(read(...prose, '', label, '', ...block)).toMatchObject({ queryWords: 'plum', body: prose })
  })

  it('joins query words wrapped on a second line', () => {
    expect(read(...prose, '', 'Additional query words: plum jam', 'quince', '', ...block)).toMatchObject({
      queryWords: 'plum jam quince',
      body: prose,
    })
  })

  it('takes query words that begin on the line below their label', () => {
    expect(read(...prose, '', 'Additional query words:', 'quince', ...block)).toMatchObject({
      queryWords: 'quince',
    })
  })

  it('leaves out an empty field', () => {
    const found = read(...prose, '', 'Additional query words:', '', open, 'Keywords          :  ', '', close)
    expect(found).not.toHaveProperty('queryWords')
    expect(found).not.toHaveProperty('keywords')
    expect(found.body).toEqual(prose)
  })

  it('finds the rule right under the query words', () => {
    expect(read(...prose, '', 'Additional query words: plum', ...block)).toMatchObject({
      queryWords: 'plum',
      body: prose,
    })
  })

  it('finds the rule right under the last line of the body', () => {
    expect(read(...prose, ...block)).toMatchObject({ keywords: 'kbsetup kberrmsg', body: prose })
  })

  it('finds a footer without fields', () => {
    const found = read(
      ...prose,
      '',
      'Additional reference words: plum',
      'KBCategory: kbprg',
      'KBSubcategory:',
      open,
      '',
      close,
    )
    expect(found).toMatchObject({ queryWords: 'plum', categories: 'kbprg', body: prose })
    expect(found.mark).toContain(open)
  })

  it('reads categories above or below the query words', () => {
    expect(
      read(
        ...prose,
        '',
        'KBCategory: kbprint',
        'KBSubcategory: win30',
        '',
        'Additional query words: 3.00',
        '',
        ...block,
      ),
    ).toMatchObject({ queryWords: '3.00', categories: 'kbprint win30', body: prose })
  })

  it('reads the older footer, which has labels alone over one rule', () => {
    expect(
      read(
        ...prose,
        '',
        'Additional reference words: blink',
        'move',
        'KBCategory: kbtool',
        'KBSubcategory:',
        '',
        close,
      ),
    ).toMatchObject({ queryWords: 'blink move', categories: 'kbtool', body: prose })
  })

  it('leaves labels in the middle of the body alone', () => {
    const body = ['KBCategory: kbprg', '', 'More words.']
    expect(read(...body)).toMatchObject({
      categories: undefined,
      mark: undefined,
      body: body.filter(Boolean),
    })
  })

  it('takes no line of the body for a field where no rule stands over it', () => {
    const body = ['Set these:', '', 'Version: 4']
    expect(read(...body)).toMatchObject({ mark: undefined, body: body.filter(Boolean) })
  })

  it('reads a value of 1,671 characters', () => {
    const words = 'kbPlumSearch '.repeat(129).trim().slice(0, 1671)
    expect(read(...prose, open, `Technology        : ${words}`, '', close)).toMatchObject({
      technologies: words,
    })
  })

  it('gives an empty text back', () => {
    expect(read('')).toEqual({ categories: undefined, mark: undefined, body: [] })
  })

  it('stays linear on a text of labels alone', () => {
    const lines = readLines('KBCategory: kbprg\n'.repeat(20_000))
    const begin = performance.now()
    expect(readFooter(lines).body).toEqual([])
    expect(performance.now() - begin).toBeLessThan(1000)
  })
})
