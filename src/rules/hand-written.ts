// Which rules does the front matter of this article state, and what is wrong with them?
//
// The syntax stands at the head of `rule.ts`. Every scalar of front matter is a string. All that is wrong is reported
// at once, each with the path to it, so that the author's editor can point at the place.

import type { Article, FrontMatterValue, OutcomeType } from '../article/article.ts'
import { spokenProduct } from '../article/product-line.ts'
import { type CodeFamily, canonicalValue, codeFamilies } from '../codes/code.ts'
import { readCode } from '../codes/notation.ts'
import {
  closest,
  type Fields,
  FrontMatterReader,
  type Path,
  type RuleProblem,
} from './front-matter-reader.ts'
import { causeOf, outcomesOf, stepsOf } from './outcome.ts'
import {
  defaultWeight,
  defaultWithin,
  type Exclusion,
  type FactCondition,
  handPriority,
  type Outcome,
  type OutcomeStep,
  type Question,
  type Rule,
  type Trigger,
} from './rule.ts'
import { parseMessage, printSignature, SignatureError } from './signature.ts'
import { wordsOf } from './token.ts'

export type { Path, RuleProblem } from './front-matter-reader.ts'

export interface HandWritten {
  /** Those that are right. */
  readonly rules: readonly Rule[]
  readonly problems: readonly RuleProblem[]
}

/** No `rules` in the front matter, or no front matter: no rules and no problems. */
export function readHandWritten(article: Article): HandWritten {
  const value = article.frontMatter?.rules
  return value === undefined ? { rules: [], problems: [] } : new RuleReader(article).read(value)
}

const ruleKeys = ['id', 'title', 'priority', 'when', 'near', 'facts', 'unless', 'outcome', 'outcomes', 'ask']
const triggerKinds = ['message', 'phrase', 'code', 'event', 'stop'] as const
const outcomeTypes: readonly OutcomeType[] = [
  'steps',
  'obtain-fix',
  'by-design',
  'workaround',
  'no-known-fix',
  'information',
]
/** The facts that mean something of their own; others are compared as words. */
const knownFacts = ['product', 'version', 'edition', 'os', 'component', 'role', 'platform']
const minutes: Readonly<Record<string, number>> = { m: 1, h: 60, d: 24 * 60 }

/** Reads the rules of one article. */
class RuleReader extends FrontMatterReader {
  readonly #article: Article

  constructor(article: Article) {
    super()
    this.#article = article
  }

  read(value: FrontMatterValue): HandWritten {
    const rules: Rule[] = []
    const ids = new Set<string>()
    this.list(value, ['rules'], 'rules', (item, path) => {
      const before = this.problems.length
      const rule = this.#rule(item, path)
      if (rule === null || this.problems.length > before) return
      if (ids.has(rule.id)) {
        this.report(
          [...path, 'id'],
          `the article has two rules "${rule.id.split('#')[1]}"`,
          'give one of them another id',
        )
        return
      }
      ids.add(rule.id)
      rules.push(rule)
    })
    return { rules, problems: this.problems }
  }

  #rule(value: FrontMatterValue, path: Path): Rule | null {
    const fields = this.fields(value, path, ruleKeys, ['id', 'when'])
    if (fields === null) return null
    const id = this.matching(
      fields,
      'id',
      path,
      /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
      'small letters, digits and hyphens',
    )
    const when = this.#when(fields.get('when'), [...path, 'when'])
    const facts = this.optional(fields, 'facts', path, (item, at) => this.#facts(item, at)) ?? []
    return {
      id: `${this.#article.id ?? ''}#${id}`,
      article: this.#article.id ?? '',
      title: this.optional(fields, 'title', path, (item, at) => this.text(item, at)),
      priority: Number(
        this.matching(fields, 'priority', path, /^-?(?:100|\d{1,2})$/, 'a whole number from -100 to 100') ??
          handPriority,
      ),
      mode: when?.mode ?? 'any',
      triggers: when?.triggers ?? [],
      near: this.optional(fields, 'near', path, (item, at) => this.texts(item, at)) ?? [],
      facts: facts.some(({ fact }) => fact === 'product')
        ? facts
        : [...facts, ...productFacts(this.#article)],
      unless: this.#unless(fields.get('unless'), [...path, 'unless']),
      outcomes: this.#outcomes(fields, path),
      questions: this.#questions(fields.get('ask'), [...path, 'ask']),
      origin: 'hand',
    }
  }

  // --- when

  #when(value: FrontMatterValue | undefined, path: Path): Pick<Rule, 'mode' | 'triggers'> | null {
    if (value === undefined) return null
    const fields = this.fields(value, path, ['any', 'all'], [])
    if (fields === null) return null
    if (fields.size !== 1) {
      this.report(path, 'a rule has either `any` or `all`', 'any: one is enough; all: each of them is needed')
      return null
    }
    const mode = fields.has('any') ? 'any' : 'all'
    const triggers: Trigger[] = []
    this.list(fields.get(mode)!, [...path, mode], 'triggers', (item, at) => {
      const trigger = this.#trigger(item, at)
      if (trigger !== null) triggers.push(trigger)
    })
    return { mode, triggers }
  }

  #trigger(value: FrontMatterValue, path: Path): Trigger | null {
    const fields = this.fields(value, path, [...triggerKinds, 'weight'], [])
    if (fields === null) return null
    const kinds = triggerKinds.filter((kind) => fields.has(kind))
    const [kind] = kinds
    if (kind === undefined || kinds.length > 1) {
      this.report(path, `a trigger is one of ${triggerKinds.join(', ')}`, 'write each in an item of its own')
      return null
    }
    return this.#triggerOf(kind, fields.get(kind)!, this.#weight(fields, path), [...path, kind])
  }

  #triggerOf(
    kind: (typeof triggerKinds)[number],
    value: FrontMatterValue,
    weight: number,
    path: Path,
  ): Trigger | null {
    switch (kind) {
      case 'message':
        return this.#message(value, weight, path)
      case 'phrase':
        return this.#phrase(value, weight, path)
      case 'code':
        return this.#code(value, weight, path)
      case 'event':
        return this.#event(value, weight, path)
      case 'stop':
        return this.#stop(value, weight, path)
    }
  }

  #message(value: FrontMatterValue, weight: number, path: Path): Trigger | null {
    const text = this.text(value, path)
    if (text === null) return null
    try {
      return { type: 'message', signature: printSignature(parseMessage(text)), weight, span: null }
    } catch (problem) {
      if (!(problem instanceof SignatureError)) throw problem
      this.report(path, problem.message, problem.help)
      return null
    }
  }

  #phrase(value: FrontMatterValue, weight: number, path: Path): Trigger | null {
    const fields = this.fields(value, path, ['about', 'state', 'atLeast', 'within'], ['about', 'state'])
    if (fields === null) return null
    const about = this.optional(fields, 'about', path, (item, at) => this.#terms(item, at)) ?? []
    const state = this.optional(fields, 'state', path, (item, at) => this.#terms(item, at)) ?? []
    const atLeast = Number(this.matching(fields, 'atLeast', path, /^[1-9]\d?$/, 'a number from 1 to 99') ?? 1)
    const within = this.matching(fields, 'within', path, /^[1-9]\d?$/, 'a number of words from 1 to 99')
    if (atLeast > about.length && about.length > 0) {
      this.report(
        [...path, 'atLeast'],
        `there are only ${about.length} terms in \`about\``,
        'ask for fewer of them',
      )
    }
    return {
      type: 'phrase',
      about,
      state,
      atLeast,
      within: within === null ? defaultWithin : Number(within),
      weight,
      span: null,
    }
  }

  #code(value: FrontMatterValue, weight: number, path: Path): Trigger | null {
    if (typeof value === 'string') {
      const code = readCode(value)
      if (code !== null) return { type: 'code', code, weight, span: null }
      this.report(path, `"${value}" is not a code that says its family`, 'write { family: win32, value: 5 }')
      return null
    }
    const fields = this.fields(value, path, ['family', 'value'], ['family', 'value'])
    if (fields === null) return null
    const family = this.oneOf(fields, 'family', path, codeFamilies)
    const printed = this.optional(fields, 'value', path, (item, at) => this.text(item, at))
    if (family === null || printed === null) return null
    return this.#codeOf(family, printed, weight, [...path, 'value'])
  }

  #codeOf(family: CodeFamily, printed: string, weight: number, path: Path): Trigger | null {
    const value = canonicalValue(family, printed)
    if (value !== null) return { type: 'code', code: { family, value }, weight, span: null }
    this.report(
      path,
      `"${printed}" is not a code of the family ${family}`,
      'write it as the error message does',
    )
    return null
  }

  #event(value: FrontMatterValue, weight: number, path: Path): Trigger | null {
    const fields = this.fields(value, path, ['id', 'source'], ['id'])
    if (fields === null) return null
    const id = this.matching(fields, 'id', path, /^\d{1,10}$/, 'a whole number')
    const source = this.optional(fields, 'source', path, (item, at) => this.text(item, at))
    return { type: 'event', id: Number(id), source, weight, span: null }
  }

  #stop(value: FrontMatterValue, weight: number, path: Path): Trigger | null {
    const fields = this.fields(value, path, ['code', 'parameters', 'module'], ['code'])
    if (fields === null) return null
    const hex = (item: FrontMatterValue, at: Path): string | null => {
      const text = this.text(item, at)
      const canonical = text === null ? null : canonicalValue('stop', text)
      if (canonical === null)
        this.report(at, 'this is not a number in base 16', 'write it as 0x0000007B or 7B')
      return canonical
    }
    const code = this.optional(fields, 'code', path, hex)
    const parameters = this.optional(fields, 'parameters', path, (item, at) => {
      const values: (string | null)[] = []
      this.list(item, at, 'parameters', (one, place) => values.push(one === 'any' ? null : hex(one, place)))
      if (values.length > 4) this.report(at, 'a STOP code has four parameters', 'leave out what follows them')
      return values
    })
    const module = this.optional(fields, 'module', path, (item, at) => this.text(item, at))
    if (code === null) return null
    return {
      type: 'stop',
      code,
      parameters: parameters ?? [],
      module: module?.toLowerCase() ?? null,
      weight,
      span: null,
    }
  }

  // --- facts and exclusions

  #facts(value: FrontMatterValue, path: Path): FactCondition[] | null {
    const fields = this.map(value, path)
    if (fields === null) return null
    return Array.from(fields).flatMap(([fact, item]) => this.#condition(fact, item, [...path, fact]) ?? [])
  }

  #condition(fact: string, value: FrontMatterValue, path: Path): FactCondition | null {
    if (!/^[a-z][a-z0-9-]*$/.test(fact)) {
      this.report(path, `"${fact}" is not the name of a fact`, 'use small letters, digits and hyphens')
      return null
    }
    const meant = closest(fact, knownFacts)
    if (meant !== null && meant !== fact) {
      this.report(path, `there is no fact "${fact}"`, `did you mean "${meant}"?`)
      return null
    }
    if (typeof value === 'string' || Array.isArray(value)) {
      const values = this.texts(value, path)
      return values === null ? null : { fact, values, weight: defaultWeight, required: false }
    }
    const fields = this.fields(value, path, ['any', 'weight', 'required'], ['any'])
    if (fields === null) return null
    const values = this.optional(fields, 'any', path, (item, at) => this.texts(item, at))
    const required = this.oneOf(fields, 'required', path, ['true', 'false'] as const)
    return values === null
      ? null
      : { fact, values, weight: this.#weight(fields, path), required: required === 'true' }
  }

  #unless(value: FrontMatterValue | undefined, path: Path): Exclusion[] {
    const exclusions: Exclusion[] = []
    if (value === undefined) return exclusions
    this.list(value, path, 'exclusions', (item, at) => {
      const fields = this.map(item, at)
      const [entry, ...more] = fields ?? []
      if (entry === undefined || more.length > 0) {
        this.report(at, 'an exclusion is one trigger or one fact', 'write each in an item of its own')
        return
      }
      const exclusion = this.#exclusion(entry[0], entry[1], [...at, entry[0]])
      if (exclusion !== null) exclusions.push(exclusion)
    })
    return exclusions
  }

  #exclusion(key: string, value: FrontMatterValue, path: Path): Exclusion | null {
    const kind = triggerKinds.find((name) => name === key)
    if (kind === undefined) {
      const condition = this.#condition(key, value, path)
      return condition === null ? null : { type: 'fact', condition }
    }
    const trigger = this.#triggerOf(kind, value, defaultWeight, path)
    return trigger === null ? null : { type: 'trigger', trigger }
  }

  // --- outcomes

  #outcomes(fields: Fields, path: Path): Outcome[] {
    if (fields.has('outcome') && fields.has('outcomes')) {
      this.report(
        [...path, 'outcomes'],
        'a rule has either `outcome` or `outcomes`',
        'put all into `outcomes`',
      )
      return []
    }
    const outcomes: Outcome[] = []
    const add = (item: FrontMatterValue, at: Path): void => {
      const outcome = this.#outcome(item, at)
      if (outcome !== null) outcomes.push(outcome)
    }
    if (fields.has('outcome')) add(fields.get('outcome')!, [...path, 'outcome'])
    if (fields.has('outcomes')) this.list(fields.get('outcomes')!, [...path, 'outcomes'], 'outcomes', add)
    return outcomes
  }

  /** What it does not say is taken from the part of the article that it names, or from what holds for everybody. */
  #outcome(value: FrontMatterValue, path: Path): Outcome | null {
    const keys = ['when', 'type', 'cause', 'text', 'steps', 'resolution']
    const fields = this.fields(value, path, keys, [])
    if (fields === null) return null
    const heading = this.optional(fields, 'resolution', path, (item, at) => this.text(item, at))
    const named = heading === null ? null : this.#resolution(heading, [...path, 'resolution'])
    const common = outcomesOf(this.#article)[0]!
    const steps = this.optional(fields, 'steps', path, (item, at) => this.#steps(item, at))
    const text = this.optional(fields, 'text', path, (item, at) => this.text(item, at))
    const own = steps !== null || text !== null
    const from = named === null ? common : { ...common, steps: stepsOf(named), text: named.text }
    return {
      when: this.optional(fields, 'when', path, (item, at) => this.#facts(item, at)) ?? [],
      label: heading,
      type: this.oneOf(fields, 'type', path, outcomeTypes) ?? common.type,
      cause:
        this.optional(fields, 'cause', path, (item, at) => this.text(item, at)) ?? causeOf(this.#article),
      steps: steps ?? (own ? [] : from.steps),
      text: text ?? (own ? '' : from.text),
    }
  }

  #resolution(heading: string, path: Path): Article['resolutions'][number] | null {
    const named = this.#article.resolutions.filter(({ when }) => when !== null)
    const found = named.find(({ when }) => fold(when!) === fold(heading))
    if (found !== undefined) return found
    const headings = named.map(({ when }) => `"${when}"`).join(', ')
    this.report(
      path,
      `the article's resolution has no part "${heading}"`,
      headings === '' ? 'it has no parts with a heading' : `its parts are ${headings}`,
    )
    return null
  }

  #steps(value: FrontMatterValue, path: Path): OutcomeStep[] | null {
    const steps: OutcomeStep[] = []
    this.list(value, path, 'steps', (item, at) => {
      if (typeof item === 'string') {
        const text = this.text(item, at)
        if (text !== null) steps.push({ text, cost: null })
        return
      }
      const fields = this.fields(item, at, ['do', 'cost'], ['do'])
      if (fields === null) return
      const text = this.optional(fields, 'do', at, (one, place) => this.text(one, place))
      const cost = this.matching(fields, 'cost', at, /^[1-9]\d*[mhd]$/, 'a time such as 5m, 2h or 1d')
      if (text !== null) steps.push({ text, cost: cost === null ? null : minutesOf(cost) })
    })
    return steps
  }

  #questions(value: FrontMatterValue | undefined, path: Path): Question[] {
    const questions: Question[] = []
    if (value === undefined) return questions
    this.list(value, path, 'questions', (item, at) => {
      const fields = this.fields(item, at, ['fact', 'text'], ['fact', 'text'])
      if (fields === null) return
      const fact = this.matching(fields, 'fact', at, /^[a-z][a-z0-9-]*$/, 'the name of a fact')
      const text = this.optional(fields, 'text', at, (one, place) => this.text(one, place))
      if (fact !== null && text !== null) questions.push({ fact, text })
    })
    return questions
  }

  // --- terms and weights

  #terms(value: FrontMatterValue, path: Path): string[] | null {
    const terms = this.texts(value, path)
    for (const term of terms ?? []) {
      const words = wordsOf(term).length
      if (words === 0 || words > 6) {
        this.report(path, `"${term}" is no term of one to six words`, 'a longer text is a `message`')
      }
    }
    return terms
  }

  #weight(fields: Fields, path: Path): number {
    const pattern = /^(?:10(?:\.0+)?|[1-9](?:\.\d+)?|0\.\d*[1-9]\d*)$/
    const weight = this.matching(fields, 'weight', path, pattern, 'a number over 0, at most 10')
    return weight === null ? defaultWeight : Number(weight)
  }
}

/** What the article applies to, as the fact that rules and answers compare. */
export function productFacts(article: Article): FactCondition[] {
  const values = article.products.filter(({ level }) => level === 1).map(({ text }) => spokenProduct(text))
  return values.length === 0 ? [] : [{ fact: 'product', values, weight: defaultWeight, required: false }]
}

function minutesOf(cost: string): number {
  return Number(cost.slice(0, -1)) * minutes[cost.at(-1)!]!
}

function fold(text: string): string {
  return wordsOf(text).join(' ')
}
