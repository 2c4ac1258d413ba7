// kb build: where is the index of these articles?

import { KbError } from '../../errors.ts'
import type { BuildReport } from '../../node/build.ts'
import { sizesOf } from '../../segment/sizes.ts'
import { type Call, type Command, type ExitCode, NothingAsked, type Output } from '../command.ts'
import { progressOn } from '../progress.ts'
import { renderBuild, renderSizes, whyKept } from '../render/build.ts'
import { printableJson } from '../terminal.ts'

export const command: Command = {
  name: 'build',
  summary: 'the static index of articles',
  usage: ['kb build PATH… --out DIR [options]'],
  about: [
    'Reads articles as kb parse does and writes an index of them: plain files that kb query --index DIR, kb show and programs read a few pieces at a time. The same articles give the same bytes.',
    'Of articles with one id the one modified last is taken, of equally old ones the first by path; the others are listed. A file that cannot be read is reported, and the rest goes on (exit code 3).',
    'With --update only files are read that are new or not what they were when the index was built; the rest is taken over from it. The bytes are those of a new build. Where the index cannot be updated, say because another version of kb built it, everything is read, and the reason is told.',
    'An index that is there already answers until the new one is complete, whatever happens meanwhile. Its files stay for those who are reading them, until the build after the next.',
  ],
  options: {
    out: { value: 'DIR', about: 'the folder of the index; it is made where it is missing' },
    update: { about: 'read only what has changed since DIR was built' },
    stats: { about: 'what takes the space' },
    workers: { value: 'N', about: 'threads that read (as many as there are processors)' },
    json: { about: 'one JSON object with all duplicates and skipped files' },
  },
  examples: [
    { line: 'kb build articles/ --out kb-index', about: 'an index of a folder of articles' },
    { line: 'kb query --index kb-index modem busy', about: 'ask it' },
    { line: 'kb build articles/ --out kb-index --update', about: 'after editing some of them' },
    { line: 'kb build articles/ --out kb-index --stats', about: 'and see what takes the space' },
  ],
  run,
}

async function* run({ words, options, status }: Call): AsyncGenerator<Output, ExitCode> {
  if (words.length === 0) throw new NothingAsked()
  const out = options.one('out')
  if (out === null)
    throw new KbError('E0101', 'kb build is not told where the index is to be', {
      help: 'name a folder, for example --out kb-index',
    })
  const { buildFolder } = await import('../../node/build.ts')
  const show = progressOn(status)
  const workers = options.has('workers') ? { workers: options.number('workers', 1, 1) } : {}
  let report: BuildReport
  try {
    report = await buildFolder(words, out, {
      ...workers,
      update: options.has('update'),
      progress: ({ phase, done, total }) => show(phase, done, total),
    })
  } catch (problem) {
    yield* unreadIn(problem)
    throw problem
  }
  yield* report.failures
  const sizes = options.has('stats') ? sizesOf(report.manifest) : null
  yield options.has('json')
    ? `${printableJson({ schema: 'kb/build/1', out, ...summary(report), sizes })}\n`
    : `${[renderBuild(out, report), ...(sizes === null ? [] : [renderSizes(sizes)])].join('\n\n')}\n`
  return report.failures.length > 0 ? 3 : 0
}

/** Where nothing at all can be read, it is said of each file why. */
function unreadIn(problem: unknown): readonly KbError[] {
  const { cause } = problem as Error
  return cause instanceof AggregateError ? cause.errors : []
}

/** What `--json` says of a build. */
function summary({ manifest, files, duplicates, failures, issues, update }: BuildReport): object {
  return {
    build: manifest.build,
    articles: manifest.documents,
    files,
    duplicates: duplicates.map(({ kept, dropped }) => ({
      id: kept.id,
      kept: kept.path,
      dropped: dropped.path,
      reason: whyKept({ kept, dropped }),
    })),
    skipped: failures.map(({ place, code, message }) => ({ path: place?.file ?? null, code, message })),
    issues,
    update,
  }
}
