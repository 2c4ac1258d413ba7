import { describe, expect, test } from 'vitest'
import { firstOffer, type Offer, offerIn as offerInPassage } from '../../src/body/offer.ts'
import { Passage } from '../../src/body/passage.ts'

const offerIn = (text: string): Offer | null => offerInPassage(Passage.verbatim(text, 0))

describe('a sentence offers', () => {
  test.each<[Offer | null, string[]]>([
    [
      'nothing',
      [
        'None.',
        'Currently, none.',
        'There is no workaround.',
        'There are presently no known solutions.',
        'There is currently no direct way to turn it.',
        'No known fix exists.',
        'No solution is known.',
        'Tapes of glass cannot be fixed.',
        'Somebody is currently developing a tape that lasts.',
        'A fix to this problem is under development.',
      ],
    ],
    [
      'get',
      [
        'Obtain the latest tape.',
        'Download a patch.',
        'Order the toolkit.',
        'A hotfix for tapes is now available.',
        'Apply the update rollup.',
        'Install a newer driver.',
        'Install tape reader version 3.',
        'Install it from the following Web site.',
        'Upgrade to a wider tape.',
        'Ask the maker for a replacement.',
        'A driver is available for download.',
        'Microsoft has updated the reader.',
        'Replace it with the latest release.',
        'It was first corrected in the second tape.',
        'It has been fixed by the maker.',
      ],
    ],
    [
      'around',
      [
        'To work around it, wait.',
        'As a workaround, wait.',
        'This works around it.',
        'There is no workaround other than to wait.',
      ],
    ],
    ['ask', ['Contact Microsoft.', 'Call Product Support.']],
    [
      'resolve',
      [
        'To resolve this, wait.',
        'In order to correct it, wait.',
        'This is how to repair it.',
        'You can solve this trouble by waiting.',
        'To resolve this, turn the tape, or contact Technical Support.',
      ],
    ],
    [
      'act',
      [
        'Turn the tape.',
        'Turn the tape, or call Microsoft.',
        'First, turn the tape.',
        'If it hangs, turn the tape.',
        'You must turn the tape.',
        'You should either turn the tape or the drive.',
        'Then please turn it.',
        'The tape must be turned.',
        'The tape needs to be sent.',
      ],
    ],
    [
      null,
      [
        'The tape turns.',
        'It was fixed by turning it.',
        'For more information, call Microsoft.',
        'If you have limited tapes, Microsoft cannot be called.',
        'They turn the tape.',
      ],
    ],
  ])('%s', (offer, sentences) => {
    for (const sentence of sentences) expect([sentence, offerIn(sentence)]).toEqual([sentence, offer])
  })

  test('a way around, where getting something is one of two choices', () => {
    expect(offerIn('To work around it, either install the patch or wait.')).toBe('around')
    expect(offerIn('To work around it, install the patch.')).toBe('get')
    expect(offerIn('To mend it, either install the patch or wait.')).toBe('get')
  })
})

describe('the first offer', () => {
  const first = (...texts: string[]) => {
    const found = firstOffer(texts.map((text) => Passage.verbatim(text, 0)))
    return found === null ? null : [found.offer, found.sentence.text]
  }

  test.each([
    ['is the first sentence that offers', ['It hangs. Turn it. Obtain a patch.'], ['act', 'Turn it.']],
    ['may stand in a later text', ['It hangs.', 'Turn it.'], ['act', 'Turn it.']],
    ['is none where all explains', ['It hangs.', 'It stops.'], null],
    ['is looked for in five texts', ['A.', 'B.', 'C.', 'D.', 'Turn it.'], ['act', 'Turn it.']],
    [
      'is looked for past what warns of the registry',
      ['Use Registry Editor at your own risk.', 'A.', 'B.', 'C.', 'D.', 'Turn it.'],
      ['act', 'Turn it.'],
    ],
    ['and no further', ['A.', 'B.', 'C.', 'D.', 'E.', 'Turn it.'], null],
    [
      'is left by a lead-in to what it leads in to, if that is to get',
      ['To resolve this:', 'Obtain a patch.'],
      ['get', 'Obtain a patch.'],
    ],
    ['or else is the lead-in', ['To resolve this:', 'Turn it.'], ['resolve', 'To resolve this:']],
    ['is the lead-in where nothing follows', ['To resolve this:'], ['resolve', 'To resolve this:']],
    [
      'is no lead-in without a colon',
      ['To resolve this, wait.', 'Obtain a patch.'],
      ['resolve', 'To resolve this, wait.'],
    ],
    ['follows "nothing"', ['There is no fix.', 'Turn it.'], ['act', 'Turn it.']],
    [
      'is "nothing" where only asking follows',
      ['There is no fix.', 'Contact Microsoft.'],
      ['nothing', 'There is no fix.'],
    ],
    ['is the first "nothing" of two', ['There is no fix.', 'None.'], ['nothing', 'There is no fix.']],
  ])('%s', (_, texts, expected) => {
    expect(first(...texts)).toEqual(expected)
  })
})
