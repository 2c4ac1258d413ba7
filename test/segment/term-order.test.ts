import { expect, test } from 'vitest'
import { compareTerms } from '../../src/segment/term-dictionary.ts'
import { orderOf } from '../../src/segment/term-order.ts'
import { pick, randomFrom } from '../support/random.ts'

test('terms stand in the order of their code points', () => {
  const terms = ['setup', 'setting', '', '\u{1f600}', '\uffee', 'set', '@id:q1', 'Disk', '\u6253', 'disk']
  expect(Array.from(orderOf(terms), (place) => terms[place])).toEqual([
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
  const parts = [
    'a',
    'ab',
    'c',
    '\u007f',
    '\u0080',
    '\u00e9',
    '\uffee',
    '\u{1f600}',
    '\ud800',
    '@id:',
    '0x80',
  ]
  const terms = new Set<string>()
  for (let i = 0; i < 5000; i++)
    terms.add(Array.from({ length: pick(random, 7) }, () => parts[pick(random, parts.length)]!).join(''))
  const given = [...terms]
  expect(Array.from(orderOf(given), (place) => given[place])).toEqual([...given].sort(compareTerms))
})
