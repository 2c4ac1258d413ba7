// What may stand in this text, as far as its letters tell?
//
// Readers look for rare things in every text: quotes, numbers of articles, words for a message, what a sentence may offer. A
// pattern of many words costs more than everything else that is done with a paragraph, and mostly finds nothing. So
// all words that the patterns begin with are looked for at once, and one number says which of them may be there:
//
//     ... install the latest hotfix          a word is known by its first four letters (`analysis/openings.ts`)
//        ^inst
//
// A trait that is not there settles the question; one that is there has to be looked at.

import { fiveCharacters, isBegun, placeOf, placeOfFour, places } from '../analysis/openings.ts'

/** Two blanks in a row. */
export const gap = 1 << 0
/** Five digits in a row. */
export const number = 1 << 1
/** For what no word tells. */
export const any = 1 << 2
/** Words for what is done at a keyboard. */
export const entered = 1 << 3
export const tab = 1 << 5
/** Any mark that quotes may begin with. */
export const quotes = 1 << 6
export const slash = 1 << 7
/** `Q` */
export const ids = 1 << 8
/** Words that begin ... */
export const message = 1 << 9
export const stop = 1 << 10
export const registry = 1 << 11
export const typed = 1 << 12
export const following = 1 << 13
export const cited = 1 << 14
export const caution = 1 << 15
export const trouble = 1 << 16
export const corrected = 1 << 17
export const design = 1 << 18
export const limit = 1 << 19
export const open = 1 << 20
export const around = 1 << 21
export const available = 1 << 22
export const vendor = 1 << 23
export const way = 1 << 24
export const failure = 1 << 25
export const nothing = 1 << 26
export const get = 1 << 27
export const ask = 1 << 28
export const resolve = 1 << 29

/** `fix.` is the whole word, `log*` any word that begins so, `#` a digit. */
const openings: readonly (readonly [trait: number, words: string])[] = [
  [message, 'mess erro warn aler stop exce prom faul dial blue trap pop. popu even log* ndr*'],
  [stop, 'stop'],
  [registry, 'hkey hklm hkcu hkcr hku.'],
  [typed, 'type ente'],
  [entered, 'type typi ente run. runn issu exec use. usin prom'],
  [following, 'foll'],
  [cited, 'arti kb.* kb## kbid help see.'],
  [caution, 'risk regi emer'],
  [trouble, 'conf unco arou work desi beha post'],
  [corrected, 'corr fixe reso elim addr solv occu'],
  [design, 'desi beha'],
  [limit, 'limi supp unsu'],
  [open, 'conf rese inve look'],
  [around, 'work'],
  [available, 'avai obta'],
  [vendor, 'manu vend'],
  [way, 'reso corr avoi prev fix. foll use. solu'],
  [failure, 'erro fail stop hang cras corr lose lost loss dama faul viol exce cann'],
  [nothing, 'none deve work fix. solu reso way. ways cann'],
  [get, 'obta down orde purc acqu avai inst appl upgr cont call ask. cons upda modi newe late'],
  [get, 'corr fixe reso elim addr'],
  [ask, 'cont call ask.'],
  [resolve, 'reso corr fix. solv elim repa'],
]

const blank = 1 << 30

/**
 * What each byte of UTF-8 says by itself: its trait, and in the five lowest bits its place in the alphabet, in either case. What is
 * no letter has 0 there, a digit 31.
 */
const characters = new Int32Array(256)
for (const quote of '"\'`') characters[quote.charCodeAt(0)] = quotes
for (let digit = 48; digit < 58; digit++) characters[digit] = 31
for (let letter = 1; letter <= 26; letter++) characters[letter + 64] = characters[letter + 96] = letter
characters[9] = tab
characters[32] = blank
characters[47] = slash
characters[81]! |= ids
// the last bytes of typographic quotes, and of some other characters
characters[0x98] = characters[0x9c] = quotes

/** Traits by the hash of four letters. Two words may share a place, and then have each other's traits too. */
const traitsOfWords = new Int32Array(places)
for (const [trait, words] of openings) {
  for (const word of words.split(' ')) {
    for (const whole of word.endsWith('*') ? longerWords(word.slice(0, -1)) : [word]) {
      traitsOfWords[placeOfFour(fourOf(whole))]! |= trait
    }
  }
}

function longerWords(word: string): string[] {
  return Array.from('.#abcdefghijklmnopqrstuvwxyz', (letter) => word + letter)
}

function fourOf(word: string): number[] {
  return Array.from({ length: 4 }, (_, i) => characterOf(word.charAt(i)))
}

function characterOf(sign: string): number {
  return sign === '#' ? 31 : sign === '' ? 0 : characters[sign.charCodeAt(0)]! & 31
}

const utf8 = new TextEncoder()
const bytes = new Uint8Array(2 ** 14)
/** One more is the end of a text. */
const room = bytes.subarray(0, bytes.length - 1)

/**
 * The sum of all traits that a text may have. Cost: one pass. Nothing in it branches on what the text says, which makes it
 * three times faster than looking for words, and takes less than one pattern that has many of them. Characters of a string
 * that was cut out of another or joined take longer to get at than those of bytes, and to make bytes of a text takes next to nothing.
 */
export function traitsOf(text: string): number {
  const signs = characters
  const words = traitsOfWords
  let traits = any
  let gaps = 0
  let digits = 0
  let five = 0
  let last = 0
  let from = 0
  do {
    const { read, written } = utf8.encodeInto(from === 0 ? text : text.slice(from), room)
    from += read
    // a short word at the end ends there
    bytes[written] = 0
    const end = from === text.length ? written + 1 : written
    for (let i = 0; i < end; i++) {
      const sign = signs[bytes[i]!]!
      five = ((five << 5) | (sign & 31)) & fiveCharacters
      traits |= (sign & ~31) | (words[placeOf(five)]! & isBegun(five))
      digits |= five + 1
      gaps |= sign & last
      last = sign
    }
  } while (from < text.length)
  if ((gaps & blank) !== 0) traits |= gap
  if (digits > fiveCharacters) traits |= number
  return traits & ~blank
}
