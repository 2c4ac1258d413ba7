// What do many reports get back, one JSON line each?

import type { Question } from '../answer.ts'
import { KbError } from '../errors.ts'
import type { KnowledgeBase } from '../knowledge-base.ts'
import { ask } from './ask.ts'
import type { ExitCode, Output } from './command.ts'
import { linesOf } from './input.ts'
import { printableJson } from './terminal.ts'

export interface BatchOptions {
  /** What holds for every report whose line does not say otherwise. */
  readonly question: Omit<Question, 'text'>
  /** With the evidence of every hit. */
  readonly explain: boolean
  readonly firstStage: boolean
}

/** One line out for each line in, in the same order; the exit code is 3 where a line could not be read. */
export async function* answerBatch(
  bytes: AsyncIterable<Uint8Array>,
  knowledgeBase: KnowledgeBase,
  options: BatchOptions,
): AsyncGenerator<Output, ExitCode> {
  let exit: ExitCode = 0
  for await (const line of linesOf(bytes)) {
    if (line.trim() === '') continue
    const { id, ...entry } = readEntry(line)
    try {
      yield `${printableJson(await answerEntry(id, entry, knowledgeBase, options))}\n`
    } catch (problem) {
      if (!(problem instanceof KbError)) throw problem
      exit = 3
      const { code, message } = problem
      yield `${printableJson({ schema: 'kb/answer/1', id, error: { code, message } })}\n`
    }
  }
  return exit
}

async function answerEntry(
  id: unknown,
  { text, ...stated }: Omit<Entry, 'id'>,
  knowledgeBase: KnowledgeBase,
  { question, explain, firstStage }: BatchOptions,
): Promise<object> {
  if (text === null)
    throw new KbError('E0207', 'this line is no JSON object with a query', {
      help: 'write {"id": "1", "query": "the report"} on one line',
    })
  if (firstStage) return { schema: 'kb/search/1', id, hits: await knowledgeBase.search(text, question.top) }
  const facts = { ...question.facts, ...stated.facts }
  const { answer, unknownProduct } = await ask(knowledgeBase, { ...question, ...stated, facts, text })
  const hits = explain ? answer.hits : answer.hits.map(({ evidence: _evidence, ...hit }) => hit)
  const issues =
    unknownProduct === null ? [] : [{ code: unknownProduct.code, message: unknownProduct.message }]
  return { schema: 'kb/answer/1', id, ...answer, hits, issues }
}

interface Entry extends Partial<Pick<Question, 'product' | 'version' | 'facts'>> {
  /** As it was given, whatever it is; `null` where there is none. */
  readonly id: unknown
  /** `null` where the line asks nothing that can be understood. */
  readonly text: string | null
}

function readEntry(line: string): Entry {
  const { id = null, query, product, version, facts } = parseObject(line)
  return {
    id,
    text: typeof query === 'string' ? query : null,
    ...(isScalar(product) && { product: String(product) }),
    ...(isScalar(version) && { version: String(version) }),
    facts: Object.fromEntries(
      Object.entries(typeof facts === 'object' && facts !== null ? facts : {})
        .filter(([, value]) => isScalar(value))
        .map(([name, value]) => [name, String(value)]),
    ),
  }
}

function parseObject(line: string): { readonly [name: string]: unknown } {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? (value as { [name: string]: unknown }) : {}
  } catch {
    return {}
  }
}

/** Numbers are welcome: nobody writes quotes around a version. */
function isScalar(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}
