import { describe, expect, test } from 'vitest'
import { readOutcome } from '../../src/body/outcome.ts'
import { readWaysOut } from '../../src/body/resolution.ts'
import { sectionsOf } from '../support/body.ts'

/** Sections as heading and lines; a text without a heading stands before the first. */
function read(...sections: readonly (readonly [heading: string | null, ...lines: string[]])[]) {
  const printed = sections.map(([heading, ...lines]) =>
    [...(heading === null ? [] : [heading, '='.repeat(heading.length), '']), ...lines, ''].join('\n'),
  )
  const body = sectionsOf(printed.join('\n'))
  const { type, sentence } = readOutcome(body, readWaysOut(body))
  return [type, sentence?.text ?? null]
}

describe('a resolution', () => {
  test.each([
    ['with something to get', ['It hangs. Obtain a patch.'], ['obtain-fix', 'Obtain a patch.']],
    ['with something to do', ['Turn it.'], ['steps', 'Turn it.']],
    ['with a cure', ['To resolve this, wait.'], ['steps', 'To resolve this, wait.']],
    ['with steps that offer nothing else', ['1. A tape.'], ['steps', null]],
    ['that explains', ['It hangs.'], ['steps', null]],
    ['with a detour', ['To work around it, wait.'], ['workaround', 'To work around it, wait.']],
    ['with nobody but support', ['Contact Microsoft.'], ['no-known-fix', 'Contact Microsoft.']],
    ['with support, and steps', ['Contact Microsoft:', '', '1. A tape.'], ['steps', 'Contact Microsoft:']],
    ['with a design', ['This is by design.'], ['by-design', 'This is by design.']],
    ['with a limit', ['Glass is not supported.'], ['by-design', 'Glass is not supported.']],
    ['with a design, and steps', ['This is by design:', '', '1. A tape.'], ['steps', null]],
    ['with nothing, and steps', ['There is no fix:', '', '1. A tape.'], ['steps', 'There is no fix:']],
  ] as const)('%s', (_, lines, expected) => {
    expect(read(['RESOLUTION', ...lines])).toEqual(expected)
  })

  test('with nothing leaves the answer to the others', () => {
    const none = ['RESOLUTION', 'There is no fix.'] as const
    expect(read(none, ['WORKAROUND', 'It hangs.'])).toEqual(['workaround', null])
    expect(read(none, ['STATUS', 'Glass breaks.'])).toEqual(['no-known-fix', 'There is no fix.'])
  })

  test('without a text leaves it too', () => {
    expect(read(['RESOLUTION'], ['WORKAROUND', 'Turn it.'])).toEqual(['workaround', 'Turn it.'])
  })

  test('speaks before a workaround', () => {
    expect(read(['WORKAROUND', 'Turn it.'], ['RESOLUTION', 'Obtain a patch.'])[0]).toBe('obtain-fix')
  })

  test('is not heard where it shows how to reproduce', () => {
    const sample = ['Sample Tape', '-----------', '', 'Obtain a patch.']
    expect(read(['RESOLUTION', 'Turn it.', '', ...sample])).toEqual(['steps', 'Turn it.'])
    expect(read(['RESOLUTION', 'It hangs.', '', ...sample])).toEqual(['steps', null])
  })
})

describe('a workaround', () => {
  test.each([
    ['is one', ['Turn it.'], ['workaround', 'Turn it.']],
    ['may resolve', ['To resolve this, wait.'], ['steps', 'To resolve this, wait.']],
    ['may be something to get', ['Obtain a patch.'], ['obtain-fix', 'Obtain a patch.']],
  ] as const)('%s', (_, lines, expected) => {
    expect(read(['WORKAROUND', ...lines])).toEqual(expected)
  })

  test('gives way to a release that corrects the problem', () => {
    const release = 'It was corrected in the second tape.'
    expect(read(['WORKAROUND', 'Turn it.'], ['STATUS', release])).toEqual(['obtain-fix', release])
    expect(read(['WORKAROUND', 'Turn it.'], ['CAUSE', release])).toEqual(['workaround', 'Turn it.'])
    expect(read(['RESOLUTION', 'Turn it.'], ['STATUS', release])).toEqual(['steps', 'Turn it.'])
  })
})

describe('without a way out', () => {
  test.each([
    ['a text that tells of no problem informs', [[null, 'Tapes turn.']], ['information', null]],
    ['a word of a problem is not one', [['SUMMARY', 'A good design turns.']], ['information', null]],
    ['a design may be told of', [['SUMMARY', 'It is by design.']], ['by-design', 'It is by design.']],
    [
      'it was confirmed',
      [['SUMMARY', 'Microsoft has confirmed it.']],
      ['no-known-fix', 'Microsoft has confirmed it.'],
    ],
    [
      'a detour may be told of',
      [['SUMMARY', 'As a workaround, wait.']],
      ['workaround', 'As a workaround, wait.'],
    ],
    [
      'it was corrected',
      [['STATUS', 'It was fixed in the second tape.']],
      ['obtain-fix', 'It was fixed in the second tape.'],
    ],
    [
      'corrections of other articles do not count',
      [
        ['STATUS', 'It hangs.'],
        ['REFERENCES', 'It was fixed in the second tape.'],
      ],
      ['no-known-fix', null],
    ],
    [
      'it will be corrected some day, which helps nobody',
      [['STATUS', 'It will be fixed in a future tape.']],
      ['no-known-fix', null],
    ],
    [
      'a fix is to be had',
      [['STATUS', 'Microsoft has confirmed it. A supported fix is now available.']],
      ['obtain-fix', 'A supported fix is now available.'],
    ],
    [
      'a fix may be to be had one day',
      [['STATUS', 'Microsoft has confirmed it. When a fix is available, it is told here.']],
      ['no-known-fix', 'Microsoft has confirmed it.'],
    ],
    [
      'a detour is told in other words',
      [['STATUS', 'Microsoft has confirmed it. The easiest workaround is to wait.']],
      ['workaround', 'The easiest workaround is to wait.'],
    ],
    ['there is no detour', [['STATUS', 'There is not a workaround for it.']], ['no-known-fix', null]],
    [
      'a detour has a sub-heading of another section',
      [['SYMPTOMS', 'It hangs.', '', 'Workaround', '----------', '', 'Wait. Then turn it.']],
      ['workaround', 'Wait.'],
    ],
    [
      'nothing stands under that sub-heading',
      [['SYMPTOMS', 'It hangs.', '', 'Workaround', '----------', '', 'There is no fix.']],
      ['no-known-fix', 'There is no fix.'],
    ],
    [
      'a solution is told',
      [['SYMPTOMS', 'It hangs. The only solution is to wait.']],
      ['steps', 'The only solution is to wait.'],
    ],
    [
      'a question that is answered informs',
      [
        ['Question', 'Does it turn?'],
        ['Response', 'It turns.'],
      ],
      ['information', null],
    ],
    [
      'unless the answer is that nobody knows',
      [
        ['Question', 'Does it turn?'],
        ['Response', 'Microsoft has confirmed it.'],
      ],
      ['no-known-fix', 'Microsoft has confirmed it.'],
    ],
    [
      'its vendor has a fix',
      [['CAUSE', 'Contact the vendor of the tape for a patch.']],
      ['obtain-fix', 'Contact the vendor of the tape for a patch.'],
    ],
    [
      'a detour stands elsewhere',
      [
        ['CAUSE', 'Age.'],
        ['MORE INFORMATION', 'To work around this, wait.'],
      ],
      ['workaround', 'To work around this, wait.'],
    ],
    [
      'a way stands elsewhere',
      [
        ['CAUSE', 'Age.'],
        ['MORE INFORMATION', 'You can use a new tape.'],
      ],
      ['steps', 'You can use a new tape.'],
    ],
    [
      'a way out of an open problem is a detour',
      [
        ['STATUS', 'We are researching it.'],
        ['MORE INFORMATION', 'You can use a new tape.'],
      ],
      ['workaround', 'You can use a new tape.'],
    ],
    [
      'it is by design',
      [['CAUSE', 'This is the expected behavior.']],
      ['by-design', 'This is the expected behavior.'],
    ],
    ['it is a limit', [['CAUSE', 'Glass is not supported.']], ['by-design', 'Glass is not supported.']],
    [
      'but not one that is told of in passing',
      [
        ['SYMPTOMS', 'It hangs.'],
        ['MORE INFORMATION', 'Glass is not supported.'],
      ],
      ['no-known-fix', null],
    ],
    [
      'nor one of an open problem',
      [
        ['CAUSE', 'Glass is not supported.'],
        ['STATUS', 'We are researching it.'],
      ],
      ['no-known-fix', 'We are researching it.'],
    ],
    ['there is none', [['STATUS', 'There is no fix.']], ['no-known-fix', 'There is no fix.']],
    ['nothing is said', [['SYMPTOMS', 'It hangs.']], ['no-known-fix', null]],
    [
      'a cause without a failure is harmless',
      [
        ['SYMPTOMS', 'It turns.'],
        ['CAUSE', 'Age.'],
      ],
      ['information', null],
    ],
    [
      'with a failure it is not',
      [
        ['SYMPTOMS', 'It hangs.'],
        ['CAUSE', 'Age.'],
      ],
      ['no-known-fix', null],
    ],
    [
      'a failure elsewhere is none',
      [
        ['SYMPTOMS', 'It turns.'],
        ['CAUSE', 'It hangs.'],
      ],
      ['information', null],
    ],
    ['a question asks for something', [['PROBLEM', 'Why?']], ['no-known-fix', null]],
  ] as const)('%s', (_, sections, expected) => {
    expect(read(...sections)).toEqual(expected)
  })

  test('code and tables say nothing', () => {
    expect(
      read(['STATUS', 'It hangs.', '', '| fixed in | x |', '| fixed in | x |', '', 'is fixed in;']),
    ).toEqual(['no-known-fix', null])
  })
})
