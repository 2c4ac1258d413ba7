// Does the package do what its README says, installed where nothing else is?
//
// It is packed (which builds it), installed without scripts into an empty folder, and used there.

import { type ExecFileException, execFile, execFileSync, spawn } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commands, findCommand } from '../src/cli/commands.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const readme = readFileSync(join(root, 'README.md'), 'utf8')

let folder = ''
let packed: readonly string[] = []
const installed = (...path: string[]): string => join(folder, 'node_modules/kb-engine', ...path)

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

function run(file: string, args: readonly string[], cwd: string = folder): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(file, args, { cwd }, (problem: ExecFileException | null, stdout, stderr) => {
      resolve({ code: Number(problem?.code ?? 0), stdout, stderr })
    })
    child.stdin?.end()
  })
}

const bin = (): string => join(folder, 'node_modules/.bin/kb')

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kb-package-'))
  const said = execFileSync('npm', ['pack', '--json', '--silent', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  // What the build says may stand before it.
  const [pack] = JSON.parse(said.slice(said.search(/^\[/m))) as {
    filename: string
    files: { path: string }[]
  }[]
  packed = pack!.files.map(({ path }) => path)
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  const install = [
    'install',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    `./${pack!.filename}`,
  ]
  const { code } = await run('npm', install)
  if (code !== 0) installWithoutRegistry(pack!.filename)
}, 180_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Where no registry can be reached: the same files, with the dependencies that are here. */
function installWithoutRegistry(tarball: string): void {
  mkdirSync(installed(), { recursive: true })
  execFileSync('tar', ['-xzf', join(folder, tarball), '-C', installed(), '--strip-components=1'])
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (!name.startsWith('.'))
      symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name))
  }
  mkdirSync(join(folder, 'node_modules/.bin'))
  symlinkSync(installed('dist/cli/kb.js'), join(folder, 'node_modules/.bin/kb'))
}

describe('the package', () => {
  test('holds what is used and nothing else', () => {
    const folders = packed.map((path) =>
      path
        .split('/')
        .slice(0, path.startsWith('dist/') ? 2 : 1)
        .join('/'),
    )
    expect([...new Set(folders)].sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/THIRD-PARTY.txt',
      'dist/browser',
      'dist/cli',
      'dist/index',
      'dist/lib',
      'dist/schema',
      'dist/site',
      'package.json',
    ])
  })

  test('names the licence of every package whose code is in the command line', () => {
    const licences = readFileSync(installed('dist/THIRD-PARTY.txt'), 'utf8')
    const bundled = new Set(
      readdirSync(installed('dist/cli/parts')).flatMap((file) =>
        packagesIn(readFileSync(installed('dist/cli/parts', file), 'utf8')),
      ),
    )
    expect([...bundled].sort()).toEqual(
      expect.arrayContaining(['fuse.js', 'gray-matter', 'parse5', 'remark-parse']),
    )
    for (const name of bundled) {
      const { version } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'))
      const entry = licences
        .split(/^-{80}$/m)
        .find((text) => text.trimStart().startsWith(`${name} ${version}\n`))
      expect(entry, name).toMatch(/copyright/i)
      expect(entry!.length, name).toBeGreaterThan(500)
    }
  })

  test('runs no script when it is installed', () => {
    const { scripts } = JSON.parse(readFileSync(installed('package.json'), 'utf8'))
    expect(Object.keys(scripts).filter((name) => /install/.test(name))).toEqual([])
  })
})

describe('the command line', () => {
  test('answers from the articles that come with it', async () => {
    const { code, stdout, stderr } = await run(bin(), ['query', '--json', 'modem', 'busy'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'kb/answer/1', verdict: 'answer' })
  })

  test('prints what the README says it prints', async () => {
    const sessions = [...readme.matchAll(/```console\n([\s\S]*?)```/g)].flatMap(([, text]) =>
      sessionsIn(text!),
    )
    expect(sessions.length).toBeGreaterThan(0)
    for (const { typed, printed } of sessions) expect(await shell(typed), typed).toBe(printed)
  })

  test.each(Object.keys(commands))('runs every example of kb %s -h', async (name) => {
    const scratch = mkdtempSync(join(folder, 'scratch-'))
    cpSync(join(root, 'articles'), join(scratch, 'articles'), { recursive: true })
    cpSync(installed('dist/index'), join(scratch, 'kb-index'), { recursive: true })
    writeFileSync(join(scratch, 'setup.log'), 'This is an invalid CD Key value.\n')
    writeFileSync(join(scratch, 'known.yaml'), 'product: Visual Basic 4.0\n')
    const { examples } = await findCommand(name)
    for (const { line } of examples) {
      const { code, stderr } = await run('bash', ['-c', line.replace(/^kb /, `${bin()} `)], scratch)
      // Nobody knows the article that stands for any other.
      expect({ line, code, stderr }).toEqual(
        line.includes('4711')
          ? { line, code: 1, stderr: expect.stringContaining('E0104') }
          : {
              line,
              code: 0,
              stderr: /^kb diagnose (?:"|--log)/.test(line) ? expect.stringContaining('?') : '',
            },
      )
    }
  })

  test('builds with threads of its own the same index as without', async () => {
    const articles = join(root, 'articles')
    const builds = [
      ['build', articles, '--out', 'alone', '--json'],
      ['build', articles, '--out', 'threads', '--json', '--workers', '2'],
    ]
    const ids: string[] = []
    for (const typed of builds) {
      const { code, stdout, stderr } = await run(bin(), typed)
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      ids.push(JSON.parse(stdout).build)
    }
    expect(ids[0]).toBe(ids[1])
    expect((await run(bin(), ['verify', 'threads'])).code).toBe(0)
  })

  test('is interrupted with 130', async () => {
    const child = spawn(bin(), ['query', '--batch', '-'], { stdio: ['pipe', 'pipe', 'ignore'] })
    child.stdin.write('{"id":"a","query":"modem busy"}\n')
    await new Promise((resolve) => child.stdout.once('data', resolve))
    child.kill('SIGINT')
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(130)
  })

  test('is quiet when nobody reads on', async () => {
    const { code, stdout, stderr } = await run('bash', [
      '-c',
      'set -o pipefail; node_modules/.bin/kb parse node_modules/kb-engine/dist/lib | head -c 1 > first',
    ])
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  test('says so where the disk is full', async () => {
    const { code, stderr } = await run('bash', ['-c', 'node_modules/.bin/kb --version > /dev/full'])
    expect(code).toBe(5)
    expect(stderr).toContain('error[E0401]')
  })

  test.each([
    { typed: ['--version'] },
    { typed: ['explain', 'E0101'] },
    { typed: ['query', 'modem busy'] },
    { typed: ['show', 'Q224499'] },
  ])('loads no package for kb $typed', async ({ typed }) => {
    const coverage = join(folder, 'coverage')
    const { code } = await run('env', [
      `NODE_V8_COVERAGE=${coverage}`,
      'node',
      installed('dist/cli/kb.js'),
      ...typed,
    ])
    expect(code).toBe(0)
    const loaded = readdirSync(coverage).flatMap((file) => scriptsIn(join(coverage, file)))
    rmSync(coverage, { recursive: true })
    const found = loaded.flatMap((path) => packagesIn(readFileSync(path, 'utf8')))
    expect(found).toEqual([])
  })
})

describe('the library', () => {
  test('does what the example of the README says, in ten lines or so', async () => {
    const [, example, said] = /```ts\n([\s\S]*?)```[\s\S]*?```text\n([\s\S]*?)```/.exec(readme) ?? []
    expect(example!.trimEnd().split('\n').length).toBeLessThanOrEqual(12)
    writeFileSync(join(folder, 'example.ts'), example!)
    writeFileSync(join(folder, 'example.js'), example!)
    expect(await run('node', ['example.js'])).toEqual({ code: 0, stdout: said, stderr: '' })
  })

  test('is fully typed for whoever uses it, under the strictest settings', async () => {
    const options = {
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      module: 'NodeNext',
      target: 'ES2023',
      types: [],
      noEmit: true,
    }
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: options, files: ['example.ts'] }),
    )
    const tsc = join(root, 'node_modules/typescript/bin/tsc')
    expect(await run('node', [tsc, '-p', folder])).toMatchObject({ code: 0, stdout: '' })
  })
})

/** The packages that a bundled file holds code of, by the comments the bundler leaves. */
function packagesIn(code: string): string[] {
  return [...code.matchAll(/^ *\/\/ (?:\S*\/)?node_modules\/((?:@[^/\n]+\/)?[^/\n]+)\//gm)].map(
    ([, name]) => name!,
  )
}

function scriptsIn(coverage: string): string[] {
  const { result } = JSON.parse(readFileSync(coverage, 'utf8')) as { result: { url: string }[] }
  return result
    .map(({ url }) => url)
    .filter((url) => url.startsWith('file:'))
    .map((url) => fileURLToPath(url))
}

/** `$ command`, and what it prints up to the next one. */
function sessionsIn(text: string): { readonly typed: string; readonly printed: string }[] {
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((session) => {
      const end = session.indexOf('\n') + 1
      return { typed: session.slice(0, end).trim(), printed: session.slice(end) }
    })
}

/** In the project's folder, as the README has it. */
async function shell(typed: string): Promise<string> {
  const { stdout, stderr } = await run('bash', ['-c', typed.replaceAll('npx kb', bin())], root)
  return stdout + stderr
}
