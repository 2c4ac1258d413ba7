import { expect, test } from 'vitest'
import { english } from '../../src/analysis/analyzer.ts'
import { decodeText } from '../../src/segment/bytes.ts'
import { eachTerm, Inverter } from '../../src/segment/inverter.ts'

test('a word that counts nothing is there once', () => {
  const inverter = new Inverter(english, [
    { name: 'heavy', weight: 4 },
    { name: 'silent', weight: 0 },
  ])
  inverter.add(
    7,
    [
      { field: 1, text: 'modem modem disk' },
      { field: 0, text: 'disk disk' },
    ],
    ['@id:q1'],
  )
  const found = [...eachTerm(inverter.sorted())].map(({ term, docs, counts }) => [
    decodeText(term),
    [...(docs as number[])],
    [...(counts as number[])],
  ])
  expect(found).toEqual([
    ['@id:q1', [7], [0]],
    ['disk', [7], [8]],
    ['modem', [7], [0]],
  ])
})
