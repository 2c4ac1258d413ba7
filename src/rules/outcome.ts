// Which ways out does an article offer, and under which facts is each meant?
//
//     Retail edition             edition: retail
//     On an Intel system         platform: intel
//     Method 2                   no fact: a second way for everybody
//
// Ways out for everybody are one outcome; each way out for some is one of its own.

import type { Article, Block, Item, List, OutcomeType, Resolution, Step, Steps } from '../article/article.ts'
import { oneLine } from '../article/one-line.ts'
import { findProducts } from '../article/product.ts'
import type { FactCondition, Outcome, OutcomeStep } from './rule.ts'
import { wordsOf } from './token.ts'

/** At least one. Cost: one look at each resolution. */
export function outcomesOf(article: Article): Outcome[] {
  const cause = causeOf(article)
  const ways = article.resolutions.map((way) => ({ way, when: conditionsOf(way, article) }))
  const forAll = ways.filter(({ when }) => when.length === 0).map(({ way }) => way)
  const forSome = ways
    .filter(({ when }) => when.length > 0)
    .map(({ way, when }) => ({
      when,
      label: way.when,
      type: typeOf(way, article.outcomeType),
      cause,
      steps: stepsOf(way),
      text: way.text,
    }))
  return forAll.length === 0 && forSome.length > 0
    ? forSome
    : [commonOutcome(article, forAll, cause), ...forSome]
}

/** The cause in one paragraph, a line for each item of its lists; `null` where the article gives none. */
export function causeOf(article: Article): string | null {
  const section = article.sections.find(({ kind }) => kind === 'cause')
  if (section === undefined) return null
  const text = section.blocks.some(isList) ? runningText(section.blocks) : oneLine(section.text)
  return text === '' ? null : text
}

function isList(block: Block): block is List | Steps {
  return block.type === 'list' || block.type === 'steps'
}

function runningText(blocks: readonly Block[]): string {
  return blocks.reduce((text, block, i) => {
    const printed = isList(block) ? block.items.map(itemText).join('\n') : oneLine(textOf(block))
    if (text === '') return printed
    return `${text}${isList(block) || isList(blocks[i - 1]!) ? '\n' : ' '}${printed}`
  }, '')
}

function itemText(item: Item | Step): string {
  const [inner] = item.blocks
  const text = `${'number' in item ? `${item.number}.` : '-'} ${item.text}`
  return inner === undefined ? text : `${text}${isList(inner) ? '\n' : ' '}${runningText(item.blocks)}`
}

function textOf(block: Exclude<Block, List | Steps>): string {
  if (block.type === 'table') return [block.header, ...block.rows].map((row) => row.join(' ')).join(' ')
  return block.type === 'note' ? `${block.label}: ${block.text}` : block.text
}

export function stepsOf(way: Resolution): OutcomeStep[] {
  return way.steps.map(({ text }) => ({ text, cost: null }))
}

function commonOutcome(article: Article, ways: readonly Resolution[], cause: string | null): Outcome {
  const steps = ways.map(stepsOf).find((list) => list.length > 0) ?? stepsElsewhere(article)
  return {
    when: [],
    label: null,
    type: article.outcomeType,
    cause,
    steps,
    text:
      ways.map((way) => (way.when === null ? way.text : `${way.when}:\n${way.text}`)).join('\n\n') ||
      (article.outcomeSentence?.text ?? firstParagraph(article)),
  }
}

/** Where no section says what to do, the answer or the summary does, or a text without any heading. */
function firstParagraph({ sections }: Article): string {
  const section =
    sections.find(({ kind }) => kind === 'response') ??
    sections.find(({ kind }) => kind === 'status' || kind === 'summary' || kind === 'more-information') ??
    sections.find(({ kind }) => kind === 'other')
  const block = section?.blocks.find(({ type }) => type === 'paragraph')
  return block?.type === 'paragraph' ? block.text : ''
}

/** A way out of one kind among several: what it is, if it says so itself. */
function typeOf(way: Resolution, whole: OutcomeType): OutcomeType {
  if (way.kind === 'workaround' || /\bwork around\b/i.test(way.text)) return 'workaround'
  return way.steps.length > 0 ? 'steps' : whole
}

const installs = /\b(?:hotfix|fix|patch|update|service pack|work ?around|resolve|correct)\b/i

/** "To install the hotfix, ..." stands in MORE INFORMATION, its steps below it. */
function stepsElsewhere({ sections }: Article): OutcomeStep[] {
  for (const { kind, blocks } of sections) {
    if (kind !== 'more-information') continue
    for (let i = 1; i < blocks.length; i++) {
      const block = blocks[i]!
      if (block.type === 'steps' && announces(blocks[i - 1]!)) {
        return block.items.map(({ text }) => ({ text, cost: null }))
      }
    }
  }
  return []
}

function announces(block: Block): boolean {
  return block.type === 'paragraph' && installs.test(block.text)
}

/** Words of a heading that are a fact of the reader's situation. `source`: where the headings were seen. */
interface Condition {
  readonly fact: 'edition' | 'platform'
  readonly value: string
  readonly words: RegExp
  readonly source: 'headings of resolutions'
}

const source = 'headings of resolutions'
const conditions: readonly Condition[] = [
  { fact: 'edition', value: 'nfr', words: /\b(?:nfr|not for resale|not-for-resale)\b/i, source },
  { fact: 'edition', value: 'retail', words: /\b(?:retail|full packaged product|fpp)\b/i, source },
  { fact: 'edition', value: 'oem', words: /\boem\b/i, source },
  { fact: 'edition', value: 'upgrade', words: /\bupgrade (?:version|edition)\b/i, source },
  { fact: 'edition', value: 'evaluation', words: /\b(?:evaluation|trial) (?:version|edition)\b/i, source },
  { fact: 'edition', value: 'academic', words: /\bacademic\b/i, source },
  { fact: 'edition', value: 'professional', words: /\bprofessional edition\b/i, source },
  { fact: 'edition', value: 'enterprise', words: /\benterprise edition\b/i, source },
  { fact: 'edition', value: 'standard', words: /\bstandard edition\b/i, source },
  { fact: 'edition', value: 'learning', words: /\blearning edition\b/i, source },
  { fact: 'platform', value: 'intel', words: /\b(?:intel|x86|i386)\b/i, source },
  { fact: 'platform', value: 'alpha', words: /\balpha\b/i, source },
  { fact: 'platform', value: 'mips', words: /\bmips\b/i, source },
  { fact: 'platform', value: 'powerpc', words: /\b(?:ppc|power ?pc)\b/i, source },
]

function conditionsOf({ when }: Resolution, article: Article): FactCondition[] {
  if (when === null || wordsOf(when).length > 12) return []
  const facts = conditions
    .filter(({ words }) => words.test(when))
    .map(({ fact, value }) => conditionOf(fact, value))
  return facts.length > 0 ? facts.slice(0, 1) : productConditions(when, article)
}

/** "Windows 95" as the heading of one of several ways; a product that all of them name decides nothing. */
function productConditions(when: string, { resolutions }: Article): FactCondition[] {
  const named = findProducts(when)
  const others = resolutions.filter((way) => way.when !== null && way.when !== when)
  const common = named.filter(({ name }) =>
    others.every((way) => findProducts(way.when!).some((product) => product.name === name)),
  )
  if (named.length === 0 || others.length === 0 || common.length > 0) return []
  const isSystem = named.every(({ row }) => row?.system === true)
  const values = named.map(({ from, to }) => when.slice(from, to))
  return [{ fact: isSystem ? 'os' : 'product', values, weight: 1, required: false }]
}

function conditionOf(fact: string, value: string): FactCondition {
  return { fact, values: [value], weight: 1, required: false }
}
