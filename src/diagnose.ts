// What is wrong, what fixes it, and on what evidence?
//
//     rules that match  ┐
//     texts that match  ┴→ candidates → evidence, adding up to a score → posterior → verdict
//
// A score counts in bits: what a matched message or phrase is worth, plus and minus what is known of the situation.
// The scores of the candidates compete with each other and with "none of these", which has a score of its own; what
// comes out as the share of the best is the confidence.

import type { Answer, AnsweredOutcome, Choice, Decision, Evidence, Hit } from './answer.ts'
import { compareProducts, readProduct } from './article/product.ts'
import { generalBackground } from './rules/background.ts'
import type { Card } from './rules/card.ts'
import { type GivenFacts, type Judgement, judge, readSituation, type Situation } from './rules/fact.ts'
import { type FoundTrigger, overlap, type RuleMatch } from './rules/matcher.ts'
import { findAnywhere, isTrouble, readTerm, statesLike } from './rules/phrase.ts'
import type { Report } from './rules/report.ts'
import type { FactCondition, Outcome, Rule, Trigger } from './rules/rule.ts'
import { decisiveBits } from './rules/signature.ts'
import { wordsOf } from './rules/token.ts'

/** An article that the full text found. */
export interface FoundText {
  readonly id: string
  /** 0 or more, comparable within one list alone. */
  readonly score: number
}

export interface Findings {
  readonly report: Report
  readonly facts: GivenFacts
  readonly matches: readonly RuleMatch[]
  /** Best first. */
  readonly hits: readonly FoundText[]
  /** By id; candidates without a card are passed over. */
  readonly cards: ReadonlyMap<string, Card>
  readonly top?: number
}

const defaultTop = 10

/** The ids of all articles that could be in the answer: those whose cards `diagnose` needs. */
export function candidateIds({ matches, hits }: Pick<Findings, 'matches' | 'hits'>): string[] {
  return [...new Set([...matches.map(({ rule }) => rule.article), ...hits.map(({ id }) => id)])]
}

/** Nothing found gives `unknown` without hits. Cost: grows with the candidates, not with the collection. */
export function diagnose(findings: Findings): Answer {
  const situation = readSituation(findings.facts, findings.report)
  const candidates = findCandidates(findings, situation)
  const shares = posterior(candidates)
  const verdict = judgeCandidates(candidates, shares)
  return {
    ...verdict,
    answered: verdict.verdict === 'answer',
    confidence: round(shares[0] ?? 0),
    hits: candidates.slice(0, findings.top ?? defaultTop).map((candidate, i) => hitOf(candidate, shares[i]!)),
  }
}

/** Why an article is not the answer, in one line each; empty where it is the first hit. */
export function whyNot(id: string, findings: Findings): string[] {
  const situation = readSituation(findings.facts, findings.report)
  const candidates = findCandidates(findings, situation)
  const place = candidates.findIndex(({ card }) => card.id === id)
  if (place === 0) return []
  const failures = findings.matches
    .filter(({ rule }) => rule.article === id)
    .flatMap((match) => failureOf(match, situation)?.reason ?? [])
  if (place > 0) {
    const ahead = candidates[0]!
    failures.push(
      `its score is ${round(candidates[place]!.score)}; ${ahead.card.id} comes first with ${round(ahead.score)}`,
    )
  }
  return failures.length > 0
    ? failures
    : ['no message, phrase, code or event of it is in the report, nor do its words stand out']
}

// --- candidates and their evidence

interface Candidate {
  readonly card: Card
  /** The rule that speaks for it; `null` where only its words do. */
  readonly rule: Rule | null
  readonly score: number
  readonly evidence: readonly Evidence[]
  /** The ways out that fit what is known, at least one. */
  readonly outcomes: readonly Outcome[]
}

function findCandidates(findings: Findings, situation: Situation): Candidate[] {
  const byArticle = new Map<string, RuleMatch[]>()
  const barred = new Map<string, string>()
  for (const id of candidateIds(findings)) byArticle.set(id, [])
  for (const match of findings.matches) {
    const failure = failureOf(match, situation)
    if (failure === null) byArticle.get(match.rule.article)!.push(match)
    else if (failure.isMeant) barred.set(match.rule.article, failure.reason)
  }
  const best = findings.hits[0]?.score ?? 0
  const texts = new Map(findings.hits.map(({ id, score }) => [id, best === 0 ? 0 : score / best]))
  const candidates: Candidate[] = []
  for (const [id, matches] of byArticle) {
    const card = findings.cards.get(id)
    const share = texts.get(id) ?? 0
    if (card === undefined || (matches.length === 0 && share === 0)) continue
    candidates.push(weigh({ card, matches, share, barred: barred.get(id) ?? null }, situation))
  }
  return candidates.sort(
    (a, b) => b.score - a.score || priorityOf(b) - priorityOf(a) || (a.card.id < b.card.id ? -1 : 1),
  )
}

function priorityOf({ rule }: Candidate): number {
  return rule?.priority ?? Number.NEGATIVE_INFINITY
}

interface Failure {
  readonly reason: string
  /** Its author says that it is not meant here, so nothing else of the article decides either. */
  readonly isMeant: boolean
}

/** Why a rule does not hold although some of it was found; `null` where it holds. */
function failureOf({ rule, found, excluding }: RuleMatch, situation: Situation): Failure | null {
  const missing = rule.triggers.find((trigger) => !found.some((one) => one.trigger === trigger))
  const fails = (reason: string, isMeant: boolean): Failure => ({
    reason: `rule ${rule.id}${reason}`,
    isMeant,
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
    const { agreement, isGiven, against } = judge(item.condition, situation)
    // what is only named, beside the right product, may be the ground it runs on
    const isRight = judged.some(
      (one) => one.condition.fact === item.condition.fact && one.agreement === 'agree',
    )
    if (agreement === 'agree' && (isGiven || !isRight)) return fails(` does not hold for ${against}`, true)
  }
  const lacking = judged.find(({ condition, agreement }) => condition.required && agreement !== 'agree')
  if (lacking === undefined) return null
  return fails(
    ` holds only where ${lacking.condition.fact} is ${lacking.condition.values.join(' or ')}`,
    true,
  )
}

/** Points, in bits. Provisional: set by hand, to be fitted on labelled reports. */
const points = {
  /** A phrase that an author wrote down is worth this much more than its words. */
  authored: 8,
  mostForMessage: 60,
  /** Part of what a message is worth whose words a phrase has counted already. */
  wording: 0.5,
  near: 1.5,
  mostNear: 4.5,
  /** At most, and per bit of the report's words that the article knows. */
  mostForWords: 9,
  word: 0.4,
  /** Facts that agree count for at most so many times what the report tells. */
  factsPerTold: 2,
  given: { agree: 6, clash: -12 },
  named: { agree: 4, clash: -8 },
} as const

/** What "none of these" scores. */
const noneScore = 12
/** An article that was written for reports may decide by its own sentences, if they are this much better than none. */
const authoredMargin = 4
/** Bits by which a score must grow for its odds to grow by e. */
const temperature = 3

interface Found {
  readonly card: Card
  /** Those that hold. */
  readonly matches: readonly RuleMatch[]
  /** Of the best text's score. */
  readonly share: number
  /** Why a rule of it says that it is not meant; `null` where none does. */
  readonly barred: string | null
}

function weigh({ card, matches, share, barred }: Found, situation: Situation): Candidate {
  const triggers = triggerEvidence(card, matches, situation)
  const rule = triggers[0]?.rule ?? null
  const judged = factsOf({ card, rule }).map((condition) => ({ condition, ...judge(condition, situation) }))
  const offered = rule !== null && rule.outcomes.length > 0 ? rule.outcomes : card.outcomes
  const { outcomes, facts: chosen } = fittingOutcomes(offered, situation)
  const decides = triggers.some(({ decides }) => decides)
  const told: Evidence[] = [
    ...triggers.map(({ evidence }) => evidence).filter(({ points }) => points > 0),
    ...(rule === null ? [] : nearEvidence(rule, situation)),
    ...wordsEvidence(card, share, situation),
  ]
  // facts fit many articles: they count by what there is for them to agree with
  const most = points.factsPerTold * sum(told)
  const evidence: Evidence[] = [
    ...told,
    ...judged.map(({ condition, ...judgement }) => factEvidence(condition, judgement, most)),
    ...chosen.map(({ condition, ...judgement }) => factEvidence(condition, judgement, most)),
    ...(decides ? priorityEvidence(triggers[0]!.rule) : []),
  ]
  const margin = sum(evidence) - noneScore
  const agrees = judged.some(({ agreement }) => agreement === 'agree')
  const isSupported = agrees
    ? triggers.length > 0 || (card.authored && tellsTrouble(situation.report))
    : triggers.length > 0 && card.authored && margin >= authoredMargin
  const clashes = judged.some(({ agreement, isGiven }) => agreement === 'clash' && isGiven)
  const objection =
    barred ??
    (clashes ? 'a given fact clashes' : decides || isSupported ? null : 'too little to decide alone')
  if (margin >= 0 && objection !== null) evidence.push(cap(-1 - margin, objection))
  return { card, rule, score: sum(evidence), evidence, outcomes }
}

/** "How do I set up …" shares the words of an article on trouble with it, and asks for something else. */
function tellsTrouble({ meanings }: Report): boolean {
  return meanings.words.some((meaning) => meaning === 'not' || isTrouble([meaning]))
}

function sum(evidence: readonly Evidence[]): number {
  return round(evidence.reduce((total, one) => total + one.points, 0))
}

function cap(excess: number, why: string): Evidence {
  return { ...nothing, kind: 'prior', against: why, points: round(excess) }
}

const nothing = { found: '', relation: 'unknown', report: null, source: null } as const

interface WeighedTrigger {
  readonly rule: Rule
  readonly evidence: Evidence
  /** Whether it is enough without anything else. */
  readonly decides: boolean
}

/** Best first; what lies on words that better evidence has counted is left out. */
function triggerEvidence(card: Card, matches: readonly RuleMatch[], situation: Situation): WeighedTrigger[] {
  const weighed = matches
    .flatMap(({ rule, found }) =>
      found.map((trigger) => ({ rule, trigger, worth: worthOf(trigger, rule, card, situation) })),
    )
    .sort((a, b) => b.worth - a.worth || b.rule.priority - a.rule.priority)
  const counted: { range: readonly [number, number]; type: Trigger['type'] }[] = []
  const kept: WeighedTrigger[] = []
  for (const { rule, trigger, worth } of weighed) {
    const again = counted.filter(({ range }) => trigger.ranges.some((other) => overlap(range, other)))
    // words that a phrase has counted: a message adds that their order is right too
    const adds = trigger.trigger.type === 'message' && again.every(({ type }) => type === 'phrase')
    const factor = again.length === 0 ? 1 : adds ? points.wording : 0
    counted.push(...trigger.ranges.map((range) => ({ range, type: trigger.trigger.type })))
    kept.push({
      rule,
      decides: isDecisive(trigger, rule),
      evidence: evidenceOf(trigger, worth * factor, situation),
    })
  }
  return kept
}

function isDecisive({ trigger, bits }: FoundTrigger, rule: Rule): boolean {
  switch (trigger.type) {
    case 'message':
      return bits * (rule.origin.by === 'hand' ? trigger.weight : 1) >= decisiveBits
    case 'event':
      return trigger.source !== null && rule.origin.by === 'hand'
    default:
      return rule.origin.by === 'hand'
  }
}

function worthOf(found: FoundTrigger, rule: Rule, card: Card, situation: Situation): number {
  const { trigger, bits } = found
  const { weight } = trigger
  if (trigger.type === 'message') return Math.min(points.mostForMessage, bits * weight)
  if (trigger.type !== 'phrase') return bits * weight
  const authored = rule.origin.by === 'hand' ? points.authored : 0
  return (authored + bits) * weight * coverageFactor(found, rule, card, situation)
}

function evidenceOf(found: FoundTrigger, worth: number, { report }: Situation): Evidence {
  const { trigger, ranges } = found
  const from = report.tokens.from[ranges[0]![0]]!
  const to = report.tokens.to[ranges.at(-1)![1] - 1]!
  return {
    kind: trigger.type,
    found: ranges
      .map(([first, end]) => report.text.slice(report.tokens.from[first], report.tokens.to[end - 1]))
      .join(' … '),
    against: describe(trigger),
    relation: 'agrees',
    points: round(worth),
    report: report.spanOf(from, to),
    source: trigger.span,
  }
}

function describe(trigger: Trigger): string {
  switch (trigger.type) {
    case 'message':
      return trigger.signature
    case 'phrase':
      return `${trigger.about.join(', ')} × ${trigger.state.join(', ')}`
    case 'code':
      return `${trigger.code.family} ${trigger.code.value}`
    case 'event':
      return trigger.source === null ? `event ${trigger.id}` : `event ${trigger.id} of ${trigger.source}`
    case 'stop':
      return `STOP ${trigger.code}`
  }
}

// --- how much of the report an article explains

/**
 * Two words prove little when the rest of the sentence speaks of something else ("mirror set broken, one disk has
 * failed"). So a phrase counts by how much of its sentences' information the article's own words explain.
 */
function coverageFactor({ ranges }: FoundTrigger, rule: Rule, card: Card, situation: Situation): number {
  const { sentences } = situation.report
  const told = new Set(ranges.flatMap(([from, to]) => [sentences[from], sentences[to - 1]]))
  const { coverage } = coverageOf(situation, vocabularyOf(rule, card), (token) => told.has(sentences[token]))
  return Math.max(leastFactor, coverageShare(coverage))
}

function coverageShare(coverage: number): number {
  return Math.min(1, Math.max(0, (coverage - coverageFloor) / (coverageFull - coverageFloor)))
}

/** The part of the report's information, from 0 to 1, that lies in words of the vocabulary; names and numbers apart. */
function coverageOf(
  { report, named }: Situation,
  vocabulary: ReadonlySet<string>,
  isAsked: (token: number) => boolean,
): { coverage: number; explained: number } {
  let explained = 0
  let all = 0
  const seen = new Set<string>()
  for (const [i, meaning] of report.meanings.words.entries()) {
    const token = report.meanings.tokens[i]!
    if (!isAsked(token) || seen.has(meaning) || isName(report, token)) continue
    seen.add(meaning)
    const at = report.tokens.from[token]!
    // products are weighed as facts
    if (named.some(({ from, to }) => at >= from && at < to)) continue
    const bits = Math.min(mostWordBits, generalBackground.bits(report.tokens.words[token]!))
    all += bits
    if (meaning === 'not' || vocabulary.has(meaning)) explained += bits
  }
  return { coverage: explained / Math.max(1, all), explained }
}

/** Numbers, machines, folders: what differs from site to site. */
function isName({ text, tokens }: Report, token: number): boolean {
  return /\d/.test(tokens.words[token]!) || text[tokens.from[token]! - 1] === '\\'
}

/** A word nobody has heard of is no stronger an objection than a rare one. */
const mostWordBits = 7
const coverageFloor = 0.25
const coverageFull = 0.7
const leastFactor = 0.1

const vocabularies = new WeakMap<Rule | Card, ReadonlySet<string>>()

/** The words of the rule and of its article. */
function vocabularyOf(rule: Rule, card: Card): ReadonlySet<string> {
  let words = vocabularies.get(rule)
  if (words === undefined) {
    const terms = rule.triggers.flatMap((trigger) =>
      trigger.type === 'phrase' ? [...trigger.about, ...trigger.state.flatMap(statesLike)] : [],
    )
    const own = [...terms, ...rule.near, rule.title ?? ''].flatMap((term) => readTerm(wordsOf(term)))
    vocabularies.set(rule, (words = new Set([...own, ...wordsOfCard(card)])))
  }
  return words
}

function wordsOfCard(card: Card): ReadonlySet<string> {
  let words = vocabularies.get(card)
  if (words === undefined) vocabularies.set(card, (words = new Set(card.vocabulary.split(' '))))
  return words
}

// --- other evidence

function nearEvidence(rule: Rule, { report }: Situation): Evidence[] {
  const evidence: Evidence[] = []
  let left = points.mostNear
  for (const term of rule.near) {
    const place = findAnywhere(readTerm(wordsOf(term)), report.meanings)
    if (place === null || left <= 0) continue
    const from = report.tokens.from[report.meanings.tokens[place[0]]!]!
    const to = report.tokens.to[report.meanings.tokens[place[1] - 1]!]!
    const span = report.spanOf(from, to)
    if (evidence.some((other) => overlap(other.report!, span))) continue
    const worth = Math.min(points.near, left)
    left -= worth
    evidence.push({
      kind: 'near',
      found: report.text.slice(from, to),
      against: term,
      relation: 'agrees',
      points: worth,
      report: span,
      source: null,
    })
  }
  return evidence
}

interface JudgedFact extends Judgement {
  readonly condition: FactCondition
}

const mostFactWeight = 2
const relations = { agree: 'agrees', clash: 'clashes', unknown: 'unknown' } as const

function factEvidence({ fact, values, weight }: FactCondition, judgement: Judgement, most: number): Evidence {
  const { agreement, isGiven, found, span } = judgement
  const worth = agreement === 'unknown' ? 0 : points[isGiven ? 'given' : 'named'][agreement]
  return {
    kind: 'fact',
    found,
    against: `${fact}: ${agreement === 'agree' ? judgement.against : values.join(', ')}`,
    relation: relations[agreement],
    points: round(agreement === 'agree' ? Math.min(most, worth * Math.min(weight, mostFactWeight)) : worth),
    report: span,
    source: null,
  }
}

/** What the full text found counts by its share of the best, and by how much of the report the article explains. */
function wordsEvidence(card: Card, share: number, situation: Situation): Evidence[] {
  if (share === 0) return []
  const { coverage, explained } = coverageOf(situation, wordsOfCard(card), () => true)
  const most = Math.min(points.mostForWords, explained * points.word)
  const worth = round(most * share ** 2 * coverageShare(coverage))
  return [{ ...nothing, kind: 'words', against: card.title ?? card.id, relation: 'agrees', points: worth }]
}

function priorityEvidence({ priority }: Rule): Evidence[] {
  return priority === 0
    ? []
    : [{ ...nothing, kind: 'prior', against: 'priority', points: round(priority / 20) }]
}

/** The ways out whose facts agree; else those for everybody; else those that nothing speaks against. */
function fittingOutcomes(
  offered: readonly Outcome[],
  situation: Situation,
): { outcomes: readonly Outcome[]; facts: readonly JudgedFact[] } {
  const judged = offered.map((outcome) => ({
    outcome,
    facts: outcome.when.map((condition) => ({ condition, ...judge(condition, situation) })),
  }))
  const agreeing = judged.filter(
    ({ facts }) => facts.length > 0 && facts.every(({ agreement }) => agreement === 'agree'),
  )
  if (agreeing.length > 0) {
    const [{ facts }] = agreeing as [(typeof agreeing)[number]]
    return { outcomes: agreeing.map(({ outcome }) => outcome), facts }
  }
  const forAll = offered.filter(({ when }) => when.length === 0)
  const open = judged.filter(({ facts }) => facts.every(({ agreement }) => agreement !== 'clash'))
  const outcomes = forAll.length > 0 ? forAll : open.length > 0 ? open.map(({ outcome }) => outcome) : offered
  return { outcomes, facts: [] }
}

// --- from scores to a verdict

/** The share of each candidate, "none of these" being one more. */
function posterior(candidates: readonly Candidate[]): number[] {
  const most = Math.max(noneScore, candidates[0]?.score ?? 0)
  const odds = candidates.map(({ score }) => Math.exp((score - most) / temperature))
  const total = odds.reduce((all, one) => all + one, Math.exp((noneScore - most) / temperature))
  return odds.map((one) => one / total)
}

/** Less is not enough to be the answer, or one of those to choose from. */
const leastShare = 0.5
/** A candidate with this part of the first one's share is not beaten. */
const rivalShare = 0.3
const mostChoices = 6

function judgeCandidates(
  candidates: readonly Candidate[],
  shares: readonly number[],
): Pick<Answer, 'verdict' | 'decide'> {
  const known = shares.reduce((all, share) => all + share, 0)
  const [first] = candidates
  if (first === undefined || first.score <= noneScore || known < leastShare)
    return { verdict: 'unknown', decide: null }
  const rivals = candidates.filter(
    (candidate, i) => shares[i]! >= shares[0]! * rivalShare && candidate.score > noneScore,
  )
  if (rivals.length > 1) return { verdict: 'choose', decide: decideArticle(rivals.slice(0, mostChoices)) }
  if (shares[0]! < leastShare) return { verdict: 'unknown', decide: null }
  if (first.outcomes.length > 1) return { verdict: 'choose', decide: decideOutcome(first) }
  return { verdict: 'answer', decide: null }
}

/** The first fact in which the rivals differ: product, then whatever their rules ask for, else what they are about. */
function decideArticle(rivals: readonly Candidate[]): Decision {
  const names = new Set(['product', ...rivals.flatMap((rival) => factsOf(rival).map(({ fact }) => fact))])
  for (const fact of names) {
    const values = rivals.map(
      (rival) => factsOf(rival).find((condition) => condition.fact === fact)?.values[0],
    )
    if (values.includes(undefined) || !areApart(fact, values as string[])) continue
    return decisionOf(fact, rivals, values as string[])
  }
  // --fact situation=… would not help: nobody has written down what tells them apart
  return decisionOf(
    'situation',
    rivals,
    rivals.map(({ card, rule }) => rule?.title ?? card.title ?? card.id),
  )
}

function factsOf({ card, rule }: Pick<Candidate, 'card' | 'rule'>): readonly FactCondition[] {
  return rule === null || rule.facts.length === 0 ? card.facts : rule.facts
}

function areApart(fact: string, values: readonly string[]): boolean {
  const isProduct = fact === 'product' || fact === 'os'
  return values.some((value, i) =>
    values
      .slice(0, i)
      .some((other) =>
        isProduct ? compareProducts(readProduct(value), readProduct(other)) !== 'agree' : value !== other,
      ),
  )
}

function decisionOf(fact: string, rivals: readonly Candidate[], values: readonly string[]): Decision {
  return {
    fact,
    question: rivals.flatMap((rival) => questionFor(fact, rival) ?? [])[0] ?? null,
    values: [...new Set(values)],
    choices: rivals.flatMap(({ card, outcomes }, i) =>
      outcomes.map(
        (outcome): Choice => ({ value: values[i]!, article: card.id, outcome: answered(outcome) }),
      ),
    ),
  }
}

function decideOutcome(candidate: Candidate): Decision {
  const fact = candidate.outcomes.flatMap(({ when }) => when)[0]?.fact ?? 'situation'
  const choices = candidate.outcomes.map(
    (outcome): Choice => ({
      value: outcome.when.find((condition) => condition.fact === fact)?.values[0] ?? outcome.label ?? '',
      article: candidate.card.id,
      outcome: answered(outcome),
    }),
  )
  return { fact, question: questionFor(fact, candidate), values: choices.map(({ value }) => value), choices }
}

function questionFor(fact: string, { card, rule }: Candidate): string | null {
  const questions = [...(rule?.questions ?? []), ...card.questions]
  return questions.find((question) => question.fact === fact)?.text ?? null
}

function hitOf({ card, score, evidence, outcomes }: Candidate, share: number): Hit {
  return {
    id: card.id,
    title: card.title,
    score,
    confidence: round(share),
    outcome: answered(outcomes[0]!),
    evidence,
  }
}

function answered({ type, cause, steps, text, when, label }: Outcome): AnsweredOutcome {
  const condition = when.map(({ fact, values }) => `${fact}: ${values[0]}`).join(', ')
  return {
    type,
    cause,
    steps: steps.map((step) => step.text),
    text,
    when: label ?? (condition === '' ? null : condition),
  }
}

/** Thousandths: what is printed adds up to what is printed. */
function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
