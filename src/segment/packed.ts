// How are bytes made small, and unpacked without trust?
//
//     packed   method: 0 stored, 1 raw deflate, 2 raw deflate that goes on from a preset (`preset.ts`);
//              length of the contents; the contents

import { ByteReader, ByteWriter } from './bytes.ts'
import type { Deflate, Inflate } from './format.ts'
import { joined } from './pieces.ts'

/** Nothing packed may claim more, so that a hostile length cannot fill the memory. */
export const largestPacked = 2 ** 24

export const noPreset: Uint8Array = new Uint8Array(0)

/** Deflated where that is smaller; `null` never deflates. What unpacks it needs the same preset. */
export function pack(contents: Uint8Array, deflate: Deflate | null, preset = noPreset): Uint8Array {
  const deflated = deflate?.(contents, preset)
  const smaller = deflated !== undefined && deflated.length < contents.length
  const packed = new ByteWriter(contents.length + 8)
  packed.byte(smaller ? (preset.length > 0 ? 2 : 1) : 0)
  packed.varint(contents.length)
  packed.raw(smaller ? deflated : contents)
  return packed.take()
}

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
      : await inflateAfter(method === 2 ? preset : noPreset, rest, size, inflate).catch((cause) => {
          throw fail(`has a block that does not unpack: ${cause}`)
        })
  if (contents.length !== size) throw fail(`has a block of ${contents.length} bytes that says ${size}`)
  return contents
}

/** Not every inflater takes a preset; all of them take one that stands before, as a block that is stored. */
async function inflateAfter(
  preset: Uint8Array,
  deflated: Uint8Array,
  size: number,
  inflate: Inflate,
): Promise<Uint8Array> {
  if (preset.length === 0) return inflate(deflated, size)
  const { length } = preset
  const stored = Uint8Array.of(0, length, length >>> 8, ~length, ~length >>> 8)
  return (await inflate(joined([stored, preset, deflated]), length + size)).subarray(length)
}
