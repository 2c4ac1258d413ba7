// Whatever somebody pipes in: is the answer honest, and does it come in bounded time?
//
// A bound is generous, since machines are shared; what is quadratic takes minutes.

import { describe, expect, test } from 'vitest'
import { openBundled } from './support/bundled.ts'
import { faultsOfExplanation } from './support/explanation.ts'
import { randomFrom } from './support/random.ts'

const knowledgeBase = await openBundled()
const megabyte = 2 ** 20
const most = 60_000

const repeated = (text: string, length = 2 * megabyte): string =>
  text.repeat(Math.ceil(length / text.length)).slice(0, length)

const random = randomFrom(4711)
const binary = Array.from({ length: megabyte }, () => String.fromCharCode(Math.floor(random() * 256))).join(
  '',
)

describe('a report of nothing that an article could know is not known', () => {
  test.each([
    ['one stop word', 'the'],
    ['a full stop', '.'],
    ['Cyrillic', 'не удаётся подключиться к серверу'],
    ['Chinese', '无法连接到服务器'],
    ['Arabic', 'تعذر الاتصال بالخادم'],
    ['half a surrogate pair', '\ud83d\ude00 \ud83d'],
    [
      'a thousand codes',
      Array.from({ length: 1000 }, (_, i) => `0x8007${i.toString(16).padStart(4, '0')}`).join(' '),
    ],
    ['ten megabytes of one letter', repeated('a', 10 * megabyte)],
    ['two megabytes of noise', repeated(binary)],
  ])(
    '%s',
    async (_, text) => {
      const { verdict, answered } = await knowledgeBase.query({ text })
      expect({ verdict, answered }).toEqual({ verdict: 'unknown', answered: false })
    },
    most,
  )
})

describe('a report that repeats itself is read in time', () => {
  test.each([
    'STOP: 0x0000000A (',
    '-2147024891 ',
    'error = ',
    '0x',
    'WSA_',
    'Event ID: 7 Source: x ',
    'version 4.0, ',
    'SBS 4.5 ',
    '\u001b[31m',
    '&amp;#',
    '{any:1..12} ',
    '\\\\a\\',
    '"\'“',
    'The modem is being used by another ',
    'Q4711 see ',
  ])(
    '%j',
    async (text) => {
      const question = { text: repeated(text) }
      const answer = await knowledgeBase.query(question)
      expect(faultsOfExplanation(answer, question, () => null)).toEqual([])
    },
    most,
  )
})

test('what stands beyond the first megabyte is not read', async () => {
  const message = 'This is an invalid CD Key value. Check the identification number from your CD sticker.'
  const { verdict } = await knowledgeBase.query({ text: `${repeated('\n', megabyte)}\n${message}` })
  expect(verdict).toBe('unknown')
})
