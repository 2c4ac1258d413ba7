// As which words may an error code stand in a log?
//
//     0x80070005   0x80070005  h80070005 (of &H80070005)  80070005  2147024891 (of -2147024891)
//
// More than `rules/code.ts` would take for this code does no harm: it is asked before a message counts as found.

import type { Code } from '../codes/code.ts'

const digits = 8
const leastAmbiguous = 0xffff_0000

/** Folded words, each once; the last word of each notation. */
export function codeWords({ value }: Code): readonly string[] {
  const number = Number(value)
  if (!Number.isInteger(number) || number < 0 || number >= 2 ** 32) return [value.toLowerCase()]
  const words = new Set<string>()
  // an NTSTATUS may come in the clothes of an HRESULT
  for (const form of number >= 0xc0000000 ? [number, (number | 0x10000000) >>> 0] : [number]) {
    const hexadecimal = form.toString(16)
    for (let length = hexadecimal.length; length <= digits; length++) {
      const padded = hexadecimal.padStart(length, '0')
      for (const word of [`0x${padded}`, `h${padded}`]) words.add(word).add(`${word}l`)
    }
    const whole = hexadecimal.padStart(digits, '0')
    words.add(whole).add(`${whole}h`)
    // STOP 0A
    if (form < 16) words.add(`0${hexadecimal}`)
    // not -1, which every program prints
    if (form >= 2 ** 31 && form < leastAmbiguous) words.add(String(2 ** 32 - form))
  }
  return [...words]
}
