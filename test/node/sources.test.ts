import { expect, test } from 'vitest'
import { deflateBlock } from '../../src/node/build-unit.ts'
import { inflate } from '../../src/node/index-files.ts'
import { decodeSources, encodeSources, type Sources } from '../../src/node/sources.ts'

const sources: Sources = {
  version: '1.2.3',
  indexed: [
    {
      id: 'q4711',
      path: 'a/b.md',
      lastModified: '2001-02-03',
      product: 'Small Server',
      content: '0123456789abcdef0123456789abcdef',
      length: 300,
      issues: 2,
      rules: [],
    },
    {
      id: null,
      path: 'ü.md',
      lastModified: '',
      product: '',
      content: 'ffffffffffffffffffffffffffffffff',
      length: 0,
      issues: 0,
      rules: [],
    },
  ],
  dropped: [
    {
      id: '',
      path: 'z.md',
      lastModified: '',
      product: '',
      content: '00000000000000000000000000000000',
    },
  ],
  excess: new Uint8Array(300_000).fill(1, 299_000),
}
const fail = (what: string): Error => new Error(`the part ${what}`)

test('what an index was built from comes back as it was written', async () => {
  const { excess, ...rest } = await decodeSources(
    await encodeSources(sources, async (block) => deflateBlock(block)),
    inflate,
    fail,
  )
  expect({ ...rest, excess: null }).toEqual({ ...sources, excess: null })
  expect(Buffer.compare(excess, sources.excess)).toBe(0)
})

test('cut anywhere it is an error', async () => {
  const part = await encodeSources({ ...sources, excess: new Uint8Array(0) }, async (block) =>
    deflateBlock(block),
  )
  for (let length = 0; length < part.length; length++)
    await expect(decodeSources(part.subarray(0, length), inflate, fail)).rejects.toThrow('the part ')
})
