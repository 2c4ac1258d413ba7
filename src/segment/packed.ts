// How are bytes made small, and unpacked without trust?
//
//     packed   method: 0 stored, 1 raw deflate, 2 raw deflate that goes on from a preset (`preset.ts`);
//              length of the contents; the contents

import { ByteReader, ByteWriter } from './bytes.ts'
import type { Deflate, Inflate } from './format.ts'

/** Nothing packed may claim more, so that a hostile length cannot fill the memory. */
export const largestPacked = 2 ** 24

export const noPreset: Uint8Array = new Uint8Array(0)

/** Deflated where that is smaller; `null` never deflates. What unpacks it needs the same preset. */
export function pack(contents: Uint8Array, deflate: Deflate | null, preset = noPreset): Uint8Array {
  const deflated = deflate?.(contents, preset)
  const smaller = deflated !== undefined && deflated.length < contents.length
  const body = smaller ? deflated : contents
  const packed = new ByteWriter(body.length + mostBefore)
  packed.byte(smaller ? (preset.length > 0 ? 2 : 1) : 0)
  packed.varint(contents.length)
  packed.raw(body)
  return packed.view()
}

/** Bytes that stand before the contents; the writer has room for them, and need not grow. */
const mostBefore = 16

/** Rejects with what `fail` makes where the bytes are not what `pack` gives. */
export async function unpack(
  packed: Uint8Array,
  inflate: Inflate,
  fail: (what: string) => Error,
  preset = noPreset,
): Promise<Uint8Array> {
  const reader = new ByteReader(packed, fail)
  const method = reader.byte()
  const size = reader.bounded(largestPacked)
  const rest = reader.raw(reader.left)
  if (method > 2) throw fail(`has a block packed by method ${method}`)
  const contents =
    method === 0
      ? rest
      : await inflate(rest, size, method === 2 ? preset : noPreset).catch((cause) => {
          throw fail(`has a block that does not unpack: ${cause}`)
        })
  if (contents.length !== size) throw fail(`has a block of ${contents.length} bytes that says ${size}`)
  return contents
}
