import { expect, test } from 'vitest'
import type { KnownMessage } from '../../src/scan/known-message.ts'
import { encodeRuleTable, RuleTable } from '../../src/scan/rule-table.ts'
import { pick, randomFrom } from '../support/random.ts'

const words = [
  'disk',
  'full',
  'drive',
  'error',
  '5',
  'caf\u00e9',
  '{path}',
  '{any:2..3}',
  '{=hresult:0x80070005}',
]
const files = ['{file=a.dll}', '{file=b.dll}', '{file}']

const sentenceFrom = (random: () => number): string => {
  const parts = Array.from({ length: 1 + pick(random, 4) }, () =>
    pick(random, 5) === 0 ? files[pick(random, files.length)]! : words[pick(random, words.length)]!,
  )
  return [words[pick(random, 4)]!, ...parts].join(' ')
}

const withoutValues = (text: string): string => text.replaceAll(/=[ab]\.dll/g, '')

const valuesIn = (sentence: string): string[] | null => {
  const holes = sentence.split(' ').filter((part) => /^\{[^=]/.test(part))
  const values = holes.map((hole) => /=([ab]\.dll)/.exec(hole)?.[1] ?? '')
  return values.some((value) => value !== '') ? values : null
}

test('messages are what they are when each is taken apart by itself', () => {
  const random = randomFrom(3)
  const messages: KnownMessage[] = Array.from({ length: 3000 }, () => ({
    doc: pick(random, 50),
    signature: Array.from({ length: 1 + pick(random, 2) }, () => sentenceFrom(random)).join(' . '),
    weight: 1,
    isHandWritten: pick(random, 2) === 0,
    isClue: true,
  }))
  const table = new RuleTable(encodeRuleTable(messages), 50, (what) => new Error(what))
  const textOf = (sentence: number): string =>
    [...table.parts.subarray(table.firstPart[sentence], table.firstPart[sentence + 1])]
      .map((part) => table.textOf(part))
      .join(' ')
  const signatures = [...new Set(messages.map(({ signature }) => signature))]
  expect(table.messages).toBe(signatures.length)
  expect(table.sentences).toBe(
    new Set(signatures.flatMap((signature) => withoutValues(signature).split(' . '))).size,
  )
  for (const [number, signature] of signatures.entries()) {
    const sentences = signature.split(' . ')
    const uses = sentences.map((_, i) => table.firstSentence[number]! + i)
    expect(table.firstSentence[number + 1]).toBe(uses.at(-1)! + 1)
    expect(uses.map((use) => textOf(table.sentencesOf[use]!))).toEqual(sentences.map(withoutValues))
    expect(uses.map((use) => table.valuesOf(use))).toEqual(sentences.map(valuesIn))
    const docs = messages.filter((one) => one.signature === signature).map(({ doc }) => doc)
    expect([...table.docs.subarray(table.firstArticle[number], table.firstArticle[number + 1])]).toEqual(
      [...new Set(docs)].sort((a, b) => a - b),
    )
  }
})
