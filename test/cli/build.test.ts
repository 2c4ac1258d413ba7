import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import schema from '../../src/cli/schemas/build.schema.json' with { type: 'json' }
import { compileClosed } from '../support/closed-schema.ts'
import { filesIn, markdownArticle, temporaryFolder, writeFiles } from '../support/folder.ts'
import { kb } from './run.ts'

const picture = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')

/** A folder with `texts`, and where the index of them is to be. */
function place(files: Readonly<Record<string, string>>): { folder: string; texts: string; out: string } {
  const folder = temporaryFolder()
  const texts = join(folder, 'texts')
  mkdirSync(texts)
  writeFiles(texts, files)
  return { folder, texts, out: join(folder, 'index') }
}

const printer = markdownArticle('printer-silent', 'The printer is silent', 'Nothing is printed.')

describe('kb build', () => {
  test('writes an index that answers', async () => {
    const { texts, out } = place({ 'a.md': printer })
    expect(await kb(['build', texts, '--out', out])).toEqual({
      code: 0,
      stdout: `${out}: 1 article from 1 file\n`,
      stderr: '',
    })
    const { code, stdout } = await kb(['show', 'PRINTER-SILENT', '--index', out])
    expect([code, stdout.split('\n')[0]]).toEqual([0, 'printer-silent  The printer is silent'])
  })

  test('says which of two articles with one id is kept and why, what is skipped, and how much is odd', async () => {
    const { folder, texts, out } = place({
      'a.md': markdownArticle('modem', 'Modem', 'Busy.', '1999-01-01'),
      'b.md': markdownArticle('modem', 'Modem', 'Busy.', '2001-01-01'),
      'c.md': markdownArticle('disk', 'Disk', 'Full.'),
      'd.md': markdownArticle('disk', 'Disk', 'Still full.'),
      'e.txt': 'Some words that are no article.\n',
    })
    writeFileSync(join(texts, 'f.png'), picture)
    const missing = join(folder, 'missing')
    expect(await kb(['build', texts, missing, '--out', out])).toEqual({
      code: 3,
      stdout: [
        `${out}: 3 articles from 6 files`,
        '2 files left out, with the id of another article:',
        '  modem: texts/b.md is kept, of 2001-01-01; texts/a.md is of 1999-01-01',
        '  disk: texts/c.md is kept, first by path; texts/d.md is no later',
        '2 paths left out, not readable: see the errors',
        '3 issues in the articles: kb check lists them',
        '',
      ].join('\n'),
      stderr: [
        `error[E0201]: ${missing}: there is no such file or folder`,
        '  help: check the spelling; relative paths start from the folder kb is run in',
        `error[E0203]: ${join(texts, 'f.png')}: this is a PNG image, not text`,
        '  help: leave it out, or give kb the text that is in it',
        '',
      ].join('\n'),
    })
  })

  test('lists ten duplicates and counts the rest', async () => {
    const { texts, out } = place(
      Object.fromEntries(
        Array.from({ length: 13 }, (_, i) => [`${i}.md`, markdownArticle('same', 'T', 'W.')]),
      ),
    )
    const { stdout } = await kb(['build', texts, '--out', out])
    expect(stdout.split('\n')).toHaveLength(14)
    expect(stdout).toContain('12 files left out')
    expect(stdout).toContain('\n  and 2 more: kb build --json lists all of them\n')
  })

  test('--json holds all of it, as its schema says', async () => {
    const { texts, out } = place({
      'a.md': markdownArticle('modem', 'Modem', 'Busy.', '1999-01-01'),
      'b.md': markdownArticle('modem', 'Modem', 'Busy.', '2001-01-01'),
    })
    writeFileSync(join(texts, 'f.png'), picture)
    const { code, stdout } = await kb(['build', texts, '--out', out, '--json', '--stats'])
    const said = JSON.parse(stdout)
    const valid = compileClosed(schema)
    expect(valid(said), JSON.stringify(valid.errors)).toBe(true)
    expect(code).toBe(3)
    expect(said).toMatchObject({
      articles: 1,
      files: 3,
      duplicates: [{ id: 'modem', kept: 'b.md', dropped: 'a.md', reason: 'later' }],
      skipped: [{ path: join(texts, 'f.png'), code: 'E0203', message: 'this is a PNG image, not text' }],
    })
  })

  test('--stats accounts for every byte on the disk', async () => {
    const { texts, out } = place({ 'a.md': printer })
    const { stdout } = await kb(['build', texts, '--out', out, '--stats'])
    const bytes = [...filesIn(out).values()].reduce((sum, { length }) => sum + length, 0)
    const rows = stdout
      .split('\n')
      .slice(2, -1)
      .map((line) => line.trimStart().split(/ {2,}/))
    expect(rows.map(([name]) => name)).toEqual([
      'space',
      'search',
      'manifest',
      'dictionary',
      'postings',
      'ranking',
      'forward',
      'answers',
      'cards',
      'display',
      'records',
      'rules',
      'scan',
      'updates',
      'sources',
      'all',
    ])
    expect(rows.at(-1)).toEqual(['all', bytes.toLocaleString('en'), '100 %'])
  })

  test('--update says how much it has saved, and why where it could not', async () => {
    const { texts, out } = place({ 'a.md': printer, 'b.md': markdownArticle('b', 'B', 'Words.') })
    const update = async (): Promise<string> => (await kb(['build', texts, '--out', out, '--update'])).stdout
    expect(await update()).toBe(
      `${out}: 2 articles from 2 files\nall of it built anew, for what was there cannot be updated: there is no index\n`,
    )
    writeFiles(texts, { 'a.md': printer.replace('Nothing', 'No line') })
    expect(await update()).toBe(`${out}: 2 articles from 2 files\n1 file read, 1 taken over, 0 gone\n`)
    const { stdout } = await kb(['build', texts, '--out', out, '--update', '--json'])
    const valid = compileClosed(schema)
    expect(valid(JSON.parse(stdout)), JSON.stringify(valid.errors)).toBe(true)
    expect(JSON.parse(stdout).update).toEqual({ read: 0, readAgain: 0, reused: 2, removed: 0, anew: null })
  })

  test('the number of threads changes no byte', async () => {
    const { folder, texts, out } = place({ 'a.md': printer, 'b.md': markdownArticle('b', 'B', 'Words.') })
    await kb(['build', texts, '--out', out])
    const other = join(folder, 'other')
    expect((await kb(['build', texts, '--out', other, '--workers', '2'])).code).toBe(0)
    expect([...filesIn(other).keys()]).toEqual([...filesIn(out).keys()])
  })

  test('shows how far it is on a terminal, and takes that away again', async () => {
    const { texts, out } = place({ 'a.md': printer })
    let time = 0
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (time += 1000))
    onTestFinished(() => clock.mockRestore())
    const { stderr } = await kb(['build', texts, '--out', out], { terminal: true })
    expect(stderr).toBe(
      '\r\x1b[Kreading  1/1\r\x1b[Kwriting  0/1\r\x1b[Kwriting  1/1  1.0 a second  0 s left\r\x1b[K',
    )
  })
})

describe('a build that is not possible', () => {
  const refused = async (typed: readonly string[], code: number, stderr: string): Promise<void> => {
    expect(await kb(['build', ...typed])).toEqual({ code, stdout: '', stderr })
  }

  test('without --out', () =>
    refused(
      ['texts'],
      2,
      'error[E0101]: kb build is not told where the index is to be\n  help: name a folder, for example --out kb-index\n',
    ))

  test('without anything to build of', async () => {
    const { code, stdout, stderr } = await kb(['build', '--out', 'x'])
    expect([code, stdout, stderr.split('\n')[0]]).toEqual([2, '', 'kb build: the static index of articles'])
  })

  test('with no threads', () =>
    refused(
      ['texts', '--out', 'x', '--workers', '0'],
      2,
      'error[E0101]: --workers is "0", which is no whole number from 1 on\n  help: for example --workers 1\n',
    ))

  test('of an empty folder', async () => {
    const { texts, out } = place({})
    await refused(
      [texts, '--out', out],
      3,
      'error[E0201]: there is no article to build an index of: no file is there\n  help: Name files of articles, or folders that hold some.\n',
    )
  })

  test('of nothing that can be read, and then it says of each why', async () => {
    const { folder, out } = place({})
    const missing = join(folder, 'missing')
    await refused(
      [missing, '--out', out],
      3,
      `error[E0201]: ${missing}: there is no such file or folder\n  help: check the spelling; relative paths start from the folder kb is run in\nerror[E0201]: there is no article to build an index of: nothing that was named can be read\n  help: Name files of articles, or folders that hold some.\n`,
    )
  })

  test('into the texts it is made of', async () => {
    const { texts } = place({ 'a.md': printer })
    const out = join(texts, 'index')
    await refused(
      [texts, '--out', out],
      2,
      `error[E0101]: ${out}: the index would lie within ${texts}, which it is made of\n  help: Name a folder beside them with --out.\n`,
    )
    expect(readdirSync(texts)).toEqual(['a.md'])
  })

  test('while another one writes there, and the index that is there stays', async () => {
    const { texts, out } = place({ 'a.md': printer })
    await kb(['build', texts, '--out', out])
    // Process 1 always runs.
    writeFiles(out, { '.building/pid': '1' })
    const before = [...filesIn(texts)]
    await refused(
      [texts, '--out', out],
      5,
      `error[E0401]: ${out}: another build (process 1) is writing here\n  help: Wait until it has ended, or name another folder with --out.\n`,
    )
    expect([...filesIn(texts)]).toEqual(before)
    expect((await kb(['show', 'printer-silent', '--index', out])).code).toBe(0)
  })

  test('where a file is', async () => {
    const { folder, texts } = place({ 'a.md': printer })
    const out = join(folder, 'file')
    writeFileSync(out, '')
    await refused(
      [texts, '--out', out],
      5,
      `error[E0401]: ${out}: the index cannot be written: there is a file of that name\n  help: Name a folder with --out.\n`,
    )
  })

  test.skipIf(process.getuid?.() === 0)(
    'where writing is not allowed (skipped for root, who may)',
    async () => {
      const { folder, texts } = place({ 'a.md': printer })
      const closed = join(folder, 'closed')
      mkdirSync(closed, { mode: 0o500 })
      const out = join(closed, 'index')
      await refused(
        [texts, '--out', out],
        5,
        `error[E0401]: ${out}: the index cannot be written: permission denied\n  help: Name a folder with --out that you may write to.\n`,
      )
      chmodSync(closed, 0o700)
    },
  )
})
