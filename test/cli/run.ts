// How a test types a command line: `main` on a world of its own, with nothing of the process in it.

import type { Stdin } from '../../src/cli/command.ts'
import { main, type Sink, type World } from '../../src/cli/main.ts'

export interface Typed {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface Surroundings {
  /** What is piped in; `null` for a terminal on which nobody types. */
  readonly stdin?: string | Uint8Array | Stdin | null
  readonly env?: Readonly<Record<string, string>>
  /** Whether stdout and stderr are a terminal. */
  readonly terminal?: boolean
  /** What writing to stdout ends in. */
  readonly writeError?: NodeJS.ErrnoException
}

export async function kb(args: readonly string[], around: Surroundings = {}): Promise<Typed> {
  const stdout = new Tape(around)
  const stderr = new Tape({ ...around, writeError: undefined })
  const world: World = {
    argv: ['node', 'kb', ...args],
    env: around.env ?? {},
    stdin: stdinOf(around.stdin ?? null),
    stdout,
    stderr,
    on: () => undefined,
    exit: (code) => {
      throw new Error(`exit ${code}`)
    },
  }
  const code = await main(world)
  return { code, stdout: stdout.text, stderr: stderr.text }
}

class Tape implements Sink {
  text = ''
  readonly isTTY: boolean
  readonly columns = 80
  readonly #writeError: NodeJS.ErrnoException | undefined

  constructor(around: { terminal?: boolean | undefined; writeError?: NodeJS.ErrnoException | undefined }) {
    this.isTTY = around.terminal ?? false
    this.#writeError = around.writeError
  }

  write(text: string | Uint8Array, done: (problem?: Error) => void): void {
    if (this.#writeError === undefined)
      this.text += typeof text === 'string' ? text : Buffer.from(text).toString()
    done(this.#writeError)
  }

  on(): void {}
}

function stdinOf(given: string | Uint8Array | Stdin | null): Stdin {
  if (given !== null && typeof given === 'object' && Symbol.asyncIterator in given) return given
  const bytes = typeof given === 'string' ? new TextEncoder().encode(given) : given
  return {
    isTTY: bytes === null,
    async *[Symbol.asyncIterator]() {
      if (bytes !== null) yield bytes
    },
  }
}
