import { describe, expect, it } from 'vitest'
import { cutGlued, gluedHeading } from '../../src/dialect/glued-text.ts'

function cut(text: string): string[] {
  return cutGlued(text, 0, text.length)
    .map((line) => line.text)
    .filter((line) => line !== '')
}

describe('cutGlued', () => {
  it('cuts headings out', () => {
    expect(cut('SYMPTOMSIt hangs. CAUSEA lock.RESOLUTION"Wait." MORE INFORMATIONPSU waits.')).toEqual([
      'SYMPTOMS',
      'It hangs.',
      'CAUSE',
      'A lock.',
      'RESOLUTION',
      '"Wait."',
      'MORE INFORMATION',
      'PSU waits.',
    ])
  })

  it('finds a heading behind a title that ends without a full stop', () => {
    expect(cut('SUMMARYSee Waiting for LocksSTATUSThis is new.')).toEqual([
      'SUMMARY',
      'See Waiting for Locks',
      'STATUS',
      'This is new.',
    ])
  })

  it('finds sections of which nothing is left', () => {
    expect(cut('It hangs. RESOLUTIONSTATUSThis is new. REFERENCES')).toEqual([
      'It hangs.',
      'RESOLUTION',
      'STATUS',
      'This is new.',
      'REFERENCES',
    ])
  })

  it.each([
    'See the MORE INFORMATION section.',
    'The word SUMMARY is printed on it.',
    'BECAUSEThe is no heading.',
    'ERROR_STATUSCode is a name.',
    'The STATUS_LOCKED code.',
  ])('leaves "%s" whole', (text) => {
    expect(cut(text)).toEqual([text])
  })

  it('cuts subheadings at both seams', () => {
    expect(cut('The first part ends.Waiting for a LockTo wait, do nothing.')).toEqual([
      'The first part ends.',
      'Waiting for a Lock',
      'To wait, do nothing.',
    ])
  })

  it.each([
    'It ends. The SaveAs command writes.',
    'It ends. LogOn to it.',
    'It ends. Some lower case wordsTo wait.',
    `It ends. ${'Very Long Title '.repeat(8)}LockTo wait.`,
  ])('does not take "%s" for one with a subheading', (text) => {
    expect(cut(text)).toHaveLength(1)
  })

  it('cuts behind the subheading that a citation runs into', () => {
    const title = 'Q999999 PLUM: All About Locks Waiting for a Lock'
    expect(cut(`See the Knowledge Base:${title}To wait, do nothing.`)).toEqual([
      'See the Knowledge Base:',
      title,
      'To wait, do nothing.',
    ])
  })

  it('cuts before a citation, and drops what is left of its link', () => {
    expect(cut('See the Knowledge Base:Q999999 PLUM: Locks..."/>Then wait.')).toEqual([
      'See the Knowledge Base:',
      'Q999999 PLUM: Locks...',
      'Then wait.',
    ])
  })
})

describe('gluedHeading', () => {
  it('says where the first one is', () => {
    expect(gluedHeading('A title. SUMMARYThis is it.')).toBe(9)
    expect(gluedHeading('No heading.')).toBe(-1)
  })
})
