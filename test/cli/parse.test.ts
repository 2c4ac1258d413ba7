import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kb } from './run.ts'

const article = (id: string): string =>
  [
    `DOCUMENT:${id}  06-AUG-2002  [winnt]`,
    'TITLE   :A printer that prints nothing',
    'PRODUCT :Microsoft Windows NT',
    'PROD/VER:winnt:4.0',
    'OPER/SYS:',
    'KEYWORDS:kbprint',
    '',
    '='.repeat(70),
    '-'.repeat(79),
    'The information in this article applies to:',
    '',
    ' - Microsoft Windows NT Server version 4.0 ',
    '-'.repeat(79),
    '',
    'SYMPTOMS',
    '========',
    '',
    'Nothing is printed.',
    '',
  ].join('\r\n')

let folder = ''
const at = (...names: string[]): string => join(folder, ...names)
const place = (name: string, content: string | Uint8Array): void => {
  mkdirSync(dirname(at(name)), { recursive: true })
  writeFileSync(at(name), content)
}

interface Printed {
  readonly schema: string
  readonly id: string | null
  readonly source: { readonly path: string | null; readonly bytes: number }
}
const records = (stdout: string): Printed[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Printed)
const paths = (stdout: string): (string | null)[] => records(stdout).map(({ source }) => source.path)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kb-parse-'))
  place('pile/b.txt', article('Q100002'))
  place('pile/a/deep/one.txt', article('Q100001'))
  place('pile/a.txt', article('Q100003'))
  place('pile/.hidden/x.txt', article('Q100009'))
  place('pile/.x.txt', article('Q100009'))
  place('pile/one.reports.yaml', 'match: []\n')
  symlinkSync(at('pile/b.txt'), at('pile/link.txt'))
  symlinkSync('..', at('pile/a/up'))
  place('mixed/1.txt', article('Q100001'))
  place('mixed/2.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]))
  place('mixed/3.txt', article('Q100003'))
})

afterAll(() => rmSync(folder, { recursive: true }))

describe('kb parse', () => {
  test('prints the record of a file as one line of JSON', async () => {
    const { code, stdout, stderr } = await kb(['parse', at('pile/b.txt')])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout.endsWith('\n')).toBe(true)
    expect(records(stdout)).toMatchObject([
      {
        schema: 'kb/record/1',
        id: 'Q100002',
        source: { path: at('pile/b.txt'), bytes: article('Q100002').length },
      },
    ])
  })

  test('reads a folder by the code points of its paths, without hidden names, links and owed reports', async () => {
    const { code, stdout } = await kb(['parse', at('pile')])
    expect(code).toBe(0)
    expect(paths(stdout)).toEqual([at('pile/a.txt'), at('pile/a/deep/one.txt'), at('pile/b.txt')])
  })

  test('orders what is in a folder by its whole path, among the files beside the folder', async () => {
    place('beside/modem/one.txt', article('Q100001'))
    place('beside/modem-two.txt', article('Q100002'))
    place('beside/modem.txt', article('Q100003'))
    place('beside/modem0.txt', article('Q100004'))
    expect(paths((await kb(['parse', at('beside')])).stdout)).toEqual([
      at('beside/modem-two.txt'),
      at('beside/modem.txt'),
      at('beside/modem/one.txt'),
      at('beside/modem0.txt'),
    ])
  })

  test('orders what is beyond the basic plane after everything in it', async () => {
    place('order/\u{1f600}.txt', article('Q100001'))
    place('order/\uff21.txt', article('Q100002'))
    expect(paths((await kb(['parse', at('order')])).stdout)).toEqual([
      at('order/\uff21.txt'),
      at('order/\u{1f600}.txt'),
    ])
  })

  test('reads a file once, however often it is named', async () => {
    const { stdout } = await kb(['parse', at('pile/b.txt'), at('pile'), at('pile')])
    expect(paths(stdout)).toEqual([at('pile/a.txt'), at('pile/a/deep/one.txt'), at('pile/b.txt')])
  })

  test('reads what is named, though it is hidden or a link', async () => {
    expect((await kb(['parse', at('pile/.x.txt'), at('pile/link.txt')])).code).toBe(0)
  })

  test('reads one article from standard input', async () => {
    for (const words of [[], ['-']]) {
      const { code, stdout } = await kb(['parse', ...words], { stdin: article('Q100005') })
      expect(code).toBe(0)
      expect(records(stdout)).toMatchObject([{ id: 'Q100005', source: { path: null } }])
    }
  })

  test('shows its help where there is nothing to read', async () => {
    const { code, stdout, stderr } = await kb(['parse'])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('usage  kb parse PATH…')
  })

  test('reports what cannot be read, and reads the rest', async () => {
    const { code, stdout, stderr } = await kb(['parse', at('mixed'), at('missing')])
    expect(code).toBe(3)
    expect(records(stdout).map(({ id }) => id)).toEqual(['Q100001', 'Q100003'])
    expect(stderr).toBe(
      [
        `error[E0203]: ${at('mixed/2.png')}: this is a PNG image, not text`,
        '  help: leave it out, or give kb the text that is in it',
        `error[E0201]: ${at('missing')}: there is no such file or folder`,
        '  help: check the spelling; relative paths start from the folder kb is run in',
        '',
      ].join('\n'),
    )
  })

  test('says why a file cannot be read', async () => {
    symlinkSync('loop', at('loop'))
    const { code, stderr } = await kb(['parse', at('loop'), at('x'.repeat(300))])
    expect(code).toBe(3)
    expect(stderr).toContain(
      `error[E0202]: ${at('loop')}: it cannot be read: its links go round in a circle\n`,
    )
    expect(stderr).toContain('it cannot be read: the path is too long')
  })

  test('refuses a file that is too large for one article', async () => {
    place('large.txt', new Uint8Array(16 * 1024 * 1024 + 1).fill(0x61))
    const { code, stdout, stderr } = await kb(['parse', at('large.txt')])
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toContain('error[E0204]')
  })

  test('refuses a device that never ends', async () => {
    const { code, stderr } = await kb(['parse', '/dev/zero'])
    expect(code).toBe(3)
    expect(stderr).toContain('error[E0204]: /dev/zero: more than 16.0 MB are too much for one article')
  })

  test('refuses a file of more lines than an article has', async () => {
    place('lines.txt', 'a\n'.repeat(500_001))
    const { code, stderr } = await kb(['parse', at('lines.txt')])
    expect(code).toBe(3)
    expect(stderr).toBe(
      `error[E0204]: ${at('lines.txt')}: more than 500,000 lines are too many for one article\n` +
        '  help: cut the file into one file an article\n',
    )
  })

  test('does not wait for a pipe that nobody writes to', async () => {
    execFileSync('mkfifo', [at('pile/a/fifo')])
    expect((await kb(['parse', at('pile')])).code).toBe(0)
  })

  test('prints no character that a terminal would obey', async () => {
    const hostile = article('Q100001').replace('Nothing is', 'Nothing \x1b[2J\x9b31m\u202e\x07 is')
    place('hostile.txt', hostile)
    const { stdout } = await kb(['parse', at('hostile.txt')])
    expect(stdout).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/)
    expect(JSON.stringify(records(stdout))).toContain('\u202e')
  })

  test('tells which dialects a text could be in', async () => {
    const { code, stdout } = await kb(['parse', '--explain-dialect', at('pile/b.txt')])
    expect(code).toBe(0)
    expect(stdout).toContain(at('pile/b.txt'))
    expect(stdout).toMatch(/^ +\d+ {2}raw-text$/m)
    const lines = (await kb(['parse', '--explain-dialect', '--json', at('pile/b.txt')])).stdout
    expect(JSON.parse(lines)).toMatchObject({
      schema: 'kb/dialect/1',
      path: at('pile/b.txt'),
      dialects: expect.arrayContaining([expect.objectContaining({ dialect: 'raw-text', score: 100 })]),
    })
  })
})
