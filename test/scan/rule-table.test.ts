import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { printSignature } from '../../src/rules/signature.ts'
import type { KnownMessage } from '../../src/scan/known-message.ts'
import { encodeRuleTable, RuleTable } from '../../src/scan/rule-table.ts'
import { pick, randomFrom } from '../support/random.ts'

const message = (doc: number, signature: string, more: Partial<KnownMessage> = {}): KnownMessage => ({
  doc,
  signature,
  weight: 1,
  isHandWritten: false,
  ...more,
})

const open = (bytes: Uint8Array, documents = 10): RuleTable =>
  new RuleTable(bytes, documents, (what) => new Error(`damaged: ${what}`))

describe('the messages of an index as a table', () => {
  const messages = [
    message(3, 'invalid page fault in module {file=kernel32.dll} at {addr}', { weight: 0.8 }),
    message(1, 'invalid page fault in module {file=user.exe} at {addr}'),
    message(2, 'invalid page fault in module {file=user.exe} at {addr}', { isHandWritten: true }),
    message(4, 'the frobnicator is jammed . contact the janitor of the building'),
    message(5, 'access is denied'),
    message(6, 'ok', { isHandWritten: true }),
  ]
  const table = open(encodeRuleTable(messages))

  test('hold each sentence once, without the values that articles saw', () => {
    const texts = Array.from({ length: table.sentences }, (_, n) => printSignature([table.sentence(n)]))
    expect(texts).toEqual([
      'invalid page fault in module {file} at {addr}',
      'the frobnicator is jammed',
      'contact the janitor of the building',
      'ok',
    ])
  })

  test('are the same from a Buffer, which shares its memory with its pieces', () => {
    const bytes = encodeRuleTable(messages)
    const shared = Buffer.concat([Buffer.from('x'), bytes]).subarray(1)
    const same = open(shared)
    expect([...same.firstPart, ...same.parts, ...same.docs]).toEqual([
      ...table.firstPart,
      ...table.parts,
      ...table.docs,
    ])
  })

  test('leave out a message that says too little, unless somebody wrote it down', () => {
    expect(table.messages).toBe(4)
  })

  test('know the articles of each message, and what they saw in its holes', () => {
    const articles = Array.from({ length: table.messages }, (_, n) => {
      const all = []
      for (let i = table.firstArticle[n]!; i < table.firstArticle[n + 1]!; i++)
        all.push([table.docs[i], table.weightOf(i), table.isHandWritten(i)])
      return [table.valuesOf(table.firstSentence[n]!), all]
    })
    expect(articles).toEqual([
      [['kernel32.dll', ''], [[3, 0.8, false]]],
      [
        ['user.exe', ''],
        [
          [1, 1, false],
          [2, 1, true],
        ],
      ],
      [null, [[4, 1, false]]],
      [null, [[6, 1, true]]],
    ])
  })

  test('are the same bytes for the same messages', () => {
    expect(encodeRuleTable(messages)).toEqual(encodeRuleTable(messages))
  })

  test('are refused wherever a number cannot be right, and never read beyond their end', () => {
    const bytes = encodeRuleTable(messages)
    const random = randomFrom(8)
    expect(() => open(bytes, 5)).toThrow('damaged')
    for (let cut = 0; cut < bytes.length; cut++) expect(() => open(bytes.subarray(0, cut))).toThrow('damaged')
    for (let n = 0; n < 3000; n++) {
      const changed = bytes.slice()
      changed[pick(random, bytes.length)]! ^= 1 << pick(random, 8)
      try {
        const table = open(changed)
        for (let sentence = 0; sentence < table.sentences; sentence++) {
          table.sentence(sentence)
          table.anchorKeys(sentence, () => {})
        }
      } catch (problem) {
        expect((problem as Error).message).toMatch(/^damaged: |in form \d+, this kb reads/)
      }
    }
  })

  test('of another version are older or newer, not damaged', () => {
    const bytes = encodeRuleTable(messages)
    const [older, newer] = [bytes.slice(), bytes.slice()]
    older[0]! -= 2
    newer[0]!++
    expect(() => open(older)).toThrow(
      expect.objectContaining({ code: 'E0303', help: expect.stringContaining('an older version') }),
    )
    expect(() => open(newer)).toThrow(
      expect.objectContaining({ code: 'E0303', help: expect.stringContaining('a newer version') }),
    )
  })
})

test('no pattern is made of what a rule says', () => {
  const src = fileURLToPath(new URL('../../src', import.meta.url))
  for (const room of ['scan', 'rules']) {
    for (const file of readdirSync(join(src, room)).filter((name) => name.endsWith('.ts'))) {
      const text = readFileSync(join(src, room, file), 'utf8')
      const made = [...text.matchAll(/\bRegExp\(|\.constructor\(/g)]
      expect(made.map(() => file)).toEqual([])
    }
  }
})
