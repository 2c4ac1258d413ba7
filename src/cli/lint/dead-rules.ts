// Which rules of an article could never decide anything?
//
//     too general   its messages hold so few bits that they support and never decide
//     dead          whatever it matches, its own exclusions or facts forbid; or another rule says all that it says
//
// Whether a rule can match is tried with the matcher: on a report that each of its triggers asks for.

import type { Article, FrontMatterValue } from '../../article/article.ts'
import { failureOf } from '../../diagnose/candidate.ts'
import { locate, readFrontMatter } from '../../dialect/front-matter.ts'
import { generalBackground } from '../../rules/background.ts'
import { compileRules } from '../../rules/compiler.ts'
import { readSituation } from '../../rules/fact.ts'
import { readHandWritten } from '../../rules/hand-written.ts'
import { Matcher } from '../../rules/matcher.ts'
import type { PhraseTrigger, Rule, Trigger } from '../../rules/rule.ts'
import { decisiveBits, type Part, readSignature, sentenceBits } from '../../rules/signature.ts'
import type { Slot } from '../../rules/slot.ts'
import type { Remark } from './finding.ts'

export function remarkOnDeadRules(article: Article, text: string): Remark[] {
  const { rules, problems } = readHandWritten(article)
  if (rules.length === 0 || problems.length > 0) return []
  const block = readFrontMatter(text)
  const places = placesOf(block.data?.rules)
  return rules.flatMap((rule, i): Remark[] => {
    const offset = locate(block, ['rules', places.get(rule.id.split('#')[1]!) ?? i])
    const remark = remarkOn(rule, rules.slice(0, i))
    return remark === null ? [] : [{ offset, ...remark }]
  })
}

/** Where each rule stands in the list, by its id. */
function placesOf(rules: FrontMatterValue | undefined): ReadonlyMap<string, number> {
  const list = Array.isArray(rules) ? (rules as readonly FrontMatterValue[]) : []
  return new Map(
    list.flatMap((rule, i): [string, number][] =>
      typeof rule === 'object' && !Array.isArray(rule) && 'id' in rule ? [[String(rule.id), i]] : [],
    ),
  )
}

function remarkOn(rule: Rule, before: readonly Rule[]): Omit<Remark, 'offset'> | null {
  const name = rule.id.split('#')[1]
  const bits = bitsOfMessages(rule)
  if (bits !== null && bits < decisiveBits)
    return {
      code: 'too-general',
      message: `The messages of rule "${name}" hold ${bits.toFixed(1)} bits at most, and a message decides from ${decisiveBits} on: it would never be the answer by itself.`,
      help: 'quote more of the message, or say with a phrase how users put the problem',
    }
  const same = before.find((other) => saysAll(other, rule))
  if (same !== undefined)
    return {
      code: 'dead-rule',
      message: `Rule "${name}" never decides: rule "${same.id.split('#')[1]}" matches whatever it matches.`,
      help: 'leave it out, or say in its facts or exclusions when it is meant instead',
    }
  if (canHold(rule)) return null
  return {
    code: 'dead-rule',
    message: `Rule "${name}" can never hold: whatever it matches is excluded by its own "unless", or by facts that no report can have.`,
    help: 'take back the exclusion that its own messages and phrases fall under',
  }
}

/** Of the message that says most; `null` for a rule that something else makes decide. */
function bitsOfMessages({ triggers }: Rule): number | null {
  if (triggers.some(({ type }) => type !== 'message')) return null
  const bits = triggers.map((trigger) =>
    trigger.type === 'message'
      ? trigger.weight *
        readSignature(trigger.signature).reduce((sum, one) => sum + sentenceBits(one, generalBackground), 0)
      : 0,
  )
  return Math.max(0, ...bits)
}

/** Whether one rule matches whenever the other one does, and says the same. */
function saysAll(one: Rule, other: Rule): boolean {
  if (one.mode !== 'any' || other.mode !== 'any' || other.priority > one.priority) return false
  const known = new Set(one.triggers.map(keyOf))
  const barring = new Set(other.unless.map((exclusion) => JSON.stringify(exclusion)))
  return (
    other.triggers.every((trigger) => known.has(keyOf(trigger))) &&
    one.unless.every((exclusion) => barring.has(JSON.stringify(exclusion))) &&
    JSON.stringify(one.facts) === JSON.stringify(other.facts) &&
    (other.outcomes.length === 0 || JSON.stringify(one.outcomes) === JSON.stringify(other.outcomes))
  )
}

function keyOf({ weight: _weight, span: _span, ...trigger }: Trigger): string {
  return JSON.stringify(trigger)
}

// --- whether it can hold

/** Codes and events are written in too many ways to be tried: rules with them are taken to be alive. */
function canHold(rule: Rule): boolean {
  const { mode, triggers } = rule
  if (triggers.some(({ type }) => type !== 'message' && type !== 'phrase')) return true
  const each = triggers.map(witnesses)
  const reports = mode === 'any' ? each.flat() : [each.map(([first]) => first ?? '').join('.\n')]
  const matcher = new Matcher(compileRules([rule]))
  return reports.some((text) => {
    const report = matcher.read(text)
    const [match] = matcher.match(report)
    return (
      match !== undefined &&
      match.found.length > 0 &&
      situations(rule).some((facts) => failureOf(match, readSituation(facts, report)) === null)
    )
  })
}

/** Nothing known, and each value of each fact that the rule asks for. */
function situations({ facts }: Rule): Parameters<typeof readSituation>[0][] {
  const all = Object.fromEntries(facts.map(({ fact, values }) => [fact, values[0]!]))
  const products = facts.find(({ fact }) => fact === 'product')?.values ?? []
  return [{}, { facts: all }, ...products.map((product) => ({ product, facts: all }))]
}

const mostWitnesses = 60

function witnesses(trigger: Trigger): string[] {
  switch (trigger.type) {
    case 'message':
      return [
        readSignature(trigger.signature)
          .map((sentence) => sentence.map(printed).join(' '))
          .join('. '),
      ]
    case 'phrase':
      return phrases(trigger).slice(0, mostWitnesses)
    default:
      return []
  }
}

function phrases({ about, state, atLeast }: PhraseTrigger): string[] {
  return about.flatMap((_, i) => {
    const things = Array.from({ length: atLeast }, (_, n) => about[(i + n) % about.length]!)
    return state.map((one) => `${things.join(' ')} ${one}`)
  })
}

function printed(part: Part): string {
  if (part.type === 'word') return part.word
  return part.type === 'code' ? part.code.value : sampleOf(part.slot)
}

const samples: Readonly<Record<Slot['type'], string>> = {
  guid: '{01234567-89ab-cdef-0123-456789abcdef}',
  url: 'http://example.com/a',
  unc: '\\\\SERVER\\SHARE',
  path: 'C:\\FOLDER\\FILE.TXT',
  ip: '10.0.0.1',
  date: '1999-12-31',
  time: '12:34:56',
  file: 'FILE.TXT',
  addr: '0x0040101A',
  hex: '0x1F',
  num: '7',
  code: '5',
  quoted: '"something"',
  name: 'SOMETHING',
  any: 'something',
}

function sampleOf({ type, words: [least] }: Slot): string {
  return type === 'any'
    ? Array.from({ length: Math.max(1, least) }, () => samples.any).join(' ')
    : samples[type]
}
