import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decode } from '../../src/dialect/encoding.ts'
import { rankDialects, readArticle } from '../../src/dialect/read-article.ts'
import { type RecordSummary, summarize } from '../support/record-summary.ts'

// A case is a text and, beside it, what must be read from it: `<dialect>/<case>.txt` and `<dialect>/<case>.json`.
const root = new URL('../fixtures/', import.meta.url)

for (const folder of readdirSync(root, { withFileTypes: true })) {
  if (!folder.isDirectory()) continue
  const names = readdirSync(new URL(`${folder.name}/`, root)).sort()
  const cases = names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length))

  describe.each(cases)(`${folder.name}/%s`, (name) => {
    const file = names.find((other) => other.startsWith(`${name}.`) && !other.endsWith('.json'))!
    const { text } = decode(readFileSync(new URL(`${folder.name}/${file}`, root)))
    const expected: RecordSummary = JSON.parse(
      readFileSync(new URL(`${folder.name}/${name}.json`, root), 'utf8'),
    )

    it('is read as it was written down by hand', () => {
      expect(summarize(readArticle(text))).toEqual(expected)
    })

    it('is tiled by its parts, and nothing in it is unknown', () => {
      const { parts } = readArticle(text)
      expect(parts.map(({ span }) => text.slice(...span)).join('')).toBe(text)
      expect(parts.filter(({ role }) => role === 'unknown')).toEqual([])
    })

    it('is claimed by one dialect more than by any other', () => {
      const [first, second] = rankDialects(text)
      expect(first!.dialect.name).toBe(expected.dialect)
      expect(second?.score ?? 0).toBeLessThan(first!.score)
    })
  })
}
