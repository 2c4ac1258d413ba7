// What can be asked, and what comes back?
//
// Plain JSON: `kb query --json` prints an answer as it stands.

import type { OutcomeType, Span } from './article/article.ts'

export interface Question {
  /** What the user pasted or typed: a message, a log, a sentence, a few words. */
  readonly text: string
  readonly product?: string | null
  readonly version?: string | null
  /** Whatever else is known of the reporter's situation, by name. */
  readonly facts?: Readonly<Record<string, string>>
  /** At most so many hits; 10 unless told otherwise. */
  readonly top?: number
}

export interface Answer {
  /** `answer`: one outcome stands out. `choose`: several fit, `decide` tells them apart. `unknown`: none fits. */
  readonly verdict: 'answer' | 'choose' | 'unknown'
  /** True for `answer` alone. */
  readonly answered: boolean
  /** How probable it is that the first hit is right, also when it was not answered; 0 without hits. */
  readonly confidence: number
  /** `choose` only. */
  readonly decide: Decision | null
  /** Best first. For `unknown` the nearest articles. */
  readonly hits: readonly Hit[]
  /** What the way out of the first hit leads to; absent or `null` where it leads to no other article. */
  readonly chain?: FixChain | null
}

/** Everything that a way out leads to, in the order in which it is needed. */
export interface FixChain {
  /** The article it begins with. */
  readonly article: string
  /** What the article says the trouble is corrected in; `null` where it says nothing of it. */
  readonly fixedIn: string | null
  readonly links: readonly ChainLink[]
  /** Whether there would be more. */
  readonly cut: boolean
}

export interface ChainLink {
  readonly id: string
  /** Of the article, or as the one that cites it prints it. */
  readonly title: string | null
  /** `prerequisite`: must be there first; `obtain`: a fix to get; `supersedes`: takes the place of one; `follow`: says how; `see`: says more. */
  readonly relation: 'prerequisite' | 'obtain' | 'supersedes' | 'follow' | 'see'
  /** The article that leads to it. */
  readonly from: string
  /** It is not in this knowledge base. */
  readonly missing: boolean
  /** The service pack that it offers. */
  readonly provides: string | null
  /** Another one of the chain that offers a later one. */
  readonly supersededBy: string | null
  /** What it says must be there first, in its own words. */
  readonly requires: readonly string[]
  readonly steps: readonly string[]
}

/** The fact that separates what fits. */
export interface Decision {
  /** `product`, `version`, or the name of another fact (`edition`). */
  readonly fact: string
  /** How an author asks for it; `null` where none does. */
  readonly question: string | null
  readonly values: readonly string[]
  /** What each value leads to, in the order of `values`: more than one way out where another fact decides further. */
  readonly choices: readonly Choice[]
}

export interface Choice {
  readonly value: string
  /** The id of the article. */
  readonly article: string
  readonly outcome: AnsweredOutcome
}

export interface Hit {
  readonly id: string
  readonly title: string | null
  readonly score: number
  /** How probable it is that this one is right. */
  readonly confidence: number
  readonly outcome: AnsweredOutcome
  /** Every reason for the score; the points add up to it. */
  readonly evidence: readonly Evidence[]
  /** Which of several indexes it came from, as it was named. */
  readonly index?: string
}

export interface AnsweredOutcome {
  readonly type: OutcomeType
  readonly cause: string | null
  readonly steps: readonly string[]
  /** What is to be done, in prose, besides the steps. */
  readonly text: string
  /** The condition under which it is meant; `null` where it always holds. */
  readonly when: string | null
}

export interface Evidence {
  readonly kind: 'message' | 'code' | 'event' | 'stop' | 'phrase' | 'near' | 'words' | 'fact' | 'prior'
  /** What the report (or the reporter) says; for `words` the words that were found. */
  readonly found: string
  /** What the article or its rule says to that. */
  readonly against: string
  readonly relation: 'agrees' | 'clashes' | 'unknown'
  readonly points: number
  /** Where `found` stands in the report's text. */
  readonly report: Span | null
  /** Where `against` stands in the source of the article. */
  readonly source: Span | null
}
