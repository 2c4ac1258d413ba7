import { expect, test } from 'vitest'
import { SuspectedWords } from '../../src/article/product-hint.ts'
import { productNames } from '../../src/article/product-names.ts'
import { splitWords } from '../../src/article/product-words.ts'

const suspects = new SuspectedWords()

/** The words of the text that a name may begin with. */
function suspectedIn(text: string): (string | undefined)[] {
  suspects.read(text)
  const found: (string | undefined)[] = []
  for (let i = suspects.suspected(0); i < suspects.length; i = suspects.suspected(i + 1))
    found.push(suspects.at(i)?.word)
  return found
}

test('every name of a product is suspected, in any case and with anything around it', () => {
  for (const { name, aliases } of productNames) {
    for (const spelling of [name, ...aliases]) {
      expect([spelling, suspectedIn(spelling).length]).not.toEqual([spelling, 0])
      expect(suspectedIn(`(a tape, ${spelling.toUpperCase()}; it turns)`)).not.toEqual([])
    }
  }
})

test('a genitive is another word', () => {
  expect(suspectedIn("a tape that Excel's menu turns")).toEqual([])
  expect(suspectedIn('the menu of Excel, and the tape\u2019s')).toEqual(['excel'])
})

test('most texts name none, and are not cut into words', () => {
  for (const text of [
    '',
    'The tape turns, and turns again.',
    'words that begin as names do: excellent, accessible',
  ]) {
    expect(suspectedIn(text)).toEqual([])
    expect(suspects.length).toBe(0)
    expect(suspects.at(0)).toBeUndefined()
  }
})

test('words are those that the text is split into', () => {
  const text = "The server\u2019s Excel 97_x, Word's and O'Neil's caf\u00e9"
  suspects.read(text)
  expect(Array.from({ length: suspects.length }, (_, i) => suspects.at(i))).toEqual(splitWords(text))
  expect([suspects.at(-1), suspects.at(suspects.length)]).toEqual([undefined, undefined])
})

test('what stands behind a place is found', () => {
  suspects.read('Excel 97 stops')
  expect([suspects.behind(0, 0), suspects.behind(6, 0), suspects.behind(7, 0)]).toEqual([0, 1, 2])
  expect(suspects.behind(9, 0)).toBe(2)
  expect(suspects.behind(14, 0)).toBe(3)
})
