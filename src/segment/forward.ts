// Here is a doc id: which terms does it have, in which fields, in which order?
//
// For a second ranking stage, which looks at a few hundred documents closely: where a word stands, which words stand
// side by side, how much of a title was said. Terms are named by their rank (`TermInfo.rank`), which is short for those
// that are everywhere; a term that is in no other document has rank 0, and its posting tells which document that is.
//
//     item     field…
//     field    number of the field, terms that it has, terms that follow here, their ranks in order
//
// Items are packed as `documents.ts` says, uncompressed. Long fields are kept up to `longestSequence` terms: what a
// report resembles is said at the beginning, and the tail of readme files would be half of all the bytes.

import { ByteReader, type ByteWriter } from './bytes.ts'

export const longestSequence = 160

export interface FieldSequence {
  readonly field: number
  /** Terms that the field has; `terms` may be fewer. */
  readonly length: number
  /** In order: ranks in an index, other numbers while it is built. */
  readonly terms: ArrayLike<number>
}

/** `rankOf` gives the rank of a number in the sequences. */
export function encodeForward(
  sequences: Iterable<FieldSequence>,
  rankOf: (number: number) => number,
  into: ByteWriter,
): void {
  for (const { field, length, terms } of sequences) {
    into.byte(field)
    into.varint(length)
    into.varint(terms.length)
    for (let i = 0; i < terms.length; i++) into.varint(rankOf(terms[i]!))
  }
}

export function decodeForward(item: Uint8Array, fail: (what: string) => Error): FieldSequence[] {
  const reader = new ByteReader(item, fail)
  const sequences: FieldSequence[] = []
  while (reader.left > 0) {
    const field = reader.byte()
    const length = reader.varint()
    const terms = new Uint32Array(reader.bounded(Math.min(length, longestSequence, reader.left)))
    for (let i = 0; i < terms.length; i++) terms[i] = reader.varint()
    sequences.push({ field, length, terms })
  }
  return sequences
}
