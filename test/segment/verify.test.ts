import { describe, expect, test } from 'vitest'
import { english } from '../../src/analysis/analyzer.ts'
import { buildIndex } from '../../src/build.ts'
import { deflate, digest, inflate } from '../../src/node/index-files.ts'
import { readFrom } from '../../src/segment/in-memory.ts'
import { type VerifyReport, verifyIndex } from '../../src/segment/verify.ts'
import { articleOf, randomArticles } from '../support/collection.ts'
import { type Files, withFlippedBit, withForgedPayload } from '../support/damage.ts'
import { randomFrom } from '../support/random.ts'

function verify(files: Files): Promise<VerifyReport> {
  return verifyIndex({ read: readFrom(files), inflate, digest, analyzer: english.name })
}

describe('verifying an index', () => {
  const files: Files = buildIndex(randomArticles(60), { deflate, segments: 3 })

  test.each([
    ['of no articles', buildIndex([])],
    ['of one article', buildIndex([articleOf('Q1', { title: 'One' })])],
    ['of three segments', files],
  ])('finds nothing wrong with one %s', async (_what, files) => {
    expect((await verify(files)).problems).toEqual([])
  })

  test('counts what is there', async () => {
    const report = await verify(files)
    expect([report.files, report.documents]).toEqual([files.size, 60])
    expect(report.postings).toBeGreaterThan(report.terms)
  })

  test('names every file that is cut, longer, missing or changed in any bit', async () => {
    const random = randomFrom(31)
    for (const [name, bytes] of files) {
      if (name === 'index.kb') continue
      const missing = new Map(files)
      missing.delete(name)
      const longer = new Uint8Array(bytes.length + 1)
      longer.set(bytes)
      const wrong: Files[] = [
        missing,
        new Map(files).set(name, bytes.subarray(0, bytes.length - 1)),
        new Map(files).set(name, longer),
        ...Array.from({ length: 5 }, () => withFlippedBit(new Map([[name, bytes]]), random)).map(
          (one) => new Map([...files, ...one]),
        ),
      ]
      for (const files of wrong) {
        expect((await verify(files)).problems.map(({ place }) => place?.file)).toContain(name)
      }
    }
  })

  test('sees through forged checksums by the hash in the manifest', async () => {
    const random = randomFrom(32)
    for (let round = 0; round < 100; round++) {
      const forged = withForgedPayload(files, random)
      const changed = [...files].some(([name, bytes]) => Buffer.compare(bytes, forged.get(name)!) !== 0)
      const problems = await verify(forged).then(
        (report) => report.problems.length,
        () => 1,
      )
      if (changed && Buffer.compare(files.get('index.kb')!, forged.get('index.kb')!) === 0) {
        expect(problems).toBeGreaterThan(0)
      }
    }
  })
})
