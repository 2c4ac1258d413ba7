import { describe, expect, test } from 'vitest'
import { readLines } from '../../src/body/line.ts'
import { type HeadingStyle, kindOfHeading, readSections } from '../../src/body/section.ts'

const read = (style: HeadingStyle, ...lines: string[]) => readSections(readLines(lines.join('\n')), style)
const outline = (style: HeadingStyle, ...lines: string[]) =>
  read(style, ...lines).map(({ kind, heading, text }) => [kind, heading, text])

describe('a heading names a kind', () => {
  test.each([
    ['SYMPTOM', 'symptoms'],
    ['symptoms', 'symptoms'],
    ['Issue Symptoms', 'symptoms'],
    ['CAUSE', 'cause'],
    ['Causes', 'cause'],
    ['RESOLUTION', 'resolution'],
    ['Resolutions', 'resolution'],
    ['Solution', 'resolution'],
    ['Fix', 'resolution'],
    ['WORKAROUND', 'workaround'],
    ['Workarounds', 'workaround'],
    ['Status', 'status'],
    ['MORE INFORMATION', 'more-information'],
    ['Additional Information', 'more-information'],
    ['Summary', 'summary'],
    ['Introduction', 'summary'],
    ['Overview', 'summary'],
    ['References', 'references'],
    ['Reference', 'references'],
    ['See Also', 'references'],
    ['Question', 'question'],
    ['Problem', 'question'],
    ['Response', 'response'],
    ['Answer', 'response'],
    ['## More \u00a0Information: ', 'more-information'],
    ['Cause.', 'cause'],
    ['Causes of it', 'other'],
    ['', 'other'],
  ])('"%s" is %s', (heading, kind) => {
    expect(kindOfHeading(heading)).toBe(kind)
  })
})

describe('ruled headings', () => {
  test('cut a body into sections', () => {
    expect(
      outline(
        'ruled',
        'Before.',
        '',
        'SYMPTOMS',
        '========',
        '',
        'It hangs.',
        '',
        '  Often.',
        '',
        'Tapes',
        '=====',
        '',
      ),
    ).toEqual([
      ['other', null, 'Before.'],
      ['symptoms', 'SYMPTOMS', 'It hangs.\n\n  Often.'],
      ['other', 'Tapes', ''],
    ])
  })

  test('belong to the span of their section, blank lines do not', () => {
    const spans = read('ruled', '', 'Before.', '', 'CAUSE', '=====', '', 'Age.', '', 'STATUS', '======', '')
    expect(spans.map(({ span }) => span)).toEqual([
      [1, 8],
      [10, 27],
      [29, 42],
    ])
  })

  test.each([
    ['of their own length', ['Tapes', '====='], ['Tapes']],
    ['not of one more', ['Tapes', '======'], [null]],
    ['of one more under a known name', ['CAUSE', '======'], ['CAUSE']],
    ['of one less under a known name', ['CAUSE', '===='], ['CAUSE']],
    ['not of two less', ['CAUSE', '==='], [null]],
    ['not indented', [' Tapes', '====='], [null]],
    ['not with an indented rule', ['Tapes', ' ====='], [null]],
    ['not a rule under a rule', ['=====', '====='], [null]],
    ['not with other signs', ['Tapes', '==-=='], [null]],
    ['of dashes under a known name', ['CAUSE', '-----'], ['CAUSE']],
    ['not of dashes under another', ['TAPES', '-----'], [null]],
    ['not of dashes under one in lower case', ['Cause', '-----'], [null]],
    ['not of dashes under a question', ['PROBLEM', '-------'], [null]],
    ['not of dashes under one with a colon', ['CAUSE:', '------'], [null]],
    ['not of dashes under a short one', ['FIX', '---'], [null]],
    ['not at the end', ['CAUSE'], [null]],
  ] as const)('have a rule %s', (_, lines, headings) => {
    expect(read('ruled', ...lines).map(({ heading }) => heading)).toEqual(headings)
  })

  test('of dashes are sub-headings where the heading stands elsewhere', () => {
    const sections = read('ruled', 'CAUSE', '=====', '', 'Age.', '', 'CAUSE', '-----', '', 'Dust.', '')
    expect(sections.map(({ blocks }) => blocks.map(({ type }) => type))).toEqual([
      ['paragraph', 'subheading', 'paragraph'],
    ])
  })

  test('of dashes take their place among the others', () => {
    expect(
      outline('ruled', 'CAUSE', '-----', 'Age.', 'STATUS', '======', 'Open.').map(([kind]) => kind),
    ).toEqual(['cause', 'status'])
  })
})

describe('other headings', () => {
  test('are bare known names in upper case', () => {
    const lines = ['SYMPTOMS', 'It hangs.', 'Cause', 'TAPES', 'MORE INFORMATION', 'FIX', 'PROBLEM', 'ANSWER']
    expect(outline('bare', ...lines)).toEqual([
      ['symptoms', 'SYMPTOMS', 'It hangs.\nCause\nTAPES'],
      ['more-information', 'MORE INFORMATION', 'FIX\nPROBLEM\nANSWER'],
    ])
    expect(outline('ruled', 'SYMPTOMS', 'It hangs.')).toEqual([['other', null, 'SYMPTOMS\nIt hangs.']])
  })

  test('are labels alone on their line', () => {
    expect(
      outline(
        'label',
        'Question:',
        'Why?',
        'Response:',
        'Age.',
        'Problem:',
        'Dust.',
        'Answer:',
        'Why: no',
        'CAUSE',
      ),
    ).toEqual([
      ['question', 'Question:', 'Why?'],
      ['response', 'Response:', 'Age.'],
      ['question', 'Problem:', 'Dust.'],
      ['response', 'Answer:', 'Why: no\nCAUSE'],
    ])
    expect(outline('label', 'Question: why?', 'My Problem:')).toEqual([
      ['other', null, 'Question: why?\nMy Problem:'],
    ])
  })
})

test('no lines, or blank ones, are no section', () => {
  expect(read('ruled')).toEqual([])
  expect(read('ruled', '', ' ', '')).toEqual([])
})
