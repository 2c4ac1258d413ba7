import { expect, test } from 'vitest'
import { ownFolders } from '../../src/query/own-folders.ts'

const foldersIn = (line: string): string[] => ownFolders(line).map((span) => line.slice(...span))

test.each([
  ['a file in a folder', 'Cannot open D:\\hats\\tall\\setup.exe: denied', ['D:\\hats\\tall']],
  ['a folder at the prompt', 'C:\\HATS>brim', ['C:\\HATS']],
  ['blanks between quotes', 'del "E:\\tall hats\\one.doc"', ['"E:\\tall hats']],
  ['several in a line', 'copy c:\\a\\x.ini d:\\b', ['c:\\a', 'd:\\b']],
  ['a file in no folder', 'C:\\boot.ini', ['C:']],
  ['shares, which are named in articles, too', '\\\\server\\share', []],
  ['no path at all', 'Stop: 0x0000000A at 0137:00440cb9', []],
])('%s', (_, line, folders) => {
  expect(foldersIn(line)).toEqual(folders)
})

test('quotes that are never closed take no longer', () => {
  const line = '"c:\\'.repeat(20_000)
  const start = performance.now()
  ownFolders(line)
  expect(performance.now() - start).toBeLessThan(500)
})
