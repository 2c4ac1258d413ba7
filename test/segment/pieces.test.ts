import { expect, test } from 'vitest'
import { joined } from '../../src/segment/pieces.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

test('parts are joined to bytes of their own', () => {
  const parts = [utf8('one'), utf8(''), utf8('€'.repeat(30_000))]
  const all = joined(parts)
  expect(all).toEqual(utf8(`one${'€'.repeat(30_000)}`))
  parts[0]!.fill(0)
  expect(all.subarray(0, 3)).toEqual(utf8('one'))
})
