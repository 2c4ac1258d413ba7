// Which form do the inflections of an English word share?
//
// That of M.F. Porter, "An algorithm for suffix stripping" (1980). Its rules ask of what stands before an ending how often
// a vowel is followed by a consonant there, its *measure*; a `y` after a consonant is a vowel.
//
//     trouble    tr ou bl e      1
//     oaten      oa t e n        2
//
// Each rule can be put as a regular expression, and packages do. A program that has just started, to look up six words,
// has not the time to compile twenty of them.

/** Of a word in small letters. */
export function stem(word: string): string {
  if (word.length < 3) return word
  const bare = withoutTense(withoutPlural(word))
  const told = ends(bare, 'y') && hasVowel(cut(bare, 1)) ? `${cut(bare, 1)}i` : bare
  return withoutLast(withoutSuffix(replaced(replaced(told, derived), adjectives)))
}

function withoutPlural(word: string): string {
  if (ends(word, 'sses') || ends(word, 'ies')) return cut(word, 2)
  return word.endsWith('s') && !word.endsWith('ss') ? cut(word, 1) : word
}

function withoutTense(word: string): string {
  if (ends(word, 'eed')) return measureOf(cut(word, 3)) > 0 ? cut(word, 1) : word
  const verb = ends(word, 'ed') ? cut(word, 2) : ends(word, 'ing') ? cut(word, 3) : ''
  if (!hasVowel(verb)) return word
  if (/(?:at|bl|iz)$/.test(verb)) return `${verb}e`
  if (/([^aeiouylsz])\1$/.test(verb)) return cut(verb, 1)
  return isShort(verb) ? `${verb}e` : verb
}

/** By last letter, endings and what stands in their place; one that ends with another comes before it. */
type Endings = Readonly<Record<string, readonly (readonly [ending: string, instead: string])[]>>

const derived =
  endings(`ational ate tional tion enci ence anci ance izer ize bli ble alli al entli ent eli e ousli ous
  ization ize ation ate ator ate alism al iveness ive fulness ful ousness ous aliti al iviti ive biliti ble logi log`)
const adjectives = endings('icate ic ative - alize al iciti ic ical ic ful - ness -')
const suffixes =
  endings(`al - ance - ence - er - ic - able - ible - ant - ement - ment - ent - ou - ism - ate - iti -
  ous - ive - ize -`)

function endings(table: string): Endings {
  const byLast: Record<string, [string, string][]> = {}
  for (const [, ending, last, instead] of table.matchAll(/(\w*(\w))\s(\S+)/g)) {
    byLast[last!] ??= []
    byLast[last!]!.push([ending!, instead!.replace('-', '')])
  }
  return byLast
}

function replaced(word: string, endings: Endings, least = 1): string {
  for (const [ending, instead] of endings[word.at(-1)!] ?? []) {
    if (!ends(word, ending)) continue
    const before = cut(word, ending.length)
    return measureOf(before) < least ? word : before + instead
  }
  return word
}

function withoutSuffix(word: string): string {
  if (!/.[st]ion$/.test(word)) return replaced(word, suffixes, 2)
  const before = cut(word, 3)
  return measureOf(before) > 1 ? before : word
}

function withoutLast(word: string): string {
  const before = cut(word, 1)
  const measure = measureOf(before)
  const bare = ends(word, 'e') && (measure > 1 || (measure === 1 && !isShort(before))) ? before : word
  return bare.endsWith('ll') && measureOf(bare) > 1 ? cut(bare, 1) : bare
}

/** Consonants, a vowel, a consonant: as in *fil-* of *filing*. */
function isShort(word: string): boolean {
  return /^[^aeiou][^aeiouy]*[aeiouy][^aeiouwxy]$/.test(word)
}

function hasVowel(word: string): boolean {
  return /[aeiou]|.y/.test(word)
}

function measureOf(word: string): number {
  let measure = 0
  let afterVowel = false
  for (let i = 0; i < word.length; i++) {
    const isVowel: boolean = 'aeiou'.includes(word[i]!) || (word[i] === 'y' && i > 0 && !afterVowel)
    if (afterVowel && !isVowel) measure++
    afterVowel = isVowel
  }
  return measure
}

/** With something before it. */
function ends(word: string, ending: string): boolean {
  return word.length > ending.length && word.endsWith(ending)
}

function cut(word: string, letters: number): string {
  return word.slice(0, -letters)
}
