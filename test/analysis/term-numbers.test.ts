import { describe, expect, test } from 'vitest'
import { createAnalyzer, english, termsOf } from '../../src/analysis/analyzer.ts'
import { TermNumbers } from '../../src/analysis/term-numbers.ts'
import { pick, randomFrom } from '../support/random.ts'

function namesOf(terms: TermNumbers): string[] {
  const { bytes, starts, ends } = terms.terms()
  return Array.from(starts, (start, number) => new TextDecoder().decode(bytes.subarray(start, ends[number])))
}

function read(terms: TermNumbers, text: string): string[] {
  const count = terms.read(text)
  const names = namesOf(terms)
  return Array.from(terms.found.subarray(0, count), (number) => names[number]!)
}

/** Half of a pair of surrogates has no bytes of its own. */
function wellFormed(terms: readonly string[]): string[] {
  return terms.map((term) => new TextDecoder().decode(new TextEncoder().encode(term)))
}

/** Texts of words and signs that mean something to the analyzer, and to stemming. */
function randomText(random: () => number, alphabet: readonly string[]): string {
  return Array.from({ length: pick(random, 60) }, () => alphabet[pick(random, alphabet.length)]!).join('')
}

const ascii = [
  ...'abcdefghijklmnopqrstuvwxyzABCDEXYZ019 \n\t.-/\\_:&@~+$\'#"(),;',
  ..." | the|THE|it|not|printers|Printing|relational|hopping|agreed|flies|y|ies|ness|C++|C#|e-mail|can't|'s|0x80|\\\\".split(
    '|',
  ),
]
const beyond = [
  ...ascii,
  '\u2019',
  'é',
  'É',
  '\u6253',
  '\u00a0',
  '\u2014',
  '\ud83d',
  '\ude00',
  'ﬁ',
  '\u0130',
  'ß',
]

describe('numbers of terms', () => {
  test.each([
    ['ASCII', ascii],
    ['any characters', beyond],
  ])('name the terms that the analyzer finds, in texts of %s', (_what, alphabet) => {
    const random = randomFrom(11)
    const terms = new TermNumbers(english)
    for (let round = 0; round < 4000; round++) {
      const text = randomText(random, alphabet)
      expect(read(terms, text), JSON.stringify(text)).toEqual(wellFormed(termsOf(english, text)))
      if (round % 100 === 99) terms.clear()
    }
    expect(namesOf(terms)).toHaveLength(new Set(namesOf(terms)).size)
  })

  test('are given in the order in which terms are met, and anew after all were forgotten', () => {
    const terms = new TermNumbers(english)
    read(terms, 'The modem is on the disk')
    expect(terms.numberOf('@id:q1')).toBe(2)
    read(terms, 'disks, modems, setup.inf')
    expect(namesOf(terms)).toEqual(['modem', 'disk', '@id:q1', 'setup.inf', 'setup', 'inf'])
    terms.clear()
    expect(read(terms, 'disk')).toEqual(['disk'])
    expect(namesOf(terms)).toEqual(['disk'])
  })

  test('cut long runs as the analyzer does, and leave long compounds to their runs', () => {
    const terms = new TermNumbers(english)
    for (const text of [
      'x'.repeat(47),
      'x'.repeat(48),
      'x'.repeat(49),
      'x1'.repeat(100),
      'abc.def.'.repeat(7),
    ])
      expect(read(terms, text)).toEqual(termsOf(english, text))
  })

  test('stay, however many words there are', () => {
    const terms = new TermNumbers(english)
    for (let i = 0; i < 140_000; i += 1000)
      terms.read(Array.from({ length: 1000 }, (_, word) => `w${i + word}`).join(' '))
    expect(read(terms, 'w0 w139999')).toEqual(['w0', 'w139999'])
    expect(terms.length).toBe(140_000)
  })

  test('tell words apart whose signs and capitals are alike', () => {
    const terms = new TermNumbers(english)
    for (const sign of './\\-_:&@~+$') {
      const text = `A${sign}B ab A${sign}b abcdefgh${sign}IJK ABCDEFGH${sign}ijkl abcdefgh${sign}ijklm`
      expect(read(terms, text), text).toEqual(termsOf(english, text))
    }
  })

  test('are those of the stop words that the analyzer has', () => {
    const stopWords = new Set(['printer', "can't", 'e-mail', 'the'])
    const own = createAnalyzer({ name: 'test', stopWords })
    const text = "The printer, the printers: can't e-mail, cant email thes"
    expect(read(new TermNumbers(own), text)).toEqual(termsOf(own, text))
  })
})
