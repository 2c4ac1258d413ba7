// MiniSearch: an index in memory, kept as JSON.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fieldNames, type Peer, weights, wordsOf } from './peer.ts'

const settings = { fields: [...fieldNames], idField: 'id' }

export const peer: Peer = {
  packages: ['minisearch@7'],
  settings: 'fields boosted, any of the words, stop words dropped from queries',

  async build(articles, at, { load }) {
    const { default: MiniSearch } = await load('minisearch')
    const index = new MiniSearch(settings)
    for (const article of articles) index.add(article)
    writeFileSync(join(at, 'index.json'), JSON.stringify(index))
  },

  async open(at, { load }) {
    const { default: MiniSearch } = await load('minisearch')
    const index = MiniSearch.loadJSON(readFileSync(join(at, 'index.json'), 'utf8'), settings)
    return async (text) => {
      const hits = index.search(wordsOf(text).join(' '), { boost: weights, combineWith: 'OR' })
      return hits.slice(0, 10).map(({ id }: { id: string }) => id)
    }
  },
}
