import * as nodeFs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { BuildFolder } from '../../src/node/build-folder.ts'
import { SpooledItems, type SpooledPlace } from '../../src/node/spooled-items.ts'
import { pick, randomFrom } from '../support/random.ts'

let root: string
let folder: BuildFolder

beforeEach(() => {
  root = nodeFs.mkdtempSync(join(tmpdir(), 'kb-spooled-'))
  folder = new BuildFolder(join(root, 'out'), nodeFs)
})
afterEach(() => {
  folder.close()
  nodeFs.rmSync(root, { recursive: true })
})

/** So many bytes that tell where they were written. */
function bytesOf(length: number, from: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (from + i) % 251)
}

test('items come end to end in whatever order they are asked for, near each other and far apart', async () => {
  const random = randomFrom(3)
  const spooled = new SpooledItems(folder)
  const documents = Array.from({ length: 300 }, (_, number) => {
    const lengths = [pick(random, 40_000), pick(random, 300), number % 3, pick(random, 900)]
    const [records, display, cards, forward] = lengths.map((length) => bytesOf(length, number)) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ]
    const items = { records, display, cards, forward }
    const place: SpooledPlace = {
      at: spooled.append(items),
      items: {
        records: records.length,
        display: display.length,
        cards: cards.length,
        forward: forward.length,
      },
    }
    return { items, place }
  })
  const orders = [
    documents,
    [...documents].reverse(),
    documents.filter((_, i) => i % 7 === 0),
    Array.from({ length: 50 }, () => documents[pick(random, documents.length)]!),
    [],
  ]
  for (const kind of ['records', 'display', 'cards', 'forward'] as const) {
    for (const order of orders) {
      const read = await spooled.lend(
        kind,
        order.map(({ place }) => place),
        async (items) => Buffer.from(items),
      )
      expect(Buffer.compare(read, Buffer.concat(order.map(({ items }) => items[kind])))).toBe(0)
    }
  }
})

test('what is lent at one time stands in places of its own', async () => {
  const spooled = new SpooledItems(folder)
  const places = [1, 2].map((number): SpooledPlace => {
    const item = new Uint8Array(3).fill(number)
    const items = { records: item, display: item, cards: item, forward: item }
    return { at: spooled.append(items), items: { records: 3, display: 3, cards: 3, forward: 3 } }
  })
  const both = await spooled.lend('cards', [places[0]!], (first) =>
    spooled.lend('cards', [places[1]!], async (second) => [[...first], [...second]]),
  )
  expect(both).toEqual([
    [1, 1, 1],
    [2, 2, 2],
  ])
})
