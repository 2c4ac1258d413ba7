import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildFolder } from '../../src/node/build.ts'
import { filesIn, markdownArticle, temporaryFolder, writeFiles } from '../support/folder.ts'
import { kb } from './run.ts'

async function smallIndex(): Promise<string> {
  const folder = temporaryFolder()
  writeFiles(folder, { 'texts/a.md': markdownArticle('a', 'Modem is busy', 'It cannot dial.') })
  await buildFolder([join(folder, 'texts')], join(folder, 'index'))
  return join(folder, 'index')
}

test('kb verify says that a sound index is sound', async () => {
  const { stdout, code } = await kb(['verify', await smallIndex()])
  expect(stdout).toMatch(/^sound: 8 files, .* bytes: 1 article, /)
  expect(code).toBe(0)
})

test('kb verify names every damaged file, and the exit code is 4', async () => {
  const index = await smallIndex()
  const names = [...filesIn(index)].filter(([name]) => /^(records|terms)-/.test(name))
  for (const [name, bytes] of names)
    writeFileSync(
      join(index, name),
      bytes.map((byte, i) => (i === 60 ? byte ^ 1 : byte)),
    )
  const { stdout, stderr, code } = await kb(['verify', index])
  for (const [name] of names) expect(stderr).toContain(name)
  expect(stdout).toMatch(/^damaged: 2 files of 8 files/)
  expect(code).toBe(4)
})

test('kb verify of a folder without an index says how to get one, and the exit code is 4', async () => {
  const { stderr, code } = await kb(['verify', temporaryFolder()])
  expect(stderr).toMatch(/E0301[\s\S]*kb build/)
  expect(code).toBe(4)
})
