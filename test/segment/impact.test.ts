import { expect, test } from 'vitest'
import { leastCountOf, quantize, saturation, shareOf } from '../../src/segment/impact.ts'
import { pick, randomFrom } from '../support/random.ts'

test('the least count of an impact is the first that gets it', () => {
  const random = randomFrom(5)
  for (let round = 0; round < 2000; round++) {
    const length = 1 + pick(random, 20_000)
    const meanLength = 1 + 2000 * random()
    const impactOf = (count: number): number => quantize(shareOf(count, length, meanLength, saturation))
    const impact = impactOf(1 + pick(random, 3000))
    const least = leastCountOf(impact, length, meanLength, saturation)
    expect([impactOf(least), least === 1 || impactOf(least - 1) < impact]).toEqual([impact, true])
  }
})
