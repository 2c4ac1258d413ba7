// Here are the files of an index: open it.
//
// Searching and reading articles is all here; answering, which needs rules and diagnosis, is `asking.ts`, loaded with the
// first question.

import { english } from './analysis/analyzer.ts'
import type { Answer, Question } from './answer.ts'
import type { Asking } from './asking.ts'
import { KbError } from './errors.ts'
import type { CodeExplanation } from './explain.ts'
import { queryOf } from './query/query.ts'
import { search } from './query/searcher.ts'
import type { Display } from './segment/display.ts'
import type { Inflate, ReadBytes } from './segment/format.ts'
import { openIndex } from './segment/reader.ts'
import type { Record } from './segment/record.ts'
import type { Informant, Session } from './session/session.ts'

export type { CodeArticle, CodeExplanation, CodeReading } from './explain.ts'
export type { Record } from './segment/record.ts'

export interface KnowledgeBase {
  /** Articles in the index. */
  readonly size: number
  /** Throws E0102 for an empty text and E0103 for a product that no article speaks of. */
  readonly query: (question: Question) => Promise<Answer>
  /** Why an article is not the first hit, a line each; empty if it is. `null` where there is no such article. */
  readonly whyNot: (id: string, question: Question) => Promise<readonly string[] | null>
  /** Asks back until one way out remains. Throws as `query` does. */
  readonly session: (question: Question) => Promise<Session>
  /** What a session asks. */
  readonly informant: Informant
  /** The articles whose words fit best, without rules or facts: the first stage alone. */
  readonly search: (text: string, top?: number) => Promise<readonly FoundArticle[]>
  /** An article by its id in any spelling (Q4711, q4711, 4711, KB4711); `null` where there is none. */
  readonly article: (id: string) => Promise<Record | null>
  /** What an error code in any notation is, and which articles speak of it. */
  readonly explain: (code: string) => Promise<CodeExplanation>
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

/** Reads the manifest. Rejects with E0301 (no index), E0302 (damaged), E0303 (another version). */
export async function openKnowledgeBase({ read, inflate }: OpenOptions): Promise<KnowledgeBase> {
  const index = await openIndex({ read, inflate, analyzer: english.name })
  let opened: Promise<Asking> | null = null
  const asking = (): Promise<Asking> =>
    (opened ??= import('./asking.ts').then(({ Asking }) => new Asking(index)))
  const informant: Informant = {
    suspects: async (question, since) => {
      refuseEmpty(question.text)
      return (await asking()).suspects(question, since)
    },
    tell: async (id) => (await asking()).tell(id),
    chain: async (id) => (await asking()).chain(id),
  }
  return {
    size: index.documents,
    query: async (question) => {
      refuseEmpty(question.text)
      return (await asking()).query(question)
    },
    whyNot: async (id, question) => {
      refuseEmpty(question.text)
      return (await asking()).whyNot(id, question)
    },
    session: async (question) => (await import('./session/session.ts')).Session.start(informant, question),
    informant,
    search: async (text, top = 10) => {
      refuseEmpty(text)
      index.prepareDisplay()
      const { hits } = await search(index, queryOf(text, english), { top })
      return Promise.all(hits.map(async ({ doc, score }) => ({ ...(await index.display(doc)), score })))
    },
    article: async (id) => (await import('./segment/stored.ts')).articleOf(index, id),
    explain: async (code) => (await import('./explain.ts')).explainCode(code, index),
    products: async () => (await import('./segment/stored.ts')).facetValuesOf(index, 'product'),
  }
}

function refuseEmpty(text: string): void {
  if (text.trim() !== '') return
  throw new KbError('E0102', 'there is nothing to look up: the report is empty', {
    help: 'Give the text of the error, a code, or a few words of what goes wrong.',
  })
}
