import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { FoundFiles } from '../../src/node/found-files.ts'

const top = mkdtempSync(join(tmpdir(), 'kb-found-'))
afterAll(() => rmSync(top, { recursive: true }))
for (const folder of ['a', 'a/b...', 'a/b..', 'c']) {
  mkdirSync(join(top, folder))
  writeFileSync(join(top, folder, 'x..md'), 'x')
}
writeFileSync(join(top, 'a', 'y.md'), 'y')

function namesOf(paths: readonly string[]): string[] {
  const found = new FoundFiles(paths)
  found.find(100)
  expect(found.problems).toEqual([])
  return found.files.map(({ name }) => name).sort()
}

const here = relative('', top)

test.each<[string, string]>([
  ['a whole path', top],
  ['a relative one', here],
  ['one with steps that lead nowhere', `${here}/.//a/../`],
  ['a whole one with such steps', `${top}/a/b../.././../c//..`],
])('files are named by their paths within the folder that is named, by %s', (_, path) => {
  expect(namesOf([path])).toEqual(['a/b.../x..md', 'a/b../x..md', 'a/x..md', 'a/y.md', 'c/x..md'])
})

test('files of several folders are named by their paths within the one that holds all', () => {
  expect(namesOf([`${here}/a/../a/y.md`, `${top}/c`])).toEqual(['a/y.md', 'c/x..md'])
  expect(namesOf([`${here}/./a/b..`, `${top}/a//y.md`])).toEqual(['b../x..md', 'y.md'])
  expect(namesOf([`${top}/a/y.md`])).toEqual(['y.md'])
})
