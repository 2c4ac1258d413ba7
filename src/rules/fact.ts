// Does the reporter's situation fit what an article or a rule asks for?
//
// Three answers: it agrees, it clashes, or nobody knows. What the reporter states as a fact is certain; a product or a
// value that the report merely names is less so.

import type { Span } from '../article/article.ts'
import {
  type Agreement,
  compareProducts,
  compareVersions,
  type FoundProduct,
  findProducts,
  type NamedProduct,
  readProduct,
  readVersions,
  splitProducts,
} from '../article/product.ts'
import { findAnywhere, readTerm, type Term } from './phrase.ts'
import type { Report } from './report.ts'
import type { FactCondition } from './rule.ts'
import { wordsOf } from './token.ts'

export interface GivenFacts {
  readonly product?: string | null
  readonly version?: string | null
  readonly facts?: Readonly<Record<string, string>>
}

/** What is known of a reporter. */
export interface Situation {
  readonly given: GivenFacts
  /** By name, as given; `product` and `version` are apart. */
  readonly facts: ReadonlyMap<string, string>
  /** As given, with the given version: `Windows SDK / Visual C++` names two. Empty where none was given. */
  readonly products: readonly NamedProduct[]
  /** Named in the report. */
  readonly named: readonly FoundProduct[]
  readonly report: Report
}

export interface Judgement {
  readonly agreement: Agreement
  /** What the reporter said to it; '' where nothing is known. */
  readonly found: string
  /** Where in the report; `null` for a given fact. */
  readonly span: Span | null
  /** Whether it was given as a fact. */
  readonly isGiven: boolean
  /**
   * What clashes: it is another `version` of the very product; other `product`s, and all are known; other `name`s, as far
   * as their words say. `null` for what is no product, or does not clash.
   */
  readonly clash: 'version' | 'product' | 'name' | null
  /** The value of the condition that it agrees with, else the first one. */
  readonly against: string
}

export function readSituation(given: GivenFacts, report: Report): Situation {
  return {
    given,
    facts: new Map(Object.entries(given.facts ?? {}).map(([name, value]) => [name.toLowerCase(), value])),
    products: readGivenProducts(given),
    named: distinctProducts(report.text),
    report,
  }
}

/** Each once, at its first place: a log names them again and again. */
function distinctProducts(text: string): FoundProduct[] {
  const first = new Map<string, FoundProduct>()
  for (const product of findProducts(text)) {
    const key = text.slice(product.from, product.to).toLowerCase()
    if (!first.has(key)) first.set(key, product)
  }
  return [...first.values()]
}

function readGivenProducts({ product, version }: GivenFacts): NamedProduct[] {
  const names = splitProducts(product ?? '').filter((name) => name.trim() !== '')
  return names.map((name) => {
    const alone = readProduct(name)
    return alone.versions.length > 0 || version === undefined || version === null
      ? alone
      : readProduct(`${name} ${version}`)
  })
}

/** Cost: one comparison per value, and for words a search in the report. */
export function judge(condition: FactCondition, situation: Situation): Judgement {
  switch (condition.fact) {
    case 'product':
    case 'os':
      return judgeProduct(condition, situation)
    case 'version':
      return judgeVersion(condition, situation)
    default:
      return judgeWords(condition, situation)
  }
}

function unknown(condition: FactCondition): Judgement {
  return {
    agreement: 'unknown',
    found: '',
    span: null,
    isGiven: false,
    clash: null,
    against: condition.values[0] ?? '',
  }
}

function judgeProduct(condition: FactCondition, situation: Situation): Judgement {
  const wanted = productsOf(condition)
  const stated = situation.facts.get(condition.fact)
  const given =
    condition.fact === 'product' ? situation.products : stated === undefined ? [] : [readProduct(stated)]
  const compared = given.map((product) => compareWithAll(product, wanted, condition))
  const best = agreements.flatMap((agreement) => compared.find((one) => one.agreement === agreement) ?? [])[0]
  if (best !== undefined && best.agreement !== 'unknown') {
    const found = situation.given.product ?? stated ?? given[0]!.name
    return { ...best, found, span: null, isGiven: true }
  }
  let judged = unknown(condition)
  for (const product of situation.named) {
    const compared = compareWithAll(product, wanted, condition)
    if (compared.agreement === 'unknown') continue
    if (judged.agreement === 'clash' && compared.agreement === 'clash' && compared.clash !== 'version')
      continue
    judged = {
      ...compared,
      found: situation.report.text.slice(product.from, product.to),
      span: situation.report.spanOf(product.from, product.to),
      isGiven: false,
    }
    if (compared.agreement === 'agree') return judged
  }
  return judged
}

/** Best first. */
const agreements: readonly Agreement[] = ['agree', 'unknown', 'clash']

/** Agrees with one; clashes with all, or with another version of the same product; or neither. */
function compareWithAll(
  product: NamedProduct,
  wanted: readonly NamedProduct[],
  condition: FactCondition,
): Pick<Judgement, 'agreement' | 'against' | 'clash'> {
  const compared = wanted.map((other) => compareProducts(product, other))
  const agreed = compared.indexOf('agree')
  if (agreed !== -1) return { agreement: 'agree', against: condition.values[agreed]!, clash: null }
  const isOtherVersion = wanted.some(
    ({ row }, i) => row !== null && row === product.row && compared[i] === 'clash',
  )
  const against = condition.values[0] ?? ''
  const clashes = isOtherVersion || compared.every((agreement) => agreement === 'clash')
  if (!clashes || wanted.length === 0) return { agreement: 'unknown', against, clash: null }
  const areKnown = [product, ...wanted].every(({ row }) => row !== null)
  return { agreement: 'clash', against, clash: isOtherVersion ? 'version' : areKnown ? 'product' : 'name' }
}

const products = new WeakMap<FactCondition, readonly NamedProduct[]>()

function productsOf(condition: FactCondition): readonly NamedProduct[] {
  let read = products.get(condition)
  if (read === undefined) products.set(condition, (read = condition.values.map(readProduct)))
  return read
}

function judgeVersion(condition: FactCondition, situation: Situation): Judgement {
  const stated = situation.facts.get('version')
  const [product] = situation.products
  const versions = stated === undefined ? (product?.versions ?? []) : readVersions(stated)
  if (versions.length === 0) return unknown(condition)
  const agreement = compareVersions(versions, condition.values.flatMap(readVersions))
  return { ...unknown(condition), agreement, found: stated ?? product!.name, isGiven: true }
}

function judgeWords(condition: FactCondition, situation: Situation): Judgement {
  const terms = termsOf(condition)
  const stated = situation.facts.get(condition.fact)
  if (stated !== undefined) {
    const given = readTerm(wordsOf(stated))
    const i = terms.findIndex((term) => includesAll(given, term) || includesAll(term, given))
    return {
      agreement: i === -1 ? 'clash' : 'agree',
      found: stated,
      span: null,
      isGiven: true,
      clash: null,
      against: condition.values[Math.max(0, i)]!,
    }
  }
  for (const [i, term] of terms.entries()) {
    const place = isTelling(condition.values[i]!) ? findAnywhere(term, situation.report.meanings) : null
    if (place === null) continue
    const { tokens } = situation.report
    const from = tokens.from[situation.report.meanings.tokens[place[0]]!]!
    const to = tokens.to[situation.report.meanings.tokens[place[1] - 1]!]!
    return {
      agreement: 'agree',
      found: situation.report.text.slice(from, to),
      span: situation.report.spanOf(from, to),
      isGiven: false,
      clash: null,
      against: condition.values[i]!,
    }
  }
  return unknown(condition)
}

function includesAll(many: Term, few: Term): boolean {
  return few.length > 0 && few.every((word) => many.includes(word))
}

/** `yes`, `no` and numbers say something only as a given fact, not as words somewhere in a report. */
function isTelling(value: string): boolean {
  return !/^\s*(?:yes|no|true|false|\d+)\s*$/i.test(value)
}

const conditionTerms = new WeakMap<FactCondition, readonly Term[]>()

function termsOf(condition: FactCondition): readonly Term[] {
  let read = conditionTerms.get(condition)
  if (read === undefined) {
    read = condition.values.map((value) => readTerm(wordsOf(value)))
    conditionTerms.set(condition, read)
  }
  return read
}
