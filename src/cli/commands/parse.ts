// kb parse: which records do these texts hold?

import { KbError } from '../../errors.ts'
import type { SourceText } from '../../node/decoded.ts'
import type { Call, Command, ExitCode, Output } from '../command.ts'
import { isPiped, pipedInto, readAll } from '../input.ts'
import { renderDialects } from '../render/dialects.ts'
import { printableJson } from '../terminal.ts'

export const command: Command = {
  name: 'parse',
  summary: 'the records of articles, as JSON lines',
  usage: ['kb parse PATH…', 'kb parse - < FILE'],
  about: [
    'Reads articles in any of the known dialects and prints one JSON object a line for each. Folders are read with all that is in them, ordered by path; hidden names and symbolic links in them are passed over. A file that cannot be read is reported, and the rest goes on (exit code 3).',
    'The JSON Schema of a record is kb-engine/schema/record.schema.json.',
  ],
  options: {
    'explain-dialect': {
      about: 'which dialects a text could be in, and what speaks for each, instead of its record',
    },
    json: { about: 'with --explain-dialect: JSON lines (records always are)' },
  },
  examples: [
    { line: 'kb parse articles/', about: 'every article of a folder' },
    { line: 'kb parse articles/ | head -1', about: 'what a record looks like' },
    { line: 'kb parse --explain-dialect articles/', about: 'why a text is read the way it is' },
  ],
  run,
}

async function* run(call: Call): AsyncGenerator<Output, ExitCode> {
  const { rankDialects, readArticle } = await import('../../dialect/read-article.ts')
  const print = (source: SourceText): string => {
    if (!call.options.has('explain-dialect'))
      return printableJson({ schema: 'kb/record/1', ...readArticle(source.text, source) })
    const ranked = rankDialects(source.text)
    if (!call.options.has('json')) return renderDialects(source.path, ranked, call.screen)
    const dialects = ranked.map(({ dialect, score, clues }) => ({ dialect: dialect.name, score, clues }))
    return printableJson({ schema: 'kb/dialect/1', path: source.path, dialects })
  }
  let exit: ExitCode = 0
  for await (const source of sourcesOf(call)) {
    if (source instanceof KbError) exit = 3
    yield source instanceof KbError ? source : `${print(source)}\n`
  }
  return exit
}

async function* sourcesOf(call: Call): AsyncGenerator<SourceText | KbError> {
  const piped = isPiped(call.words) ? pipedInto(call) : null
  const { articleText, largestFile, readTexts } = await import('../../node/texts.ts')
  if (piped === null) yield* readTexts(call.words)
  else yield articleText(await readAll(piped, largestFile), null)
}
