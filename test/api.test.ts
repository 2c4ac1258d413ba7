import { describe, expect, test } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }
import * as library from '../src/index.ts'
import * as node from '../src/node.ts'

describe('what is exported', () => {
  test('kb-engine', () => {
    expect(Object.keys(library).sort()).toEqual([
      'KbError',
      'buildIndex',
      'decode',
      'errorCodes',
      'openKnowledgeBase',
      'rankDialects',
      'readArticle',
    ])
  })

  test('kb-engine/node', () => {
    expect(Object.keys(node).sort()).toEqual(['bundledIndex', 'openKnowledgeBase', 'readArticles'])
  })

  test('and nothing that is not named', () => {
    expect(Object.keys(packageJson.exports)).toEqual(['.', './node', './schema/*.json', './package.json'])
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

  test('throws errors that say what to do', async () => {
    const nothing = { read: async () => new Uint8Array(), inflate: async (bytes: Uint8Array) => bytes }
    await expect(library.openKnowledgeBase(nothing)).rejects.toThrow(library.KbError)
    await expect(node.openKnowledgeBase('no such folder')).rejects.toMatchObject({
      code: 'E0301',
      exitCode: 4,
    })
  })
})
