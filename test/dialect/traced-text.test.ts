import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDecoded, TracedText } from '../../src/dialect/traced-text.ts'

/** The source of each run of the decoded text that stands together. */
function trace(decoded: string, source: string, collapse = false): [string, string][] {
  const text = new TracedText({ collapse })
  addDecoded(text, decoded, source, 0, source.length)
  const passage = text.passage(0)
  const starts = passage.pieces.filter((_, i) => i % 2 === 0)
  return starts.map((start, i) => {
    const end = starts[i + 1] ?? passage.text.length
    return [passage.text.slice(start, end), source.slice(...passage.spanOf(start, end))]
  })
}

describe('addDecoded', () => {
  test.each<[string, string, string, [string, string][]]>([
    ['verbatim text is one run', 'a b', 'a b', [['a b', 'a b']]],
    [
      'an entity is traced to its sign',
      'a & b',
      'a &amp; b',
      [
        ['a &', 'a &'],
        [' b', ' b'],
      ],
    ],
    [
      'a number is too',
      'aAb',
      'a&#65;b',
      [
        ['aA', 'a&'],
        ['b', 'b'],
      ],
    ],
    [
      'two entities in a row',
      '<>',
      '&lt;&gt;',
      [
        ['<', '&'],
        ['>', '&'],
      ],
    ],
    [
      'a character of two units',
      'a😀b',
      'a&#x1F600;b',
      [
        ['a😀', 'a&#'],
        ['b', 'b'],
      ],
    ],
    [
      'an entity that stands for the start of another',
      '&lt;',
      '&amp;lt;',
      [
        ['&', '&'],
        ['lt;', 'lt;'],
      ],
    ],
    ['an unknown entity stays', '&foo; x &', '&foo; x &amp;', [['&foo; x &', '&foo; x &']]],
    [
      'an escaped character follows its backslash',
      'a*b',
      'a\\*b',
      [
        ['a', 'a'],
        ['*b', '*b'],
      ],
    ],
    [
      'CRLF is its line feed',
      'a\nb',
      'a\r\nb',
      [
        ['a', 'a'],
        ['\nb', '\nb'],
      ],
    ],
    [
      'quotes before a line are skipped',
      'a\nb',
      'a\n> > b',
      [
        ['a\n', 'a\n'],
        ['b', 'b'],
      ],
    ],
    [
      'dropped characters are skipped',
      'ab',
      'a\0b',
      [
        ['a', 'a'],
        ['b', 'b'],
      ],
    ],
  ])('%s', (_, decoded, source, expected) => {
    expect(trace(decoded, source)).toEqual(expected)
  })

  test('what stands nowhere in the source is traced inside it', () => {
    expect(trace('xyz', 'abc')).toEqual([['xyz', 'abc']])
    expect(trace('a xyz', 'a b c d')).toEqual([['a xyz', 'a b c']])
  })
})

describe('collapsing', () => {
  test('blanks between texts become one, none at both ends', () => {
    const text = new TracedText({ collapse: true })
    text.add('  a \n b', 0)
    text.separate(9)
    text.separate(10)
    text.add('c ', 12)
    expect(text.passage(0).text).toBe('a b c')
    expect(text.passage(0).pieces).toEqual([0, 2, 2, 6, 3, 9, 4, 12])
  })

  test('an empty text stands where it is told', () => {
    const text = new TracedText({ collapse: true })
    text.add(' \n', 3)
    expect(text.length).toBe(0)
    expect(text.passage(7).span).toEqual([7, 7])
  })
})

describe('properties', () => {
  const named: Record<string, string> = {
    '&amp;': '&',
    '&lt;': '<',
    '&quot;': '"',
    '&#65;': 'A',
    '&#x1F600;': '😀',
  }
  const part = fc.oneof(
    fc.constantFrom(...Object.keys(named)).map((source) => ({ source, text: named[source]! })),
    fc.stringMatching(/^[a-z .]{1,6}$/).map((text) => ({ source: text, text })),
  )

  test('a verbatim character is traced to itself, a decoded one to its entity', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        const source = parts.map((p) => p.source).join('')
        const decoded = parts.map((p) => p.text).join('')
        const text = new TracedText({ collapse: false })
        addDecoded(text, decoded, source, 0, source.length)
        const passage = text.passage(0)
        expect(passage.text).toBe(decoded)
        let at = 0
        let place = 0
        for (const p of parts) {
          expect(passage.spanOf(at, at + 1)[0]).toBe(place)
          at += p.text.length
          place += p.source.length
        }
      }),
      { numRuns: 2_000, seed: 20261121 },
    )
  })

  test('no text leaves the source', () => {
    const any = fc.string({
      unit: fc.constantFrom('a', 'b', '&', 'a', 'm', 'p', ';', '\n', '\\', ' '),
      maxLength: 30,
    })
    fc.assert(
      fc.property(any, any, (a, b) => {
        const [decoded, source] = a.length < b.length ? [a, b] : [b, a]
        const text = new TracedText({ collapse: false })
        addDecoded(text, decoded, source, 0, source.length)
        const passage = text.passage(0)
        for (let i = 0; i < decoded.length; i++) {
          const [from, to] = passage.spanOf(i, i + 1)
          expect(from).toBeGreaterThanOrEqual(0)
          expect(to).toBeLessThanOrEqual(source.length)
        }
      }),
      { numRuns: 5_000, seed: 20261121 },
    )
  })
})
