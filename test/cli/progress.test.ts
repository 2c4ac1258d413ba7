import { describe, expect, test } from 'vitest'
import { progressOn } from '../../src/cli/progress.ts'
import { duration } from '../../src/cli/render/quantity.ts'

/** What is shown when steps are done at these times. */
function shown(
  steps: readonly (readonly [time: number, what: string, done: number, total: number])[],
): string[] {
  const lines: string[] = []
  let time = 0
  const show = progressOn(
    (line) => lines.push(line),
    () => time,
  )
  for (const [at, ...step] of steps) {
    time = at
    show(...step)
  }
  return lines
}

describe('progress', () => {
  test('is silent for half a second, then tells rate and time left', () => {
    expect(
      shown([
        [0, 'reading', 0, 54_356],
        [499, 'reading', 500, 54_356],
        [1000, 'reading', 1000, 54_356],
      ]),
    ).toEqual(['reading  1,000/54,356  1,000 a second  53 s left'])
  })

  test('does not flicker', () => {
    const steps = Array.from({ length: 1000 }, (_, i) => [i, 'reading', i, 1000] as const)
    expect(shown(steps)).toHaveLength(5)
  })

  test('of a new phase counts anew', () => {
    expect(
      shown([
        [0, 'reading', 0, 10],
        [1000, 'reading', 10, 10],
        [2000, 'writing', 0, 10],
        [4000, 'writing', 4, 10],
      ]),
    ).toEqual([
      'reading  10/10  10 a second  0 s left',
      'writing  0/10',
      'writing  4/10  2.0 a second  3 s left',
    ])
  })

  test('names times as people do', () => {
    expect([0.4, 59.4, 59.6, 3599, 3660].map(duration)).toEqual([
      '0 s',
      '59 s',
      '1 min 0 s',
      '59 min 59 s',
      '1 h 1 min',
    ])
  })
})
