// Does any text at all give a record, in time, and a sound one?
//
// Seeded, so a failure comes again; its seed is in the message. `scripts/fuzz.ts` runs the same on real articles, for as long
// as one likes.

import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { decode } from '../src/dialect/encoding.ts'
import { readArticle } from '../src/dialect/read-article.ts'
import { mutant, randomText } from './support/hostile-text.ts'
import { randomFrom } from './support/random.ts'
import { faultsOfArticle } from './support/sound-article.ts'

const folder = fileURLToPath(new URL('fixtures', import.meta.url))
const fixtures = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:txt|md|html)$/i.test(name))
  .sort()
  .map((name) => decode(readFileSync(`${folder}/${name}`)).text)

const slowest = 2000

function check(seed: number, text: string): void {
  const start = performance.now()
  const article = readArticle(text)
  const took = performance.now() - start
  const faults = faultsOfArticle(article, text)
  if (took > slowest) faults.push(`took ${Math.round(took)} ms`)
  if (faults.length > 0) expect.fail(`seed ${seed}: ${faults.slice(0, 5).join('; ')}`)
}

describe('reading', () => {
  test('20,000 texts of noise', { timeout: 300_000 }, () => {
    for (let seed = 0; seed < 20_000; seed++) check(seed, randomText(randomFrom(seed)))
  })

  test('50,000 damaged articles', { timeout: 600_000 }, () => {
    for (let seed = 0; seed < 50_000; seed++) check(seed, mutant(randomFrom(seed), fixtures))
  })

  test('an id survives whatever happens to the lines around it', () => {
    for (const text of fixtures) {
      const line = /^(?:\tArticle: Q\d+|DOCUMENT:Q\d+.*)$/m.exec(text)
      if (line === null) continue
      const { id } = readArticle(text)
      const end = line.index + line[0].length
      for (let seed = 0; seed < 50; seed++) {
        const damaged = mutant(randomFrom(seed), [text.slice(end)])
        expect(readArticle(`${text.slice(0, end)}\n${damaged}`).id, `seed ${seed}`).toBe(id)
      }
    }
  })
})
