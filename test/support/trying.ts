// Which sentences stand in this log, found by trying each of them at each word? The scanner must find the same ones.

import { findCodes } from '../../src/codes/notation.ts'
import { codesByToken, matchSentence } from '../../src/rules/sentence-match.ts'
import { tokenize } from '../../src/rules/token.ts'
import type { RuleTable } from '../../src/scan/rule-table.ts'
import { regularText } from '../../src/scan/word-reader.ts'
import { messageStart } from '../../src/scan/wrapping.ts'

/** Their numbers, ascending. */
export function findByTrying(table: RuleTable, log: Uint8Array): number[] {
  const { text } = regularText(log, messageStart(log, 0, log.length), log.length, log.length)
  const tokens = tokenize(text)
  const report = { text, tokens }
  const codes = codesByToken({ tokens, codes: findCodes(text) })
  const places = new Map<string, number[]>()
  for (const [token, word] of tokens.words.entries()) {
    const list = places.get(word)
    if (list === undefined) places.set(word, [token])
    else list.push(token)
  }
  const found: number[] = []
  for (let number = 0; number < table.sentences; number++) {
    const sentence = table.sentence(number)
    const anchor = table.anchor[number]! >> 1
    const part = sentence[anchor]!
    const tried = part.type === 'word' ? (places.get(part.word) ?? []) : codes.keys()
    for (const token of tried) {
      if (matchSentence(sentence, anchor, report, codes, token) === null) continue
      found.push(number)
      break
    }
  }
  return found
}
