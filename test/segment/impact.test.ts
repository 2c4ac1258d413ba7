import { expect, test } from 'vitest'
import { Impacts, quantize, saturation, shareOf } from '../../src/segment/impact.ts'
import { pick, randomFrom } from '../support/random.ts'

test('the least count of an impact is the first that gets it', () => {
  const random = randomFrom(5)
  for (let round = 0; round < 2000; round++) {
    const length = 1 + pick(random, 20_000)
    const meanLength = 1 + 2000 * random()
    const impactOf = (count: number): number => quantize(shareOf(count, length, meanLength, saturation))
    const impacts = new Impacts([length], meanLength, saturation)
    const count = 1 + pick(random, 3000)
    const impact = impacts.of(count, 0)
    const least = impacts.leastCount(impact, 0)
    expect(impact).toBe(impactOf(count))
    expect([impactOf(least), least === 1 || impactOf(least - 1) < impact]).toEqual([impact, true])
    expect(impacts.excess(count, impact, 0)).toBe(count - least)
  }
})

test('a facet, which counts nothing, has the least impact', () => {
  const impacts = new Impacts([100, 200], 150, saturation)
  const filled = new Uint8Array(3)
  impacts.fill(filled, { docs: [1, 0, 1], counts: [0, 10, 10] }, 2)
  expect(impacts.of(0, 1)).toBe(1)
  expect([...filled]).toEqual([1, impacts.of(10, 0), 0])
})

test('an excess is kept one larger, so that a facet can be told from the least count', () => {
  const impacts = new Impacts([100, 200], 150, saturation)
  const [counts, docs] = [
    [0, 10, 3000, 10],
    [0, 0, 1, 1],
  ]
  const filled = new Uint8Array(4)
  const excesses = new Uint32Array(4)
  impacts.fill(filled, { docs, counts }, 3)
  impacts.fillExcess(excesses, { docs, counts }, filled, 3)
  const least = impacts.leastCount(filled[2]!, 1)
  expect(least).toBeLessThan(3000)
  expect([...excesses]).toEqual([0, 1 + 10 - impacts.leastCount(filled[1]!, 0), 1 + 3000 - least, 0])
})
