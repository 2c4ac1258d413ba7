// This project, as it is built in dist/: it reads the Markdown itself, and stores records and rules besides.

import { fileURLToPath } from 'node:url'
import type { Peer } from './peer.ts'

const library = new URL('../../dist/lib/', import.meta.url)
// biome-ignore lint/suspicious/noExplicitAny: what is built has its types elsewhere.
const part = (path: string): Promise<any> => import(new URL(path, library).href)

export const peer: Peer = {
  packages: [],
  settings: 'kb build; first stage alone',

  /** The command line, in this process: it ends it. */
  async build(_, at, { corpus }) {
    const program = new URL('../../dist/cli/kb.js', import.meta.url)
    process.argv.splice(1, Infinity, fileURLToPath(program), 'build', corpus, '--out', at)
    await import(program.href)
    await new Promise(() => {})
  },

  async open(at) {
    const [{ openFolder, inflate }, { openIndex }, { english }, { queryOf }, { search }] = await Promise.all([
      part('node/index-files.js'),
      part('segment/reader.js'),
      part('analysis/analyzer.js'),
      part('query/query.js'),
      part('query/searcher.js'),
    ])
    const index = await openIndex({ read: openFolder(at).read, inflate, analyzer: english.name })
    return async (text) => {
      const { hits } = await search(index, queryOf(text, english), { top: 10 })
      return Promise.all(hits.map(async ({ doc }: { doc: number }) => (await index.display(doc)).id))
    }
  },
}
