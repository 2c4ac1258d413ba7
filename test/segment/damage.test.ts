import { describe, expect, test } from 'vitest'
import { buildIndex } from '../../src/build.ts'
import { deflate } from '../../src/node/index-files.ts'
import { formatVersion, headBytes } from '../../src/segment/format.ts'
import { openWhole } from '../../src/segment/pages.ts'
import { randomArticles } from '../support/collection.ts'
import { answersOf, type Files, refused, withFlippedBit, withForgedPayload } from '../support/damage.ts'
import { randomFrom } from '../support/random.ts'

// `npx tsx scripts/damage.ts` does the same more often, and on large indexes.

const reports = ['w1 w5 w20 w300', 'product 3 w7']

describe('an index whose bytes are not those that were written', async () => {
  const files: Files = buildIndex(randomArticles(12), { deflate })
  const sound = await answersOf(files, reports)

  test('answers as long as it is sound', () => {
    expect(sound).toContain('"score"')
  })

  test('refuses, naming the file, wherever a file is cut', async () => {
    for (const [name, bytes] of files) {
      for (let length = 0; length < bytes.length; length += 1 + Math.floor(bytes.length / 300)) {
        const cut = new Map(files).set(name, bytes.subarray(0, length))
        const answers = await answersOf(cut, reports)
        if (answers !== sound) expect(answers).toBe(`E0302 ${name}`)
      }
    }
  })

  test('never answers otherwise with a flipped bit', async () => {
    const random = randomFrom(21)
    for (let round = 0; round < 1500; round++) {
      const answers = await answersOf(withFlippedBit(files, random), reports)
      if (answers !== sound) expect(answers).toMatch(refused)
    }
  })

  test('answers or refuses, and does no harm, if somebody forged it with care', async () => {
    const random = randomFrom(22)
    for (let round = 0; round < 1500; round++) {
      const started = performance.now()
      const answers = await answersOf(withForgedPayload(files, random), reports)
      if (!answers.startsWith('[')) expect(answers).toMatch(refused)
      expect(performance.now() - started).toBeLessThan(2000)
    }
  })

  test('refuses a file that is missing, empty, of another build, or in the place of another', async () => {
    const others = buildIndex(randomArticles(12, 2), { deflate })
    const otherOf = (name: string): Uint8Array =>
      others.get([...others.keys()].find((other) => other.split('-')[0] === name.split('-')[0])!)!
    for (const name of files.keys()) {
      const without = new Map(files)
      without.delete(name)
      expect(await answersOf(without, reports)).toBe(`E0301 ${name}`)
      expect(await answersOf(new Map(files).set(name, new Uint8Array(0)), reports)).toBe(`E0302 ${name}`)
      if (name !== 'index.kb') {
        expect(await answersOf(new Map(files).set(name, otherOf(name)), reports)).toBe(`E0302 ${name}`)
      }
      for (const [neighbour, bytes] of files) {
        if (neighbour !== name) {
          expect(await answersOf(new Map(files).set(name, bytes), reports)).toMatch(/^E030[12] /)
        }
      }
    }
  })

  test('does not mind files that are not its own', async () => {
    expect(await answersOf(new Map(files).set('notes.kb', new Uint8Array(9)), reports)).toBe(sound)
  })

  test('says its format version at the ninth byte', () => {
    const { head } = openWhole('index.kb', files.get('index.kb')!)
    expect([head.kind, files.get('index.kb')![8], headBytes]).toEqual(['manifest', formatVersion, 36])
  })
})
