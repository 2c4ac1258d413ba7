import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import schema from '../../src/cli/schemas/verify.schema.json' with { type: 'json' }
import { buildFolder } from '../../src/node/build.ts'
import { compileClosed } from '../support/closed-schema.ts'
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
  expect(stdout).toMatch(/^sound: 10 files, .* bytes: 1 article, /)
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
  expect(stdout).toMatch(/^damaged: 2 files of 10 files/)
  expect(code).toBe(4)
})

test('kb verify of a folder without an index says how to get one, and the exit code is 4', async () => {
  const folder = temporaryFolder()
  expect(await kb(['verify', folder])).toEqual({
    code: 4,
    stdout: '',
    stderr: `error[E0301]: ${folder}: there is no index\n  help: Build one with \`kb build PATH… --out DIR\`, or name another folder with --index.\n`,
  })
})

test('kb verify without a folder is its help', async () => {
  const { code, stdout, stderr } = await kb(['verify'])
  expect([code, stdout, stderr.split('\n')[0]]).toEqual([
    2,
    '',
    'kb verify: every checksum and invariant of an index',
  ])
})

test('kb verify --json says what its schema says, of a sound index and of a damaged one', async () => {
  const index = await smallIndex()
  const valid = compileClosed(schema)
  for (const cut of [0, 1]) {
    const [name, bytes] = [...filesIn(index)].find(([name]) => name.startsWith('display-'))!
    writeFileSync(join(index, name), bytes.subarray(0, bytes.length - cut))
    const { stdout, code } = await kb(['verify', '--json', index])
    const said = JSON.parse(stdout)
    expect(valid(said), JSON.stringify(valid.errors)).toBe(true)
    expect([code, said.problems.map(({ file }: { file: string }) => file)]).toEqual(
      cut === 0 ? [0, []] : [4, [name]],
    )
  }
})

test('kb verify of two indexes checks neither and says so', async () => {
  const { code, stderr } = await kb(['verify', await smallIndex(), 'another'])
  expect(code).toBe(2)
  expect(stderr).toContain('error[E0101]: kb verify takes one index, and 2 are named')
})
