// The library for Node: articles and indexes from a disk.

import type { Article } from './article/article.ts'
import { readArticle } from './dialect/read-article.ts'
import { KbError } from './errors.ts'
import type { KnowledgeBase } from './knowledge-base.ts'
import { openPath } from './node/open.ts'
import { readTexts } from './node/texts.ts'

export { bundledIndex } from './node/open.ts'

/**
 * The articles in files and folders, ordered by path, each once. Yields a `KbError` in place of an article that cannot
 * be read. Holds one article at a time.
 */
export async function* readArticles(paths: readonly string[]): AsyncGenerator<Article | KbError> {
  for await (const source of readTexts(paths)) {
    yield source instanceof KbError ? source : readArticle(source.text, source)
  }
}

/**
 * Opens the index in a folder, or reads the texts in it. `report` is given every text that cannot be read; without it
 * the first one is thrown. Rejects with E0301 (nothing there), E0302 (damaged) or E0303 (another version).
 */
export function openKnowledgeBase(
  path: string,
  report: (problem: KbError) => void = (problem) => {
    throw problem
  },
): Promise<KnowledgeBase> {
  return openPath(path, report)
}
