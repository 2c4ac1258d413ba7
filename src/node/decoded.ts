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

/** Throws `KbError` E0203 where they are none. */
export function decodeText(bytes: Uint8Array, path: string | null): SourceText {
  const { text, encoding, issues, binary } = decode(bytes)
  if (binary === null) return { text, encoding, issues, path, bytes: bytes.length }
  throw new KbError('E0203', `this is ${binary}, not text`, {
    help: 'leave it out, or give kb the text that is in it',
    place: { file: path ?? '(standard input)' },
  })
}
