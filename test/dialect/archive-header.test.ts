import { describe, expect, it } from 'vitest'
import { readLines } from '../../src/body/line.ts'
import { readArchiveHeader, valueAfter } from '../../src/dialect/archive-header.ts'

const header = [
  'Article: Q100001',
  'Product(s): Plum Server',
  'Version(s): winnt:4.0',
  'Operating System(s): MS-DOS | OS/2',
  'Keyword(s): kbsetup kbjam',
  'Last Modified: 27-OCT-2000',
]

function read(lines: readonly string[], from = 0) {
  const source = lines.join('\n')
  const { fields, program, marks, issues, next } = readArchiveHeader(readLines(source), from)
  return {
    values: Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value])),
    printed: Object.fromEntries(
      Object.entries(fields).map(([name, { span }]) => [name, source.slice(...span)]),
    ),
    program,
    marks: marks.map(({ role, span }) => [role, source.slice(...span)]),
    issues: issues.map(({ code, offset }) => [code, offset]),
    next,
  }
}

describe('readArchiveHeader', () => {
  it('reads the six lines, each with its place', () => {
    expect(read([...header, '', 'SUMMARY'])).toEqual({
      values: {
        id: 'Q100001',
        versions: 'winnt:4.0',
        operatingSystems: 'MS-DOS | OS/2',
        keywords: 'kbsetup kbjam',
        lastModified: '2000-10-27',
      },
      printed: {
        id: 'Q100001',
        versions: 'winnt:4.0',
        operatingSystems: 'MS-DOS | OS/2',
        keywords: 'kbsetup kbjam',
        lastModified: '27-OCT-2000',
      },
      program: 'Plum Server',
      marks: [['header', `${header.join('\n')}\n`]],
      issues: [],
      next: 6,
    })
  })

  it('gives empty fields no entry', () => {
    const { values, program } = read([
      'Article:',
      'Product(s):',
      'Version(s): ',
      'Keyword(s):',
      'Last Modified:',
    ])
    expect([values, program]).toEqual([{}, ''])
  })

  it('ends at the first line that is none of the six', () => {
    expect(read(['Article: Q100001', 'Author: Plum', 'Keyword(s): kbjam'])).toMatchObject({
      values: { id: 'Q100001' },
      next: 1,
    })
  })

  it('begins where it is told', () => {
    expect(read(['Title', ...header], 1)).toMatchObject({ values: { id: 'Q100001' }, next: 7 })
    expect(read(['Title'], 0)).toMatchObject({ values: {}, marks: [], next: 0 })
  })

  it('takes no id that is none', () => {
    expect(read(['Article: plum']).values).toEqual({})
    expect(read(['Article: Q100001 (old)']).printed).toEqual({ id: 'Q100001' })
  })

  it('reports a date that no calendar has', () => {
    expect(read(['Last Modified: 31-FEB-1999'])).toMatchObject({ values: {}, issues: [['odd-date', 15]] })
  })
})

describe('valueAfter', () => {
  it('skips the blanks after the label', () => {
    const [line] = readLines('Key:   plum jam')
    expect(valueAfter(line!, 4)).toEqual({ value: 'plum jam', span: [7, 15] })
    expect(valueAfter(readLines('Key:')[0]!, 4)).toEqual({ value: '', span: [4, 4] })
  })
})
