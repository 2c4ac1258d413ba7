import { describe, expect, test } from 'vitest'
import { type Asked, SimulatedUser } from '../../scripts/support/simulated-user.ts'

const text = [
  'Widgets Print Twice',
  'Article: Q4711',
  'Last Modified: 01-JAN-1999',
  '----------',
  'The information in this article applies to:',
  '- Widget Server versions 1.0, 2.0',
  '----------',
  'SYMPTOMS',
  '========',
  'Every second page comes out upside down.',
  'RESOLUTION',
  '==========',
  'Replace the drum.',
].join('\n')

const noNoise = { hidden: 0, unknown: 0, wrong: 0 }
const asked = (fact: string, values: readonly string[], isOpen = false): Asked => ({
  fact,
  options: values.map((value) => ({ value })),
  isOpen,
})
const user = (noise = noNoise, canTell = true): SimulatedUser =>
  new SimulatedUser({ text, report: 'upside', way: null, canTell }, noise, () => 0.5)

describe('a simulated user', () => {
  test('picks what the article says, and none of these where it says none of it', () => {
    expect(user().answer(asked('product', ['Gadget', 'Widget Server']))).toBe(1)
    expect(user().answer(asked('version', ['2.0', '3.0']))).toBe(0)
    expect(user().answer(asked('situation', ['Gadgets Explode', 'Widgets Print Twice']))).toBe(1)
    expect(user().answer(asked('file', ['drum.exe']))).toBe(1)
  })

  test('tells it once in words of the symptoms, without those of the report, the header and the way out', () => {
    const open = asked('situation', ['Gadgets Explode'], true)
    const one = user()
    expect(String(one.answer(open)).split(' ').sort()).toEqual([
      'comes',
      'down',
      'every',
      'out',
      'page',
      'second',
    ])
    expect(one.answer(open)).toBe(1)
    expect(user(noNoise, false).answer(open)).toBe(1)
  })

  test("doesn't know, or errs, as often as it is told to", () => {
    const product = asked('product', ['Gadget', 'Widget Server'])
    expect(user({ ...noNoise, unknown: 1 }).answer(product)).toBe(null)
    expect([0, 2]).toContain(user({ ...noNoise, wrong: 1 }).answer(product))
    expect(user({ ...noNoise, hidden: 1 }).answer(product)).toBe(null)
  })
})
