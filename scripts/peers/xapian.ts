// Xapian, a library in C++, through its Python binding.
//
// The binding runs in a child of the measured process: the child's start counts for cold questions, the few hundredths of a
// millisecond that a line takes through a pipe for all, its memory and its processor time for none.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type Peer, type Place, wordsOf } from './peer.ts'

/** How often a word counts, for Xapian takes no fractions. */
const weights = { title: 3, head: 1, symptoms: 2, rest: 1 }

export const peer: Peer = {
  packages: [],
  debianPackages: ['libxapian30', 'python3-xapian'],
  settings:
    'English stems, no positions, BM25 (k1 1.2, b 0.75) with field weights, stop words dropped from queries',

  async build(articles, at, place) {
    const child = xapian(place, ['build', at, JSON.stringify(weights)])
    for (const article of articles)
      if (!child.stdin.write(`${JSON.stringify(article)}\n`)) await once(child.stdin, 'drain')
    child.stdin.end()
    const [status] = await once(child, 'close')
    if (status !== 0) throw new Error(`ask-xapian.py ended with ${status}`)
  },

  async open(at, place) {
    const child = xapian(place, ['ask', at])
    const answers = createInterface(child.stdout)[Symbol.asyncIterator]()
    const search = async (text: string): Promise<readonly string[]> => {
      const words = wordsOf(text)
      if (words.length === 0) return []
      child.stdin.write(`${words.join(' ')}\n`)
      const { value } = await answers.next()
      return value.split(' ')
    }
    return Object.assign(search, { close: () => child.stdin.end() })
  },
}

function xapian({ debian }: Place, parameters: readonly string[]) {
  return spawn('python3', [fileURLToPath(new URL('ask-xapian.py', import.meta.url)), ...parameters], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      ...process.env,
      PYTHONPATH: join(debian, 'usr/lib/python3/dist-packages'),
      LD_LIBRARY_PATH: join(debian, 'usr/lib/x86_64-linux-gnu'),
    },
  })
}
