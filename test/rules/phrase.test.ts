import { describe, expect, test } from 'vitest'
import {
  findAnywhere,
  isDenied,
  isTrouble,
  meaningOf,
  meaningsOf,
  readTerm,
  statesLike,
} from '../../src/rules/phrase.ts'
import { wordsOf } from '../../src/rules/token.ts'

const meanings = (text: string) => meaningsOf(wordsOf(text))
const finds = (term: string, text: string): boolean =>
  findAnywhere(readTerm(wordsOf(term)), meanings(text)) !== null

describe('words mean the same', () => {
  test.each([
    ['disk', 'floppy'],
    ['disks', 'diskette'],
    ['damaged', 'corrupt'],
    ['hangs', 'freeze'],
    ["can't", 'cannot'],
    ['licences', 'licenses'],
    ['modems', 'modem'],
  ])('%s and %s', (one, other) => {
    expect(meaningOf(wordsOf(one)[0]!)).toBe(meaningOf(wordsOf(other)[0]!))
  })

  test('but a stem is not taken for an empty word', () => {
    expect(meaningOf('use')).toBe('us')
    expect(meaningOf('us')).toBe('')
    expect(meaningOf('being')).toBe('being')
    expect(meaningOf('business')).not.toBe(meaningOf('busy'))
  })

  test('a service pack is one word', () => {
    expect(meanings('service pack 4 of it').words).toEqual(meanings('SP4 of it').words)
    expect(meanings('service pack four').words).toHaveLength(3)
  })

  test('to fail to do is not to do', () => {
    expect(meanings('fails to start').words).toEqual(meanings('not start').words)
    expect(meanings('the start fails').words).not.toContain('not')
  })
})

describe('a term is found', () => {
  test.each([
    ['cd key', 'key on the CD'],
    ['client add pack', 'the pack for the client that I add'],
    ['cannot dial', "I just can't get it to dial"],
    ['in use', 'in exclusive use'],
    ['modem', 'our modems'],
    ['over and over', 'again over and over'],
  ])('%s in %s', (term, text) => {
    expect(finds(term, text)).toBe(true)
  })

  test.each([
    ['cd key', 'the key of the house where we keep all records and every CD'],
    ['in use', 'use it in the morning'],
    ['cannot dial', 'dial, and you cannot'],
    ['cd key', 'the CD'],
    ['the', 'the'],
  ])('%s not in %s', (term, text) => {
    expect(finds(term, text)).toBe(false)
  })
})

describe('a state of trouble', () => {
  const denied = (term: string, text: string): boolean => {
    const words = readTerm(wordsOf(term))
    const report = meanings(text)
    return isDenied(words, report, findAnywhere(words, report)!)
  }

  test('is denied by the word before it', () => {
    expect(denied('busy', 'the modem is not busy')).toBe(true)
    expect(denied('busy', "it isn't really busy")).toBe(true)
    expect(denied('busy', 'the modem is busy')).toBe(false)
    expect(denied('busy', 'I could not connect, busy')).toBe(false)
  })

  test('that denies by itself is not denied', () => {
    expect(denied('not available', 'it is not available')).toBe(false)
  })

  test('is none where a good thing is missing', () => {
    expect(denied('failover', 'no failover')).toBe(false)
    expect(isTrouble(['failov'])).toBe(false)
  })

  test('has other names', () => {
    expect(statesLike('in use')).toContain('busy')
    expect(statesLike('in use')[0]).toBe('in use')
    expect(statesLike('purple')).toEqual(['purple'])
  })
})
