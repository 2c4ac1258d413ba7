import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { FileRoom, largestFile } from '../../src/node/texts.ts'

const folder = mkdtempSync(join(tmpdir(), 'kb-texts-'))
afterAll(() => rmSync(folder, { recursive: true }))

function fileOf(bytes: Uint8Array): string {
  const path = join(folder, `${bytes.length}`)
  writeFileSync(path, bytes)
  return path
}

describe('a room for files', () => {
  test('holds them one behind the other, and grows for those that do not fit', () => {
    const room = new FileRoom(10)
    const sizes = [0, 3, 7, 1, 100, 5000, 0, 2]
    const contents = sizes.map((size) => new Uint8Array(size).fill(size % 251))
    const read = contents.map((bytes) => room.read(fileOf(bytes)))
    expect(read).toEqual(contents)
    expect(room.filled).toBe(5113)
  })

  test('is used again once it is cleared', () => {
    const room = new FileRoom(10)
    room.read(fileOf(new Uint8Array(4).fill(1)))
    room.clear()
    expect(room.filled).toBe(0)
    expect(room.read(fileOf(new Uint8Array(3).fill(2)))).toEqual(new Uint8Array(3).fill(2))
  })

  test('takes nothing of a file that cannot be read', () => {
    const room = new FileRoom(10)
    const before = room.read(fileOf(new Uint8Array(4).fill(1)))
    mkdirSync(join(folder, 'folder'))
    expect(() => room.read(join(folder, 'missing'))).toThrow('there is no such file')
    expect(() => room.read(join(folder, 'folder'))).toThrow('it is a folder')
    expect(() => room.read(fileOf(new Uint8Array(largestFile + 1)))).toThrow('too much for one article')
    expect(room.filled).toBe(4)
    expect(room.read(fileOf(new Uint8Array(largestFile)))).toHaveLength(largestFile)
    expect(before).toEqual(new Uint8Array(4).fill(1))
  })
})
