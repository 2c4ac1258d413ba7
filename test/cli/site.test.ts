import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { buildFolder } from '../../src/node/build.ts'
import { manifestName } from '../../src/segment/format.ts'
import { filesIn, temporaryFolder, writeFiles } from '../support/folder.ts'
import { kb } from './run.ts'

const article = '---\nkb: some\ntitle: Printer stops\n---\n\n## Cause\n\nThe queue.\n'

describe('kb site refuses, and writes nothing,', () => {
  async function place(): Promise<{ texts: string; index: string; out: string }> {
    const folder = temporaryFolder()
    const [texts, index, out] = ['texts', 'index', 'site'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ]
    writeFiles(texts, { 'a.md': article })
    await buildFolder([texts], index, { workers: 0 })
    return { texts, index, out }
  }

  async function refused(from: string, out: string, code: number, says: string): Promise<void> {
    const before = [...filesIn(from)]
    const typed = await kb(['site', from, '--out', out])
    expect([typed.stdout, typed.code]).toEqual(['', code])
    expect(typed.stderr).toContain(says)
    expect([...filesIn(from)]).toEqual(before)
    expect(existsSync(join(out, manifestName))).toBe(out === from)
  }

  test('into the articles it is made of', async () => {
    const { texts } = await place()
    await refused(texts, join(texts, 'site'), 2, `the site would lie within ${texts}, which it is made of`)
  })

  test('in place of the index it is made of', async () => {
    const { index } = await place()
    await refused(index, index, 2, `the site would lie within ${index}, which it is made of`)
  })

  test('of an index of an older format', async () => {
    const { index, out } = await place()
    change(join(index, manifestName), 8, 1)
    await refused(index, out, 4, 'error[E0303]: index.kb: it has format 1')
  })

  test.each(['terms', 'postings', 'forward', 'display', 'records', 'cards'])(
    'of an index whose %s are damaged',
    async (kind) => {
      const { index, out } = await place()
      const name = [...filesIn(index).keys()].find((name) => name.startsWith(kind))!
      change(join(index, name), 40, 0xff)
      await refused(index, out, 4, `error[E0302]: ${name}: it is not the file`)
    },
  )
})

function change(path: string, at: number, byte: number): void {
  const bytes = readFileSync(path)
  bytes[at] = byte
  writeFileSync(path, bytes)
}
