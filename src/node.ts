// The library for Node: articles and indexes from a disk.

import type { Article } from './article/article.ts'
import { readArticle } from './dialect/read-article.ts'
import { KbError } from './errors.ts'
import { readTexts } from './node/texts.ts'

export { decodeText, readText, readTexts, type SourceText } from './node/texts.ts'

/**
 * The articles in files and folders, ordered by path, each once. Yields a `KbError` in place of an article that cannot
 * be read. Holds one article at a time.
 */
export async function* readArticles(paths: readonly string[]): AsyncGenerator<Article | KbError> {
  for await (const source of readTexts(paths)) {
    yield source instanceof KbError ? source : readArticle(source.text, source)
  }
}
