import { describe, expect, test } from 'vitest'
import { isMethod, isSameOutcome } from '../../scripts/support/same-outcome.ts'

const article = (title: string, wayOut: string, heading = 'RESOLUTION'): string =>
  [
    title,
    'SYMPTOMS',
    '========',
    `${title} fails.`,
    heading,
    '==========',
    wayOut,
    'STATUS',
    'Confirmed.',
  ].join('\n')

describe('two articles send people the same way', () => {
  test('where the words of their ways out are the same, whatever else they say', () => {
    const one = article('Printing', 'Obtain the latest service pack\nfor Widget Server.')
    expect(isSameOutcome(one, article('Scanning', 'Obtain the latest service pack for Widget Server'))).toBe(
      true,
    )
    expect(isSameOutcome(one, article('Scanning', 'Obtain the latest service pack for Gadget Server'))).toBe(
      false,
    )
  })

  test('not where neither has one, or it says next to nothing', () => {
    expect(isSameOutcome('STATUS\nConfirmed.', 'STATUS\nConfirmed.')).toBe(false)
    expect(isSameOutcome(article('A', 'Restart it.'), article('B', 'Restart it.'))).toBe(false)
  })
})

test.each([
  ['Windows 95', false],
  ['On Intel computers', false],
  ['Method 2: Use the Registry', true],
  ['Reinstall the program', true],
])('whether a heading says what to do: %s', (heading, expected) => {
  expect(isMethod(heading)).toBe(expected)
})
