import { describe, expect, test } from 'vitest'
import { endsClause, endsSentence, tokenize, wordsOf } from '../../src/rules/token.ts'

describe('words', () => {
  const cases: readonly [text: string, words: readonly string[]][] = [
    ['The file "Setup32.dll" isn\'t valid.', ['the', 'file', 'setup32', 'dll', 'isnt', 'valid']],
    ['CAN’T OPEN', ['cant', 'open']],
    ["users' disks and 'quoted' words", ['users', 'disks', 'and', 'quoted', 'words']],
    ['C:\\Program Files\\x.exe', ['c', 'program', 'files', 'x', 'exe']],
    ['SMS_EXECUTIVE failed (5)', ['sms_executive', 'failed', '5']],
    ['Zugriff verweigert: Größe, naïve', ['zugriff', 'verweigert', 'große', 'naive']],
    ['write-protected/e-mail', ['write', 'protected', 'e', 'mail']],
    ['… -- !!', []],
    ['', []],
    ['😀 ok', ['😀', 'ok']],
  ]
  test.each(cases)('%j', (text, words) => {
    expect(wordsOf(text)).toEqual(words)
  })

  test('know where they stand', () => {
    const text = '  It isn’t here.'
    const { words, from, to } = tokenize(text)
    expect(words.map((_, i) => text.slice(from[i], to[i]))).toEqual(['It', 'isn’t', 'here'])
  })
})

describe('between two words', () => {
  const gap = (text: string): [number, number] => {
    const { from, to } = tokenize(text)
    return [to[0]!, from[1]!]
  }
  test.each([
    ['one. Two', true, true],
    ['one.two', false, false],
    ['one? two', true, true],
    ['one!\ntwo', true, true],
    ['one: two', false, true],
    ['one (two', false, true],
    ['one) two', false, true],
    ['one, two', false, false],
    ['one." two', true, true],
  ])('%j ends a sentence: %s, a clause: %s', (text, sentence, clause) => {
    expect([endsSentence(text, ...gap(text)), endsClause(text, ...gap(text))]).toEqual([sentence, clause])
  })
})
