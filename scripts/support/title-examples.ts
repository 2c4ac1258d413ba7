// Which articles should come first where a report is a message, and no title helps?
//
// The archive itself gives such questions: the messages that titles quote, asked of an archive in which no title quotes
// one. So the weights learn what a message, its place and its order are worth, from far more articles than have labelled
// reports. An article that loses its title gets the one that it would have without (`segment/fields.ts`); what the first
// stage says is hidden of all candidates, for it has seen the titles.

import { english, termsOf } from '../../src/analysis/analyzer.ts'
import { findCandidates } from '../../src/query/candidates.ts'
import { Comparer } from '../../src/query/comparison.ts'
import { ByteWriter } from '../../src/segment/bytes.ts'
import { fields, standInTitle } from '../../src/segment/fields.ts'
import { decodeForward, encodeForward, nameOfTerm } from '../../src/segment/forward.ts'
import type { Index } from '../../src/segment/reader.ts'
import { forwardItemsOf, recordOf, type StoredItem } from '../../src/segment/stored.ts'
import type { LabelledReport } from './labelled.ts'
import { type Example, exampleOf, titleKind } from './learning.ts'
import { byChance, titleMessage } from './title-message.ts'

const asked = 500
/** The nearest rivals teach most. */
const compared = 30
/** That of `scripts/title-messages.ts`, which asks the first; these are the last. */
const seed = '1'

/** Each asked with the product and version of its article, and without. */
export async function collectTitleExamples(index: Index): Promise<readonly Example[]> {
  const titled = await findTitled(index)
  const untitled = new Set(titled.map(({ doc }) => doc))
  const examples: Example[] = []
  for (const { doc, ...report } of await reportsOf(titled, index)) {
    for (const facts of [report, {}]) {
      const asked = { ...report, product: null, version: null, ...facts }
      examples.push(await exampleWithout(untitled, asked, doc, index))
    }
  }
  return examples
}

interface Titled {
  readonly id: string
  readonly doc: number
  readonly message: string
}

async function findTitled(index: Index): Promise<readonly Titled[]> {
  const titled: Titled[] = []
  for (let doc = 0; doc < index.documents; doc++) {
    const { id, title } = await index.display(doc)
    const message = titleMessage(title ?? '')
    if (id !== null && message !== null) titled.push({ id, doc, message })
  }
  return titled
}

type TitledReport = LabelledReport & { readonly doc: number }

function reportsOf(titled: readonly Titled[], index: Index): Promise<readonly TitledReport[]> {
  return Promise.all(
    byChance(titled, seed)
      .slice(-asked)
      .map(async ({ id, doc, message }) => {
        const [product] = (await recordOf(index, doc)).record.products
        const version = product?.versions[0] ?? null
        const facts = { product: product?.name ?? null, version }
        return { id, doc, target: id, also: [], kind: titleKind, query: message, ...facts }
      }),
  )
}

/** `untitled` lose their titles. */
async function exampleWithout(
  untitled: ReadonlySet<number>,
  report: LabelledReport,
  right: number,
  index: Index,
): Promise<Example> {
  const { reading, candidates } = await findCandidates(report.query, report, index, compared)
  const comparers = index.segments.map((_, number) => new Comparer(reading, number))
  const docs = candidates.map(({ doc }) => doc)
  const items = await forwardItemsOf(index, docs)
  const compare = async (doc: number, stored: StoredItem) => {
    const item = untitled.has(doc) ? await withoutTitle(doc, stored, index) : stored.item
    return { doc, score: 1, rank: 0, comparison: comparers[stored.segment]!.compare(item, stored.fail) }
  }
  const hidden = await Promise.all(docs.map((doc, i) => compare(doc, items[i]!)))
  return exampleOf(report, reading, hidden, new Set([right]))
}

const title = fields.findIndex(({ name }) => name === 'title')

async function withoutTitle(
  doc: number,
  { item, segment, fail }: StoredItem,
  index: Index,
): Promise<Uint8Array> {
  const { record } = await recordOf(index, doc)
  const found = await Promise.all(
    termsOf(english, standInTitle(record)).map((term) => index.segments[segment]!.find(term)),
  )
  const terms = found.flatMap((info) => (info === null ? [] : nameOfTerm(info)))
  const standIn = terms.length === 0 ? [] : [{ field: title, length: terms.length, terms }]
  const others = decodeForward(item, fail).filter(({ field }) => field !== title)
  const into = new ByteWriter()
  encodeForward([...standIn, ...others], (name) => name, into)
  return into.take()
}
