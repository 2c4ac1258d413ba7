// Which message do several articles quote, and which fact tells them apart?
//
//     product     no two of them are about the same product
//     version     no two of them are about the same version of one
//     edition, …  their rules ask for different values
//     nothing     whoever reports it has to be shown all of them

import type { Article } from '../../article/article.ts'
import { compareProducts, type NamedProduct, readProduct } from '../../article/product.ts'
import { cardOf } from '../../rules/card.ts'
import { deriveRule } from '../../rules/derive.ts'
import { readHandWritten } from '../../rules/hand-written.ts'
import type { FactCondition, Trigger } from '../../rules/rule.ts'

/** A message, and those that it may mean. */
export interface Ambiguity {
  /** As rules have it: folded words, and holes. */
  readonly message: string
  /** In the order of their ids. */
  readonly articles: readonly string[]
  /** The fact that differs between any two of them; `null` where none does. */
  readonly decides: string | null
}

export interface Quoting {
  readonly article: string
  readonly facts: readonly FactCondition[]
}

/** Keeps of each message who quotes it, and what they are about. */
export class AmbiguityFinder {
  readonly #quoting = new Map<string, Map<string, Quoting>>()

  read(article: Article): void {
    const card = cardOf(article)
    if (card === null) return
    const derived = deriveRule(article)
    for (const { triggers } of [...readHandWritten(article).rules, ...(derived === null ? [] : [derived])])
      this.#add(triggers, { article: card.id, facts: card.facts })
  }

  #add(triggers: readonly Trigger[], quoting: Quoting): void {
    for (const trigger of triggers) {
      // what only a step or a reference quotes is not what users see
      if (trigger.type !== 'message' || trigger.weight < 1) continue
      const all = this.#quoting.get(trigger.signature) ?? new Map<string, Quoting>()
      this.#quoting.set(trigger.signature, all.set(quoting.article, quoting))
    }
  }

  /** In the order of the messages. */
  finish(): Ambiguity[] {
    return [...this.#quoting]
      .filter(([, quoting]) => quoting.size > 1)
      .map(([message, quoting]) => ({
        message,
        articles: [...quoting.keys()].sort(),
        decides: decidingFact([...quoting.values()]),
      }))
      .sort((a, b) => (a.message < b.message ? -1 : 1))
  }
}

/** The first fact in which each two of them differ. */
export function decidingFact(all: readonly Quoting[]): string | null {
  const names = new Set(all.flatMap(({ facts }) => facts.map(({ fact }) => fact)))
  const others = [...names].filter((fact) => fact !== 'product' && fact !== 'version').sort()
  for (const fact of ['product', 'version', ...others]) {
    const values = all.map((one) => valuesOf(one, fact))
    const stated = values.filter(({ length }) => length > 0)
    // one that asks for no value of its own is meant by "none of these"
    const silent = fact === 'product' || fact === 'version' ? 0 : 1
    if (stated.length >= all.length - silent && eachTwo(stated, (a, b) => differ(fact, a, b))) return fact
  }
  return null
}

function valuesOf({ facts }: Quoting, fact: string): readonly string[] {
  const named = fact === 'version' ? 'product' : fact
  return facts.find((condition) => condition.fact === named)?.values ?? []
}

function eachTwo<T>(all: readonly T[], holds: (one: T, other: T) => boolean): boolean {
  return all.every((one, i) => all.slice(0, i).every((other) => holds(one, other)))
}

function differ(fact: string, one: readonly string[], other: readonly string[]): boolean {
  if (fact !== 'product' && fact !== 'version') return one.every((value) => !other.includes(value))
  const bare = (name: NamedProduct): NamedProduct => (fact === 'product' ? { ...name, versions: [] } : name)
  const [ones, others] = [one, other].map((values) => values.map((value) => bare(readProduct(value))))
  return ones!.every((a) => others!.every((b) => compareProducts(a, b) === 'clash'))
}
