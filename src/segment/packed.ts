// How are bytes made small, and unpacked without trust?
//
//     packed   method: 0 stored, 1 raw deflate; length of the contents; the contents

import { ByteReader, ByteWriter } from './bytes.ts'
import type { Deflate, Inflate } from './format.ts'

/** Nothing packed may claim more, so that a hostile length cannot fill the memory. */
export const largestPacked = 2 ** 24

/** Deflated where that is smaller; `null` never deflates. */
export function pack(contents: Uint8Array, deflate: Deflate | null): Uint8Array {
  const deflated = deflate?.(contents)
  const smaller = deflated !== undefined && deflated.length < contents.length
  const packed = new ByteWriter(contents.length + 8)
  packed.byte(smaller ? 1 : 0)
  packed.varint(contents.length)
  packed.raw(smaller ? deflated : contents)
  return packed.take()
}

/** Rejects with what `fail` makes where the bytes are not what `pack` gives. */
export async function unpack(
  packed: Uint8Array,
  inflate: Inflate,
  fail: (what: string) => Error,
): Promise<Uint8Array> {
  const reader = new ByteReader(packed, fail)
  const method = reader.byte()
  const size = reader.bounded(largestPacked)
  const rest = reader.raw(reader.left)
  if (method > 1) throw fail(`has a block packed by method ${method}`)
  const contents =
    method === 0
      ? rest
      : await inflate(rest, size).catch((cause) => {
          throw fail(`has a block that does not unpack: ${cause instanceof Error ? cause.message : cause}`)
        })
  if (contents.length !== size) throw fail(`has a block of ${contents.length} bytes that says ${size}`)
  return contents
}
