// How does a browser unpack?

import type { Inflate } from '../segment/format.ts'

/**
 * The platform's own inflate, ended as soon as it gives more than was said. It takes no preset; but as a block that is
 * stored, one can stand before. Written to directly: the stream of a Blob comes from another process, and took five
 * times as long as inflating.
 */
export const inflate: Inflate = async (bytes, size, preset) => {
  const { length } = preset
  const stored = Uint8Array.of(0, length, length >>> 8, ~length, ~length >>> 8)
  const inflated = new Uint8Array(length + size)
  const { readable, writable } = new DecompressionStream('deflate-raw')
  const writer = writable.getWriter()
  for (const part of [stored, preset, bytes] as Uint8Array<ArrayBuffer>[]) writer.write(part).catch(ignored)
  writer.close().catch(ignored)
  const reader = readable.getReader()
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

/** What goes wrong with writing is told by reading. */
function ignored(): void {}
