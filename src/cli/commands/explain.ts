// kb explain: what does this code mean?

import { type ErrorCode, errorCodes, KbError } from '../../errors.ts'
import { type Call, type Command, type ExitCode, NothingAsked, type Output } from '../command.ts'
import { printableJson } from '../terminal.ts'

export const command: Command = {
  name: 'explain',
  summary: "what one of kb's own errors means",
  usage: ['kb explain CODE…'],
  about: [
    `The codes stand in the errors kb prints: error[E0101]. There are ${Object.keys(errorCodes).join(', ')}.`,
  ],
  options: { json: { about: 'one JSON object a line' } },
  examples: [
    { line: 'kb explain E0301', about: 'what to make of error[E0301]' },
    { line: 'kb explain --json E0101', about: 'the same for programs' },
  ],
  run,
}

async function* run({ words, options, screen }: Call): AsyncGenerator<Output, ExitCode> {
  if (words.length === 0) throw new NothingAsked()
  let exit: ExitCode = 0
  for (const word of words) {
    const code = word.toUpperCase()
    const known = isErrorCode(code) ? errorCodes[code] : null
    if (known === null) {
      exit = 1
      yield new KbError('E0104', `no error of kb has the code ${word}`, {
        help: 'kb explain --help lists them',
      })
    } else if (options.has('json')) yield `${printableJson({ schema: 'kb/explain/1', code, ...known })}\n`
    else
      yield `${screen.paint('bold', code)}  ${known.meaning}\n       kb ends with exit code ${known.exit}.\n`
  }
  return exit
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code)
}
