// Which commands are there?

import type { Command } from './command.ts'

/** Each is loaded only when it is asked for. To add one: a file with a record, and a row. */
export const commands: Readonly<Record<string, () => Promise<{ readonly command: Command }>>> = {
  parse: () => import('./commands/parse.ts'),
  new: () => import('./commands/new.ts'),
  explain: () => import('./commands/explain.ts'),
}
