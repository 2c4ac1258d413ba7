// Orama: an index in memory, kept by its own plugin.

import { join } from 'node:path'
import { fieldNames, type Peer, weights, wordsOf } from './peer.ts'

export const peer: Peer = {
  packages: ['@orama/orama@3', '@orama/plugin-data-persistence@3'],
  settings:
    'English stems, fields boosted, any of the words, stop words dropped from queries; as JSON, for its binary form nests too deep',

  async build(articles, at, { load }) {
    const [{ create, insertMultiple }, { persistToFile }] = await modules(load)
    const schema = Object.fromEntries(['id', ...fieldNames].map((name) => [name, 'string']))
    const index = create({
      schema,
      components: { tokenizer: { stemming: true, language: 'english' } },
    })
    await insertMultiple(index, [...articles], 500)
    await persistToFile(index, 'json', join(at, 'index.json'))
  },

  async open(at, { load }) {
    const [{ search }, { restoreFromFile }] = await modules(load)
    const index = await restoreFromFile('json', join(at, 'index.json'))
    return async (text) => {
      const asked = { term: wordsOf(text).join(' '), properties: fieldNames, boost: weights, limit: 10 }
      const { hits } = await search(index, asked)
      return hits.map(({ document }: { document: { id: string } }) => document.id)
    }
  },
}

// biome-ignore lint/suspicious/noExplicitAny: what is installed elsewhere has no types here.
async function modules(load: (name: string) => Promise<any>): Promise<any[]> {
  return [await load('@orama/orama'), await load('@orama/plugin-data-persistence/server')]
}
