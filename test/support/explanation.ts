// Is what an answer says of itself true?
//
// Every span re-matches its words, the evidence of each hit adds up to its score, and every reason why another article is
// not the answer can be checked against the answer, the report or the facts.

import type { Answer, Evidence, Hit, Question } from '../../src/answer.ts'
import { findCodes } from '../../src/codes/notation.ts'
import type { KnowledgeBase } from '../../src/knowledge-base.ts'
import { meaningOf } from '../../src/rules/phrase.ts'

/** The text an article was read from; `null` where it is not at hand. */
export type SourceOf = (id: string) => string | null

/** What is not true, a line each. */
export function faultsOfExplanation(answer: Answer, { text }: Question, sourceOf: SourceOf): string[] {
  return answer.hits.flatMap((hit) => [
    ...faultsOfSum(hit),
    ...hit.evidence.flatMap((evidence) =>
      [...faultsOfReport(evidence, text), ...faultsOfSource(evidence, sourceOf(hit.id))].map(
        (fault) => `${hit.id}: ${evidence.kind} "${evidence.found}" ~ "${evidence.against}": ${fault}`,
      ),
    ),
  ])
}

function faultsOfSum({ id, score, evidence }: Hit): string[] {
  const sum = evidence.reduce((total, { points }) => total + points, 0)
  return Math.abs(sum - score) < 0.0005
    ? []
    : [`${id}: the evidence adds up to ${sum}, the score is ${score}`]
}

function faultsOfReport({ found, report }: Evidence, text: string): string[] {
  if (report === null) return []
  const [from, to] = report
  if (from < 0 || to > text.length || from >= to) return [`the span ${from} to ${to} is not in the report`]
  return inOrder(wordsOf(found), wordsOf(text.slice(from, to)))
    ? []
    : ['its words do not stand where it says']
}

function faultsOfSource({ kind, against, source }: Evidence, text: string | null): string[] {
  if (source === null || text === null) return []
  const [from, to] = source
  if (from < 0 || to > text.length || from >= to) return [`the span ${from} to ${to} is not in the article`]
  const said = text.slice(from, to)
  return standsThere(kind, against, said) ? [] : [`the article does not say so at ${from} to ${to}`]
}

function standsThere(kind: Evidence['kind'], against: string, said: string): boolean {
  switch (kind) {
    case 'message':
      // without its holes; codes are compared as such
      return inOrder(wordsOf(against.replace(/\{[^}]*\}|\S*:\S*/g, ' ')), wordsOf(said))
    case 'phrase': {
      const meanings = new Set(wordsOf(said).map(meaningOf))
      return wordsOf(against.replace(/\bnot\b/g, ' ')).every((word) => meanings.has(meaningOf(word)))
    }
    case 'code':
      return findCodes(oneLine(said)).some(({ readings }) =>
        readings.some(({ code }) => `${code.family} ${code.value}` === against),
      )
    case 'stop':
      return findCodes(oneLine(said)).some(({ readings }) =>
        readings.some(({ code }) => `STOP ${code.value}` === against),
      )
    case 'event':
      return said.includes(/\d+/.exec(against)![0])
    default:
      return true
  }
}

/** A code may be broken over two lines of an article. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}

function wordsOf(text: string): string[] {
  const plain = text
    .replace(/\x1b\[[0-9;?]*[A-Za-z]/g, '')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&(quot|apos|nbsp|lt|gt);/gi, (_, name: string) => characters[name.toLowerCase()]!)
    .replace(/&amp;/gi, '&')
    .replace(/['’]/g, '')
  return plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

const characters: Readonly<Record<string, string>> = { quot: '"', apos: "'", nbsp: ' ', lt: '<', gt: '>' }

function inOrder(few: readonly string[], many: readonly string[]): boolean {
  let at = 0
  for (const word of many) if (word === few[at]) at++
  return at === few.length
}

function pointsOf({ evidence }: Hit, kind: string): number {
  return evidence.filter((one) => one.kind === kind).reduce((sum, { points }) => sum + points, 0)
}

/** What of the reasons why `id` is not the answer is not true, a line each. */
export async function faultsOfWhyNot(
  id: string,
  question: Question,
  answer: Answer,
  knowledgeBase: KnowledgeBase,
): Promise<string[]> {
  const reasons = await knowledgeBase.whyNot(id, question)
  if (reasons === null) return [`${id}: is said not to exist`]
  if (reasons.length === 0) return answer.hits[0]?.id === id ? [] : [`${id}: has no reason, and is not first`]
  const untrue: string[] = []
  for (const reason of reasons) {
    if (!(await isTrue(reason, id, question, answer, knowledgeBase)))
      untrue.push(`${id}: "${reason}" is not true`)
  }
  return untrue
}

async function isTrue(
  reason: string,
  id: string,
  question: Question,
  answer: Answer,
  knowledgeBase: KnowledgeBase,
): Promise<boolean> {
  const score = /^its score is (\S+); (\S+) comes first with (\S+)$/.exec(reason)
  if (score !== null) {
    const [, own, first, best] = score
    const hit = answer.hits.find((one) => one.id === id)
    return (
      answer.hits[0]?.id === first &&
      String(answer.hits[0]!.score) === best &&
      Number(own) <= Number(best) &&
      (hit === undefined || String(hit.score) === own)
    )
  }
  const behind = /^it is behind by (\S+) in (\w+)/.exec(reason)
  if (behind !== null) {
    const [, points, kind] = behind
    const [first, own] = [answer.hits[0]!, answer.hits.find((one) => one.id === id)]
    return (
      own === undefined || Math.abs(pointsOf(first, kind!) - pointsOf(own, kind!) - Number(points)) < 0.002
    )
  }
  const required = /^rule \S+ holds only where (\S+) is (.+?)(?: or .+)?$/.exec(reason)
  if (required !== null) {
    // with that fact the rule holds, or something else is said of it
    const [, name, value] = required as unknown as [string, string, string]
    const known = { ...question.facts, [name]: value }
    const asked = name === 'product' ? { ...question, product: value } : { ...question, facts: known }
    return !((await knowledgeBase.whyNot(id, asked)) ?? []).includes(reason)
  }
  const excluded =
    /^rule \S+ does not hold (?:for|where the report has) (.+?)(?:; (?:given is|the report says) (.+))?$/.exec(
      reason,
    )
  if (excluded !== null) {
    const [, against, said = against] = excluded
    const given = [question.text, question.product ?? '', ...Object.values(question.facts ?? {})].join(' ')
    const meanings = new Set(wordsOf(given).map(meaningOf))
    return wordsOf(said!).some((word) => meanings.has(meaningOf(word)))
  }
  const missing = /^rule \S+: (.+) was not found$/.exec(reason)
  if (missing !== null) {
    const words = wordsOf(question.text)
    return !inOrder(wordsOf(missing[1]!), words)
  }
  return reason.startsWith('no message, phrase') && answer.hits.every((hit) => hit.id !== id)
}
