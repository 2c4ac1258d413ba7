// The library for Node: articles and indexes from a disk.

import type { Article } from './article/article.ts'
import { readArticle } from './dialect/read-article.ts'
import { KbError } from './errors.ts'
import type { BuildReport, FolderBuildOptions } from './node/build.ts'
import { bundledIndex, type OpenKnowledgeBase, openFiles, openPath } from './node/open.ts'
import { readTexts } from './node/texts.ts'
import type { ScanEvent, ScanOptions } from './scanning.ts'
import type { VerifyProgress, VerifyReport } from './segment/verify.ts'

export type { BuildReport, FolderBuildOptions, Progress, UpdateReport } from './node/build.ts'
export { bundledIndex, type OpenKnowledgeBase } from './node/open.ts'
export type { VerifyProgress, VerifyReport } from './segment/verify.ts'

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
 * the first one is thrown. Rejects with E0301 (nothing there), E0302 (damaged) or E0303 (another version). A program that
 * opens one after another calls `close`.
 */
export function openKnowledgeBase(
  path: string,
  report: (problem: KbError) => void = (problem) => {
    throw problem
  },
): Promise<OpenKnowledgeBase> {
  return openPath(path, report)
}

/**
 * Every known error in a log, as it comes: when it is first seen, at the end how often it was there, and what could not
 * be looked at. `index` is a folder as `openKnowledgeBase` takes it; without it the articles that come with kb are
 * looked for.
 */
export async function* scan(
  log: AsyncIterable<Uint8Array>,
  index: string = bundledIndex,
  options: ScanOptions = {},
): AsyncGenerator<ScanEvent> {
  const files = await openFiles(index, (problem) => {
    throw problem
  })
  try {
    const scanning = await import('./scanning.ts')
    yield* scanning.scan(log, files, options)
  } finally {
    files.close()
  }
}

/**
 * Builds the index of all articles in files and folders and puts it into the folder `out`. The report says how many they
 * are, which of two with one id was left out, and what could not be read. Until the promise is fulfilled the index that
 * was there before answers, and it stays where this rejects: with E0101 (`out` lies within `paths`), E0201 (no article),
 * E0401 (not written: another build is at it, the disk is full, ...).
 *
 * The same articles give the same bytes. They are read in as many threads as there are processors; memory holds up to
 * 12 MB of postings for each of them, each term once, and some hundred bytes an article. With `update` files that are
 * what they were are not read again.
 */
export async function buildIndex(
  paths: readonly string[],
  out: string,
  options: FolderBuildOptions = {},
): Promise<BuildReport> {
  const { buildFolder } = await import('./node/build.ts')
  return buildFolder(paths, out, options)
}

/**
 * Reads every byte of the index in a folder and checks all that it says of itself; `problems` has one error for each
 * damaged file. Rejects with E0301 (no index), E0302 (no manifest that can be trusted), E0303 (another version) or E0304
 * (not readable). Costs about what reading all articles from it would.
 */
export async function verifyIndex(
  folder: string,
  progress?: (progress: VerifyProgress) => void,
): Promise<VerifyReport> {
  const { verifyFolder } = await import('./node/verify.ts')
  return verifyFolder(folder, progress)
}
