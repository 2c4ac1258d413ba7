// What do many items say alike, so that a compressor should know it before it begins?
//
// Blocks are compressed each for itself, and a block of some articles sees too few of them to know their set phrases. So
// the compressor starts as if it had just seen a *preset*, as zlib has it: the lines that most items of a kind share. That
// makes records a twentieth smaller, in blocks of half the size, and what is cut small for quick reading a quarter.

import { decodeText, encodeText } from './bytes.ts'

/** Deflate looks back no further. */
export const longestPreset = 2 ** 15

/** So many items are looked at, spread over all of them; of fewer than a tenth of that nothing is learnt. */
const sampleSize = 1500
const leastItems = sampleSize / 10
/** In fewer items a line is chance. */
const leastShare = 4
/** What a repetition costs all the same. */
const repetitionBytes = 3

/** Places of the items that `presetOf` wants to see. */
export function sampleOf(items: number): number[] {
  if (items < leastItems) return []
  const step = Math.max(1, Math.floor(items / sampleSize))
  return Array.from({ length: Math.ceil(items / step) }, (_, i) => i * step)
}

/** At most `size` bytes: what saves most comes last, where it is nearest. The same sample gives the same bytes. */
export function presetOf(sample: Iterable<Uint8Array>, size: number): Uint8Array {
  const counts = new Map<string, number>()
  for (const item of sample) {
    for (const line of new Set(decodeText(item).split(ends))) counts.set(line, (counts.get(line) ?? 0) + 1)
  }
  const worth = (line: string, count: number): number => (line.length - repetitionBytes) * (count - 1)
  const shared = [...counts].filter(([line, count]) => count >= leastShare && line.length > repetitionBytes)
  shared.sort((a, b) => worth(...b) - worth(...a) || (a[0] < b[0] ? -1 : 1))
  const kept: Uint8Array[] = []
  let left = Math.min(size, longestPreset)
  for (const [line] of shared) {
    const bytes = encodeText(line)
    if (bytes.length > left) break
    left -= bytes.length
    kept.push(bytes)
  }
  const preset = new Uint8Array(kept.reduce((sum, { length }) => sum + length, 0))
  let at = preset.length
  for (const bytes of kept) preset.set(bytes, (at -= bytes.length))
  return preset
}

/** Items are JSON: a line of a text, a member of a list. */
const ends = /(?<=\\n|",)/
