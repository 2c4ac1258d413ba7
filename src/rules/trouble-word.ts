// Which sentences of a text have a word that tells of trouble?
//
//     Setup cannot open the file. Check the path.      the first of two
//           cann
//
// One word in ninety does, and to look up each of them takes ten times as long as to go over their letters. So a word is
// suspected by its first four letters (`analysis/openings.ts`), and only those suspected are looked up.

import { fiveCharacters, isBegun, placeOf, placeOfFour, places } from '../analysis/openings.ts'
import { signsOfTrouble, wordsOfTrouble } from './phrase.ts'
import { afterMarks, endOfWord, isApostrophe, nextWord, sentenceMarks, startOfWord } from './token.ts'
import { signsIn, wordFacts } from './word-facts.ts'

/**
 * Where they begin and end, in pairs. The first sentence begins with the text and others with their first word; the last one
 * ends with the text and others before their mark. `units` are those of the text.
 */
export function troubledSentences(
  text: string,
  units: Uint16Array,
  isOneSentence: boolean,
): readonly number[] {
  const table = (openings ??= openingsOfTrouble())
  const { length } = text
  const found: number[] = []
  let start = 0
  let isTroubled = false
  let five = 0
  let last = 0
  // four letters from the beginning of the last word reach past the end
  for (let at = nextWord(units, 0, length); at < length + 3; at++) {
    const unit = units[at]!
    const kind = unit < foreign ? kinds[unit]! : odd
    five = ((five << 5) | (kind & 31)) & fiveCharacters
    const suspected = table[placeOf(five)]! & isBegun(five)
    const ends = (last << 1) & kind & afterMark
    last = kind
    if ((suspected | ends | (kind & odd)) === 0) continue
    if (!isTroubled && suspected !== 0) isTroubled = tellsTrouble(text, units, at - 3)
    if (!isTroubled && (kind & odd) !== 0) isTroubled = tellsTrouble(text, units, at)
    if (ends === 0 || isOneSentence) continue
    const next = nextWord(units, at, length)
    if (next === length) break
    if (isTroubled) found.push(start, at - 1)
    isTroubled = false
    start = next
    five = 0
    last = 0
    at = next - 1
  }
  if (isTroubled) found.push(start, length)
  return found
}

/** Whether the word does that the character `at` is in. */
function tellsTrouble(text: string, units: Uint16Array, at: number): boolean {
  const from = startOfWord(units, at)
  if (from === -1) return false
  const to = endOfWord(units, from)
  const facts = wordFacts.factsAt(wordFacts.find(text, units, from, to))
  return (signsIn(facts) & signsOfTrouble) !== 0
}

// Kinds of characters: in the five lowest bits a letter has its place in the alphabet, in either case, and other characters
// of words have 31.
const mark = 32
const afterMark = mark << 1
/** May be another character where words are folded. */
const odd = 128
const foreign = 128

const kinds = new Uint8Array(foreign)
for (let unit = 0; unit < foreign; unit++) {
  const char = String.fromCharCode(unit)
  if (/[a-z]/i.test(char)) kinds[unit] = unit & 31
  else if (/\w/.test(char)) kinds[unit] = 31
  else if (isApostrophe(unit)) kinds[unit] = odd
}
for (const char of sentenceMarks) kinds[char.charCodeAt(0)] = mark
for (const char of afterMarks) kinds[char.charCodeAt(0)] = afterMark

/** By the hash of four letters, 1 where a word of trouble may begin so. Made when it is first needed. */
let openings: Uint8Array | null = null

function openingsOfTrouble(): Uint8Array {
  const table = new Uint8Array(places)
  const { words, stems } = wordsOfTrouble()
  const open = (letters: readonly number[]): void => {
    if (letters.length === 4) table[placeOfFour(letters)] = 1
    else for (let letter = 0; letter < 32; letter++) open([...letters, letter])
  }
  for (const word of words) open(lettersOf(`${word} `).slice(0, 4))
  for (const stem of stems) for (const shared of sharedWith(stem)) open(lettersOf(shared).slice(0, 4))
  return table
}

function lettersOf(word: string): number[] {
  return Array.from(word, (char) => kinds[char.charCodeAt(0)]! & 31)
}

/** What words begin with that have the stem: it may end in an `e` of its own, in an `i` for `y`, in `bl` for `bili`. */
function sharedWith(stem: string): readonly string[] {
  const shared = stem.replace(/e$/, '').replace(/bl$/, 'b')
  return shared.endsWith('i') ? [shared, shared.replace(/i$/, 'y')] : [shared]
}
