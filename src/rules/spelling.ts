// Which word that the rules know did the user mean to type?
//
//     modm      modem       a letter left out
//     damagged  damaged     one too many
//     floopy    floppy      another one
//     bsuy      busy        two swapped
//     meterng   metering    though the stems are further apart: meterng, meter
//
// Comparing a word with every known one would cost rules × words; so each known word is filed under itself and under
// what is left when one letter is dropped, and a typed word is looked up the same way. (The SymSpell idea: both sides
// drop letters, nobody inserts any.)

import { isGeneralWord } from './background.ts'
import { meaningOf } from './phrase.ts'
import type { Report } from './report.ts'

/** Shorter words have too many neighbours. */
const leastLetters = 4
/** A large set of rules comes with an index, whose dictionary knows more words. */
const mostWords = 5000

export class Speller {
  readonly #words: ReadonlySet<string>
  readonly #printed: () => Iterable<string>
  #filed: Map<string, Spelling[]> | undefined

  /**
   * `words`: meanings; `printed`: the words they stand for, since a slip at the end of a word changes its stem too.
   * Nothing is filed before the first unknown word.
   */
  constructor(words: ReadonlySet<string>, printed: () => Iterable<string> = () => []) {
    this.#words = words
    this.#printed = printed
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

  *#spellings(): Generator<Spelling, void> {
    for (const word of this.#words) yield { word, meaning: word }
    for (const word of new Set(this.#printed())) {
      const meaning = meaningOf(word)
      if (meaning !== word && this.#words.has(meaning)) yield { word, meaning }
    }
  }

  /** The one known word that differs in one place; `null` for none or several. */
  #meant(typed: string): string | null {
    this.#filed ??= fileWords([...this.#spellings()])
    const meant = new Set<string>()
    for (const key of [typed, ...withoutOneLetter(typed)]) {
      for (const { word, meaning } of this.#filed.get(key) ?? [])
        if (isOneAway(typed, word)) meant.add(meaning)
    }
    const [word] = meant
    return meant.size === 1 ? word! : null
  }
}

interface Spelling {
  readonly word: string
  readonly meaning: string
}

function fileWords(spellings: readonly Spelling[]): Map<string, Spelling[]> {
  const filed = new Map<string, Spelling[]>()
  for (const spelling of spellings) {
    const { word } = spelling
    if (word.length < leastLetters) continue
    for (const key of [word, ...withoutOneLetter(word)]) {
      const list = filed.get(key)
      if (list === undefined) filed.set(key, [spelling])
      else list.push(spelling)
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
