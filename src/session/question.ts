// Which questions would tell the hypotheses apart, and how probable is each answer?
//
//     product      the names among them
//     version      of a product that is known
//     edition, …   whatever the ways out of an article ask for, with its author's words
//     source, code, file   what messages and logs name
//     situation    which title describes it best
//     symptoms     which sentence tells what happens
//
// A question is a table of probabilities: for each hypothesis how often somebody who has that trouble gives each answer.

import { judge, readSituation, type Situation } from '../rules/fact.ts'
import { meaningOf } from '../rules/phrase.ts'
import { readReport } from '../rules/report.ts'
import type { FactCondition } from '../rules/rule.ts'
import { wordsOf } from '../rules/token.ts'
import type { DetailKind, Hypothesis, Told } from './suspect.ts'
import { nameOf } from './suspect.ts'

export interface Probe {
  readonly fact: string
  readonly text: string
  /** At least one; one more answer is that it is none of these. */
  readonly options: readonly Option[]
  /** Minutes that it takes to read, to look and to answer. */
  readonly cost: number
  /** How often each answer is given, none of the options last, where this is the trouble; `null`: where none of them is. */
  readonly chances: (hypothesis: Hypothesis | null) => readonly number[]
  /** Whether it may be asked again with other options. */
  readonly repeats: boolean
  /** Whether whoever finds none of the options may tell it in words of their own. */
  readonly isOpen: boolean
  /** The product that a version is of. */
  readonly product: string | null
}

export interface Option {
  /** What an answer states, and an answers file says. */
  readonly value: string
  /** What is shown. */
  readonly label: string
}

/** Answers are wrong so often, or an article does not say all: of facts, and of what has to be read and compared. */
const slip = { fact: 0.06, reading: 0.1 } as const
const mostOptions = 8
const mostDescriptions = 7
/** Whoever found none of so many descriptions finds no other one. */
const mostShown = 4 * mostDescriptions

/** What a log or a message names beside its words. */
const detailKinds: readonly { readonly fact: DetailKind; readonly text: string }[] = [
  { fact: 'source', text: 'Which source does the logged event name?' },
  { fact: 'code', text: 'Is one of these codes shown with it?' },
  { fact: 'file', text: 'Is one of these files or modules named?' },
]

/** To be asked at all, to understand it and to answer. */
const knownCost = 2
/** For what the user has to look up. */
const lookedUpCost = 3
/** For each description that has to be read and compared. */
const descriptionCost = 0.1

export interface Known {
  /** Facts that were stated, or asked for in vain; a version is named with its product. */
  readonly facts: ReadonlyMap<string, string | null>
  /** The kinds of details that the report names itself: what it does not name was not there. */
  readonly reported: ReadonlySet<DetailKind>
  /** Descriptions that were shown and are not it. */
  readonly shown: ReadonlySet<string>
  /** Meanings of the words of the report. */
  readonly said: ReadonlySet<string>
}

/** Those that at least two hypotheses would answer differently. `shares`: of each hypothesis, as it stands. */
export function questionsFor(
  hypotheses: readonly Hypothesis[],
  shares: readonly number[],
  told: ReadonlyMap<string, Told>,
  known: Known,
): Probe[] {
  const table: Table = { hypotheses, shares }
  return [
    ...productQuestion(table, known),
    ...versionQuestion(table, known),
    ...conditionQuestions(table, known),
    ...headingQuestion(table, known),
    ...detailQuestions(table, told, known),
    ...descriptionQuestions(table, told, known),
  ]
}

interface Table {
  readonly hypotheses: readonly Hypothesis[]
  readonly shares: readonly number[]
}

function productQuestion(table: Table, { facts }: Known): Probe[] {
  if (facts.has('product')) return []
  const values = weighValues(table, ({ facts }) => {
    const printed = facts.get('product')?.values ?? []
    return [...new Map(printed.map(nameOf).map((name) => [name.key, name.label])).values()]
  })
  if (values.size < 2) return []
  const options = optionsOf(values)
  const answers = options.map(({ value }) => situationOf({ product: value }))
  return [
    {
      fact: 'product',
      text: authorsText('product', table) ?? 'Which product is it about?',
      options,
      cost: knownCost,
      product: null,
      repeats: false,
      isOpen: false,
      chances: chancesOf(answers, ({ facts }) => facts.get('product') ?? null),
    },
  ]
}

function versionQuestion(table: Table, { facts }: Known): Probe[] {
  const product = facts.get('product') ?? onlyProduct(table)
  if (product === null || facts.has('version')) return []
  const { key } = nameOf(product)
  const versions = weighValues(table, ({ facts }) => {
    const printed = facts.get('product')?.values ?? []
    return printed.map(nameOf).flatMap((name) => (name.key === key ? versionsIn(name.version ?? '') : []))
  })
  if (versions.size < 2) return []
  const options = optionsOf(versions)
  const answers = options.map(({ value }) => situationOf({ product, version: value }))
  const named = situationOf({ product })
  return [
    {
      fact: 'version',
      text: authorsText('version', table) ?? `Which version of ${product} is it?`,
      options,
      cost: knownCost,
      product,
      repeats: false,
      isOpen: false,
      chances: chancesOf(answers, ({ facts }) => {
        const condition = facts.get('product') ?? null
        // what is about another product says nothing of the versions of this one
        return condition !== null && judge(condition, named).agreement === 'clash' ? null : condition
      }),
    },
  ]
}

/** `3.5, 3.51 and 4.0 SP1` are three. */
function versionsIn(printed: string): string[] {
  return printed.split(/\s*(?:,|;|\band\b|\bor\b)\s*/).filter((version) => /\d/.test(version))
}

/** Where nearly all that are about a product are about the same one, nobody has to ask for it. */
function onlyProduct({ hypotheses, shares }: Table): string | null {
  let total = 0
  const weights = new Map<string, number>()
  for (const [i, { facts }] of hypotheses.entries()) {
    const labels = new Set((facts.get('product')?.values ?? []).map((value) => nameOf(value).label))
    if (labels.size > 0) total += shares[i]!
    for (const label of labels) weights.set(label, (weights.get(label) ?? 0) + shares[i]!)
  }
  const [best] = [...weights].sort((a, b) => b[1] - a[1])
  return best !== undefined && best[1] > 0.95 * total ? best[0] : null
}

function conditionQuestions(table: Table, { facts: known }: Known): Probe[] {
  const names = new Set(table.hypotheses.flatMap(({ facts }) => [...facts.keys()]))
  for (const fact of ['product', 'version', ...known.keys()]) names.delete(fact)
  return [...names].sort().flatMap((fact): Probe[] => {
    const values = weighValues(table, ({ facts }) => (facts.get(fact)?.values ?? []).slice(0, 1))
    if (values.size === 0) return []
    const options = optionsOf(values)
    const answers = options.map(({ value }) => situationOf({ [fact]: value }))
    return [
      {
        fact,
        text: authorsText(fact, table) ?? `Which ${fact} is it?`,
        options,
        cost: knownCost,
        product: null,
        repeats: false,
        isOpen: false,
        chances: chancesOf(answers, ({ facts }) => facts.get(fact) ?? null),
      },
    ]
  })
}

/** Where the ways out of an article are headed by whom they are for. */
function headingQuestion(table: Table, { facts }: Known): Probe[] {
  const values = facts.has('case')
    ? new Map<string, number>()
    : weighValues(table, ({ heading }) => heading ?? [])
  if (values.size === 0) return []
  const options = optionsOf(values)
  return [
    {
      fact: 'case',
      text: 'Which of these is your case?',
      options,
      cost: knownCost,
      product: null,
      repeats: false,
      isOpen: false,
      chances: (hypothesis) =>
        hypothesis !== null && hypothesis.suspect.ways.length > 1
          ? namedRow(options.map(({ value }) => value === hypothesis.heading))
          : evenly(options.length + 1),
    },
  ]
}

function detailQuestions(
  table: Table,
  told: ReadonlyMap<string, Told>,
  { facts: known, reported }: Known,
): Probe[] {
  return detailKinds.flatMap(({ fact, text }): Probe[] => {
    if (known.has(fact) || reported.has(fact)) return []
    const named = ({ suspect }: Hypothesis): readonly string[] => told.get(suspect.id)?.details[fact] ?? []
    const values = weighValues(table, named)
    if (values.size === 0) return []
    const options = optionsOf(values)
    return [
      {
        fact,
        text,
        options,
        cost: lookedUpCost,
        product: null,
        repeats: false,
        isOpen: false,
        chances: (hypothesis) =>
          hypothesis === null || !told.has(hypothesis.suspect.id)
            ? evenly(options.length + 1)
            : namedRow(options.map(({ value }) => named(hypothesis).includes(value))),
      },
    ]
  })
}

/** Descriptions of which somebody picks the one that is theirs, a handful at a time. */
const descriptions: readonly {
  readonly fact: string
  readonly text: string
  readonly cost: number
  readonly of: (told: Told) => string | null
}[] = [
  { fact: 'situation', text: 'Which of these describes it best?', cost: 2.5, of: ({ title }) => title },
  {
    fact: 'symptoms',
    text: 'Which of these is what happens?',
    cost: 3.5,
    of: ({ details }) => details.symptom,
  },
]

function descriptionQuestions(
  table: Table,
  told: ReadonlyMap<string, Told>,
  { facts, shown, said }: Known,
): Probe[] {
  return descriptions.flatMap(({ fact, text, cost, of }): Probe[] => {
    if (facts.has(fact) || shown.size >= mostShown) return []
    // what differs in capitals alone is the same to a reader
    const printed = new Map<string, string>()
    const described = ({ suspect }: Hypothesis): string | null => {
      const one = told.get(suspect.id)
      const text = one === undefined ? null : of(one)
      if (text === null || addsNothing(text, said)) return null
      const key = text.toLowerCase()
      if (!printed.has(key)) printed.set(key, text)
      return printed.get(key)!
    }
    const values = weighValues(table, (hypothesis) => described(hypothesis) ?? [])
    const options = optionsOf(new Map([...values].filter(([value]) => !shown.has(value))), mostDescriptions)
    if (values.size < 2 || options.length === 0) return []
    return [
      {
        fact,
        text,
        options,
        cost: cost + descriptionCost * options.length,
        product: null,
        repeats: true,
        isOpen: true,
        chances: (hypothesis) => {
          const own = hypothesis === null ? null : described(hypothesis)
          return hypothesis !== null && own === null
            ? evenly(options.length + 1)
            : namedRow(options.map(({ value }) => value === own))
        },
      },
    ]
  })
}

/** Whoever reported as much would pick it, whatever the trouble is. */
function addsNothing(text: string, said: ReadonlySet<string>): boolean {
  const words = wordsOf(text.replace(componentPrefix, ''))
  return words.every((word) => namesOfMessage.has(word) || isSaid(meaningOf(word), said))
}

const isSaid = (meaning: string, said: ReadonlySet<string>): boolean => meaning === '' || said.has(meaning)

/** `XADM: `, `WD97: ` */
const componentPrefix = /^[A-Z][A-Z0-9+]{1,9}:\s*/
const namesOfMessage: ReadonlySet<string> = new Set(['err', 'msg', 'errmsg', 'error', 'message'])

// --- answers

const nothingReported = readReport('')

/** Somebody of whom so much is known, whatever was reported. */
function situationOf({ product, version, ...facts }: Readonly<Record<string, string>>): Situation {
  return readSituation({ product: product ?? null, version: version ?? null, facts }, nothingReported)
}

/** `conditionOf`: what a hypothesis asks of the fact; `null` where it asks nothing. */
function chancesOf(
  answers: readonly Situation[],
  conditionOf: (hypothesis: Hypothesis) => FactCondition | null,
): Probe['chances'] {
  const rows = new Map<string, readonly number[]>()
  const indifferent = evenly(answers.length + 1)
  return (hypothesis) => {
    const condition = hypothesis === null ? null : conditionOf(hypothesis)
    if (condition === null) return indifferent
    const key = condition.values.join('\n')
    let row = rows.get(key)
    if (row === undefined) {
      const judged = answers.map(
        (answer) => condition.values.length > 0 && judge(condition, answer).agreement,
      )
      rows.set(key, (row = judgedRow(judged)))
    }
    return row
  }
}

const evenRows: (readonly number[])[] = []

function evenly(answers: number): readonly number[] {
  evenRows[answers] ??= Array.from({ length: answers }, () => 1 / answers)
  return evenRows[answers]
}

/** What may fit as well as not is given half as often as what fits. */
function judgedRow(agreements: readonly (string | false)[]): number[] {
  const weights = agreements.map((agreement) =>
    agreement === 'agree' ? 1 : agreement === 'unknown' ? 0.5 : 0,
  )
  return withNone(weights, slip.fact)
}

/** Whoever sees none of the options says so. */
function namedRow(isNamed: readonly boolean[]): number[] {
  return withNone(isNamed.map(Number), slip.reading)
}

/** Somebody may miss the option that fits. */
const missed = 0.05

function withNone(weights: readonly number[], slip: number): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return spread([...weights, total === 0 ? 1 : (missed * total) / (1 - missed)], slip)
}

/** Adds up to one: a slip now and then, the rest by weight. */
function spread(weights: readonly number[], slip: number): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => slip / weights.length + ((1 - slip) * weight) / total)
}

/** What each value stands for among the hypotheses: one that asks for several stands a little behind each. */
function weighValues(
  { hypotheses, shares }: Table,
  valuesOf: (hypothesis: Hypothesis) => string | readonly string[],
): Map<string, number> {
  const weights = new Map<string, number>()
  for (const [i, hypothesis] of hypotheses.entries()) {
    const values = new Set([valuesOf(hypothesis)].flat())
    for (const value of values) weights.set(value, (weights.get(value) ?? 0) + shares[i]! / values.size)
  }
  return weights
}

/** What has less behind it is not worth a line. */
const leastWeight = 0.01

/** Those with the most behind them, in the order of the alphabet. */
function optionsOf(weights: ReadonlyMap<string, number>, most = mostOptions): Option[] {
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  return [...weights]
    .filter(([, weight]) => weight >= leastWeight * total)
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([value]) => ({ value, label: value }))
    .sort((a, b) => (a.value < b.value ? -1 : 1))
}

/** How the author of the most probable one that asks for it puts the question. */
function authorsText(fact: string, { hypotheses, shares }: Table): string | null {
  let best = -1
  let text: string | null = null
  for (const [i, { suspect }] of hypotheses.entries()) {
    const question = suspect.questions.find((one) => one.fact === fact)
    if (question === undefined || shares[i]! <= best) continue
    best = shares[i]!
    text = question.text
  }
  return text
}

/** The number of the answer that these words are: an option, `options.length` for none of them, `null` for neither. */
export function answerNumber(probe: Probe, words: string): number | null {
  const given = fold(words)
  if (/^\d+$/.test(given) && probe.options.every(({ value }) => fold(value) !== given)) {
    const number = Number(given)
    return number >= 1 && number <= probe.options.length + 1 ? number - 1 : null
  }
  if (given === 'none' || given === 'none of these' || (given === 'no' && probe.options.length === 1))
    return probe.options.length
  if (given === 'yes' && probe.options.length === 1) return 0
  const exact = probe.options.findIndex(({ value }) => fold(value) === given)
  if (exact >= 0) return exact
  const alike = probe.options.flatMap(({ value }, i) => (fits(probe, value, words) ? [i] : []))
  return alike.length === 1 || (alike.length > 0 && !probe.isOpen) ? alike[0]! : null
}

/** `Outlook` for `Outlook 97`, `retail` for `retail copy`. */
function fits({ fact, product }: Probe, value: string, words: string): boolean {
  if (fact === 'version' && !/\d/.test(words)) return false
  if (fact === 'situation' || fact === 'symptoms') return fold(value).includes(fold(words))
  const condition = { fact: fact === 'version' ? 'product' : fact, weight: 1, required: false }
  const [values, stated] =
    fact === 'version'
      ? [[`${product} ${value}`], { product: product!, version: words }]
      : [[value], { [fact]: words }]
  return judge({ ...condition, values }, situationOf(stated)).agreement === 'agree'
}

/** How often somebody who has this trouble states these facts; the first one is what a hypothesis asks for. */
export function chanceOf(facts: Readonly<Record<string, string>>): (hypothesis: Hypothesis | null) => number {
  const [fact] = Object.keys(facts)
  const stated = situationOf(facts)
  return (hypothesis) => {
    const condition = fact === undefined ? undefined : hypothesis?.facts.get(fact)
    if (condition === undefined || condition.values.length === 0) return statedChances.unknown
    return statedChances[judge(condition, stated).agreement]
  }
}

const statedChances = { agree: 1 - slip.fact, unknown: 0.2, clash: slip.fact / 10 } as const

function fold(text: string): string {
  return wordsOf(text).join(' ')
}
