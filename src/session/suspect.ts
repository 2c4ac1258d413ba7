// What could be the matter, and what does each possibility say of the reporter's situation?
//
// A suspect is an article that could be right; each of its ways out is a hypothesis. "None of these" is one more, which
// says nothing of anything.

import { readProduct } from '../article/product.ts'
import type { Suspect } from '../diagnose.ts'
import type { Telling } from '../rules/card.ts'
import type { FactCondition, Way } from '../rules/rule.ts'
import { wordsOf } from '../rules/token.ts'

/** What an article names in its messages and symptoms, and a report of the same trouble should name too. */
export interface Names {
  /** Files and modules, in lower case. */
  readonly file: readonly string[]
  /** Sources of logged events. */
  readonly source: readonly string[]
  /** Error codes as they are printed. */
  readonly code: readonly string[]
}

export type DetailKind = keyof Names

export interface Details extends Names {
  /** The sentence that tells what happens; `null` where the article has none. */
  readonly symptom: string | null
}

/** What a session has found out about the product. */
export interface KnownSince {
  readonly product?: string
  readonly version?: string
  /** What the user told of it in words of their own. */
  readonly words?: string
}

/** What is told of an article. */
export interface Told extends Telling {
  readonly details: Details
}

/** One way out of one suspect. */
export interface Hypothesis {
  readonly suspect: Suspect
  /** Of the suspect's ways. */
  readonly number: number
  /** Odds against "none of these", before any answer. */
  readonly prior: number
  /** Fact → what the hypothesis asks of it. No values: anything but what the other ways out of the article ask. */
  readonly facts: ReadonlyMap<string, FactCondition>
  /** Whom the way out is meant for, as its heading says it, where no fact does; `null` for one that is for all. */
  readonly heading: string | null
}

/**
 * How far the order of a search is trusted: the odds of suspects against each other are raised to this power. Those that
 * share a message share most of what a score is made of, so the rest of it says less than it seems to.
 */
const trust = { report: 0.4, words: 0.7 } as const
/** Who quotes what was reported has this part of the best one's odds at least, however little else speaks for it. */
const quotingShare = 0.2
/** Where somebody quotes it, those that do not count for so much. */
const silentShare = 0.2

/** What each weighs against the others, the best being 1. */
export function weightsOf(suspects: readonly Suspect[], said: keyof typeof trust): number[] {
  const best = Math.max(0, ...suspects.map(({ odds }) => odds))
  const others = suspects.some(({ quotes }) => quotes) ? silentShare : 1
  return suspects.map(({ odds, quotes }) => {
    const weight = best === 0 ? 0 : (odds / best) ** trust[said]
    return quotes ? Math.max(weight, quotingShare) : weight * others
  })
}

/** `prior`: the odds of the suspect against "none of these", which its ways out share. */
export function hypothesesOf(suspect: Suspect, prior: number): Hypothesis[] {
  const ways = suspect.ways.map((way, number) => ({ way, number, ...casesOf(way, suspect) }))
  // among methods nobody can be asked which one is theirs: the first stands for all
  const told = ways.filter(({ isMethod }) => !isMethod)
  const kept = told.length > 0 ? told : ways.slice(0, 1)
  const decisive = new Set(kept.flatMap(({ asked }) => asked.map(({ fact }) => fact)))
  return kept.map(({ number, asked, heading }) => ({
    suspect,
    number,
    prior: prior / kept.length,
    facts: factsOf(suspect, asked, decisive),
    heading,
  }))
}

interface Cases extends Pick<Hypothesis, 'heading'> {
  /** The conditions that are facts of the situation. */
  readonly asked: readonly FactCondition[]
  readonly isMethod: boolean
}

function casesOf({ when, label }: Way, { questions, facts }: Suspect): Cases {
  const isForAll = (fact: string): boolean =>
    !productFacts.has(fact) ||
    questions.some((one) => one.fact === fact) ||
    facts.every((one) => one.fact !== 'product')
  const asked = when.filter(({ fact }) => isForAll(fact))
  if (label === null || asked.length === when.length) return { asked, heading: null, isMethod: false }
  const named = when.flatMap(({ values }) => values.flatMap(wordsOf))
  return saysWhoseItIs(label, named)
    ? { asked, heading: label, isMethod: false }
    : { asked, heading: null, isMethod: true }
}

const productFacts: ReadonlySet<string> = new Set(['product', 'os', 'version'])

/** "On Windows 95 computers" does; "Reinstall Internet Explorer" is a method that names a product. */
function saysWhoseItIs(label: string, named: readonly string[]): boolean {
  const words = wordsOf(label)
  const [first = ''] = words
  return linking.has(first) || named.includes(first)
}

const linking: ReadonlySet<string> = new Set('if when on in for with under using microsoft'.split(' '))

function factsOf(
  { facts }: Suspect,
  when: readonly FactCondition[],
  decisive: ReadonlySet<string>,
): ReadonlyMap<string, FactCondition> {
  const all = new Map(facts.map((condition) => [condition.fact, condition]))
  for (const fact of decisive) {
    if (!all.has(fact)) all.set(fact, { fact, values: [], weight: 1, required: false })
  }
  for (const condition of when) all.set(condition.fact, condition)
  return all
}

/** The name of a product without its version, and how it is printed; read once each. */
export interface Name {
  readonly key: string
  readonly label: string
  /** As printed after the name; `null` where none is. */
  readonly version: string | null
}

const names = new Map<string, Name>()
const mostNames = 5000

export function nameOf(printed: string): Name {
  let name = names.get(printed)
  if (name === undefined) {
    if (names.size > mostNames) names.clear()
    names.set(printed, (name = readName(printed)))
  }
  return name
}

function readName(printed: string): Name {
  const { name, row, versions } = readProduct(printed)
  const at = printed.search(/\s(?:version\s|v\.?\s?)?\d/i)
  const isVersioned = versions.length > 0 && at > 0
  return {
    key: name,
    label: row === null && isVersioned ? printed.slice(0, at) : row === null ? printed : name,
    version: isVersioned ? printed.slice(at).replace(/^\s+(?:version\s+)?/i, '') : null,
  }
}
