// What does kb say of itself?

import { type Command, commonOptions, type ExitCode, type Options } from './command.ts'
import { commands, findCommand } from './commands.ts'
import { type Screen, wrap } from './terminal.ts'

/** `-h` of a command: fits one screen and begins with what most people look for. */
export function shortHelp(command: Command, screen: Screen): string {
  const head = (text: string): string => screen.paint('bold', text)
  return [
    `kb ${command.name}: ${command.summary}`,
    '',
    ...command.examples
      .slice(0, 3)
      .flatMap(({ line, about }) => [`  ${screen.paint('dim', `# ${about}`)}`, `  ${line}`]),
    '',
    `${head('usage')}  ${command.usage[0]}`,
    '',
    ...optionList(command.options, screen),
    '',
    `kb ${command.name} --help says more`,
  ].join('\n')
}

/** `--help` of a command: everything there is to say. */
export function fullHelp(command: Command, screen: Screen): string {
  const head = (text: string): string => screen.paint('bold', text)
  return [
    `kb ${command.name}: ${command.summary}`,
    '',
    head('usage'),
    ...command.usage.map((line) => `  ${line}`),
    '',
    ...command.about.flatMap((paragraph) => [wrap(paragraph, screen.width), '']),
    head('options'),
    ...optionList({ ...command.options, ...commonOptions }, screen),
    '',
    head('examples'),
    ...command.examples.flatMap(({ line, about }) => [`  ${screen.paint('dim', `# ${about}`)}`, `  ${line}`]),
    '',
    head('exit codes'),
    ...exitCodes.map(([code, meaning]) => `  ${String(code).padStart(3)}  ${meaning}`),
  ].join('\n')
}

const exitCodes: readonly (readonly [ExitCode, string])[] = [
  [0, 'found'],
  [1, 'nothing found; kb check: there are findings'],
  [2, 'the command line is not understood, or nothing was asked'],
  [3, 'some input could not be read; the rest was'],
  [4, 'the index is missing, damaged or of another version'],
  [5, 'output could not be written'],
  [70, 'a bug in kb'],
  [130, 'interrupted; kb run: as the command ended'],
]

function optionList(options: Options, screen: Screen): string[] {
  const column = 22
  return Object.entries(options).map(([name, option]) => {
    const short = option.short === undefined ? '' : `-${option.short}, `
    const flag = `  ${short}--${name}${option.value === undefined ? '' : ` ${option.value}`}`
    const gap = flag.length + 2 > column ? `${flag}  ` : flag.padEnd(column)
    return wrap(option.about, screen.width, gap, ' '.repeat(column))
  })
}

/** `kb -h`, `kb --help`: which commands there are. */
export async function overview(screen: Screen): Promise<string> {
  const records = await Promise.all(Object.keys(commands).map(findCommand))
  const head = (text: string): string => screen.paint('bold', text)
  return [
    'kb: from a reported error to its fix',
    '',
    ...[
      'kb query "This is an invalid CD Key value"',
      'app 2>&1 | kb query',
      'kb parse articles/ | head -1',
    ].map((line) => `  ${line}`),
    '',
    head('commands'),
    ...records.map(({ name, summary }) => `  ${name.padEnd(10)}${summary}`),
    '',
    head('options'),
    '  -h, --help    of a command: kb query -h',
    '  --version     of kb',
    '',
    'Without --index PATH (or KB_INDEX) the articles that come with kb answer.',
  ].join('\n')
}
