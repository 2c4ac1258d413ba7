import { describe, expect, it } from 'vitest'
import { cutProse } from '../../src/dialect/run-on-prose.ts'

function cut(text: string): string[] {
  return cutProse(text, 0, text.length)
    .map((line) => line.text)
    .filter((line) => line !== '')
}

describe('cutProse', () => {
  it('cuts before the numbers of a list', () => {
    expect(cut('Do this: 1. Click Start. 2. Click Run. 3. Wait.')).toEqual([
      'Do this:',
      '1. Click Start.',
      '2. Click Run.',
      '3. Wait.',
    ])
  })

  it('begins anew where the count does', () => {
    expect(cut('Here: 1. A. 2. B. There: 1. C. 2. D.')).toEqual([
      'Here:',
      '1. A.',
      '2. B. There:',
      '1. C.',
      '2. D.',
    ])
  })

  it.each([
    ['a number alone is no list', 'There is one rule: 1. Wait for it.'],
    [
      'a version at the end of a sentence is no step',
      'It was version 1. The rest came in release 2. The end.',
    ],
    ['a count that skips is none', 'See 1. Here and 3. There.'],
    ['a dash in mid-sentence is no bullet', 'The editor - Plum Note - is old.'],
  ])('leaves prose whole: %s', (_, text) => {
    expect(cut(text)).toEqual([text])
  })

  it('cuts before bullets, notes and methods that follow a sentence', () => {
    expect(cut('Choose: - Pack. - Wait. NOTE: Both take long. Method 2: Ask.')).toEqual([
      'Choose:',
      '- Pack.',
      '- Wait.',
      'NOTE: Both take long.',
      'Method 2: Ask.',
    ])
  })

  it('puts -or- on a line of its own', () => {
    expect(cut('Wait. -or- Ask.')).toEqual(['Wait.', '-or-', 'Ask.'])
  })

  it('cuts out the message that a lead-in announces', () => {
    expect(cut('You may see this error message: Disk full. Try again. If you do, wait.')).toEqual([
      'You may see this error message:',
      'Disk full. Try again.',
      'If you do, wait.',
    ])
  })

  it('takes the rest of a section for the message where no words of the article follow', () => {
    expect(cut('The following error appears: Disk full')).toEqual([
      'The following error appears:',
      'Disk full',
    ])
  })

  it('does not look for the end of a message for ever', () => {
    const text = `The following error appears: ${'Disk full '.repeat(200)}`
    expect(cut(text)).toEqual([text.trim()])
  })

  it('keeps the place of every line', () => {
    const text = 'Do this: 1. Click Start. 2. Click Run.'
    for (const line of cutProse(text, 0, text.length)) {
      expect(text.slice(line.from, line.from + line.text.length)).toBe(line.text)
    }
  })
})
