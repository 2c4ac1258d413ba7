// Pagefind: files for a browser, one and more for each page. It can only be asked there.

import { join } from 'node:path'
import type { Peer } from './peer.ts'

export const peer: Peer = {
  packages: ['pagefind@1'],
  settings:
    'a record an article; its work is done by a process of its own, whose time and memory are not in here',

  async build(articles, at, { load }) {
    const { createIndex, close } = await load('pagefind')
    const { index } = await createIndex({})
    for (const { id, title, head, symptoms, rest } of articles) {
      const content = [title, head, symptoms, rest].join('\n')
      await index.addCustomRecord({ url: `/${id}/`, content, language: 'en', meta: { title } })
    }
    await index.writeFiles({ outputPath: join(at, 'pagefind') })
    await close()
  },

  open: null,
}
