import { describe, expect, it } from 'vitest'
import { dateAt, dateField, isoDate } from '../../src/dialect/dates.ts'

describe('isoDate', () => {
  it.each([
    ['06-AUG-2002', '2002-08-06'],
    ['1-DEC-1989', '1989-12-01'],
    ['5-Jun-2002', '2002-06-05'],
    ['April 29, 1996', '1996-04-29'],
    ['January  7, 2000', '2000-01-07'],
    ['Feb 3, 1999', '1999-02-03'],
    ['Tuesday, September 15, 2009', '2009-09-15'],
    ['29 April 1996', '1996-04-29'],
    ['2/17/2005', '2005-02-17'],
    ['10/25/06', '2006-10-25'],
    ['07-04-98', '1998-07-04'],
    ['2002-02-17', '2002-02-17'],
    ['2002/2/7', '2002-02-07'],
    ['97-10-29', '1997-10-29'],
    ['19.3.2007', '2007-03-19'],
    ['Montag, 19. März 2007', '2007-03-19'],
    ['12 février 2004', '2004-02-12'],
    ['3 de mayo de 2006', '2006-05-03'],
    ['2004年4月19日', '2004-04-19'],
    ['29-FEB-2000', '2000-02-29'],
    ['  12/31/1999 ', '1999-12-31'],
  ])('reads %s', (printed, iso) => {
    expect(isoDate(printed)).toBe(iso)
  })

  it.each([
    '2/31/99',
    '2/30/97',
    '00/00/1900',
    '29-FEB-1900',
    '31-APR-2001',
    '95/98/2000',
    '08-00-02',
    '69-86-46',
    '06-XYZ-2002',
    'June 31, 2001',
    '12/31/1999 or later',
    'May',
    '1.2.3',
    '',
  ])('reads no date from "%s"', (printed) => {
    expect(isoDate(printed)).toBeNull()
  })
})

describe('dateAt', () => {
  it('finds a date that begins at a place, and says where it ends', () => {
    expect(dateAt('on 3/4/2001. Done', 3)).toEqual({ iso: '2001-03-04', end: 11 })
  })

  it('knows the form of a date that no calendar has', () => {
    expect(dateAt('2/31/99')).toEqual({ iso: null, end: 7 })
  })

  it('finds nothing where none begins', () => {
    expect(dateAt('on 3/4/2001', 0)).toBeNull()
    expect(dateAt('mayor 12, 1999')).toBeNull()
  })
})

describe('dateField', () => {
  it('keeps the place of the printed date', () => {
    expect(dateField({ value: '3/25/2002', span: [10, 19] })).toEqual({
      field: { value: '2002-03-25', span: [10, 19] },
    })
  })

  it('turns an impossible date into an issue', () => {
    expect(dateField({ value: '2/31/1999', span: [10, 19] }).issue).toMatchObject({
      code: 'odd-date',
      offset: 10,
    })
  })

  it('says nothing of an empty field', () => {
    expect(dateField({ value: ' ', span: [10, 11] })).toEqual({})
  })
})

it.each([
  ['6-AUG-2002', '2002-08-06'],
  ['06-AUG-2002', '2002-08-06'],
  ['31-DEC-1989', '1989-12-31'],
  ['29-FEB-2000', '2000-02-29'],
  ['29-FEB-1999', null],
  ['0-JAN-1999', null],
  ['06-aug-2002', '2002-08-06'],
  ['06-ABC-2002', null],
  ['06 AUG 2002', '2002-08-06'],
  ['06-AUG-20O2', null],
  ['x6-AUG-2002', null],
  ['106-AUG-2002', null],
])('the date of the archive %s is the one that patterns find: %s', (text, iso) => {
  expect(isoDate(text)).toBe(iso)
  const found = dateAt(text)
  expect(found?.end === text.length ? found.iso : null).toBe(iso)
})
