// kb verify: is everything true that an index says of itself?

import { KbError } from '../../errors.ts'
import { type Call, type Command, type ExitCode, NothingAsked, type Output } from '../command.ts'
import { progressOn } from '../progress.ts'
import { renderVerified } from '../render/verify.ts'
import { printableJson } from '../terminal.ts'

export const command: Command = {
  name: 'verify',
  summary: 'every checksum and invariant of an index',
  usage: ['kb verify DIR'],
  about: [
    'Reads the whole index and checks all that it says of itself: checksums, order, lengths, counts, that every id leads to its article. Each damaged file is named; then the exit code is 4.',
  ],
  options: { json: { about: 'one JSON object' } },
  examples: [
    { line: 'kb verify kb-index', about: 'after copying it, say' },
    { line: 'kb verify --json kb-index', about: 'for programs' },
  ],
  run,
}

async function* run({ words, options, status }: Call): AsyncGenerator<Output, ExitCode> {
  const [folder, another] = words
  if (folder === undefined) throw new NothingAsked()
  if (another !== undefined)
    throw new KbError('E0101', `kb verify takes one index, and ${words.length} are named`, {
      help: `verify them one by one: kb verify ${folder}`,
    })
  const { verifyFolder } = await import('../../node/verify.ts')
  const show = progressOn(status)
  const report = await verifyFolder(folder, ({ phase, done, total }) => show(phase, done, total))
  yield* report.problems
  const problems = report.problems.map(({ code, message, help, place }) => ({
    file: place?.file ?? null,
    code,
    message,
    help,
  }))
  yield options.has('json')
    ? `${printableJson({ schema: 'kb/verify/1', ...report, problems })}\n`
    : `${renderVerified(report)}\n`
  return report.problems.length > 0 ? 4 : 0
}
