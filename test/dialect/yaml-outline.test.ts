import yaml from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { outlineYaml, type YamlNode, yamlLimits } from '../../src/dialect/yaml-outline.ts'

/** The outline as plain data: scalars as they are written. */
function shapeOf(node: YamlNode, text: string): unknown {
  if (node.kind === 'scalar') return text.slice(...node.span)
  if (node.kind === 'sequence') return node.items.map((item) => shapeOf(item, text))
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, shapeOf(value, text)]))
}

function outline(text: string): unknown {
  const root = outlineYaml(text, 0, text.length)
  return 'message' in root ? `${root.offset}: ${root.message}` : shapeOf(root, text)
}

describe('what is read', () => {
  test.each<[string, unknown]>([
    ['', {}],
    ['# only a comment\n\n', {}],
    ['a: b', { a: 'b' }],
    ['a: b # why\nc: d\n', { a: 'b', c: 'd' }],
    ['a:\nb:\n', { a: '', b: '' }],
    ['a:', { a: '' }],
    ['a: 1.10\r\nb: 012\r\n', { a: '1.10', b: '012' }],
    ['a: one\rb: two', { a: 'one', b: 'two' }],
    ["\"a b\": \"c: d\"\n'e': 'it''s'\n", { 'a b': '"c: d"', e: "'it''s'" }],
    ['list:\n  - a\n  - b\n', { list: ['a', 'b'] }],
    ['list:\n- a\n- b\nnext: c', { list: ['a', 'b'], next: 'c' }],
    ['list: [a, "b, c", won\'t]', { list: ['a', '"b, c"', "won't"] }],
    ['list: [a, b, ]', { list: ['a', 'b'] }],
    ['list: []\nmap: {}', { list: [], map: {} }],
    ['list: [\n  a, # one\n  b\n]\n', { list: ['a', 'b'] }],
    ['map: { a: b, c: { d: [e] } }', { map: { a: 'b', c: { d: ['e'] } } }],
    ['map: { a: , b: }', { map: { a: '', b: '' } }],
    ['map: {"a": b, \'c\': d}', { map: { a: 'b', c: 'd' } }],
    ['- a: b', '0: it is no list of keys with values'],
    ['rules:\n  - id: x\n    title: y\n  - id: z', { rules: [{ id: 'x', title: 'y' }, { id: 'z' }] }],
    ['rules:\n  -\n    id: x\n  -\n', { rules: [{ id: 'x' }, ''] }],
    ['a:\n  - - b\n    - c\n', { a: [['b', 'c']] }],
    ['a: one\n  two\n\n  three\nb: c', { a: 'one\n  two\n\n  three', b: 'c' }],
    ['a: "one\n  two"\nb: c', { a: '"one\n  two"', b: 'c' }],
    ['a: |\n  one: two\n    # three\n\nb: c', { a: '|\n  one: two\n    # three\n', b: 'c' }],
    ['a: >-\n  one\n  two', { a: '>-\n  one\n  two' }],
    ['a: |\nb: c', { a: '|', b: 'c' }],
    ['- ', '0: it is no list of keys with values'],
    ['a: x & y *z* !w #5', { a: 'x & y *z* !w' }],
    ['a: http://host:80/x#y', { a: 'http://host:80/x#y' }],
    ['a: -1', { a: '-1' }],
    ['m: "{any:1..4}"', { m: '"{any:1..4}"' }],
    ['{a: b}', { a: 'b' }],
    ['a: [b\n  c]', { a: ['b\n  c'] }],
    ['a:\n  - b\n    - c\n   - d', { a: ['b\n    - c\n   - d'] }],
  ])('%j', (text, expected) => {
    expect(outline(text)).toEqual(expected)
  })
})

describe('what is refused, and where', () => {
  test.each([
    ['a: &x b', '3: an anchor (&) cannot begin a value; quote it if it is text'],
    ['a: *x', '3: an alias (*) cannot begin a value; quote it if it is text'],
    ['a: [*x]', '4: an alias (*) cannot begin a value; quote it if it is text'],
    ['*x : a', '0: an alias (*) cannot begin a value; quote it if it is text'],
    ['a: !!js/function x', '3: a tag (!) cannot begin a value; quote it if it is text'],
    ['- !x', '2: a tag (!) cannot begin a value; quote it if it is text'],
    ['%YAML 1.2', '0: a directive (%) cannot begin a value; quote it if it is text'],
    ['a: @b', '3: a reserved character (@) cannot begin a value; quote it if it is text'],
    ['a: `b`', '3: a reserved character (`) cannot begin a value; quote it if it is text'],
    ['a: [b,#c\n]', '6: a comment sign (#) cannot begin a value; quote it if it is text'],
    ['a:\n  <<: b', '5: merge keys (<<) are not read'],
    ['? a\n: b', '0: complex keys (?) are not read'],
    ['a: {? b: c}', '4: complex keys (?) are not read'],
    ['__proto__: a', '0: the key __proto__ is not allowed'],
    ['a: {"constructor": b}', '4: the key constructor is not allowed'],
    ["a:\n  'prototype': b", '5: the key prototype is not allowed'],
    ['"__pro\\x74o__": a', '0: a key holds an escape sequence'],
    ['a: {"b\\x": c}', '4: a key holds an escape sequence'],
    ['a: b\na: c', '5: the key a stands here twice'],
    ['a: b: c', '4: a value with a colon must be quoted'],
    ['a: b\n  c: d', '8: a value with a colon must be quoted'],
    ['a: [b: c]', '5: a value with a colon must be quoted'],
    ['a: {b}', '4: the key b has no value'],
    ['a: {"b"}', '4: a key without a value'],
    ['a: {: b}', '4: a key is missing'],
    [': b', '0: a key is missing before the colon'],
    ['a: [b', '3: a bracket is never closed'],
    ['a: "b', '3: a quote is never closed'],
    ["a: 'b''", '3: a quote is never closed'],
    ['a: "b" c', '7: something stands behind the value'],
    ['a: [b] c', '7: something stands behind the value'],
    ['a: [b "c" {d}]', '10: a comma or ] is missing'],
    ['a: [|\n]', '4: a block scalar (|) cannot begin a value; quote it if it is text'],
    ['a: |2\n  b', '4: only a line end may follow | or >, with + or - between'],
    ['a: |\n     \n  b', '11: a line of blanks stands deeper than the text below it'],
    ['a: |\n \tb', '6: a tab indents the line'],
    ['a:\n\tb: c', '3: a tab indents the line'],
    ['a:\n  -\tb: c', '6: a tab follows the dash'],
    ['a: - b', '3: a list must begin on a line of its own'],
    ['a: b\n- c', '5: a list item stands among keys'],
    ['a:\n  b: c\n d: e', '11: the indentation does not fit the lines above'],
    ['a:\n  - [b]\n   - c', '14: the indentation does not fit the lines above'],
    [' a: b\nc: d', '6: the indentation does not fit the lines above'],
    ['a: b\nplain', '5: a key with a colon is missing'],
    ['plain', '0: it is no list of keys with values'],
    ['[a]', '0: it is no list of keys with values'],
    ['a: "x\n---\ny"', '6: it holds a second document'],
    ['a: b\n...\n', '5: it holds a second document'],
    ['a: b\0', '4: it holds the control character U+0000'],
    ['a: "\u2028"', '4: it holds the control character U+2028'],
    ['\ufeffa: b', '0: it holds the control character U+FEFF'],
  ])('%j', (text, expected) => {
    expect(outline(text)).toEqual(expected)
  })
})

describe('limits', () => {
  const nested = (depth: number): string => `a: ${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}`
  const many = (nodes: number): string => `a: [${Array.from({ length: nodes - 3 }, () => 'b').join(', ')}]`
  const large = (size: number): string => `a: ${'b'.repeat(size - 3)}`
  const gap = (lines: number): string => `a: b\n${'\n'.repeat(lines)}c: d\n`

  test.each([
    { limit: 'depth', most: nested(yamlLimits.depth), more: nested(yamlLimits.depth + 1) },
    { limit: 'nodes', most: many(yamlLimits.nodes), more: many(yamlLimits.nodes + 1) },
    { limit: 'size', most: large(yamlLimits.size), more: large(yamlLimits.size + 1) },
    { limit: 'empty lines', most: gap(yamlLimits.blankRun), more: gap(yamlLimits.blankRun + 1) },
  ])('$limit: as much as allowed is read, one more is not', ({ most, more }) => {
    expect(outline(most)).toBeTypeOf('object')
    expect(outline(more)).toBeTypeOf('string')
  })
})

test('what the outline accepts, js-yaml reads with the same keys and lengths', () => {
  let seed = 20261121
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return (seed >>> 8) % below
  }
  const pieces = [
    ...[
      'a',
      'key',
      '"q"',
      "'s'",
      '"x y"',
      ': ',
      ':',
      '- ',
      '-',
      '{',
      '}',
      '[',
      ']',
      ', ',
      ',',
      '|',
      '>',
      '|-',
    ],
    ...[
      '\n',
      '\n  ',
      '\n    ',
      '\n ',
      '  ',
      '\t',
      '\r\n',
      '\n- ',
      '\n  - x',
      '\nk: v',
      '\nz: ',
      '# c',
      ' # c',
      '#',
    ],
    ...[
      '&a ',
      '*a',
      '!t ',
      '<<',
      '? ',
      '%',
      '"',
      "'",
      '\\',
      '1.10',
      '~',
      'foo bar',
      "won't",
      '...',
      '@',
      '`',
      '=',
      'é',
    ],
  ]
  let accepted = 0
  for (let run = 0; run < 40_000; run++) {
    const text = Array.from({ length: 1 + random(14) }, () => pieces[random(pieces.length)]).join('')
    const root = outlineYaml(text, 0, text.length)
    if ('message' in root) continue
    accepted++
    const read = yaml.load(text, { schema: yaml.FAILSAFE_SCHEMA }) ?? {}
    expect(bones(read), JSON.stringify(text)).toEqual(bones(shapeOf(root, text)))
  }
  expect(accepted).toBeGreaterThan(2_000)
})

/** A value without the texts of its scalars. */
function bones(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bones)
  if (typeof value !== 'object' || value === null) return '.'
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, bones(inner)]))
}
