import { expect, test } from 'vitest'
import { renderEnd } from '../../../src/cli/render/session.ts'
import type { Conclusion } from '../../../src/session/session.ts'

const screen = { width: 70, isTerminal: false, paint: (_: unknown, text: string) => text }

const conclusion = (id: string, confidence: number): Conclusion => ({
  id,
  title: `Trouble ${id}`,
  confidence,
  outcome: { type: 'steps', cause: null, steps: [`Mend ${id}.`], text: '', when: null },
})

test('there is no choice of one', () => {
  const hits = [conclusion('Q1', 0.4), conclusion('Q2', 0.01), conclusion('Q3', 0.01)]
  const text = renderEnd({ type: 'end', verdict: 'choose', confidence: 0.4, hits, chain: null }, [], screen)
  expect(text).toMatch(/^Two answers fit/)
  expect(text).toContain('Mend Q2.')
  expect(text).not.toContain('Mend Q3.')
})
