// Which registry paths does a body name, and what does it tell the reader to type?

import type { Quote } from '../article/article.ts'
import type { Passage } from './passage.ts'
import type { PlacedText } from './text.ts'

const registryPath =
  /\b(?:HKEY_[A-Z_]+|HKLM|HKCU|HKCR)(?:\\(?:[\w.%<>{}()$*&#+~!-]+(?: [A-Z][\w.%()]*){0,3}))+\\?/g

/** Registry paths, each once, in order. Paths that are wrapped in print are joined. */
export function readRegistryPaths(row: readonly PlacedText[]): Quote[] {
  const found = new Map<string, Quote>()
  for (const { passage } of row) {
    if (!passage.text.includes('HK')) continue
    for (const match of passage.text.matchAll(registryPath)) {
      const text = match[0].replace(/[.\\]+$/, '')
      if (!found.has(text))
        found.set(text, { text, span: passage.spanOf(match.index, match.index + text.length) })
    }
  }
  return [...found.values()]
}

const typedHere = /\btype (?:the following(?: [a-z]+)*? )?"([^"\n]{2,200})"/gi
const leadsToCommand =
  /\b(?:type|enter|run|use|issue|execute)\b[^.]{0,60}\b(?:following|command|line|this)\b[^.]{0,80}:$|\bcommand(?: line| prompt)?\b[^.]{0,60}:$/i

/** Commands to type: quoted after "type", or set apart under a line that says so. */
export function readCommands(row: readonly PlacedText[]): Quote[] {
  const found = new Map<string, Quote>()
  const add = (passage: Passage): void => {
    const text = passage.text.trim()
    if (text !== '' && text.length <= 300 && !found.has(text))
      found.set(text, { text, span: passage.trim().span })
  }
  for (let i = 0; i < row.length; i++) {
    const { passage } = row[i]!
    if (passage.text.includes('type')) {
      for (const match of passage.text.matchAll(typedHere)) {
        const at = match.index + match[0].length - 1 - match[1]!.length
        add(passage.slice(at, at + match[1]!.length))
      }
    }
    const next = row[i + 1]
    if (next === undefined || !passage.text.endsWith(':') || !leadsToCommand.test(passage.text.slice(-160)))
      continue
    if (next.apart || next.depth > row[i]!.depth) add(next.passage)
  }
  return [...found.values()]
}
