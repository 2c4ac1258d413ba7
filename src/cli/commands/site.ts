// kb site: where is the page on which people search these articles?

import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { KbError } from '../../errors.ts'
import { manifestName } from '../../segment/format.ts'
import { type Call, type Command, type ExitCode, NothingAsked, type Output } from '../command.ts'
import { progressOn } from '../progress.ts'
import { count } from '../render/quantity.ts'
import { printableJson } from '../terminal.ts'

export const command: Command = {
  name: 'site',
  summary: 'a page to search articles on, for any web server or none',
  usage: ['kb site INDEX --out DIR', 'kb site PATH… --out DIR'],
  about: [
    'Writes a folder with a search page and an index that the page reads a few pieces at a time. It needs no program on the server and no server at all: copy the folder to any host of files, or open its index.html from a disk.',
    'An index that kb build has made is taken as it is; from files and folders of articles one is made first. The index is cut into files of at most 256 KB. Those that end in .kb.js are for opening the page from a disk; a server does without them.',
    'A site that is there already works until the new one is complete.',
  ],
  options: {
    out: { value: 'DIR', about: 'the folder of the site; it is made where it is missing' },
    json: { about: 'one JSON object' },
  },
  examples: [
    { line: 'kb site articles/ --out kb-site', about: 'a site of a folder of articles' },
    { line: 'kb site kb-index --out kb-site', about: 'of an index that is there' },
  ],
  run,
}

async function* run({ words, options, status }: Call): AsyncGenerator<Output, ExitCode> {
  if (words.length === 0) throw new NothingAsked()
  const out = options.one('out')
  if (out === null)
    throw new KbError('E0101', 'kb site is not told where the site is to be', {
      help: 'name a folder, for example --out kb-site',
    })
  const { refuseOutputInInput } = await import('../../node/build.ts')
  refuseOutputInInput(words, out, 'the site')
  const { bundledPage, writeSite } = await import('../../site/write.ts')
  const show = progressOn(status)
  const { index, failures, discard } = await indexOf(words, show)
  yield* failures
  try {
    const progress = (done: number, total: number): void => show('writing', done, total)
    const report = await writeSite(index, out, { page: bundledPage, progress })
    yield options.has('json')
      ? `${printableJson({ schema: 'kb/site/1', out, ...report, skipped: failures.length })}\n`
      : `${out}: ${count(report.articles, 'article')} in ${count(report.files, 'file')}\nopen ${join(out, 'index.html')}, or copy the folder to a web server\n`
  } finally {
    discard()
  }
  return failures.length > 0 ? 3 : 0
}

interface MadeIndex {
  readonly index: string
  readonly failures: readonly KbError[]
  /** Removes what was made only for the site. */
  readonly discard: () => void
}

async function indexOf(words: readonly string[], show: ReturnType<typeof progressOn>): Promise<MadeIndex> {
  const [only] = words
  if (words.length === 1 && existsSync(join(only!, manifestName)))
    return { index: only!, failures: [], discard: () => {} }
  const { buildFolder } = await import('../../node/build.ts')
  const folder = mkdtempSync(join(tmpdir(), 'kb-site-'))
  const discard = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    const { failures } = await buildFolder(words, folder, {
      progress: ({ phase, done, total }) => show(phase, done, total),
    })
    return { index: folder, failures, discard }
  } catch (problem) {
    discard()
    throw problem
  }
}
