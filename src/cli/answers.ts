// Who answers the questions of a session: a file, or somebody at the keys?
//
//     product: Outlook 97          a fact and its value, whenever it is asked for; null is "I don't know"
//     edition: nfr
//     situation: printing twice    where descriptions are shown: one of them, or words of one's own
//     helped: no                   whether what is proposed helped
//
//     - Outlook 97                 or the answers in their order, by value or by number
//     - 2
//     - edition: nfr
//
//     {"transcript": [ … ]}        or what a session has printed with --json, to go through it again
//
// Written as YAML or as JSON. Somebody at the keys types a number, a value, `?` or `q`.

import type { FrontMatterValue } from '../article/article.ts'
import { readFrontMatter } from '../dialect/front-matter.ts'
import { KbError } from '../errors.ts'
import type { Turn } from '../session/session.ts'

/** A fact that nobody asks for and that a proposal is answered with. */
const helped = 'helped'

export type Reply = string | boolean | null

export class AnswersFile {
  readonly #path: string
  readonly #facts: ReadonlyMap<string, string | null>
  readonly #list: (readonly [fact: string | null, value: string | null])[]
  readonly #asked = new Set<string>()
  #used = 0

  /** Throws E0212 where the text is neither a map nor a list. */
  constructor(text: string, path: string) {
    this.#path = path
    const read = readValue(text)
    const value = read === undefined ? read : (answersIn(read) ?? read)
    if (value === undefined)
      throw this.#error(
        'it is no list of answers and no map of facts',
        'write "edition: retail", one fact a line',
      )
    this.#facts = new Map(isMap(value) ? entriesOf(value) : [])
    this.#list = Array.isArray(value) ? value.map(entryOf) : []
  }

  /** `undefined` where the file says nothing to it. */
  reply(turn: Exclude<Turn, { readonly type: 'end' }>): Reply | undefined {
    const fact = turn.type === 'question' ? turn.fact : helped
    this.#asked.add(fact)
    const value = this.#take(fact)
    if (value === undefined) return undefined
    this.#used++
    if (value === null || fact !== helped) return value
    if (/^(?:yes|true|y|1)$/i.test(value)) return true
    if (/^(?:no|false|n|2)$/i.test(value)) return false
    throw this.misfit(turn, value)
  }

  #take(fact: string): string | null | undefined {
    if (this.#facts.has(fact)) return this.#facts.get(fact)
    const [first] = this.#list
    if (first === undefined || (first[0] !== null && first[0] !== fact)) return undefined
    this.#list.shift()
    return first[1]
  }

  /** The error of an answer that is none to what was asked. */
  misfit(turn: Exclude<Turn, { readonly type: 'end' }>, value: Reply): KbError {
    if (turn.type === 'proposal')
      return this.#error(`"${value}" does not say whether it helped`, 'write helped: yes, or helped: no')
    const values = turn.options.map((option) => option.value).join(', ')
    return this.#error(
      `"${value}" is no answer to "${turn.text}"`,
      `the answers are ${values}, none, or null for "I don't know"`,
    )
  }

  /** Where nothing in it was asked for; `null` where something was, or it is empty. */
  unused(): KbError | null {
    if (this.#used > 0 || this.#facts.size + this.#list.length === 0) return null
    const asked = [...this.#asked]
    return this.#error(
      'it answers nothing that was asked',
      asked.length === 0
        ? 'nothing had to be asked: leave --answers out'
        : `what was asked for: ${asked.join(', ')}`,
    )
  }

  #error(message: string, help: string): KbError {
    return new KbError('E0212', message, { help, place: { file: this.#path } })
  }
}

type Answers = Readonly<Record<string, unknown>> | readonly unknown[]

/** `undefined` for what is neither. YAML passes the guards of front matter. */
function readValue(text: string): Answers | undefined {
  if (/^\s*[{[]/.test(text)) {
    try {
      return JSON.parse(text) as Answers
    } catch {
      return undefined
    }
  }
  const isList = /^(?:\s|#.*$)*- /m.test(text) && /^\s*(?:#.*\s+)*- /.test(text)
  const { data } = readFrontMatter(`---\n${isList ? 'list:\n' : ''}${text}\n---\n`)
  if (data === null) return text.trim() === '' ? {} : undefined
  return isList ? (data.list as readonly FrontMatterValue[]) : data
}

/** Of the transcript of a session; `null` where it is none. */
function answersIn(value: Answers): readonly unknown[] | null {
  if (!isMap(value) || !Array.isArray(value.transcript)) return null
  return value.transcript.map((said) =>
    isMap(said)
      ? said.type === 'question'
        ? { [String(said.fact)]: said.answer }
        : { helped: said.helped }
      : said,
  )
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function entriesOf(map: Readonly<Record<string, unknown>>): [string, string | null][] {
  return Object.entries(map).map(([fact, value]) => [fact.toLowerCase(), statedIn(value)])
}

function entryOf(item: unknown): [string | null, string | null] {
  return isMap(item) ? (entriesOf(item)[0] ?? [null, null]) : [null, statedIn(item)]
}

const unknownWords = /^(?:|~|null|\?|unknown|(?:i )?do(?:n't| not) know)$/i

function statedIn(value: unknown): string | null {
  const text = value === null || value === undefined ? '' : String(value).trim()
  return unknownWords.test(text) ? null : text
}

/** What somebody typed; `quit` where they have had enough. */
export function readKeys(typed: string, turn: Turn): Reply | 'quit' {
  const keys = typed.trim()
  if (/^(?:q|quit|exit)$/i.test(keys)) return 'quit'
  if (unknownWords.test(keys)) return null
  if (turn.type !== 'proposal') return keys
  return /^(?:1|y|yes)$/i.test(keys) ? true : /^(?:2|n|no)$/i.test(keys) ? false : keys
}
