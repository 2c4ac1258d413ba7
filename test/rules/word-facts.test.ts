import { expect, test } from 'vitest'
import { generalBackground } from '../../src/rules/background.ts'
import { meaningOf, signsOf } from '../../src/rules/phrase.ts'
import { unitsOf, wordsOf } from '../../src/rules/token.ts'
import { bitsIn, signsIn, WordFacts, withoutSigns } from '../../src/rules/word-facts.ts'
import { pick, randomFrom } from '../support/random.ts'

const find = (facts: WordFacts, text: string, from = 0, to = text.length): number =>
  facts.find(text, unitsOf(text), from, to)

test('of a word its signs, its bits and its letters are known, however it is written', () => {
  const facts = new WordFacts()
  for (const text of [
    'Cannot',
    'cannot',
    "can't",
    'fails',
    'DISK',
    '12',
    '6a',
    'packs',
    'caf\u00e9',
    'qwertz',
  ]) {
    const [word = ''] = wordsOf(text)
    for (let times = 0; times < 2; times++) {
      const place = find(facts, text)
      expect(signsIn(facts.factsAt(place))).toBe(signsOf(word))
      expect(bitsIn(facts.factsAt(place))).toBe(generalBackground.bits(word))
      expect(facts.wordOf(facts.numberAt(place))).toBe(word)
      expect(facts.meaningAt(place)).toBe(facts.numberOfMeaning(meaningOf(word)))
    }
  }
  expect(find(facts, 'CANNOT')).toBe(find(facts, 'in (cannot)', 4, 10))
})

test('without its signs a word keeps its bits', () => {
  const facts = new WordFacts()
  const known = facts.factsAt(find(facts, 'fails'))
  expect([signsIn(withoutSigns(known)), bitsIn(withoutSigns(known))]).toEqual([0, bitsIn(known)])
})

test('words of one meaning have one number for it', () => {
  const facts = new WordFacts()
  const meaning = (text: string): number => facts.meaningAt(find(facts, text))
  expect(meaning('floppy')).toBe(meaning('disks'))
  expect(meaning('modem')).toBe(meaning('Modems'))
  expect(meaning('modem')).not.toBe(meaning('disk'))
})

test('what is too long or finds no room is known but not kept', () => {
  const facts = new WordFacts()
  const word = 'x'.repeat(49)
  expect(facts.numberAt(find(facts, word))).toBe(-1)
  expect(bitsIn(facts.factsAt(find(facts, word)))).toBe(generalBackground.bits(word))
  for (let i = 0; i < 70_000; i++) find(facts, `word${i}`)
  const place = find(facts, 'hangs')
  expect([facts.numberAt(place), signsIn(facts.factsAt(place))]).toEqual([-1, signsOf('hangs')])
  expect(facts.wordOf(facts.numberAt(find(facts, 'word7')))).toBe('word7')
  facts.begin()
  expect(facts.wordOf(facts.numberAt(find(facts, 'hangs')))).toBe('hangs')
})

test('words that follow each other in any order are told apart', () => {
  const facts = new WordFacts()
  const random = randomFrom(5)
  for (let round = 0; round < 5000; round++) {
    const word = 'ab'.charAt(pick(random, 2)).repeat(1 + pick(random, 9)) + pick(random, 40)
    expect(facts.wordOf(facts.numberAt(find(facts, word)))).toBe(word)
  }
})
