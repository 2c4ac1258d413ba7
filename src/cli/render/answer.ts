// What does an answer look like to somebody with a user on the phone?
//
// First what kind of way out there is, then what it is: steps that do not exist must never be looked for. Everything
// below it can be skipped: why this article, what else it could be.

import type { Answer, AnsweredOutcome, Choice, Decision, Evidence, Hit } from '../../answer.ts'
import type { OutcomeType } from '../../article/article.ts'
import type { FoundArticle } from '../../knowledge-base.ts'
import { allPrintable, printable, type Screen, wrap } from '../terminal.ts'
import { renderText, renderTitle } from './article.ts'
import { renderChain } from './chain.ts'

export interface AnswerOptions {
  /** Every piece of evidence with its points, for every hit. */
  readonly explain: boolean
}

export function renderAnswer(answer: Answer, screen: Screen, options: AnswerOptions): string {
  const safe = allPrintable(answer)
  const chain = safe.chain ? renderChain(safe.chain, screen, options.explain) : ''
  const shown =
    safe.verdict === 'answer'
      ? renderOne(safe.hits, chain, screen)
      : safe.verdict === 'choose' && safe.decide !== null
        ? [...renderChoice(safe.decide, safe.hits, screen), ...parts([chain])]
        : renderUnknown(safe, screen)
  const explained = options.explain
    ? safe.hits.slice(0, nearest).map((hit) => renderExplanation(hit, screen))
    : []
  return [...shown, ...explained].join('\n\n')
}

/** What each type of outcome means to the one who has the problem. */
const outcomeHeadings: Readonly<Record<OutcomeType, readonly [name: string, meaning: string]>> = {
  steps: ['FIX', 'do this'],
  'obtain-fix': ['FIX', 'obtain a service pack or an update'],
  workaround: ['WORKAROUND', 'a way around it, no repair'],
  'by-design': ['BY DESIGN', 'it is meant to work this way'],
  'no-known-fix': ['NO KNOWN FIX', 'nothing is known to help'],
  information: ['INFORMATION', 'there is nothing to repair'],
}

function renderOne([first, ...others]: readonly Hit[], chain: string, screen: Screen): string[] {
  if (first === undefined) return []
  const origin = first.index === undefined ? '' : `, from ${first.index}`
  return parts([
    renderTitle(first, screen),
    `${renderOutcomeHeading(first.outcome, screen)}${screen.paint('dim', `  ${percent(first.confidence)} sure${origin}`)}`,
    renderCause(first.outcome, screen),
    renderWayOut(first.outcome, screen),
    chain,
    renderWhy('Why this one', first, screen),
    renderOthers('Less likely', others.filter(likely), screen),
    screen.paint('dim', `The whole article: kb show ${first.id}`),
  ])
}

/** All of the ways out, each with what to type so that it is the only one. */
function renderChoice(
  { fact, question, values, choices }: Decision,
  hits: readonly Hit[],
  screen: Screen,
): string[] {
  const chosen = new Set(choices.map(({ article }) => article))
  const shown = hits.filter(({ id }) => chosen.has(id))
  const decides = isFact(fact) ? `the ${fact} decides` : 'what happens decides'
  return parts([
    [
      screen.paint('bold', `${numeral(Math.max(values.length, shown.length))} answers fit; ${decides}.`),
      ...(isFact(fact) ? [wrap(question ?? `Which ${fact} is it?`, screen.width)] : []),
    ].join('\n'),
    ...shown.flatMap((hit) => [
      renderTitle(hit, screen),
      ...renderOptions(
        choices.filter(({ article }) => article === hit.id),
        fact,
        screen,
      ),
    ]),
    ...shown.slice(0, 1).map((hit) => renderWhy('Why these', hit, screen)),
    renderOthers(
      'Less likely',
      hits.filter((hit) => !chosen.has(hit.id) && likely(hit)),
      screen,
    ),
  ])
}

/** `situation` stands for what no article has a name for: there is nothing to type. */
const isFact = (fact: string): boolean => fact !== 'situation'

/** The options of one article: each value once, a cause that all share once. */
function renderOptions(choices: readonly Choice[], fact: string, screen: Screen): string[] {
  const causes = new Set(choices.map(({ outcome }) => renderCause(outcome, screen)))
  const shared = causes.size === 1
  return [
    shared ? [...causes][0]! : '',
    ...choices.flatMap(({ value, outcome }, i) => [
      value === choices[i - 1]?.value ? '' : renderValue(value, fact, screen),
      renderOutcomeHeading(outcome, screen),
      shared ? '' : renderCause(outcome, screen),
      renderWayOut(outcome, screen),
    ]),
  ]
}

function renderValue(value: string, fact: string, { paint }: Screen): string {
  if (!isFact(fact)) return paint('bold', `If it is this: ${value}`)
  const typed = paint('yellow', flagFor(fact, value))
  return `${paint('bold', `If the ${fact} is ${value}`)} ${paint('dim', '(ask again with')} ${typed}${paint('dim', ')')}`
}

function renderUnknown({ hits, confidence }: Answer, screen: Screen): string[] {
  const [verdict, label] =
    confidence >= worthALook
      ? [
          'Not known here for certain.',
          'The nearest articles; the first one is worth a look, and may be wrong',
        ]
      : ['Not known here: no article fits this report.', 'The nearest articles, none of them an answer']
  const advice =
    'Paste the message exactly as it is shown, and say what it is about with --product and --version: they tell articles apart.'
  return parts([
    screen.paint('bold', verdict),
    renderOthers(label, hits.slice(0, nearest), screen),
    ...hits.slice(0, 1).map((hit) => renderAgainst('What speaks against the first one', hit, screen)),
    wrap(advice, screen.width),
  ])
}

function renderOutcomeHeading({ type, when }: AnsweredOutcome, { paint }: Screen): string {
  const [name, meaning] = outcomeHeadings[type]
  return `${paint(['bold', 'green'], name)}  ${meaning}${when === null ? '' : ` (${when})`}`
}

function renderCause({ cause }: AnsweredOutcome, screen: Screen): string {
  if (cause === null) return ''
  const label = 'Cause'
  return wrap(cause, screen.width, `${label}  `).replace(label, screen.paint('bold', label))
}

/** The text as it was printed; the steps only where it does not hold them already. */
function renderWayOut({ text, steps }: AnsweredOutcome, screen: Screen): string {
  const held = steps.length > 0 && text.includes(steps[0]!)
  const numbered = steps.map((step, i) => `${i + 1}. ${step}`).join('\n')
  return parts([text, held ? '' : numbered])
    .map((part) => renderText(part, screen))
    .join('\n\n')
}

/** The strongest reasons, in words, and whatever speaks against it. */
function renderWhy(label: string, { evidence }: Hit, screen: Screen): string {
  const told = evidence.filter(({ kind, found }) => kind === 'fact' || (kind !== 'prior' && found !== ''))
  const known = told.filter(({ relation }) => relation !== 'unknown')
  const reasons = known
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .filter(({ relation }, i) => i < mostReasons || relation === 'clashes')
  const unknown = told.filter(({ relation }) => relation === 'unknown')
  return renderEvidence(label, [...reasons, ...unknown], screen)
}

/** Where an article looks right and is not known to be. */
function renderAgainst(label: string, { evidence }: Hit, screen: Screen): string {
  const clashes = evidence.filter(({ relation, found }) => relation === 'clashes' && found !== '')
  return renderEvidence(label, clashes, screen)
}

function renderEvidence(label: string, reasons: readonly Evidence[], screen: Screen): string {
  if (reasons.length === 0) return ''
  const lines = reasons.map((one) => wrap(reasonOf(one), screen.width, '  - '))
  return [screen.paint('bold', label), ...lines].join('\n')
}

const mostReasons = 4

function reasonOf(evidence: Evidence): string {
  if (evidence.kind === 'fact') return factReason(evidence)
  const [agrees, clashes] = reasonLabels[evidence.kind]
  return `${evidence.relation === 'clashes' ? clashes : agrees}: "${cut(evidence.found)}"`
}

/** What an agreement and a clash of each kind are called. */
const reasonLabels: Readonly<
  Record<Exclude<Evidence['kind'], 'fact'>, readonly [agrees: string, clashes: string]>
> = {
  message: ['the article quotes the message', 'the article quotes another message'],
  code: ['the same error code', 'it says nothing of the error code'],
  event: ['the same logged event', 'another logged event'],
  stop: ['the same STOP code', 'another STOP code'],
  phrase: ['it is about this trouble', 'it is about other trouble'],
  near: ['it is about these things', 'it is about other things'],
  words: ['words of the report stand in it', 'words of the report do not stand in it'],
  prior: ['to begin with', 'to begin with'],
}

/** The article's side of a fact reads "product: this or that". */
function factReason({ found, against, relation }: Evidence): string {
  const [, name, values = ''] = /^([^:]+): (.*)$/s.exec(against) ?? []
  if (name === undefined) return `${against}: ${relationLabels[relation]}`
  if (relation === 'agrees') return `the ${name} agrees: ${found}`
  const said = values === '' ? '' : `; the article is about ${cut(values)}`
  return relation === 'clashes' ? `the ${name} clashes: ${found}${said}` : `the ${name} is not known${said}`
}

/** Of what an article does not say in particular. */
const relationLabels = { agrees: 'they agree', clashes: 'they clash', unknown: 'it names none' } as const

/** So much of a long text as tells what it is. */
function cut(text: string): string {
  return text.length > 160 ? `${text.slice(0, 160)}...` : text
}

function renderOthers(label: string, hits: readonly Hit[], screen: Screen): string {
  if (hits.length === 0) return ''
  const column = Math.max(...hits.map(({ id }) => id.length)) + 2
  return [
    screen.paint('bold', label),
    ...hits.map(({ id, title, confidence }) => {
      const first = `  ${percent(confidence).padStart(6)}  ${id.padEnd(column)}`
      return wrap(title ?? '(no title)', screen.width, first).replace(id, screen.paint('cyan', id))
    }),
  ].join('\n')
}

/** Others are worth a look from one in a hundred on. */
const likely = ({ confidence }: Hit): boolean => confidence >= 0.01

/** What is so probable is rather right than wrong, though not sure enough to be told as the answer. */
const worthALook = 0.5

/** Where nothing fits, a few of the nearest articles are enough. */
const nearest = 5

/** The first stage alone: which articles have the words. */
export function renderFound(found: readonly FoundArticle[], screen: Screen): string {
  if (found.length === 0) return 'No article has these words.'
  return allPrintable(found)
    .map(({ id, path, title, score }) => {
      const first = `${score.toFixed(0).padStart(6)}  ${id ?? path ?? '(no id)'}  `
      return wrap(title ?? '(no title)', screen.width, first)
    })
    .join('\n')
}

/** Why an article is not the answer. */
export function renderReasons(id: string, reasons: readonly string[], screen: Screen): string {
  if (reasons.length === 0) return `${printable(id)} is the first hit.`
  const lines = allPrintable(reasons).map((reason) => wrap(reason, screen.width, '  - '))
  return [`Why ${printable(id)} is not the answer`, ...lines].join('\n')
}

/** Every reason with its points; they add up to the score. */
function renderExplanation(hit: Hit, screen: Screen): string {
  const rows = hit.evidence.map(({ kind, found, against, relation, points }) => {
    const sides = [...new Set([found, against])]
      .filter((side) => side !== '')
      .map(cut)
      .join(' ~ ')
    return wrap(`${kind} ${relation}: ${sides}`, screen.width, `  ${points.toFixed(2).padStart(7)}  `)
  })
  return [
    `${screen.paint('bold', 'Score of')} ${screen.paint('cyan', hit.id)}`,
    ...rows,
    `  ${hit.score.toFixed(2).padStart(7)}  in all, which makes it right with ${percent(hit.confidence)}`,
  ].join('\n')
}

const optionFacts = ['product', 'version', 'index']

/** As a shell wants it: `--fact edition=nfr`, `--product 'Printer 97'`. */
function flagFor(fact: string, value: string): string {
  return optionFacts.includes(fact)
    ? `--${fact} ${shellQuoted(value)}`
    : `--fact ${shellQuoted(`${fact}=${value}`)}`
}

function shellQuoted(word: string): string {
  return /^[\w.,:=/@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

/** Nothing is ever quite sure. */
function percent(probability: number): string {
  if (probability > 0.99) return '> 99 %'
  return probability > 0 && probability < 0.01 ? '< 1 %' : `${Math.round(probability * 100)} %`
}

function numeral(count: number): string {
  return ['No', 'One', 'Two', 'Three', 'Four', 'Five'][count] ?? String(count)
}

/** Those that say anything. */
function parts(all: readonly string[]): string[] {
  return all.filter((part) => part !== '')
}
