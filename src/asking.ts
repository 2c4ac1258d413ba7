// Here is an index, and a question: what fixes it?
//
//     report → words → articles whose words fit best ┐
//            → hand-written rules that match ────────┴→ their cards and derived rules → diagnosis → what is told of them
//
// Derived rules are matched for the articles alone that the words or a hand-written rule bring up: whatever a message
// has in common with a report, its words are. Loaded with the first question: looking an article up needs none of this.

import { english } from './analysis/analyzer.ts'
import type { Answer, FixChain, Question } from './answer.ts'
import { canonicalReport } from './codes/notation.ts'
import { chainOf, chainOfAnswer, type ReadArticle } from './diagnose/chain.ts'
import type { Vocabulary } from './diagnose/coverage.ts'
import { diagnose, type Findings, type FoundText, findSuspects, type Suspect, whyNot } from './diagnose.ts'
import { checkProduct } from './given.ts'
import { namedCodes } from './named-codes.ts'
import { findCandidates } from './query/candidates.ts'
import { learned } from './query/learned.ts'
import { contenders, type Learned, rank } from './query/ranking.ts'
import type { Card, Telling } from './rules/card.ts'
import { compileRules } from './rules/compiler.ts'
import { Matcher } from './rules/matcher.ts'
import type { Report } from './rules/report.ts'
import { decodeOutcomes, decodeStoredCard, type StoredCard } from './rules/stored-card.ts'
import { fields } from './segment/fields.ts'
import type { Index, Segment } from './segment/reader.ts'
import { decodeTitle } from './segment/record.ts'
import { articleOf, documentOf, forwardOf, recordOf, storedItemsOf } from './segment/stored.ts'
import { detailsOf } from './session/details.ts'
import type { KnownSince, Told } from './session/suspect.ts'
import { openWrittenRules } from './written-rules.ts'

/** How many articles the words bring up, to be compared with the report. */
const compared = 100
/** How many for a session, which can ask what tells them apart. */
const suspected = 300
/** Of a collection that is no larger, all articles take part. */
const fewArticles = 60

export class Asking {
  readonly #index: Index
  readonly #learned: Learned
  readonly #cards: Kept<StoredCard>
  readonly #tellings: Kept<Telling>
  #written: Promise<Matcher> | null = null

  constructor(index: Index, weights: Learned = learned) {
    this.#index = index
    this.#learned = weights
    this.#cards = new Kept(async (docs) => {
      const items = await storedItemsOf(index, docs, ({ cards }) => cards)
      return items.map(({ item, fail }) => decodeStoredCard(item, fail))
    })
    this.#tellings = new Kept(async (docs) => {
      const items = await storedItemsOf(index, docs, ({ records }) => records)
      return items.map(({ item, fail }) => {
        const { title, further } = decodeTitle(item, fail)
        return { title, outcomes: decodeOutcomes(further, fail) }
      })
    })
  }

  /** Throws E0103 for a product that no article speaks of. */
  async query(question: Question): Promise<Answer> {
    const { findings, docs } = await this.#gather(question)
    const { articles, answer } = diagnose(findings)
    const tellings = await this.#tellings.all(articles.map((id) => docs.get(id)!))
    const answered = answer(new Map(articles.map((id) => [id, tellings.get(docs.get(id)!)!])))
    return { ...answered, chain: await chainOfAnswer(answered, (id) => articleOf(this.#index, id)) }
  }

  /** Those that a session tells apart; what is known `since` brings up more of them and changes no odds. */
  async suspects(question: Question, since: KnownSince): Promise<Suspect[]> {
    const { docsQuoting } = await import('./scanning.ts')
    const quoting = (await docsQuoting(question.text, this.#index)).slice(0, suspected)
    return findSuspects((await this.#gather(question, { session: since, quoting })).findings)
  }

  /** `null` where there is no such article. */
  async tell(id: string): Promise<Told | null> {
    const doc = await documentOf(this.#index, id)
    if (doc === null) return null
    const { record, further, fail } = await recordOf(this.#index, doc)
    return { title: record.title, outcomes: decodeOutcomes(further, fail), details: detailsOf(record) }
  }

  /** `null` where there is no such article, or it leads to no other. */
  async chain(id: string): Promise<FixChain | null> {
    const read = (id: string): ReturnType<ReadArticle> => articleOf(this.#index, id)
    const article = await read(id)
    return article === null ? null : chainOf(article, read)
  }

  /** `null` where there is no such article. */
  async whyNot(id: string, question: Question): Promise<readonly string[] | null> {
    const doc = await documentOf(this.#index, id)
    if (doc === null) return null
    const { card } = (await this.#cards.all([doc])).get(doc)!
    return whyNot(card!.id, (await this.#gather(question, { wanted: [id] })).findings)
  }

  async #gather(question: Question, { wanted = [], quoting = [], session }: Scope = {}): Promise<Gathered> {
    await checkProduct(question.product, this.#index)
    const written = await (this.#written ??= openWrittenRules(this.#index))
    const report = written.read(question.text)
    const matches = written.match(report)
    const named = await this.#findAll([...matches.map(({ rule }) => rule.article), ...wanted])
    const [texts, codes] = await Promise.all([
      session === undefined ? this.#rank(question, new Set(named)) : this.#suspect(question, session),
      namedCodes(report.text, report.codes, this.#index),
    ])
    const all = Math.max(fewArticles, texts.length)
    const stored = await this.#cards.all([
      ...named,
      ...quoting,
      ...texts.map(({ doc }) => doc),
      ...(this.#index.documents <= all ? Array(this.#index.documents).keys() : []),
    ])
    const derived = compileRules([...stored.values()].flatMap(({ rule }) => rule ?? []))
    const docs = new Map<string, number>()
    const cards = new Map<string, Card>()
    for (const [doc, { card }] of stored) {
      if (card === null) continue
      docs.set(card.id, doc)
      cards.set(card.id, card)
    }
    // written ones are weighed against the words of the best text, and those that nothing but a quote brings up by their own
    const isWeighed = matches.length > 0 || [...cards.values()].some(({ authored }) => authored)
    const weighed = [...quoting, ...(isWeighed ? texts.slice(0, 1).map(({ doc }) => doc) : [])]
    const findings = {
      report,
      facts: question,
      matches: [...matches, ...new Matcher(derived).match(report)],
      hits: texts.flatMap(({ doc, ...text }) => {
        const id = stored.get(doc)?.card?.id
        return id === undefined ? [] : [{ id, ...text }]
      }),
      cards,
      vocabularies: await this.#vocabularies(report, cards, docs, new Set(weighed)),
      certain: this.#learned.answer,
      codes: codes && {
        first: codes.first,
        articles: new Set([...docs].flatMap(([id, doc]) => (codes.documents.has(doc) ? [id] : []))),
      },
      ...(question.top !== undefined && { top: question.top }),
    }
    return { findings, docs }
  }

  /** Of authored articles, and of those in `weighed`. */
  async #vocabularies(
    report: Report,
    cards: ReadonlyMap<string, Card>,
    docs: ReadonlyMap<string, number>,
    weighed: ReadonlySet<number>,
  ): Promise<Map<string, Vocabulary>> {
    const known = weighed.size === 0 ? null : await KnownWords.of(report, this.#index)
    const vocabularies = new Map<string, Vocabulary>()
    for (const [id, { vocabulary }] of cards) {
      const doc = docs.get(id)!
      if (vocabulary !== null) vocabularies.set(id, new Set(vocabulary))
      else if (known !== null && weighed.has(doc)) vocabularies.set(id, await known.in(doc))
    }
    return vocabularies
  }

  /** Of those that compare best with the report as many as compete or are shown, and those that are named. */
  async #rank(question: Question, named: ReadonlySet<number>): Promise<Text[]> {
    const text = canonicalReport(question.text)
    const { reading, candidates } = await findCandidates(text, question, this.#index, compared)
    const { documents, presence } = rank(reading, candidates, this.#learned)
    const isSmall = this.#index.documents <= fewArticles
    const most = isSmall ? compared : Math.max(contenders, question.top ?? 0)
    return documents
      .filter(({ doc }, place) => place < most || named.has(doc))
      .map(({ doc, share, score, reasons, said }) => {
        const odds = score - documents[0]!.score + presence
        // pieces of another text would be shown at the wrong places of the report
        const ranked = { reasons, odds, said: text === question.text ? said : [] }
        return { doc, share, ranked }
      })
  }

  /** All that were compared. What the session has asked since is weighed by the session. */
  async #suspect(question: Question, since: KnownSince): Promise<Text[]> {
    const facts = {
      product: question.product ?? since.product ?? null,
      version: question.version ?? since.version ?? null,
    }
    const text = since.words === undefined ? question.text : `${question.text}\n${since.words}`
    const { reading, candidates } = await findCandidates(text, facts, this.#index, suspected)
    const { documents, presence } = rank(reading, candidates, this.#learned)
    const isKnown = since.product === undefined
    const scores = documents.map(({ score, reasons }) => (isKnown ? score : score - reasons.product))
    const best = Math.max(...scores)
    return documents.map(({ doc, share, reasons, said }, i) => ({
      doc,
      share,
      ranked: { reasons, odds: scores[i]! - best + presence, said },
    }))
  }

  async #findAll(ids: readonly string[]): Promise<number[]> {
    const docs = await Promise.all([...new Set(ids)].map((id) => documentOf(this.#index, id)))
    return docs.filter((doc) => doc !== null)
  }
}

/** Which articles take part. */
interface Scope {
  /** Ids of some that do whatever the report says. */
  readonly wanted?: readonly string[]
  /** Those that quote the report, however little else of it they say. */
  readonly quoting?: readonly number[]
  /** For a session, which can ask what tells more of them apart. */
  readonly session?: KnownSince
}

/** What the words brought up. */
type Text = Omit<FoundText, 'id'> & { readonly doc: number }

interface Gathered {
  readonly findings: Findings
  /** By id of the candidate. */
  readonly docs: ReadonlyMap<string, number>
}

/** Keeps what was read of the last articles, for questions in a row are often about the same ones. */
class Kept<T> {
  readonly #read: (docs: readonly number[]) => Promise<readonly T[]>
  readonly #kept = new Map<number, T>()

  constructor(read: (docs: readonly number[]) => Promise<readonly T[]>) {
    this.#read = read
  }

  async all(docs: Iterable<number>): Promise<Map<number, T>> {
    const distinct = [...new Set(docs)]
    const missing = distinct.filter((doc) => !this.#kept.has(doc))
    const read = await this.#read(missing)
    for (const [i, doc] of missing.entries()) this.#kept.set(doc, read[i]!)
    const all = new Map(distinct.map((doc) => [doc, this.#kept.get(doc)!]))
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= mostKept) break
      this.#kept.delete(oldest)
    }
    return all
  }
}

const mostKept = 2000

/** Which articles have words for what a report says, told by their terms in the index. */
class KnownWords {
  readonly #index: Index
  /** By segment: rank of a term → the meanings that the report has in words of that term. */
  readonly #meanings: ReadonlyMap<Segment, ReadonlyMap<number, readonly string[]>>

  private constructor(index: Index, meanings: ReadonlyMap<Segment, ReadonlyMap<number, readonly string[]>>) {
    this.#index = index
    this.#meanings = meanings
  }

  static async of({ meanings, tokens }: Report, index: Index): Promise<KnownWords> {
    const byTerm = new Map<string, Set<string>>()
    for (const [i, meaning] of meanings.words.entries()) {
      english.analyze(tokens.words[meanings.tokens[i]!]!, (term) => {
        const known = byTerm.get(term)
        if (known === undefined) byTerm.set(term, new Set([meaning]))
        else known.add(meaning)
      })
    }
    const bySegment = new Map<Segment, Map<number, string[]>>()
    for (const segment of index.segments) {
      const byRank = new Map<number, string[]>()
      for (const [term, meanings] of byTerm) {
        const rank = (await segment.find(term))?.rank ?? 0
        if (rank > 0) byRank.set(rank, [...(byRank.get(rank) ?? []), ...meanings])
      }
      bySegment.set(segment, byRank)
    }
    return new KnownWords(index, bySegment)
  }

  async in(doc: number): Promise<Vocabulary> {
    const { segment, fields } = await forwardOf(this.#index, doc)
    const byRank = this.#meanings.get(segment)!
    const known = new Set<string>()
    for (const { field, terms } of fields) {
      if (!tellingFields.has(field)) continue
      for (let i = 0; i < terms.length; i++)
        for (const meaning of byRank.get(terms[i]!) ?? []) known.add(meaning)
    }
    return known
  }
}

/** Those that tell the trouble, and not the way out of it. */
const tellingFields: ReadonlySet<number> = new Set(
  fields.flatMap(({ name }, number) =>
    ['title', 'query-words', 'keywords', 'products', 'symptoms', 'summary', 'cause'].includes(name)
      ? [number]
      : [],
  ),
)
