// What was typed, which command is it, and what does the user get to see?
//
// The only place that writes, exits and knows the terminal. Commands yield text and errors (`command.ts`).

import packageJson from '../../package.json' with { type: 'json' }
import { KbError } from '../errors.ts'
import {
  Aside,
  type Call,
  ClosedPipe,
  type ExitCode,
  NothingAsked,
  type Output,
  readArguments,
  type Stdin,
} from './command.ts'
import { findCommand } from './commands.ts'
import { fullHelp, overview, shortHelp } from './help.ts'
import { renderComplaint } from './render/complaint.ts'
import { type ColourWish, openScreen, type Screen } from './terminal.ts'

/** What `main` needs of the process. */
export interface World {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: Stdin
  readonly stdout: Sink
  readonly stderr: Sink
  on(event: 'SIGINT' | 'uncaughtException', listener: (problem: unknown) => void): unknown
  exit(code: ExitCode): never
}

/** The part of a writable stream that is used. */
export interface Sink {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string | Uint8Array, done: (problem?: Error | null) => void): unknown
  on(event: 'error', listener: (problem: Error) => void): unknown
}

/** Runs one command line. Returns the exit code once all output is written; never throws. */
export async function main(world: World): Promise<ExitCode> {
  const args = world.argv.slice(2)
  const own = beforeDashes(args)
  const wish = colourWish(own)
  const outlet = new Outlet(world, { wish: wish ?? 'auto', debug: own.includes('--debug') })
  try {
    if (wish === null)
      throw new KbError('E0101', '--color is given something else than auto, always or never', {
        help: 'for example --color=never',
      })
    return await obey(args, world, outlet)
  } catch (problem) {
    if (problem instanceof ClosedPipe) return 0
    await outlet.complain(problem).catch(() => {})
    return problem instanceof KbError ? problem.exitCode : 70
  }
}

/** What follows `--` is for somebody else, whatever it looks like. */
function beforeDashes(args: readonly string[]): readonly string[] {
  const at = args.indexOf('--')
  return at < 0 ? args : args.slice(0, at)
}

/** `kb [options] [name] [options and words]` */
async function obey(args: readonly string[], world: World, outlet: Outlet): Promise<ExitCode> {
  const at = args.findIndex((arg) => !arg.startsWith('-'))
  const before = at < 0 ? args : args.slice(0, at)
  const [name, ...after] = at < 0 ? [] : args.slice(at)
  if (before.includes('--version')) return outlet.print(packageJson.version)
  if (name === 'help' || before.includes('-h') || before.includes('--help')) {
    const about = name === 'help' ? after[0] : name
    return outlet.print(
      about === undefined ? await overview(outlet.screen) : fullHelp(await findCommand(about), outlet.screen),
    )
  }
  const unknown = before.find((option) => !/^--(?:debug|color=.*)$/.test(option))
  if (unknown !== undefined)
    throw new KbError('E0101', `${unknown} is no option of kb itself`, {
      help: 'the options of a command stand after its name; kb -h lists the commands',
    })
  return name === undefined
    ? outlet.usage(await overview(outlet.screen))
    : runCommand(name, after, world, outlet)
}

async function runCommand(
  name: string,
  args: readonly string[],
  world: World,
  outlet: Outlet,
): Promise<ExitCode> {
  const { screen, status } = outlet
  const command = await findCommand(name)
  const { words, options } = await readArguments(command, args)
  if (options.has('help'))
    return outlet.print(
      beforeDashes(args).includes('--help') ? fullHelp(command, screen) : shortHelp(command, screen),
    )
  let interrupt: () => void = () => world.exit(130)
  world.on('SIGINT', () => interrupt())
  const onInterrupt = (listener: () => void): void => {
    interrupt = listener
  }
  world.on('uncaughtException', (problem) => {
    outlet.complain(problem).finally(() => world.exit(70))
  })
  try {
    const call: Call = {
      words,
      options,
      env: world.env,
      screen,
      onInterrupt,
      status,
      // opening them costs more than many a command
      get stdin() {
        return world.stdin
      },
      get asideScreen() {
        return outlet.asideScreen
      },
    }
    return await deliver(command.run(call), outlet)
  } catch (problem) {
    if (problem instanceof NothingAsked) return outlet.usage(shortHelp(command, screen))
    throw problem
  }
}

/** Writes what the command yields, as fast as it is taken; a command may go on when its output cannot be written. */
async function deliver(output: AsyncGenerator<Output, ExitCode>, outlet: Outlet): Promise<ExitCode> {
  let step = await output.next()
  while (!step.done) {
    try {
      await outlet.put(step.value)
    } catch (problem) {
      step = await output.throw(problem)
      continue
    }
    step = await output.next()
  }
  return step.value
}

/** The last `--color`: `auto` where there is none, `null` where it is given anything unknown. */
function colourWish(args: readonly string[]): ColourWish | null {
  const at = args.findLastIndex((arg) => arg === '--color' || arg.startsWith('--color='))
  if (at < 0) return 'auto'
  const wish = args[at] === '--color' ? args[at + 1] : args[at]!.slice('--color='.length)
  return wish === 'auto' || wish === 'always' || wish === 'never' ? wish : null
}

/** Where everything goes that is written. */
class Outlet {
  readonly screen: Screen
  readonly #world: World
  readonly #wish: ColourWish
  readonly #debug: boolean
  #aside: { readonly sink: Sink; readonly screen: Screen } | null = null
  #hasStatus = false

  constructor(world: World, { wish, debug }: { wish: ColourWish; debug: boolean }) {
    this.screen = openScreen(world.stdout, wish, world.env)
    this.#world = world
    this.#wish = wish
    this.#debug = debug
    world.stdout.on('error', reportedToWhoeverWaits)
  }

  get asideScreen(): Screen {
    return this.#openAside().screen
  }

  /** Most commands have nothing to say beside their answer. */
  #openAside(): { readonly sink: Sink; readonly screen: Screen } {
    if (this.#aside === null) {
      const { stderr: sink, env } = this.#world
      sink.on('error', reportedToWhoeverWaits)
      this.#aside = { sink, screen: openScreen(sink, this.#wish, env) }
    }
    return this.#aside
  }

  get #stdout(): Sink {
    return this.#world.stdout
  }

  get #stderr(): Sink {
    return this.#openAside().sink
  }

  put(output: Output): Promise<void> {
    if (output instanceof KbError) return this.complain(output)
    this.#clearStatus()
    return output instanceof Aside ? write(this.#stderr, output.text) : write(this.#stdout, output)
  }

  async print(text: string): Promise<0> {
    await write(this.#stdout, `${text}\n`)
    return 0
  }

  /** One line of stderr that stays until there is something to say; nothing where that is no terminal. */
  readonly status = (line: string): void => {
    if (this.#stderr.isTTY !== true) return
    this.#hasStatus = true
    this.#stderr.write(`${eraseLine}${line}`, () => {})
  }

  #clearStatus(): void {
    if (this.#hasStatus) this.#stderr.write(eraseLine, () => {})
    this.#hasStatus = false
  }

  /** Help for somebody who did not ask for it. */
  async usage(help: string): Promise<2> {
    await write(this.#stderr, `${help}\n`)
    return 2
  }

  complain(problem: unknown): Promise<void> {
    this.#clearStatus()
    const { version } = packageJson
    return write(
      this.#stderr,
      `${renderComplaint(problem, this.asideScreen.paint, { version, debug: this.#debug })}\n`,
    )
  }
}

/** Back to the first column, and nothing in the line. */
const eraseLine = '\r\x1b[K'

function write(sink: Sink, text: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    sink.write(text, (problem) => {
      if (!problem) resolve()
      else
        reject((problem as NodeJS.ErrnoException).code === 'EPIPE' ? new ClosedPipe() : unwritable(problem))
    })
  })
}

/** What could not be written is told to whoever waits for it. */
function reportedToWhoeverWaits(): void {}

function unwritable(problem: Error): KbError {
  return new KbError('E0401', `output could not be written: ${problem.message}`, {
    help: 'is there room on the disk?',
    cause: problem,
  })
}
