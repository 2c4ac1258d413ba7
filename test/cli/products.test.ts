import { join } from 'node:path'
import { expect, test } from 'vitest'
import schema from '../../src/cli/schemas/products.schema.json' with { type: 'json' }
import { compileClosed } from '../support/closed-schema.ts'
import { temporaryFolder, writeFiles } from '../support/folder.ts'
import { kb } from './run.ts'

/** Three articles: two of a product that only they know, one of a product of the table. */
function articles(): string {
  const folder = temporaryFolder()
  const article = (id: string, products: string): string =>
    `---\nkb: ${id}\ntitle: T\nproducts: [${products}]\n---\n\n## Symptoms\n\nWords.\n`
  writeFiles(folder, {
    'a.md': article('a', 'Label Printer 97'),
    'b.md': article('b', 'Label Printer 97'),
    'c.md': article('c', 'Microsoft Outlook 97'),
  })
  return folder
}

const ask = (index: string, ...typed: readonly string[]): ReturnType<typeof kb> =>
  kb(['products', '--index', index, ...typed])

test('kb products tells what a name stands for, and how articles print it', async () => {
  expect(await ask(articles(), 'OL97')).toEqual({
    code: 0,
    stdout: [
      'Outlook',
      '  also      Microsoft Outlook, MS Outlook, OL97, OL98, OL2000',
      '  articles  Microsoft Outlook 97 (1)',
      '',
    ].join('\n'),
    stderr: '',
  })
})

test.each([
  ['an abbreviation', ['SBS'], 'BackOffice Small Business Server'],
  ['a name with a version', ['SBS', '4.5'], 'BackOffice Small Business Server'],
  ['a word of a name that only articles know', ['label'], 'Label Printer 97'],
])('kb products understands %s', async (_what, words, name) => {
  const { code, stdout } = await ask(articles(), ...words)
  expect([code, stdout.split('\n')[0]]).toEqual([0, name])
})

test('kb products shows the closest names where none is called so, with exit code 1', async () => {
  const { code, stdout } = await ask(articles(), 'labl', 'printr')
  expect([code, ...stdout.split('\n').slice(0, 3)]).toEqual([
    1,
    'labl printr: no product is called so; the closest are',
    'Label Printer 97',
    '  articles  Label Printer 97 (2)',
  ])
  expect(await ask(articles(), 'zzqqxx')).toEqual({
    code: 1,
    stdout: 'zzqqxx: no product is called so\n',
    stderr: '',
  })
})

test('kb products alone lists all, in order', async () => {
  const { code, stdout } = await ask(articles())
  const names = stdout
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith(' '))
    .map((line) => line.split(',')[0]!.toLowerCase())
  expect(code).toBe(0)
  expect(names).toContain('label printer 97')
  expect(names).toEqual([...names].sort())
})

test.each([[[]], [['OL97']], [['outlok']]])(
  'kb products --json %j says what its schema says',
  async (words) => {
    const { stdout } = await ask(articles(), '--json', ...words)
    const valid = compileClosed(schema)
    expect(valid(JSON.parse(stdout)), JSON.stringify(valid.errors)).toBe(true)
  },
)

test('kb products of an index that is not there ends with 4', async () => {
  const missing = join(temporaryFolder(), 'missing')
  const { code, stderr } = await ask(missing, 'SBS')
  expect([code, stderr.split('\n')[0]]).toEqual([
    4,
    `error[E0301]: ${missing}: there is no index and no folder of articles`,
  ])
})
