import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { locate, readFrontMatter } from '../../src/dialect/front-matter.ts'

const block = (...lines: string[]): string => `---\n${lines.join('\n')}\n---\n`

describe('the fences', () => {
  test.each<[string, string, unknown, [number, number] | null]>([
    ['two plain fences', '---\nkb: a\n---\nText\n', { kb: 'a' }, [0, 14]],
    ['CRLF', '---\r\nkb: a\r\n---\r\nText', { kb: 'a' }, [0, 17]],
    ['lone CR', '---\rkb: a\r---\rText', { kb: 'a' }, [0, 14]],
    ['a byte-order mark before them', '\ufeff---\nkb: a\n---\n', { kb: 'a' }, [0, 15]],
    ['blanks behind them', '---  \t\nkb: a\n--- \nText', { kb: 'a' }, [0, 18]],
    ['the end of the text behind them', '---\nkb: a\n---', { kb: 'a' }, [0, 13]],
    ['nothing between them', '---\n---\nText', {}, [0, 8]],
    ['only a comment between them', '---\n# later\n---\nText', {}, [0, 16]],
    ['no fence', 'kb: a\n', null, null],
    ['a blank line first', '\n---\nkb: a\n---\n', null, null],
    ['a thematic break of four', '----\nkb: a\n---\n', null, null],
    ['a line of prose', '--- see below ---\nkb: a\n---\n', null, null],
    ['a second block in the body', '---\nkb: a\n---\n---\nkb: b\n---\n', { kb: 'a' }, [0, 14]],
  ])('%s', (_, text, data, span) => {
    expect(readFrontMatter(text)).toMatchObject({ data, span, issues: [] })
  })

  test('a block that is never closed is no block, and said so', () => {
    expect(readFrontMatter('---\nkb: a\n\nText\n')).toMatchObject({
      data: null,
      span: null,
      issues: [{ code: 'bad-front-matter', offset: 0 }],
    })
  })

  test('a language behind the fence closes the block to every reader', () => {
    expect(readFrontMatter('\ufeff---js\n{ kb: 1 }\n---\nText')).toMatchObject({
      data: null,
      span: [0, 21],
      issues: [
        {
          code: 'bad-front-matter',
          message: 'The front matter is not read: only --- may open it, not ---js.',
          offset: 1,
        },
      ],
    })
  })
})

describe('the values', () => {
  test.each<[string, string, unknown]>([
    ['versions keep their zeros', 'versions: [1.10, 012, 1e3]', { versions: ['1.10', '012', '1e3'] }],
    [
      'dates and words stay as they are written',
      'updated: 2026-11-21\non: yes\nno: null',
      { updated: '2026-11-21', on: 'yes', no: 'null' },
    ],
    ['a missing value is empty', 'kb:\ntitle: a', { kb: '', title: 'a' }],
    [
      'folded and literal texts',
      'a: >-\n  one\n  two\nb: |\n  three\n  four\n',
      { a: 'one two', b: 'three\nfour\n' },
    ],
    ['escapes', String.raw`a: "one\ttwo\u00e9"`, { a: 'one\ttwoé' }],
  ])('%s', (_, yaml, data) => {
    expect(readFrontMatter(block(yaml)).data).toEqual(data)
  })

  test('objects have no prototype, down to the last', () => {
    const { data } = readFrontMatter(block('rules:', '  - when: { any: [{ phrase: x }] }'))
    const bare = (value: unknown): boolean =>
      typeof value !== 'object' || value === null
        ? true
        : (Array.isArray(value) || Object.getPrototypeOf(value) === null) && Object.values(value).every(bare)
    expect(bare(data)).toBe(true)
  })

  test('equal texts give equal but separate values, the second time too', () => {
    const text = block('kb: a', 'list: [b]')
    const first = readFrontMatter(text)
    ;(first.data as { list: string[] }).list.push('c')
    expect(readFrontMatter(text).data).toEqual({ kb: 'a', list: ['b'] })
    const broken = block('kb: "\\q"')
    expect(readFrontMatter(broken).issues).toEqual(readFrontMatter(broken).issues)
    expect(readFrontMatter(broken).issues).toHaveLength(1)
  })

  test('what only the parser finds wrong is told with its place', () => {
    const text = '---\r\nkb: a\r\ntitle: "\\q"\r\n---\r\n'
    expect(readFrontMatter(text).issues).toEqual([
      {
        code: 'bad-front-matter',
        message: 'The front matter is not read: unknown escape sequence.',
        offset: text.indexOf('q'),
      },
    ])
  })
})

describe('locate', () => {
  const text = [
    '\ufeff---',
    'kb: a',
    'rules:',
    '  - id: x',
    '    when: { any: [{ phrase: y }] }',
    '---',
    '',
  ].join('\r\n')
  const read = readFrontMatter(text)

  test.each<[(string | number)[], string]>([
    [['kb'], 'kb: a'],
    [['rules', 0], 'id: x'],
    [['rules', 0, 'when'], 'when:'],
    [['rules', 0, 'when', 'any', 0, 'phrase'], 'phrase: y'],
    [['rules', 1, 'when'], 'rules:'],
    [['rules', 0, 'unless', 2], 'id: x'],
    [['title'], 'kb: a'],
    [[], 'kb: a'],
  ])('%j', (path, at) => {
    expect(locate(read, path)).toBe(text.indexOf(at))
  })

  test('without front matter every path leads to the start', () => {
    expect(locate(readFrontMatter('text'), ['kb'])).toBe(0)
  })
})

describe('properties', () => {
  const word = fc.string({ unit: 'binary', maxLength: 12 })
  const key = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
    .filter(
      (text) =>
        /^[\p{L}\p{N} _.-]+$/u.test(text) && !['__proto__', 'constructor', 'prototype'].includes(text),
    )
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      word,
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(key, tie('value'), { maxKeys: 4 }),
    ),
  }))

  /** JSON is YAML, but for characters that have to be escaped. */
  const flow = (json: unknown): string =>
    JSON.stringify(json, null, 1).replace(
      /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )

  test('what is printed as front matter is read back equal', () => {
    fc.assert(
      fc.property(fc.dictionary(key, value, { maxKeys: 5 }), (record) => {
        const text = block(...Object.entries(record).map(([name, inner]) => `"${name}": ${flow(inner)}`))
        const read = readFrontMatter(text)
        expect(read.issues).toEqual([])
        expect(JSON.parse(JSON.stringify(read.data))).toEqual(JSON.parse(JSON.stringify(record)))
      }),
      { numRuns: 5_000, seed: 20261121 },
    )
  })

  test('no text makes it throw, and places lie inside the text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '---',
        '\n',
        '\r\n',
        ': ',
        '- ',
        '  ',
        '"',
        "'",
        '[',
        ']',
        '{',
        '}',
        '&',
        '*',
        '!',
        '|',
        '#',
        'a',
        '\t',
        '\ufeff',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.boolean(), (pieces, fenced) => {
        const text = fenced ? `---\n${pieces.join('')}\n---\n` : pieces.join('')
        const { span, issues } = readFrontMatter(text)
        for (const offset of [...(span ?? []), ...issues.map((issue) => issue.offset)]) {
          expect(offset).toBeGreaterThanOrEqual(0)
          expect(offset).toBeLessThanOrEqual(text.length)
        }
      }),
      { numRuns: 5_000, seed: 20261121 },
    )
  })
})
