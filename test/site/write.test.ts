import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { buildIndex } from '../../src/build.ts'
import { openKnowledgeBase } from '../../src/knowledge-base.ts'
import { deflate, inflate, openFolder } from '../../src/node/index-files.ts'
import { openPath } from '../../src/node/open.ts'
import { verifyFolder } from '../../src/node/verify.ts'
import { decodeManifest, entriesOf } from '../../src/segment/manifest.ts'
import { fileLength, openWhole } from '../../src/segment/pages.ts'
import { writeSite } from '../../src/site/write.ts'
import { randomArticles } from '../support/collection.ts'
import { temporaryFolder } from '../support/folder.ts'

interface Place {
  readonly index: string
  readonly site: string
  readonly page: string
}

/** Folders, the page in one of them no more than a name. */
function place(): Place {
  const folder = temporaryFolder()
  const [index, site, page] = ['index', 'site', 'page'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  mkdirSync(page)
  writeFileSync(join(page, 'index.html'), '<script src="search.js"></script>')
  writeFileSync(join(page, 'search.js'), 'search()')
  return { index, site, page }
}

/** The index of so many articles, in place of the one that was there. */
function writeIndex(folder: string, articles: number): void {
  mkdirSync(folder, { recursive: true })
  for (const [name, bytes] of buildIndex(randomArticles(articles), { deflate }))
    writeFileSync(join(folder, name), bytes)
}

function manifestOf(folder: string): ReturnType<typeof decodeManifest> {
  return decodeManifest(openWhole('index.kb', readFileSync(join(folder, 'index.kb'))).payload)
}

describe('the site of an index', () => {
  test('holds the same bytes in pieces, and its manifest says how they were cut', async () => {
    const { index, site, page } = place()
    writeIndex(index, 2000)
    const report = await writeSite(index, site, { page })
    expect(report.largest).toBeLessThanOrEqual(256 * 1024)
    for (const [kind, { name, piece, length }] of entriesOf(manifestOf(site))) {
      const count = Math.ceil(fileLength(kind, length) / piece)
      const pieces = Array.from({ length: count }, (_, i) =>
        readFileSync(join(site, name.replace('.kb', `-${piece / 1024}k-${i}.kb`))),
      )
      expect(pieces.slice(0, -1).every((bytes) => bytes.length === piece)).toBe(true)
      expect(Buffer.concat(pieces).equals(readFileSync(join(index, name)))).toBe(true)
    }
    expect((await verifyFolder(site)).problems).toEqual([])
    const [whole, cut] = await Promise.all([index, site].map((path) => openPath(path, () => {})))
    for (const words of ['w1 w20', 'w300', 'w7 w77 w177'])
      expect(await cut!.search(words)).toEqual(await whole!.search(words))
  })

  test('is the same when it is made of a site', async () => {
    const { index, site, page } = place()
    writeIndex(index, 300)
    await writeSite(index, site, { page })
    const again = join(temporaryFolder(), 'again')
    await writeSite(site, again, { page })
    const bytesIn = (folder: string): [string, string][] =>
      readdirSync(folder)
        .sort()
        .map((name) => [name, readFileSync(join(folder, name)).toString('latin1')])
    expect(bytesIn(again)).toEqual(bytesIn(site))
  })

  test('names its script by its content, and has every other file as a script as well', async () => {
    const { index, site, page } = place()
    writeIndex(index, 20)
    await writeSite(index, site, { page })
    const names = readdirSync(site)
    const script = names.find((name) => name.startsWith('search-'))!
    expect(readFileSync(join(site, 'index.html'), 'utf8')).toBe(`<script src="${script}"></script>`)
    const files = names.filter((name) => name.endsWith('.kb'))
    expect(names.filter((name) => name.endsWith('.kb.js'))).toEqual(files.map((name) => `${name}.js`))
    const [, base64] = /"([^"]*)"\)\n$/.exec(readFileSync(join(site, 'index.kb.js'), 'utf8'))!
    expect(Buffer.from(base64!, 'base64').equals(readFileSync(join(site, 'index.kb')))).toBe(true)
  })

  test('keeps the files of the site before for its readers, and none that are older', async () => {
    const { index, site, page } = place()
    const generations: Set<string>[] = []
    for (const articles of [30, 40, 50]) {
      writeIndex(index, articles)
      await writeSite(index, site, { page })
      generations.push(
        new Set(Array.from(entriesOf(manifestOf(site)), ([, { name }]) => name.replace('.kb', ''))),
      )
    }
    const isThere = (names: Set<string>): boolean[] =>
      [...names].map((name) => readdirSync(site).some((file) => file.startsWith(name)))
    const [first, second, third] = generations
    expect(isThere(third!)).not.toContain(false)
    expect(isThere(second!)).not.toContain(false)
    for (const name of second!) first!.delete(name)
    for (const name of third!) first!.delete(name)
    expect(isThere(first!)).not.toContain(true)
  })

  test('with a piece that is cut or gone is damaged, and says which', async () => {
    const { index, site, page } = place()
    writeIndex(index, 300)
    await writeSite(index, site, { page })
    const piece = readdirSync(site).find((name) => /^postings.*\.kb$/.test(name))!
    writeFileSync(join(site, piece), readFileSync(join(site, piece)).subarray(0, 100))
    const { read } = openFolder(site)
    const knowledgeBase = await openKnowledgeBase({ read, inflate })
    await expect(knowledgeBase.search('w1')).rejects.toMatchObject({ code: 'E0302' })
    expect((await verifyFolder(site)).problems.map(({ code }) => code)).toContain('E0302')
  })
})
