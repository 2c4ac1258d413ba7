// kb diagnose: which question tells apart what it could be, and what is it then?

import type { Question } from '../../answer.ts'
import { KbError } from '../../errors.ts'
import type { KnowledgeBase } from '../../knowledge-base.ts'
import type { Session, Turn } from '../../session/session.ts'
import { AnswersFile, type Reply, readKeys } from '../answers.ts'
import { Aside, type Call, type Command, type ExitCode, type Output } from '../command.ts'
import { indexOption, openIndexes } from '../indexes.ts'
import { isPiped, linesOf, reportOf } from '../input.ts'
import type { LoggedError } from '../logged.ts'
import { renderEnd, renderTurn } from '../render/session.ts'
import { knownOf, situationOptions } from '../situation.ts'
import { printableJson } from '../terminal.ts'

export const command: Command = {
  name: 'diagnose',
  summary: 'asks the next best question until one fix remains',
  usage: [
    'kb diagnose WORDS… [options]',
    'kb diagnose --log FILE [options]',
    'kb diagnose --answers FILE [options] < REPORT',
  ],
  about: [
    'Takes a report as kb query does. Where several articles could be meant, it asks what tells most of them apart for the trouble of answering: the product, its version, the edition, a file or an event, what the author of an article wants to know. What is cheap and likely is proposed before more is asked. It ends with the way out, or says that nothing here fits (exit code 1).',
    'Questions go to stderr and are answered with keys: the number of an answer and Enter, ? for "I don\'t know", q to end with what is known so far. A product may be typed by its name; where none of the descriptions that are shown is yours, a few words of your own bring up others.',
    'An answers file says beforehand what is known, as YAML or JSON: a map of facts (edition: retail), or a list of answers in their order. What a session has printed with --json is an answers file, too: it goes the same way again. What it does not say is "I don\'t know". With --json and without a file nothing is asked of anybody.',
  ],
  options: {
    ...situationOptions,
    log: { value: 'FILE', about: 'starts from the known error that a log had last (- for stdin)' },
    line: { value: 'N', about: 'starts from this line of the log' },
    answers: { value: 'FILE', about: 'answers instead of keys (- for stdin)' },
    index: indexOption,
    json: { about: 'one JSON object: the outcome and the transcript' },
  },
  examples: [
    {
      line: 'kb diagnose "This is an invalid CD Key value"',
      about: 'asks for the product, then for the edition',
    },
    { line: 'kb diagnose --log setup.log', about: 'what went wrong last in there?' },
    { line: 'kb diagnose --answers known.yaml --json < setup.log', about: 'without a terminal' },
    { line: 'kb diagnose --json modem busy', about: 'for programs, nothing being asked' },
  ],
  run,
}

async function* run(call: Call): AsyncGenerator<Output, ExitCode> {
  const file = await readAnswers(call)
  const logged = await readLogged(call)
  if (logged !== null && !call.options.has('json')) yield new Aside(`${whereIn(logged, call)}\n`)
  const question = { ...knownOf(call), text: logged?.report ?? (await reportOf(call)) }
  const { knowledgeBase, unread } = await openIndexes(call)
  yield* unread
  const { session, unknownProduct } = await start(knowledgeBase, question)
  if (unknownProduct !== null) yield unknownProduct
  const isSilent = file !== null || call.options.has('json') || reportIsPiped(call)
  if (isSilent) await answerFrom(file, session)
  else yield* askAtKeys(session, call)
  const end = await session.conclude()
  yield call.options.has('json')
    ? `${printableJson({ schema: 'kb/diagnose/1', verdict: end.verdict, answered: end.verdict === 'answer', confidence: end.confidence, hits: end.hits, chain: end.chain, transcript: session.transcript, log: logged === null ? null : { line: logged.line, report: logged.report } })}\n`
    : `${renderEnd(end, session.transcript, call.screen)}\n`
  const unused = file?.unused() ?? null
  if (unused !== null) yield unused
  if (unused !== null) return 3
  if (unknownProduct !== null) return 2
  return end.verdict === 'unknown' ? 1 : 0
}

async function readLogged(call: Call): Promise<LoggedError | null> {
  const { options, words } = call
  const path = options.one('log')
  const line = options.one('line') === null ? null : options.number('line', 1, 1)
  if (path === null) {
    if (line === null) return null
    throw new KbError('E0101', '--line is of a log, and none is named', { help: 'add --log FILE' })
  }
  if (words.length > 0)
    throw new KbError('E0101', 'there are words and a log', { help: 'leave one of them out' })
  if (path === '-' && options.one('answers') === '-')
    throw new KbError('E0101', 'the log and the answers cannot both come from standard input', {
      help: 'name a file for one of them',
    })
  const { errorInLog } = await import('../logged.ts')
  const logged = await errorInLog(path, line, call)
  if (logged !== null) return logged
  throw new KbError('E0102', `there is nothing to look up in ${path === '-' ? 'the log' : path}`, {
    help: line === null ? 'it is empty' : `it has no line ${line}, or nothing stands there`,
  })
}

/** What is asked about, for somebody who has named no more than a file. */
function whereIn({ line, isKnown, others }: LoggedError, { options }: Call): string {
  if (options.one('line') !== null) return `From line ${line} of the log.`
  if (!isKnown) return 'No known error is in the log; its last lines are taken for the report.'
  const more = others.length === 0 ? '' : ` Others: --line ${others.slice(-5).join(', --line ')}.`
  return `The last known error in the log stands at line ${line}.${more}`
}

async function readAnswers({ options, stdin }: Call): Promise<AnswersFile | null> {
  const path = options.one('answers')
  if (path === null) return null
  const { readAll } = await import('../input.ts')
  const [{ decodeText }, { readText }] = await Promise.all([
    import('../../node/decoded.ts'),
    import('../../node/texts.ts'),
  ])
  const { text } = path === '-' ? decodeText(await readAll(stdin, longestAnswers), null) : readText(path)
  return new AnswersFile(text, path === '-' ? '(standard input)' : path)
}

const longestAnswers = 1024 * 1024

const reportIsPiped = ({ words, options }: Call): boolean => {
  const log = options.one('log')
  return log === null ? isPiped(words) : log === '-'
}

async function start(
  knowledgeBase: KnowledgeBase,
  question: Question,
): Promise<{ session: Session; unknownProduct: KbError | null }> {
  try {
    return { session: await knowledgeBase.session(question), unknownProduct: null }
  } catch (problem) {
    if (!(problem instanceof KbError && problem.code === 'E0103')) throw problem
    const session = await knowledgeBase.session({ ...question, product: null, version: null })
    return { session, unknownProduct: problem }
  }
}

/** What no file says is not known. */
async function answerFrom(file: AnswersFile | null, session: Session): Promise<void> {
  for (let turn = await session.next(); turn.type !== 'end'; turn = await session.next()) {
    const reply = file?.reply(turn) ?? null
    if (!(await session.answer(reply))) throw file!.misfit(turn, reply)
  }
}

/** Where the keys end, so do the questions. */
async function* askAtKeys(session: Session, { stdin, asideScreen }: Call): AsyncGenerator<Output, void> {
  const lines = linesOf(stdin)[Symbol.asyncIterator]()
  try {
    for (let turn = await session.next(); turn.type !== 'end'; turn = await session.next()) {
      yield new Aside(renderTurn(turn, asideScreen))
      if (!(yield* hear(turn, session, lines))) return
    }
  } finally {
    await lines.return?.()
  }
}

/** Asks again until the answer fits; false where somebody has had enough. */
async function* hear(
  turn: Exclude<Turn, { readonly type: 'end' }>,
  session: Session,
  lines: AsyncIterator<string>,
): AsyncGenerator<Output, boolean> {
  for (;;) {
    const { done, value } = await lines.next()
    if (done) return false
    const reply: Reply | 'quit' = readKeys(value, turn)
    if (reply === 'quit') return false
    if (await session.answer(keyed(reply, turn))) return true
    yield new Aside('That is none of the answers. A number, ? or q:\n')
  }
}

/** Keys count from 1, options from 0; a number that is no option may still be a version. */
function keyed(reply: Reply, turn: Turn): Reply | number {
  if (turn.type !== 'question' || typeof reply !== 'string' || !/^\d+$/.test(reply)) return reply
  return Number(reply) <= turn.options.length + 1 ? Number(reply) - 1 : reply
}
