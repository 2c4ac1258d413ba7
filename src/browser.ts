// The library for browsers: an index on a web server.

import { fetchFrom } from './browser/fetched.ts'
import { inflate } from './browser/inflate.ts'
import { type KnowledgeBase, openKnowledgeBase as open } from './knowledge-base.ts'

export type { Answer, AnsweredOutcome, Choice, Decision, Evidence, Hit, Question } from './answer.ts'
export { type ErrorCode, KbError, type Place } from './errors.ts'
export type { FoundArticle, KnowledgeBase, Record } from './knowledge-base.ts'

/**
 * Opens the index in a folder of a web server, as `kb build` or `kb site` has written it; a relative address is taken
 * from the page's. Reads the manifest and, with each question, the few pieces it needs: parts of files where the server
 * knows Range requests, whole files where it does not.
 *
 * Rejects with E0301 (nothing there), E0302 (damaged), E0303 (another version) or E0304 (the server or the network
 * fails); so does every question.
 */
export function openKnowledgeBase(url: string | URL): Promise<KnowledgeBase> {
  return open({ read: fetchFrom(new URL(url, globalThis.location?.href)), inflate })
}
