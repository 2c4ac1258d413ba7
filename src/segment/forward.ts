// Here is a doc id: which terms does it have, in which fields, in which order?
//
// For a second ranking stage, which looks at a few hundred documents closely: where a word stands, which words stand
// side by side, how much of a title was said. Terms are named by their rank (`TermInfo.rank`), which is short for those
// that are everywhere; a term that is in no other document has no rank and is named by its number.
//
//     item       sequence…
//     sequence   number of the field, terms that it has, terms that follow here, their names in order
//
// A field whose pieces stay apart (`Field.apart`) has a sequence for each of them.
//
// Items are packed as `documents.ts` says, uncompressed. Long fields are kept up to `longestSequence` terms or less
// (`Field.kept`): what a report resembles is said at the beginning, and the tail of readme files would be half of all the
// bytes.

import { ByteReader, type ByteWriter } from './bytes.ts'
import type { TermInfo } from './term-dictionary.ts'

export const longestSequence = 160

export interface FieldSequence {
  readonly field: number
  /** Terms that the field has; `terms` may be fewer. */
  readonly length: number
  /** In order: names in an index, other numbers while it is built. */
  readonly terms: ArrayLike<number>
}

/** What sequences of its segment call a term. Ranks stay below. */
export function nameOfTerm({ rank, number }: Pick<TermInfo, 'rank' | 'number'>): number {
  return rank > 0 ? rank : firstNumberedName + number
}

/** The reverse: the rank of a term, or its number where it has none. */
export function termOfName(name: number): Pick<TermInfo, 'rank'> | Pick<TermInfo, 'number'> {
  return name < firstNumberedName ? { rank: name } : { number: name - firstNumberedName }
}

/** The largest that leaves names four bytes for a hundred million terms. */
const firstNumberedName = 2 ** 27
const largestName = 2 ** 31 - 1

/** `nameOf` gives the name of a number in the sequences. */
export function encodeForward(
  sequences: Iterable<FieldSequence>,
  nameOf: (number: number) => number,
  into: ByteWriter,
): void {
  for (const { field, length, terms } of sequences) {
    encodeHead(field, length, terms.length, into)
    for (let i = 0; i < terms.length; i++) into.varint(nameOf(terms[i]!))
  }
}

/** One sequence; its terms are those of an array `from` there `to` there. */
export function encodeSequence(
  field: number,
  length: number,
  terms: Uint32Array,
  from: number,
  to: number,
  into: ByteWriter,
): void {
  encodeHead(field, length, to - from, into)
  into.varints(terms, from, to)
}

function encodeHead(field: number, length: number, count: number, into: ByteWriter): void {
  into.byte(field)
  into.varint(length)
  into.varint(count)
}

/** Calls `visit` for each sequence; `names` holds `count` names of terms, and is used again for the next one. */
export function walkForward(
  item: Uint8Array,
  fail: (what: string) => Error,
  visit: (field: number, length: number, names: Uint32Array, count: number) => void,
): void {
  const reader = new ByteReader(item, fail)
  while (reader.left > 0) {
    const field = reader.byte()
    const length = reader.varint()
    const count = reader.bounded(Math.min(length, longestSequence, reader.left))
    reader.varintsInto(walked, count, largestName)
    visit(field, length, walked, count)
  }
}

const walked = new Uint32Array(longestSequence)

/** The item with the names that its terms have there, by the numbers by which it calls them. */
export function renameForward(item: Uint8Array, names: Uint32Array, into: ByteWriter): void {
  walkForward(item, failed, (field, length, terms, count) => {
    for (let i = 0; i < count; i++) terms[i] = names[terms[i]!]!
    encodeSequence(field, length, terms, 0, count, into)
  })
}

const failed = (what: string): Error => new Error(`an item of the build ${what}`)

export function decodeForward(item: Uint8Array, fail: (what: string) => Error): FieldSequence[] {
  const sequences: FieldSequence[] = []
  walkForward(item, fail, (field, length, names, count) => {
    sequences.push({ field, length, terms: names.slice(0, count) })
  })
  return sequences
}
