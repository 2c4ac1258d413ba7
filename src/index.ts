// The library: texts in, articles out; articles in, an index out; an index in, answers out.
//
//     text ──dialect──▶ Article ──┬── analysis ──▶ segment writer ──┐
//            (body)               └── rules ────────────────────────┴─▶ static index
//
//     static index ──▶ segment reader ──▶ query ──┐
//                  └──▶ rules ────────────────────┴─▶ diagnose ──▶ answer
//
//     static index, log as it streams ──▶ scan ──▶ known errors (`scanning.ts`)
//
// Two short pages hold it together: `build.ts` (articles in, files out) and `knowledge-base.ts` (files in, answers out;
// `asking.ts` is its second half, loaded with the first question).
// Every other room explains one word of theirs:
//
//     article/    What is an article? Products, versions, sections, issues
//     dialect/    What kind of text is this, and which article does it hold? One record a dialect, one table
//     body/       What do the sections say? Blocks, messages, references, ways out
//     analysis/   Which terms are in this text? The same when building and asking
//     segment/    Given a term: which documents? Given a document: which article? The files of an index
//     query/      What was asked, and whose words fit best?
//     codes/      Which error codes stand here, and what do they mean?
//     rules/      Which known message, code or trouble is this?
//     scan/       Which known messages are in this log, whatever its length?
//     session/    Several could be right: which question, or which fix, comes next?
//     diagnose    What is wrong, what fixes it, on what evidence?
//     cli/  node/ The faces: `kb`, and the library for Node (kb-engine/node)
//     browser/  site/  More faces: the library for browsers (kb-engine/browser), and the search page that `kb site` writes
//
// Imports point down, faces to engine to formats to ground (article, analysis, answer, errors). What asks an index never
// imports what builds one, and only faces touch files, terminal and clock; `test/house/layers.test.ts` keeps it true.

export type {
  Answer,
  AnsweredOutcome,
  ChainLink,
  Choice,
  Decision,
  Evidence,
  FixChain,
  Hit,
  Question,
} from './answer.ts'
export type * from './article/article.ts'
export { type BuildOptions, buildIndex } from './build.ts'
export { type Decoded, decode } from './dialect/encoding.ts'
export { type RankedDialect, type ReadOptions, rankDialects, readArticle } from './dialect/read-article.ts'
export { type ErrorCode, errorCodes, KbError, type Place } from './errors.ts'
export {
  type CodeArticle,
  type CodeExplanation,
  type CodeReading,
  type FoundArticle,
  type KnowledgeBase,
  type OpenOptions,
  openKnowledgeBase,
  type Record as ArticleRecord,
} from './knowledge-base.ts'
export type { GivenFacts } from './rules/fact.ts'
export {
  type FoundSlot,
  type IndexFiles,
  type Limit,
  openScanner,
  type ScanEvent,
  type ScanMatch,
  type ScanNewError,
  type Scanner,
  type ScanOptions,
  type ScanSummary,
  type ScanTotal,
  scan,
} from './scanning.ts'
export type { Deflate, Inflate, ReadBytes } from './segment/format.ts'
export type { Option } from './session/question.ts'
export type {
  AskTurn,
  Conclusion,
  EndTurn,
  Informant,
  ProposeTurn,
  Said,
  Session,
  Turn,
} from './session/session.ts'
