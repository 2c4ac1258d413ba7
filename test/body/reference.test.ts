import { describe, expect, test } from 'vitest'
import { readReferences } from '../../src/body/reference.ts'
import { rowOf } from '../support/body.ts'

const read = (text: string, own: string | null = null) =>
  readReferences(rowOf(text), own).map(({ id, title }) => [id, title])

describe('an id that opens a text has a title', () => {
  test.each([
    ['Q999999 On Old Tapes', 'On Old Tapes'],
    ['Q 999999: On Old Tapes', 'On Old Tapes'],
    ['- Q999999, On Old Tapes', 'On Old Tapes'],
    ['ARTICLE-ID: Q999999\nTITLE     : On Old Tapes', 'On Old Tapes'],
    ['Q999999 On Old\n   Tapes', 'On Old Tapes'],
    ['Q999999', null],
  ])('%j', (text, title) => {
    expect(read(text)).toEqual([['Q999999', title]])
  })

  test('that ends where another citation begins', () => {
    expect(read('Q999999 On Old\nTapes\nQ99998 On Disks\n\nThen.')).toEqual([
      ['Q999999', 'On Old Tapes'],
      ['Q99998', 'On Disks'],
    ])
  })
})

describe('an id in prose', () => {
  test.each([
    ['For tapes see Q999999.', null],
    ['For tapes see Q999999, "On Old Tapes", now.', 'On Old Tapes'],
    ['For tapes see Q999999 titled "On Old Tapes".', 'On Old Tapes'],
    [
      'For tapes see Q999999: entitled "On Old\nTapes, and more of the drives".',
      'On Old Tapes, and more of the drives',
    ],
    ['For tapes see Q999999 "Tapes".', null],
    ['For tapes see "On Old Tapes" (Q999999).', 'On Old Tapes'],
    ['For tapes see "On Old Tapes," Q999999.', null],
    ['For tapes, see: Q999999 On Old Tapes.', 'On Old Tapes'],
    ['For tapes, see: Q999999 on old tapes.', null],
    ['For tapes, see Q999999 On Old Tapes.', null],
  ])('%j', (text, title) => {
    expect(read(text)).toEqual([['Q999999', title]])
  })

  test.each([
    'See Q2200510.WPD.',
    'See Q999999.wpd.',
    'See Q999999i.exe.',
    'See Q999999_a.',
    'See Q99999\\N3.',
    'See \\Q99999.',
    'See /Q99999.',
    'See .Q99999.',
    'See XQ99999.',
    'See Q9999.',
    'See Q9999999.',
    'See q99999.',
  ])('none is in "%s"', (text) => {
    expect(read(text)).toEqual([])
  })
})

describe('digits behind a word that leaves no doubt', () => {
  test.each([
    ['For tapes see article 999999.', null],
    ['For tapes, see KB article 999999, "On Old Tapes".', 'On Old Tapes'],
    ['For tapes see KB999999', null],
    ['For tapes see KB 999999.', null],
    ['Follow the steps in article number 999999 now.', null],
    ['Tapes are long (see 999999).', null],
    ['For tapes, see 999999 for more.', null],
  ])('%j', (text, title) => {
    expect(read(text)).toEqual([['Q999999', title]])
  })

  test.each([
    'See 99999 tapes.',
    'See 999999 tapes.',
    'It needs 999999 KB.',
    'It has 999999 articles.',
    'See 999999-0.',
    'See KB999999.exe.',
    'KB9999999',
    'article 9999',
    'article number 99999',
    'the article of 999999 words',
  ])('none is in "%s"', (text) => {
    expect(read(text)).toEqual([])
  })
})

describe('bare digits', () => {
  test.each([
    ['See the article below:'],
    ['See the articles:'],
    ['See the Knowledge Base:'],
    ['See the number:'],
  ])('are an id under "%s"', (lead) => {
    expect(read(`${lead}\n\n   999999 On Old Tapes`)).toEqual([['Q999999', 'On Old Tapes']])
  })

  test('are one as long as citations go on, and behind a note', () => {
    expect(read('See the articles:\n\n   999999 On Tapes\n\n   999998 On Disks')).toHaveLength(2)
    expect(read('See the articles:\n\nNOTE: Old.\n\n   999999 On Tapes')).toHaveLength(1)
  })

  test.each([
    'See the articles:\n\n   99999 On Tapes',
    'See the articles:\n\n   9999999 On Tapes',
    'See the articles:\n\n   999999',
    'See the tapes:\n\n   999999 On Tapes',
    'See the articles.\n\n   999999 On Tapes',
    'See the articles:\n\nThen:\n\n   999999 On Tapes',
    `See the article ${'of '.repeat(80)}:\n\n   999999 On Tapes`,
  ])('are none in %j', (text) => {
    expect(read(text)).toEqual([])
  })
})

describe('an address', () => {
  test.each([
    'http://support.microsoft.com/support/kb/articles/Q999/9/99.ASP',
    'http://support.microsoft.com/kb/999999',
    'http://support.microsoft.com/kb/en-us/999999/',
    'http://support.microsoft.com/help/de/999999',
    'http://example.com/kb/?kbid=999999',
    'http://example.com/kb/x?a=1&kbid=999999',
    'http://example.com/default.aspx?scid=fh;kb;en-us;999999',
    'http://example.com/default.aspx?scid=fh;kb;q999999',
  ])('names an article: %s', (address) => {
    expect(read(`See ${address} for it.`)).toEqual([['Q999999', null]])
  })

  test.each([
    'http://example.com/kb/999999',
    'http://support.microsoft.com/kb/9999',
    'http://support.microsoft.com/articles/999999',
    'http://support.microsoft.com/support/kb/articles/Q999/99/9.ASP',
  ])('or none: %s', (address) => {
    expect(read(`See ${address} for it.`)).toEqual([])
  })
})

test('each id comes once, with the first title, at its first place', () => {
  const text = 'See Q999999 and Q999998.\n\nQ999999 On Tapes\n\nQ999999 On Disks'
  expect(readReferences(rowOf(text), 'Q999998')).toEqual([
    { id: 'Q999999', title: 'On Tapes', span: [4, 11] },
  ])
})
