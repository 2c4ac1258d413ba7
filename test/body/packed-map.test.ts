import { expect, test } from 'vitest'
import { packedMap } from '../../src/body/packed-map.ts'

test('each of a list becomes what is made of it, in order', () => {
  expect(packedMap(['tape', 'to', ''], ({ length }) => length)).toEqual([4, 2, 0])
  expect(packedMap([], String)).toEqual([])
})
