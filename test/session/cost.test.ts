import { describe, expect, test } from 'vitest'
import type { Outcome } from '../../src/rules/rule.ts'
import { givingUp, inOrder, minutesOf, repairCost } from '../../src/session/cost.ts'

const outcome = (more: Partial<Outcome>): Outcome => ({
  when: [],
  label: null,
  type: 'steps',
  cause: null,
  steps: [],
  text: '',
  ...more,
})
const step = (text: string, cost: number | null = null) => ({ text, cost })

describe('the minutes of a way out', () => {
  test.each<[string, Outcome, number]>([
    ['are what its author says', outcome({ steps: [step('Type it.', 5), step('Try again.', 1)] }), 20 + 6],
    ['are a few a step', outcome({ steps: [step('Click here.'), step('Click there.')] }), 20 + 5 + 4],
    ['grow with a restart', outcome({ steps: [step('Restart the computer.')] }), 20 + 5 + 2 + 10],
    ['are an hour for a service pack', outcome({ type: 'obtain-fix', text: 'Obtain the fix.' }), 20 + 60],
    ['are those of reading where nothing is to be done', outcome({ type: 'by-design' }), 20],
  ])('%s', (_, given, minutes) => {
    expect(minutesOf(given)).toBe(minutes)
  })
})

describe('the cost of a repair by trial', () => {
  test('is that of the fix where it is certain', () => {
    expect(repairCost([{ share: 1, minutes: 20 }])).toBe(20)
  })

  test('is that of giving up where nothing is known', () => {
    expect(repairCost([])).toBe(givingUp)
  })

  test('counts a second fix as often as the first does not help', () => {
    const remedies = [
      { share: 0.25, minutes: 20 },
      { share: 0.75, minutes: 20 },
    ]
    expect(repairCost(remedies)).toBe(20 + 0.25 * 20)
  })

  test('begins with what is cheap for its chance', () => {
    const [likely, cheap] = [
      { share: 0.6, minutes: 60 },
      { share: 0.3, minutes: 10 },
    ]
    expect(inOrder([likely, cheap])).toEqual([cheap, likely])
  })

  test('leaves out what is not worth a try', () => {
    expect(repairCost([{ share: 0.01, minutes: 60 }])).toBe(givingUp)
  })
})
