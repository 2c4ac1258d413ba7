import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { makeFolder } from '../../src/node/new-folder.ts'
import { temporaryFolder } from '../support/folder.ts'

describe('a new folder', () => {
  const folder = temporaryFolder(afterAll)

  test('comes with all above it, and may be there already', () => {
    const path = join(folder, 'a', 'b', 'c')
    makeFolder(path)
    makeFolder(path)
    expect(statSync(path).isDirectory()).toBe(true)
  })

  test('is refused where the file system says that what is there is not there, as /proc does', () => {
    const asked: string[] = []
    const mkdir = (path: string): void => {
      asked.push(path)
      throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' })
    }
    expect(() => makeFolder(join(folder, 'nope', 'deeper'), mkdir)).toThrow('ENOENT')
    expect(asked).toEqual([join(folder, 'nope', 'deeper'), join(folder, 'nope')])
  })

  test('is refused where a file is in the way', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(() => makeFolder(join(folder, 'file'))).toThrow('EEXIST')
    expect(() => makeFolder(join(folder, 'file', 'below'))).toThrow('ENOTDIR')
  })

  test('may be made by another process in the meantime', () => {
    const path = join(folder, 'raced')
    makeFolder(path, () => {
      makeFolder(path)
      throw Object.assign(new Error('EEXIST'), { code: 'EEXIST' })
    })
    expect(statSync(path).isDirectory()).toBe(true)
  })
})
