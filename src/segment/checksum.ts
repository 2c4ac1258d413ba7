// Are these the bytes that were written?
//
// CRC32C (Castagnoli), four bytes a step. Naively it is `table[(crc ^ byte) & 255] ^ (crc >>> 8)` for every byte, a
// quarter of the speed; a query checks some 100 KB.

const tables = makeTables()

/** Continues from `seed`, so `crc32c(b, crc32c(a))` is the sum of a followed by b. */
export function crc32c(bytes: Uint8Array, seed = 0): number {
  const [one, two, three, four] = tables
  const whole = bytes.length & ~3
  let crc = ~seed
  let at = 0
  for (; at < whole; at += 4) {
    crc ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
    crc = four[crc & 255]! ^ three[(crc >>> 8) & 255]! ^ two[(crc >>> 16) & 255]! ^ one[crc >>> 24]!
  }
  for (; at < bytes.length; at++) crc = one[(crc ^ bytes[at]!) & 255]! ^ (crc >>> 8)
  return ~crc >>> 0
}

/** `tables[k][b]` is the effect of byte `b` seen `k` bytes before the end of a step. */
function makeTables(): readonly [Int32Array, Int32Array, Int32Array, Int32Array] {
  const [one, two, three, four] = [0, 1, 2, 3].map(() => new Int32Array(256)) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ]
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1
    one[byte] = crc
  }
  for (let byte = 0; byte < 256; byte++) {
    two[byte] = one[one[byte]! & 255]! ^ (one[byte]! >>> 8)
    three[byte] = one[two[byte]! & 255]! ^ (two[byte]! >>> 8)
    four[byte] = one[three[byte]! & 255]! ^ (three[byte]! >>> 8)
  }
  return [one, two, three, four]
}
