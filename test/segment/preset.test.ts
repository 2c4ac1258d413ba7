import { describe, expect, test } from 'vitest'
import { deflate, inflate } from '../../src/node/index-files.ts'
import { encodeText } from '../../src/segment/bytes.ts'
import { pack, unpack } from '../../src/segment/packed.ts'
import { presetOf, sampleOf } from '../../src/segment/preset.ts'

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
/** A hundred letters that are nobody else's. */
const own = (n: number): string => {
  let state = Math.imul(n + 1, 0x9e3779b1)
  const letter = (): string => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return String.fromCharCode(0x61 + ((state >>> 16) % 26))
  }
  return Array.from({ length: 100 }, letter).join('')
}
const fail = (what: string): Error => new Error(`it ${what}`)

describe('a preset', () => {
  test('is made of what items share, what saves most at the end', () => {
    const items = Array.from({ length: 8 }, (_, n) =>
      encodeText(
        `${own(n)}A line that all of them have.${own(20 + n)}${n % 2 ? 'Of two.' : 'Half have this.'}`,
      ),
    )
    expect(textOf(presetOf(items, 64))).toBe('Half have this.A line that all of them have.')
  })

  test('takes a piece of a longer text once, although it stands in it twice', () => {
    const items = [0, 1, 2].map((n) =>
      encodeText(`${own(n)}No memory is left for it.${own(10 + n)}No memory is left for it.`),
    )
    expect(textOf(presetOf(items, 64))).toBe('No memory is left for it.')
  })

  test('has nothing that two items alone say, and nothing shorter than eight letters', () => {
    const items = [0, 1, 2, 3].map((n) =>
      encodeText(`${own(n)}${n < 2 ? 'two say this alone' : ''}${own(10 + n)}SHORT:)`),
    )
    expect(presetOf(items, 1000)).toHaveLength(0)
  })

  test('is no longer than it may be', () => {
    const items = [0, 1, 2].map((n) =>
      encodeText(`${own(n)}The first of the lines.${own(10 + n)}The second.`),
    )
    expect(textOf(presetOf(items, 30))).toBe('The first of the lines.')
    expect(presetOf(items, 0)).toHaveLength(0)
    expect(presetOf([], 1000)).toHaveLength(0)
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
