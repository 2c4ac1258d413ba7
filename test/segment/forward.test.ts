import { expect, test } from 'vitest'
import { ByteWriter } from '../../src/segment/bytes.ts'
import { decodeForward, encodeForward, nameOfTerm, renameForward } from '../../src/segment/forward.ts'

const fail = (what: string): Error => new Error(what)

test('terms of an item are renamed, and nothing else of it', () => {
  const names = Uint32Array.of(300, nameOfTerm({ rank: 0, number: 5 }), 1)
  const sequences = [
    { field: 0, length: 3, terms: [0, 2, 0] },
    { field: 7, length: 500, terms: [1] },
    { field: 7, length: 1, terms: [] },
  ]
  const item = new ByteWriter()
  encodeForward(sequences, (number) => number, item)
  const renamed = new ByteWriter()
  renameForward(item.view(), names, renamed)
  expect(
    decodeForward(renamed.view(), fail).map(({ terms, ...rest }) => [rest, [...(terms as Uint32Array)]]),
  ).toEqual([
    [{ field: 0, length: 3 }, [300, 1, 300]],
    [{ field: 7, length: 500 }, [nameOfTerm({ rank: 0, number: 5 })]],
    [{ field: 7, length: 1 }, []],
  ])
})
