// How many questions does it take, and is the outcome right?
//
//     npx tsx scripts/questions.ts --index DIR [--sample N] [--seed N] [--cases FILE] [--choices]
//
// Every message that several articles of .corpus/kb quote is an ambiguous report: of each of them once, as that article
// prints it. A simulated user (support/simulated-user.ts) answers `kb diagnose` from the article's text; with --choices
// one who picks options and tells nothing in words. The outcome is right if the article comes out, and its way out where
// it has several for different people, or an article that sends people the same way (support/same-outcome.ts).

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { KbError } from '../src/errors.ts'
import { openKnowledgeBase, readArticles } from '../src/node.ts'
import { deriveRule } from '../src/rules/derive.ts'
import { minutesOf } from '../src/session/cost.ts'
import { type Conclusion, type Informant, Session, type Turn } from '../src/session/session.ts'
import { halfInterval, mean } from './support/measures.ts'
import { report } from './support/results.ts'
import { isMethod, isSameOutcome } from './support/same-outcome.ts'
import { type Noise, SimulatedUser } from './support/simulated-user.ts'

const corpus = '.corpus/kb'
const { values: options } = parseArgs({
  options: {
    index: { type: 'string' },
    sample: { type: 'string' },
    seed: { type: 'string' },
    cases: { type: 'string' },
    choices: { type: 'boolean', default: false },
  },
})
if (!existsSync(corpus) || options.index === undefined) {
  console.error(`${corpus} is not there, or no --index is named. Nothing was measured.`)
  process.exit(0)
}

/** One report and the article it comes from. */
interface Case {
  readonly id: string
  readonly report: string
  /** How many articles quote the message. */
  readonly size: number
}

const noises = {
  'no noise': { hidden: 0, unknown: 0, wrong: 0 },
  'a tenth hidden': { hidden: 0.1, unknown: 0, wrong: 0 },
  noise: { hidden: 0.1, unknown: 0.1, wrong: 0.05 },
} satisfies Record<string, Noise>

const minutesAQuestion = 1
const givingUp = 480
const sizes: readonly (readonly [name: string, from: number, to: number])[] = [
  ['2 articles', 2, 2],
  ['3 to 5', 3, 5],
  ['6 to 20', 6, 20],
  ['more', 21, Number.POSITIVE_INFINITY],
]

const { choices } = options
const seed = Number(options.seed ?? 1)
const all = await keptCases(options.cases)
const cases = options.sample === undefined ? all : sample(all, Number(options.sample), seed)
const knowledgeBase = await openKnowledgeBase(options.index)
const results = new Map<string, Result[]>(Object.keys(noises).map((name) => [name, []]))
const started = performance.now()
for (const one of cases) {
  const informant = remembering(knowledgeBase.informant)
  for (const [name, noise] of Object.entries(noises))
    results.get(name)!.push(await play(one, noise, informant))
}
report('questions', {
  classes: new Set(all.map(({ report }) => report)).size,
  reports: all.length,
  asked: cases.length,
  ...Object.fromEntries(Array.from(results, ([name, those]) => [name, summary(those)])),
  'ms a session': (performance.now() - started) / cases.length / results.size,
})

// --- cases

async function keptCases(path: string | undefined): Promise<Case[]> {
  if (path !== undefined && existsSync(path)) return JSON.parse(readFileSync(path, 'utf8'))
  const cases = await readCases()
  if (path !== undefined) writeFileSync(path, JSON.stringify(cases))
  return cases
}

async function readCases(): Promise<Case[]> {
  const bySignature = new Map<string, Map<string, string>>()
  for await (const article of readArticles([corpus])) {
    if (article instanceof KbError || article.id === null) continue
    for (const trigger of deriveRule(article)?.triggers ?? []) {
      if (trigger.type !== 'message' || trigger.weight < 0.8 || trigger.span === null) continue
      const message = article.messages.find(({ span }) => span[0] === trigger.span![0])
      if (message === undefined) continue
      const quoting = bySignature.get(trigger.signature) ?? new Map()
      bySignature.set(trigger.signature, quoting)
      quoting.set(article.id, message.text)
    }
  }
  return [...bySignature.values()]
    .filter(({ size }) => size > 1)
    .flatMap((quoting) => Array.from(quoting, ([id, report]) => ({ id, report, size: quoting.size })))
}

function sample(cases: readonly Case[], count: number, seed: number): Case[] {
  const random = randomFrom(seed)
  return cases
    .map((one) => ({ one, order: random() }))
    .sort((a, b) => a.order - b.order)
    .slice(0, count)
    .map(({ one }) => one)
}

// --- sessions

interface Result {
  readonly size: number
  readonly questions: number
  readonly proposals: number
  readonly isRight: boolean
  /** Whether it is the very article, and not only one that says the same. */
  readonly isSame: boolean
  readonly isKnown: boolean
  readonly minutes: number
  readonly minutesInOrder: number
}

/** The first question of each session on one report is the same. */
function remembering({ suspects, tell, chain }: Informant): Informant {
  const first = new Map<string, ReturnType<typeof suspects>>()
  return {
    tell,
    chain,
    suspects: (question, since) => {
      if (Object.keys(since).length > 0) return suspects(question, since)
      const known = first.get(question.text) ?? suspects(question, since)
      first.set(question.text, known)
      return known
    },
  }
}

async function play(one: Case, noise: Noise, informant: Informant): Promise<Result> {
  const random = randomFrom(hash(`${one.id} ${one.report}`) + seed)
  const told = await informant.tell(one.id)
  if (told === null) throw new Error(`${one.id} is not in the index`)
  const text = textOf(one.id)
  const way = told.outcomes[Math.floor(random() * told.outcomes.length)]!
  const isForSome = told.outcomes.length > 1 && !told.outcomes.some(({ label }) => isMethod(label ?? ''))
  const trouble = {
    text,
    report: one.report,
    way: isForSome ? (way.label ?? '') : null,
    canTell: !choices,
  }
  const user = new SimulatedUser(trouble, noise, random)
  const session = await Session.start(informant, { text: one.report })
  const isSame = ({ id, outcome }: Conclusion): boolean =>
    id === one.id && (!isForSome || outcome.when === whenOf(way))
  const isRight = (end: Conclusion): boolean =>
    isSame(end) || (end.id !== one.id && isSameOutcome(text, textOf(end.id)))
  let minutes = 0
  let questions = 0
  let proposals = 0
  let turn: Turn = await session.next()
  for (; turn.type !== 'end'; turn = await session.next()) {
    if (turn.type === 'question') {
      questions++
      minutes += minutesAQuestion
      await session.answer(user.answer(turn))
    } else {
      proposals++
      minutes += turn.minutes
      await session.answer(isRight(turn))
    }
  }
  const place = turn.hits.findIndex(isRight)
  const helped = session.transcript.some((said) => said.type === 'proposal' && said.helped === true)
  const suspects = await informant.suspects({ text: one.report }, {})
  const first = suspects.findIndex(({ id }) => id === one.id || isSameOutcome(text, textOf(id)))
  const tried = helped ? 0 : place < 0 ? givingUp : (place + 1) * minutesOf(way)
  return {
    size: one.size,
    questions,
    proposals,
    isRight: place === 0,
    isSame: turn.hits[0] !== undefined && isSame(turn.hits[0]),
    isKnown: first >= 0,
    minutes: minutes + Math.min(givingUp, tried),
    minutesInOrder: first < 0 ? givingUp : Math.min(givingUp, (first + 1) * minutesOf(way)),
  }
}

/** '' for an article that is not of the archive. */
function textOf(id: string): string {
  const number = id.slice(1).padStart(6, '0')
  const path = `${corpus}/${number.slice(0, 3)}/${id}/README.md`
  return existsSync(path) ? readFileSync(path, 'latin1') : ''
}

function whenOf({
  label,
  when,
}: {
  label: string | null
  when: readonly { fact: string; values: readonly string[] }[]
}) {
  const condition = when.map(({ fact, values }) => `${fact}: ${values[0]}`).join(', ')
  return label ?? (condition === '' ? null : condition)
}

// --- figures

function summary(outcomes: readonly Result[]): Record<string, unknown> {
  const right = outcomes.map(({ isRight }) => Number(isRight))
  return {
    questions: mean(outcomes.map(({ questions }) => questions)),
    proposals: mean(outcomes.map(({ proposals }) => proposals)),
    right: mean(right),
    '±': halfInterval(right),
    'the very article': mean(outcomes.map(({ isSame }) => Number(isSame))),
    'never a suspect': mean(outcomes.map(({ isKnown }) => Number(!isKnown))),
    'minutes against trying in order':
      mean(outcomes.map(({ minutes }) => minutes)) / mean(outcomes.map((one) => one.minutesInOrder)),
    ...Object.fromEntries(
      sizes.map(([name, from, to]) => {
        const those = outcomes.filter(({ size }) => size >= from && size <= to)
        return [name, those.length === 0 ? null : figuresOf(those)]
      }),
    ),
  }
}

function figuresOf(outcomes: readonly Result[]): Record<string, number> {
  return {
    reports: outcomes.length,
    questions: mean(outcomes.map(({ questions }) => questions)),
    right: mean(outcomes.map(({ isRight }) => Number(isRight))),
    'never a suspect': mean(outcomes.map(({ isKnown }) => Number(!isKnown))),
  }
}

// --- chance

/** The same numbers for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function hash(text: string): number {
  let value = 2166136261
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 16777619)
  return value >>> 0
}
