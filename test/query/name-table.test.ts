import { expect, test } from 'vitest'
import { NameTable } from '../../src/query/name-table.ts'
import { pick, randomFrom } from '../support/random.ts'

test('numbers names in the order in which they were added', () => {
  const table = new NameTable(4)
  expect([9, 7, 9, 0].map((name) => table.add(name))).toEqual([true, true, false, true])
  expect([9, 7, 0, 8].map((name) => table.find(name))).toEqual([0, 1, 2, -1])
})

test('has nothing after it was cleared', () => {
  const table = new NameTable(4)
  table.add(3)
  table.clear()
  expect([table.size, table.find(3), table.add(3), table.find(3)]).toEqual([0, -1, true, 0])
})

test('does as a map does, however many names come', () => {
  const random = randomFrom(3)
  const table = new NameTable(1)
  const map = new Map<number, number>()
  for (let i = 0; i < 20_000; i++) {
    const name = pick(random, 2) === 0 ? pick(random, 4000) : 2 ** 27 + pick(random, 2 ** 30)
    expect(table.add(name)).toBe(!map.has(name))
    if (!map.has(name)) map.set(name, map.size)
  }
  expect(table.size).toBe(map.size)
  for (const [name, number] of map) expect(table.find(name)).toBe(number)
  expect(table.find(2 ** 31 - 1)).toBe(-1)
})

test('finds all that it has of many at once, and adds those that it has not', () => {
  const table = new NameTable(4)
  expect(table.addAll(Uint32Array.of(5, 21, 5, 2 ** 27), 4)).toBe(3)
  expect(table.addAll(Uint32Array.of(21, 8, 9), 2)).toBe(1)
  const places = new Int32Array(4)
  const numbers = new Int32Array(4)
  expect(table.findAll(Uint32Array.of(9, 2 ** 27, 37, 21), 4, places, numbers)).toBe(2)
  expect([places.slice(0, 2), numbers.slice(0, 2)]).toEqual([Int32Array.of(1, 3), Int32Array.of(2, 1)])
})
