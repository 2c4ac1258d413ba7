// Which exclusion keeps a rule from its false hits and costs it no true one?
//
//     reports it should not match ──▶ what they name: products, events, codes, runs of words
//                                        │  without whatever is in a report that it should match
//                                        ▼
//     the one that keeps out most, then most of the rest, ... each tried with the matcher itself on both sides

import { findProducts } from '../../article/product.ts'
import { findEvents } from '../../codes/event.ts'
import { failureOf } from '../../diagnose/candidate.ts'
import { bitsOf, generalBackground } from '../../rules/background.ts'
import { compileRules } from '../../rules/compiler.ts'
import { readSituation } from '../../rules/fact.ts'
import { Matcher } from '../../rules/matcher.ts'
import { defaultWeight, type Exclusion, type Rule } from '../../rules/rule.ts'
import { leastSentenceBits, parseMessage, printSignature } from '../../rules/signature.ts'
import { tokenize } from '../../rules/token.ts'

export interface Tuning {
  readonly rule: Rule
  /** The false reports that it matches. */
  readonly falseHits: readonly string[]
  /** The true ones; as many with the exclusions. */
  readonly trueHits: number
  /** In the order of what they keep out. */
  readonly exclusions: readonly Proposal[]
  /** The false ones that no exclusion keeps out without a true one. */
  readonly left: readonly string[]
}

export interface Proposal {
  readonly exclusion: Exclusion
  /** An item of `unless`, as YAML. */
  readonly yaml: string
  /** How many more it keeps out. */
  readonly keepsOut: number
}

/** Blank lines part reports; in a log without any, each line is one. */
export function reportsIn(log: string): string[] {
  const text = log.replace(/\r\n?/g, '\n').trim()
  const parts = text.split(/\n[ \t]*\n/)
  return (parts.length > 1 ? parts : text.split('\n')).filter((part) => part.trim() !== '')
}

const mostExclusions = 5
/** Of all that could be excluded so many are tried, the most promising first. */
const mostTries = 40

/** Cost: each try matches the rule on all reports that it matches. */
export function tune(rule: Rule, wrong: readonly string[], right: readonly string[]): Tuning {
  const falseHits = matching(rule, wrong)
  const trueHits = matching(rule, right)
  const proposals: Proposal[] = []
  let tuned = rule
  let left = falseHits
  while (left.length > 0 && proposals.length < mostExclusions) {
    const best = bestOf(tuned, left, trueHits)
    if (best === null) break
    proposals.push(best.proposal)
    tuned = best.rule
    left = matching(tuned, left)
  }
  return { rule, falseHits, trueHits: trueHits.length, exclusions: proposals, left }
}

function bestOf(
  rule: Rule,
  wrong: readonly string[],
  right: readonly string[],
): { readonly proposal: Proposal; readonly rule: Rule } | null {
  let best: { readonly proposal: Proposal; readonly rule: Rule } | null = null
  for (const { exclusion, yaml, hits } of candidates(wrong, right).slice(0, mostTries)) {
    if (hits <= (best?.proposal.keepsOut ?? 0)) break
    const tried = { ...rule, unless: [...rule.unless, exclusion] }
    const keepsOut = wrong.length - matching(tried, wrong).length
    if (keepsOut <= (best?.proposal.keepsOut ?? 0) || matching(tried, right).length < right.length) continue
    best = { proposal: { exclusion, yaml, keepsOut }, rule: tried }
  }
  return best
}

/** The reports in which a rule holds, whatever else is known. */
export function matching(rule: Rule, reports: readonly string[]): string[] {
  const matcher = new Matcher(compileRules([rule]))
  return reports.filter((text) => {
    const report = matcher.read(text)
    const situation = readSituation({}, report)
    return matcher
      .match(report)
      .some((match) => match.found.length > 0 && failureOf(match, situation) === null)
  })
}

// --- what could be excluded

interface Feature {
  readonly exclusion: Exclusion
  readonly yaml: string
  /** How much it says: what says more is less likely to keep out what nobody has thought of. */
  readonly bits: number
}

interface Candidate extends Feature {
  readonly hits: number
}

/** What false reports name and no true one does; what most of them name first, of these what says most. */
function candidates(wrong: readonly string[], right: readonly string[]): Candidate[] {
  const barred = new Set(right.flatMap((text) => [...featuresOf(text).keys()]))
  const all = new Map<string, Feature & { hits: number }>()
  for (const text of wrong) {
    for (const [key, feature] of featuresOf(text)) {
      if (barred.has(key)) continue
      const known = all.get(key)
      if (known === undefined) all.set(key, { ...feature, hits: 1 })
      else known.hits++
    }
  }
  return [...all.values()].sort((a, b) => b.hits - a.hits || b.bits - a.bits || (a.yaml < b.yaml ? -1 : 1))
}

/** Facts say more than words. */
const productBits = 200
const eventBits = 100

function featuresOf(text: string): Map<string, Feature> {
  const features = new Map<string, Feature>()
  for (const { name } of findProducts(text)) {
    features.set(`product ${name}`, {
      exclusion: {
        type: 'fact',
        condition: { fact: 'product', values: [name], weight: defaultWeight, required: false },
      },
      yaml: `product: ${quoted(name)}`,
      bits: productBits,
    })
  }
  for (const { id, source } of findEvents(text)) {
    if (source === null) continue
    features.set(`event ${id} ${source.toLowerCase()}`, {
      exclusion: {
        type: 'trigger',
        trigger: { type: 'event', id, source, weight: defaultWeight, span: null },
      },
      yaml: `event: { id: ${id}, source: ${quoted(source)} }`,
      bits: eventBits,
    })
  }
  for (const [words, bits] of runsOf(text)) features.set(`message ${words}`, messageFeature(words, bits))
  return features
}

const longestRun = 5
const shortestRun = 2

/** Runs of words without numbers, which differ from time to time, that are rare enough to be looked for. */
function runsOf(text: string): Map<string, number> {
  const runs = new Map<string, number>()
  for (const line of text.split('\n')) {
    const { words } = tokenize(line)
    for (let from = 0; from < words.length; from++) {
      for (let length = shortestRun; length <= longestRun && from + length <= words.length; length++) {
        const run = words.slice(from, from + length)
        if (run.some((word) => /\d/.test(word))) break
        const bits = bitsOf(run, generalBackground)
        if (bits >= leastSentenceBits) runs.set(run.join(' '), bits)
      }
    }
  }
  return runs
}

function messageFeature(words: string, bits: number): Feature {
  return {
    exclusion: {
      type: 'trigger',
      trigger: {
        type: 'message',
        signature: printSignature(parseMessage(words)),
        weight: defaultWeight,
        span: null,
      },
    },
    yaml: `message: ${quoted(words)}`,
    bits,
  }
}

function quoted(text: string): string {
  return JSON.stringify(text)
}
