import { describe, expect, test } from 'vitest'
import { english } from '../../src/analysis/analyzer.ts'
import { buildIndex } from '../../src/build.ts'
import { KbError } from '../../src/errors.ts'
import { digest } from '../../src/node/digest.ts'
import { deflate, inflate } from '../../src/node/index-files.ts'
import { decodeStoredCard } from '../../src/rules/stored-card.ts'
import { manifestName } from '../../src/segment/format.ts'
import { readFrom } from '../../src/segment/in-memory.ts'
import { decodeManifest } from '../../src/segment/manifest.ts'
import { framed, openWhole } from '../../src/segment/pages.ts'
import { type VerifyOptions, type VerifyReport, verifyIndex } from '../../src/segment/verify.ts'
import { articleOf, randomArticles } from '../support/collection.ts'
import { type Files, withFlippedBit, withForgedPayload } from '../support/damage.ts'
import { pick, randomFrom } from '../support/random.ts'

function verify(files: Files, progress?: VerifyOptions['progress']): Promise<VerifyReport> {
  return verifyIndex({
    read: readFrom(files),
    inflate,
    digest,
    analyzer: english.name,
    idOfCard: (item, fail) => decodeStoredCard(item, fail).card?.id ?? null,
    checkPart: async () => {},
    ...(progress !== undefined && { progress }),
  })
}

/** What is found wrong, as code and file; where the index cannot even be opened, why. */
async function found(files: Files): Promise<string[]> {
  try {
    const { problems } = await verify(files)
    return problems.map(({ code, place }) => `${code} ${place?.file}`)
  } catch (problem) {
    if (problem instanceof KbError) return [`${problem.code} ${problem.place?.file}`]
    throw problem
  }
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
    expect(report.bytes).toBe([...files.values()].reduce((sum, { length }) => sum + length, 0))
  })

  test('tells how far it is', async () => {
    const last = new Map<string, readonly [number, number]>()
    await verify(files, ({ phase, done, total }) => last.set(phase, [done, total]))
    expect([...last.keys()]).toEqual(['bytes', 'terms'])
    const [done, total] = last.get('bytes')!
    expect(done).toBe(total)
  })

  test('finds every single changed byte of every file', { timeout: 120_000 }, async () => {
    const random = randomFrom(3)
    const small = buildIndex([articleOf('Q1', { title: 'One' })], { deflate, digest })
    for (const [name, bytes] of small) {
      for (let at = 0; at < bytes.length; at++) {
        const changed = bytes.map((byte, i) => (i === at ? byte ^ (1 << pick(random, 8)) : byte))
        const [first] = await found(new Map(small).set(name, changed))
        expect(first, `byte ${at} of ${name}`).toMatch(new RegExp(`^E030[23] ${name}$`))
      }
    }
  })

  test('finds what has sound checksums and does not fit together', async () => {
    const { head, payload } = openWhole(manifestName, files.get(manifestName)!)
    const resigned = async (change: (text: string) => string): Promise<string[]> => {
      const changed = new Uint8Array(Buffer.from(change(Buffer.from(payload).toString('latin1')), 'latin1'))
      expect(changed).not.toEqual(payload)
      return found(new Map(files).set(manifestName, framed(head, changed)))
    }
    const [segment] = decodeManifest(payload).segments
    const { terms, postings, files: of } = segment!
    expect(await resigned((text) => text.replace(`"terms":${terms}`, `"terms":${terms + 1}`))).toEqual([
      `E0302 ${of.terms.name}`,
    ])
    expect(
      await resigned((text) => text.replace(`"postings":${postings}`, `"postings":${postings - 1}`)),
    ).toEqual([`E0302 ${of.terms.name}`])
    expect(await resigned((text) => text.replace(of.cards.sha256, of.records.sha256))).toEqual([
      `E0302 ${of.cards.name}`,
    ])
    expect(await resigned((text) => `${text}more`)).toEqual([`E0302 ${manifestName}`])
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
