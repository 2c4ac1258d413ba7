// May a text name a product at all?
//
// Most sentences name none. To find that out word by word takes as long as to find those that are named, so the first one or
// two words of all names are known by their hashes, and a text is only asked whether it has any of these.

import { productNames } from './product-names.ts'
import { isGenitive, isOfWord, wordsOfName } from './product-words.ts'

/** Whether the text has a word that is a name, or two that begin one. A hash that two share may say so wrongly. */
export function mayNameProduct(text: string): boolean {
  const table = (openings ??= openingsOfNames())
  let word = 0
  let before = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (isOfWord(code)) word = withCharacter(word, code)
    else if (word !== 0) {
      // the s of a genitive belongs to the word
      if (isGenitive(text, i) || opens(table, before, word)) return true
      before = word
      word = 0
    }
  }
  return opens(table, before, word)
}

/** So many that one text in ten is suspected in vain; with an eighth of them half of all texts are. */
const placeBits = 18

/** A bit at the hash of each word that is a name, and at that of two words that begin one; made when it is first needed. */
let openings: Uint8Array | undefined

function openingsOfNames(): Uint8Array {
  const table = new Uint8Array(2 ** placeBits / 8)
  for (const { name, aliases } of productNames) {
    for (const spelling of [name, ...aliases]) {
      const [first, second] = wordsOfName(spelling).map(hashOf)
      const place = second === undefined ? placeOf(first!) : placeOfTwo(first!, second)
      table[place >> 3]! |= 1 << (place & 7)
    }
  }
  return table
}

function opens(table: Uint8Array, before: number, word: number): boolean {
  return isSet(table, placeOf(word)) || isSet(table, placeOfTwo(before, word))
}

function isSet(table: Uint8Array, place: number): boolean {
  return ((table[place >> 3]! >> (place & 7)) & 1) === 1
}

function hashOf(word: string): number {
  let hash = 0
  for (let i = 0; i < word.length; i++) hash = withCharacter(hash, word.charCodeAt(i))
  return hash
}

/** A letter counts the same in either case. */
function withCharacter(hash: number, code: number): number {
  return (Math.imul(hash, 31) + (code | 32)) | 0
}

function placeOf(word: number): number {
  return Math.imul(word, 0x9e3779b1) >>> (32 - placeBits)
}

function placeOfTwo(first: number, second: number): number {
  return placeOf(Math.imul(first, 0x85ebca6b) ^ second)
}
