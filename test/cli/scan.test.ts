import { appendFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { temporaryFolder, writeFiles } from '../support/folder.ts'
import { kb, type Surroundings, type Typed } from './run.ts'

const article = (id: string, message: string, title = `Trouble ${id}`): string =>
  `---\nkb: ${id}\ntitle: "${title}"\nproducts: [Label Printer 97]\nrules:\n  - id: r\n    when:\n      any:\n        - message: "${message}"\n    outcome:\n      type: steps\n      cause: The roll is empty.\n      steps:\n        - Put a new roll in.\n---\n\n## Symptoms\n\nWords.\n`

function folderWith(files: Readonly<Record<string, string>>, whenDone?: (work: () => void) => void): string {
  const folder = temporaryFolder(whenDone)
  writeFiles(folder, files)
  return folder
}

const index = folderWith(
  {
    'a.md': article('Q1', 'The frobnicator of unit {num} could not quiesce the {device} spindle'),
    'b.md': article(
      'Q2',
      'Widget reconciliation aborted unexpectedly by supervisor',
      'Widgets, 100 %: <all> ::stop',
    ),
    'c.md': article('Q3', 'The gadget magazine overflowed its hopper'),
    'd.md': article('Q4', 'The gadget magazine overflowed its hopper'),
  },
  afterAll,
)

const log = [
  'starting',
  '2024-05-01 10:00:00 ERROR The frobnicator of unit 7 could not quiesce the north spindle',
  'Widget reconciliation aborted',
  'unexpectedly by supervisor',
  'the frobnicator of unit 8 could not quiesce the south spindle',
  '',
].join('\n')

const scan = (typed: readonly string[], around: Surroundings = {}): Promise<Typed> =>
  kb(['scan', '--index', index, ...typed], around)

const linesOf = ({ stdout }: Typed): Record<string, unknown>[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

describe('kb scan', () => {
  test('prints each known error when it is first seen, and at the end how often and where last', async () => {
    const typed = await scan(['--jsonl', '-'], { stdin: log })
    expect(typed.code).toBe(0)
    expect(linesOf(typed)).toMatchObject([
      {
        type: 'match',
        article: 'Q1',
        title: 'Trouble Q1',
        answered: true,
        first: { line: 2, from: 35, to: 96 },
        slots: [
          { name: 'num', type: 'num', value: '7' },
          { name: 'device', type: 'name', value: 'north' },
        ],
        outcome: { type: 'steps', cause: 'The roll is empty.', steps: ['Put a new roll in.'] },
      },
      { type: 'match', article: 'Q2', answered: true, first: { line: 3 } },
      { type: 'total', article: 'Q1', count: 2, lastLine: 5 },
      { type: 'total', article: 'Q2', count: 1, lastLine: 4 },
      { type: 'summary', lines: 5, bytes: log.length, limits: [] },
    ])
  })

  test('shows three of many articles that print one message, and all of them to programs', async () => {
    const same = Object.fromEntries(
      ['1', '2', '3', '4', '5'].map((id) => [
        `${id}.md`,
        article(`Q${id}`, 'The gizmo drawer has no handle'),
      ]),
    )
    const many = folderWith(same)
    const stdin = 'The gizmo drawer has no handle\n'
    const text = await kb(['scan', '--index', many, '-'], { stdin })
    expect(text.stdout.match(/one of 5 that print this/g)).toHaveLength(3)
    expect(text.stdout).toContain('5 articles that may fit')
    const github = await kb(['scan', '--index', many, '--format', 'github', '-'], { stdin })
    expect(github.stdout.match(/^::warning/gm)).toHaveLength(3)
    const lines = linesOf(await kb(['scan', '--index', many, '--jsonl', '-'], { stdin }))
    expect(lines.filter(({ type }) => type === 'match')).toHaveLength(5)
  })

  test('refuses binary files, also packed ones, in a line each, and goes on with the others', async () => {
    const picture = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1')
    const folder = folderWith({ 'a.log': log })
    const [png, packed] = [join(folder, 'x.png'), join(folder, 'x.gz')]
    writeFileSync(png, picture)
    writeFileSync(packed, gzipSync(picture))
    const typed = await scan(['--jsonl', png, packed, join(folder, 'none.log'), join(folder, 'a.log')])
    expect(typed.code).toBe(3)
    expect(typed.stderr.match(/^error.*$/gm)).toEqual([
      `error[E0203]: ${png}: this is a PNG image, not text`,
      `error[E0203]: ${packed}: this is a PNG image, not text`,
      expect.stringContaining('error[E0201]'),
    ])
    expect(linesOf(typed).filter(({ type }) => type === 'match')).toHaveLength(2)
    expect((await scan(['-'], { stdin: picture })).stderr).toContain('(standard input): this is a PNG image')
  })

  test('says of a message that two articles print which they are, and is certain of none', async () => {
    const typed = await scan(['--jsonl', '-'], { stdin: 'the gadget magazine overflowed its hopper' })
    const matches = linesOf(typed).filter(({ type }) => type === 'match')
    expect(matches).toMatchObject([
      { article: 'Q3', answered: false, quotedBy: 2 },
      { article: 'Q4', answered: false, quotedBy: 2 },
    ])
  })

  test('ends with 1 where nothing is known', async () => {
    const typed = await scan(['-'], { stdin: 'all is well\n' })
    expect(typed).toEqual({ code: 1, stdout: '1 line, 12 bytes: nothing known in them\n', stderr: '' })
  })

  test('reads files one after the other, packed ones too', async () => {
    const folder = folderWith({ 'a.log': log })
    writeFileSync(join(folder, 'b.log.gz'), gzipSync(log))
    const typed = await scan(['--jsonl', join(folder, 'a.log'), join(folder, 'b.log.gz')])
    expect(linesOf(typed)).toMatchObject([
      { type: 'match', article: 'Q1', file: join(folder, 'a.log') },
      { type: 'match', article: 'Q2' },
      { type: 'total', article: 'Q1', count: 4, lastLine: 5, file: join(folder, 'b.log.gz') },
      { type: 'total', article: 'Q2', count: 2 },
      { type: 'summary', lines: 10 },
    ])
  })

  test('names a file that cannot be read and goes on with the others', async () => {
    const folder = folderWith({ 'a.log': log })
    writeFileSync(join(folder, 'b.gz'), Buffer.concat([gzipSync(log).subarray(0, 40)]))
    const typed = await scan([join(folder, 'none.log'), join(folder, 'b.gz'), join(folder, 'a.log')])
    expect(typed.code).toBe(3)
    expect(typed.stderr).toContain('error[E0201]')
    expect(typed.stderr).toContain('error[E0202]')
    expect(typed.stdout).toContain('Q1')
  })

  test('counts what stands before the end of a log that breaks off', async () => {
    const folder = temporaryFolder()
    const noise = Array.from({ length: 20_000 }, (_, i) => `${(i * 7919) % 10_007} is fine`).join('\n')
    const packed = gzipSync(`${log}${noise}`)
    writeFileSync(join(folder, 'cut.gz'), packed.subarray(0, packed.length - 100))
    const typed = await scan(['--jsonl', join(folder, 'cut.gz')])
    expect(typed.code).toBe(3)
    expect(typed.stderr).toContain('error[E0202]')
    expect(linesOf(typed).filter(({ type }) => type === 'total')).toMatchObject([
      { article: 'Q1', count: 2, lastLine: 5 },
      { article: 'Q2', count: 1, lastLine: 4 },
    ])
    expect(linesOf(typed).at(-1)!.lines).toBeGreaterThan(1000)
  })

  test.each([
    [['--format', 'xml', '-'], '--format is "xml", which is none'],
    [['--follow', '-'], '--follow takes one file'],
  ])('refuses %j', async (typed, message) => {
    const { code, stderr } = await scan(typed, { stdin: '' })
    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })

  test('shows its help where there is nothing to scan', async () => {
    expect((await scan([], { stdin: null })).code).toBe(2)
  })

  test('tells an error of a stream while more may come', async () => {
    let sawMatch = false
    const stdin = {
      async *[Symbol.asyncIterator]() {
        yield new TextEncoder().encode(log)
        await new Promise((resolve) => setTimeout(resolve, 300))
        sawMatch = tape.includes('Q2')
      },
    }
    let tape = ''
    const { main } = await import('../../src/cli/main.ts')
    const sink = {
      write: (text: string | Uint8Array, done: () => void) => {
        tape += String(text)
        done()
      },
      on: () => undefined,
    }
    await main({
      argv: ['node', 'kb', 'scan', '--index', index, '-'],
      env: {},
      stdin,
      stdout: sink,
      stderr: sink,
      on: () => undefined,
      exit: () => {
        throw new Error('exit')
      },
    })
    expect(sawMatch).toBe(true)
  })
})

describe('each format escapes what it would obey', () => {
  const hostile = 'Widget reconciliation aborted unexpectedly by supervisor'

  test('notes of a GitHub build', async () => {
    const folder = folderWith({ 'a,b:c%.log': hostile })
    const { stdout } = await scan(['--format', 'github', join(folder, 'a,b:c%.log')])
    expect(stdout).toMatch(
      /^::error file=.*a%2Cb%3Ac%25\.log,line=1,title=Q2::Q2: Widgets, 100 %25: <all> ::stop%0AFIX: /,
    )
    expect(stdout.trimEnd().split('\n')).toHaveLength(1)
  })

  test('SARIF', async () => {
    const { stdout } = await scan(['--format', 'sarif', '-'], { stdin: hostile })
    const { version, runs } = JSON.parse(stdout) as { version: string; runs: Record<string, unknown>[] }
    expect(version).toBe('2.1.0')
    expect(runs[0]).toMatchObject({
      tool: { driver: { name: 'kb', rules: [{ id: 'Q2' }] } },
      results: [
        {
          ruleId: 'Q2',
          ruleIndex: 0,
          level: 'error',
          locations: [{ physicalLocation: { region: { startLine: 1, byteOffset: 0, byteLength: 56 } } }],
        },
      ],
    })
  })

  test('JUnit', async () => {
    const { stdout } = await scan(['--format', 'junit', '-'], { stdin: hostile })
    expect(stdout).toContain('<testsuites tests="1" failures="1" errors="0">')
    expect(stdout).toContain('message="Widgets, 100 %: &lt;all&gt; ::stop"')
  })
})

describe('a file that grows', () => {
  test('is followed through additions and a new beginning, until the user interrupts', async () => {
    const folder = folderWith({
      'a.log': 'Widget reconciliation aborted unexpectedly by ',
    })
    const path = join(folder, 'a.log')
    const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 250))
    const { main } = await import('../../src/cli/main.ts')
    let tape = ''
    const sink = {
      write: (text: string | Uint8Array, done: () => void) => {
        tape += String(text)
        done()
      },
      on: () => undefined,
    }
    let interrupt: (problem: unknown) => void = () => {}
    const ended = main({
      argv: ['node', 'kb', 'scan', '--index', index, '--jsonl', '--follow', path],
      env: {},
      stdin: { isTTY: true, async *[Symbol.asyncIterator]() {} },
      stdout: sink,
      stderr: sink,
      on: (event, listener) => {
        if (event === 'SIGINT') interrupt = listener
      },
      exit: () => {
        throw new Error('exit')
      },
    })
    await pause()
    expect(tape).not.toContain('"match"')
    appendFileSync(path, 'supervisor\n')
    await pause()
    expect(tape).toContain('"article":"Q2"')
    renameSync(path, `${path}.1`)
    await pause()
    writeFileSync(path, 'the gadget magazine overflowed its hopper\n')
    await pause()
    expect(tape).toContain('"article":"Q3"')
    interrupt(null)
    expect(await ended).toBe(130)
    expect(tape).toContain('"type":"summary"')
  })
})
