import { describe, expect, it } from 'vitest'
import { readLines } from '../../src/body/line.ts'
import { copyrightAt, cutLegal, disclaimerAt, isChrome } from '../../src/dialect/legal.ts'

const opening = 'THE INFORMATION PROVIDED IN THE MICROSOFT KNOWLEDGE BASE'
const disclaimer = `${opening} COMES WITHOUT ANY PROMISE.  ALL RISK IS YOURS. SOME STATES SEE IT OTHERWISE.`

describe('disclaimerAt', () => {
  it('goes on to its last full stop', () => {
    const text = `xx ${disclaimer} Copyright Microsoft`
    expect(text.slice(...disclaimerAt(text, 3)!)).toBe(disclaimer)
  })

  it('reads across line ends', () => {
    const text = disclaimer.replaceAll(' ', '\r\n')
    expect(disclaimerAt(text, 0)).toEqual([0, text.length])
  })

  it('is the opening words alone where the rest was cut off', () => {
    expect(disclaimerAt(`${opening} IS`, 0)).toEqual([0, opening.length])
  })

  it('is nowhere else', () => {
    expect(disclaimerAt('The information provided in the Microsoft Knowledge Base', 0)).toBeNull()
    expect(disclaimerAt(disclaimer, 1)).toBeNull()
  })
})

describe('copyrightAt', () => {
  it.each([
    'Copyright Microsoft Corporation 1995.',
    '© 2000 Microsoft Corporation. All rights reserved. Terms of Use.',
    '©2004 Microsoft Corporation. All rights reserved.',
    '© Microsoft Corporation. All rights reserved.',
    'Copyright (c) 1998 Microsoft Corporation.',
    '(c) Microsoft Corporation 1998, All Rights Reserved.',
  ])('knows "%s"', (notice) => {
    expect(copyrightAt(notice, 0)).toEqual([0, notice.length])
  })

  it.each(['Microsoft Corporation', 'Copyright law', '(c) Click Start.'])(
    'does not take "%s" for one',
    (text) => {
      expect(copyrightAt(text, 0)).toBeNull()
    },
  )
})

describe('cutLegal', () => {
  const cut = (text: string) => {
    const { rest, marks } = cutLegal(text, readLines(text))
    return {
      rest: rest.map((line) => line.text).filter((line) => line !== ''),
      marks: marks.map(({ role, span }) => `${role} ${text.slice(...span).trim()}`),
    }
  }

  it('takes disclaimer and copyright off the end', () => {
    const wrapped = disclaimer.replace(/ (?=ALL|SOME)/g, '\n')
    expect(cut(`Body.\n\n${wrapped}\n\nCopyright Microsoft Corporation 1994.`)).toEqual({
      rest: ['Body.'],
      marks: [`legal ${wrapped}`, 'legal Copyright Microsoft Corporation 1994.'],
    })
  })

  it('leaves a text alone that ends in anything else', () => {
    const text = `${disclaimer}\nand then this`
    expect(cut(text)).toEqual({ rest: text.split('\n'), marks: [] })
  })

  it('gives an empty text back', () => {
    expect(cut('\n\n')).toEqual({ rest: [], marks: [] })
  })
})

describe('isChrome', () => {
  it.each(['View on GitHub', 'Expand all | Collapse all', '(diff) ← Older revision', 'Back to the top'])(
    'knows "%s"',
    (line) => {
      expect(isChrome(line)).toBe(true)
    },
  )

  it.each(['View on GitHub what others do', 'Properties of the disk', '', 'x'.repeat(5000)])(
    'does not take "%s" for page chrome',
    (line) => {
      expect(isChrome(line)).toBe(false)
    },
  )
})
