import { describe, expect, test } from 'vitest'
import { deflate, inflate } from '../../src/node/index-files.ts'
import { encodeText } from '../../src/segment/bytes.ts'
import { pack, unpack } from '../../src/segment/packed.ts'
import { presetOf, sampleOf } from '../../src/segment/preset.ts'

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const itemOf = (...lines: string[]): Uint8Array => encodeText(JSON.stringify([lines.join('\n')]))
const fail = (what: string): Error => new Error(`it ${what}`)

describe('a preset', () => {
  test('is made of the lines that items share, what saves most at the end', () => {
    const items = Array.from({ length: 6 }, (_, i) =>
      itemOf(`own line of number ${i}`, 'a line that all of them have', i < 4 ? 'of four' : 'of two', ''),
    )
    expect(textOf(presetOf(items, 1000))).toBe('of four\\na line that all of them have\\n')
  })

  test('is no longer than it may be', () => {
    const items = Array.from({ length: 9 }, () => itemOf('first of the lines', 'second', ''))
    expect(textOf(presetOf(items, 24))).toBe('["first of the lines\\n')
    expect(presetOf(items, 0)).toHaveLength(0)
  })

  test('is not learnt from a handful of items', () => {
    expect(sampleOf(149)).toEqual([])
    expect(sampleOf(150)).toHaveLength(150)
    expect(sampleOf(6000).slice(0, 3)).toEqual([0, 4, 8])
  })

  test('makes what repeats it smaller, and is needed to unpack that', async () => {
    const preset = encodeText('Microsoft has not confirmed anything of the sort.')
    const contents = encodeText('Q4711. Microsoft has not confirmed anything of the sort.')
    const packed = pack(contents, deflate, preset)
    expect(packed.length).toBeLessThan(24)
    expect(await unpack(packed, inflate, fail, preset)).toEqual(contents)
    await expect(unpack(packed, inflate, fail)).rejects.toThrow('does not unpack')
  })
})
