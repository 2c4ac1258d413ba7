// How many questions does it take, and is the outcome right?
//
//     npx tsx scripts/questions.ts --index DIR [--sample N] [--seed N] [--cases FILE] [--noise NAME]
//
// Every message that several articles of .corpus/kb quote is an ambiguous report: of each of them once, as that article
// prints it. A simulated user (support/simulated-user.ts) answers `kb diagnose` from the article's text. The outcome is
// right if the article comes out, and its way out where it has several. Articles of a message that say the same of
// everything cannot be told apart by any question; they are counted by themselves.

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Article } from '../src/article/article.ts'
import { KbError } from '../src/errors.ts'
import type { KnowledgeBase } from '../src/knowledge-base.ts'
import { openKnowledgeBase, readArticles } from '../src/node.ts'
import { generalBackground } from '../src/rules/background.ts'
import { deriveRule } from '../src/rules/derive.ts'
import { minutesOf } from '../src/session/cost.ts'
import type { EndTurn, Turn } from '../src/session/session.ts'
import { halfInterval, mean } from './support/measures.ts'
import { report } from './support/results.ts'
import { type Noise, SimulatedUser } from './support/simulated-user.ts'

const corpus = '.corpus/kb'
const { values: options } = parseArgs({
  options: {
    index: { type: 'string' },
    sample: { type: 'string' },
    seed: { type: 'string' },
    cases: { type: 'string' },
    noise: { type: 'string' },
  },
})
if (!existsSync(corpus) || options.index === undefined) {
  console.error(`${corpus} is not there, or no --index is named. Nothing was measured.`)
  process.exit(0)
}

/** One report and the article it comes from. */
interface Case {
  readonly id: string
  readonly path: string
  readonly report: string
  /** How many articles quote the message. */
  readonly size: number
  /** Those of them that say the same of everything, itself among them. */
  readonly same: readonly string[]
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

const seed = Number(options.seed ?? 1)
const all = await keptCases(options.cases)
const cases = options.sample === undefined ? all : sample(all, Number(options.sample), seed)
const knowledgeBase = await openKnowledgeBase(options.index)
const figures: Record<string, unknown> = {
  classes: new Set(all.map(({ report }) => report)).size,
  reports: all.length,
  'beyond telling apart': all.filter(({ same }) => same.length > 1).length,
  asked: cases.length,
}
for (const [name, noise] of Object.entries(noises)) {
  if (options.noise !== undefined && options.noise !== name) continue
  const started = performance.now()
  const outcomes: Result[] = []
  for (const one of cases) outcomes.push(await play(one, noise, knowledgeBase))
  figures[name] = { ...summary(outcomes), 'ms a session': (performance.now() - started) / cases.length }
}
report('questions', figures)

// --- cases

async function keptCases(path: string | undefined): Promise<Case[]> {
  if (path !== undefined && existsSync(path)) return JSON.parse(readFileSync(path, 'utf8'))
  const cases = await readCases()
  if (path !== undefined) writeFileSync(path, JSON.stringify(cases))
  return cases
}

async function readCases(): Promise<Case[]> {
  const bySignature = new Map<string, Map<string, { path: string; report: string; face: string }>>()
  for await (const article of readArticles([corpus])) {
    if (article instanceof KbError || article.id === null) continue
    const face = faceOf(article)
    for (const trigger of deriveRule(article, generalBackground)?.triggers ?? []) {
      if (trigger.type !== 'message' || trigger.weight < 0.8 || trigger.span === null) continue
      const message = article.messages.find(({ span }) => span[0] === trigger.span![0])
      if (message === undefined) continue
      const quoting = bySignature.get(trigger.signature) ?? new Map()
      bySignature.set(trigger.signature, quoting)
      quoting.set(article.id, { path: article.source.path!, report: message.text, face })
    }
  }
  return [...bySignature.values()]
    .filter(({ size }) => size > 1)
    .flatMap((quoting) =>
      [...quoting].map(([id, { path, report, face }]) => ({
        id,
        path,
        report,
        size: quoting.size,
        same: [...quoting].filter(([, other]) => other.face === face).map(([other]) => other),
      })),
    )
}

/** All that could be asked of an article. */
function faceOf({ title, products, resolutions }: Article): string {
  return JSON.stringify([title, products.map(({ text }) => text), resolutions.map(({ text }) => text)])
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
  readonly isKnown: boolean
  readonly minutes: number
  readonly minutesInOrder: number
}

async function play(one: Case, noise: Noise, knowledgeBase: KnowledgeBase): Promise<Result> {
  const random = randomFrom(hash(`${one.id} ${one.report}`) + seed)
  const told = await knowledgeBase.informant.tell(one.id)
  if (told === null) throw new Error(`${one.id} is not in the index`)
  const way = told.outcomes[Math.floor(random() * told.outcomes.length)]!
  const heading = told.outcomes.length > 1 ? (way.label ?? '') : null
  const user = new SimulatedUser(readFileSync(one.path, 'latin1'), heading, noise, random)
  const session = await knowledgeBase.session({ text: one.report })
  const fits = ({ id, outcome }: EndTurn['hits'][number]): boolean =>
    one.same.includes(id) && (told.outcomes.length === 1 || id !== one.id || outcome.when === whenOf(way))
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
      await session.answer(fits(turn))
    }
  }
  const place = turn.hits.findIndex(fits)
  const helped = session.transcript.some((said) => said.type === 'proposal' && said.helped === true)
  const suspects = await knowledgeBase.informant.suspects({ text: one.report }, {})
  const first = suspects.findIndex(({ id }) => one.same.includes(id))
  const tried = helped ? 0 : place < 0 ? givingUp : (place + 1) * minutesOf(way)
  return {
    size: one.size,
    questions,
    proposals,
    isRight: place === 0,
    isKnown: first >= 0,
    minutes: minutes + Math.min(givingUp, tried),
    minutesInOrder: first < 0 ? givingUp : Math.min(givingUp, (first + 1) * minutesOf(way)),
  }
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
