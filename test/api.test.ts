import { existsSync, readdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }
import * as browser from '../src/browser.ts'
import * as library from '../src/index.ts'
import * as node from '../src/node.ts'
import { markdownArticle, temporaryFolder, writeFiles } from './support/folder.ts'

describe('what is exported', () => {
  test('kb-engine', () => {
    expect(Object.keys(library).sort()).toEqual([
      'KbError',
      'buildIndex',
      'decode',
      'errorCodes',
      'openKnowledgeBase',
      'openScanner',
      'rankDialects',
      'readArticle',
      'scan',
    ])
  })

  test('kb-engine/node', () => {
    expect(Object.keys(node).sort()).toEqual([
      'buildIndex',
      'bundledIndex',
      'openKnowledgeBase',
      'readArticles',
      'scan',
      'verifyIndex',
    ])
  })

  test('kb-engine/browser', () => {
    expect(Object.keys(browser).sort()).toEqual(['KbError', 'openKnowledgeBase'])
  })

  test('and nothing that is not named', () => {
    expect(Object.keys(packageJson.exports)).toEqual([
      '.',
      './node',
      './browser',
      './schema/*.json',
      './package.json',
    ])
  })
})

describe('the library', () => {
  test('reads articles, builds an index of them and answers from it, without any file', async () => {
    const article = library.readArticle(
      '---\nkb: silent\ntitle: A printer that prints nothing\nproducts: [Printer 97]\n---\n\n## Symptoms\n\nThe printer is silent.\n\n## Resolution\n\n1. Switch it on.\n',
    )
    const files = library.buildIndex([article])
    const knowledgeBase = await library.openKnowledgeBase({
      read: async (file, from, to) => files.get(file)!.subarray(from, to),
      inflate: async (bytes) => bytes,
    })
    expect(knowledgeBase.size).toBe(1)
    expect((await knowledgeBase.article('SILENT'))?.title).toBe('A printer that prints nothing')
    expect((await knowledgeBase.query({ text: 'my printer is silent' })).hits[0]?.id).toBe('silent')
  })

  test('scans a log for known errors', async () => {
    const article = library.readArticle(
      '---\nkb: jam\ntitle: A jam\nproducts: [Printer 97]\nrules:\n  - id: r\n    when: { any: [{ message: "The frobnicator of unit {num} could not quiesce" }] }\n---\n\n## Symptoms\n\nIt is jammed.\n',
    )
    const files = library.buildIndex([article])
    async function* log(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode('12:01 the frobnicator of unit 7\ncould not ')
      yield new TextEncoder().encode('quiesce\n')
    }
    const index: library.IndexFiles = {
      read: async (file, from, to) => files.get(file)!.subarray(from, to),
      inflate: async (bytes) => bytes,
    }
    const events: library.ScanEvent[] = []
    for await (const event of library.scan(log(), index)) events.push(event)
    expect(events).toMatchObject([
      { type: 'match', article: 'jam', answered: true, first: { line: 1 }, slots: [{ value: '7' }] },
      { type: 'total', article: 'jam', count: 1, lastLine: 2 },
      { type: 'summary', lines: 2 },
    ])
  })

  test('throws errors that say what to do', async () => {
    const nothing = { read: async () => new Uint8Array(), inflate: async (bytes: Uint8Array) => bytes }
    await expect(library.openKnowledgeBase(nothing)).rejects.toThrow(library.KbError)
    await expect(node.openKnowledgeBase('no such folder')).rejects.toMatchObject({
      code: 'E0301',
      exitCode: 4,
    })
  })

  test('for Node builds, verifies and opens the index of a folder', async () => {
    const folder = temporaryFolder()
    writeFiles(folder, { 'texts/a.md': markdownArticle('silent', 'Silent', 'The printer is silent.') })
    const out = join(folder, 'index')
    const { manifest, failures } = await node.buildIndex([join(folder, 'texts')], out)
    expect([manifest.documents, failures]).toEqual([1, []])
    expect((await node.verifyIndex(out)).problems).toEqual([])
    const knowledgeBase = await node.openKnowledgeBase(out)
    expect((await knowledgeBase.query({ text: 'my printer is silent' })).hits[0]?.id).toBe('silent')
    expect(await knowledgeBase.products()).toEqual(new Map([['Small Server', 1]]))
    await expect(node.buildIndex([folder], out)).rejects.toMatchObject({ code: 'E0101', exitCode: 2 })
    await expect(node.verifyIndex(folder)).rejects.toMatchObject({ code: 'E0301', exitCode: 4 })
  })
  // which files a process holds open is told by Linux alone
  test.skipIf(!existsSync('/proc/self/fd'))('for Node holds no file open once it is closed', async () => {
    const folder = temporaryFolder()
    writeFiles(folder, { 'texts/a.md': markdownArticle('silent', 'Silent', 'The printer is silent.') })
    const out = join(folder, 'index')
    await node.buildIndex([join(folder, 'texts')], out)
    const knowledgeBase = await node.openKnowledgeBase(out)
    await knowledgeBase.query({ text: 'my printer is silent' })
    expect(openIn(out).length).toBeGreaterThan(0)
    knowledgeBase.close()
    expect(openIn(out)).toEqual([])
    async function* log(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode('the printer is silent\n')
    }
    for await (const event of node.scan(log(), out)) expect(event.type).toBe('summary')
    expect(openIn(out)).toEqual([])
  })
})

function openIn(folder: string): string[] {
  const open = readdirSync('/proc/self/fd').map((number) => {
    try {
      return readlinkSync(`/proc/self/fd/${number}`)
    } catch {
      return '' // the one of the folder itself, closed by now
    }
  })
  return open.filter((path) => path.startsWith(folder))
}
