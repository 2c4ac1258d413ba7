// Which words is the name of a product made of?

export interface Word {
  readonly word: string
  readonly from: number
  readonly to: number
}

/** Letters and digits, small; a genitive loses its apostrophe. */
export function splitWords(text: string): Word[] {
  const words: Word[] = []
  for (let from = 0; from < text.length; ) {
    if (!isOfWord(text.charCodeAt(from))) {
      from++
      continue
    }
    let to = from + 1
    while (to < text.length && isOfWord(text.charCodeAt(to))) to++
    if (isGenitive(text, to)) to += 2
    words.push(wordIn(text, from, to))
    from = to
  }
  return words
}

export function wordIn(text: string, from: number, to: number): Word {
  // the apostrophe of a genitive
  const word = text.slice(from, to).replace(/['\u2019]/, '')
  return { word: word.toLowerCase(), from, to }
}

export function isOfWord(code: number): boolean {
  const lower = code | 32
  return (lower >= 97 && lower <= 122) || (code >= 48 && code <= 57)
}

/** An apostrophe and the s that ends a word. */
export function isGenitive(text: string, at: number): boolean {
  if (at + 1 >= text.length) return false
  const code = text.charCodeAt(at)
  if ((code !== 39 && code !== 0x2019) || (text.charCodeAt(at + 1) | 32) !== 115) return false
  const next = at + 2 < text.length ? text.charCodeAt(at + 2) : 0
  return !isOfWord(next) && next !== 95
}

export const makers: ReadonlySet<string> = new Set(['microsoft', 'ms', 'the', 'mspress'])

/** Without the maker before a name of several words. */
export function wordsOfName(name: string): readonly string[] {
  const words = splitWords(name).map(({ word }) => word)
  return makers.has(words[0]!) && words.length > 2 ? words.slice(1) : words
}
