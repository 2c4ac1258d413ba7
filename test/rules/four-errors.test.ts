// Do the rules of the bundled articles know the four errors that must always get their fix?
//
// By rules alone: what full text adds is tested with the whole engine (`test/articles.test.ts`).

import { describe, expect, test } from 'vitest'
import { askBundled, whyNotBundled } from '../support/ask-bundled.ts'

const modem = 'Q224499'
const cdKey = 'Q180399'
const disk = 'sbs-client-add-pack-disk'
const metering = 'Q235786'

describe('a report of one of the four errors gets its fix', () => {
  const answered: readonly [report: string, id: string][] = [
    ['modem busy', modem],
    ['The modem is busy', modem],
    ['the shared modem seems to be in use by someone else', modem],
    ["Small Business Server: can't dial out, modem not available", modem],
    ['damaged disk', disk],
    ['The Client Add Pack disk may be damaged', disk],
    ['Server says the floppy with our new client licences is corrupt', disk],
    ['metering failover', metering],
    ['software metering client keeps trying the server that is down', metering],
    ['SMS 2.0 metering clients never switch to the next server', metering],
  ]
  test.each(answered)('%s', (text, id) => {
    const answer = askBundled({ text })
    expect([answer.verdict, answer.hits[0]?.id]).toEqual(['answer', id])
    expect(answer.hits[0]!.outcome.steps.length).toBeGreaterThan(0)
    expect(answer.confidence).toBeGreaterThan(0.5)
  })
})

describe('the CD key message', () => {
  const text = 'This is an invalid CD Key value. Check the identification number from your CD sticker.'

  test('is printed by three products, so the product decides', () => {
    const answer = askBundled({ text })
    expect([answer.verdict, answer.answered, answer.decide?.fact]).toEqual(['choose', false, 'product'])
    expect(answer.hits[0]!.id).toBe(cdKey)
    const articles = new Set(answer.decide!.choices.map(({ article }) => article))
    expect([...articles].slice(0, 3).sort()).toEqual(['Q139955', 'Q145732', cdKey])
    expect(answer.decide!.question).toContain('product')
  })

  test('of the right product leaves two editions', () => {
    const answer = askBundled({ text, product: 'Outlook 97' })
    expect([answer.verdict, answer.decide?.fact, answer.decide?.values]).toEqual([
      'choose',
      'edition',
      ['nfr', 'retail'],
    ])
    expect(answer.decide!.choices.map(({ outcome }) => outcome.steps.length > 0)).toEqual([true, true])
  })

  test.each([
    ['nfr', 'Office 97 NFR'],
    ['retail', 'customer service'],
  ])('of the %s edition has one fix', (edition, words) => {
    const answer = askBundled({ text, product: 'Outlook 97', facts: { edition } })
    expect(answer.verdict).toBe('answer')
    expect(answer.hits[0]!.outcome.steps[0]).toContain(words)
  })

  test('of another product is that product’s', () => {
    expect(askBundled({ text, product: 'Plus! for Windows 95' }).hits[0]!.id).toBe('Q139955')
  })
})

describe('a near miss is not answered with one of the four', () => {
  const misses: readonly string[] = [
    'printer port busy',
    'no dial tone on SBS modem',
    'the modem is not busy, but nothing happens',
    'Error 676: The phone line is busy.',
    'modem connects at 9600 only',
    'my hard disk is damaged, CHKDSK finds errors every day',
    'not enough disk space',
    'lost the product key of Office 2000',
    'The document is in use by another user',
    'WINS client never tries the secondary WINS server',
    'hello',
  ]
  test.each(misses)('%s', (text) => {
    const answer = askBundled({ text })
    const first = answer.hits[0]?.id ?? 'nothing'
    expect(answer.answered && [modem, cdKey, disk, metering].includes(first)).toBe(false)
  })
})

describe('every answer', () => {
  const reports = [
    'modem busy',
    'damaged disk',
    'metering failover',
    'RAS error 633',
    'invalid CD key in Outlook 97',
    '',
  ]

  test.each(reports)('has evidence that adds up to the score: %s', (text) => {
    for (const { score, evidence } of askBundled({ text }).hits) {
      expect(evidence.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 2)
    }
  })

  test('points to the words of the report', () => {
    const text = 'Since Monday: modem busy, on SBS 4.5'
    const [hit] = askBundled({ text }).hits
    const spans = hit!.evidence.flatMap(({ report, found }) =>
      report === null ? [] : [[text.slice(...report), found]],
    )
    expect(spans).toContainEqual(['modem busy', 'modem busy'])
    expect(spans).toContainEqual(['SBS 4.5', 'SBS 4.5'])
  })

  test('says why another article is not the answer', () => {
    expect(whyNotBundled(modem, { text: 'modem busy' })).toEqual([])
    expect(whyNotBundled(modem, { text: 'no dial tone on the modem, it is busy' })).toEqual([
      `rule ${modem}#shared-modem-busy does not hold where the report has dial tone × no, missing`,
    ])
    expect(whyNotBundled(metering, { text: 'modem busy' })).toHaveLength(1)
  })
})
