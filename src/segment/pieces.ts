// How does an index travel to hosts that give out only whole files?
//
//     postings-77b2….kb  ──cut every 32 KB──▶  postings-77b2…-32k-0.kb  postings-77b2…-32k-1.kb  …
//
// The same bytes in pieces of one size, the last may be shorter; the manifest says of each file how it was cut. A piece
// is named by the content of the whole file and by its size, so it may be cached for ever like the file itself.

import type { ReadBytes } from './format.ts'

export const kilobyte = 1024

/** The part of a file that may have been cut; `size` of its pieces, 0 where it is whole. */
export function readPieces(
  read: ReadBytes,
  { name, size }: { readonly name: string; readonly size: number },
): (from: number, to: number) => Promise<Uint8Array> {
  if (size === 0) return (from, to) => read(name, from, to)
  return async (from, to) => {
    const reads: Promise<Uint8Array>[] = []
    for (let number = Math.floor(from / size); number * size < to; number++) {
      const start = number * size
      reads.push(
        read(pieceName(name, size, number), Math.max(from, start) - start, Math.min(to - start, size)),
      )
    }
    return joined(await Promise.all(reads))
  }
}

/** `size` in whole kilobytes. */
export function pieceName(name: string, size: number, number: number): string {
  return name.replace(/\.kb$/, `-${size / kilobyte}k-${number}.kb`)
}

/** The name of the file that a piece was cut from; of a whole file its own. */
export function wholeName(name: string): string {
  return name.replace(/-\d+k-\d+\.kb$/, '.kb')
}

/** End to end; one alone is no copy. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  if (pieces.length === 1) return pieces[0]!
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}
