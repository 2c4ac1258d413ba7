// Does an article answer the reports that it owes, and keep quiet where it must?
//
//     match     it comes first, with the verdict, the fact to decide and the first step that the list asks for
//     reject    it is not the answer; another comes first where one is named

import type { Answer, Hit, Question } from '../../answer.ts'
import type { FrontMatterValue } from '../../article/article.ts'
import { locate, readFrontMatter } from '../../dialect/front-matter.ts'

/** One report of a list, and what its answer must be. */
export interface Owed {
  readonly list: 'match' | 'reject'
  readonly question: Question
  /** Of the entry in the file. */
  readonly offset: number
  readonly verdict: string
  readonly decide: string | null
  /** Part of what must be told to be done first. */
  readonly step: string | null
  /** The article that must come first where this one must not. */
  readonly instead: string | null
}

/** What such a file lists; entries that are none are passed over (`owed-reports.ts` says what is wrong with them). */
export function readOwed(text: string): Owed[] {
  const fence = '---\n'
  const block = readFrontMatter(`${fence}${text}\n${fence}`)
  const step = textOf(block.data?.step)
  return (['match', 'reject'] as const).flatMap((list) => {
    const entries = block.data?.[list]
    if (!Array.isArray(entries)) return []
    return entries.flatMap((entry: FrontMatterValue, i): Owed[] => {
      const fields = mapOf(entry)
      const report = textOf(fields.report)
      if (report === null) return []
      return [
        {
          list,
          question: questionOf(report, mapOf(fields.facts)),
          offset: Math.max(0, locate(block, [list, i]) - fence.length),
          verdict: textOf(fields.verdict) ?? 'answer',
          decide: textOf(fields.decide),
          step: textOf(fields.step) ?? step,
          instead: textOf(fields.instead),
        },
      ]
    })
  })
}

/** What is wrong with the answer, a line each; empty where it is right. */
export function faultsOf(id: string, owed: Owed, answer: Answer): string[] {
  const first = answer.hits[0]?.id ?? 'nothing'
  if (owed.list === 'reject') {
    if (owed.instead !== null)
      return first === owed.instead ? [] : [`${first} comes first, not ${owed.instead}`]
    return answer.answered && first === id ? ['this article is the answer'] : []
  }
  if (first !== id) return [`${first} comes first`]
  const faults: string[] = []
  if (answer.verdict !== owed.verdict) faults.push(`the verdict is ${answer.verdict}, not ${owed.verdict}`)
  if (owed.decide !== null && answer.decide?.fact !== owed.decide)
    faults.push(`${answer.decide?.fact ?? 'nothing'} would decide, not ${owed.decide}`)
  const step = firstStep(answer.hits[0]!)
  if (owed.verdict === 'answer' && owed.step !== null && !includes(step, owed.step))
    faults.push(`the first step is "${step}", without "${owed.step}"`)
  return faults
}

/** What the user is told to do first: to get the fix, where there is one to get. */
function firstStep({ outcome: { type, steps, text } }: Hit): string {
  return type === 'obtain-fix' ? text : (steps[0] ?? text)
}

function includes(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase())
}

type Fields = Readonly<Record<string, FrontMatterValue>>

function questionOf(text: string, { product, version, ...facts }: Fields): Question {
  const others = Object.entries(facts).flatMap(([name, value]): [string, string][] => {
    const stated = textOf(value)
    return stated === null ? [] : [[name, stated]]
  })
  return { text, product: textOf(product), version: textOf(version), facts: Object.fromEntries(others) }
}

function mapOf(value: FrontMatterValue | undefined): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

function textOf(value: FrontMatterValue | undefined): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null
}
