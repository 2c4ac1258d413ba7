import { expect, test } from 'vitest'
import { kthLargest, TopHits } from '../../src/query/collector.ts'
import { pick, randomFrom } from '../support/random.ts'

test('the best hits are those that sorting all of them gives, in whatever order they come', () => {
  const random = randomFrom(7)
  for (let round = 0; round < 300; round++) {
    const all = Array.from({ length: pick(random, 60) }, (_, doc) => ({ doc, score: 1 + pick(random, 9) }))
    const size = pick(random, 12)
    const hits = new TopHits(size)
    for (const { doc, score } of [...all].sort(() => random() - 0.5)) hits.add(doc, score)
    all.sort((a, b) => b.score - a.score || a.doc - b.doc)
    expect(hits.sorted()).toEqual(all.slice(0, size))
    expect(hits.threshold).toBe(all.length < size ? 1 : (all[size - 1]?.score ?? Number.POSITIVE_INFINITY))
  }
})

test('the k-th largest is that of the sorted values', () => {
  const random = randomFrom(8)
  for (let round = 0; round < 300; round++) {
    const values = Int32Array.from({ length: 40 }, () => 1 + pick(random, 20))
    const places = Int32Array.from({ length: 40 }, (_, i) => (i * 7) % 40)
    const [k, count] = [pick(random, 15), pick(random, 41)]
    const sorted = [...places.subarray(0, count)].map((place) => values[place]!).sort((a, b) => b - a)
    expect(kthLargest(k, values, places, count)).toBe(k === 0 ? 0 : (sorted[k - 1] ?? 0))
  }
})
