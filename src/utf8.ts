// How do texts become bytes, when there are many small ones?
//
// As pieces of large arrays: to make an array of its own for each takes longer than to fill it.

const encoder = new TextEncoder()
const poolLength = 2 ** 16
/** Of a UTF-16 unit. */
const mostBytes = 3

let pool = new Uint8Array(0)

/** The bytes are never written again, but their buffer holds others, too. */
export function utf8Of(text: string): Uint8Array {
  const most = text.length * mostBytes
  if (most > poolLength) return encoder.encode(text)
  const { written } = encoder.encodeInto(text, roomFor(most))
  return taken(written)
}

/** The parts end to end, as above. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0
  for (const part of parts) length += part.length
  const room = roomFor(length)
  let at = 0
  for (const part of parts) {
    room.set(part, at)
    at += part.length
  }
  return taken(length)
}

function roomFor(length: number): Uint8Array {
  if (pool.length < length) pool = new Uint8Array(Math.max(length, poolLength))
  return pool
}

function taken(length: number): Uint8Array {
  const bytes = pool.subarray(0, length)
  pool = pool.subarray(length)
  return bytes
}
