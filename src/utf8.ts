// How does a text become bytes, when there are many small ones?
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
  if (pool.length < most) pool = new Uint8Array(poolLength)
  const { written } = encoder.encodeInto(text, pool)
  const bytes = pool.subarray(0, written)
  pool = pool.subarray(written)
  return bytes
}
