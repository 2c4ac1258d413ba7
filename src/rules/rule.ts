// What is a rule?
//
// A rule points from what a user reports to one article. It is written by hand in the front matter of an article, or
// derived from what the article says; both are the same data. By hand it looks like this (all of it but `id` and
// `when` may be left out):
//
//     rules:
//       - id: shared-modem-busy                # unique within the article
//         title: Another client holds the shared modem
//         priority: 10                         # -100 to 100, default 0; derived rules have -10
//         when:
//           any:                               # one is enough; `all:` asks for every one of them
//             - message: "The modem is being used by another {any:1..4}"
//             - phrase:                        # what a thing is called × what it does, in any order
//                 about: [modem, modem pool]
//                 state: [busy, in use, cannot dial]
//                 within: 12                   # words from the first to the last, default 12
//               weight: 2                      # times the bits of what matched, default 1 (0.1 to 10)
//             - code: { family: ras, value: 633 }      # or `code: 0x80070005`
//             - event: { id: 20106, source: Router }   # the source may be left out
//             - stop: { code: 0x7B, parameters: [0xC0000034], module: disk.sys }
//         near: [modem sharing, shared modem]  # supports, never decides
//         facts:                               # what is known of the situation: agrees, clashes or is unknown
//           product: [Small Business Server 4.0 - 4.5]   # default: the article's products
//           role: { any: [client], weight: 2, required: true }   # required: unknown is not enough
//         unless:                              # any of these, and the rule does not match
//           - product: RAS Server
//           - phrase: { about: [dial tone], state: [no, missing] }
//         outcomes:                            # or one `outcome:`; default: the article's resolutions
//           - when: { edition: nfr }
//             type: workaround                 # steps, obtain-fix, by-design, workaround, no-known-fix, information
//             resolution: NFR edition          # heading of a part of the article's resolution
//           - when: { edition: retail }
//             cause: The key on the case is not the one that is asked for.
//             text: Ask for a new key.
//             steps:
//               - Call customer service.
//               - { do: Type the new key., cost: 5m }
//         ask:                                 # how to ask for a fact that would decide
//           - { fact: edition, text: Is it the retail or the NFR edition? }
//
// A message is matched word by word: case, punctuation, line breaks and log prefixes do not matter. Its holes are
// `{type}`, `{type:argument}`, `{name}` or `{name:type:argument}`, where a name stands for the same value wherever the
// rule uses it. `rules.schema.json` is the same syntax for editors; `hand-written.ts` reads it.

import type { OutcomeType, Span } from '../article/article.ts'
import type { Code } from '../codes/code.ts'

export interface Rule {
  /** Article id, `#`, and a name that is unique within the article. */
  readonly id: string
  /** The article it points to. */
  readonly article: string
  /** What the rule recognises, in one line; `null` where the article's title says it. */
  readonly title: string | null
  /** Breaks ties between rules that fit equally well; -100 to 100. */
  readonly priority: number
  /** `any`: one trigger is enough; `all`: every trigger must be found. */
  readonly mode: 'any' | 'all'
  readonly triggers: readonly Trigger[]
  /** Terms that support a match and never make one. */
  readonly near: readonly string[]
  readonly facts: readonly FactCondition[]
  /** Any of these, and the rule does not match. */
  readonly unless: readonly Exclusion[]
  /** What the rule itself says of the way out; empty where the article's own outcomes hold. */
  readonly outcomes: readonly Outcome[]
  readonly questions: readonly Question[]
  readonly origin: Origin
}

export type Trigger = MessageTrigger | CodeTrigger | EventTrigger | StopTrigger | PhraseTrigger

interface TriggerBase {
  /** Times the bits of what matched. */
  readonly weight: number
  /** Where in the article's source it was read; `null` where it stands nowhere in the text. */
  readonly span: Span | null
}

/** A message with holes, as `signature.ts` prints it: folded tokens and slots with one blank between. */
export interface MessageTrigger extends TriggerBase {
  readonly type: 'message'
  readonly signature: string
}

export interface CodeTrigger extends TriggerBase {
  readonly type: 'code'
  readonly code: Code
}

/** A logged event. An id means little without its source: `null` matches any source and counts for less. */
export interface EventTrigger extends TriggerBase {
  readonly type: 'event'
  readonly id: number
  readonly source: string | null
}

/** A blue screen. Parameters are compared where both sides give them; `null` stands for any value. */
export interface StopTrigger extends TriggerBase {
  readonly type: 'stop'
  /** Canonical: `0x0000007B`. */
  readonly code: string
  readonly parameters: readonly (string | null)[]
  /** Lower case; `null` for any. */
  readonly module: string | null
}

/** Something is called one of `about` and does one of `state`, within so many words. Terms may have several words. */
export interface PhraseTrigger extends TriggerBase {
  readonly type: 'phrase'
  readonly about: readonly string[]
  readonly state: readonly string[]
  /** How many of `about` must be found. */
  readonly atLeast: number
  readonly within: number
}

/** One fact must have one of these values. Products and versions are compared as such, everything else as words. */
export interface FactCondition {
  readonly fact: string
  readonly values: readonly string[]
  /** Times what an agreement or a clash counts. */
  readonly weight: number
  /** Where the fact is not known the rule does not match. */
  readonly required: boolean
}

export type Exclusion =
  | { readonly type: 'fact'; readonly condition: FactCondition }
  | { readonly type: 'trigger'; readonly trigger: Trigger }

/** For whom a way out is meant. */
export interface Way {
  /** The facts under which it is meant; none: always. */
  readonly when: readonly FactCondition[]
  /** The condition as it is printed; `null` where there is none. */
  readonly label: string | null
}

/** One way out. */
export interface Outcome extends Way {
  readonly type: OutcomeType
  readonly cause: string | null
  readonly steps: readonly OutcomeStep[]
  readonly text: string
}

export interface OutcomeStep {
  readonly text: string
  /** Minutes that it takes; `null` where nobody said. */
  readonly cost: number | null
}

/** How to ask a user for a fact. */
export interface Question {
  readonly fact: string
  readonly text: string
}

/** Who says so. Where both kinds speak of one article they are listed both, the hand-written one first. */
export type Origin = 'hand' | 'derived'

/** What every trigger counts unless told otherwise. */
export const defaultWeight = 1
/** Words within which a phrase must stand together unless told otherwise. */
export const defaultWithin = 12
export const handPriority = 0
const derivedPriority = -10

/** The rule of an article that nobody has written one for: any of what its text gives is enough. */
export function derivedRule(
  article: string,
  triggers: readonly Trigger[],
  facts: readonly FactCondition[],
): Rule {
  return {
    id: `${article}#derived`,
    article,
    title: null,
    priority: derivedPriority,
    mode: 'any',
    triggers,
    near: [],
    facts,
    unless: [],
    outcomes: [],
    questions: [],
    origin: 'derived',
  }
}

/** Whether one trigger of the rule is not enough. */
export function asksForSeveral({ mode, triggers }: Pick<Rule, 'mode' | 'triggers'>): boolean {
  return mode === 'all' && triggers.length > 1
}
