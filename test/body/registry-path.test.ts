import { describe, expect, test } from 'vitest'
import { readRegistryPaths } from '../../src/body/registry-path.ts'
import { rowOf } from '../support/body.ts'

const read = (text: string): string[] => readRegistryPaths(rowOf(text)).map((path) => path.text)

describe('a registry path', () => {
  test.each([
    ['is a root and a name', 'Open HKEY_LOCAL_MACHINE\\Tape now.', ['HKEY_LOCAL_MACHINE\\Tape']],
    [
      'may have a short root',
      'Open HKLM\\Tape, HKCU\\Tape, HKCR\\Tape, HKU\\Tape.',
      ['HKLM\\Tape', 'HKCU\\Tape', 'HKCR\\Tape', 'HKU\\Tape'],
    ],
    ['has no other root', 'Open HKXX\\Tape or XHKLM\\Tape.', []],
    ['is no root alone', 'Open HKLM now.', []],
    ['has blanks in the middle', 'Open HKLM\\Old Tape Drives\\Disk now.', ['HKLM\\Old Tape Drives\\Disk']],
    [
      'has words with capitals at its end',
      'Open HKLM\\Tape\\Old Disk Drive now.',
      ['HKLM\\Tape\\Old Disk Drive'],
    ],
    ['but not what follows it', 'Open HKLM\\Tape Key now.', ['HKLM\\Tape']],
    ['nor a small word', 'Open HKLM\\Tape The old.', ['HKLM\\Tape']],
    ['nor a type', 'Open HKLM\\Tape REG_SZ now.', ['HKLM\\Tape']],
    ['nor the end of the sentence', 'Open HKLM\\Tape\\. Then wait.', ['HKLM\\Tape']],
    ['nor the next sentence', 'Open HKLM\\Tape. Then wait.', ['HKLM\\Tape']],
    ['may have blanks around its backslashes', 'Open HKLM\\ Tape \\ Disk now.', ['HKLM\\Tape\\Disk']],
    ['may have holes', 'Open HKLM\\<tape name>\\Disk now.', ['HKLM\\<tape name>\\Disk']],
    ['ends at a tag', 'Open HKLM\\Tape</b> now.', ['HKLM\\Tape']],
    ['may have signs in its names', 'Open HKLM\\{0-1}\\%Tape% now.', ['HKLM\\{0-1}\\%Tape%']],
    [
      'is wrapped before a backslash',
      'Open:\n\n   HKLM\\Tape\n     \\Disk\\Old\n',
      ['HKLM\\Tape\\Disk\\Old'],
    ],
    ['is wrapped behind a backslash', 'Open:\n\n   HKLM\\Tape\\\n     Disk\n', ['HKLM\\Tape\\Disk']],
    [
      'ends where the next one of a list begins',
      'Delete:\n\n   HKLM\\Tape\\Old\n   HKLM\\Tape\\Disk Drive\n   HKEY_CURRENT_USER\\Tape\n',
      ['HKLM\\Tape\\Old', 'HKLM\\Tape\\Disk Drive', 'HKEY_CURRENT_USER\\Tape'],
    ],
    ['comes once', 'Open HKLM\\Tape, then HKLM\\Tape again.', ['HKLM\\Tape']],
  ])('%s', (_, text, paths) => {
    expect(read(text)).toEqual(paths)
  })

  test('stands where it is printed, without the end of the sentence', () => {
    expect(readRegistryPaths(rowOf('Open HKLM\\Tape\\. Wait.'))).toEqual([
      { text: 'HKLM\\Tape', span: [5, 14] },
    ])
  })
})
