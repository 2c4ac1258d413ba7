import { describe, expect, test } from 'vitest'
import { readReport } from '../../src/rules/report.ts'
import { Speller } from '../../src/rules/spelling.ts'

const speller = new Speller(new Set(['modem', 'busy', 'damaged', 'floppi', 'key', 'store', 'stare']))
const repaired = (text: string): readonly string[] => speller.repair(readReport(text)).meanings.words

describe('a mistyped word is put right', () => {
  test.each([
    ['modm', 'modem'],
    ['moddem', 'modem'],
    ['nodem', 'modem'],
    ['omdem', 'modem'],
    ['damagedd', 'damaged'],
  ])('%s', (typed, meant) => {
    expect(repaired(typed)).toEqual([meant])
  })

  test.each([
    ['a short one', 'kex'],
    ['a word that everybody knows', 'model'],
    ['a word two letters away', 'mozzm'],
    ['a name with a digit', 'modm1'],
    ['one that could be either', 'stxre'],
  ])('but not %s', (_, typed) => {
    expect(repaired(typed)).toEqual(readReport(typed).meanings.words)
  })

  test('by what is printed, where a slip changes the stem too', () => {
    const printed = new Speller(new Set(['meter']), () => ['metering', 'unrelated'])
    expect(printed.repair(readReport('meterng')).meanings.words).toEqual(['meter'])
    expect(printed.repair(readReport('unrelatd')).meanings.words).toEqual(['unrelatd'])
  })

  test('and a report without any is left as it is', () => {
    const report = readReport('modem busy')
    expect(speller.repair(report)).toBe(report)
  })

  test('by no set of rules that is large', () => {
    const many = new Speller(new Set(Array.from({ length: 6000 }, (_, i) => `word${i}`).concat('modem')))
    const report = readReport('modm')
    expect(many.repair(report)).toBe(report)
  })
})
