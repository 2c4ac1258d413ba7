// kb query: what is wrong, and what fixes it?

import type { Question } from '../../answer.ts'
import { KbError } from '../../errors.ts'
import type { KnowledgeBase } from '../../knowledge-base.ts'
import { ask } from '../ask.ts'
import { answerBatch } from '../batch.ts'
import type { Call, Command, ExitCode, Output } from '../command.ts'
import { indexOption, openIndexes } from '../indexes.ts'
import { reportOf } from '../input.ts'
import { renderAnswer, renderFound, renderReasons } from '../render/answer.ts'
import { knownOf, situationOptions } from '../situation.ts'
import { printableJson } from '../terminal.ts'

export const command: Command = {
  name: 'query',
  summary: 'the fix for a reported error',
  usage: ['kb query WORDS… [options]', 'kb query [options] < LOG', 'kb query --batch FILE'],
  about: [
    'Takes a message as it was shown, a piece of a log, a sentence or a few words, and prints the fix: which article, what kind of way out there is, the cause, the steps, and why it was chosen. Where several fixes fit, it says which fact decides and shows them all; where none fits, it says so (exit code 1).',
    'Words that are given are the report; without any, or with -, standard input is. Of more than a megabyte the beginning is read; kb scan reads logs of any length. --product, --version and --fact say what is known of the situation: they tell articles apart that print the same message. Without --index and KB_INDEX the articles that come with kb answer.',
    'A batch file holds one JSON object a line, {"id", "query", "product"?, "version"?, "facts"?}; each gives one line in the same order.',
  ],
  options: {
    ...situationOptions,
    index: indexOption,
    top: { value: 'N', about: 'at most so many articles (10)' },
    json: { about: 'one JSON object' },
    batch: { value: 'FILE', about: 'many reports, one JSON object a line (- for stdin)' },
    explain: { about: 'every reason with its weight' },
    'why-not': { value: 'ID', about: 'why this article is not the answer' },
    'first-stage': { about: 'which articles have the words; no rules, no facts' },
  },
  examples: [
    { line: 'kb query "This is an invalid CD Key value"', about: 'a message, as it was shown' },
    { line: 'kb query modem busy --version 4.5', about: 'a few words, and what is known' },
    { line: 'kb query "invalid CD Key value" --fact edition=nfr', about: 'with the fact that decides' },
    { line: 'kb query --json damaged disk', about: 'for programs' },
  ],
  run,
}

async function* run(call: Call): AsyncGenerator<Output, ExitCode> {
  const { options } = call
  const question = { ...knownOf(call), top: options.number('top', 1, 10) }
  const batch = options.one('batch')
  const text = batch === null ? await reportOf(call) : ''
  const { knowledgeBase, unread } = await openIndexes(call)
  yield* unread
  if (batch !== null) {
    const lines = batch === '-' ? call.stdin : await (await import('../../node/texts.ts')).openFile(batch)
    const [explain, firstStage] = [options.has('explain'), options.has('first-stage')]
    return yield* answerBatch(lines, knowledgeBase, { question, explain, firstStage })
  }
  if (options.has('first-stage')) return yield* searchWords(knowledgeBase, text, question.top, call)
  const id = options.one('why-not')
  if (id !== null) return yield* explainWhyNot(knowledgeBase, id, { ...question, text }, call)
  return yield* answer(knowledgeBase, { ...question, text }, call)
}

async function* answer(
  knowledgeBase: KnowledgeBase,
  question: Question,
  { options, screen }: Call,
): AsyncGenerator<Output, ExitCode> {
  const { answer, unknownProduct } = await ask(knowledgeBase, question)
  if (unknownProduct !== null) yield unknownProduct
  yield options.has('json')
    ? `${printableJson({ schema: 'kb/answer/1', ...answer })}\n`
    : `${renderAnswer(answer, screen, { explain: options.has('explain') })}\n`
  if (unknownProduct !== null) return 2
  return answer.verdict === 'unknown' ? 1 : 0
}

async function* searchWords(
  knowledgeBase: KnowledgeBase,
  text: string,
  top: number,
  { options, screen }: Call,
): AsyncGenerator<Output, ExitCode> {
  const hits = await knowledgeBase.search(text, top)
  yield options.has('json')
    ? `${printableJson({ schema: 'kb/search/1', hits })}\n`
    : `${renderFound(hits, screen)}\n`
  return hits.length === 0 ? 1 : 0
}

async function* explainWhyNot(
  knowledgeBase: KnowledgeBase,
  id: string,
  question: Question,
  { options, screen }: Call,
): AsyncGenerator<Output, ExitCode> {
  const reasons = await knowledgeBase.whyNot(id, question)
  if (reasons === null)
    throw new KbError('E0104', `no article has the id ${id}`, {
      help: 'kb query without --why-not lists ids',
    })
  yield options.has('json')
    ? `${printableJson({ schema: 'kb/why-not/1', id, reasons })}\n`
    : `${renderReasons(id, reasons, screen)}\n`
  return 0
}
