import { describe, expect, test } from 'vitest'
import { type GivenFacts, judge, readSituation } from '../../src/rules/fact.ts'
import { readReport } from '../../src/rules/report.ts'
import type { FactCondition } from '../../src/rules/rule.ts'

const condition = (fact: string, ...values: string[]): FactCondition => ({
  fact,
  values,
  weight: 1,
  required: false,
})
const judged = (wanted: FactCondition, text: string, given: GivenFacts = {}) =>
  judge(wanted, readSituation(given, readReport(text)))

describe('a product', () => {
  const sbs = condition('product', 'Small Business Server 4.0 - 4.5', 'Windows NT 4.0')
  const cases: readonly [text: string, given: GivenFacts, agreement: string, found: string][] = [
    ['modem busy', { product: 'SBS' }, 'agree', 'SBS'],
    ['modem busy', { product: 'SBS', version: '4.5' }, 'agree', 'SBS'],
    ['modem busy', { product: 'SBS', version: '2000' }, 'clash', 'SBS'],
    ['modem busy', { product: 'SBS 4.5', version: '2000' }, 'agree', 'SBS 4.5'],
    ['modem busy', { product: 'Outlook' }, 'unknown', ''],
    ['modem busy', { product: ' ' }, 'unknown', ''],
    ['modem busy', { product: null, version: null }, 'unknown', ''],
    ['modem busy on SBS 4.5', {}, 'agree', 'SBS 4.5'],
    ['modem busy on Windows 95', {}, 'unknown', ''],
    ['modem busy on Windows 95 and SBS', {}, 'agree', 'SBS'],
    ['modem busy', {}, 'unknown', ''],
  ]
  test.each(cases)('%s %j: %s', (text, given, agreement, found) => {
    expect(judged(sbs, text, given)).toMatchObject({ agreement, found })
  })

  test('may be two, of which one fits', () => {
    const given = { product: 'Outlook 97 / SBS 4.5' }
    expect(judged(sbs, 'modem busy', given)).toMatchObject({ agreement: 'agree', found: given.product })
    expect(judged(condition('product', 'Excel 97'), 'busy', given)).toMatchObject({ clash: 'product' })
  })

  test('that nobody knows clashes by its name alone', () => {
    const guide = condition('product', 'Wine Guide')
    expect(judged(guide, 'it hangs', { product: 'Outlook 97' })).toMatchObject({
      agreement: 'clash',
      clash: 'name',
    })
  })

  test('that is given weighs more than one that is named', () => {
    const outlook = condition('product', 'Outlook 97')
    expect(judged(outlook, 'Outlook 98 fails', { product: 'Outlook 97' })).toMatchObject({
      agreement: 'agree',
      isGiven: true,
    })
    expect(judged(outlook, 'Outlook 98 fails')).toMatchObject({ agreement: 'clash', isGiven: false })
    expect(judged(outlook, 'Word 98 and Access 97 fail').found).toBe('Word 98')
  })

  test('that is named in another version tells more than another product', () => {
    const outlook = condition('product', 'Outlook 97')
    const clash = judged(outlook, 'Word 98 and Outlook 98 fail')
    expect(clash).toMatchObject({ agreement: 'clash', found: 'Outlook 98', clash: 'version' })
    expect(judged(outlook, 'Word 98 fails')).toMatchObject({ agreement: 'clash', clash: 'product' })
  })

  test('that is named points to its place', () => {
    const text = 'since we run SBS 4.5'
    const { span } = judged(sbs, text)
    expect(text.slice(...span!)).toBe('SBS 4.5')
  })

  test('says which of the values it agrees with', () => {
    expect(judged(sbs, 'on NT4').against).toBe('Windows NT 4.0')
  })
})

describe('an operating system', () => {
  const nt = condition('os', 'Windows NT')
  test.each([
    ['fails', { facts: { os: 'NT4' } }, 'agree'],
    ['fails', { facts: { OS: 'Windows 95' } }, 'clash'],
    ['fails on NT 4.0', {}, 'agree'],
    ['fails', { product: 'NT4' }, 'unknown'],
  ] as const)('%s %j: %s', (text, given, agreement) => {
    expect(judged(nt, text, given).agreement).toBe(agreement)
  })
})

describe('a version', () => {
  const later = condition('version', '4.5 or later')
  test.each([
    [{ facts: { version: '5.0' } }, 'agree'],
    [{ facts: { version: '4.0' } }, 'clash'],
    [{ product: 'SBS 4.0' }, 'clash'],
    [{ product: 'SBS' }, 'unknown'],
    [{ facts: { version: 'the new one' } }, 'unknown'],
    [{}, 'unknown'],
  ] as const)('%j: %s', (given, agreement) => {
    expect(judged(later, 'it fails', given).agreement).toBe(agreement)
  })
})

describe('any other fact', () => {
  const edition = condition('edition', 'nfr', 'not for resale')
  test.each([
    ['x', { facts: { edition: 'NFR' } }, 'agree', 'nfr'],
    ['x', { facts: { edition: 'the not-for-resale copy' } }, 'agree', 'not for resale'],
    ['x', { facts: { edition: 'retail' } }, 'clash', 'nfr'],
    ['our copy is not for resale', {}, 'agree', 'not for resale'],
    ['our copy is retail', {}, 'unknown', 'nfr'],
  ] as const)('%s %j: %s', (text, given, agreement, against) => {
    expect(judged(edition, text, given)).toMatchObject({ agreement, against })
  })

  test('of yes or no must be given', () => {
    expect(judged(condition('other-client', 'yes'), 'yes it is').agreement).toBe('unknown')
    expect(judged(condition('clients', '5'), '5 of them').agreement).toBe('unknown')
    expect(judged(condition('other-client', 'yes'), '', { facts: { 'other-client': 'yes' } }).agreement).toBe(
      'agree',
    )
    expect(judged(condition('nothing', 'the'), 'the').agreement).toBe('unknown')
  })
})
