// Does every answer tell the truth about itself, however the report is put?

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Question } from '../src/answer.ts'
import { decode } from '../src/dialect/encoding.ts'
import { openBundled } from './support/bundled.ts'
import { faultsOfExplanation, faultsOfWhyNot } from './support/explanation.ts'
import { articlesFolder, readOwners, readReports, slugsOf } from './support/owed-reports.ts'

const knowledgeBase = await openBundled()
const owners = readOwners()
const sources = new Map(
  owners.map(({ id, slug }) => [id, decode(readFileSync(join(articlesFolder, `${slug}.md`))).text]),
)
const sourceOf = (id: string): string | null => sources.get(id) ?? null
const owed: readonly Question[] = slugsOf('.reports.yaml')
  .flatMap(readReports)
  .map(({ question }) => question)

/** How a report comes out of a log, a mail, a terminal. */
const ways: Readonly<Record<string, (text: string) => string>> = {
  asTyped: (text) => text,
  inALog: (text) =>
    `1999-06-21 12:02:11 INFO  started\n1999-06-21 12:02:12 ERROR ${text.replaceAll('\n', ' ')}\n`,
  quoted: (text) =>
    text
      .split('\n')
      .map((line) => `> ${line}`)
      .join('\n'),
  wrapped: (text) => text.replace(/(.{30,40}) /g, '$1\n'),
  withEntities: (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
  inCapitals: (text) => text.toUpperCase(),
  coloured: (text) => `\u001b[31m${text.replaceAll(' ', ' \u001b[0m')}`,
}

const reports = fc
  .tuple(fc.constantFrom(...owed), fc.constantFrom(...Object.keys(ways)), fc.constantFrom(...owed))
  .map(([question, way, other]): Question => {
    const text = way === 'inALog' ? `${question.text}\n${other.text}` : question.text
    return { ...question, text: ways[way]!(text) }
  })

describe('every answer', () => {
  test('adds up, and quotes what stands in the report and in its articles', async () => {
    await fc.assert(
      fc.asyncProperty(reports, async (question) => {
        const answer = await knowledgeBase.query(question)
        expect(faultsOfExplanation(answer, question, sourceOf)).toEqual([])
      }),
      { numRuns: 300, seed: 20261122 },
    )
  })

  test('says truly why another article is not the first', async () => {
    await fc.assert(
      fc.asyncProperty(reports, fc.constantFrom(...owners), async (question, { id }) => {
        const answer = await knowledgeBase.query(question)
        expect(await faultsOfWhyNot(id, question, answer, knowledgeBase)).toEqual([])
      }),
      { numRuns: 300, seed: 20261122 },
    )
  })
})
