// What was asked, and what is the right answer?
//
// The labelled reports of ../shared/gold/queries. Everything measured on them is out of fold: a report is scored with
// weights that were learnt without any report on the same article. Folds go by a hash of the article.

import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'

export interface LabelledReport {
  readonly id: string
  /** The article that answers it; `null` for a report that none does. */
  readonly target: string | null
  /** Others that do, too. */
  readonly also: readonly string[]
  readonly kind: string
  readonly query: string
  readonly product: string | null
  readonly version: string | null
}

const folder = '../shared/gold/queries'
/** Those that some article answers. */
export const answerableFile = `${folder}/dev.jsonl`
export const foldCount = 5

/** `null` where the labelled reports are not there. */
export function readLabelled(): readonly LabelledReport[] | null {
  if (!existsSync(folder)) return null
  return [...readReports(answerableFile), ...readReports(`${folder}/dev-noanswer.jsonl`)]
}

/**
 * Reports of our own that no article of the archive answers: from the kitchen and the workshop, of later products, too
 * vague for anybody. The labelled ones without an answer are few, and all sound like its articles.
 */
export function readStrangers(): LabelledReport[] {
  const lines = readFileSync(new URL('../unanswerable.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n')
  return lines.map((query) => ({
    id: query,
    target: null,
    also: [],
    kind: 'stranger',
    query,
    product: null,
    version: null,
  }))
}

export function readReports(file: string): LabelledReport[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  return lines.map((line) => {
    const {
      id,
      target = null,
      also = [],
      kind = 'none',
      query,
      product = null,
      version = null,
    } = JSON.parse(line)
    return { id, target, also, kind, query, product, version }
  })
}

export function foldOf({ id, target }: Pick<LabelledReport, 'id' | 'target'>): number {
  return (
    createHash('sha1')
      .update(target ?? id)
      .digest()
      .readUInt32BE(0) % foldCount
  )
}
