// Which question, or which fix, comes next?
//
//     report ──▶ suspects ──▶ hypotheses, each with its share; "none of these" has one too
//                                 │
//          ┌──────────────────────┴───────────┬──────────────────────────────┐
//     a question whose answer saves     a fix that is cheap and       nothing to ask that is
//     more than it costs                likely: did that help?        worth it: the end
//          └───────── answer ─────────────────┘
//
// What a state costs is what repairing it by trial would cost, and the doubt that is left (`cost.ts`). The same report and the same answers always
// give the same questions.

import type { AnsweredOutcome, FixChain, Question } from '../answer.ts'
import { round } from '../diagnose/evidence.ts'
import { answered } from '../diagnose/verdict.ts'
import type { Suspect } from '../diagnose.ts'
import { meaningOf } from '../rules/phrase.ts'
import { wordsOf } from '../rules/token.ts'
import { doubtCost, givingUp, minutesOf, type Remedy, repairCost, usualMinutes } from './cost.ts'
import { namesIn } from './details.ts'
import { answerNumber, chanceOf, type Known, type Option, type Probe, questionsFor } from './question.ts'
import {
  type DetailKind,
  type Hypothesis,
  hypothesesOf,
  type KnownSince,
  type Told,
  weightsOf,
} from './suspect.ts'

/** What a session asks of a knowledge base. */
export interface Informant {
  /** Best first; what is known `since` the question brings up more articles and says nothing of the odds. */
  readonly suspects: (question: Question, since: KnownSince) => Promise<readonly Suspect[]>
  /** `null` where there is no such article. */
  readonly tell: (id: string) => Promise<Told | null>
  /** `null` where there is no such article, or its way out leads to no other. */
  readonly chain: (id: string) => Promise<FixChain | null>
}

export type Turn = AskTurn | ProposeTurn | EndTurn

/**
 * Answered with the number of an option, `options.length` for none of them, or `null` for "I don't know"; an open one also
 * with a few words that tell what happens.
 */
export interface AskTurn {
  readonly type: 'question'
  /** `product`, `version`, the name of another fact, whom a way out is for (`case`), or what describes it: `situation` (a
   * title), `symptoms` (a sentence). */
  readonly fact: string
  readonly text: string
  readonly options: readonly Option[]
  /** Whether words of one's own are an answer, too. */
  readonly isOpen: boolean
}

/** Something cheap and likely, before more is asked. Answered with whether it helped; `null` where it was not tried. */
export interface ProposeTurn extends Conclusion {
  readonly type: 'proposal'
  /** What it takes. */
  readonly minutes: number
}

export interface EndTurn {
  readonly type: 'end'
  /** `answer`: one way out stands out. `choose`: several are left. `unknown`: none of them. */
  readonly verdict: 'answer' | 'choose' | 'unknown'
  /** How probable it is that the first one is right; 0 where there is none. */
  readonly confidence: number
  /** Most probable first. */
  readonly hits: readonly Conclusion[]
  /** What the way out of the first one leads to; `null` where that is no other article. */
  readonly chain: FixChain | null
}

export interface Conclusion {
  readonly id: string
  readonly title: string | null
  /** How probable it is that this one is right. */
  readonly confidence: number
  readonly outcome: AnsweredOutcome
}

/** A turn and what was said to it, as a transcript has it. */
export type Said =
  | {
      readonly type: 'question'
      readonly fact: string
      readonly text: string
      readonly answer: string | null
    }
  | { readonly type: 'proposal'; readonly id: string; readonly helped: boolean | null }

/** "None of these" is never out of the question. */
const mostOdds = 30
/** Whoever finds a share larger than this needs no question. */
const certain = 0.9
/** Less is no answer. */
const leastShare = 0.5
const mostHits = 5
/** So many of the most probable are heard of in full. */
const mostTold = 40
/** What takes longer is not tried before the questions are asked. */
const cheap = 30
/** A fix that did not help was the wrong one, or went wrong. */
const failedFix = 0.05
const mostTurns = 30
/** Who tells it in words has so often overlooked the option that says the same. */
const optionInWords = 0.2
/** What the trouble still costs, as a part of what it would, when somebody has told more of it in words. */
const costAfterWords = 0.7
/** The same when somebody has told the product to whom none of the descriptions was right: it brings up other articles. */
const costAfterProduct = 0.7

/** Who finds no description theirs: it is hoped that they say more in words, they have, or they have nothing to say. */
type Teller = 'hoped' | 'heard' | 'mute'

interface Entry {
  readonly hypothesis: Hypothesis
  /** Its prior, changed by every answer. */
  weight: number
  /** What it takes, as far as it is told. */
  minutes: number
  /** It was tried, or refused. */
  isTried: boolean
}

/** How often an answer is given where this is the trouble, or (`null`) none of the suspects is right. */
type Evidence = (hypothesis: Hypothesis | null) => number

type Plan =
  | { readonly turn: AskTurn; readonly probe: Probe }
  | { readonly turn: ProposeTurn; readonly entry: Entry }
  | { readonly turn: EndTurn }

export class Session {
  readonly #informant: Informant
  readonly #question: Question
  #entries: Entry[] = []
  #since: KnownSince = {}
  readonly #told = new Map<string, Told>()
  readonly #facts = new Map<string, string | null>()
  readonly #reported: ReadonlySet<DetailKind>
  readonly #shown = new Set<string>()
  readonly #said: ReadonlySet<string>
  readonly #transcript: Said[] = []
  /** All of it, for articles that come up later. */
  readonly #evidence: Evidence[] = []
  #none = 1
  /** What a suspect has that weighs 1; set by those that come first. */
  #scale: number | null = null
  #plan: Plan | null = null
  /** Keys of what was tried. */
  readonly #tried = new Set<string>()
  /** Keys of what did not help. */
  readonly #failed = new Set<string>()
  #helped: Entry | null = null
  #teller: Teller = 'hoped'

  private constructor(informant: Informant, question: Question) {
    this.#informant = informant
    this.#question = question
    this.#reported = new Set(
      Object.entries(namesIn(question.text)).flatMap(([kind, names]) =>
        names.length === 0 ? [] : (kind as DetailKind),
      ),
    )
    this.#said = new Set(wordsOf(question.text).map(meaningOf))
    const { product, version, facts = {} } = question
    for (const [fact, value] of [
      ...Object.entries(facts),
      ['product', product],
      ['version', version],
    ] as const) {
      if (value) this.#facts.set(fact.toLowerCase(), value)
    }
  }

  /** Rejects as `query` does: E0102 for an empty report, E0103 for a product that no article speaks of. */
  static async start(informant: Informant, question: Question): Promise<Session> {
    const session = new Session(informant, question)
    await session.#widen({})
    const { product, version, facts = {} } = question
    for (const [fact, value] of Object.entries(facts)) session.#weigh(chanceOf({ [fact]: value }))
    if (product) session.#weigh(chanceOf({ product, ...(version && { version }) }))
    return session
  }

  /** What has been said so far. */
  get transcript(): readonly Said[] {
    return this.#transcript
  }

  /** The same turn until it is answered; an end stays the end. Cost: each possible question is tried on all suspects. */
  async next(): Promise<Turn> {
    this.#plan ??= await this.#makePlan()
    return this.#plan.turn
  }

  /**
   * To a question: the number of an option (from 0), its value, the name of any product, words of one's own where it is
   * open, or `null` for "I don't know". To a proposal: whether it helped, or `null` where it was not tried. Returns false, and changes nothing, where the answer
   * does not fit the turn.
   */
  async answer(reply: number | string | boolean | null): Promise<boolean> {
    await this.next()
    const plan = this.#plan!
    const fits =
      'probe' in plan
        ? typeof reply !== 'boolean' && (await this.#hear(plan.probe, reply))
        : 'entry' in plan
          ? typeof reply !== 'number' && typeof reply !== 'string' && this.#hearOfFix(plan.entry, reply)
          : false
    if (fits) this.#plan = null
    return fits
  }

  /** The end, were nothing more said. */
  conclude(): Promise<EndTurn> {
    return this.#end()
  }

  // --- answers

  async #hear(probe: Probe, reply: number | string | null): Promise<boolean> {
    const { fact, options } = probe
    const number = typeof reply === 'string' ? answerNumber(probe, reply) : reply
    if (number === null && typeof reply === 'string') {
      if (!/\p{L}/u.test(reply)) return false
      if (fact === 'product') return this.#hearProduct(probe, reply)
      return probe.isOpen && this.#hearWords(probe, reply)
    }
    if (number !== null && !isAnswer(number, options)) return false
    const value = number === null ? null : (options[number]?.value ?? null)
    this.#note(probe, number === null ? null : (value ?? 'none of these'), value)
    if (probe.isOpen && value === null) this.#teller = 'mute'
    if (number === null) return true
    this.#weigh((hypothesis) => probe.chances(hypothesis)[number]!)
    if (value !== null && fact === 'product') await this.#widen({ product: value })
    if (value !== null && fact === 'version')
      await this.#widen({ version: value, ...(probe.product !== null && { product: probe.product }) })
    return true
  }

  /** A product that was not among the options. */
  async #hearProduct(probe: Probe, product: string): Promise<boolean> {
    this.#note(probe, product, product)
    this.#weigh(chanceOf({ product }))
    await this.#widen({ product })
    return true
  }

  /** What comes into question is looked for anew, with these words. */
  async #hearWords(probe: Probe, words: string): Promise<boolean> {
    const isNew = this.#since.words === undefined || !this.#since.words.split('\n').includes(words)
    this.#note(probe, isNew ? words : null, null)
    this.#teller = 'heard'
    if (!isNew) return true
    // what they tell may be one of the options all the same
    this.#weigh((hypothesis) => mix(probe.chances(hypothesis)[probe.options.length]!, 1, optionInWords))
    this.#entries = []
    this.#scale = null
    await this.#widen({ words: [this.#since.words ?? [], words].flat().join('\n') })
    return true
  }

  #note({ fact, text, options, repeats }: Probe, answer: string | null, value: string | null): void {
    this.#transcript.push({ type: 'question', fact, text, answer })
    if (!repeats) this.#facts.set(fact, value)
    // who cannot tell by titles is not shown others
    else if (answer === null) this.#facts.set(fact, null)
    else for (const option of options) this.#shown.add(option.value)
  }

  #hearOfFix(entry: Entry, helped: boolean | null): boolean {
    this.#transcript.push({ type: 'proposal', id: entry.hypothesis.suspect.id, helped })
    entry.isTried = true
    const tried = keyOf(entry.hypothesis)
    this.#tried.add(tried)
    if (helped === true) this.#helped = entry
    if (helped === false) {
      this.#failed.add(tried)
      this.#weigh((hypothesis) => (hypothesis !== null && keyOf(hypothesis) === tried ? failedFix : 1))
    }
    return true
  }

  #weigh(evidence: Evidence): void {
    this.#evidence.push(evidence)
    this.#none *= evidence(null)
    for (const entry of this.#entries) entry.weight *= evidence(entry.hypothesis)
  }

  /** Takes in the articles that the report, and what became known since, bring up. */
  async #widen(since: KnownSince): Promise<void> {
    const ids = new Set(this.#entries.map(({ hypothesis }) => hypothesis.suspect.id))
    this.#since = { ...this.#since, ...since }
    const suspects = await this.#informant.suspects(this.#question, this.#since)
    const weights = weightsOf(suspects, this.#since.words === undefined ? 'report' : 'words')
    // together they are as probable as the search says, however they share it
    this.#scale ??= Math.min(mostOdds, sumOf(suspects.map(({ odds }) => odds))) / (sumOf(weights) || 1)
    for (const [i, suspect] of suspects.entries()) {
      if (ids.has(suspect.id)) continue
      for (const hypothesis of hypothesesOf(suspect, weights[i]! * this.#scale)) {
        const weight = this.#evidence.reduce((all, evidence) => all * evidence(hypothesis), hypothesis.prior)
        const isTried = this.#tried.has(keyOf(hypothesis))
        this.#entries.push({ hypothesis, weight, minutes: this.#minutesOf(hypothesis), isTried })
      }
    }
  }

  // --- plans

  async #makePlan(): Promise<Plan> {
    if (this.#helped !== null || this.#transcript.length >= mostTurns) return { turn: await this.#end() }
    const shares = this.#shares()
    await this.#hearOf(shares)
    const state = new State(this.#entries, shares)
    const best = this.#bestQuestion(state)
    if (best === null || Math.max(0, ...shares) > certain) return { turn: await this.#end() }
    const fix = this.#bestFix(state, best.cost)
    if (fix !== null) return { turn: this.#propose(fix, shares), entry: fix }
    const { fact, text, options, isOpen } = best.probe
    return { turn: { type: 'question', fact, text, options, isOpen }, probe: best.probe }
  }

  #shares(): number[] {
    const total = this.#entries.reduce((sum, { weight }) => sum + weight, this.#none)
    return this.#entries.map(({ weight }) => weight / total)
  }

  async #hearOf(shares: readonly number[]): Promise<void> {
    const ranked = this.#entries
      .map((entry, i) => ({ entry, share: shares[i]! }))
      .sort((a, b) => b.share - a.share)
    for (const { entry } of ranked.slice(0, mostTold)) await this.#hearOfOne(entry.hypothesis.suspect)
  }

  async #hearOfOne(suspect: Suspect): Promise<void> {
    if (this.#told.has(suspect.id)) return
    const told = await this.#informant.tell(suspect.id)
    if (told === null) return
    this.#told.set(suspect.id, told)
    for (const entry of this.#entries)
      if (entry.hypothesis.suspect === suspect) entry.minutes = this.#minutesOf(entry.hypothesis)
  }

  #minutesOf({ suspect, number }: Hypothesis): number {
    const told = this.#told.get(suspect.id)
    return told === undefined ? usualMinutes : minutesOf(suspect.outcomes(told)[number]!)
  }

  /** The one that saves most for its minutes, and what the repair costs with it; `null` where none is worth it. */
  #bestQuestion(state: State): { readonly probe: Probe; readonly cost: number } | null {
    const before = state.cost()
    const known: Known = {
      facts: this.#facts,
      reported: this.#reported,
      shown: this.#shown,
      said: this.#said,
    }
    let best: { probe: Probe; cost: number; worth: number } | null = null
    const hypotheses = this.#entries.map(({ hypothesis }) => hypothesis)
    for (const probe of questionsFor(hypotheses, state.shares, this.#told, known)) {
      const after = state.costAfter(probe, this.#teller)
      const worth = (before - after) / probe.cost
      if (worth > 1 && worth > (best?.worth ?? 0)) best = { probe, cost: after + probe.cost, worth }
    }
    return best
  }

  /** The fix to try before anything is asked; `null` where probe first is cheaper, or it is too unlikely. */
  #bestFix(state: State, costOfAsking: number): Entry | null {
    const first = state.first()
    if (first === null || first.share < leastShare) return null
    const { minutes } = this.#entries[first.index]!
    if (minutes > cheap) return null
    const rest = state.without(first.index)
    const after = Math.min(rest.cost(), this.#bestQuestion(rest)?.cost ?? Number.POSITIVE_INFINITY)
    return minutes + (1 - first.share) * after < costOfAsking ? this.#entries[first.index]! : null
  }

  #propose(entry: Entry, shares: readonly number[]): ProposeTurn {
    const share = shares[this.#entries.indexOf(entry)]!
    return { type: 'proposal', minutes: entry.minutes, ...this.#conclusionOf(entry, share) }
  }

  async #end(): Promise<EndTurn> {
    const shares = this.#shares()
    await this.#hearOf(shares)
    // what did not help is no way out, however likely it was
    const open = this.#entries
      .map((entry, i) => ({
        entry,
        share: this.#helped === null ? shares[i]! : Number(entry === this.#helped),
      }))
      .filter(({ entry, share }) => share > 0 && !this.#failed.has(keyOf(entry.hypothesis)))
    const known = sumOf(open.map(({ share }) => share))
    const none = 1 - sumOf(shares)
    const hits = open
      .sort((a, b) => b.share - a.share)
      .slice(0, mostHits)
      .map(({ entry, share }) => this.#conclusionOf(entry, share))
    const confidence = hits[0]?.confidence ?? 0
    const verdict =
      confidence >= leastShare ? 'answer' : known >= leastShare && confidence > none ? 'choose' : 'unknown'
    const chain = verdict === 'unknown' ? null : await this.#informant.chain(hits[0]!.id)
    return { type: 'end', verdict, confidence, hits, chain }
  }

  #conclusionOf({ hypothesis }: Entry, share: number): Conclusion {
    const { suspect, number } = hypothesis
    const told = this.#told.get(suspect.id)!
    return {
      id: suspect.id,
      title: told.title,
      confidence: round(share),
      outcome: answered(suspect.outcomes(told)[number]!),
    }
  }
}

/** What is known at one moment, to be compared with what would be known after an answer. */
class State {
  readonly shares: readonly number[]
  readonly #entries: readonly Entry[]

  constructor(entries: readonly Entry[], shares: readonly number[]) {
    this.#entries = entries
    this.shares = shares
  }

  cost(): number {
    return costOf(this.#remedies(this.shares))
  }

  /** What is expected after the answer, the minutes of probe not counted. */
  costAfter(probe: Probe, teller: Teller): number {
    const rows = this.#entries.map(({ hypothesis }) => probe.chances(hypothesis))
    const noneRow = probe.chances(null)
    const none = 1 - this.shares.reduce((sum, share) => sum + share, 0)
    let cost = 0
    for (let answer = 0; answer <= probe.options.length; answer++) {
      const joint = this.shares.map((share, i) => share * rows[i]![answer]!)
      const total = joint.reduce((sum, one) => sum + one, Math.max(0, none) * noneRow[answer]!)
      if (total === 0) continue
      const without = costOf(this.#remedies(joint.map((one) => one / total)))
      const isTold = teller === 'hoped' && probe.isOpen && answer === probe.options.length
      // words tell suspects apart, and help nobody whose trouble is none of them
      const hopeless = isTold ? (Math.max(0, none) * noneRow[answer]! * givingUp) / total : 0
      cost += total * (isTold ? mix(hopeless, without, costAfterWords) : without)
    }
    return probe.fact === 'product' && teller === 'mute' ? costAfterProduct * cost : cost
  }

  /** What would be tried first; `null` where nothing is left to try. */
  first(): { readonly index: number; readonly share: number } | null {
    let best: { index: number; share: number; worth: number } | null = null
    for (const [index, { minutes, isTried }] of this.#entries.entries()) {
      const share = this.shares[index]!
      const worth = share / minutes
      if (!isTried && worth > (best?.worth ?? 0)) best = { index, share, worth }
    }
    return best
  }

  /** Where this one did not help. */
  without(index: number): State {
    const left = 1 - this.shares[index]! * (1 - failedFix)
    const shares = this.shares.map((share, i) => (i === index ? share * failedFix : share) / left)
    return new State(this.#entries, shares)
  }

  #remedies(shares: readonly number[]): Remedy[] {
    return this.#entries.map(({ minutes }, i) => ({ share: shares[i]!, minutes }))
  }
}

function costOf(remedies: readonly Remedy[]): number {
  return repairCost(remedies) + doubtCost(remedies)
}

function keyOf({ suspect, number }: Hypothesis): string {
  return `${suspect.id}#${number}`
}

function mix(one: number, other: number, share: number): number {
  return (1 - share) * one + share * other
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}

function isAnswer(number: number, options: readonly Option[]): boolean {
  return Number.isInteger(number) && number >= 0 && number <= options.length
}
