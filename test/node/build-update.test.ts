import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type BuildReport, buildFolder } from '../../src/node/build.ts'
import { withForgedPayload } from '../support/damage.ts'
import {
  filesIn,
  indexIn,
  manifestOf,
  markdownArticle,
  temporaryFolder,
  writeFiles,
} from '../support/folder.ts'
import { pick, randomFrom } from '../support/random.ts'

/** A folder of texts and an index of it that is updated, each time beside one that is built anew. */
class Pile {
  readonly folder = temporaryFolder()
  readonly texts = join(this.folder, 'texts')
  readonly out = join(this.folder, 'index')

  constructor(texts: Readonly<Record<string, string>>) {
    this.write(texts)
  }

  write(texts: Readonly<Record<string, string>>): void {
    writeFiles(this.texts, texts)
  }

  remove(path: string): void {
    rmSync(join(this.texts, path))
  }

  /** Updates the index; fails if that gives other bytes than building it anew. */
  async update(workers = 0): Promise<BuildReport> {
    const report = await buildFolder([this.texts], this.out, { update: true, workers })
    const anew = join(this.folder, 'anew')
    rmSync(anew, { recursive: true, force: true })
    await buildFolder([this.texts], anew, { workers: 0 })
    const [updated, expected] = [indexIn(this.out), indexIn(anew)]
    expect([...updated.keys()]).toEqual([...expected.keys()])
    for (const [name, bytes] of expected) expect(Buffer.compare(updated.get(name)!, bytes)).toBe(0)
    return report
  }
}

const random = randomFrom(77)
const words = (most: number): string =>
  Array.from({ length: 1 + pick(random, most) }, () => `word${Math.floor(500 * random() ** 3)}`).join(' ')
const randomArticle = (id: string): string =>
  markdownArticle(id, words(6), words(80), `200${pick(random, 3)}-01-01`).replace(
    'Small Server',
    `Server ${pick(random, 5)}`,
  )

describe('updating an index', () => {
  test('reads only what is new or not what it was, and gives the bytes of a new build', async () => {
    const pile = new Pile({
      'a.md': markdownArticle('a', 'Modem is busy', 'The modem cannot dial.'),
      'b.md': markdownArticle('b', 'Modem is off', 'The modem cannot dial.'),
      'c.md': markdownArticle('c', 'Modem is lost', 'The modem cannot dial.'),
    })
    await pile.update()
    pile.write({
      'b.md': markdownArticle('b', 'Modem is lost', 'The modem cannot dial.'),
      'd.md': markdownArticle('d', 'Modem', 'The modem cannot dial.'),
    })
    pile.remove('c.md')
    const { update } = await pile.update()
    expect(update).toEqual({ read: 2, readAgain: 0, reused: 1, removed: 1, anew: null })
  })

  test('of nothing new reads nothing', async () => {
    const pile = new Pile({ 'a.md': randomArticle('a'), 'b.md': randomArticle('b') })
    await pile.update()
    expect((await pile.update()).update).toEqual({ read: 0, readAgain: 0, reused: 2, removed: 0, anew: null })
  })

  test('tells which words an article shares and which are its own, whatever they were before', async () => {
    const pile = new Pile({
      'a.md': markdownArticle('a', 'Modem is busy', 'Oxford oxford calls.'),
      'b.md': markdownArticle('b', 'Modem is busy', 'Nobody calls.'),
    })
    await pile.update()
    pile.write({ 'b.md': markdownArticle('b', 'Modem is busy', 'Oxford calls.') })
    expect((await pile.update()).update).toMatchObject({ read: 1, readAgain: 0 })
    pile.write({ 'b.md': markdownArticle('b', 'Modem is busy', 'Nobody calls.') })
    expect((await pile.update()).update).toMatchObject({ read: 1, readAgain: 0 })
  })

  test('reads an article that was left out once the one goes that had its id', async () => {
    const pile = new Pile({
      'new.md': markdownArticle('same', 'New', 'Words.', '2001-01-01'),
      'old.md': markdownArticle('same', 'Old', 'Words.', '1999-01-01'),
      'other.md': markdownArticle('other', 'Other', 'Words.'),
    })
    expect((await pile.update()).duplicates).toHaveLength(1)
    expect((await pile.update()).update).toMatchObject({ read: 0, readAgain: 0, reused: 3 })
    pile.remove('new.md')
    expect((await pile.update()).update).toMatchObject({ read: 0, readAgain: 1, reused: 1, removed: 1 })
  })

  test.each([0, 2])('after any changes gives the bytes of a new build, with %i threads', async (workers) => {
    const names = Array.from({ length: 60 }, (_, i) => `part-${i % 7}/a${i}.md`)
    const text = (): string => randomArticle(`a-${pick(random, 50)}`)
    const pile = new Pile(Object.fromEntries(names.map((name) => [name, text()])))
    await pile.update(workers)
    const present = new Set(names)
    for (let round = 0; round < 6; round++) {
      for (let change = pick(random, 12); change >= 0; change--) {
        const name = names[pick(random, names.length)]!
        if (present.has(name) && random() < 0.4) {
          pile.remove(name)
          present.delete(name)
        } else {
          pile.write({ [name]: text() })
          present.add(name)
        }
      }
      const { update, failures } = await pile.update(workers)
      expect([update!.anew, failures]).toEqual([null, []])
      expect(update!.read + update!.readAgain + update!.reused).toBe(present.size)
    }
  })

  test('keeps the rules that authors wrote, and what could not be read stays reported', async () => {
    const rule =
      '---\nkb: ruled\ntitle: Ruled\nrules:\n  - id: one\n    when: {any: [{message: "The disk is damaged"}]}\n---\n'
    const pile = new Pile({ 'a.md': `${rule}\n## Symptoms\n\nWords.\n`, 'b.md': randomArticle('b') })
    writeFileSync(join(pile.texts, 'f.png'), Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))
    await pile.update()
    const rules = manifestOf(pile.out).parts.rules!
    expect(rules.length).toBeGreaterThan(200)
    pile.write({ 'b.md': randomArticle('b') })
    const { update, failures } = await pile.update()
    expect(manifestOf(pile.out).parts.rules!.length).toBe(rules.length)
    expect(update).toMatchObject({ read: 1, reused: 1, removed: 0 })
    expect(failures.map(({ code }) => code)).toEqual(['E0203'])
  })

  test('takes what was moved elsewhere with all that is in it', async () => {
    const pile = new Pile({ 'a.md': randomArticle('a'), 'b.md': randomArticle('b') })
    await pile.update()
    const moved = new Pile({})
    for (const [name, bytes] of filesIn(pile.texts)) moved.write({ [name]: Buffer.from(bytes).toString() })
    const { update } = await buildFolder([moved.texts], pile.out, { update: true, workers: 0 })
    expect(update).toMatchObject({ read: 0, reused: 2, anew: null })
  })
})

describe('an index that cannot be updated is built anew', () => {
  const texts = { 'a.md': randomArticle('a'), 'b.md': randomArticle('b') }

  test('where there is none', async () => {
    const { update } = await new Pile(texts).update()
    expect(update).toEqual({ read: 2, readAgain: 0, reused: 0, removed: 0, anew: 'there is no index' })
  })

  test.each(['index.kb', 'sources', 'records', 'display', 'cards', 'forward', 'terms', 'postings'])(
    'where its %s is damaged',
    async (kind) => {
      const pile = new Pile(texts)
      await pile.update()
      const name = [...indexIn(pile.out).keys()].find((name) => name.startsWith(kind))!
      const bytes = filesIn(pile.out).get(name)!
      bytes[50]! ^= 1
      writeFileSync(join(pile.out, name), bytes)
      pile.write({ 'a.md': randomArticle('a') })
      const { update } = await pile.update()
      expect(update).toMatchObject({ read: 2, reused: 0 })
      expect(update!.anew).toContain(`${name}: `)
    },
  )

  test('or is updated, whatever somebody has forged in it', async () => {
    const pile = new Pile(texts)
    await pile.update()
    const sound = indexIn(pile.out)
    for (let round = 0; round < 60; round++) {
      for (const [name, bytes] of withForgedPayload(sound, random)) writeFileSync(join(pile.out, name), bytes)
      const { update } = await buildFolder([pile.texts], pile.out, { update: true, workers: 0 })
      expect(update!.reused + update!.read).toBe(2)
    }
  })
})
