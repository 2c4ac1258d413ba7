// Which number stands for a word, and for two words side by side?
//
// The scanner never makes a string: a word is the hash of its folded characters, worked out while its bytes go by
// (`word-reader.ts` does the same sum as `hashWord`). A message is only said to be found when all of its fixed words have
// the right hashes in a row, so chance would have to strike several times over.

export const hashSeed = 0x811c9dc5 | 0
export const hashFactor = 0x01000193
const pairFactor = 0x9e3779b1 | 0
const singleFactor = 0x85ebca6b | 0
const spread = 0x2c1b3c6d

/** FNV-1a over the UTF-16 code units of a folded word. */
export function hashWord(word: string): number {
  let hash = hashSeed
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), hashFactor)
  return hash
}

/** The same of a word in ASCII. */
export function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = hashSeed
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, hashFactor)
  return hash
}

/** The key of two adjacent words as an anchor. */
export function pairKey(before: number, after: number): number {
  return (Math.imul(before, pairFactor) + after) | 0
}

/** The key of one word as an anchor. */
export function singleKey(word: number): number {
  return Math.imul(word, singleFactor)
}

/** A number of 32 bits that looks like chance. */
export function spreadKey(key: number): number {
  return Math.imul(key ^ (key >>> 15), spread)
}
