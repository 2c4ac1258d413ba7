import { describe, expect, it } from 'vitest'
import { readLines } from '../../src/body/line.ts'
import { type PageLineOptions, readPageLine } from '../../src/dialect/page-line.ts'

function read(text: string, options: PageLineOptions = { zone: 'head' }) {
  const found = readPageLine(readLines(text)[0]!, options)
  if (found === null) return null
  for (const field of Object.values(found.fields)) expect(field.span[1]).toBeLessThanOrEqual(text.length)
  return {
    id: found.fields.id?.value ?? null,
    date: found.fields.lastModified?.value ?? null,
    ...(found.issues.length > 0 ? { issue: found.issues[0]!.code } : {}),
  }
}

describe('readPageLine', () => {
  it.each([
    ['Article ID: Q999999', 'Q999999', null],
    ['Article ID: 999999 - View products that this article applies to.', 'Q999999', null],
    ['Article ID: 999999 - Last Review: June 17, 2002 - Revision: 2.0', 'Q999999', '2002-06-17'],
    ['ID: Q99999', 'Q99999', null],
    ['PSS ID Number: 999999', 'Q999999', null],
    ['Article: Q999999', 'Q999999', null],
    ['Microsoft KB Archive/999999', 'Q999999', null],
    ['This article was previously published under Q999999', 'Q999999', null],
    ['Last reviewed: November 8, 2001', null, '2001-11-08'],
    ['Article Last Modified on 1/24/2002', null, '2002-01-24'],
    ['Modification Type:MajorLast Reviewed:3/25/2002', null, '2002-03-25'],
  ])('reads "%s"', (text, id, date) => {
    expect(read(text)).toEqual({ id, date })
  })

  it.each([
    'Event ID: 2510',
    'ID: 1008',
    'Article ID: Q999999X',
    'Last updated drivers are needed.',
    'The disk was last modified on 3/2/1999.',
    'See Last Reviewed: 3/2/1999',
    `Article ID: Q999999 ${'x'.repeat(300)}`,
    'Artikel-ID: 999999 - Produkte',
  ])('leaves "%s" to the article', (text) => {
    expect(read(text)).toBeNull()
  })

  it('says so where the calendar has no such day', () => {
    expect(read('Article Last Modified on 2/31/2001')).toEqual({ id: null, date: null, issue: 'odd-date' })
  })

  it.each([
    ['head', 'Artikel-ID: 999999 - Produkte anzeigen', 'Q999999', null],
    [
      'foot',
      'Artikel-ID: 999999 - Letzte Überarbeitung: Montag, 19. März 2007 - Version: 3.1',
      'Q999999',
      '2007-03-19',
    ],
    ['foot', '文書番号: 999999 - 最終更新日: 2004年4月19日 - リビジョン: 2.0', 'Q999999', '2004-04-19'],
    ['foot', 'หมายเลขบทความ: 999999 - อัปเดตล่าสุด: 17 ก.พ. 2548 - ฉบับแก้ไข: 2.0', 'Q999999', null],
  ] as const)('reads translated lines of the %s: "%s"', (zone, text, id, date) => {
    expect(read(text, { zone, translated: true })).toEqual({ id, date })
  })

  it('wants a date of translated lines after the body', () => {
    expect(read('Fehlernummer: 999999', { zone: 'foot', translated: true })).toBeNull()
  })

  it('knows a translated "previously published" by the id alone', () => {
    const text = 'Dieser Artikel wurde zuvor veröffentlicht unter D999999'
    expect(read(text, { zone: 'head', translated: true, id: 'Q999999' })).toEqual({ id: null, date: null })
    expect(read(text, { zone: 'head', translated: true, id: 'Q999998' })).toBeNull()
    expect(read(text, { zone: 'head', translated: true })).toBeNull()
  })
})
