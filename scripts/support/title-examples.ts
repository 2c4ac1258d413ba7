// Which articles should come first where a report is a message, and no title helps?
//
// The archive itself gives such questions: the messages that titles quote, asked of articles whose titles nobody sees. So
// the weights learn what a message, its place and its order are worth, from far more articles than have labelled reports.
// Titles are hidden of all candidates, and so is what the first stage says, which has seen them.

import { findCandidates } from '../../src/query/candidates.ts'
import { Comparer } from '../../src/query/comparison.ts'
import { ByteWriter } from '../../src/segment/bytes.ts'
import { fields } from '../../src/segment/fields.ts'
import { decodeForward, encodeForward } from '../../src/segment/forward.ts'
import type { Index } from '../../src/segment/reader.ts'
import { forwardItemsOf, recordOf } from '../../src/segment/stored.ts'
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
  const examples: Example[] = []
  for (const { doc, ...report } of await titledReports(index)) {
    for (const facts of [report, {}])
      examples.push(await untitledExample({ ...report, product: null, version: null, ...facts }, doc, index))
  }
  return examples
}

type TitledReport = LabelledReport & { readonly doc: number }

async function titledReports(index: Index): Promise<readonly TitledReport[]> {
  const titled: { id: string; doc: number; message: string }[] = []
  for (let doc = 0; doc < index.documents; doc++) {
    const { id, title } = await index.display(doc)
    const message = titleMessage(title ?? '')
    if (id !== null && message !== null) titled.push({ id, doc, message })
  }
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

async function untitledExample(report: LabelledReport, right: number, index: Index): Promise<Example> {
  const { reading, candidates } = await findCandidates(report.query, report, index, compared)
  const comparers = index.segments.map((_, number) => new Comparer(reading, number))
  const items = await forwardItemsOf(
    index,
    candidates.map(({ doc }) => doc),
  )
  const untitled = candidates.map(({ doc }, i) => {
    const { segment, item, fail } = items[i]!
    return { doc, score: 1, rank: 0, comparison: comparers[segment]!.compare(withoutTitle(item, fail), fail) }
  })
  return exampleOf(report, reading, untitled, new Set([right]))
}

const title = fields.findIndex(({ name }) => name === 'title')

function withoutTitle(item: Uint8Array, fail: (what: string) => Error): Uint8Array {
  const into = new ByteWriter()
  const sequences = decodeForward(item, fail).filter(({ field }) => field !== title)
  encodeForward(sequences, (name) => name, into)
  return into.take()
}
