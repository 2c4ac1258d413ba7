import { expect, test } from 'vitest'
import { decodeEntities } from '../../src/dialect/entities.ts'

test.each([
  ['Say &quot;plum&quot;', 'Say "plum"'],
  ['jam &amp; pie', 'jam & pie'],
  ['&lt;plum&gt; &apos;s', "<plum> 's"],
  ['a&nbsp;b', 'a\u00a0b'],
  ['&#91;plum&#93; &#92; &#36;', '[plum] \\ $'],
  ['&#x41;&#X42;', 'AB'],
  ['&#128512;', '\u{1f600}'],
  ['&amp;lt;', '&lt;'],
])('%o is decoded', (text, decoded) => {
  expect(decodeEntities(text)).toBe(decoded)
})

test.each([
  'plum',
  'AT&T',
  '&plum;',
  '&toString;',
  '&#0;',
  '&#1114112;',
  '&#x110000;',
  '& quot;',
  '&;',
  '&#;',
  '&#12345678;',
])('%o stays as it is printed', (text) => {
  expect(decodeEntities(text)).toBe(text)
})
