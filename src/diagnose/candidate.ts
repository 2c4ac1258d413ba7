// Which articles could be the answer, and how well does each fit?

import type { Evidence } from '../answer.ts'
import type { FoundCode } from '../codes/notation.ts'
import type { Card } from '../rules/card.ts'
import { type GivenFacts, judge, type Situation } from '../rules/fact.ts'
import type { RuleMatch } from '../rules/matcher.ts'
import { isTrouble } from '../rules/phrase.ts'
import type { Report } from '../rules/report.ts'
import type { FactCondition, Rule, Way } from '../rules/rule.ts'
import type { Vocabulary } from './coverage.ts'
import {
  cap,
  codeClash,
  describe,
  factEvidence,
  type Judged,
  nearEvidence,
  points,
  priorityEvidence,
  sum,
  triggerEvidence,
  wordsEvidence,
  worthOfWords,
} from './evidence.ts'
import { type RankedText, rankedEvidence } from './ranked.ts'

/** An article that the full text found. */
export interface FoundText {
  readonly id: string
  /** Of what the text with most has, from 0 to 1, whether that one is among the hits or not. */
  readonly share: number
  /** What the second stage says of it, where it was compared. */
  readonly ranked?: RankedText
}

export interface Findings {
  readonly report: Report
  readonly facts: GivenFacts
  readonly matches: readonly RuleMatch[]
  /** Best first. */
  readonly hits: readonly FoundText[]
  /** By id; candidates without a card are passed over. */
  readonly cards: ReadonlyMap<string, Card>
  /** By id: of the report's meanings those, at least, that the article has words for. */
  readonly vocabularies: ReadonlyMap<string, Vocabulary>
  /** The codes that the report names, and by id the candidates that speak of one; `null` where it names none. */
  readonly codes?: { readonly first: FoundCode; readonly articles: ReadonlySet<string> } | null
  /** The least probability with which an article that the second stage ranked is the answer. */
  readonly certain?: number
  readonly top?: number
}

/** The ids of all articles that could be in the answer: those whose cards `diagnose` needs. */
export function candidateIds({ matches, hits }: Pick<Findings, 'matches' | 'hits'>): string[] {
  return [...new Set([...matches.map(({ rule }) => rule.article), ...hits.map(({ id }) => id)])]
}

export interface Candidate {
  readonly card: Card
  /** The rule that speaks for it; `null` where only its words do. */
  readonly rule: Rule | null
  readonly score: number
  readonly evidence: readonly Evidence[]
  /** The ways out that fit what is known, at least one; of the rule or of the card. */
  readonly ways: readonly Way[]
  /** Weighed by what was learnt, so its share is a probability that comes true. */
  readonly isRanked: boolean
  /** It is ranked, and applies to other products than the one that is given. */
  readonly isElsewhere: boolean
}

/** Best first. */
export function findCandidates(findings: Findings, scale: Scale, situation: Situation): Candidate[] {
  const byArticle = new Map<string, RuleMatch[]>()
  const barred = new Map<string, string>()
  for (const id of candidateIds(findings)) byArticle.set(id, [])
  for (const match of findings.matches) {
    const failure = failureOf(match, situation)
    if (failure === null) byArticle.get(match.rule.article)!.push(match)
    else if (failure.isMeant) barred.set(match.rule.article, failure.reason)
  }
  const texts = new Map(findings.hits.map((hit) => [hit.id, hit]))
  const candidates: Candidate[] = []
  for (const [id, matches] of byArticle) {
    const card = findings.cards.get(id)
    const { share = 0, ranked } = texts.get(id) ?? {}
    if (card === undefined || (matches.length === 0 && share === 0)) continue
    const found: Found = {
      card,
      words: findings.vocabularies.get(id) ?? noWords,
      matches,
      share: share ** 2,
      barred: barred.get(id) ?? null,
    }
    const isWritten = card.authored || matches.some(({ rule }) => rule.origin === 'hand')
    candidates.push(
      ranked === undefined || isWritten
        ? weigh(found, scale, situation)
        : weighRanked(found, ranked, scale, situation, foreignCode(id, findings)),
    )
  }
  return doubted(candidates.sort(byScore), scale).sort(byScore)
}

function byScore(a: Candidate, b: Candidate): number {
  return b.score - a.score || priorityOf(b) - priorityOf(a) || (a.card.id < b.card.id ? -1 : 1)
}

/**
 * Where the best text is about other products than the one that is given, the trouble of that one is not known here, and
 * no other text becomes more likely by that: all of them stay in their order, the first just behind "none of these".
 */
function doubted(candidates: Candidate[], { none }: Scale): Candidate[] {
  const [first] = candidates
  if (first === undefined || !first.isElsewhere || first.score < none) return candidates
  const doubt = cap(
    none - first.score - leastDoubt,
    'the best text is about other products than the given one',
  )
  return candidates.map((candidate) => {
    if (!candidate.isRanked) return candidate
    const evidence = [...candidate.evidence, doubt]
    return { ...candidate, evidence, score: sum(evidence) }
  })
}

/** In points. */
const leastDoubt = 0.5

const noWords: Vocabulary = new Set<string>()

function priorityOf({ rule }: Candidate): number {
  return rule?.priority ?? Number.NEGATIVE_INFINITY
}

interface Failure {
  readonly reason: string
  /** Its author says that it is not meant here, so nothing else of the article decides either. */
  readonly isMeant: boolean
  /** Where nothing else speaks against it: the fact that it asks for. */
  readonly lacks: FactCondition | null
}

/** Why a rule does not hold although some of it was found; `null` where it holds. */
export function failureOf({ rule, found, excluding }: RuleMatch, situation: Situation): Failure | null {
  const missing = rule.triggers.find((trigger) => !found.some((one) => one.trigger === trigger))
  const fails = (reason: string, isMeant: boolean, lacks: FactCondition | null = null): Failure => ({
    reason: `rule ${rule.id}${reason}`,
    isMeant,
    lacks,
  })
  const [exclusion] = excluding
  if (exclusion !== undefined) {
    return fails(` does not hold where the report has ${describe(exclusion.trigger)}`, true)
  }
  if (rule.mode === 'all' && missing !== undefined)
    return fails(`: ${describe(missing)} was not found`, false)
  const judged = rule.facts.map((condition) => ({ condition, ...judge(condition, situation) }))
  for (const item of rule.unless) {
    if (item.type !== 'fact') continue
    const { agreement, isGiven, against, found } = judge(item.condition, situation)
    // what is only named, beside the right product, may be the ground it runs on
    const isRight = judged.some(
      (one) => one.condition.fact === item.condition.fact && one.agreement === 'agree',
    )
    if (agreement === 'agree' && (isGiven || !isRight)) {
      const said = found === against ? '' : isGiven ? `; given is ${found}` : `; the report says ${found}`
      return fails(` does not hold for ${against}${said}`, true)
    }
  }
  const lacking = judged.find(({ condition, agreement }) => condition.required && agreement !== 'agree')
  if (lacking === undefined) return null
  return fails(
    ` holds only where ${lacking.condition.fact} is ${lacking.condition.values.join(' or ')}`,
    true,
    lacking.condition,
  )
}

/** What the scores of one question are measured against. */
export interface Scale {
  /** What "none of these" scores. */
  readonly none: number
  /** What the best text has for being that. */
  readonly order: number
  /** What it has for its words. */
  readonly words: number
}

export function scaleOf({ hits, vocabularies }: Findings, situation: Situation): Scale {
  const [best] = hits
  if (best === undefined || best.share === 0) return { none: noneAlone, order: 0, words: 0 }
  // some text is always the best one, and says no more by that than "none of these"
  return {
    none: noneAlone + points.order,
    order: points.order,
    words: worthOfWords(vocabularies.get(best.id) ?? noWords, situation),
  }
}

/** What happens to fit has so much. */
const noneAlone = 12
/** An article that was written for reports may decide by its own sentences, if they are this much better than none. */
const authoredMargin = 4

interface Found {
  readonly card: Card
  readonly words: Vocabulary
  /** Those that hold. */
  readonly matches: readonly RuleMatch[]
  /** How near its text comes to the best one, from 0 to 1. */
  readonly share: number
  /** Why a rule of it says that it is not meant; `null` where none does. */
  readonly barred: string | null
}

function weigh(found: Found, scale: Scale, situation: Situation): Candidate {
  const { card, matches, share, barred } = found
  const triggers = triggerEvidence(found, matches, situation)
  const rule = triggers[0]?.rule ?? null
  const judged = factsOf({ card, rule }).map((condition) => ({ condition, ...judge(condition, situation) }))
  const offered = rule !== null && rule.outcomes.length > 0 ? rule.outcomes : card.ways
  const { ways, facts } = fittingWays(offered, situation)
  // a product that decides between ways out has counted for the article already
  const chosen = facts.filter(({ condition }) => !isOfProduct(condition))
  const decides = triggers.some(({ decides }) => decides)
  // an author's rule that decides needs no text to be found
  const order = (decides ? 1 : share) * scale.order
  const told: Evidence[] = [
    ...triggers.map(({ evidence }) => evidence).filter(({ points }) => points > 0),
    ...(rule === null ? [] : nearEvidence(rule, situation)),
    ...wordsEvidence(card, share * scale.words + order),
  ]
  // facts fit many articles: they count by what there is for them to agree with
  const most = points.factsPerTold * (sum(told) - order)
  const evidence: Evidence[] = [
    ...told,
    ...judged.map(({ condition, ...judgement }) => factEvidence(condition, judgement, most)),
    ...chosen.map(({ condition, ...judgement }) => factEvidence(condition, judgement, most)),
    ...(decides ? priorityEvidence(triggers[0]!.rule) : []),
  ]
  const margin = sum(evidence) - scale.none
  const agrees = judged.some(({ agreement }) => agreement === 'agree')
  const isSupported = agrees
    ? triggers.length > 0 || (card.authored && tellsTrouble(situation.report))
    : triggers.length > 0 && card.authored && margin >= authoredMargin
  const clash = judged.find(
    ({ agreement, isGiven, clash }) => agreement === 'clash' && (isGiven || clash === 'version'),
  )
  // another rule of its author may hold all the same
  const isHeld = matches.some((match) => match.rule.origin === 'hand')
  const objection = objectionOf(isHeld ? null : barred, clash, decides || isSupported)
  if (margin >= 0 && objection !== null) evidence.push(cap(-margin - 1 / (1 + margin), objection))
  return { card, rule, score: sum(evidence), evidence, ways, isRanked: false, isElsewhere: false }
}

/** Why an article is not the answer though it would score enough; `null`: it may be. */
function objectionOf(
  barred: string | null,
  clash: { readonly isGiven: boolean } | undefined,
  isEnough: boolean,
): string | null {
  if (barred !== null) return barred
  if (clash !== undefined) return clash.isGiven ? 'a given fact clashes' : 'another version is named'
  return isEnough ? null : 'too little to decide alone'
}

/** An article of which nobody has said how it is recognised: by what was learnt of such articles. */
function weighRanked(
  found: Found,
  ranked: RankedText,
  { none }: Scale,
  situation: Situation,
  foreign: readonly Evidence[],
): Candidate {
  const { card, matches } = found
  const triggers = triggerEvidence(found, matches, situation)
  const judged = card.facts.map((condition) => ({ condition, ...judge(condition, situation) }))
  const shown = triggers.map(({ evidence }) => evidence).filter(({ points }) => points > 0)
  const evidence = [...rankedEvidence(ranked, situation.report.source, none, shown, judged), ...foreign]
  const { ways } = fittingWays(card.ways, situation)
  const isElsewhere = judged.some(
    ({ condition, isGiven, clash }) => condition.fact === 'product' && isGiven && clash === 'product',
  )
  const rule = triggers[0]?.rule ?? null
  return { card, rule, score: sum(evidence), evidence, ways, isRanked: true, isElsewhere }
}

/** What speaks against an article that has none of the codes that the report names. */
function foreignCode(id: string, { codes, report }: Findings): Evidence[] {
  return codes == null || codes.articles.has(id) ? [] : [codeClash(codes.first, report)]
}

function isOfProduct({ fact }: FactCondition): boolean {
  return fact === 'product' || fact === 'os' || fact === 'version'
}

/** "How do I set up …" shares the words of an article on trouble with it, and asks for something else. */
function tellsTrouble({ meanings }: Report): boolean {
  return meanings.words.some((meaning) => meaning === 'not' || isTrouble([meaning]))
}

export function factsOf({ card, rule }: Pick<Candidate, 'card' | 'rule'>): readonly FactCondition[] {
  return rule === null || rule.facts.length === 0 ? card.facts : rule.facts
}

/** Of all ways out of a candidate those that may be meant, for whoever can ask which one is. */
export function openWays({ card, rule }: Candidate, situation: Situation): readonly Way[] {
  const offered = rule !== null && rule.outcomes.length > 0 ? rule.outcomes : card.ways
  const { ways, facts } = fittingWays(offered, situation)
  if (facts.length > 0) return ways
  const open = offered.filter(({ when }) =>
    when.every((condition) => judge(condition, situation).agreement !== 'clash'),
  )
  return open.length > 0 ? open : offered
}

/** The ways out whose facts agree; else those for everybody; else those that nothing speaks against. */
export function fittingWays<W extends Way>(
  offered: readonly W[],
  situation: Situation,
): { ways: readonly W[]; facts: readonly Judged[] } {
  const judged = offered.map((way) => ({
    way,
    facts: way.when.map((condition) => ({ condition, ...judge(condition, situation) })),
  }))
  const agreeing = judged.filter(
    ({ facts }) => facts.length > 0 && facts.every(({ agreement }) => agreement === 'agree'),
  )
  if (agreeing.length > 0) {
    const [{ facts }] = agreeing as [(typeof agreeing)[number]]
    return { ways: agreeing.map(({ way }) => way), facts }
  }
  const forAll = offered.filter(({ when }) => when.length === 0)
  const open = judged.filter(({ facts }) => facts.every(({ agreement }) => agreement !== 'clash'))
  const ways = forAll.length > 0 ? forAll : open.length > 0 ? open.map(({ way }) => way) : offered
  return { ways, facts: [] }
}
