// Which words does this text have, for a rule?
//
//     The file "Setup32.dll" isn't valid.        text
//     the file  setup32 dll  isnt  valid         words
//     0   4     10      18   23    29            from
//
// Case, accents, apostrophes and all punctuation are folded away, so a message is the same words however it was typed,
// wrapped or escaped. What punctuation means (a path, a quotation, the end of a sentence) is asked of the text itself,
// at the place where a word stands.

/** Parallel arrays, one entry per word, in order of the text. */
export interface Tokens {
  readonly words: readonly string[]
  /** Where the word begins in the text. */
  readonly from: readonly number[]
  /** Where it ends, exclusive. */
  readonly to: readonly number[]
}

/** Cost: one pass. */
export function tokenize(text: string): Tokens {
  const words: string[] = []
  const from: number[] = []
  const to: number[] = []
  for (let at = 0; at < text.length; ) {
    if (!isWordCode(text, at)) {
      at++
      continue
    }
    const start = at
    let apostrophes = false
    for (; at < text.length; at++) {
      if (isWordCode(text, at)) continue
      if (!isApostrophe(text.charCodeAt(at)) || !isWordCode(text, at + 1)) break
      apostrophes = true
    }
    const printed = text.slice(start, at)
    words.push(foldWord(apostrophes ? printed.replace(/['’ʼ`´]/g, '') : printed))
    from.push(start)
    to.push(at)
  }
  return { words, from, to }
}

/** The words of a text alone. */
export function wordsOf(text: string): readonly string[] {
  return tokenize(text).words
}

function foldWord(word: string): string {
  const lower = word.toLowerCase()
  return isAscii(lower) ? lower : lower.normalize('NFKD').replace(/\p{M}+/gu, '')
}

function isAscii(word: string): boolean {
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) > 127) return false
  return true
}

function isApostrophe(code: number): boolean {
  return code === 0x27 || code === 0x2019 || code === 0x2bc || code === 0x60 || code === 0xb4
}

/** Letters, digits and the underscore; half of a surrogate pair counts as a letter. NaN, past the end, does not. */
export function isWordCode(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code < 128) {
    return (
      (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95
    )
  }
  return code >= 0xaa && (/[\p{L}\p{N}\p{M}]/u.test(text[at]!) || (code >= 0xd800 && code <= 0xdfff))
}

/** Whether a sentence ends between two words: `.`, `?` or `!` with a blank or line end after it. */
export function endsSentence(text: string, from: number, to: number): boolean {
  return hasMark(text, from, to, sentenceMarks)
}

/** Whether a part ends there that can stand alone: a sentence, or what a bracket, colon or semicolon sets apart. */
export function endsClause(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const mark = text[at]
    if (mark === '(' || mark === ')' || mark === '[' || mark === ']') return true
  }
  return hasMark(text, from, to, clauseMarks)
}

const sentenceMarks = '.?!'
const clauseMarks = '.?!:;'

function hasMark(text: string, from: number, to: number, marks: string): boolean {
  for (let at = from; at < to; at++) {
    if (!marks.includes(text[at]!)) continue
    const next = text.charCodeAt(at + 1)
    if (next === 32 || next === 10 || next === 34 || next === 41) return true
  }
  return false
}
