import { expect, test } from 'vitest'
import { joined } from '../../src/segment/pieces.ts'
import { utf8Of } from '../../src/utf8.ts'

const encoder = new TextEncoder()

test('parts are joined to bytes of their own', () => {
  const parts = [utf8Of('one'), utf8Of(''), utf8Of('€'.repeat(30_000))]
  const before = utf8Of('before')
  const all = joined(parts)
  expect(all).toEqual(encoder.encode(`one${'€'.repeat(30_000)}`))
  parts[0]!.fill(0)
  utf8Of('after')
  expect(all.subarray(0, 3)).toEqual(encoder.encode('one'))
  expect(before).toEqual(encoder.encode('before'))
})
