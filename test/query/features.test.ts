import { expect, test } from 'vitest'
import { findCandidates } from '../../src/query/candidates.ts'
import { features, featuresOf } from '../../src/query/features.ts'
import { articleOf, openArticles } from '../support/collection.ts'

const index = await openArticles([
  articleOf('Q1', {
    title: 'Jam',
    messages: [
      { text: 'Cellar door stuck. Fetch the plumber.', span: [0, 0], form: 'block', section: 0 },
      { text: 'Kettle cold', span: [0, 0], form: 'block', section: 0 },
    ],
  }),
  articleOf('Q2', { title: 'Cellar plumber', symptoms: 'The door of a kettle is stuck. It is cold.' }),
])

/** Of the only article that quotes messages, and of the other one. */
async function valuesOf(report: string, name: string): Promise<Record<string, number>> {
  const { reading, candidates } = await findCandidates(report, {}, index, 10)
  const values = featuresOf(reading, candidates)
  const place = features.findIndex((feature) => feature.name === name)
  const ids = await Promise.all(candidates.map(async ({ doc }) => (await index.display(doc)).id!))
  return Object.fromEntries(ids.map((id, i) => [id, values[i]![place]!]))
}

test.each([
  ['a report that is the beginning of a message is all of it', 'Cellar door stuck', 1, 0],
  ['a message that is a line of a report is all of it', 'Monday\nKettle cold\nplumber away, door open', 1, 0],
  ['words in another order quote little', 'cold kettle', 0.5, 0],
])('%s', async (_, report, quoting, other) => {
  const { Q1, Q2 } = await valuesOf(report, 'message quoted')
  expect(Q1).toBeCloseTo(quoting, 1)
  expect(Q2).toBe(other)
})

test('one message covers so much of a report as it says of its words', async () => {
  expect((await valuesOf('stuck door, cellar', 'message covers')).Q1).toBe(1)
  expect((await valuesOf('kettle door', 'message covers')).Q1).toBeCloseTo(0.5, 1)
})
