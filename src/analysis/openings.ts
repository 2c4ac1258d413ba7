// Does a word begin here with one of many openings?
//
// A word is known by its first four letters, whatever their case; a shorter one by its letters and the end of the word.
// The last five characters of a text, five bits each, are one number: what stands before the word, which is 0 there, and the
// four. A table has a place for each four. Whoever reads a text this way need not branch on what it says.
//
//     ... install      0 i n s t      the place of `inst`

/** Past its end a text is zeros. */
export const fiveCharacters = 2 ** 25 - 1

const placeBits = 12

/** Two openings may share one. */
export const places = 2 ** placeBits

/** Of the last four of these characters. */
export function placeOf(five: number): number {
  return Math.imul(five, 0x9e3779b1) >>> (32 - placeBits)
}

/** All bits where the first of the five is no letter, else none. */
export function isBegun(five: number): number {
  return ((five >>> 20) - 1) >> 31
}

/** The place of an opening of four characters. */
export function placeOfFour(letters: readonly number[]): number {
  return placeOf(letters.reduce((four, letter) => (four << 5) | letter, 0))
}
