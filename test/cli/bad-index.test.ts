// What does a user see whose index is not what it should be, or cannot be written?

import fs, { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { buildFolder } from '../../src/node/build.ts'
import { formatVersion, manifestName } from '../../src/segment/format.ts'
import { filesIn, markdownArticle, temporaryFolder, writeFiles } from '../support/folder.ts'
import { kb } from './run.ts'

const printer = markdownArticle('printer-silent', 'The printer is silent', 'Nothing is printed.')

async function smallIndex(): Promise<string> {
  const folder = temporaryFolder()
  writeFiles(folder, { 'texts/a.md': printer })
  await buildFolder([join(folder, 'texts')], join(folder, 'index'))
  return join(folder, 'index')
}

function fileOf(index: string, kind: string): string {
  return [...filesIn(index).keys()].find((name) => name.startsWith(`${kind}-`))!
}

function change(path: string, how: (bytes: Uint8Array) => Uint8Array): void {
  writeFileSync(path, how(new Uint8Array(readFileSync(path))))
}

/** The version alone: a `kb` of another time may have written other checksums. */
function ofFormat(version: number): (bytes: Uint8Array) => Uint8Array {
  return (bytes) => {
    new DataView(bytes.buffer).setUint16(8, version, true)
    return bytes
  }
}

const flipped = (bytes: Uint8Array): Uint8Array => bytes.map((byte, i) => (i === 60 ? byte ^ 1 : byte))
const buildAgain =
  'The index is damaged. Build it again with `kb build`, or copy it again from where it came.'

interface Case {
  readonly what: string
  /** Makes the index what it is. */
  readonly given: (index: string) => void
  readonly says: (index: string) => string
  readonly help: string
}

const cases: readonly Case[] = [
  {
    what: 'there is nothing',
    given: (index) => rmSync(index, { recursive: true }),
    says: (index) => `error[E0301]: ${index}: there is no index and no folder of articles`,
    help: 'check the spelling of --index or KB_INDEX; without them the articles that come with kb answer',
  },
  {
    what: 'there is an empty folder',
    given: (index) => {
      rmSync(index, { recursive: true })
      mkdirSync(index)
    },
    says: (index) => `error[E0301]: ${index}: there is no index here, and no article that can be read`,
    help: 'name the folder of an index, or a folder of articles',
  },
  {
    what: 'it has a newer format',
    given: (index) => change(join(index, manifestName), ofFormat(formatVersion + 1)),
    says: () => `error[E0303]: index.kb: it has format ${formatVersion + 1}, this kb reads ${formatVersion}`,
    help: 'Update kb, or build the index again with this one.',
  },
  {
    what: 'it has an older format',
    given: (index) => change(join(index, manifestName), ofFormat(1)),
    says: () => `error[E0303]: index.kb: it has format 1, this kb reads ${formatVersion}`,
    help: 'Build the index again with `kb build`.',
  },
  {
    what: 'its manifest is damaged',
    given: (index) => change(join(index, manifestName), flipped),
    says: () => 'error[E0302]: index.kb: it fails the checksum of page 0',
    help: buildAgain,
  },
  {
    what: 'its manifest is cut off',
    given: (index) => change(join(index, manifestName), (bytes) => bytes.subarray(0, 20)),
    says: () => 'error[E0302]: index.kb: it is cut off',
    help: buildAgain,
  },
  {
    what: 'its manifest is something else',
    given: (index) => writeFileSync(join(index, manifestName), 'A letter to my aunt, long enough to be one.'),
    says: () => 'error[E0302]: index.kb: it is no file of an index',
    help: buildAgain,
  },
  {
    what: 'a file of it is damaged',
    given: (index) => change(join(index, fileOf(index, 'cards')), flipped),
    says: (index) => `error[E0302]: ${fileOf(index, 'cards')}: it fails the checksum of page 0`,
    help: buildAgain,
  },
  {
    what: 'a file of it is gone',
    given: (index) => rmSync(join(index, fileOf(index, 'rules'))),
    says: () => 'error[E0302]: rules-*.kb: it is missing',
    help: buildAgain,
  },
  {
    what: 'its manifest is a folder',
    given: (index) => {
      rmSync(join(index, manifestName))
      mkdirSync(join(index, manifestName))
    },
    says: (index) => `error[E0304]: ${join(index, manifestName)}: it cannot be read: it is a folder`,
    help: 'Build the index again with `kb build`.',
  },
  {
    what: 'a file of it is a link to itself',
    given: (index) => {
      const path = join(index, fileOf(index, 'terms'))
      rmSync(path)
      symlinkSync(path, path)
    },
    says: (index) =>
      `error[E0304]: ${join(index, 'terms-*.kb')}: it cannot be read: its links go round in a circle`,
    help: 'Build the index again with `kb build`.',
  },
]

describe('asking an index where', () => {
  test.each(cases)('$what', async ({ given, says, help }) => {
    const index = await smallIndex()
    given(index)
    const { code, stdout, stderr } = await kb(['query', 'printer silent', '--index', index])
    const masked = stderr.replace(/\b(rules|terms)-[0-9a-f]{20}\.kb/, '$1-*.kb')
    expect({ code, stdout, stderr: masked }).toEqual({
      code: 4,
      stdout: '',
      stderr: `${says(index)}\n  help: ${help}\n`,
    })
  })

  test.skipIf(process.getuid?.() === 0)('reading is not allowed (skipped for root, who may)', async () => {
    const index = await smallIndex()
    fs.chmodSync(join(index, manifestName), 0)
    expect(await kb(['query', 'printer silent', '--index', index])).toEqual({
      code: 4,
      stdout: '',
      stderr: `error[E0304]: ${join(index, manifestName)}: it cannot be read: permission denied\n  help: Ask the owner of the index for the right to read it.\n`,
    })
  })
})

/** Until the test ends, writing to files fails as it does on a system that says `code`. */
function failingWrites(code: string): void {
  const { writeSync } = fs
  const restore = (): void => {
    fs.writeSync = writeSync
    syncBuiltinESMExports()
  }
  onTestFinished(restore)
  fs.writeSync = () => {
    throw Object.assign(new Error(code), { code })
  }
  syncBuiltinESMExports()
}

describe('building where', () => {
  test.each([
    ['the disk is full', 'ENOSPC', 'Make room, or name a folder on another disk with --out.'],
    ['the quota is used up', 'EDQUOT', 'Make room, or name a folder on another disk with --out.'],
    ['permission denied', 'EACCES', 'Name a folder with --out that you may write to.'],
    ['the disk reports an error', 'EIO', 'Check the disk, or name a folder on another one with --out.'],
  ])('%s: the index that is there stays and answers', async (reason, code, help) => {
    const index = await smallIndex()
    const before = filesIn(index)
    const texts = join(index, '..', 'texts')
    writeFiles(texts, { 'b.md': markdownArticle('b', 'B', 'Words.') })
    failingWrites(code)
    expect(await kb(['build', texts, '--out', index])).toEqual({
      code: 5,
      stdout: '',
      stderr: `error[E0401]: ${index}: the index cannot be written: ${reason}\n  help: ${help}\n`,
    })
    expect(filesIn(index)).toEqual(before)
    expect((await kb(['show', 'printer-silent', '--index', index])).code).toBe(0)
  })
})
