import { expect, test } from 'vitest'
import { Passage } from '../../src/body/passage.ts'
import { sentencesOf } from '../../src/body/sentence.ts'

const sentences = (text: string): string[] =>
  [...sentencesOf(Passage.verbatim(text, 0))].map((sentence) => sentence.text)

test.each([
  ['It turns. It stops.', ['It turns.', 'It stops.']],
  ['Does it turn?  It does!\n3 tapes stop.', ['Does it turn?', 'It does!', '3 tapes stop.']],
  ['He says "Turn." "Why?" (It stops.) Done', ['He says "Turn."', '"Why?"', '(It stops.)', 'Done']],
  ['It turns. it stops.', ['It turns. it stops.']],
  ['Reader 4.0 turns.', ['Reader 4.0 turns.']],
  ['It turns\n \nit stops', ['It turns', 'it stops']],
  ['It turns\nit stops', ['It turns\nit stops']],
  ['It turns. ', ['It turns. ']],
  ['', []],
])('%j', (text, expected) => {
  expect(sentences(text)).toEqual(expected)
})

test.each([
  'J.',
  'e.g.',
  'i.e.',
  'etc.',
  'vs.',
  'Mr.',
  'Dr.',
  'Inc.',
  'Corp.',
  'Co.',
  'Ltd.',
  'No.',
  'ver.',
  'approx.',
  'Fig.',
])('the dot of "%s" ends no sentence', (abbreviation) => {
  expect(sentences(`It is ${abbreviation} Turner. Done.`)).toEqual([`It is ${abbreviation} Turner.`, 'Done.'])
})

test('a sentence stands where it is printed', () => {
  expect([...sentencesOf(Passage.verbatim('It turns.  It stops.', 50))].map(({ span }) => span)).toEqual([
    [50, 59],
    [61, 70],
  ])
})
