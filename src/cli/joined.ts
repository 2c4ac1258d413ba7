// What do several knowledge bases answer together?

import type { Answer, Hit, Question } from '../answer.ts'
import { KbError } from '../errors.ts'
import type { CodeExplanation, CodeReading, KnowledgeBase } from '../knowledge-base.ts'
import type { Informant } from '../session/session.ts'

export interface Named {
  /** As the user named it; hits say which one they come from. */
  readonly name: string
  readonly knowledgeBase: KnowledgeBase
}

/** Asks all of them; an article that several hold is taken from the first. */
export function joinKnowledgeBases(all: readonly Named[]): KnowledgeBase {
  const informant: Informant = {
    suspects: async (question, since) => {
      const found = await settle(all, ({ knowledgeBase }) =>
        knowledgeBase.informant.suspects(question, since),
      )
      const seen = new Set<string>()
      return found
        .flatMap(({ result }) => result)
        .filter(({ id }) => !seen.has(id) && seen.add(id))
        .toSorted((a, b) => b.odds - a.odds)
    },
    tell: async (id) => {
      for (const { knowledgeBase } of all) {
        const told = await knowledgeBase.informant.tell(id)
        if (told !== null) return told
      }
      return null
    },
    chain: async (id) => {
      for (const { knowledgeBase } of all)
        if ((await knowledgeBase.article(id)) !== null) return knowledgeBase.informant.chain(id)
      return null
    },
  }
  return {
    session: async (question) => (await import('../session/session.ts')).Session.start(informant, question),
    informant,
    size: all.reduce((sum, { knowledgeBase }) => sum + knowledgeBase.size, 0),
    search: async (text, top = 10) => {
      const found = await Promise.all(all.map(({ knowledgeBase }) => knowledgeBase.search(text, top)))
      return found
        .flat()
        .toSorted((a, b) => b.score - a.score)
        .slice(0, top)
    },
    whyNot: async (id, question) => {
      for (const { knowledgeBase } of all) {
        const reasons = await knowledgeBase.whyNot(id, question)
        if (reasons !== null) return reasons
      }
      return null
    },
    query: async (question) => joinAnswers(await askAll(all, question), question),
    article: async (id) => {
      for (const { knowledgeBase } of all) {
        const article = await knowledgeBase.article(id)
        if (article !== null) return article
      }
      return null
    },
    explain: async (code) =>
      joinExplanations(await Promise.all(all.map(({ knowledgeBase }) => knowledgeBase.explain(code)))),
    products: async () => {
      const counts = new Map<string, number>()
      for (const { knowledgeBase } of all) {
        for (const [name, articles] of await knowledgeBase.products())
          counts.set(name, (counts.get(name) ?? 0) + articles)
      }
      return counts
    },
  }
}

/** What codes mean is the same everywhere; the articles of the first knowledge base come first. */
function joinExplanations(all: readonly CodeExplanation[]): CodeExplanation {
  const readings = new Map<string, CodeReading>()
  for (const reading of all.flatMap(({ readings }) => readings)) {
    const key = `${reading.family} ${reading.value}`
    const articles = (readings.get(key)?.articles ?? 0) + reading.articles
    readings.set(key, { ...(readings.get(key) ?? reading), articles })
  }
  const articles = new Map(
    all
      .flatMap(({ articles }) => articles)
      .toReversed()
      .map((article) => [article.id, article]),
  )
  const known = all.some(({ known }) => known)
  return {
    code: all[0]!.code,
    known,
    readings: [...readings.values()],
    articles: [...articles.values()].toReversed(),
    similar: known ? [] : [...new Set(all.flatMap(({ similar }) => similar))],
  }
}

interface Given {
  readonly name: string
  readonly answer: Answer
}

async function askAll(all: readonly Named[], question: Question): Promise<Given[]> {
  const given = await settle(all, ({ knowledgeBase }) => knowledgeBase.query(question))
  return given.map(({ name, result }) => ({ name, answer: result }))
}

/** Where no article speaks of the product, nothing is known; only where that is so everywhere is it a mistake. */
async function settle<T>(
  all: readonly Named[],
  ask: (one: Named) => Promise<T>,
): Promise<{ readonly name: string; readonly result: T }[]> {
  const asked = await Promise.allSettled(all.map(async (one) => ({ name: one.name, result: await ask(one) })))
  const refused = asked.filter((one) => one.status === 'rejected').map(({ reason }) => reason as unknown)
  const fatal = refused.find((problem) => !(problem instanceof KbError && problem.code === 'E0103'))
  if (fatal !== undefined || refused.length === all.length) throw fatal ?? refused[0]
  return asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
}

/**
 * The surest answer speaks for all of them. Where a second one is as good as sure of another article, both are shown:
 * which knowledge base is meant decides.
 */
function joinAnswers(given: readonly Given[], { top = 10 }: Question): Answer {
  const ranked = given.toSorted(
    (a, b) => rank(b.answer) - rank(a.answer) || b.answer.confidence - a.answer.confidence,
  )
  const best = ranked[0]!
  const hits = mergeHits(ranked).slice(0, top)
  const rivals = ranked.filter(
    ({ answer }) => answer.answered && answer.hits[0]!.id !== best.answer.hits[0]?.id && best.answer.answered,
  )
  if (rivals.length === 0) return { ...best.answer, hits }
  const choices = [best, ...rivals].map(({ name, answer }) => ({
    value: name,
    article: answer.hits[0]!.id,
    outcome: answer.hits[0]!.outcome,
  }))
  return {
    verdict: 'choose',
    answered: false,
    confidence: best.answer.confidence / sum([best, ...rivals].map(({ answer }) => answer.confidence)),
    decide: { fact: 'index', question: null, values: choices.map(({ value }) => value), choices },
    hits,
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

const rank = ({ verdict }: Answer): number => ['unknown', 'choose', 'answer'].indexOf(verdict)

/** The first answer keeps its first hit; all others stand by how probable they are. */
function mergeHits(ranked: readonly Given[]): Hit[] {
  const hits = ranked.flatMap(({ name, answer }) => answer.hits.map((hit) => ({ ...hit, index: name })))
  const [first, ...others] = hits
  if (first === undefined) return []
  const seen = new Set([first.id])
  const rest = others
    .toSorted((a, b) => b.confidence - a.confidence || b.score - a.score)
    .filter(({ id }) => !seen.has(id) && seen.add(id))
  return [first, ...rest]
}
