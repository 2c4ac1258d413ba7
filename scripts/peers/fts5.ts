// SQLite FTS5, through node:sqlite.

import { join } from 'node:path'
import { type Peer, weights, wordsOf } from './peer.ts'

export const peer: Peer = {
  packages: [],
  settings: 'porter stems, no stored text, BM25 with column weights, stop words dropped from queries',

  async build(articles, at) {
    const { DatabaseSync } = await sqlite()
    const database = new DatabaseSync(join(at, 'fts5.db'))
    database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF')
    database.exec(
      "CREATE VIRTUAL TABLE text USING fts5(title, head, symptoms, rest, content='', tokenize='porter unicode61')",
    )
    database.exec('CREATE TABLE ids (number INTEGER PRIMARY KEY, id TEXT); BEGIN')
    const insertText = database.prepare(
      'INSERT INTO text(rowid, title, head, symptoms, rest) VALUES (?, ?, ?, ?, ?)',
    )
    const insertId = database.prepare('INSERT INTO ids VALUES (?, ?)')
    let number = 0
    for (const { id, title, head, symptoms, rest } of articles) {
      insertText.run(++number, title, head, symptoms, rest)
      insertId.run(number, id)
    }
    database.exec('COMMIT')
    database.close()
  },

  async open(at) {
    const { DatabaseSync } = await sqlite()
    const database = new DatabaseSync(join(at, 'fts5.db'), { readOnly: true })
    const { title, head, symptoms, rest } = weights
    const select = database.prepare(
      `SELECT ids.id AS id FROM text JOIN ids ON ids.number = text.rowid
       WHERE text MATCH ? ORDER BY bm25(text, ${title}, ${head}, ${symptoms}, ${rest}) LIMIT 10`,
    )
    return async (text) => {
      const words = wordsOf(text)
      if (words.length === 0) return []
      return select.all(words.map((word) => `"${word}"`).join(' OR ')).map(({ id }: { id: string }) => id)
    }
  },
}

// biome-ignore lint/suspicious/noExplicitAny: Node 20, with whose types the project is checked, has no such module.
function sqlite(): Promise<any> {
  const name = 'node:sqlite'
  return import(name)
}
