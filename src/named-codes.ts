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
  const distinct = new Map<string, FoundCode>()
  for (const one of codes) {
    const { code } = one.readings[0]!
    if (isTelling(code) && !distinct.has(codeKey(code))) distinct.set(codeKey(code), one)
  }
  if (distinct.size === 0 || distinct.size > mostCodes) return null
  const { sameAs } = await import('./codes/equivalent.ts')
  const known = await Promise.all(
    Array.from(distinct.values(), async (code) => {
      const meant = code.readings.flatMap(({ code }) => [code, ...sameAs(code)])
      return { code, documents: await documentsOf(meant, index) }
    }),
  )
  // what no article has and nobody calls a code may be an address
  const first = known.find(({ code, documents }) => documents.length > 0 || isCalledCode(text, code.from))
  if (first === undefined) return null
  return { first: first.code, documents: new Set(known.flatMap(({ documents }) => documents)) }
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
