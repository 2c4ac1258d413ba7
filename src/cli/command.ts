// What is a command, and how are the words after its name read?
//
// A command is one record in `commands/`; `commands.ts` lists them.

import { type ParseArgsConfig, parseArgs } from 'node:util'
import { KbError } from '../errors.ts'
import { didYouMean } from './suggest.ts'
import type { Screen } from './terminal.ts'

export interface Command {
  readonly name: string
  /** What one gets, as it stands in the list of commands. */
  readonly summary: string
  readonly usage: readonly string[]
  /** What the option list does not say; paragraphs. */
  readonly about: readonly string[]
  readonly options: Options
  readonly examples: readonly Example[]
  /**
   * Yields what goes to stdout, as it is written, and to stderr, as errors that do not end the command. Returns the exit
   * code. Throws `KbError` for what ends it, and `NothingAsked` where there is nothing to work on. Where nobody reads what
   * it yields any more, `ClosedPipe` is thrown into it, which ends it quietly unless it goes on for another reason.
   */
  readonly run: (call: Call) => AsyncGenerator<Output, ExitCode>
}

export type Output = string | Uint8Array | Aside | KbError
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 70 | 130 | PassedCode
/** What a command that kb has run ended with. */
export type PassedCode = number & { readonly passed: true }

/** What goes to stderr without being an error. */
export class Aside {
  readonly text: string | Uint8Array

  constructor(text: string | Uint8Array) {
    this.text = text
  }
}

/** Whoever read our output has stopped reading: there is nothing left to do, and nothing to complain about. */
export class ClosedPipe extends Error {}

export type Options = Readonly<Record<string, Option>>

export interface Option {
  readonly about: string
  /** What stands for the value in the help (`ID`, `N`); an option without one is a switch. */
  readonly value?: string
  readonly short?: string
}

export interface Example {
  readonly line: string
  readonly about: string
}

/** What a command is given to work with; it sees no other part of the process. */
export interface Call {
  readonly words: readonly string[]
  readonly options: Values
  readonly stdin: Stdin
  readonly env: Readonly<Record<string, string | undefined>>
  /** What stdout is shown on. */
  readonly screen: Screen
  /** What stderr is shown on. */
  readonly asideScreen: Screen
  /** Has this done when the user interrupts (Ctrl-C), instead of ending at once with 130. */
  readonly onInterrupt: (listener: () => void) => void
  /** Shows on stderr how far it is, until the next line or the next output; nothing where that is no terminal. */
  readonly status: (line: string) => void
}

export type Stdin = AsyncIterable<Uint8Array> & { readonly isTTY?: boolean }

/** There are no words, and nobody pipes any in: the help is shown, and the exit code is 2. */
export class NothingAsked extends Error {}

/** The given options, asked for by their names in the record; asking for another one is a bug. */
export class Values {
  readonly #options: Options
  readonly #values: Readonly<Record<string, unknown>>

  constructor(options: Options, values: Readonly<Record<string, unknown>>) {
    this.#options = options
    this.#values = values
  }

  has(name: string): boolean {
    return this.#read(name) !== undefined
  }

  /** The last value given, or `null`. */
  one(name: string): string | null {
    return this.all(name).at(-1) ?? null
  }

  all(name: string): readonly string[] {
    return (this.#read(name) as readonly string[] | undefined) ?? []
  }

  /** A whole number of at least `least`, or `otherwise`. Throws E0101 for anything else. */
  number(name: string, least: number, otherwise: number): number {
    const given = this.one(name)
    if (given === null) return otherwise
    const number = Number(given)
    if (/^\d+$/.test(given) && number >= least && Number.isSafeInteger(number)) return number
    throw new KbError('E0101', `--${name} is "${given}", which is no whole number from ${least} on`, {
      help: `for example --${name} ${otherwise}`,
    })
  }

  #read(name: string): unknown {
    if (!Object.hasOwn(this.#options, name)) throw new TypeError(`no option --${name} is declared`)
    return this.#values[name]
  }
}

/** Every command knows these. */
export const commonOptions: Options = {
  color: { value: 'WHEN', about: 'auto, always or never; otherwise NO_COLOR, FORCE_COLOR and TERM decide' },
  debug: { about: 'with every error where in the program it arose' },
  help: { short: 'h', about: '-h the short help, --help all of it' },
}

/** Reads what follows the command's name. Throws E0101 for what the command does not know. */
export async function readArguments(
  command: Command,
  args: readonly string[],
): Promise<Pick<Call, 'words' | 'options'>> {
  const options = { ...command.options, ...commonOptions }
  try {
    const { values, positionals } = parseArgs({
      args: args.map(shieldNumber),
      options: Object.fromEntries(Object.entries(options).map(([name, option]) => [name, described(option)])),
      allowPositionals: true,
      strict: true,
    })
    return { words: positionals.map(unshieldNumber), options: new Values(options, unshielded(values)) }
  } catch (problem) {
    throw await asUsageError(problem, command, Object.keys(options))
  }
}

function described(option: Option): NonNullable<ParseArgsConfig['options']>[string] {
  const short = option.short === undefined ? {} : { short: option.short }
  return option.value === undefined
    ? { type: 'boolean', ...short }
    : { type: 'string', multiple: true, ...short }
}

// Reports hold error codes such as -2147024891, which are no options.
const shield = '\0'
const shieldNumber = (arg: string): string => (/^-\d/.test(arg) ? shield + arg : arg)
const unshieldNumber = (arg: string): string => (arg.startsWith(shield) ? arg.slice(1) : arg)

function unshielded(values: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map((one) => unshieldNumber(String(one))) : value,
  ])
  return Object.fromEntries(entries)
}

async function asUsageError(problem: unknown, command: Command, names: readonly string[]): Promise<unknown> {
  const { code, message } = problem as { code?: string; message: string }
  if (!code?.startsWith('ERR_PARSE_ARGS_')) return problem
  const option = /'(?:-\w, )?(--?[^' ]*)/.exec(message)?.[1] ?? ''
  const behind = command.usage.find((line) => line.includes(' -- '))
  const seeHelp =
    behind === undefined
      ? `kb ${command.name} -h lists the options`
      : `options of another command stand behind the two hyphens: ${behind}`
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const near = option.startsWith('--')
      ? await didYouMean(
          option,
          names.map((name) => `--${name}`),
        )
      : null
    return new KbError('E0101', `kb ${command.name} has no option ${option}`, { help: near ?? seeHelp })
  }
  const what = message.includes('does not take an argument') ? 'takes no value' : 'needs a value'
  return new KbError('E0101', `the option ${option} ${what}`, { help: seeHelp })
}
