import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import schema from '../../src/cli/schemas/check.schema.json' with { type: 'json' }
import { compileClosed } from '../support/closed-schema.ts'
import { kb } from './run.ts'

interface Finding {
  readonly code: string
  readonly path: string
  readonly line: number
  readonly column: number
  readonly message: string
  readonly help: string
}

const article = (id: string, more: { rules?: string; body?: string } = {}): string => `---
kb: ${id}
title: A printer that prints nothing
products: [Printer 97]
updated: 2026-11-21
${more.rules ?? 'rules:\n  - id: silent\n    when:\n      any:\n        - phrase: { about: [printer], state: [silent] }'}
---

## Symptoms

${more.body ?? 'Nothing is printed.'}

## Resolution

1. Switch it on.
`

const reports = 'match:\n  - report: printer silent\nreject:\n  - report: printer on fire\n'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kb-check-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const place = (name: string, text: string | Uint8Array): void => writeFileSync(join(folder, name), text)

async function check(): Promise<{ code: number; findings: readonly Finding[] }> {
  const { code, stdout } = await kb(['check', '--json', folder])
  const said = JSON.parse(stdout) as { findings: Finding[] }
  const valid = compileClosed(schema)
  expect(valid(said), JSON.stringify(valid.errors)).toBe(true)
  return { code, findings: said.findings }
}

describe('kb check', () => {
  test('has nothing to say of an article that is right', async () => {
    place('a.md', article('a'))
    place('a.reports.yaml', reports)
    expect(await kb(['check', folder])).toEqual({
      code: 0,
      stdout: '1 article, nothing to mend\n',
      stderr: '',
    })
  })

  test('has nothing to say of the articles that come with kb', async () => {
    const articles = fileURLToPath(new URL('../../articles', import.meta.url))
    const { code, stdout } = await kb(['check', articles])
    expect(stdout).toMatch(/\n\d+ articles, nothing to mend\n$/)
    // what several of them quote, and what decides
    expect(stdout).toMatch(/^Quoted by several articles\n/)
    expect(stdout).toContain('Q139955, Q145732, Q180399 (product decides)')
    expect(code).toBe(0)
  })

  test('asks of a new article only what it owes', async () => {
    await kb(['new', 'printer-silent', '--dir', folder])
    const { code, findings } = await check()
    expect(code).toBe(1)
    expect(findings.map(({ code, path, line }) => [code, path, line])).toEqual([
      ['bad-reports', join(folder, 'printer-silent.reports.yaml'), 3],
      ['bad-reports', join(folder, 'printer-silent.reports.yaml'), 7],
    ])
  })

  test('says where, what is wrong and how to mend it', async () => {
    place('a.md', article('a', { rules: 'rules:\n  - id: silent\n    when: { any: [{ mesage: x }] }' }))
    place('a.reports.yaml', reports)
    const { code, stdout } = await kb(['check', folder])
    expect(code).toBe(1)
    expect(stdout).toContain(
      `${join(folder, 'a.md')}:8:21: there is no key "mesage" here [bad-rule]\n  help: `,
    )
    expect(stdout).toMatch(/\n1 article, \d findings in 1 file\n$/)
  })

  test.each<{
    why: string
    files: Record<string, string>
    findings: readonly (readonly [string, string, number, number])[]
  }>([
    {
      why: 'a second article with the same id',
      files: {
        'a.md': article('x'),
        'a.reports.yaml': reports,
        'b.md': article('x'),
        'b.reports.yaml': reports,
      },
      findings: [['duplicate-id', 'b.md', 2, 5]],
    },
    {
      why: 'a reference to an article that is not there',
      files: { 'a.md': article('x', { body: 'See Q100001.' }), 'a.reports.yaml': reports },
      findings: [['missing-reference', 'a.md', 15, 5]],
    },
    {
      why: 'an article that nothing points to',
      files: {
        'a.md': article('x', { rules: 'versions: 1.0', body: 'It is so.' }).replace(
          /title: .*/,
          'title: On things',
        ),
        'a.reports.yaml': reports,
      },
      findings: [['unreachable', 'a.md', 3, 8]],
    },
    {
      why: 'reports that are owed and not there',
      files: { 'a.md': article('x') },
      findings: [['missing-reports', 'a.md', 1, 1]],
    },
    {
      why: 'reports that are not written right',
      files: {
        'a.md': article('x'),
        'a.reports.yaml': 'match:\n  - report: a\n    instead: b\n  - facts: { a: b }\nreject: []\nmore: x\n',
      },
      findings: [
        ['bad-reports', 'a.reports.yaml', 3, 5],
        ['bad-reports', 'a.reports.yaml', 4, 5],
        ['bad-reports', 'a.reports.yaml', 5, 1],
        ['bad-reports', 'a.reports.yaml', 6, 1],
      ],
    },
    {
      why: 'reports that are no YAML',
      files: { 'a.md': article('x'), 'a.reports.yaml': 'match: &a [*a]\n' },
      findings: [['bad-reports', 'a.reports.yaml', 1, 8]],
    },
    {
      why: 'front matter that is not read',
      files: { 'a.md': article('x').replace('updated:', 'alias: &a b\nupdated:'), 'a.reports.yaml': reports },
      findings: [['bad-front-matter', 'a.md', 5, 8]],
    },
  ])('finds $why', async ({ files, findings }) => {
    for (const [name, text] of Object.entries(files)) place(name, text)
    const found = await check()
    expect(found.code).toBe(1)
    const places = found.findings.map(({ code, path, line, column }) => [
      code,
      path.slice(folder.length + 1),
      line,
      column,
    ])
    expect(places).toEqual(expect.arrayContaining(findings.map((finding) => [...finding])))
    for (const { help } of found.findings) expect(help).not.toBe('')
  })

  test('lets an article say which of the cited ones are elsewhere', async () => {
    place(
      'a.md',
      article('x', { body: 'See Q100001.' }).replace('updated:', 'elsewhere: [Q100001]\nupdated:'),
    )
    place('a.reports.yaml', reports)
    expect((await check()).findings).toEqual([])
  })

  test('finds a reference among all articles that are named', async () => {
    place('a.md', article('x', { body: 'See Q100001.' }))
    place('a.reports.yaml', reports)
    place('b.md', article('Q100001'))
    place('b.reports.yaml', reports)
    expect((await check()).findings).toEqual([])
  })

  test('reports what it cannot read, and checks the rest', async () => {
    place('a.md', article('x'))
    place('a.reports.yaml', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]))
    const { code, stdout, stderr } = await kb(['check', folder, join(folder, 'missing')])
    expect(code).toBe(3)
    expect(stderr).toContain('a PNG image')
    expect(stderr).toContain('there is no such file or folder')
    expect(stdout).toBe('1 article, nothing to mend\n')
  })

  test('shows its help without a path', async () => {
    expect((await kb(['check'])).code).toBe(2)
  })

  test('shows no control character of a file', async () => {
    place('a.md', article('x').replace('kb: x', 'kb: x\n"k\\u001b[2J\x9b": 1'))
    const { stdout } = await kb(['check', folder])
    expect(stdout).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/)
    expect(readFileSync(join(folder, 'a.md'), 'utf8')).toContain('\x9b')
  })

  test('names the fact that tells apart who quotes one message, which is no finding', async () => {
    const quoting = (id: string, product: string, facts = ''): string =>
      article(id, {
        body: 'This error message is shown:\n\n```text\nThe paper tray of this device has come loose.\n```',
        rules: `rules:\n  - id: tray\n    when:\n      any:\n        - message: "The paper tray of this device has come loose."\n    facts:\n      product: [${product}]${facts}`,
      })
    place('a.md', quoting('a', 'Outlook 97'))
    place('b.md', quoting('b', 'Excel 97'))
    for (const slug of ['a', 'b']) place(`${slug}.reports.yaml`, reports)
    const said = async () => JSON.parse((await kb(['check', '--json', folder])).stdout)
    const message = 'the paper tray of this device has come loose'
    expect((await said()).ambiguities).toEqual([{ message, articles: ['a', 'b'], decides: 'product' }])
    expect((await said()).findings).toEqual([])
    place('b.md', quoting('b', 'Outlook 98'))
    expect((await said()).ambiguities).toEqual([{ message, articles: ['a', 'b'], decides: 'version' }])
    place('b.md', quoting('b', 'Outlook 97', '\n      tray: [lower]'))
    expect((await said()).ambiguities).toEqual([{ message, articles: ['a', 'b'], decides: 'tray' }])
    place('b.md', quoting('b', 'Outlook 97'))
    expect((await said()).ambiguities).toEqual([{ message, articles: ['a', 'b'], decides: null }])
    expect((await said()).findings).toMatchObject([
      { code: 'ambiguous', path: join(folder, 'a.md'), line: 3 },
    ])
  })

  test.each([
    ['a message of few bits', 'message: "Printer error"', '', 'too-general'],
    [
      'a rule that excludes what it matches',
      'phrase: { about: [printer], state: [silent] }',
      '    unless:\n      - phrase: { about: [printer], state: [silent] }',
      'dead-rule',
    ],
    [
      'a rule that excludes its own product',
      'phrase: { about: [printer], state: [silent] }',
      '    facts:\n      product: { any: [Outlook 97], required: true }\n    unless:\n      - product: Outlook',
      'dead-rule',
    ],
    [
      'a rule that says what another one says',
      'phrase: { about: [printer], state: [silent, mute] }',
      '  - id: again\n    when:\n      any:\n        - phrase: { about: [printer], state: [silent, mute] }',
      'dead-rule',
    ],
  ])('finds %s', async (_, trigger, more, code) => {
    place(
      'a.md',
      article('a', { rules: `rules:\n  - id: one\n    when:\n      any:\n        - ${trigger}\n${more}` }),
    )
    place('a.reports.yaml', reports)
    const { findings } = await check()
    expect(findings.map((finding) => finding.code)).toEqual([code])
    expect(findings[0]!.line).toBeGreaterThan(5)
  })
})
