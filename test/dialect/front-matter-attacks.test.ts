// Front matter from strangers: nothing in it may run, reach a prototype, or take long.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import matter from 'gray-matter'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readFrontMatter } from '../../src/dialect/front-matter.ts'
import { yamlLimits } from '../../src/dialect/yaml-outline.ts'
import { quickest } from '../support/quickest.ts'

const folder = mkdtempSync(join(tmpdir(), 'kb-attacks-'))
const canary = join(folder, 'canary')
const globals = globalThis as { kbCanary?: string }
/** Leaves a file and a global behind wherever it is run. */
const sing = `(globalThis.kbCanary = "sang", process.getBuiltinModule("fs").writeFileSync(${JSON.stringify(canary)}, ""))`
const milliseconds = 100

const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype]
let before: string[][] = []

beforeAll(() => {
  before = prototypes.map((prototype) => Object.getOwnPropertyNames(prototype))
  for (const text of ['---\nkb: warm\n---\n', '---js\nwarm\n---\n']) readFrontMatter(text)
})

afterAll(() => rmSync(folder, { recursive: true }))

test('the canary sings where gray-matter reads such a text unguarded', () => {
  expect(matter(`---js\n{ title: ${sing} }\n---\n`).data).toHaveProperty('title')
  expect(existsSync(canary)).toBe(true)
  expect(globals.kbCanary).toBe('sang')
  rmSync(canary)
  delete globals.kbCanary
})

interface Attack {
  name: string
  text: string
  /** What may be read of it; mostly nothing. */
  data?: unknown
}

/** Everything that a failed attack must leave behind: nothing. */
function survives({ text, data = null }: Attack): void {
  const read = readFrontMatter(text)
  expect(existsSync(canary), 'the canary file').toBe(false)
  expect(globals.kbCanary, 'the canary global').toBeUndefined()
  expect(prototypes.map((prototype) => Object.getOwnPropertyNames(prototype))).toEqual(before)
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  expect(
    quickest(milliseconds, () => readFrontMatter(text)),
    'milliseconds',
  ).toBeLessThanOrEqual(milliseconds)
  expect(read.data).toEqual(data)
  expect(JSON.stringify(read).length).toBeLessThan(200_000)
}

describe('a language behind the fence', () => {
  const spellings = [
    ...[
      '---js',
      '---javascript',
      '---JS',
      '---Js',
      '---JavaScript',
      '---JAVASCRIPT',
      '---jS',
      '---javaScript',
    ],
    ...[
      '--- js',
      '---  js',
      '---\tjs',
      '--- \t js',
      '---js ',
      '---js\t',
      '---  javascript  ',
      '--- JS',
      '---\u00a0js',
    ],
    ...[
      '---js;',
      '---js,',
      '---js//',
      '---js #',
      '---js---',
      '---{js}',
      '---"js"',
      '---js:yaml',
      '---yaml js',
      '---js yaml',
    ],
    ...[
      '---json',
      '---JSON',
      '---json5',
      '---coffee',
      '---Coffee',
      '---coffeescript',
      '---CoffeeScript',
      '---cson',
    ],
    ...[
      '---toml',
      '---yaml',
      '---yml',
      '---YAML',
      '---ts',
      '---typescript',
      '---mjs',
      '---cjs',
      '---node',
      '---eval',
    ],
    ...[
      '---constructor',
      '---__proto__',
      '---prototype',
      '---toString',
      '---hasOwnProperty',
      '---valueOf',
      '---parse',
    ],
    ...[
      '---function',
      '---module',
      '---require',
      '---default',
      '---0',
      '---\u2028js',
      '---\ufeffjs',
      '---\u0000js',
      '---js\u0000',
    ],
    ...[
      '----js',
      '-----js',
      '--js',
      '- --js',
      ' ---js',
      '\n---js',
      '\ufeff---js',
      '\ufeff\ufeff---js',
      '\ufeff--- js',
    ],
  ]
  const payloads = [
    { kind: 'an object', code: `{ title: ${sing}, "owned": 1 }` },
    { kind: 'a statement', code: `${sing}; module.exports = {}` },
  ]
  const attacks = spellings.flatMap((fence) =>
    payloads.flatMap(({ kind, code }) =>
      ['\n', '\r\n'].map((end): Attack & { fence: string; kind: string; end: string } => ({
        name: '',
        fence,
        kind,
        end,
        text: [fence, code, '---', 'Text', ''].join(end),
      })),
    ),
  )

  test('are at least two hundred', () => expect(attacks.length).toBeGreaterThanOrEqual(200))
  test.each(attacks)('$fence with $kind and $end', survives)
})

describe('code in places that some readers run', () => {
  const code = `{ title: ${sing} }`
  test.each<Attack>([
    { name: 'a second block', text: `---\nkb: a\n---\n---js\n${code}\n---\n`, data: { kb: 'a' } },
    {
      name: 'a second block after text',
      text: `---\nkb: a\n---\nText\n\n---js\n${code}\n---\n`,
      data: { kb: 'a' },
    },
    { name: 'a block inside the block', text: `---\nkb: a\n---js\n${code}\n---\n` },
    {
      name: 'a block inside a literal text',
      text: `---\nkb: |\n  ---js\n  ${code}\n---\n`,
      data: { kb: `---js\n${code}\n` },
    },
    { name: 'a block inside quotes', text: `---\nkb: "\n---js\n${code.replaceAll('"', "'")}\n"\n---\n` },
    { name: 'a closing fence with a language', text: `---\nkb: a\n---js\n${code}\n`, data: null },
    { name: 'an opening fence alone', text: `---js` },
    { name: 'an opening fence with a line end', text: `---js\n` },
    { name: 'no closing fence', text: `---js\n${code}\n` },
    { name: 'no closing fence after plain one', text: `---\n${code}\n` },
    { name: 'lone CR', text: `---js\r${code}\r---\r` },
    { name: 'fences of other kinds', text: `+++\n${code}\n+++\n;;;\n${code}\n;;;\n` },
    { name: 'a function tag', text: `---\nkb: !!js/function 'function () { ${sing} }'\n---\n` },
    {
      name: 'a function tag by address',
      text: `---\nkb: !<tag:yaml.org,2002:js/function> 'function () { ${sing} }'\n---\n`,
    },
    {
      name: 'a function tag by handle',
      text: `---\n%TAG !y! tag:yaml.org,2002:\n--- !y!js/function x\n---\n`,
    },
    { name: 'a pattern tag', text: `---\nkb: !!js/regexp /(a+)+$/\n---\n` },
    { name: 'an undefined tag', text: `---\nkb: !!js/undefined ''\n---\n` },
    {
      name: 'a tag on toString',
      text: `---\ntoString: !!js/function "function () { ${sing.replaceAll('"', "'")} }"\n---\n`,
    },
    {
      name: 'toString as text',
      text: `---\ntoString: x\nvalueOf: y\n---\n`,
      data: { toString: 'x', valueOf: 'y' },
    },
    { name: 'a Python object', text: `---\nkb: !!python/object/apply:os.system ["touch ${canary}"]\n---\n` },
    { name: 'a set', text: `---\nkb: !!set {a, b}\n---\n` },
    { name: 'binary data', text: `---\nkb: !!binary aGVsbG8=\n---\n` },
    { name: 'a local tag', text: `---\nkb: !include /etc/passwd\n---\n` },
    { name: 'a tag on the root', text: `--- !!map\nkb: a\n---\n` },
    { name: 'a tag below the fence', text: `---\n!!map\nkb: a\n---\n` },
    { name: 'a tag on a key', text: `---\n!!str kb: a\n---\n` },
    { name: 'a non-specific tag', text: `---\nkb: ! a\n---\n` },
    {
      name: 'a template',
      text: `---\nkb: "\${${sing.replaceAll('"', "'")}}"\n---\n`,
      data: { kb: `\${${sing.replaceAll('"', "'")}}` },
    },
    {
      name: 'an excerpt separator',
      text: `---\nexcerpt_separator: "---js"\n---\n---js\n${code}\n`,
      data: { excerpt_separator: '---js' },
    },
    {
      name: 'options of the reader',
      text: `---\nlanguage: js\nengines: { js: eval }\n---\n`,
      data: { language: 'js', engines: { js: 'eval' } },
    },
  ])('$name', survives)
})

describe('keys that reach prototypes', () => {
  const keys = ['__proto__', 'constructor', 'prototype']
  test.each(
    keys.flatMap((key): Attack[] => [
      { name: `${key} as a block`, text: `---\n${key}:\n  polluted: yes\n---\n` },
      { name: `${key} in braces`, text: `---\nkb: { ${key}: { polluted: yes } }\n---\n` },
      { name: `${key} in double quotes`, text: `---\n"${key}":\n  polluted: yes\n---\n` },
      { name: `${key} in single quotes`, text: `---\n'${key}': { polluted: yes }\n---\n` },
      { name: `${key} in quoted braces`, text: `---\nkb: {"${key}": {"polluted": "yes"}}\n---\n` },
      {
        name: `${key} with an escape`,
        text: `---\n"\\x${key.charCodeAt(0).toString(16)}${key.slice(1)}": { polluted: yes }\n---\n`,
      },
      {
        name: `${key} with an escape in braces`,
        text: `---\nkb: {"\\u00${key.charCodeAt(0).toString(16)}${key.slice(1)}": a}\n---\n`,
      },
      { name: `${key} in a list`, text: `---\nrules:\n  - ${key}: { polluted: yes }\n---\n` },
      { name: `${key} as a complex key`, text: `---\n? ${key}\n: { polluted: yes }\n---\n` },
      { name: `${key} folded over lines`, text: `---\n"${key.slice(0, 4)}\\\n  ${key.slice(4)}": a\n---\n` },
      { name: `${key} with blanks before the colon`, text: `---\n${key}  : { polluted: yes }\n---\n` },
      { name: `${key} by merge`, text: `---\nkb:\n  <<: { ${key}: { polluted: yes } }\n---\n` },
      { name: `${key} by alias`, text: `---\nx: &a ${key}\nkb: { *a : b }\n---\n` },
    ]),
  )('$name', survives)

  test('as values they are only words', () => {
    survives({
      name: '',
      text: '---\nkb: __proto__\nlist: [constructor]\n---\n',
      data: { kb: '__proto__', list: ['constructor'] },
    })
  })
})

describe('blocks that grow or take long', () => {
  const bomb = (levels: number): string =>
    [
      'a0: &a0 [x, x]',
      ...Array.from({ length: levels }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`),
    ].join('\n')
  const mergeBomb = [
    'a0: &a0 {x: y}',
    ...Array.from({ length: 20 }, (_, i) => `a${i + 1}: &a${i + 1} {<<: [*a${i}, *a${i}]}`),
  ]
  const deep = 20_000
  const rooms = yamlLimits.size - 20
  test.each<Attack>([
    { name: 'an alias bomb of 10 levels', text: `---\n${bomb(10)}\n---\n` },
    { name: 'an alias bomb of 1,000 levels', text: `---\n${bomb(1_000)}\n---\n` },
    { name: 'a merge bomb', text: `---\n${mergeBomb.join('\n')}\n---\n` },
    { name: 'an anchor nobody uses', text: `---\nkb: &a b\n---\n` },
    { name: 'an alias nobody made', text: `---\nkb: *a\n---\n` },
    { name: 'a value that holds itself', text: `---\nkb: &a [*a]\n---\n` },
    { name: '20,000 brackets', text: `---\nkb: ${'['.repeat(deep)}\n---\n` },
    {
      name: '20,000 brackets and their ends',
      text: `---\nkb: ${'['.repeat(deep)}${']'.repeat(deep)}\n---\n`,
    },
    { name: '20,000 braces', text: `---\nkb: ${'{a: '.repeat(deep / 2)}\n---\n` },
    { name: '20,000 dashes', text: `---\nkb:\n  ${'- '.repeat(deep)}a\n---\n` },
    { name: '5,000 question marks', text: `---\n${'? '.repeat(5_000)}a\n---\n` },
    {
      name: '200 levels of indentation',
      text: `---\n${Array.from({ length: 200 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')}\n---\n`,
    },
    {
      name: '10,000 keys',
      text: `---\n${Array.from({ length: 5_000 }, (_, i) => `k${i}: a`).join('\n')}\n---\n`,
    },
    { name: '10,000 items', text: `---\nkb: [${'a, '.repeat(10_000)}]\n---\n` },
    { name: '5,000 equal keys', text: `---\n${'kb: a\n'.repeat(5_000)}---\n` },
    { name: 'a block of 1 MB', text: `---\nkb: ${'a'.repeat(1_000_000)}\n---\n` },
    { name: 'a block of 1 MB in lines', text: `---\nkb: |\n${'  aaaaaaaaaa\n'.repeat(80_000)}---\n` },
    { name: '10 MB that are never closed', text: `---\n${'kb: a\n'.repeat(1_600_000)}` },
    { name: '1 MB of half fences', text: `---\n${'\n--- x'.repeat(160_000)}` },
    { name: '1 MB of blanks behind the fence', text: `---${' '.repeat(1_000_000)}x y\n---\n` },
    { name: '1 MB of blanks before the language', text: `---${' '.repeat(1_000_000)}js\n---\n` },
    { name: '64 KB of line ends', text: `---\n${'\n'.repeat(rooms)}kb: a\n---\n` },
    { name: '64 KB of lines of blanks', text: `---\n${'   \n'.repeat(rooms / 4)}kb: a\n---\n` },
    {
      name: '64 KB of lines of hard spaces in quotes',
      text: `---\nkb: "${'\u00a0\n'.repeat(rooms / 2)}"\n---\n`,
    },
    { name: '64 KB of line separators', text: `---\nkb: "${'\u2028'.repeat(rooms)}"\n---\n` },
    { name: '64 KB of comments', text: `---\n${'#\n'.repeat(rooms / 2)}kb: a\n---\n`, data: { kb: 'a' } },
    { name: '64 KB of blanks', text: `---\nkb: a${' '.repeat(rooms)}\n---\n`, data: { kb: 'a' } },
    {
      name: '64 KB of blanks before a comment sign',
      text: `---\nkb: a${' #'.repeat(rooms / 2)}\n---\n`,
      data: { kb: 'a' },
    },
    {
      name: '64 KB of quotes',
      text: `---\nkb: ${"'".repeat(rooms)}\n---\n`,
      data: { kb: "'".repeat(rooms / 2 - 1) },
    },
    {
      name: '64 KB of escapes',
      text: `---\nkb: "${'\\\\'.repeat(rooms / 2 - 1)}"\n---\n`,
      data: { kb: '\\'.repeat(rooms / 2 - 1) },
    },
    { name: '64 KB of colons', text: `---\nkb: ${':'.repeat(rooms)}\n---\n` },
    { name: '64 KB of commas', text: `---\nkb: [${','.repeat(rooms)}]\n---\n` },
    {
      name: '64 KB of dashes',
      text: `---\nkb: ${'-'.repeat(rooms)}\n---\n`,
      data: { kb: '-'.repeat(rooms) },
    },
    {
      name: '64 KB of folded lines',
      text: `---\nkb: a\n${' a\n'.repeat(rooms / 3)}---\n`,
      data: { kb: 'a'.padEnd(2 * Math.floor(rooms / 3) + 1, ' a') },
    },
    {
      name: 'numbers that overflow',
      text: `---\nkb: 1e999999\nn: 0x${'f'.repeat(1_000)}\n---\n`,
      data: { kb: '1e999999', n: `0x${'f'.repeat(1_000)}` },
    },
    {
      name: 'a date that no calendar has',
      text: `---\nupdated: 2026-99-99\n---\n`,
      data: { updated: '2026-99-99' },
    },
  ])('$name', survives)
})

describe('roots and values of a wrong kind', () => {
  test.each<Attack>([
    { name: 'a list', text: '---\n- a\n---\n' },
    { name: 'a word', text: '---\nword\n---\n' },
    { name: 'a number', text: '---\n42\n---\n' },
    { name: 'null', text: '---\nnull\n---\n' },
    { name: 'a literal text', text: '---\n|\n  a: b\n---\n' },
    { name: 'a list in brackets', text: '---\n[a]\n---\n' },
    { name: 'JSON', text: '---\n{"kb": "a"}\n---\n', data: { kb: 'a' } },
    { name: 'a second document', text: '---\nkb: a\n--- \nkb: b\n---\n', data: { kb: 'a' } },
    { name: 'a document that is ended', text: '---\nkb: a\n...\nkb: b\n---\n' },
    { name: 'a version directive', text: '---\n%YAML 1.1\n---\n' },
    { name: 'NUL', text: '---\nkb: a\0b\n---\n' },
    { name: 'escape', text: '---\nkb: "\x1b]0;title\x07"\n---\n' },
    { name: 'half a character', text: '---\nkb: "\ud800"\n---\n', data: { kb: '\ud800' } },
    { name: 'an escaped NUL is text', text: '---\nkb: "a\\0b"\n---\n', data: { kb: 'a\0b' } },
    { name: 'tabs for indentation', text: '---\nkb:\n\t- a\n---\n' },
    { name: 'keys that clash', text: '---\nkb: a\n"kb": b\n---\n' },
  ])('$name', survives)
})

test('gray-matter is called in one place, and never its readers of files or printers', () => {
  const source = new URL('../../src/', import.meta.url)
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  )
  const code = files.map((name) => [name, readFileSync(new URL(name, source), 'utf8')] as const)
  expect(code.filter(([, text]) => text.includes("'gray-matter'")).map(([name]) => name)).toEqual([
    'dialect/front-matter.ts',
  ])
  expect(code.filter(([, text]) => /\bmatter\.(?:stringify|read)\(/.test(text))).toEqual([])
})
