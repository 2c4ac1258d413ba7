import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kb } from './run.ts'

const articles = fileURLToPath(new URL('../../articles', import.meta.url))
const env = { KB_INDEX: articles }

/** What a program of a few words does when `kb run` runs it. */
const running = (program: string, ...options: string[]) =>
  kb(['run', ...options, '--', process.execPath, '-e', program], { env })

describe('kb run', () => {
  test('passes on what the command writes, and its success, and says nothing itself', async () => {
    const typed = await running("process.stdout.write('out\\u001b[31m'); process.stderr.write('err')")
    expect(typed).toEqual({ code: 0, stdout: 'out\u001b[31m', stderr: 'err' })
  })

  test('passes on bytes that are no text', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kb-run-'))
    try {
      const all = Buffer.from(Array.from({ length: 256 }, (_, i) => i))
      writeFileSync(join(folder, 'all'), all)
      expect(execFileSync(process.execPath, [...kbLine, 'run', '--', 'cat', join(folder, 'all')])).toEqual(
        all,
      )
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('answers on stderr from what a failing command wrote on either stream', async () => {
    for (const stream of ['stdout', 'stderr']) {
      const { code, stdout, stderr } = await running(
        `process.${stream}.write('Shared fax of the small business server: modem busy\\n'); process.exitCode = 7`,
        '--product',
        'SBS',
      )
      expect(code).toBe(7)
      expect(stdout.includes('Q224499')).toBe(false)
      expect(stderr).toContain('ended with exit code 7')
      expect(stderr).toContain('Q224499')
    }
  })

  test('finds the message at the end of much other output, through its colours', async () => {
    const { stderr } = await running(
      "for (let i = 0; i < 20000; i++) console.log('step', i, 'done'); console.error('\\u001b[31mThis is an \\u001b[1minvalid CD Key value.\\u001b[0m'); process.exit(1)",
      '--product',
      'Plus! for Windows 95',
    )
    expect(stderr).toContain('Q139955')
  })

  test('says so where nothing fits, or nothing was said', async () => {
    expect((await running("console.log('a parrot that is no more'); process.exit(3)")).stderr).toContain(
      'exit code 3; nothing that is known here fits its output.',
    )
    expect((await running('process.exit(4)')).stderr).toContain('said nothing that could be looked up')
  })

  test('gives what a signal ended the code that a shell gives it', async () => {
    expect((await running("process.kill(process.pid, 'SIGTERM')")).code).toBe(128 + 15)
  })

  test('starts no shell', async () => {
    const { stdout } = await kb(['run', '--', process.execPath, '-p', 'process.argv[1]', '$HOME; echo *'], {
      env,
    })
    expect(stdout).toBe('$HOME; echo *\n')
  })

  test('leaves to the command what looks like an option of ours', async () => {
    const line = ['run', '--', process.execPath, '-p', 'process.argv.slice(1).join()', '--']
    const { code, stdout } = await kb([...line, '--help', '--color=mauve', '--debug', '-7'], { env })
    expect([code, stdout]).toEqual([0, '--help,--color=mauve,--debug,-7\n'])
  })

  test('says in one line that there is no such command, or that it is no program', async () => {
    const nothing = await kb(['run', '--', 'no-such-command-anywhere'], { env })
    expect(nothing.code).toBe(3)
    expect(nothing.stderr).toMatch(
      /^error\[E0211\]: "no-such-command-anywhere": there is no such command\n {2}help: .*\n$/,
    )
    const folder = await kb(['run', '--', articles], { env })
    expect([folder.code, folder.stderr.split(':')[0]]).toEqual([3, 'error[E0211]'])
  })

  test('does not run the command where the index that is named is not there', async () => {
    const { code, stdout, stderr } = await kb(['run', '--index', 'no-such-index', '--', 'echo', 'ran'])
    expect([code, stdout]).toEqual([4, ''])
    expect(stderr).toContain('error[E0301]: no-such-index')
  })

  test('keeps the exit code of the command where the index is damaged', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kb-run-'))
    try {
      writeFileSync(join(folder, 'index.kb'), 'damaged')
      const { code, stderr } = await kb([
        'run',
        '--index',
        folder,
        '--',
        process.execPath,
        '-e',
        "console.log('modem busy'); process.exit(9)",
      ])
      expect(code).toBe(9)
      expect(stderr).toMatch(/error\[E03\d\d\]/)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('shows the help where no command is given', async () => {
    expect((await kb(['run'], { env })).code).toBe(2)
  })

  test('is told of a product that nothing speaks of', async () => {
    const { code, stderr } = await running(
      "console.log('modem busy'); process.exit(1)",
      '--product',
      'Parrot 7',
    )
    expect(code).toBe(1)
    expect(stderr).toContain('error[E0103]')
  })
})

/** `kb` as a process of its own. */
const kbLine = ['--import', 'tsx', fileURLToPath(new URL('../../src/cli/kb.ts', import.meta.url))]

describe('kb run as a process', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kb-run-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test('gives the command its own standard input', () => {
    const { stdout, status } = spawnSync(process.execPath, [...kbLine, 'run', '--', 'cat'], {
      input: 'typed',
    })
    expect([status, stdout.toString()]).toEqual([0, 'typed'])
  })

  test('ends as the command ends when nobody reads on, and is quiet', () => {
    const kbRun = `${process.execPath} ${kbLine.join(' ')} run --`
    const line = `{ ${kbRun} sh -c 'yes; exit 5'; echo "ended $?" >&2; } | head -1`
    const { stdout, stderr } = spawnSync('sh', ['-c', line], { env: { ...process.env, ...env } })
    expect(stdout.toString()).toBe('y\n')
    // the shell that runs `yes` goes on to its own end
    expect(stderr.toString()).toMatch(/ended 5\n$/)
    expect(stderr.toString()).not.toMatch(/EPIPE|error\[|bug/)
  })

  test('passes on the signal that would end it, and waits for the command', async () => {
    const program =
      "process.on('SIGTERM', () => process.exit(42)); console.log('ready'); setInterval(() => {}, 1000)"
    const child = spawn(process.execPath, [...kbLine, 'run', '--', process.execPath, '-e', program], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, ...env },
    })
    child.stdout.once('data', () => child.kill('SIGTERM'))
    const code = await new Promise((resolve) => child.on('close', resolve))
    expect(code).toBe(42)
  })
})
