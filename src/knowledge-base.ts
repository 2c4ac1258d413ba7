// Here are the files of an index: answer me.
//
//     report → words → articles whose words fit best ┐
//            → hand-written rules that match ────────┴→ their cards and derived rules → diagnosis
//
// Derived rules are matched for the articles alone that the words or a hand-written rule bring up: whatever a message
// has in common with a report, its words are.

import { english } from './analysis/analyzer.ts'
import type { Answer, Question } from './answer.ts'
import { compareProducts, readProduct, similarProducts } from './article/product.ts'
import { diagnose, type Findings, whyNot } from './diagnose.ts'
import { KbError } from './errors.ts'
import { queryOf } from './query/query.ts'
import { search } from './query/searcher.ts'
import type { Card } from './rules/card.ts'
import { Matcher } from './rules/matcher.ts'
import { decodeRuleSet, joinRuleSets } from './rules/rule-set.ts'
import { decodeStoredCard, type StoredCard } from './rules/stored-card.ts'
import type { Inflate, ReadBytes } from './segment/format.ts'
import { type Index, openIndex } from './segment/reader.ts'
import type { Display, Record } from './segment/record.ts'

export type { Record } from './segment/record.ts'

export interface KnowledgeBase {
  /** Articles in the index. */
  readonly size: number
  /** Throws E0102 for an empty text and E0103 for a product that no article speaks of. */
  readonly query: (question: Question) => Promise<Answer>
  /** Why an article is not the first hit, a line each; empty if it is. `null` where there is no such article. */
  readonly whyNot: (id: string, question: Question) => Promise<readonly string[] | null>
  /** The articles whose words fit best, without rules or facts: the first stage alone. */
  readonly search: (text: string, top?: number) => Promise<readonly FoundArticle[]>
  /** An article by its id in any spelling (Q4711, q4711, 4711, KB4711); `null` where there is none. */
  readonly article: (id: string) => Promise<Record | null>
  /** The products that articles apply to, as they print them, with how many articles each; in order. */
  readonly products: () => Promise<ReadonlyMap<string, number>>
}

export interface FoundArticle extends Display {
  /** 0 or more; comparable within one question. */
  readonly score: number
}

export interface OpenOptions {
  readonly read: ReadBytes
  readonly inflate: Inflate
}

/** How many articles the words bring up; of a collection that is no larger, all take part. */
const candidates = 60

/** Reads the manifest. Rejects with E0301 (no index), E0302 (damaged), E0303 (another version). */
export async function openKnowledgeBase({ read, inflate }: OpenOptions): Promise<KnowledgeBase> {
  const index = await openIndex({ read, inflate, analyzer: english.name })
  const cards = new CardReader(index)
  let written: Promise<Matcher> | null = null
  const handWritten = (): Promise<Matcher> => (written ??= openHandWritten(index))

  async function gather(question: Question, wanted: readonly string[] = []): Promise<Findings> {
    if (question.text.trim() === '') throw emptyReport()
    await checkProduct(question.product, index)
    const written = await handWritten()
    const report = written.read(question.text)
    const matches = written.match(report)
    const docs = new Set(await findAll([...matches.map(({ rule }) => rule.article), ...wanted]))
    const texts = await search(index, queryOf(question.text, english), { top: candidates })
    for (const { doc } of texts.hits) docs.add(doc)
    if (index.documents <= candidates) for (let doc = 0; doc < index.documents; doc++) docs.add(doc)
    const stored = await cards.readAll(docs)
    const derived = [...stored.values()].flatMap(({ rules }) => rules ?? [])
    return {
      report,
      facts: question,
      matches: [...matches, ...new Matcher(joinRuleSets(derived)).match(report)],
      hits: texts.hits.flatMap(({ doc, score }) => {
        const id = stored.get(doc)?.card?.id
        return id === undefined ? [] : [{ id, score }]
      }),
      cards: new Map(
        [...stored.values()].flatMap(({ card }) =>
          card === null ? [] : [[card.id, card] as [string, Card]],
        ),
      ),
      ...(question.top !== undefined && { top: question.top }),
    }
  }

  async function findAll(ids: readonly string[]): Promise<number[]> {
    const docs = await Promise.all([...new Set(ids)].map((id) => index.find(id)))
    return docs.filter((doc) => doc !== null)
  }

  return {
    size: index.documents,
    query: async (question) => diagnose(await gather(question)),
    whyNot: async (id, question) => {
      const [doc] = await findAll([id])
      if (doc === undefined) return null
      const { id: own } = await index.display(doc)
      return whyNot(own!, await gather(question, [id]))
    },
    search: async (text, top = 10) => {
      if (text.trim() === '') throw emptyReport()
      const { hits } = await search(index, queryOf(text, english), { top })
      return Promise.all(hits.map(async ({ doc, score }) => ({ ...(await index.display(doc)), score })))
    },
    article: async (id) => {
      const doc = await index.find(id)
      return doc === null ? null : index.record(doc)
    },
    products: () => index.facetValues('product'),
  }
}

function emptyReport(): KbError {
  return new KbError('E0102', 'there is nothing to look up: the report is empty', {
    help: 'Give the text of the error, a code, or a few words of what goes wrong.',
  })
}

/** A product must be one that some article or our table of names knows; a misspelt fact would silently agree with nothing. */
async function checkProduct(name: string | null | undefined, index: Index): Promise<void> {
  if (name === undefined || name === null || name.trim() === '') return
  const product = readProduct(name)
  if (product.row !== null) return
  const known = [...(await index.facetValues('product')).keys()]
  if (known.some((other) => compareProducts(product, readProduct(other)) === 'agree')) return
  const similar = await similarProducts(name, known)
  throw new KbError('E0103', `no article speaks of the product “${name}”`, {
    help:
      similar.length > 0
        ? `Did you mean ${similar.join(', or ')}?`
        : 'Leave it out, or see `kb products` for the names that are understood.',
  })
}

/** The rules that authors wrote, ready to be matched; none where the index has no such part. */
async function openHandWritten(index: Index): Promise<Matcher> {
  const part = index.part('rules')
  if (part === null) return new Matcher(joinRuleSets([]))
  return new Matcher(decodeRuleSet(new TextDecoder().decode(await part.read(0, part.length))))
}

/** Reads cards and keeps the last ones, for questions in a row are often about the same articles. */
class CardReader {
  readonly #index: Index
  readonly #kept = new Map<number, StoredCard>()

  constructor(index: Index) {
    this.#index = index
  }

  async readAll(docs: Iterable<number>): Promise<Map<number, StoredCard>> {
    const cards = new Map<number, StoredCard>()
    for (const doc of docs) {
      const card = this.#kept.get(doc) ?? (await this.#read(doc))
      cards.set(doc, card)
    }
    while (this.#kept.size > mostKept) this.#kept.delete(this.#kept.keys().next().value!)
    return cards
  }

  async #read(doc: number): Promise<StoredCard> {
    const { item, fail } = await this.#index.card(doc)
    const card = decodeStoredCard(item, fail)
    this.#kept.set(doc, card)
    return card
  }
}

const mostKept = 2000
