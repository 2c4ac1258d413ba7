// FlexSearch: an index in memory, exported in pieces.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Peer, wordsOf } from './peer.ts'

export const peer: Peer = {
  packages: ['flexsearch@0.8'],
  settings: 'whole words, places of words scored, title first, suggestions where not all words are there',

  async build(articles, at, { load }) {
    const index = await create(load)
    for (const { id, title, head, symptoms, rest } of articles)
      index.add(Number(id.replace(/\D/g, '')), [title, head, symptoms, rest].join('\n'))
    mkdirSync(join(at, 'pieces'))
    await index.export((key: string, data: string | undefined) => {
      if (data !== undefined) writeFileSync(join(at, 'pieces', encodeURIComponent(key)), data)
    })
  },

  async open(at, { load }) {
    const index = await create(load)
    for (const name of readdirSync(join(at, 'pieces')))
      await index.import(decodeURIComponent(name), readFileSync(join(at, 'pieces', name), 'utf8'))
    return async (text) => {
      const found: number[] = index.search(wordsOf(text).join(' '), { limit: 10, suggest: true })
      return found.map((number) => `Q${number}`)
    }
  },
}

// biome-ignore lint/suspicious/noExplicitAny: what is installed elsewhere has no types here.
async function create(load: (name: string) => Promise<any>): Promise<any> {
  const { default: FlexSearch } = await load('flexsearch')
  return new FlexSearch.Index({ tokenize: 'strict', resolution: 9 })
}
