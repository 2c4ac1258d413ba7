// The bundled articles as an open knowledge base: the whole engine, built and asked in memory.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildIndex } from '../../src/build.ts'
import { readArticle } from '../../src/dialect/read-article.ts'
import { type KnowledgeBase, openKnowledgeBase } from '../../src/knowledge-base.ts'
import { deflate, inflate } from '../../src/node/index-files.ts'
import { readFrom } from '../../src/segment/in-memory.ts'
import { articlesFolder, slugsOf } from './owed-reports.ts'

export function openBundled(): Promise<KnowledgeBase> {
  const articles = slugsOf('.md').map((slug) =>
    readArticle(readFileSync(join(articlesFolder, `${slug}.md`), 'utf8'), { path: `${slug}.md` }),
  )
  return openKnowledgeBase({ read: readFrom(buildIndex(articles, { deflate })), inflate })
}
