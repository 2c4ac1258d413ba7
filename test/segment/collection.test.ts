import { describe, expect, test } from 'vitest'
import { choose, named } from '../../src/segment/collection.ts'
import { articleOf } from '../support/collection.ts'

const at = (path: string | null, id: string | null) => ({
  ...articleOf('x', {}),
  id,
  source: { path, bytes: 0, encoding: 'utf-8' as const },
})

describe('an article in an index', () => {
  test.each([
    ['seeds/seed-000.txt', 'seed-000'],
    ['notes/modem.busy.md', 'modem.busy'],
    ['README', 'README'],
    ['a/.hidden', null],
  ])('without an id is called by its file: %s', (path, id) => {
    expect(named(at(path, null)).id).toBe(id)
  })

  test('keeps the id that it states, and has none where there is no file either', () => {
    expect(named(at('a/b.txt', 'Q4711')).id).toBe('Q4711')
    expect(named(at(null, null)).id).toBeNull()
  })
})

describe('the articles that are chosen', () => {
  test('are all of a collection larger than a call can take arguments', () => {
    const candidates = Array.from({ length: 300_000 }, (_, number) => ({
      id: `Q${number}`,
      path: `${number}.txt`,
      product: '',
      lastModified: '',
    }))
    expect(choose(candidates).chosen).toHaveLength(300_000)
  })
})
