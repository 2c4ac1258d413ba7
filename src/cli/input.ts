// What does standard input hold?

import { KbError } from '../errors.ts'
import { type Call, NothingAsked, type Stdin } from './command.ts'

/** All of it. Throws E0204 when there is more than `limit` bytes, without reading on. */
export async function readAll(stdin: Stdin, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stdin) {
    size += chunk.length
    if (size > limit)
      throw new KbError('E0204', `there is more than ${limit / 1024 / 1024} MB on standard input`, {
        help: 'give only the part that matters, for example the last lines of a log (tail)',
      })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Longer texts are no report, and reading on would not end. */
const longestReport = 16 * 1024 * 1024

/** Whether standard input is meant: no words, or `-`. */
export function isPiped(words: readonly string[]): boolean {
  return words.length === 0 || (words.length === 1 && words[0] === '-')
}

/** Standard input, where it `isPiped`. Throws `NothingAsked` for no words at a terminal. */
export function pipedInto({ words, stdin }: Pick<Call, 'words' | 'stdin'>): Stdin {
  if (words.length === 0 && stdin.isTTY) throw new NothingAsked()
  return stdin
}

/** The words, and standard input where there are none; then words are not read. Throws E0204, and `NothingAsked`. */
export async function reportOf(call: Pick<Call, 'words' | 'stdin'>): Promise<string> {
  if (!isPiped(call.words)) return call.words.join(' ')
  const stdin = pipedInto(call)
  const { decodeText } = await import('../node/decoded.ts')
  return decodeText(await readAll(stdin, longestReport), null).text
}

/** Longer lines hold nothing that anybody typed. */
const longestLine = 16 * 1024 * 1024

/** Of a line that is too long only the beginning is given. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
  const lines = new Lines()
  for await (const chunk of chunks) yield* lines.push(chunk)
  yield* lines.finish()
}

/** The same for whoever gets the chunks one by one. */
export class Lines {
  readonly #decoder = new TextDecoder()
  #rest = ''

  /** Those that are complete by now. */
  push(chunk: Uint8Array): readonly string[] {
    const lines = (this.#rest + this.#decoder.decode(chunk, { stream: true })).split('\n')
    this.#rest = lines.pop()!.slice(0, longestLine)
    return lines
  }

  /** The last one, where no line end was behind it. */
  finish(): readonly string[] {
    const rest = this.#rest + this.#decoder.decode()
    return rest === '' ? [] : [rest]
  }
}
