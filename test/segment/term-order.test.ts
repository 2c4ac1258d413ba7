import { expect, test } from 'vitest'
import { encodeText, runningSums } from '../../src/segment/bytes.ts'
import { joined } from '../../src/segment/pieces.ts'
import { compareTerms } from '../../src/segment/term-dictionary.ts'
import { orderOf } from '../../src/segment/term-order.ts'
import { pick, randomFrom } from '../support/random.ts'

function sorted(terms: readonly string[]): string[] {
  const bytes = terms.map(encodeText)
  const ends = Uint32Array.from(runningSums(bytes.map(({ length }) => length)).slice(1))
  const starts = ends.map((end, place) => end - bytes[place]!.length)
  return Array.from(orderOf({ bytes: joined(bytes), starts, ends }), (place) => terms[place]!)
}

test('terms stand in the order of their code points', () => {
  const terms = ['setup', 'setting', '', '\u{1f600}', '\uffee', 'set', '@id:q1', 'Disk', '\u6253', 'disk']
  expect(sorted(terms)).toEqual([
    '',
    '@id:q1',
    'Disk',
    'disk',
    'set',
    'setting',
    'setup',
    '\u6253',
    '\uffee',
    '\u{1f600}',
  ])
})

test('and so do many that begin alike', () => {
  const random = randomFrom(11)
  const parts = ['a', 'ab', 'c', '\u007f', '\u0080', '\u00e9', '\uffee', '\u{1f600}', '\0', '@id:', '0x80']
  const terms = new Set<string>()
  for (let i = 0; i < 5000; i++)
    terms.add(Array.from({ length: pick(random, 7) }, () => parts[pick(random, parts.length)]!).join(''))
  const given = [...terms]
  expect(sorted(given)).toEqual([...given].sort(compareTerms))
})

test('and those that differ only in how many zeros they end with', () => {
  const terms = Array.from({ length: 300 }, (_, zeros) => `a${'\0'.repeat(299 - zeros)}`)
  expect(sorted(terms)).toEqual([...terms].reverse())
})
