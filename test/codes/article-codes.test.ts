import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { codedTextsOf, codesOf } from '../../src/codes/article-codes.ts'
import { marks } from '../../src/codes/marks.ts'
import { readArticle } from '../../src/dialect/read-article.ts'

const article = readArticle(`---
kb: Q4711
title: Widget fails with 0x80070005
---

## Symptoms

The log says error 633 and -2147467259. Event ID: 7000 Source: Widget Service

## More information

STOP 0x0000000A (0x00000001, 0x8013A4B2, 0x0, 0x0), E_OUTOFMEMORY, fatal error C1001, hr = 80040154h
`)

describe('the codes of an article', () => {
  const { all, told } = codesOf(article)

  test('those that tell the trouble', () => {
    expect([...told].sort()).toEqual([
      'event:7000',
      'event:7000 widgetservice',
      'hresult:0x80004005',
      'hresult:0x80070005',
      'hresult:0x8013A4B2',
      'number:633',
      'stop:0x0000000A',
      'win32:5',
      'win32:633',
    ])
  })

  test('and those anywhere else', () => {
    expect([...all].filter((key) => !told.has(key)).sort()).toEqual([
      'compiler:C1001',
      'hresult:0x80040154',
      'hresult:0x8007000E',
      'win32:14',
    ])
  })

  test('also those of its headings and keywords', () => {
    const headed = { ...article.sections[0]!, heading: 'Error 5', text: '' }
    const further = { ...article, title: null, sections: [headed], keywords: ['E_FAIL'] }
    const { all, told } = codesOf(further)
    expect(told).toContain('number:5')
    expect(all).toContain('hresult:0x80004005')
  })
})

const pieces = fc.constantFrom(
  ...'0x &h 8 c d 80070005 c0000005 d0070005 1234567 -2147024891 2147942405 h & ul l _ é'.split(' '),
  ...[' ', '-', '.', ':'],
)
const texts = fc.array(pieces, { maxLength: 6 }).map((all) => all.join(''))

test('what has no mark has no value of 32 bits either', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const spoken = { ...article, sections: [{ ...article.sections[0]!, text }] }
      const coded = codedTextsOf(spoken)
      const all = coded.map((one) => ({ ...one, marked: marks.prefix | marks.long }))
      expect(codesOf(spoken)).toEqual(codesOf(spoken, all))
    }),
    { seed: 4, numRuns: 5000 },
  )
})
