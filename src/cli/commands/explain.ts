// kb explain: what does this code mean?

import { type ErrorCode, errorCodes, KbError } from '../../errors.ts'
import type { CodeExplanation, KnowledgeBase } from '../../knowledge-base.ts'
import { type Call, type Command, type ExitCode, NothingAsked, type Output } from '../command.ts'
import { indexOption, openIndexes } from '../indexes.ts'
import { renderExplained } from '../render/explain.ts'
import { printableJson } from '../terminal.ts'

export const command: Command = {
  name: 'explain',
  summary: 'what an error code is in every notation, and who speaks of it',
  usage: ['kb explain CODE… [options]'],
  about: [
    'Takes a code as it was shown: 0x80070005, 80070005, -2147024891, E_ACCESSDENIED, STOP 0xA, event 7000, C1001, SQLSTATE S1000, HTTP 404, error 5, 633. Prints what may be meant, the likeliest first, with names, text, other notations and the codes that mean the same, and the articles of the index which speak of it, in whatever notation they do. A word before a number says whose it is: ras 633, vb 429, win32 5.',
    `E0101 and its like are kb's own errors, as in error[E0101]. There are ${Object.keys(errorCodes).join(', ')}.`,
    'A code that neither has a name nor stands in any article gives exit code 1, and what it may be instead.',
  ],
  options: {
    index: indexOption,
    top: { value: 'N', about: 'print at most so many articles (10); --json has them all' },
    json: { about: 'one JSON object a line' },
  },
  examples: [
    { line: 'kb explain 0x80070005', about: 'what it is, and which articles speak of it' },
    { line: 'kb explain stop 0xA', about: 'a blue screen' },
    { line: 'kb explain E0301', about: 'what to make of error[E0301]' },
    { line: 'kb explain --json -- -2147024891', about: 'for programs' },
  ],
  run,
}

async function* run(call: Call): AsyncGenerator<Output, ExitCode> {
  const { words, options, screen } = call
  if (words.length === 0) throw new NothingAsked()
  const top = options.number('top', 1, 10)
  let exit: ExitCode = 0
  let opened: KnowledgeBase | null = null
  for (const asked of codesIn(words)) {
    if (looksOwn.test(asked)) {
      const own = ownError(asked)
      if (own === null) exit = 1
      if (own === null) yield noSuchError(asked)
      else yield options.has('json') ? jsonOf(own) : `${renderOwn(own, screen.paint)}\n`
      continue
    }
    if (opened === null) {
      const { knowledgeBase, unread } = await openIndexes(call)
      yield* unread
      opened = knowledgeBase
    }
    const explanation = await opened.explain(asked)
    if (options.has('json')) yield jsonOf({ ...explanation, meaning: null, exit: null })
    else if (explanation.known) yield `${renderExplained(explanation, top, screen)}\n`
    if (explanation.known) continue
    exit = 1
    yield unknown(explanation)
  }
  return exit
}

/** A word that says whose the next number is belongs to it: `stop 0xA`, `event 7000 from Service Control Manager`. */
function codesIn(words: readonly string[]): string[] {
  const codes: string[][] = [[]]
  for (const word of words.join(' ').split(/\s+/)) {
    const isLed = codes.at(-1)!.every((other) => leads.test(other))
    if (!isLed && (leads.test(word) || /\d|_/.test(word))) codes.push([])
    codes.at(-1)!.push(word)
  }
  return codes.map((words) => words.join(' '))
}

const leads =
  /^(?:stop|bug|bugcheck|check|event|id|error|code|system|run-?time|http|sqlstate|ras|vb|sql|mapi|win32|hresult|ntstatus|compiler|status|msg)[:#]?$/i

/** The codes of kb, whether there is such a one or not. */
const looksOwn = /^E\d{4}$/i

interface OwnError {
  readonly code: ErrorCode
  readonly meaning: string
  readonly exit: number
}

function ownError(word: string): OwnError | null {
  const code = word.toUpperCase()
  return isErrorCode(code) ? { code, ...errorCodes[code] } : null
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code)
}

function renderOwn({ code, meaning, exit }: OwnError, paint: Call['screen']['paint']): string {
  return `${paint('bold', code)}  ${meaning}\n       kb ends with exit code ${exit}.`
}

/** One form for both kinds: what does not apply is `null` or empty. */
function jsonOf(explanation: OwnError | (CodeExplanation & { meaning: null; exit: null })): string {
  const empty = { known: true, readings: [], articles: [], similar: [] }
  return `${printableJson({ schema: 'kb/explain/1', ...empty, ...explanation })}\n`
}

function noSuchError(code: string): KbError {
  return new KbError('E0104', `no error of kb has the code ${code}`, { help: 'kb explain --help lists them' })
}

function unknown({ code, similar }: CodeExplanation): KbError {
  return new KbError('E0104', `nothing is known of the code ${cut(code)}`, {
    help:
      similar.length > 0
        ? `did you mean ${similar.join(', or ')}?`
        : 'write it as it was shown; kb query finds messages',
  })
}

/** What somebody pasted may be anything. */
function cut(code: string): string {
  return code.length > 60 ? `${code.slice(0, 60)}...` : code
}
