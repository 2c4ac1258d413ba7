// Which text are these bytes?
//
// Apart from `texts.ts`, so that whoever reads standard input does not load what reads folders.

import type { Issue, Source } from '../article/article.ts'
import { decode } from '../dialect/encoding.ts'
import { KbError } from '../errors.ts'

/** A text and where it came from. */
export interface SourceText extends Source {
  readonly text: string
  /** What was odd about its bytes. */
  readonly issues: readonly Issue[]
}

/** No article has as many, and what is kept of each line is a hundred times what the shortest take. */
const mostLines = 500_000

/** Throws `KbError` E0203 where they are none, E0204 where its lines are too many for one article. */
export function decodeText(bytes: Uint8Array, path: string | null): SourceText {
  const { binary, ...decoded } = decode(bytes)
  const place = { file: path ?? '(standard input)' }
  if (binary !== null) {
    throw new KbError('E0203', `this is ${binary}, not text`, {
      help: 'leave it out, or give kb the text that is in it',
      place,
    })
  }
  if (hasMoreLines(decoded.text, mostLines)) {
    throw new KbError('E0204', 'more than 500,000 lines are too many for one article', {
      help: 'cut the file into one file an article',
      place,
    })
  }
  return { ...decoded, path, bytes: bytes.length }
}

function hasMoreLines(text: string, most: number): boolean {
  if (text.length <= most) return false
  const end = text.includes('\n') ? '\n' : '\r'
  let lines = 0
  for (let at = text.indexOf(end); at !== -1 && lines <= most; at = text.indexOf(end, at + 1)) lines++
  return lines > most
}
