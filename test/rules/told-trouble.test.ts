import { expect, test } from 'vitest'
import { findProducts } from '../../src/article/product.ts'
import { generalBackground } from '../../src/rules/background.ts'
import { isTrouble, meaningsOf } from '../../src/rules/phrase.ts'
import { tokenize } from '../../src/rules/token.ts'
import { phraseTriggers } from '../../src/rules/told-trouble.ts'
import { authored } from '../support/authored.ts'
import { pick, randomFrom } from '../support/random.ts'

const told = (sentence: string): { about: readonly string[]; state: readonly string[] }[] =>
  phraseTriggers(authored({ title: 'x', body: `## Symptoms\n\n${sentence}\n` })).map(({ about, state }) => ({
    about,
    state,
  }))

test('what is known of words tells what their strings do', () => {
  const random = randomFrom(17)
  for (let i = 0; i < 800; i++) {
    const words = Array.from(
      { length: 2 + pick(random, 14) },
      () => vocabulary[pick(random, vocabulary.length)]!,
    )
    const sentence = words.join(' ')
    expect([sentence, told(sentence)]).toEqual([sentence, plainlyTold(sentence)])
  }
})

const vocabulary = [
  ...['the', 'modem', 'spooler', 'labels', 'workstations', 'printer', 'qwertz', '12', 'fax'],
  ...['service', 'pack', '4', 'packs', '6a', 'SP4'],
  ...['not', 'cannot', "doesn't", 'fails', 'unable', 'to', 'hangs', 'damaged', 'missing', 'busy', 'use'],
  ...['Outlook', 'Outlook 97', 'Windows', 'Access', 'caf\u00e9', 'x'.repeat(60), `${'y'.repeat(50)}-busy`],
]

/** The same by strings. */
function plainlyTold(sentence: string): ReturnType<typeof told> {
  const products = findProducts(sentence)
  const { words: all, from } = tokenize(sentence)
  const words = all.filter((_, i) => !products.some((one) => from[i]! >= one.from && from[i]! < one.to))
  const { words: meanings, tokens } = meaningsOf(words)
  const state = new Set<string>()
  const about = new Map<string, string>()
  for (const [i, meaning] of meanings.entries()) {
    const word = words[tokens[i]!]!
    const bits = generalBackground.bits(word)
    if (meaning === 'not') continue
    if (meanings[i - 1] === 'not' && bits >= 1) state.add(`not ${word}`)
    else if (isTrouble([meaning])) state.add(word)
    else if (bits >= 2.5 && !/^\d+$/.test(word)) about.set(meaning, word)
  }
  if (state.size === 0 || about.size < 2) return []
  const { bits } = generalBackground
  const rarest = [...about.values()].sort((a, b) => bits(b) - bits(a) || (a < b ? -1 : 1))
  return [{ about: rarest.slice(0, 6), state: [...state].slice(0, 6) }]
}

test('a sentence of more words than have numbers keeps those it began with', () => {
  const filler = Array.from({ length: 140_000 }, (_, i) => `w${i}`).join(' ')
  expect(told(`The modem hangs ${filler} and prints`)).toEqual([
    { about: ['w0', 'w1', 'w10', 'w100', 'w1000', 'w10000'], state: ['hangs'] },
  ])
})
