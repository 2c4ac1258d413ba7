// How does a browser unpack?

import type { Inflate } from '../segment/format.ts'

/** The platform's own inflate, ended as soon as it gives more than was said. */
export const inflate: Inflate = async (bytes, size) => {
  const inflated = new Uint8Array(size)
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'))
  const reader = stream.getReader()
  let filled = 0
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    if (filled + next.value.length > size) {
      await reader.cancel()
      throw new RangeError(`more than ${size} bytes`)
    }
    inflated.set(next.value, filled)
    filled += next.value.length
  }
  return inflated.subarray(0, filled)
}
