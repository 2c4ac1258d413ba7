import { expect, test } from 'vitest'
import { type List, learnWeights, scoresOf } from '../../scripts/support/softmax.ts'

const list = (right: number, ...rows: number[][]): List => ({
  values: Float32Array.from(rows.flat()),
  right: Uint8Array.from(rows, (_, i) => (i === right ? 1 : 0)),
  weight: 1,
})

const lists = [list(0, [1, 0], [0, 1]), list(1, [0, 0], [1, 1], [-1, 1]), list(2, [0, 1], [0.5, 0], [1, 1])]

test('what tells the right one apart gets the weight', () => {
  const [telling, other] = learnWeights(lists, 2)
  expect(telling).toBeGreaterThan(1)
  expect(Math.abs(other!)).toBeLessThan(telling! / 2)
  for (const { values, right } of lists) {
    const scores = [...scoresOf(values, Float64Array.of(telling!, other!))]
    expect(scores.indexOf(Math.max(...scores))).toBe(right.indexOf(1))
  }
})

test('the same lists give the same weights', () => {
  expect(learnWeights(lists, 2)).toEqual(learnWeights(lists, 2))
})

test('a list without a right one teaches nothing', () => {
  expect(learnWeights([...lists, list(-1, [5, 5], [9, 9])], 2)).toEqual(learnWeights(lists, 2))
})
