import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { english } from '../../src/analysis/analyzer.ts'
import { buildIndex } from '../../src/build.ts'
import { readArticle } from '../../src/dialect/read-article.ts'
import { KbError } from '../../src/errors.ts'
import { type BuildReport, buildFolder } from '../../src/node/build.ts'
import { deflate, inflate, openFolder } from '../../src/node/index-files.ts'
import { queryOf } from '../../src/query/query.ts'
import { search } from '../../src/query/searcher.ts'
import { manifestName } from '../../src/segment/format.ts'
import { decodeManifest, type Manifest } from '../../src/segment/manifest.ts'
import { openWhole } from '../../src/segment/pages.ts'
import { openIndex } from '../../src/segment/reader.ts'
import { recordOf } from '../../src/segment/stored.ts'
import { filesIn, markdownArticle, temporaryFolder, writeFiles } from '../support/folder.ts'
import { pick, randomFrom } from '../support/random.ts'

/** Articles in folders, by path. */
function randomTexts(count: number): Record<string, string> {
  const random = randomFrom(9)
  const words = (most: number): string =>
    Array.from({ length: 1 + pick(random, most) }, () => `word${Math.floor(500 * random() ** 3)}`).join(' ')
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `part-${i % 7}/a${i}.md`,
      markdownArticle(`a-${i}`, words(6), words(80)),
    ]),
  )
}

async function build(
  texts: Readonly<Record<string, string>>,
  workers = 0,
): Promise<{ out: string; report: BuildReport }> {
  const folder = temporaryFolder()
  writeFiles(join(folder, 'texts'), texts)
  const out = join(folder, 'index')
  return { out, report: await buildFolder([join(folder, 'texts')], out, { workers }) }
}

function manifestIn(files: ReadonlyMap<string, Uint8Array>): Manifest {
  return decodeManifest(openWhole(manifestName, files.get(manifestName)!).payload)
}

async function failureOf(promise: Promise<unknown>): Promise<KbError> {
  const error = await promise.then(
    () => null,
    (error: unknown) => error,
  )
  expect(error).toBeInstanceOf(KbError)
  return error as KbError
}

describe('building an index of a folder', () => {
  test('gives the bytes that building in memory gives and its sources, with any number of workers', async () => {
    const texts = randomTexts(300)
    const articles = Object.entries(texts).map(([path, text]) => readArticle(text, { path }))
    const expected = buildIndex(articles, { deflate })
    for (const workers of [0, 1, 3]) {
      const { out } = await build(texts, workers)
      const files = filesIn(out)
      const { sources, ...parts } = manifestIn(files).parts
      expect({ ...manifestIn(files), parts }).toEqual(manifestIn(expected))
      for (const name of [sources!.name, manifestName]) files.delete(name)
      expect([...files.keys(), manifestName].sort()).toEqual([...expected.keys()].sort())
      for (const [name, bytes] of files) expect(Buffer.compare(expected.get(name)!, bytes)).toBe(0)
    }
  })

  test('starts no more threads than there are files, however many are asked for', async () => {
    const texts = { 'a.md': markdownArticle('modem', 'Modem is busy', 'It cannot dial.') }
    const { report } = await build(texts, 1_000_000)
    expect(report.manifest.documents).toBe(1)
  })

  test('leaves an index that answers', async () => {
    const { out } = await build({ 'a.md': markdownArticle('modem', 'Modem is busy', 'It cannot dial.') })
    const { read, close } = openFolder(out)
    const index = await openIndex({ read, inflate, analyzer: english.name })
    const { hits } = await search(index, queryOf('busy modems', english))
    expect((await recordOf(index, hits[0]!.doc)).record.title).toBe('Modem is busy')
    close()
  })

  test('takes one of the articles with one id and reports the others', async () => {
    const { report } = await build({
      'old.md': markdownArticle('same', 'Old', 'Words.', '1999-01-01'),
      'new.md': markdownArticle('same', 'New', 'Words.', '2001-01-01'),
      'other.md': markdownArticle('other', 'Other', 'Words.'),
    })
    expect(report.manifest.documents).toBe(2)
    expect(report.duplicates.map(({ kept, dropped }) => [dropped.path, kept.path])).toEqual([
      ['old.md', 'new.md'],
    ])
  })

  test('reports what is no text and goes on', async () => {
    const folder = temporaryFolder()
    writeFiles(folder, { 'texts/a.md': markdownArticle('a', 'A', 'Words.') })
    writeFileSync(join(folder, 'texts/b.png'), Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))
    const report = await buildFolder([join(folder, 'texts'), join(folder, 'missing')], join(folder, 'index'))
    expect(report.failures.map(({ code, place }) => [code, place?.file.split('/').at(-1)])).toEqual([
      ['E0201', 'missing'],
      ['E0203', 'b.png'],
    ])
    expect(report.manifest.documents).toBe(1)
  })

  test('reports an article too large to be stored and goes on', async () => {
    const large = `DOCUMENT:Q4711\nTITLE: A line\n\nSYMPTOMS\n========\n\n${'.'.repeat(9_000_000)}\n`
    const { report } = await build({ 'a.md': markdownArticle('a', 'Modem', 'It is busy.'), 'b.txt': large })
    expect(report.manifest.documents).toBe(1)
    expect(report.failures.map(({ code }) => code)).toEqual(['E0204'])
    expect(report.failures[0]!.place!.file).toMatch(/b\.txt$/)
  })

  test('refuses a folder without articles, and one that would read its own index', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'texts'))
    expect((await failureOf(buildFolder([join(folder, 'texts')], join(folder, 'index')))).code).toBe('E0201')
    expect((await failureOf(buildFolder([folder], join(folder, 'index')))).code).toBe('E0101')
    expect((await failureOf(buildFolder([folder], folder))).code).toBe('E0101')
  })

  test('takes away no file that it has not made', async () => {
    const folder = temporaryFolder()
    writeFiles(folder, { 'texts/a.md': markdownArticle('a', 'Old', 'old words'), 'index/notes.kb': 'mine' })
    await buildFolder([join(folder, 'texts')], join(folder, 'index'), { workers: 0 })
    await buildFolder([join(folder, 'texts')], join(folder, 'index'), { workers: 0 })
    const kept = filesIn(join(folder, 'index')).get('notes.kb')!
    expect(Buffer.from(kept).toString()).toBe('mine')
  })

  test('keeps the files of the index before, for its readers, and no older ones', async () => {
    const folder = temporaryFolder()
    const [texts, out] = [join(folder, 'texts'), join(folder, 'index')]
    const generations: string[][] = []
    for (const title of ['One', 'Two', 'Three']) {
      writeFiles(texts, { 'a.md': markdownArticle('a', title, 'Words.') })
      await buildFolder([texts], out)
      generations.push([...filesIn(out).keys()])
    }
    expect(generations.map(({ length }) => length)).toEqual([10, 19, 19])
    expect(generations[2]).not.toContain(generations[0]!.find((name) => name.startsWith('records')))
  })
})
