// Which articles speak of the error codes that a report names?
//
// An article that has all words of a report and another code is about something else: what fails alike fails for many
// reasons, and the code is what tells them apart. So who names a code asks for the articles that speak of it, in any
// notation and as any code that means the same.

import { type Code, codeKey } from './codes/code.ts'
import type { FoundCode } from './codes/notation.ts'
import type { Index } from './segment/reader.ts'
import { documentsWith } from './segment/stored.ts'

export interface NamedCodes {
  /** The first of them, in the text of the report. */
  readonly first: FoundCode
  /** The documents that speak of one of them. */
  readonly documents: ReadonlySet<number>
}

/** Those that are known by their notation wherever they stand, and no mere warnings. A bare number may be many things. */
function isTelling({ family, value }: Code): boolean {
  return family === 'compiler' ? /^(?:C|LNK)[123]/.test(value) : notationsOfTheirOwn.has(family)
}

const notationsOfTheirOwn: ReadonlySet<string> = new Set(['hresult', 'ntstatus', 'stop'])
/** A report with more of them is a log, and not all of them are its trouble. */
const mostCodes = 8

/** `null` where the report names no code for sure. Cost: one look-up for each reading of a code. */
export async function namedCodes(
  text: string,
  codes: readonly FoundCode[],
  index: Index,
): Promise<NamedCodes | null> {
  const distinct = new Map(
    codes.flatMap((one) => {
      const { code } = one.readings[0]!
      return isTelling(code) ? [[codeKey(code), one] as const] : []
    }),
  )
  if (distinct.size === 0 || distinct.size > mostCodes) return null
  const { sameAs } = await import('./codes/equivalent.ts')
  const documents = new Set<number>()
  let first: FoundCode | null = null
  for (const one of distinct.values()) {
    const meant = one.readings.flatMap(({ code }) => [code, ...sameAs(code)])
    const docs = await documentsOf(meant, index)
    for (const doc of docs) documents.add(doc)
    // what no article has and nobody calls a code may be an address
    if (docs.length > 0 || isCalledCode(text, one.from)) first ??= one
  }
  return first === null ? null : { first, documents }
}

async function documentsOf(codes: readonly Code[], index: Index): Promise<number[]> {
  const keys = new Set(codes.map(codeKey))
  return (await Promise.all(Array.from(keys, (key) => documentsWith(index, 'code', key)))).flat()
}

function isCalledCode(text: string, at: number): boolean {
  return calling.test(text.slice(Math.max(0, at - longestCalling), at))
}

const longestCalling = 30
const calling = /\b(?:error|err|code|hresult|hr|scode|status|exception|stop|warning)\b[^\n.,;]*$/i
