// Which reports does each bundled article owe, and does an answer keep what they ask?
//
// The form of the lists is told at the head of `articles.test.ts`.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FAILSAFE_SCHEMA, load } from 'js-yaml'
import type { Answer, Hit, Question } from '../../src/answer.ts'

export const articlesFolder = fileURLToPath(new URL('../../articles', import.meta.url))

/** The four errors that must always get their fix. */
export const fourProblems: readonly string[] = ['Q224499', 'Q180399', 'sbs-client-add-pack-disk', 'Q235786']

export interface Owner {
  readonly slug: string
  readonly id: string
  readonly frontMatter: Readonly<Record<string, unknown>>
}

export interface Reports {
  readonly match: readonly Match[]
  readonly reject: readonly Reject[]
}

interface Report {
  readonly report: string
  readonly facts?: Readonly<Record<string, string>>
}

export interface Match extends Report {
  readonly verdict?: 'answer' | 'choose'
  readonly decide?: string
  readonly step?: string
}

export interface Reject extends Report {
  readonly instead?: string
}

export function readOwners(): Owner[] {
  return slugsOf('.md').map((slug) => {
    const [, yaml = ''] = readFileSync(join(articlesFolder, `${slug}.md`), 'utf8').split(/^---$/m)
    const frontMatter = load(yaml, { schema: FAILSAFE_SCHEMA }) as Record<string, unknown>
    return { slug, id: String(frontMatter.kb), frontMatter }
  })
}

/** The names, without the suffix, of the files that have it. */
export function slugsOf(suffix: string): string[] {
  return readdirSync(articlesFolder)
    .filter((name) => name.endsWith(suffix))
    .map((name) => name.slice(0, -suffix.length))
    .sort()
}

/** As the file has it, of whatever form. */
export function loadReports(slug: string): unknown {
  return load(readFileSync(join(articlesFolder, `${slug}.reports.yaml`), 'utf8'), { schema: FAILSAFE_SCHEMA })
}

/** With the step of the list given to each report that names none. */
export function readReports(slug: string): Reports {
  const { step, match, reject } = loadReports(slug) as Reports & { readonly step?: string }
  return { match: match.map((one) => (step === undefined ? one : { step, ...one })), reject }
}

export function questionOf({ report, facts = {} }: Report): Question {
  const { product = null, version = null, ...others } = facts
  return { text: report, product, version, facts: others }
}

/** What an answer to a report that must match does wrong; empty where it is right. */
export function faultsOfMatch(id: string, match: Match, answer: Answer): string[] {
  const { verdict = 'answer', decide, step } = match
  const [first] = answer.hits
  if (first?.id !== id) return [`${first?.id ?? 'nothing'} comes first`]
  const faults: string[] = []
  if (answer.verdict !== verdict) faults.push(`the verdict is ${answer.verdict}`)
  if (decide !== undefined && answer.decide?.fact !== decide)
    faults.push(`${answer.decide?.fact} would decide`)
  if (
    verdict === 'answer' &&
    step !== undefined &&
    !firstStep(first).toLowerCase().includes(step.toLowerCase())
  )
    faults.push(`the first step is "${firstStep(first)}"`)
  return faults
}

/** What an answer to a near miss does wrong; empty where it is right. */
export function faultsOfReject(id: string, { instead }: Reject, answer: Answer): string[] {
  if (instead === undefined) return answersOneOf([id, ...fourProblems], answer)
  const first = answer.hits[0]?.id ?? 'nothing'
  return first === instead ? [] : [`${first} comes first`]
}

/** The fault of an answer that settles on one of these articles. */
export function answersOneOf(ids: readonly string[], { answered, hits }: Answer): string[] {
  const [first] = hits
  return answered && first !== undefined && ids.includes(first.id) ? [`${first.id} is the answer`] : []
}

/** What the user is told to do first: to get the fix, where there is one to get. */
function firstStep({ outcome }: Hit): string {
  return outcome.type === 'obtain-fix' ? outcome.text : (outcome.steps[0] ?? outcome.text)
}
