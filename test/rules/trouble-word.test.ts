import { expect, test } from 'vitest'
import { signsOf, signsOfTrouble, wordsOfTrouble } from '../../src/rules/phrase.ts'
import { endsSentence, tokenize, unitsOf } from '../../src/rules/token.ts'
import { troubledSentences } from '../../src/rules/trouble-word.ts'
import { pick, randomFrom } from '../support/random.ts'

const troubled = (text: string, isOneSentence = false): string[] => {
  const places = troubledSentences(text, unitsOf(text), isOneSentence)
  return Array.from({ length: places.length / 2 }, (_, i) => text.slice(places[2 * i], places[2 * i + 1]))
}

test.each([
  ['Setup cannot open the file. Check the path.', ['Setup cannot open the file']],
  ['Check the path. It hangs.', ['It hangs.']],
  ['No', ['No']],
  ['All is well? No! It hangs.', ['No', 'It hangs.']],
  ['"It can\'t dial." Why?', ['"It can\'t dial']],
  ['Download the notes. Go on.', []],
  ['', []],
  ['.', []],
])('%j is troubled in %j', (text, sentences) => {
  expect(troubled(text)).toEqual(sentences)
})

test('a title is one sentence', () => {
  expect(troubled('Err Msg: Bad Disk. Try Again', true)).toEqual(['Err Msg: Bad Disk. Try Again'])
})

test('every word that tells of trouble is found, whatever its ending', () => {
  const endings =
    ' s es ed ing ies ied y able ability al ation ational ful fulness ive iveness ment ness'.split(' ')
  const { words, stems } = wordsOfTrouble()
  for (const stem of [...words, ...stems])
    for (const base of [stem, stem.slice(0, -1), stem + stem.at(-1)])
      for (const ending of endings) expectFound(base + ending)
  expectFound('y\u0300busy')
  expectFound('F\u00e0\u00edled')
  expectFound("f'a'i'l")
  expectFound(`fail${'\u0300'.repeat(60)}`)
})

function expectFound(word: string): void {
  const [folded = ''] = tokenize(word).words
  const isTrouble = (signsOf(folded) & signsOfTrouble) !== 0
  expect([word, troubled(`(${word})`).length]).toEqual([word, isTrouble ? 1 : 0])
}

test('on any text it says what looking up each word says', () => {
  const random = randomFrom(23)
  for (let i = 0; i < 2000; i++) {
    const text = Array.from({ length: pick(random, 30) }, () => pieces[pick(random, pieces.length)]!).join('')
    for (const isOneSentence of [false, true])
      expect([text, troubled(text, isOneSentence)]).toEqual([text, plainlyTroubled(text, isOneSentence)])
  }
})

const pieces = [
  ...[
    'fails',
    'NO',
    'not',
    'note',
    'Bad',
    "can't",
    'can\u2019t',
    'c\u00e0nnot',
    'b',
    'usy',
    'modem',
    '4',
    'x_',
  ],
  ...[' ', ' ', ' ', ' ', '. ', '? ', '!', '.\n', '."', '.)', "'", '\u201c', '\u00a0', '(', '-', '..'],
]

/** Without its mark, but for the last one. */
function plainlyTroubled(text: string, isOneSentence: boolean): string[] {
  const { words, from, to } = tokenize(text)
  const found: string[] = []
  let start = 0
  let isTroubled = false
  for (const [i, word] of words.entries()) {
    if (i > 0 && !isOneSentence && endsSentence(text, to[i - 1]!, from[i]!)) {
      const mark = /[.?!][ \n")]/.exec(text.slice(to[i - 1]!))!.index
      if (isTroubled) found.push(text.slice(start, to[i - 1]! + mark))
      start = from[i]!
      isTroubled = false
    }
    isTroubled ||= (signsOf(word) & signsOfTrouble) !== 0
  }
  return isTroubled ? [...found, text.slice(start)] : found
}
