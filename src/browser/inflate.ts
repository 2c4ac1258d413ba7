// How does a browser unpack?

import type { Inflate } from '../segment/format.ts'

/**
 * The platform's own inflate, ended as soon as it gives more than was said. It takes no preset; but as a block that is
 * stored, one can stand before.
 */
export const inflate: Inflate = async (bytes, size, preset) => {
  const { length } = preset
  const stored = Uint8Array.of(0, length, length >>> 8, ~length, ~length >>> 8)
  const inflated = new Uint8Array(length + size)
  const stream = new Blob([stored, preset, bytes] as Uint8Array<ArrayBuffer>[])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'))
  const reader = stream.getReader()
  let filled = 0
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    if (filled + next.value.length > inflated.length) {
      await reader.cancel()
      throw new RangeError(`more than ${size} bytes`)
    }
    inflated.set(next.value, filled)
    filled += next.value.length
  }
  return inflated.subarray(length, filled)
}
