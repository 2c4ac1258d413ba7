import { describe, expect, test } from 'vitest'
import { requestsFor } from '../../src/browser/requests.ts'

const piece = (file: string, from: number, to: number) => ({ file, from, to })
const many = 100

/** `file from-to` of each request. */
function ranges(wanted: Parameters<typeof requestsFor>[0], most = many): string[] {
  return requestsFor(wanted, most).map(({ file, from, to }) => `${file} ${from}-${to}`)
}

describe('the requests for pieces of files', () => {
  test('are one for pieces that overlap or lie near each other', () => {
    expect(
      ranges([piece('a', 5000, 6000), piece('a', 0, 100), piece('a', 50, 200), piece('a', 2000, 2100)]),
    ).toEqual(['a 0-2100', 'a 5000-6000'])
  })

  test('are one for a piece within another', () => {
    expect(ranges([piece('a', 0, 9000), piece('a', 100, 200), piece('a', 9100, 9200)])).toEqual(['a 0-9200'])
  })

  test('never join files', () => {
    expect(ranges([piece('b', 0, 1), piece('a', 0, 1), piece('b', 1, 2)], 1)).toEqual(['a 0-1', 'b 0-2'])
  })

  test('bring every piece that is wanted', () => {
    const wanted = [piece('a', 0, 10), piece('a', 10, 20), piece('b', 7, 9)]
    expect(requestsFor(wanted, many).flatMap(({ pieces }) => pieces)).toEqual(wanted)
  })

  test('are joined over the smallest gaps until they are few enough', () => {
    const wanted = [0, 10_000, 40_000, 45_000].map((from) => piece('a', from, from + 10))
    expect(ranges(wanted, 3)).toEqual(['a 0-10', 'a 10000-10010', 'a 40000-45010'])
    expect(ranges(wanted, 2)).toEqual(['a 0-10010', 'a 40000-45010'])
  })

  test('are joined no more than they are anyway where few enough would cost too much', () => {
    const wanted = [0, 1000, 200_000, 400_000].map((from) => piece('a', from, from + 10))
    const near = ['a 0-1010', 'a 200000-200010', 'a 400000-400010']
    expect(ranges(wanted, 1)).toEqual(near)
    expect(ranges([...wanted, piece('b', 0, 10)], 1)).toEqual([...near, 'b 0-10'])
  })
})
