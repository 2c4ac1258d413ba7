// kb run: what went wrong in this command, and what fixes it?
//
//     stdout of the command ──┬──▶ stdout        as it comes, byte for byte
//     stderr of the command ──┤──▶ stderr
//                             └──▶ tail of both ── on failure ──▶ knowledge base ──▶ stderr

import { existsSync } from 'node:fs'
import { KbError } from '../../errors.ts'
import { ask } from '../ask.ts'
import {
  Aside,
  type Call,
  ClosedPipe,
  type Command,
  type ExitCode,
  NothingAsked,
  type Output,
  type PassedCode,
} from '../command.ts'
import { indexOption, openIndexes } from '../indexes.ts'
import { renderAnswer } from '../render/answer.ts'
import { knownOf, situationOptions } from '../situation.ts'
import { printable } from '../terminal.ts'

export const command: Command = {
  name: 'run',
  summary: 'runs a command, and has the fix if it fails',
  usage: ['kb run [options] -- COMMAND [ARGUMENTS…]'],
  about: [
    'Runs the command as it is, without a shell. It has the standard input, and what it writes goes where it would go without kb. kb ends with the exit code of the command, 128 + n where signal n has ended it.',
    'If that is not 0, the last 64 KB that it wrote are looked up as kb query would, and the answer goes to stderr. --product, --version and --fact say what else is known.',
  ],
  options: { ...situationOptions, index: indexOption },
  examples: [
    { line: 'kb run -- node --version', about: 'a program, and the fix if it fails' },
    { line: "kb run --index kb-index -- sh -c 'ls articles | sort > list'", about: 'what needs a shell' },
  ],
  run,
}

async function* run(call: Call): AsyncGenerator<Output, ExitCode> {
  const [name, ...args] = call.words
  if (name === undefined) throw new NothingAsked()
  const known = knownOf(call)
  checkIndexes(call)
  const { startChild } = await import('../../node/child.ts')
  const child = await startChild(name, args)
  // the terminal has told the command too: how it ends is how we end
  call.onInterrupt(() => {})
  const tail = new Tail()
  try {
    for await (const { stream, bytes } of child.pieces) {
      tail.add(bytes)
      try {
        yield stream === 'stdout' ? bytes : new Aside(bytes)
      } catch (problem) {
        if (!(problem instanceof ClosedPipe)) throw problem
        child.close(stream)
      }
    }
  } finally {
    child.close('stdout')
    child.close('stderr')
  }
  const code = await child.ended
  if (code !== 0)
    yield* answer(`"${name}" ended with exit code ${code}`, { ...known, text: tail.text() }, call)
  return code as PassedCode
}

/** What is named must be there before the command runs, not after. */
function checkIndexes({ options, env }: Call): void {
  const named = options.all('index')
  const paths = named.length > 0 ? named : env.KB_INDEX ? [env.KB_INDEX] : []
  for (const path of paths) {
    if (existsSync(path)) continue
    throw new KbError('E0301', 'there is no index and no folder of articles, and the command was not run', {
      help: 'check the spelling of --index or KB_INDEX',
      place: { file: path },
    })
  }
}

/** Whatever goes wrong here, the exit code is that of the command. */
async function* answer(
  what: string,
  question: Parameters<typeof ask>[1],
  call: Call,
): AsyncGenerator<Output, void> {
  const say = (text: string): Aside => new Aside(`\nkb: ${printable(what)}${text}\n`)
  try {
    if (question.text.trim() === '') return yield say(' and said nothing that could be looked up.')
    const { knowledgeBase, unread } = await openIndexes(call)
    yield* unread
    const { answer, unknownProduct } = await ask(knowledgeBase, question)
    if (unknownProduct !== null) yield unknownProduct
    yield answer.verdict === 'unknown'
      ? say('; nothing that is known here fits its output.')
      : say(`. This is known of its output:\n\n${renderAnswer(answer, call.asideScreen, { explain: false })}`)
  } catch (problem) {
    if (problem instanceof KbError) yield problem
    else if (!(problem instanceof ClosedPipe)) throw problem
  }
}

/** Errors stand at the end; so much of it is kept, of both streams in the order in which they came. */
const tailBytes = 64 * 1024

class Tail {
  #pieces: Uint8Array[] = []
  #size = 0
  #isCut = false

  add(bytes: Uint8Array): void {
    this.#pieces.push(bytes)
    this.#size += bytes.length
    while (this.#size - this.#pieces[0]!.length >= tailBytes) {
      this.#size -= this.#pieces.shift()!.length
      this.#isCut = true
    }
  }

  /** Whole lines, without the colours of a terminal. */
  text(): string {
    const bytes = Buffer.concat(this.#pieces)
    const from = Math.max(0, bytes.length - tailBytes)
    const isCut = this.#isCut || from > 0
    const firstLine = isCut ? bytes.indexOf('\n', from) + 1 : from
    return new TextDecoder().decode(bytes.subarray(Math.max(from, firstLine))).replace(escapes, '')
  }
}

/** What terminals obey instead of showing it. */
const escapes = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?)/g
