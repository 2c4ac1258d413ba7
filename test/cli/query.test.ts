import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import schema from '../../src/answer.schema.json' with { type: 'json' }
import type { Answer } from '../../src/answer.ts'
import { compileClosed } from '../support/closed-schema.ts'
import { kb, type Surroundings, type Typed } from './run.ts'

const spooler = `---
kb: spooler-full
title: Nothing is printed after the disk was full
products: [Printer 97]
updated: 2026-11-21
rules:
  - id: spooler
    when:
      any:
        - message: "The spooler of {name} has stopped because the disk is full."
        - phrase: { about: [print spooler], state: [stopped, stuck] }
---

## Symptoms

The print spooler stops with this message:

\`\`\`text
The spooler of LASER1 has stopped because the disk is full.
\`\`\`

## Cause

The disk that holds the spool folder is full.

## Resolution

1. Make room on the disk.
2. Start the spooler again.
`

const licence = `---
kb: printer-licence
title: The printer asks for a licence number
products: [Printer 97]
updated: 2026-11-21
rules:
  - id: licence
    when:
      any:
        - message: "Please enter the licence number of this printer."
    outcomes:
      - { when: { edition: nfr }, type: workaround, resolution: NFR edition }
      - { when: { edition: retail }, type: steps, resolution: Retail edition }
    ask:
      - { fact: edition, text: Is it the retail edition? }
---

## Symptoms

\`\`\`text
Please enter the licence number of this printer.
\`\`\`

## Resolution

### NFR edition

1. Ask whoever gave it to you.

### Retail edition

1. Look on the box.
`

let folder = ''
const message = 'The spooler of HP_4711 has stopped because the disk is full.'
const query = (args: readonly string[], around?: Surroundings): Promise<Typed> =>
  kb(['query', '--index', folder, ...args], around)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kb-query-'))
  writeFileSync(join(folder, 'spooler.md'), spooler)
  writeFileSync(join(folder, 'licence.md'), licence)
})
afterAll(() => rmSync(folder, { recursive: true }))

const valid = compileClosed(schema)
function answerIn(stdout: string): Answer {
  const answer = JSON.parse(stdout) as Answer
  expect(valid(answer), JSON.stringify(valid.errors)).toBe(true)
  return answer
}

describe('kb query', () => {
  test('prints the fix for a message', async () => {
    const { code, stdout, stderr } = await query([message])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^spooler-full {2}Nothing is printed after the disk was full\n\nFIX {2}do this/)
    expect(stdout).toContain('  1. Make room on the disk.\n  2. Start the spooler again.\n')
  })

  test('takes several words as one report', async () => {
    expect((await query(['print', 'spooler', 'is', 'stuck'])).stdout).toMatch(/^spooler-full /)
  })

  test('takes standard input where no words are given, in any encoding', async () => {
    for (const words of [[], ['-']])
      expect((await query(words, { stdin: message })).stdout).toMatch(/^spooler-full /)
    const utf16 = new Uint8Array(Buffer.from(`\ufeff${message}`, 'utf16le'))
    expect((await query([], { stdin: utf16 })).stdout).toMatch(/^spooler-full /)
  })

  test('does not read standard input where words are given', async () => {
    const untouched = {
      isTTY: false,
      [Symbol.asyncIterator]: () => {
        throw new Error('standard input was read')
      },
    }
    expect((await query([message], { stdin: untouched })).code).toBe(0)
  })

  test('shows its help where nothing is asked', async () => {
    const { code, stdout, stderr } = await query([])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('usage  kb query WORDS…')
  })

  test('takes numbers with a sign for words', async () => {
    expect((await query(['error', '-2147024891'])).code).not.toBe(2)
  })

  test('says that it does not know, and ends with 1', async () => {
    const { code, stdout } = await query(['the', 'parrot', 'is', 'no', 'more'])
    expect(code).toBe(1)
    expect(stdout).toMatch(/^Not known here/)
  })

  test('shows both ways out and the fact that decides, until it is given', async () => {
    const asked = 'Please enter the licence number of this printer.'
    const open = await query([asked])
    expect(open.code).toBe(0)
    expect(open.stdout).toContain('Two answers fit; the edition decides.\nIs it the retail edition?\n')
    expect(open.stdout).toContain('--fact edition=nfr')
    expect(open.stdout).toContain('  1. Look on the box.')
    const decided = await query([asked, '--fact', 'edition=retail'])
    expect(decided.stdout).toContain('  1. Look on the box.')
    expect(decided.stdout).not.toContain('Ask whoever')
  })

  test('is JSON for programs', async () => {
    const { code, stdout } = await query(['--json', message])
    expect(code).toBe(0)
    expect(stdout.endsWith('}\n') && !stdout.slice(0, -1).includes('\n')).toBe(true)
    expect(answerIn(stdout)).toMatchObject({
      schema: 'kb/answer/1',
      verdict: 'answer',
      answered: true,
      decide: null,
      hits: [
        {
          id: 'spooler-full',
          outcome: { type: 'steps', steps: ['Make room on the disk.', 'Start the spooler again.'] },
        },
      ],
    })
    expect(answerIn((await query(['--json', 'the parrot is no more'])).stdout)).toMatchObject({
      verdict: 'unknown',
      answered: false,
    })
    expect(
      answerIn((await query(['--json', 'Please enter the licence number of this printer.'])).stdout),
    ).toMatchObject({
      verdict: 'choose',
      decide: { fact: 'edition', values: ['nfr', 'retail'] },
    })
  })

  test('shows at most so many hits', async () => {
    expect(
      answerIn((await query(['--json', '--top', '1', 'printer'])).stdout).hits.length,
    ).toBeLessThanOrEqual(1)
  })

  test('explains every point of the score', async () => {
    expect((await query(['--explain', message])).stdout).toMatch(
      /Score of spooler-full\n(?: +-?[\d.]+ {2}.*\n)+/,
    )
  })

  test('says why an article is not the answer', async () => {
    const why = await query(['--why-not', 'PRINTER-LICENCE', message])
    expect(why.code).toBe(0)
    expect(why.stdout).toMatch(/^Why PRINTER-LICENCE is not the answer\n {2}- ./)
    expect((await query(['--why-not', 'spooler-full', message])).stdout).toBe(
      'spooler-full is the first hit.\n',
    )
    expect(await query(['--why-not', 'Q4711', message])).toMatchObject({ code: 1, stdout: '' })
    expect(JSON.parse((await query(['--json', '--why-not', 'spooler-full', message])).stdout)).toEqual({
      schema: 'kb/why-not/1',
      id: 'spooler-full',
      reasons: [],
    })
  })

  test('searches for words alone', async () => {
    const found = await query(['--first-stage', 'spooler'])
    expect(found.code).toBe(0)
    expect(found.stdout).toMatch(/^ *\d+ {2}spooler-full {2}Nothing is printed after the disk was full\n/)
    expect(JSON.parse((await query(['--first-stage', '--json', 'spooler'])).stdout)).toMatchObject({
      schema: 'kb/search/1',
      hits: [{ id: 'spooler-full' }],
    })
    expect(await query(['--first-stage', 'parrot'])).toMatchObject({
      code: 1,
      stdout: 'No article has these words.\n',
    })
  })

  test('asks several indexes, and says which one answers', async () => {
    const other = mkdtempSync(join(tmpdir(), 'kb-query-other-'))
    writeFileSync(join(other, 'x.md'), licence.replace('kb: printer-licence', 'kb: other'))
    const { stdout } = await query(['--index', other, message])
    expect(stdout).toMatch(new RegExp(`sure, from ${folder}\n`))
    rmSync(other, { recursive: true })
  })

  test('takes the index from KB_INDEX, and --index before it', async () => {
    expect((await kb(['query', message], { env: { KB_INDEX: folder } })).stdout).toMatch(/^spooler-full /)
    expect((await query([message], { env: { KB_INDEX: 'nowhere' } })).code).toBe(0)
  })
})

describe('what cannot be asked', () => {
  test.each([
    { typed: [''], code: 2, error: 'E0102', says: 'the report is empty' },
    {
      typed: ['x', '--top', '0'],
      code: 2,
      error: 'E0101',
      says: '--top is "0", which is no whole number from 1 on',
    },
    { typed: ['x', '--top', 'many'], code: 2, error: 'E0101', says: '--top is "many"' },
    { typed: ['x', '--fact', 'edition'], code: 2, error: 'E0101', says: '--fact is "edition"' },
    { typed: ['x', '--index', 'nowhere'], code: 4, error: 'E0301', says: 'nowhere: there is no index' },
    { typed: ['--batch', 'nowhere'], code: 3, error: 'E0201', says: 'nowhere: there is no such file' },
  ])('$typed ends with $code', async ({ typed, code, error, says }) => {
    const ended = await query(typed)
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: '' })
    expect(ended.stderr).toContain(`error[${error}]: `)
    expect(ended.stderr).toContain(says)
    expect(ended.stderr).toMatch(/\n {2}help: .+\n$/)
  })

  test('an empty report on standard input', async () => {
    expect(await query([], { stdin: ' \n' })).toMatchObject({ code: 2, stdout: '' })
  })

  test('a binary on standard input', async () => {
    const { code, stderr } = await query([], {
      stdin: new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0]),
    })
    expect(code).toBe(3)
    expect(stderr).toContain('error[E0203]: (standard input): this is a Linux program, not text')
  })

  test('more on standard input than can be a report', async () => {
    const endless = {
      async *[Symbol.asyncIterator]() {
        for (;;) yield new Uint8Array(2 ** 20).fill(0x61)
      },
    }
    const { code, stderr } = await query([], { stdin: endless })
    expect(code).toBe(3)
    expect(stderr).toContain('error[E0204]')
  })

  test('a report may have more lines than an article', async () => {
    const { code, stdout } = await query([], { stdin: `${message}\n${'-\n'.repeat(500_001)}` })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^spooler-full /)
  })

  test('an unknown product is told, and the answer is given without it', async () => {
    const { code, stdout, stderr } = await query([message, '--product', 'Printr 97'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/^error\[E0103\]: .*Printr 97.*\n {2}help: .*Printer 97/)
    expect(stdout).toMatch(/^spooler-full /)
  })

  test('a text of the index that cannot be read is told, and the others answer', async () => {
    writeFileSync(
      join(folder, 'x.png'),
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]),
    )
    const { code, stdout, stderr } = await query([message])
    rmSync(join(folder, 'x.png'))
    expect(code).toBe(0)
    expect(stderr).toContain('x.png: this is a PNG image, not text')
    expect(stdout).toMatch(/^spooler-full /)
  })

  test('a folder without an article is no index', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'kb-query-empty-'))
    const { code, stderr } = await kb(['query', 'x', '--index', empty])
    rmSync(empty, { recursive: true })
    expect(code).toBe(4)
    expect(stderr).toContain('error[E0301]')
  })
})

describe('kb query --batch', () => {
  const lines = async (
    input: string,
    ...args: string[]
  ): Promise<{ code: number; lines: Record<string, unknown>[] }> => {
    const { code, stdout } = await query(['--batch', '-', ...args], { stdin: input })
    return {
      code,
      lines: stdout
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line)),
    }
  }

  test('gives one line for each, in the same order', async () => {
    const input = [
      { id: 'a', query: message, unknown: 'ignored' },
      { id: 7, query: 'the parrot is no more' },
      { id: 'c', query: 'Please enter the licence number of this printer.', facts: { edition: 'retail' } },
      { id: 'd', query: message, product: 'Printer 97', version: null },
    ]
    const { code, lines: answers } = await lines(input.map((line) => JSON.stringify(line)).join('\r\n'))
    expect(code).toBe(0)
    expect(answers.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['a', 'answer'],
      [7, 'unknown'],
      ['c', 'answer'],
      ['d', 'answer'],
    ])
    for (const answer of answers) expect(valid(answer), JSON.stringify(valid.errors)).toBe(true)
  })

  test('answers the rest where a line cannot be read, and ends with 3', async () => {
    const input = `{"id":"a","query":"x"}\nno json\n\n[]\n{"id":"b"}\n{"id":"c","query":""}\n{"id":"d","query":"y"}`
    const { code, lines: answers } = await lines(input)
    expect(code).toBe(3)
    expect(answers.map(({ id, error }) => [id, (error as { code: string } | undefined)?.code])).toEqual([
      ['a', undefined],
      [null, 'E0207'],
      [null, 'E0207'],
      ['b', 'E0207'],
      ['c', 'E0102'],
      ['d', undefined],
    ])
    for (const answer of answers) expect(valid(answer), JSON.stringify(valid.errors)).toBe(true)
  })

  test('asks without a product that nothing speaks of, and says so', async () => {
    const { code, lines: answers } = await lines(
      JSON.stringify({ id: 'a', query: message, product: 'Printr 97' }),
    )
    expect(code).toBe(0)
    expect(answers).toMatchObject([{ verdict: 'answer', issues: [{ code: 'E0103' }] }])
  })

  test('gives the evidence only when asked to explain', async () => {
    const input = JSON.stringify({ id: 'a', query: message })
    expect(JSON.stringify((await lines(input)).lines)).not.toContain('evidence')
    expect(JSON.stringify((await lines(input, '--explain')).lines)).toContain('evidence')
  })

  test('searches for words alone', async () => {
    const { lines: found } = await lines(
      JSON.stringify({ id: 'a', query: 'spooler' }),
      '--first-stage',
      '--top',
      '1',
    )
    expect(found).toMatchObject([{ schema: 'kb/search/1', id: 'a', hits: [{ id: 'spooler-full' }] }])
  })

  test('reads a file', async () => {
    const file = join(folder, '.batch.jsonl')
    writeFileSync(file, JSON.stringify({ id: 'a', query: message }))
    expect(JSON.parse((await query(['--batch', file])).stdout)).toMatchObject({ id: 'a', verdict: 'answer' })
  })
})

describe('kb show', () => {
  const show = (...args: string[]): Promise<Typed> => kb(['show', '--index', folder, ...args])

  test('shows an article by its id in any case', async () => {
    const { code, stdout } = await show('SPOOLER-FULL')
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^spooler-full {2}Nothing is printed after the disk was full\napplies to {2}Printer 97\n/,
    )
    expect(stdout).toContain('\n\nCAUSE\n  The disk that holds the spool folder is full.\n')
  })

  test('shows a section of it', async () => {
    expect((await show('spooler-full', '--section', 'resolution')).stdout).toBe(
      'RESOLUTION\n  1. Make room on the disk.\n  2. Start the spooler again.\n',
    )
    expect(await show('spooler-full', '--section', 'status')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'error[E0104]: spooler-full has no such section\n  help: it has symptoms, cause, resolution\n',
    })
    const { code, stderr } = await show('spooler-full', '--section', 'resolutoin')
    expect(code).toBe(2)
    expect(stderr).toContain('help: did you mean resolution?')
  })

  test('is JSON for programs', async () => {
    expect(JSON.parse((await show('spooler-full', '--json')).stdout)).toMatchObject({
      schema: 'kb/article/1',
      id: 'spooler-full',
      sections: [{ kind: 'symptoms' }, { kind: 'cause' }, { kind: 'resolution' }],
    })
  })

  test('gives the words as they are, but never to a terminal', async () => {
    writeFileSync(
      join(folder, 'hostile.md'),
      spooler.replace('spooler-full', 'hostile').replace('is full.\n\n## R', 'is \x1b[2J full.\n\n## R'),
    )
    const raw = await show('hostile', '--raw', '--section', 'cause')
    const onTerminal = await kb(['show', '--index', folder, 'hostile', '--raw', '--section', 'cause'], {
      terminal: true,
    })
    const plain = await show('hostile')
    rmSync(join(folder, 'hostile.md'))
    expect(raw.stdout).toBe('Cause\n\nThe disk that holds the spool folder is \x1b[2J full.\n')
    expect(onTerminal.stdout).toBe('Cause\n\nThe disk that holds the spool folder is ^[[2J full.\n')
    expect(plain.stdout).toContain('is ^[[2J full.')
  })

  test('says that an id is not known, and ends with 1', async () => {
    expect(await show('Q4711')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'error[E0104]: no article has the id Q4711\n  help: kb query finds articles by what they say\n',
    })
  })

  test('shows its help without an id', async () => {
    expect((await show()).code).toBe(2)
  })
})
