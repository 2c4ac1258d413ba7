import { describe, expect, test } from 'vitest'
import { createAnalyzer, english, longestTerm, termsOf } from '../../src/analysis/analyzer.ts'

const cases: readonly [what: string, text: string, terms: string][] = [
  ['words are stemmed and folded to lower case', 'The Printers were PRINTING', 'printer print'],
  ['a word that tells success from failure is no stop word', 'does not turn off', 'not turn off'],
  ['an error code is one term', 'error 0x80070005 or 80070005', 'error 0x80070005 80070005'],
  ['a file name stays whole and gives its parts', 'SETUP.INF', 'setup.inf setup inf'],
  ['a path stays whole', 'C:\\Windows\\system.ini', 'c:\\windows\\system.ini c window system ini'],
  ['a network path is found by its parts', '\\\\server\\share', 'server\\share server share'],
  ['a version stays whole', 'version 4.0', 'version 4.0 4 0'],
  ['an identifier stays whole', 'HKEY_LOCAL_MACHINE', 'hkey_local_machine hkei local machin'],
  ['an address stays whole', 'http://kb.example/x', 'http://kb.example/x http kb exampl x'],
  ['hyphens make one word', 'e-mail add-ins', 'email e mail addin add in'],
  ['possessives and contractions lose the apostrophe', "the server's disk can't", 'server disk cant'],
  ['a curly apostrophe is one', 'server\u2019s', 'server'],
  ['languages keep their signs', 'C++ and C# in J++.', 'c++ c# j++'],
  ['a number sign of its own is none', 'C# C #4', 'c# c 4'],
  ['accents are folded', 'Café ÜBER', 'cafe uber'],
  ['ideographs are terms one by one', '\u6253\u5370 x', '\u6253 \u5370 x'],
  ['punctuation alone gives nothing', '... -- // \\ : \u2014', ''],
  ['connectors at the end are dropped', 'wait... now_ (yes)', 'wait now ye'],
  ['a double hyphen parts words', 'off--line', 'off line'],
  ['an empty text has no terms', '', ''],
]

describe('the analyzer', () => {
  test.each(cases)('%s', (_what, text, terms) => {
    expect(termsOf(english, text).join(' ')).toBe(terms)
  })

  test('says where each term stands', () => {
    const text = 'No SETUP.INF found'
    const found: string[] = []
    english.analyze(text, (term, from, to) => found.push(`${term}=${text.slice(from, to)}`))
    expect(found).toEqual(['no=No', 'setup.inf=SETUP.INF', 'setup=SETUP', 'inf=INF', 'found=found'])
  })

  test('cuts long runs and leaves long compounds to their runs', () => {
    expect(termsOf(english, 'x1'.repeat(100))).toEqual(['x1'.repeat(longestTerm / 2)])
    expect(termsOf(english, 'abc.def.'.repeat(7)).slice(0, 3)).toEqual(['abc', 'def', 'abc'])
  })

  test('takes time in proportion to the text, whatever the text', () => {
    for (const unit of ['a.', "a'", '\\\\', 'ab', 'a:\\', '\u6253', '\ud83d', '+', 'c+']) {
      const started = performance.now()
      termsOf(english, unit.repeat(200_000))
      expect(performance.now() - started).toBeLessThan(2000)
    }
  })

  test('keeps no word that its own list stops', () => {
    const bare = createAnalyzer({ name: 'test', stopWords: new Set(['printer']) })
    expect(termsOf(bare, 'the printer')).toEqual(['the'])
  })
})
