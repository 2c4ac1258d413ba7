// What does an answer look like to somebody with a user on the phone?
//
// First what kind of way out there is, then what it is: steps that do not exist must never be looked for. Everything
// below it can be skipped: why this article, what else it could be.

import type { Answer, AnsweredOutcome, Choice, Decision, Evidence, Hit } from '../../answer.ts'
import type { OutcomeType } from '../../article/article.ts'
import { allPrintable, type Screen, wrap } from '../terminal.ts'
import { renderTitle } from './article.ts'

export interface AnswerOptions {
  /** Every piece of evidence with its points, for every hit. */
  readonly explain: boolean
}

export function renderAnswer(answer: Answer, screen: Screen, options: AnswerOptions): string {
  const safe = allPrintable(answer)
  const shown =
    safe.verdict === 'answer'
      ? renderFound(safe.hits, screen)
      : safe.verdict === 'choose' && safe.decide !== null
        ? renderChoice(safe.decide, safe.hits, screen)
        : renderUnknown(safe.hits, screen)
  const explained = options.explain ? safe.hits.map((hit) => renderExplanation(hit, screen)) : []
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

function renderFound([first, ...others]: readonly Hit[], screen: Screen): string[] {
  if (first === undefined) return []
  const origin = first.index === undefined ? '' : `, from ${first.index}`
  return parts([
    renderTitle(first, screen.paint),
    `${renderOutcomeHeading(first.outcome, screen)}${screen.paint('dim', `  ${percent(first.confidence)} sure${origin}`)}`,
    renderCause(first.outcome, screen),
    renderWayOut(first.outcome, screen),
    renderWhy('Why this one', first, screen),
    renderOthers('Less likely', others, screen),
    screen.paint('dim', `The whole article: kb show ${first.id}`),
  ])
}

/** All of the ways out, each with what to type so that it is the only one. */
function renderChoice({ fact, question, choices }: Decision, hits: readonly Hit[], screen: Screen): string[] {
  const chosen = new Set(choices.map(({ article }) => article))
  const shown = hits.filter(({ id }) => chosen.has(id))
  const lead = `${numeral(choices.length)} answers fit; the ${fact} decides.`
  return parts([
    `${screen.paint('bold', lead)}\n${wrap(question ?? `Which ${fact} is it?`, screen.width)}`,
    ...shown.flatMap((hit) => [
      renderTitle(hit, screen.paint),
      ...renderOptions(
        choices.filter(({ article }) => article === hit.id),
        fact,
        screen,
      ),
    ]),
    ...shown.slice(0, 1).map((hit) => renderWhy('Why these', hit, screen)),
    renderOthers(
      'Less likely',
      hits.filter(({ id }) => !chosen.has(id)),
      screen,
    ),
  ])
}

/** A cause that all options share is told once. */
function renderOptions(choices: readonly Choice[], fact: string, screen: Screen): string[] {
  const causes = new Set(choices.map(({ outcome }) => renderCause(outcome, screen)))
  const shared = causes.size === 1
  return [
    shared ? [...causes][0]! : '',
    ...choices.flatMap((choice) => [
      ...renderOption(choice, fact, screen),
      shared ? '' : renderCause(choice.outcome, screen),
    ]),
  ]
}

function renderOption({ value, outcome }: Choice, fact: string, screen: Screen): string[] {
  const typed = screen.paint('yellow', flagFor(fact, value))
  return [
    `${screen.paint('bold', `If the ${fact} is ${value}`)} ${screen.paint('dim', '(ask again with')} ${typed}${screen.paint('dim', ')')}\n${renderOutcomeHeading(outcome, screen)}`,
    renderWayOut(outcome, screen),
  ]
}

function renderUnknown(hits: readonly Hit[], screen: Screen): string[] {
  const advice =
    'Paste the message exactly as it is shown, and say what it is about with --product and --version: they tell articles apart.'
  return parts([
    screen.paint('bold', 'Not known here: no article fits this report.'),
    renderOthers('The nearest articles, none of them an answer', hits, screen),
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

function renderWayOut({ text, steps }: AnsweredOutcome, { width }: Screen): string {
  const column = String(steps.length).length + 2
  const numbered = steps.map((step, i) => wrap(step, width, `  ${`${i + 1}.`.padEnd(column)}`))
  return parts([text === '' ? '' : wrap(text, width, '  ', '  '), numbered.join('\n')]).join('\n\n')
}

/** The strongest reasons, in words. */
function renderWhy(label: string, { evidence }: Hit, screen: Screen): string {
  const reasons = evidence
    .filter(({ kind, relation }) => kind !== 'prior' && relation !== 'unknown')
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .slice(0, 4)
    .map(reasonOf)
  const unknown = evidence.filter(({ relation }) => relation === 'unknown').map(({ against }) => against)
  if (unknown.length > 0) reasons.push(`not known, and would help: ${unknown.join(', ')}`)
  if (reasons.length === 0) return ''
  return [screen.paint('bold', label), ...reasons.map((reason) => wrap(reason, screen.width, '  - '))].join(
    '\n',
  )
}

function reasonOf(evidence: Evidence): string {
  return `${reasonLabels[evidence.kind][evidence.relation === 'clashes' ? 1 : 0]}: ${quoted(evidence)}`
}

/** What an agreement and a clash of each kind are called. */
const reasonLabels: Readonly<Record<Evidence['kind'], readonly [agrees: string, clashes: string]>> = {
  message: ['the article quotes the message', 'another message'],
  code: ['the same error code', 'another error code'],
  event: ['the same logged event', 'another logged event'],
  stop: ['the same STOP code', 'another STOP code'],
  phrase: ['it is about the same trouble', 'it is about other trouble'],
  near: ['it is about the same things', 'it is about other things'],
  words: ['words of the report in it', 'words of the report not in it'],
  fact: ['agrees', 'but clashes'],
  prior: ['to begin with', 'to begin with'],
}

function quoted({ kind, found, against }: Evidence): string {
  const short = found.length > 160 ? `${found.slice(0, 160)}...` : found
  if (kind === 'message') return `"${short}"`
  return kind === 'fact' && against !== found ? `${short} (the article says ${against})` : short
}

function renderOthers(label: string, hits: readonly Hit[], screen: Screen): string {
  if (hits.length === 0) return ''
  const column = Math.max(...hits.map(({ id }) => id.length)) + 2
  return [
    screen.paint('bold', label),
    ...hits.map((hit) => {
      const id = screen.paint('cyan', hit.id) + ' '.repeat(column - hit.id.length)
      const title = wrap(hit.title ?? '(no title)', screen.width - column - 8).replaceAll(
        '\n',
        `\n${' '.repeat(column + 8)}`,
      )
      return `  ${percent(hit.confidence).padStart(4)}  ${id}${title}`
    }),
  ].join('\n')
}

/** Every reason with its points; they add up to the score. */
function renderExplanation(hit: Hit, screen: Screen): string {
  const rows = hit.evidence.map(({ kind, found, against, relation, points }) => {
    const sides = [...new Set([found, against])].filter((side) => side !== '').join(' ~ ')
    return wrap(`${kind} ${relation}: ${sides}`, screen.width, `  ${points.toFixed(2).padStart(7)}  `)
  })
  return [
    `${screen.paint('bold', 'Score of')} ${renderTitle(hit, screen.paint)}`,
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

function percent(probability: number): string {
  return `${Math.round(probability * 100)} %`
}

function numeral(count: number): string {
  return ['No', 'One', 'Two', 'Three', 'Four', 'Five'][count] ?? String(count)
}

/** Those that say anything. */
function parts(all: readonly string[]): string[] {
  return all.filter((part) => part !== '')
}
