// Do imports point down?
//
//     faces          cli  site  node  browser  index
//     composition    build              knowledge-base → asking → scanning → sighted   given  written-rules
//     engine         dialect → body     diagnose → query, rules → codes     scan → rules
//     formats        segment            query → segment
//     ground         article  analysis  answer  shape  doubled  errors
//
// What asks an index never loads what builds one, so the browser's share stays small. Only faces touch the world.

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const src = fileURLToPath(new URL('../../src', import.meta.url))

const ground = ['article', 'analysis', 'answer', 'shape', 'doubled', 'errors']
const faces = ['cli', 'site', 'node', 'browser', 'index']

/** Room (a folder of src, or a file beside them) → the other rooms that it may import. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  article: ground,
  analysis: ground,
  answer: ground,
  shape: ground,
  doubled: ground,
  errors: ground,
  body: ground,
  dialect: [...ground, 'body'],
  segment: ground,
  codes: ground,
  rules: [...ground, 'codes'],
  query: [...ground, 'segment', 'codes'],
  scan: [...ground, 'segment', 'codes', 'rules'],
  diagnose: [...ground, 'codes', 'query', 'rules'],
  session: [...ground, 'codes', 'rules', 'segment', 'diagnose'],
  build: [...ground, 'body', 'dialect', 'codes', 'rules', 'scan', 'segment'],
  explain: [...ground, 'segment', 'codes'],
  given: [...ground, 'segment'],
  'named-codes': [...ground, 'segment', 'codes'],
  'written-rules': [...ground, 'segment', 'rules'],
  asking: [
    ...ground,
    ...['segment', 'query', 'codes', 'rules', 'diagnose', 'session'],
    ...['scanning', 'given', 'named-codes', 'written-rules'],
  ],
  scanning: [...ground, 'segment', 'rules', 'scan', 'diagnose', 'given', 'sighted'],
  sighted: [...ground, 'segment', 'rules', 'scan', 'diagnose', 'written-rules'],
  'knowledge-base': [...ground, 'segment', 'query', 'session', 'asking', 'explain'],
}

/** Where an asking program starts, and what it must not load. */
const asks = /^(knowledge-base|asking|scanning|diagnose|explain|browser)\.ts$|^(query|scan)\//
const builds = /^(build\.ts|body\/|dialect\/|rules\/(derive|hand-written)|segment\/writer)/

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'))
  .sort()

interface Import {
  /** Path within src, or the name of a package. */
  readonly target: string
  readonly local: boolean
  /** Gone after compilation. */
  readonly typeOnly: boolean
}

const imports = new Map(files.map((file) => [file, readImports(file)]))

describe('the layers of src', () => {
  test('every room has its place', () => {
    const unknown = files.map(roomOf).filter((room) => !(room in mayImport) && !faces.includes(room))
    expect([...new Set(unknown)]).toEqual([])
  })

  test.each(files)('%s imports only what lies below it', (file) => {
    const room = roomOf(file)
    if (faces.includes(room)) return
    const allowed = [room, ...(mayImport[room] ?? [])]
    const upward = localImports(file).filter((target) => !allowed.includes(roomOf(target)))
    expect(upward).toEqual([])
  })

  test('imports run in no circle', () => {
    expect(files.flatMap((file) => (reachable([file], everyImport).includes(file) ? [file] : []))).toEqual([])
  })

  test('asking an index loads nothing that builds one', () => {
    const loaded = reachable(
      files.filter((file) => asks.test(file)),
      (file) => imports.get(file)!.filter(({ local, typeOnly }) => local && !typeOnly),
    )
    expect(loaded.filter((file) => builds.test(file))).toEqual([])
  })

  test('only faces import from node', () => {
    const worldly = files.filter((file) =>
      imports.get(file)!.some(({ target }) => target.startsWith('node:')),
    )
    expect(worldly.filter((file) => !faces.includes(roomOf(file)))).toEqual([])
  })

  test('no file has more than 600 lines', () => {
    const long = files.filter((file) => readFileSync(join(src, file), 'utf8').split('\n').length > 601)
    expect(long).toEqual([])
  })
})

function roomOf(file: string): string {
  return file.split('/')[0]!.replace(/\.ts$/, '')
}

function localImports(file: string): string[] {
  return everyImport(file).map(({ target }) => target)
}

function everyImport(file: string): Import[] {
  return imports.get(file)!.filter(({ local }) => local)
}

/** What the files lead to; a file is among them only if an import leads back to it. */
function reachable(from: readonly string[], next: (file: string) => readonly Import[]): string[] {
  const found = new Set<string>()
  const open = [...from]
  while (open.length > 0) {
    for (const { target } of next(open.pop()!)) {
      if (found.has(target)) continue
      found.add(target)
      open.push(target)
    }
  }
  return [...found].sort()
}

function readImports(file: string): Import[] {
  const text = readFileSync(join(src, file), 'utf8')
  const statements =
    /^(?:import|export)\s+(type\s)?(?:[^'"()]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm
  return Array.from(text.matchAll(statements), ([, type, name, dynamic]) => {
    const target = name ?? dynamic!
    const local = target.startsWith('.')
    return {
      target: local ? normalize(join(dirname(file), target)).replaceAll('\\', '/') : target,
      local: local && target.endsWith('.ts'),
      typeOnly: type !== undefined,
    }
  })
}
