// How is an index, or a pile of texts, opened for questions?
//
// Whatever builds an index is loaded only where there are texts.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Article } from '../article/article.ts'
import { KbError } from '../errors.ts'
import { type KnowledgeBase, openKnowledgeBase } from '../knowledge-base.ts'
import type { Inflate, ReadBytes } from '../segment/format.ts'
import { manifestName } from '../segment/format.ts'
import { readFrom } from '../segment/in-memory.ts'
import { inflate, openFolder } from './index-files.ts'

/** The articles that come with the package, built. */
export const bundledIndex = fileURLToPath(new URL('../../index', import.meta.url))

/** The files of an index that are held open. */
export interface OpenFiles {
  readonly read: ReadBytes
  readonly inflate: Inflate
  /** Closes them; nothing is to be read afterwards. */
  readonly close: () => void
}

/** A knowledge base that holds files open: of each large file of the index one, from its first use on. */
export interface OpenKnowledgeBase extends KnowledgeBase {
  /** Closes them; nothing is to be asked afterwards. Who ends anyway needs not call it. */
  readonly close: () => void
}

/** What `openPath` opens, as files. */
export async function openFiles(path: string, report: (problem: KbError) => void): Promise<OpenFiles> {
  if (!existsSync(path))
    throw new KbError('E0301', 'there is no index and no folder of articles', {
      help: 'check the spelling of --index or KB_INDEX; without them the articles that come with kb answer',
      place: { file: path },
    })
  if (existsSync(join(path, manifestName))) return { ...openFolder(path), inflate }
  return { read: await buildTexts(path, report), inflate, close: () => {} }
}

/**
 * An index, or a file or folder of texts, which is built in memory. A text that cannot be read is handed to `report`, and
 * the rest goes on. Rejects with E0301 (nothing there), E0302 (damaged), E0303 (another version).
 */
export async function openPath(path: string, report: (problem: KbError) => void): Promise<OpenKnowledgeBase> {
  const files = await openFiles(path, report)
  try {
    return { ...(await openKnowledgeBase(files)), close: files.close }
  } catch (problem) {
    files.close()
    throw problem
  }
}

/** Articles that were read already, built in memory. */
export async function openArticles(articles: readonly Article[]): Promise<KnowledgeBase> {
  const { buildIndex } = await import('../build.ts')
  return openKnowledgeBase({ read: readFrom(buildIndex(articles)), inflate })
}

/** Builds an index in memory. */
async function buildTexts(path: string, report: (problem: KbError) => void): Promise<ReadBytes> {
  const [{ buildIndex }, { readArticle }, { readTexts }] = await Promise.all([
    import('../build.ts'),
    import('../dialect/read-article.ts'),
    import('./texts.ts'),
  ])
  const articles = []
  for await (const source of readTexts([path])) {
    if (source instanceof KbError) report(source)
    else articles.push(readArticle(source.text, source))
  }
  if (articles.length === 0)
    throw new KbError('E0301', 'there is no index here, and no article that can be read', {
      help: 'name the folder of an index, or a folder of articles',
      place: { file: path },
    })
  return readFrom(buildIndex(articles))
}
