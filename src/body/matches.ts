// Where does a pattern match in a text?

/**
 * All matches of a global pattern, first to last. `matchAll` says the same in one word, but copies the pattern for every text
 * that it looks at, which costs more than to look: most texts hold no match.
 */
export function matchesOf(pattern: RegExp, text: string): RegExpExecArray[] {
  const matches: RegExpExecArray[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) matches.push(match)
  return matches
}
