// Are these the bytes that were written?
//
// The CRC-32 of zlib and PNG, which Node has built in. Browsers have none, and go byte by byte through a table. Four bytes
// a step are four times as fast in the end, but in a page that has just been opened the larger table costs more time
// than the 100 KB of a question.

/** Continues from `seed`, so `sum(b, sum(a))` is that of a followed by b. */
export type Checksum = (bytes: Uint8Array, seed?: number) => number

export const crc32InScript: Checksum = (bytes, seed = 0) => {
  const effects = (table ??= Int32Array.from({ length: 256 }, (_, byte) => effectOf(byte)))
  let crc = ~seed
  for (let at = 0; at < bytes.length; at++) crc = effects[(crc ^ bytes[at]!) & 255]! ^ (crc >>> 8)
  return ~crc >>> 0
}

/** Not imported, for browsers have none. */
export const crc32: Checksum = globalThis.process?.getBuiltinModule?.('node:zlib').crc32 ?? crc32InScript

const polynomial = 0xedb88320
let table: Int32Array | null = null

function effectOf(byte: number): number {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1
  return crc
}
