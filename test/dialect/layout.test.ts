import { expect, test } from 'vitest'
import type { PartRole, Span } from '../../src/article/article.ts'
import { tile } from '../../src/dialect/layout.ts'

//              0123456789012345678901234567890
const source = 'head\n\nbody one\nbody two  \nfoot\n'

function parts(marks: readonly [PartRole, ...Span][], sections: readonly Span[] = []): unknown {
  const layout = {
    marks: marks.map(([role, from, to]) => ({ role, span: [from, to] as const })),
    sections: sections.map((span) => ({ kind: 'other' as const, heading: null, text: '', span, blocks: [] })),
  }
  return tile(source, layout).map(({ role, span }) => [role, source.slice(...span)])
}

test('marks and sections come in the order of the text, blanks between them', () => {
  expect(
    parts(
      [
        ['footer', 26, 31],
        ['header', 0, 5],
      ],
      [
        [6, 14],
        [15, 23],
      ],
    ),
  ).toEqual([
    ['header', 'head\n'],
    ['blank', '\n'],
    ['section', 'body one'],
    ['blank', '\n'],
    ['section', 'body two'],
    ['blank', '  \n'],
    ['footer', 'foot\n'],
  ])
})

test('what nobody recognised is unknown', () => {
  expect(parts([['header', 0, 5]])).toEqual([
    ['header', 'head\n'],
    ['unknown', '\nbody one\nbody two  \nfoot\n'],
  ])
  expect(parts([])).toEqual([['unknown', source]])
})

test('neighbours of one role are one part, but sections are not', () => {
  expect(
    parts(
      [
        ['header', 0, 2],
        ['header', 2, 5],
      ],
      [
        [6, 10],
        [10, 31],
      ],
    ),
  ).toEqual([
    ['header', 'head\n'],
    ['blank', '\n'],
    ['section', 'body'],
    ['section', ' one\nbody two  \nfoot\n'],
  ])
})

test('of two that overlap the earlier one wins', () => {
  expect(
    parts([
      ['header', 0, 10],
      ['footer', 5, 31],
    ]),
  ).toEqual([
    ['header', 'head\n\nbody'],
    ['footer', ' one\nbody two  \nfoot\n'],
  ])
  expect(
    parts([
      ['header', 0, 31],
      ['footer', 5, 9],
    ]),
  ).toEqual([['header', source]])
})

test('a mark without a visible character is blank, and an empty one is nothing', () => {
  expect(
    parts([
      ['header', 0, 4],
      ['chrome', 4, 6],
      ['legal', 6, 6],
      ['footer', 6, 31],
    ]),
  ).toEqual([
    ['header', 'head'],
    ['blank', '\n\n'],
    ['footer', 'body one\nbody two  \nfoot\n'],
  ])
})

test('hard blanks and byte-order marks are blank', () => {
  expect(tile('\ufeff\u00a0 x', { marks: [], sections: [] })).toEqual([{ role: 'unknown', span: [0, 4] }])
  const marks = [{ role: 'header' as const, span: [3, 4] as const }]
  expect(tile('\ufeff\u00a0 x', { marks, sections: [] })[0]).toEqual({ role: 'blank', span: [0, 3] })
})
