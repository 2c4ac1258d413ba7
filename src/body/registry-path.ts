// Which registry paths does a body name?
//
//     HKEY_LOCAL_MACHINE\System\CurrentControlSet\Services        print wraps paths before or after a backslash, and
//       \Tcpip\Parameters                                         in the middle of names of several words
//
// A blank belongs to a name where another backslash follows ("Windows NT\CurrentVersion"), and at the end of a path as
// long as words with capitals do ("Session Manager").

import type { Quote } from '../article/article.ts'
import { collapsed } from '../article/one-line.ts'
import { matchesOf } from './matches.ts'
import type { PlacedText } from './text.ts'
import { registry } from './traits.ts'

/** Registry paths, each once, in order, without the breaks of print. */
export function readRegistryPaths(row: readonly PlacedText[]): Quote[] {
  if (!row.some(mayName)) return []
  const found = new Map<string, Quote>()
  for (const { passage } of row) {
    if ((passage.traits & registry) === 0) continue
    for (const match of matchesOf(registryPath, passage.text)) {
      const printed = match[0].replace(trailing, '')
      const text = unwrapped(printed)
      if (!found.has(text)) {
        found.set(text, { text, span: passage.spanOf(match.index, match.index + printed.length) })
      }
    }
  }
  return [...found.values()]
}

function mayName({ passage }: PlacedText): boolean {
  return (passage.traits & registry) !== 0
}

const root = String.raw`\b(?:HKEY_[A-Z_]+|HK(?:LM|CU|CR|U))\b`
const word = String.raw`(?:<(?!/)[^<>\\]{1,40}>|[\w.%{}()$*&#+~!@-])+`
/** Paths in a list follow each other with nothing but a line end between. */
const noRoot = String.raw`(?!HK[A-Z_ ]{1,30}\\)`
/** In the middle of a path up to five words, the blanks between them perhaps a line end. */
const name = String.raw`${word}(?:\s{1,40}${noRoot}${word}){0,4}`
/** At the end of a path. */
const lastName = String.raw`${word}(?:(?<!\.) ${noRoot}(?!(?:REG_|(?:Registry|Key|Subkey|Value|Hive|And|The|Then|To|In)\b))[A-Z]${word}){0,3}`
const registryPath = new RegExp(
  String.raw`${root}(?:\s{0,40}\\\s{0,40}${name}(?=\s{0,40}\\))*\s?\\\s{0,40}${lastName}(?:(?<=[^\n]{60})\n\s*[A-Z]\w+$)?\\?`,
  'gm',
)
/** Of the sentence, not of the path. */
const trailing = /[\s.\\]+$/

/** Most stand on one line. */
function unwrapped(printed: string): string {
  return /\s/.test(printed) ? collapsed(printed.replace(/\s*\\\s*/g, '\\')) : printed
}
