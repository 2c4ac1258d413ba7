// What is there to mend, and where?

import type { IssueCode } from '../../article/article.ts'

export interface Finding extends Position {
  readonly code: FindingCode
  readonly path: string
  readonly message: string
  /** One sentence on how to mend it. */
  readonly help: string
}

export interface Position {
  /** Both count from 1; columns in UTF-16 code units, as editors do. */
  readonly line: number
  readonly column: number
}

/** Oddities of the text keep their code. */
export type FindingCode =
  | IssueCode
  | 'bad-reports'
  | 'ambiguous'
  | 'dead-rule'
  | 'duplicate-id'
  | 'failed-report'
  | 'missing-reference'
  | 'missing-reports'
  | 'too-general'
  | 'unreachable'

/** What a check says of a text: the place is still an offset. */
export interface Remark {
  readonly code: FindingCode
  readonly offset: number
  readonly message: string
  readonly help: string
}

export function findingOf(remark: Remark, path: string, text: string): Finding {
  const { code, offset, message, help } = remark
  return { code, path, ...positionOf(text, offset), message, help }
}

/** LF, CRLF and lone CR end a line. An offset past the end stands at the end. */
export function positionOf(text: string, offset: number): Position {
  const before = text.slice(0, offset)
  const lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1
  const line = (before.match(/\r\n|[\n\r]/g)?.length ?? 0) + 1
  return { line, column: before.length - lineStart + 1 }
}
