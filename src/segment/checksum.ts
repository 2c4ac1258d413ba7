// Are these the bytes that were written?
//
// A CRC of 32 bits, four bytes a step. Naively it is `table[(crc ^ byte) & 255] ^ (crc >>> 8)` for every byte, a quarter of
// the speed. A question checks some 100 KB, and a program that has just started runs even the quick form slowly: the CRC
// of zlib and PNG, which Node has built in, took 15 ms from a first question that CRC32C in script had cost.

/** Continues from `seed`, so `sum(b, sum(a))` is that of a followed by b. */
export type Checksum = (bytes: Uint8Array, seed?: number) => number

export const crc32InScript: Checksum = (bytes, seed = 0) => {
  const effects = (table ??= effectsOfBytes())
  const whole = bytes.length & ~3
  let crc = ~seed
  let at = 0
  for (; at < whole; at += 4) {
    crc ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
    crc =
      effects[768 + (crc & 255)]! ^
      effects[512 + ((crc >>> 8) & 255)]! ^
      effects[256 + ((crc >>> 16) & 255)]! ^
      effects[crc >>> 24]!
  }
  for (; at < bytes.length; at++) crc = effects[(crc ^ bytes[at]!) & 255]! ^ (crc >>> 8)
  return ~crc >>> 0
}

/** Not imported, for browsers have none. */
export const crc32: Checksum = globalThis.process?.getBuiltinModule?.('node:zlib').crc32 ?? crc32InScript

const polynomial = 0xedb88320
let table: Int32Array | null = null

/** At `256 * k + b` the effect of byte `b`, seen `k` bytes before the end of a step. */
function effectsOfBytes(): Int32Array {
  const effects = new Int32Array(1024)
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1
    effects[byte] = crc
  }
  for (let at = 256; at < 1024; at++) {
    const before = effects[at - 256]!
    effects[at] = effects[before & 255]! ^ (before >>> 8)
  }
  return effects
}
