// Which word that the rules know did the user mean to type?
//
//     modm      modem       a letter left out
//     damagged  damaged     one too many
//     floopy    floppy      another one
//     bsuy      busy        two swapped
//
// Comparing a word with every known one would cost rules × words; so each known word is filed under itself and under
// what is left when one letter is dropped, and a typed word is looked up the same way. (The SymSpell idea: both sides
// drop letters, nobody inserts any.)

import { isGeneralWord } from './background.ts'
import type { Report } from './report.ts'

/** Shorter words have too many neighbours. */
const leastLetters = 4
/** A large set of rules comes with an index, whose dictionary knows more words. */
const mostWords = 5000

export class Speller {
  readonly #words: ReadonlySet<string>
  #filed: Map<string, string[]> | undefined

  /** `words`: meanings. Nothing is filed before the first unknown word. */
  constructor(words: ReadonlySet<string>) {
    this.#words = words
  }

  /** The report with the meanings of mistyped words put right; the same one where there are none. */
  repair(report: Report): Report {
    if (this.#words.size > mostWords) return report
    const { words, tokens } = report.meanings
    let repaired: string[] | undefined
    for (const [i, meaning] of words.entries()) {
      if (meaning.length < leastLetters || this.#words.has(meaning) || !isLetters(meaning)) continue
      const typed = report.tokens.words[tokens[i]!]!
      if (isGeneralWord(typed)) continue
      // a meaning is a stem, or a whole word that stands for others
      const meant = this.#meant(meaning) ?? this.#meant(typed)
      if (meant !== null) (repaired ??= [...words])[i] = meant
    }
    return repaired === undefined ? report : { ...report, meanings: { words: repaired, tokens } }
  }

  /** The one known word that differs in one place; `null` for none or several. */
  #meant(typed: string): string | null {
    this.#filed ??= fileWords(this.#words)
    const meant = new Set<string>()
    for (const key of [typed, ...withoutOneLetter(typed)]) {
      for (const word of this.#filed.get(key) ?? []) if (isOneAway(typed, word)) meant.add(word)
    }
    const [word] = meant
    return meant.size === 1 ? word! : null
  }
}

function fileWords(words: ReadonlySet<string>): Map<string, string[]> {
  const filed = new Map<string, string[]>()
  for (const word of words) {
    if (word.length < leastLetters) continue
    for (const key of [word, ...withoutOneLetter(word)]) {
      const list = filed.get(key)
      if (list === undefined) filed.set(key, [word])
      else list.push(word)
    }
  }
  return filed
}

function withoutOneLetter(word: string): string[] {
  return Array.from(word, (_, i) => word.slice(0, i) + word.slice(i + 1))
}

/** One letter left out, put in, replaced, or swapped with the next. Two words that share a key are no further apart than two. */
function isOneAway(a: string, b: string): boolean {
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const one = a.slice(start, a.length - end)
  const other = b.slice(start, b.length - end)
  const swapped = one.length === 2 && other.length === 2 && one[0] === other[1] && one[1] === other[0]
  return swapped || Math.max(one.length, other.length) === 1
}

/** Which letters there are besides those of English takes a millisecond to prepare. */
function isLetters(word: string): boolean {
  return /[^\x00-\x7f]/.test(word) ? /^\p{L}+$/u.test(word) : /^[a-z]+$/i.test(word)
}
