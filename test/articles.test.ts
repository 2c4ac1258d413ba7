// Does every bundled article answer what it must, and keep quiet where it must?
//
// Beside each `articles/<slug>.md` stands `articles/<slug>.reports.yaml`, the reports that the article owes:
//
//     step: disconnect                # part of what every `match` below must tell the user to do first; may be left out
//     match:                          # this article must come first
//       - report: modem busy          # as a user would put it; several lines where they paste several
//       - report: This is an invalid CD Key value.
//         facts: { product: Outlook 97 }     # what else is known: product, version, edition, ...
//         verdict: choose             # default `answer`
//         decide: edition             # with `choose`: the fact that would decide
//         step: customer service      # instead of the one above
//     reject:                         # this article must not be the answer
//       - report: printer port busy
//       - report: "Error 633: ..."
//         instead: Q162807            # the article that must come first; left out where no bundled one is right
//
// A report is written before anybody looks how the engine takes it, and is not weakened to make it pass.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { readArticle } from '../src/dialect/read-article.ts'
import rulesSchema from '../src/rules/rules.schema.json' with { type: 'json' }
import { openBundled } from './support/bundled.ts'
import {
  articlesFolder,
  faultsOfBundled,
  fourProblems,
  loadReports,
  readOwners,
  readReports,
  slugsOf,
} from './support/owed-reports.ts'

const ajv = new Ajv2020({ allErrors: true })
const validRules = ajv.compile(rulesSchema)
const validReports = ajv.compile({
  type: 'object',
  required: ['match', 'reject'],
  additionalProperties: false,
  properties: {
    step: { type: 'string' },
    match: { type: 'array', minItems: 2, items: { $ref: '#/$defs/match' } },
    reject: { type: 'array', minItems: 2, items: { $ref: '#/$defs/reject' } },
  },
  $defs: {
    facts: { type: 'object', minProperties: 1, additionalProperties: { type: 'string' } },
    match: {
      type: 'object',
      required: ['report'],
      additionalProperties: false,
      dependentRequired: { decide: ['verdict'] },
      properties: {
        report: { type: 'string', minLength: 1 },
        facts: { $ref: '#/$defs/facts' },
        verdict: { enum: ['answer', 'choose'] },
        decide: { type: 'string' },
        step: { type: 'string' },
      },
    },
    reject: {
      type: 'object',
      required: ['report'],
      additionalProperties: false,
      properties: {
        report: { type: 'string', minLength: 1 },
        facts: { $ref: '#/$defs/facts' },
        instead: { type: 'string' },
      },
    },
  },
})

const owners = readOwners()
const bundled = await openBundled()
const ids = new Set(owners.map(({ id }) => id))

describe('the bundled articles', () => {
  test('owe a list of reports each, and no list is without its article', () => {
    expect(slugsOf('.reports.yaml')).toEqual(owners.map(({ slug }) => slug))
  })

  test('have an id of their own each, the four problems among them', () => {
    expect(ids.size).toBe(owners.length)
    expect(fourProblems.filter((id) => !ids.has(id))).toEqual([])
  })

  test.each([
    ['modem busy', {}, 'Q224499', 'steps', 2],
    ['invalid CD key, Outlook 97 of BackOffice Server 4.0', { edition: 'nfr' }, 'Q180399', 'workaround', 2],
    [
      'invalid CD key, Outlook 97 of BackOffice Server 4.0',
      { edition: 'retail' },
      'Q180399',
      'workaround',
      2,
    ],
    ['damaged disk', {}, 'sbs-client-add-pack-disk', 'steps', 4],
    ['damaged disk', { order: 'out of order' }, 'sbs-client-add-pack-disk', 'steps', 2],
    ['metering failover', {}, 'Q235786', 'obtain-fix', 5],
  ])('say for "%s" %o why, and what to do', async (text, facts, id, type, steps) => {
    const [{ id: first, outcome } = {}] = (await bundled.query({ text, facts })).hits
    expect([first, outcome?.type, outcome?.steps.length]).toEqual([id, type, steps])
    expect(outcome?.cause).toBeTruthy()
  })

  test('hold the whole way from the metering fix to the latest service pack', async () => {
    const cited = async (id: string) =>
      (await bundled.article(id))?.references.map((reference) => reference.id)
    expect(await cited('Q235786')).toEqual(expect.arrayContaining(['Q236325', 'Q311457']))
    expect(await cited('Q236325')).toContain('Q311457')
    expect((await bundled.article('Q311457'))?.title).toContain('Service Pack 4')
  })

  describe.each(owners)('$slug', ({ slug, id, frontMatter }) => {
    test('is read without an issue', () => {
      const article = readArticle(readFileSync(join(articlesFolder, `${slug}.md`), 'utf8'))
      expect(article.issues).toEqual([])
      expect(article.id).toBe(id)
      expect(article.resolutions.length > 0 || article.outcomeType === 'no-known-fix').toBe(true)
    })

    test('has rules that the schema knows', () => {
      validRules(frontMatter.rules)
      expect(validRules.errors ?? []).toEqual([])
    })

    test('owes reports of the documented form', () => {
      validReports(loadReports(slug))
      expect(validReports.errors ?? []).toEqual([])
    })

    test('owes enough reports, each once, and points to bundled articles', () => {
      const owed = readReports(slug)
      const least = fourProblems.includes(id) ? 12 : 2
      for (const list of ['match', 'reject'])
        expect(owed.filter((one) => one.list === list).length).toBeGreaterThanOrEqual(least)
      const asked = owed.map(({ question }) => JSON.stringify(question))
      expect(asked.filter((report, at) => asked.indexOf(report) !== at)).toEqual([])
      expect(owed.flatMap(({ instead }) => (instead && !ids.has(instead) ? [instead] : []))).toEqual([])
    })

    test.each(readReports(slug))('$list: $question.text', async (owed) => {
      expect(faultsOfBundled(id, owed, await bundled.query(owed.question))).toEqual([])
    })
  })
})
