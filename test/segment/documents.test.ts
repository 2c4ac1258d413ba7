import { describe, expect, test } from 'vitest'
import { deflate, inflate } from '../../src/node/index-files.ts'
import { BlockPacker, Documents, DocumentsWriter } from '../../src/segment/documents.ts'
import { pick, randomFrom } from '../support/random.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const fail = (what: string): Error => new Error(what)

function store(
  items: readonly Uint8Array[],
  limit: number,
  compress: boolean,
): { documents: Documents; bytes: Uint8Array; directoryLength: number } {
  const chunks: Uint8Array[] = []
  const writer = new DocumentsWriter((bytes) => chunks.push(bytes.slice()), compress ? deflate : null)
  const packer = new BlockPacker(limit, compress ? deflate : null)
  for (const item of items) writer.add(packer.add(item))
  writer.add(packer.finish())
  const directoryLength = writer.finish().length
  const bytes = new Uint8Array(Buffer.concat(chunks))
  return { documents: open(bytes, items.length, directoryLength), bytes, directoryLength }
}

function open(bytes: Uint8Array, documents: number, directoryLength: number): Documents {
  const read = async (from: number, to: number): Promise<Uint8Array> => bytes.subarray(from, to)
  const source = { documents, length: bytes.length, directoryLength, held: undefined }
  return new Documents({ ...source, read, inflate, fail })
}

describe('stored documents', () => {
  const random = randomFrom(4)
  const items = Array.from({ length: 300 }, () =>
    Uint8Array.from({ length: pick(random, 90) ** 2 }, () => pick(random, 5)),
  )

  test.each([
    [100, false],
    [5000, false],
    [5000, true],
    [10_000_000, true],
  ])('in blocks of %i bytes, compressed: %s, come back as they were', async (limit, compress) => {
    const { documents } = store(items, limit, compress)
    for (const [doc, item] of items.entries()) expect(hex(await documents.item(doc))).toBe(hex(item))
  })

  test('take less room compressed, and none more', () => {
    expect(store(items, 5000, true).bytes.length).toBeLessThan(store(items, 5000, false).bytes.length / 2)
    const noise = [Uint8Array.from({ length: 5000 }, () => pick(random, 256))]
    expect(store(noise, 5000, true).bytes.length).toBe(store(noise, 5000, false).bytes.length)
  })

  test('refuse a doc id that they do not have', async () => {
    const { documents } = store(items, 5000, true)
    for (const doc of [-1, 300, 0.5]) await expect(documents.item(doc)).rejects.toThrow(RangeError)
  })

  test('may be none', async () => {
    await expect(store([], 5000, true).documents.item(0)).rejects.toThrow(RangeError)
  })

  test('fail with an error of their own whatever is done to their bytes', async () => {
    const { bytes, directoryLength } = store(items.slice(0, 40), 5000, true)
    for (let round = 0; round < 2000; round++) {
      const mutant = bytes.slice()
      mutant[pick(random, mutant.length)] = pick(random, 256)
      const outcome = await open(mutant, 40, directoryLength)
        .item(pick(random, 40))
        .then(() => 'item', String)
      expect(outcome).toMatch(/^item$|^Error: (has|ends)/)
    }
  })
})
