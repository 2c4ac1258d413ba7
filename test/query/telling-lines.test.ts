import { describe, expect, test } from 'vitest'
import { tellingLines } from '../../src/query/telling-lines.ts'

const chat = Array.from({ length: 500 }, (_, i) => `12:${i} host${i % 7} service ${i} started`)
const distinct = Array.from(
  { length: 100 },
  (_, i) => `part ${String.fromCharCode(97 + (i % 26)).repeat(1 + i / 26)} is up`,
)
const read = (lines: readonly string[]): string[] => [...tellingLines(lines)!].map((number) => lines[number]!)

describe('of a long log', () => {
  test('the line that speaks of trouble is read, with what stands beside it', () => {
    const lines = [...chat.slice(0, 250), 'opening port', 'Error 5: Access is denied', 'giving up', ...chat]
    expect(read(lines)).toEqual(['opening port', 'Error 5: Access is denied', 'giving up'])
  })

  test('lines that differ in numbers alone are read once', () => {
    const lines = [...chat, ...chat.map((_, i) => `request ${i} failed at 0x${i}f`)]
    expect(read(lines).filter((line) => line.includes('failed'))).toHaveLength(2)
  })

  test('without trouble the beginning and the end are read', () => {
    const lines = read(distinct)
    expect([lines.length, lines[0], lines.at(-1)]).toEqual([40, distinct[0], distinct.at(-1)])
  })

  test('with more trouble than can be read its beginning and its end are', () => {
    const lines = distinct.map((line) => `${line}: fatal`)
    const taken = read(lines)
    expect(taken.length).toBeLessThan(60)
    expect([taken[0], taken.at(-1)]).toEqual([lines[0], lines.at(-1)])
  })
})

test('a short report is read whole', () => {
  expect(tellingLines(distinct.slice(0, 60))).toBeNull()
})
