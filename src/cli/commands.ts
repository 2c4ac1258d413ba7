// Which commands are there?

import { KbError } from '../errors.ts'
import type { Command } from './command.ts'
import { didYouMean } from './suggest.ts'

/** Each is loaded only when it is asked for. To add one: a file with a record, and a row. */
export const commands: Readonly<Record<string, () => Promise<{ readonly command: Command }>>> = {
  query: () => import('./commands/query.ts'),
  scan: () => import('./commands/scan.ts'),
  run: () => import('./commands/run.ts'),
  diagnose: () => import('./commands/diagnose.ts'),
  show: () => import('./commands/show.ts'),
  parse: () => import('./commands/parse.ts'),
  build: () => import('./commands/build.ts'),
  verify: () => import('./commands/verify.ts'),
  site: () => import('./commands/site.ts'),
  check: () => import('./commands/check.ts'),
  rules: () => import('./commands/rules.ts'),
  new: () => import('./commands/new.ts'),
  products: () => import('./commands/products.ts'),
  explain: () => import('./commands/explain.ts'),
}

/** The record of a command. Throws E0101 for a name that there is not. */
export async function findCommand(name: string): Promise<Command> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (load === undefined)
    throw new KbError('E0101', `there is no command "${name}"`, {
      help: (await didYouMean(name, Object.keys(commands))) ?? 'kb -h lists the commands',
    })
  return (await load()).command
}
