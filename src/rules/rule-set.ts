// What is a set of rules that is ready to be matched?
//
//     rules      the rules themselves
//     units      every trigger and every exclusion by a trigger, numbered
//     sentences  each different sentence of a signature once, with the units that use it
//     terms      each different term of a phrase once
//     phrases    the units that are phrases, as numbers of terms
//     codes, events, stops   key → units
//
// It is plain data: what the compiler has worked out (bits, anchors) is not worked out again. JSON is its encoding;
// hash tables are made from it when it is opened for matching.

import { KbError } from '../errors.ts'
import type { Rule, Trigger } from './rule.ts'

export interface RuleSet {
  readonly rules: readonly Rule[]
  readonly units: readonly Unit[]
  readonly sentences: readonly CompiledSentence[]
  readonly terms: readonly CompiledTerm[]
  readonly phrases: readonly CompiledPhrase[]
  readonly codes: Readonly<Record<string, Keyed>>
  readonly events: Readonly<Record<string, Keyed>>
  readonly stops: Readonly<Record<string, Keyed>>
}

/** A trigger of a rule: number `index` of its triggers, or of its exclusions. */
export interface Unit {
  readonly rule: number
  readonly index: number
  readonly excludes: boolean
}

export interface CompiledSentence {
  /** As `printSignature` writes one sentence. */
  readonly text: string
  readonly bits: number
  /** The part that is looked up, with the one after it where `pair` says so. */
  readonly anchor: number
  readonly pair: boolean
  /** Unit and number of the sentence in its signature. */
  readonly uses: readonly (readonly [unit: number, sentence: number])[]
}

export interface CompiledTerm {
  /** Meanings with one blank between. */
  readonly text: string
  /** The rarest of its words: number in the term. */
  readonly anchor: number
  readonly bits: number
}

export interface CompiledPhrase {
  readonly unit: number
  /** Numbers of terms. Of `about` the first `keys` are the rarest: without one of them the phrase cannot be found. */
  readonly about: readonly number[]
  readonly keys: number
  readonly state: readonly number[]
}

export interface Keyed {
  readonly bits: number
  readonly units: readonly number[]
}

const format = 'kb/rules/1'

export function encodeRuleSet(set: RuleSet): string {
  return JSON.stringify({ format, ...set })
}

/** Throws `KbError` E0302 or E0303 where the text is not what `encodeRuleSet` has written. */
export function decodeRuleSet(text: string): RuleSet {
  const set = parse(text)
  if (set.format !== format) {
    throw new KbError('E0303', `these rules have format ${String(set.format)}, expected ${format}`, {
      help: 'build the index again',
    })
  }
  if (!lists.every((name) => Array.isArray(set[name]))) throw damaged('a part is missing')
  return set as unknown as RuleSet
}

const lists = ['rules', 'units', 'sentences', 'terms', 'phrases'] as const

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch (cause) {
    throw damaged('they are no JSON', cause)
  }
  throw damaged('they are no JSON object')
}

function damaged(what: string, cause?: unknown): KbError {
  return new KbError('E0302', `the rules of the index are damaged: ${what}`, {
    help: 'build the index again',
    cause,
  })
}

/** The trigger that a unit stands for. */
export function triggerOf({ rules }: RuleSet, { rule, index, excludes }: Unit): Trigger {
  const { triggers, unless } = rules[rule]!
  if (!excludes) return triggers[index]!
  const exclusion = unless[index]!
  if (exclusion.type !== 'trigger') throw new Error('an exclusion by a fact is no unit')
  return exclusion.trigger
}
