// Here is a known error that was seen in a log: which of its articles are meant, by what is known of the situation?
//
//     articles ──┬─ their authors' rules, held against what stands around the error ─── do not hold ──▶ left out
//                ├─ what they apply to, held against the facts that are given ───────── clashes ──────▶ left out
//                └─ the others share what the error says
//
// A rule means the same here as in an answer: the lines around the error are the report that it is held against. Where it
// asks for a fact that nobody knows, the error is no more than a clue.

import type { AnsweredOutcome } from './answer.ts'
import { failureOf, fittingWays } from './diagnose/candidate.ts'
import { answered } from './diagnose/verdict.ts'
import { type GivenFacts, judge, readSituation, type Situation } from './rules/fact.ts'
import type { Matcher, RuleMatch } from './rules/matcher.ts'
import { readReport } from './rules/report.ts'
import { asksForSeveral, type FactCondition, type Outcome } from './rules/rule.ts'
import { decisiveBits } from './rules/signature.ts'
import { decodeStoredCard } from './rules/stored-card.ts'
import { judged, type SightedArticle, type Sighting } from './scan/sightings.ts'
import type { Index } from './segment/reader.ts'
import { cardOf } from './segment/stored.ts'
import { openWrittenRules } from './written-rules.ts'

/** Of the ways out of an article those that may be meant, by what is given and what stands around the error. */
export function waysOut(
  outcomes: readonly Outcome[],
  given: GivenFacts,
  around: string | null,
): AnsweredOutcome[] {
  const situation = readSituation(given, readReport(around ?? ''))
  return fittingWays(outcomes, situation).ways.map(answered)
}

/** How it stands with an article: meant for sure, as what was found says, perhaps, or not at all. */
type Standing = 'sure' | 'found' | 'perhaps' | 'out'

/** Surest first. */
const standings: readonly Standing[] = ['sure', 'found', 'perhaps', 'out']

interface Judged {
  readonly standing: Standing
  /** What its triggers are worth that were found. */
  readonly bits: number
}

const asFound: Judged = { standing: 'found', bits: 0 }
const unlooked: Judged = { standing: 'perhaps', bits: 0 }

export class Weighing {
  readonly #index: Index
  readonly #given: GivenFacts
  readonly #cards = new Map<number, Promise<Known>>()
  readonly #last = new Map<string, Judged>()
  #written: Promise<Matcher> | null = null
  #weighed = 0
  /** Errors that were taken for what their articles were the last time. */
  passedOver = 0

  constructor(index: Index, given: GivenFacts) {
    this.#index = index
    this.#given = given
  }

  /** What is left of a sighting; `null` where no article is. */
  async weigh(sighting: Sighting): Promise<Sighting | null> {
    const ruled = await this.#rule(sighting)
    const weighed: { article: SightedArticle; judged: Judged }[] = []
    for (const article of sighting.articles) {
      const judged = await this.#judge(article, ruled)
      if (judged.standing !== 'out') weighed.push({ article, judged })
    }
    const all = sum(sighting.articles.map(({ share }) => share))
    const left = sum(weighed.map(({ article }) => article.share)) + Math.max(0, 1 - all)
    const articles = weighed.map(({ article, judged }) =>
      stood({ ...article, share: article.share / left }, judged, sighting.bits),
    )
    return articles.length === 0 ? null : { ...sighting, articles }
  }

  /** By article what its author's rules say; `null` where they were not asked. */
  async #rule({ around, from }: Sighting): Promise<ReadonlyMap<string, Judged> | null> {
    if (around === null) return new Map()
    if (this.#weighed > mostAtOnce + from / bytesForOne) {
      this.passedOver++
      return null
    }
    this.#weighed++
    const written = await (this.#written ??= openWrittenRules(this.#index))
    const report = written.read(around)
    const situation = readSituation(this.#given, report)
    const byArticle = new Map<string, Judged>()
    for (const match of written.match(report)) {
      const { article } = match.rule
      const judged = holdsThere(match, situation)
      byArticle.set(article, surer(judged, byArticle.get(article)))
    }
    return byArticle
  }

  async #judge(
    { doc, isHandWritten }: SightedArticle,
    ruled: ReadonlyMap<string, Judged> | null,
  ): Promise<Judged> {
    const { id, facts } = await this.#know(doc)
    if (!isHandWritten) return this.#clashes(facts) ? { standing: 'out', bits: 0 } : asFound
    if (ruled === null) return this.#last.get(id) ?? unlooked
    const judged = ruled.get(id) ?? asFound
    this.#last.set(id, judged)
    return judged
  }

  #clashes(facts: readonly FactCondition[]): boolean {
    return facts.some((condition) => judge(condition, this.#alone).agreement === 'clash')
  }

  /** What is given, and no report. */
  get #alone(): Situation {
    return (this.#aloneRead ??= readSituation(this.#given, readReport('')))
  }
  #aloneRead: Situation | null = null

  #know(doc: number): Promise<Known> {
    let known = this.#cards.get(doc)
    if (known === undefined) {
      if (this.#cards.size >= mostCards) this.#cards.clear()
      this.#cards.set(doc, (known = this.#readCard(doc)))
    }
    return known
  }

  async #readCard(doc: number): Promise<Known> {
    const { item, fail } = await cardOf(this.#index, doc)
    const { card } = decodeStoredCard(item, fail)
    if (card === null) throw fail('has an article that nothing can point to')
    return { id: card.id, facts: card.facts }
  }
}

interface Known {
  readonly id: string
  /** What it applies to. */
  readonly facts: readonly FactCondition[]
}

const mostCards = 1000
/** So many errors are held against rules however near they stand, then one for so many bytes: each takes milliseconds. */
const mostAtOnce = 100
const bytesForOne = 64 * 1024

function holdsThere(match: RuleMatch, situation: Situation): Judged {
  const { rule, found } = match
  const facts = rule.facts.map((condition) => ({ condition, ...judge(condition, situation) }))
  const clashes = facts.some(
    ({ condition, agreement, isGiven }) => agreement === 'clash' && (isGiven || condition.required),
  )
  const failure = failureOf(match, situation)
  if (clashes || (failure !== null && failure.lacks === null)) return { standing: 'out', bits: 0 }
  const telling = asksForSeveral(rule) ? found : found.filter(({ trigger }) => trigger.type === 'message')
  const bits = sum(telling.map(({ trigger, bits }) => trigger.weight * bits))
  if (failure !== null) return { standing: 'perhaps', bits }
  const agrees = facts.some(({ agreement }) => agreement === 'agree')
  const isSure = bits >= decisiveBits || (agrees && telling.length > 0)
  return { standing: isSure ? 'sure' : 'found', bits }
}

function surer(one: Judged, other: Judged | undefined): Judged {
  return other === undefined || standings.indexOf(one.standing) < standings.indexOf(other.standing)
    ? one
    : other
}

/** What a rule says is certain needs no more words; what it doubts is a clue. */
function stood(article: SightedArticle, { standing, bits }: Judged, found: number): SightedArticle {
  if (standing === 'sure')
    return judged(
      { ...article, isClue: false, isWhole: true, isPart: false },
      Math.max(found, bits, decisiveBits),
    )
  if (standing === 'perhaps') return judged({ ...article, isClue: true, isWhole: false }, found)
  return judged(article, found)
}

function sum(values: readonly number[]): number {
  return values.reduce((all, one) => all + one, 0)
}
