import { describe, expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { commands, findCommand } from '../../src/cli/commands.ts'
import { kb } from './run.ts'

describe('without a command', () => {
  test('nothing typed shows the commands on stderr and ends with 2', async () => {
    const { code, stdout, stderr } = await kb([])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    for (const name of Object.keys(commands)) expect(stderr).toContain(`\n  ${name} `)
  })

  test.each([['-h'], ['--help'], ['help']])('%s shows the same on stdout and ends with 0', async (word) => {
    const { code, stdout, stderr } = await kb([word])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toBe((await kb([])).stderr)
  })

  test('--version prints the version and nothing else', async () => {
    expect(await kb(['--version'])).toEqual({ code: 0, stdout: `${packageJson.version}\n`, stderr: '' })
  })
})

describe('help of a command', () => {
  test.each(Object.keys(commands))('kb %s -h fits a screen of 80 by 24', async (name) => {
    const { code, stdout } = await kb([name, '-h'])
    const lines = stdout.trimEnd().split('\n')
    expect(code).toBe(0)
    expect(lines.length).toBeLessThanOrEqual(24)
    expect(lines.filter((line) => line.length > 80)).toEqual([])
  })

  test.each(Object.keys(commands))(
    'kb %s --help shows every option, two examples or more, and the exit codes',
    async (name) => {
      const { options, examples } = await findCommand(name)
      const { stdout } = await kb([name, '--help'])
      for (const option of [...Object.keys(options), 'color', 'debug', 'help'])
        expect(stdout).toContain(`--${option}`)
      expect(examples.length).toBeGreaterThanOrEqual(2)
      for (const { line } of examples) expect(stdout).toContain(line)
      expect(stdout).toContain('130  interrupted')
    },
  )

  test('kb help NAME is kb NAME --help', async () => {
    expect(await kb(['help', 'parse'])).toEqual(await kb(['parse', '--help']))
  })

  test('beats whatever else was typed', async () => {
    expect((await kb(['new', 'Not A Slug', '-h'])).code).toBe(0)
  })
})

describe('what is not understood', () => {
  test.each([
    { typed: ['pasre'], says: 'error[E0101]: there is no command "pasre"\n  help: did you mean parse?\n' },
    {
      typed: ['frobnicate'],
      says: 'error[E0101]: there is no command "frobnicate"\n  help: kb -h lists the commands\n',
    },
    {
      typed: ['constructor'],
      says: 'error[E0101]: there is no command "constructor"\n  help: kb -h lists the commands\n',
    },
    {
      typed: ['help', 'pasre'],
      says: 'error[E0101]: there is no command "pasre"\n  help: did you mean parse?\n',
    },
    {
      typed: ['--json'],
      says: 'error[E0101]: --json is no option of kb itself\n  help: the options of a command stand after its name; kb -h lists the commands\n',
    },
    {
      typed: ['parse', '--explain-dialct', 'x'],
      says: 'error[E0101]: kb parse has no option --explain-dialct\n  help: did you mean --explain-dialect?\n',
    },
    {
      typed: ['parse', '--zzz', 'x'],
      says: 'error[E0101]: kb parse has no option --zzz\n  help: kb parse -h lists the options\n',
    },
    {
      typed: ['parse', '-q', 'x'],
      says: 'error[E0101]: kb parse has no option -q\n  help: kb parse -h lists the options\n',
    },
    {
      typed: ['run', 'sh', '-c', 'exit 4'],
      says: 'error[E0101]: kb run has no option -c\n  help: options of another command stand behind the two hyphens: kb run [options] -- COMMAND [ARGUMENTS…]\n',
    },
    {
      typed: ['parse', '--json=yes', 'x'],
      says: 'error[E0101]: the option --json takes no value\n  help: kb parse -h lists the options\n',
    },
    {
      typed: ['new', 'x', '--dir'],
      says: 'error[E0101]: the option --dir needs a value\n  help: kb new -h lists the options\n',
    },
    {
      typed: ['parse', 'x', '--color=pink'],
      says: 'error[E0101]: --color is given something else than auto, always or never\n  help: for example --color=never\n',
    },
  ])('$typed', async ({ typed, says }) => {
    expect(await kb(typed)).toEqual({ code: 2, stdout: '', stderr: says })
  })

  test('is shown without the control characters in it', async () => {
    const { stderr } = await kb(['\x1b]0;title\x07'])
    expect(stderr).toContain('there is no command "^[]0;title^G"')
  })
})

describe('writing', () => {
  const failing = (code: string, message: string): NodeJS.ErrnoException =>
    Object.assign(new Error(message), { code })

  test('a closed pipe is quiet', async () => {
    expect(await kb(['--version'], { writeError: failing('EPIPE', 'broken pipe') })).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    })
  })

  test('a full disk is an error of its own', async () => {
    const { code, stderr } = await kb(['--version'], {
      writeError: failing('ENOSPC', 'no space left on device'),
    })
    expect(code).toBe(5)
    expect(stderr).toBe(
      'error[E0401]: output could not be written: no space left on device\n  help: is there room on the disk?\n',
    )
  })

  test('errors are coloured on a terminal, unless colours are not wanted', async () => {
    expect((await kb(['frobnicate'], { terminal: true })).stderr).toContain('\x1b[31m')
    expect((await kb(['frobnicate'], { terminal: true, env: { NO_COLOR: '1' } })).stderr).not.toContain(
      '\x1b',
    )
    expect((await kb(['frobnicate', '--color=never'], { terminal: true })).stderr).not.toContain('\x1b')
  })
})

test('a bug of ours says so, ends with 70, and shows where it arose only with --debug', async () => {
  const broken = {
    get isTTY(): boolean {
      throw new TypeError('broken on purpose')
    },
    async *[Symbol.asyncIterator]() {},
  }
  const plain = await kb(['parse'], { stdin: broken })
  expect(plain.code).toBe(70)
  expect(plain.stderr).toBe(
    `error: this is a bug in kb ${packageJson.version}: broken on purpose\n  help: please report it with the command that was typed; --debug shows where it arose\n`,
  )
  expect((await kb(['parse', '--debug'], { stdin: broken })).stderr).toContain('main.test.ts')
})
